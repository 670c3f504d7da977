//! What a run answers and tells while it goes on.
//! It never prints.

use crate::graph::{Direction, Revision};
use crate::hazard::Hazard;
use fsm_core::Comparison;
use std::fmt;
use std::time::Duration;

/// What a run did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Report {
    /// The revisions that were applied or undone, in that order.
    pub revisions: Vec<Ran>,
    /// The rows of the version table afterwards, ordered.
    pub rows: Vec<String>,
    /// Applied revisions that do something else now than when they were applied.
    pub edited: Vec<String>,
}

/// A revision that was applied or undone.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ran {
    /// The revision's id.
    pub revision: String,
    /// What it is for.
    pub message: Option<String>,
    /// Whether it was applied or undone.
    pub direction: Direction,
    /// How many statements were sent for it.
    pub statements: usize,
    /// Whether it was begun by a run that did not end.
    pub resumed: bool,
}

impl Report {
    /// Whether there was nothing to do.
    #[must_use]
    pub fn is_noop(&self) -> bool {
        self.revisions.is_empty()
    }
}

/// A line a revision.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.revisions.is_empty() {
            return f.write_str("nothing to do");
        }
        for (at, ran) in self.revisions.iter().enumerate() {
            if at > 0 {
                f.write_str("\n")?;
            }
            f.write_str(match ran.direction {
                Direction::Upgrade => "applied ",
                Direction::Downgrade => "undid ",
            })?;
            f.write_str(&ran.revision)?;
            if let Some(message) = &ran.message {
                write!(f, ", {message}")?;
            }
        }
        Ok(())
    }
}

/// What happens while a run goes on.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Event<'e> {
    /// Another process runs revisions; this one waits for it.
    Waiting,
    /// A revision begins.
    Begin {
        /// The revision.
        revision: &'e Revision,
        /// Whether it is applied or undone.
        direction: Direction,
        /// How many are done.
        done: usize,
        /// How many there are in all.
        of: usize,
        /// Whether an earlier run began it.
        resumed: bool,
    },
    /// A statement is sent.
    Statement {
        /// What it does.
        action: &'e str,
        /// Its text; nothing of Rust code.
        sql: Option<&'e str>,
    },
    /// A revision is done.
    End {
        /// The revision.
        revision: &'e Revision,
        /// How long it took.
        elapsed: Duration,
    },
    /// An applied revision does something else now than when it was applied.
    Edited {
        /// The revision.
        revision: &'e Revision,
    },
    /// A place where a test kills the process.
    #[doc(hidden)]
    Place(&'static str),
}

/// Where a database is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Current {
    /// The rows of the version table, ordered.
    pub rows: Vec<String>,
    /// The revision that a run began and did not end.
    pub unfinished: Option<Unfinished>,
}

/// A revision that a run began and did not end.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unfinished {
    /// The revision's id.
    pub revision: String,
    /// Whether it is applied or undone.
    pub direction: Direction,
}

/// What would be sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Planned {
    /// The revisions, in their order.
    pub revisions: Vec<PlannedRevision>,
}

/// What would be sent for a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlannedRevision {
    /// The revision's id.
    pub revision: String,
    /// What it is for.
    pub message: Option<String>,
    /// Whether it is applied or undone.
    pub direction: Direction,
    /// The statements, in their order.
    pub statements: Vec<PlannedStatement>,
}

/// A statement that would be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlannedStatement {
    /// What it does.
    pub action: String,
    /// Its text; nothing of Rust code.
    pub sql: Option<String>,
    /// Whether it is sent in a transaction.
    pub in_transaction: bool,
    /// What it destroys, may fail at, or keeps waiting.
    pub hazards: Vec<Hazard>,
}

/// Whether a database is where the program wants it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Check {
    /// The revisions that are not applied, in the order of an upgrade.
    pub pending: Vec<Revision>,
    /// Applied revisions that do something else now than when they were applied.
    pub edited: Vec<String>,
    /// The revision that a run began and did not end.
    pub unfinished: Option<Unfinished>,
    /// What differs between the models and the database.
    pub comparison: Comparison,
}

impl Check {
    /// Whether nothing is pending, unfinished or edited, and nothing was found to differ.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        self.pending.is_empty()
            && self.edited.is_empty()
            && self.unfinished.is_none()
            && self.comparison.verdict() != fsm_core::Verdict::Different
    }
}
