//! Where a database is: the rows of its version table, and what is applied by them.
//! It never reads the table.

use super::{Graph, NodeSet, Revision};
use crate::{Error, ErrorKind};

/// Where a database is: the rows of its version table.
///
/// A revision is applied if a row names it, or if an applied revision needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Ordered, none twice.
    rows: Vec<String>,
}

impl Applied {
    /// A database in which no revision is applied.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// What the rows of a version table say.
    ///
    /// A row may name what another row needs anyway, as Alembic leaves them behind after some
    /// stamps; the first step of a plan removes it.
    ///
    /// # Errors
    /// If the graph does not have some of them; the error names all these.
    pub fn from_rows<T: Into<String>>(
        graph: &Graph,
        rows: impl IntoIterator<Item = T>,
    ) -> Result<Self, Error> {
        let mut rows: Vec<String> = rows.into_iter().map(Into::into).collect();
        rows.sort_unstable();
        rows.dedup();
        let applied = Self { rows };
        graph.state(&applied)?;
        Ok(applied)
    }

    /// The rows of the version table, ordered.
    #[must_use]
    pub fn rows(&self) -> &[String] {
        &self.rows
    }

    /// Whether no revision is applied.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.rows.is_empty()
    }

    pub(super) fn of(graph: &Graph, rows: impl IntoIterator<Item = usize>) -> Self {
        let mut rows = graph.ids(rows);
        rows.sort_unstable();
        Self { rows }
    }
}

/// [`Applied`], looked up in a graph.
#[derive(Clone, Debug)]
pub(super) struct State {
    /// What is applied: with each node everything that it needs.
    pub(super) set: NodeSet,
    /// The rows there are, ordered.
    pub(super) rows: Vec<usize>,
}

impl State {
    /// The rows there should be.
    pub(super) fn tops(&self, graph: &Graph) -> Vec<usize> {
        let is_top =
            |&row: &usize| !graph.nodes[row].users.iter().any(|&user| self.set.contains(user));
        // What no applied revision needs is in the set only because it is a row.
        self.rows.iter().copied().filter(is_top).collect()
    }
}

impl Graph {
    /// A database in which these are applied, with everything that they need: the beginning of a
    /// plan that is made without a database.
    ///
    /// # Errors
    /// If a symbol means nothing here, or if one of them needs another.
    pub fn at(&self, symbols: impl IntoIterator<Item = impl AsRef<str>>) -> Result<Applied, Error> {
        let state = self.state(&Applied::none())?;
        let targets = self.targets(symbols, |graph, symbol| graph.place(symbol, &state))?;
        Ok(Applied::of(self, targets))
    }

    /// All that is applied, in the order of an upgrade.
    ///
    /// # Errors
    /// If a row is no revision of this graph.
    pub fn applied(&self, applied: &Applied) -> Result<Vec<&Revision>, Error> {
        let state = self.state(applied)?;
        Ok(self.all(self.order(&state.set)))
    }

    /// All that is not applied, in the order of an upgrade.
    ///
    /// # Errors
    /// If a row is no revision of this graph.
    pub fn pending(&self, applied: &Applied) -> Result<Vec<&Revision>, Error> {
        let mut pending = self.everything();
        pending.subtract(&self.state(applied)?.set);
        Ok(self.all(self.order(&pending)))
    }

    /// The applied revisions that no applied revision follows, which is what `current` shows: the
    /// rows, and besides them what is only there because something depends on it.
    ///
    /// # Errors
    /// If a row is no revision of this graph.
    pub fn current(&self, applied: &Applied) -> Result<Vec<&Revision>, Error> {
        Ok(self.all(self.tips(&self.state(applied)?)))
    }

    /// Whether everything is applied.
    ///
    /// # Errors
    /// If a row is no revision of this graph.
    pub fn is_at_heads(&self, applied: &Applied) -> Result<bool, Error> {
        Ok(self.state(applied)?.set.len() == self.len())
    }

    /// The applied revisions that no applied revision follows.
    pub(super) fn tips(&self, state: &State) -> Vec<usize> {
        let is_applied = |next: &usize| state.set.contains(*next);
        let is_tip = |&node: &usize| !self.nodes[node].next.iter().any(is_applied);
        state.set.iter().filter(is_tip).collect()
    }

    pub(super) fn state(&self, applied: &Applied) -> Result<State, Error> {
        let (mut rows, mut unknown) = (Vec::new(), Vec::new());
        for row in &applied.rows {
            match self.node(row) {
                Some(node) => rows.push(node),
                None => unknown.push(row.clone()),
            }
        }
        if !unknown.is_empty() {
            return Err(ErrorKind::UnknownRows { rows: unknown }.into());
        }
        Ok(State { set: self.below(rows.iter().copied()), rows })
    }
}
