//! Stamps: the version table is told where the database is, and no revision runs.
//! It never changes a row that has nothing to do with the targets.

use super::{Applied, Graph, RowChange, rows::changes};
use crate::Error;
use std::collections::BTreeSet;

/// How the rows of the version table change, and where the database is said to be then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp<'g> {
    row_changes: Vec<RowChange<'g>>,
    after: Applied,
}

impl<'g> Stamp<'g> {
    /// The changes, in their order.
    #[must_use]
    pub fn row_changes(&self) -> &[RowChange<'g>] {
        &self.row_changes
    }

    /// Where the database is said to be.
    #[must_use]
    pub fn after(&self) -> &Applied {
        &self.after
    }
}

impl Graph {
    /// The rows so that the database is at the targets.
    ///
    /// A target takes the place of each row that needs it or that it needs; other rows stay. With
    /// `base` all rows go, and with `LABEL@base` those that have to do with that branch. A number
    /// of steps alone counts from where the database is.
    ///
    /// # Errors
    /// If a symbol means nothing here, if one target needs another, or if a row is no revision of
    /// this graph: [`Graph::stamp_purged`] asks for no rows.
    pub fn stamp(
        &self,
        applied: &Applied,
        targets: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Stamp<'_>, Error> {
        let state = self.state(applied)?;
        let mut kept = state.tops(self);
        let targets = self.targets(targets, |graph, symbol| {
            let place = graph.place(symbol, &state)?;
            if place.nodes.is_empty() {
                match place.branch {
                    Some(branch) => graph.drop_related(&mut kept, &[branch]),
                    None => kept.clear(),
                }
            }
            Ok(place)
        })?;
        self.drop_related(&mut kept, &targets);
        let before: BTreeSet<usize> = state.rows.into_iter().collect();
        let after: BTreeSet<usize> = kept.into_iter().chain(targets).collect();
        let gone: Vec<usize> = before.difference(&after).copied().collect();
        let new: Vec<usize> = after.difference(&before).copied().collect();
        let row_changes = changes(self, &gone, &new);
        Ok(Stamp { row_changes, after: Applied::of(self, after) })
    }

    /// The same after all rows are removed, whatever they name: for a table with rows of revisions
    /// that are gone.
    ///
    /// # Errors
    /// If a symbol means nothing here, or if one target needs another.
    pub fn stamp_purged(
        &self,
        targets: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Stamp<'_>, Error> {
        let mut stamp = self.stamp(&Applied::none(), targets)?;
        stamp.row_changes.insert(0, RowChange::Clear);
        Ok(stamp)
    }

    /// Removes what needs one of the nodes, is one, or is needed by one.
    fn drop_related(&self, rows: &mut Vec<usize>, nodes: &[usize]) {
        let mut related = self.below(nodes.iter().copied());
        related.unite(&self.above(nodes.iter().copied()));
        rows.retain(|&row| !related.contains(row));
    }
}
