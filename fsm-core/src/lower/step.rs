use crate::dialect::Statement;

/// Statements that are sent together, and what they need around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Step {
    /// The statements, in order.
    pub statements: Vec<Statement>,
    /// Whether they are sent in one transaction; otherwise each commits.
    pub in_transaction: bool,
    /// Whether no foreign key may act on the rows meanwhile, which has to be said before the
    /// transaction begins: `PRAGMA foreign_keys = OFF` (SQLite).
    pub without_foreign_keys: bool,
    /// What has to hold after the statements as it did before, where the foreign keys did not act.
    pub still_held: Option<StillHeld>,
}

/// Two queries that answer with tables, the tables they refer to, and how many of their rows refer
/// to none: no number may be larger after than before.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StillHeld {
    /// Sent before the first statement; names the tables as they are called afterwards.
    pub before: String,
    /// Sent after the last.
    pub after: String,
}

impl Step {
    /// Statements in one transaction.
    pub(super) fn transaction(statements: Vec<Statement>) -> Self {
        Self { statements, in_transaction: true, ..Self::default() }
    }

    /// Statements that each commit.
    pub(super) fn each(statements: Vec<Statement>) -> Self {
        Self { statements, ..Self::default() }
    }
}
