//! The rows of the version table, and how a step changes them.
//! It never decides which steps are taken.

use super::{Applied, Graph, NodeSet, applied::State};
use std::collections::BTreeSet;

/// One change to the version table, a statement each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RowChange<'g> {
    /// A row is added.
    Insert {
        /// The revision that it names.
        id: &'g str,
    },
    /// A row is removed.
    Delete {
        /// The revision that it names.
        id: &'g str,
    },
    /// A row names another revision from now on.
    Update {
        /// The revision that it names before.
        from: &'g str,
        /// The revision that it names after.
        to: &'g str,
    },
    /// All rows are removed, whatever they name.
    Clear,
}

/// The table, while a plan is made.
pub(super) struct Rows<'g> {
    graph: &'g Graph,
    applied: NodeSet,
    /// For each node, how many applied ones need it.
    users: Vec<usize>,
    table: BTreeSet<usize>,
    /// Rows that the first step removes, because an applied revision needs what they name.
    surplus: Vec<usize>,
}

impl<'g> Rows<'g> {
    pub(super) fn new(graph: &'g Graph, state: State) -> Self {
        let mut users = vec![0; graph.len()];
        for node in state.set.iter() {
            for &needed in &graph.nodes[node].needs {
                users[needed] += 1;
            }
        }
        let surplus = state.rows.iter().copied().filter(|&row| users[row] > 0).collect();
        Self { graph, applied: state.set, users, table: state.rows.into_iter().collect(), surplus }
    }

    /// Applies the node, and says what that changes.
    pub(super) fn step_up(&mut self, node: usize) -> Vec<RowChange<'g>> {
        self.applied.insert(node);
        let needs = &self.graph.nodes[node].needs;
        for &needed in needs {
            self.users[needed] += 1;
        }
        self.settle(node, needs)
    }

    /// Undoes the node, and says what that changes.
    pub(super) fn step_down(&mut self, node: usize) -> Vec<RowChange<'g>> {
        self.applied.remove(node);
        let needs = &self.graph.nodes[node].needs;
        for &needed in needs {
            self.users[needed] -= 1;
        }
        self.settle(node, needs)
    }

    fn settle(&mut self, node: usize, needs: &[usize]) -> Vec<RowChange<'g>> {
        let surplus = std::mem::take(&mut self.surplus);
        let (mut gone, mut new) = (Vec::new(), Vec::new());
        for &at in std::iter::once(&node).chain(needs).chain(&surplus) {
            let is_row = self.applied.contains(at) && self.users[at] == 0;
            if is_row && self.table.insert(at) {
                new.push(at);
            } else if !is_row && self.table.remove(&at) {
                gone.push(at);
            }
        }
        changes(self.graph, &gone, &new)
    }

    pub(super) fn finish(self) -> Applied {
        Applied::of(self.graph, self.table)
    }
}

/// Rows that go and rows that come: as many as there are of both are updates.
pub(super) fn changes<'g>(graph: &'g Graph, gone: &[usize], new: &[usize]) -> Vec<RowChange<'g>> {
    let updates = gone.len().min(new.len());
    let update = |(&from, &to): (&usize, &usize)| RowChange::Update {
        from: graph.id(from),
        to: graph.id(to),
    };
    // Deleting first, so that nothing is there twice in between.
    let deletes = gone[updates..].iter().map(|&row| RowChange::Delete { id: graph.id(row) });
    let inserts = new[updates..].iter().map(|&row| RowChange::Insert { id: graph.id(row) });
    deletes.chain(gone.iter().zip(new).map(update)).chain(inserts).collect()
}
