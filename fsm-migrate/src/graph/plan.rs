//! Plans: which revisions are applied or undone, in which order, and what each does to the version table.
//! It never runs one.

use super::{Applied, Graph, NodeSet, Revision, RowChange, applied::State, rows::Rows};
use crate::{Error, ErrorKind};

/// What a revision is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Apply it.
    Upgrade,
    /// Undo it.
    Downgrade,
}

/// One revision to be applied or undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<'g> {
    revision: &'g Revision,
    direction: Direction,
    row_changes: Vec<RowChange<'g>>,
}

impl<'g> Step<'g> {
    /// The revision.
    #[must_use]
    pub fn revision(&self) -> &'g Revision {
        self.revision
    }

    /// Whether it is applied or undone.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// How the version table changes with it.
    #[must_use]
    pub fn row_changes(&self) -> &[RowChange<'g>] {
        &self.row_changes
    }
}

/// Steps in their order, and where they lead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan<'g> {
    steps: Vec<Step<'g>>,
    after: Applied,
}

impl<'g> Plan<'g> {
    /// The steps, the first first.
    #[must_use]
    pub fn steps(&self) -> &[Step<'g>] {
        &self.steps
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Where the database is after the last step.
    #[must_use]
    pub fn after(&self) -> &Applied {
        &self.after
    }
}

impl Graph {
    /// What is to be applied so that the targets are: all that they need, less what is applied.
    ///
    /// A symbol that is a number of steps alone, `+2`, counts from where the database is.
    ///
    /// # Errors
    /// If a symbol means nothing here or leads down, if one target needs another, or if a row is
    /// no revision of this graph.
    pub fn upgrade(
        &self,
        applied: &Applied,
        targets: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Plan<'_>, Error> {
        let state = self.state(applied)?;
        let targets = self.targets(targets, |graph, symbol| graph.place_up(symbol, &state))?;
        let mut set = self.below(targets);
        set.subtract(&state.set);
        Ok(self.plan(state, &set, Direction::Upgrade))
    }

    /// What is to be undone so that nothing above the target is left: everything applied that
    /// needs a child of the target.
    ///
    /// What the target only is a dependency of stays, and so do other branches; `base` has the
    /// roots as its children. With a branch, `LABEL@ID` and `LABEL@base`, only children in that
    /// branch count, and so they do for a number of steps from where the database is.
    ///
    /// # Errors
    /// If the symbol means nothing here, means several revisions or leads up, if it is not
    /// applied, or if a row is no revision of this graph.
    pub fn downgrade(&self, applied: &Applied, target: &str) -> Result<Plan<'_>, Error> {
        let state = self.state(applied)?;
        let place = self.place_down(target, &state)?;
        let node = match place.nodes.as_slice() {
            [] => None,
            [node] => Some(*node),
            several => {
                let heads = self.ids(several.iter().copied());
                return Err(ErrorKind::SeveralHeads { symbol: target.to_owned(), heads }.into());
            }
        };
        if let Some(node) = node.filter(|&node| !state.set.contains(node)) {
            let (target, above) = (self.id(node).to_owned(), applied.rows().to_vec());
            return Err(ErrorKind::NotBelow { target, above }.into());
        }
        let set = self.above_target(node, place.branch, &state);
        Ok(self.plan(state, &set, Direction::Downgrade))
    }

    /// Everything applied that needs a child of the target, in the branch if there is one.
    fn above_target(&self, target: Option<usize>, branch: Option<usize>, state: &State) -> NodeSet {
        let mut children: Vec<usize> = match target {
            Some(node) => self.nodes[node].next.clone(),
            None => self.base_nodes().collect(),
        };
        if let Some(branch) = branch {
            let line = self.lineage([branch]);
            children.retain(|&child| line.contains(child));
        }
        let mut set = self.above(children.into_iter().filter(|&child| state.set.contains(child)));
        set.intersect(&state.set);
        set
    }

    /// What undoes that revision alone, which nothing applied needs.
    pub(crate) fn undo(&self, applied: &Applied, id: &str) -> Result<Plan<'_>, Error> {
        let state = self.state(applied)?;
        let mut set = NodeSet::new(self.len());
        if let Some(node) = self.node(id).filter(|&node| state.set.contains(node)) {
            set.insert(node);
        }
        Ok(self.plan(state, &set, Direction::Downgrade))
    }

    fn plan(&self, state: State, set: &NodeSet, direction: Direction) -> Plan<'_> {
        let mut order = self.order(set);
        if direction == Direction::Downgrade {
            order.reverse();
        }
        let mut rows = Rows::new(self, state);
        let steps = order.into_iter().map(|node| Step {
            revision: &self.revisions[node],
            direction,
            row_changes: match direction {
                Direction::Upgrade => rows.step_up(node),
                Direction::Downgrade => rows.step_down(node),
            },
        });
        Plan { steps: steps.collect(), after: rows.finish() }
    }
}
