//! What there is to say about one revision.
//! It never words it.

use super::{Graph, Revision};

/// What there is to say about a revision. Lists are ordered by id, unless they say otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact that the others do not tell")]
pub struct Facts<'g> {
    /// The revision.
    pub revision: &'g Revision,
    /// What it follows, as written.
    pub parents: Vec<&'g Revision>,
    /// What it depends on besides, as written.
    pub dependencies: Vec<&'g Revision>,
    /// What follows it.
    pub children: Vec<&'g Revision>,
    /// What depends on it besides.
    pub dependants: Vec<&'g Revision>,
    /// The labels of the branches it is in, its own among them.
    pub labels: Vec<&'g str>,
    /// Whether nothing follows it.
    pub is_head: bool,
    /// Whether nothing follows it or depends on it.
    pub is_effective_head: bool,
    /// Whether it follows nothing.
    pub is_base: bool,
    /// Whether several follow it.
    pub is_branch_point: bool,
    /// Whether it follows several.
    pub is_merge_point: bool,
}

impl Graph {
    /// What there is to say about the revision of exactly that id.
    #[must_use]
    pub fn facts(&self, id: &str) -> Option<Facts<'_>> {
        let at = self.node(id)?;
        let node = &self.nodes[at];
        let besides = |all: &[usize], but: &[usize]| {
            self.all(all.iter().copied().filter(|other| !but.contains(other)))
        };
        Some(Facts {
            revision: &self.revisions[at],
            parents: self.all(node.down.iter().copied()),
            dependencies: besides(&node.needs, &node.down),
            children: self.all(node.next.iter().copied()),
            dependants: besides(&node.users, &node.next),
            labels: self.labels_of(at),
            is_head: node.next.is_empty(),
            is_effective_head: node.users.is_empty(),
            is_base: node.down.is_empty(),
            is_branch_point: node.next.len() > 1,
            is_merge_point: node.down.len() > 1,
        })
    }
}
