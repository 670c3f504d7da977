//! The graph of revisions: what follows what, what symbols mean, and how to get from one state of a database to another.
//! It never opens a connection, reads a file, or knows what a revision does.
//!
//! One model is underneath.
//! A revision *needs* what it follows (`down_revision`) and what it depends on (`depends_on`).
//! A database has a set of applied revisions, which holds with each revision everything that one
//! needs, and the rows of the version table are those of them that no other applied revision
//! needs: [`Applied`].
//!
//! - An **upgrade** applies what the targets need, less what is applied.
//! - A **downgrade** undoes everything applied that needs a child of the target.
//! - A **stamp** only changes rows.
//!
//! **Order.** A step comes after the steps of everything that it needs.
//! Among the orders that allow this, the one taken is depth first, so that the revisions of a branch
//! stay together: a downgrade begins at the top with the smallest id, goes down as long as nothing
//! that is yet to be undone needs the revision it comes to, and at a join takes the parents in the
//! order in which they are written, `depends_on` last.
//! An upgrade is the same read backwards.
//! Nothing depends on the order in which revisions are handed in.
//!
//! ```
//! use fsm_migrate::graph::{Applied, Graph, Revision};
//!
//! # fn main() -> Result<(), fsm_migrate::Error> {
//! let graph = Graph::new([
//!     Revision::new("a"),
//!     Revision::new("b").down_revision(["a"]),
//!     Revision::new("c").down_revision(["a"]),
//!     Revision::new("d").down_revision(["b", "c"]),
//! ])?;
//! let plan = graph.upgrade(&Applied::none(), ["head"])?;
//! let ids: Vec<&str> = plan.steps().iter().map(|step| step.revision().id.as_str()).collect();
//! assert_eq!(ids, ["a", "c", "b", "d"]);
//! assert_eq!(plan.after().rows(), ["d"]);
//! # Ok(())
//! # }
//! ```

mod applied;
mod facts;
mod labels;
mod load;
mod new_revision;
mod plan;
mod range;
mod resolve;
mod revision;
mod ring;
mod rows;
mod set;
mod stamp;
mod steps;
mod symbol;
mod walk;

pub use applied::Applied;
pub use facts::Facts;
pub use plan::{Direction, Plan, Step};
pub use range::Range;
pub use resolve::Place;
pub use revision::Revision;
pub use rows::RowChange;
pub use stamp::Stamp;

use crate::{Error, ErrorKind};
use set::NodeSet;
use std::collections::BTreeMap;

/// All revisions of a program, checked and connected.
///
/// Revisions are answered ordered by id, unless a function says otherwise.
#[derive(Clone, Debug)]
pub struct Graph {
    /// Ordered by id; the position is the node.
    revisions: Vec<Revision>,
    nodes: Vec<Node>,
    /// Each label, and the revision that has it.
    labels: BTreeMap<String, usize>,
}

/// How a revision is connected. No list names a node twice.
#[derive(Clone, Debug, Default)]
struct Node {
    /// What it follows, as written.
    down: Vec<usize>,
    /// What it follows and depends on, in this order.
    needs: Vec<usize>,
    /// What follows it, ordered.
    next: Vec<usize>,
    /// What follows it or depends on it, ordered.
    users: Vec<usize>,
}

impl Graph {
    /// The graph of these revisions, in whatever order they come.
    ///
    /// # Errors
    /// If an id or a label is there twice or cannot be one, if something is named that is not
    /// there, or if revisions need each other in a ring.
    pub fn new(revisions: impl IntoIterator<Item = Revision>) -> Result<Self, Error> {
        load::load(revisions.into_iter().collect())
    }

    /// How many revisions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.revisions.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.revisions.is_empty()
    }

    /// The revision of exactly that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Revision> {
        self.node(id).map(|node| &self.revisions[node])
    }

    /// All revisions.
    #[must_use]
    pub fn revisions(&self) -> impl ExactSizeIterator<Item = &Revision> {
        self.revisions.iter()
    }

    /// All revisions, each after everything that it needs, in the order of an upgrade.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Revision> {
        self.all(self.order(&self.everything()))
    }

    /// The revisions that nothing follows, whether or not something depends on them.
    #[must_use]
    pub fn heads(&self) -> Vec<&Revision> {
        self.all(self.head_nodes())
    }

    /// The revisions that nothing follows or depends on: the rows of the version table after
    /// everything is applied.
    #[must_use]
    pub fn effective_heads(&self) -> Vec<&Revision> {
        self.all(self.effective_head_nodes())
    }

    /// The only head; `None` for a graph without revisions.
    ///
    /// # Errors
    /// If there are several.
    pub fn head(&self) -> Result<Option<&Revision>, Error> {
        match self.heads().as_slice() {
            [] => Ok(None),
            [head] => Ok(Some(head)),
            heads => {
                let heads = heads.iter().map(|head| head.id.clone()).collect();
                Err(ErrorKind::SeveralHeads { symbol: "head".to_owned(), heads }.into())
            }
        }
    }

    /// The revisions that follow none.
    #[must_use]
    pub fn bases(&self) -> Vec<&Revision> {
        self.all(self.base_nodes())
    }

    /// The revisions that several follow.
    #[must_use]
    pub fn branch_points(&self) -> Vec<&Revision> {
        self.all((0..self.len()).filter(|&node| self.nodes[node].next.len() > 1))
    }

    /// The revisions that follow several.
    #[must_use]
    pub fn merge_points(&self) -> Vec<&Revision> {
        self.all((0..self.len()).filter(|&node| self.nodes[node].down.len() > 1))
    }

    /// The node of exactly that id.
    fn node(&self, id: &str) -> Option<usize> {
        self.revisions.binary_search_by(|revision| revision.id.as_str().cmp(id)).ok()
    }

    fn id(&self, node: usize) -> &str {
        &self.revisions[node].id
    }

    fn ids(&self, nodes: impl IntoIterator<Item = usize>) -> Vec<String> {
        nodes.into_iter().map(|node| self.id(node).to_owned()).collect()
    }

    fn all(&self, nodes: impl IntoIterator<Item = usize>) -> Vec<&Revision> {
        nodes.into_iter().map(|node| &self.revisions[node]).collect()
    }

    fn head_nodes(&self) -> impl Iterator<Item = usize> {
        (0..self.len()).filter(|&node| self.nodes[node].next.is_empty())
    }

    fn effective_head_nodes(&self) -> impl Iterator<Item = usize> {
        (0..self.len()).filter(|&node| self.nodes[node].users.is_empty())
    }

    fn base_nodes(&self) -> impl Iterator<Item = usize> {
        (0..self.len()).filter(|&node| self.nodes[node].down.is_empty())
    }

    fn everything(&self) -> NodeSet {
        let mut all = NodeSet::new(self.len());
        for node in 0..self.len() {
            all.insert(node);
        }
        all
    }
}

/// The id or label that is nearest to a name, if one is near.
fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let length = wanted.chars().count();
    // What is longer is no slip of the fingers, and comparing it takes the square of its length.
    if length > 100 {
        return None;
    }
    let most = length.div_ceil(3);
    known
        .into_iter()
        .filter(|name| name.chars().count().abs_diff(length) <= most)
        .map(|name| (strsim::osa_distance(wanted, name), name))
        .filter(|(differences, _)| *differences <= most)
        .min()
        .map(|(_, name)| name.to_owned())
}
