//! The ledger: the text of the version table and of the table beside it that says what was done,
//! statement by statement, and the reading of what stands there.
//! It never sends anything.

mod digest;
mod entry;
mod state;
mod write;

pub(crate) use digest::{checksum, digest};
pub(crate) use entry::NewEntry;
pub use entry::{EntryState, LedgerEntry};
pub(crate) use state::{State, Unfinished, entries};
pub(crate) use write::Change;

use crate::graph::Direction;
use fsm_core::{Dialect, TableName};

/// The form of the ledger. Another number means that checksums are not compared with those of
/// before.
pub(crate) const FORMAT: u32 = 1;

/// The names of both tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tables {
    /// The version table.
    pub(crate) version: TableName,
    /// The ledger.
    pub(crate) ledger: TableName,
}

impl Tables {
    /// The tables of that name; the ledger's is made of it.
    pub(crate) fn new(version: TableName) -> Self {
        let mut ledger = version.clone();
        ledger.name = format!("{}_ledger", version.name).into();
        Self { version, ledger }
    }

    /// What makes them, if they are not there.
    pub(crate) fn create(&self, dialect: Dialect) -> [String; 2] {
        let (version, ledger) =
            (dialect.quote_name(&self.version), dialect.quote_name(&self.ledger));
        // As long as a key of MySQL's can be, in characters of four bytes.
        let (id, word, text, end) = match dialect {
            Dialect::Mysql => (
                "VARCHAR(768) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
                "VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
                "LONGTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
                " ENGINE = InnoDB DEFAULT CHARSET = utf8mb4",
            ),
            _ => ("TEXT", "TEXT", "TEXT", ""),
        };
        [
            format!(
                "CREATE TABLE IF NOT EXISTS {version} (\n    \
                 version_num {id} NOT NULL,\n    PRIMARY KEY (version_num)\n){end}"
            ),
            format!(
                "CREATE TABLE IF NOT EXISTS {ledger} (\n    \
                 run BIGINT NOT NULL,\n    \
                 step INTEGER NOT NULL,\n    \
                 part INTEGER NOT NULL,\n    \
                 revision {id} NOT NULL,\n    \
                 direction {word} NOT NULL,\n    \
                 state {word} NOT NULL,\n    \
                 action {text} NOT NULL,\n    \
                 statement {text},\n    \
                 operation {word},\n    \
                 hash {word},\n    \
                 mark {text},\n    \
                 started_at {word},\n    \
                 finished_at {word},\n    \
                 version {word} NOT NULL,\n    \
                 downgrade {text},\n    \
                 PRIMARY KEY (run, step)\n){end}"
            ),
        ]
    }
}

/// The word for a direction in the ledger.
pub(crate) fn word(direction: Direction) -> &'static str {
    match direction {
        Direction::Upgrade => "upgrade",
        Direction::Downgrade => "downgrade",
    }
}
