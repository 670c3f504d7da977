//! The statements, spelled once for each storage: a template of words that all dialects share, and
//! what each dialect writes for them.
//! It never sends one.

mod aiogram;
mod catalog;
mod list;
mod lock;
#[cfg(feature = "mysql")]
mod mysql;
mod param;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "sqlite")]
mod sqlite;
mod template;
mod whole;

pub(crate) use aiogram::{AiogramRows, INLINE};
pub(crate) use list::{Filter, InState};
pub(crate) use lock::{LockStatements, Taking};
pub(crate) use param::{Bind, Param, Values};
pub(crate) use template::Statement;
pub(crate) use whole::WholeWrites;

use crate::error::ErrorKind;
use fsm_core::{Dialect, TableName};
use template::Words;

/// How a value is taken away, and what holds the row if that is gone.
#[derive(Debug)]
pub(crate) enum Removal {
    /// One statement that answers a row if there was something.
    Whole(Statement),
    /// Two statements, of which one at most does something, and a look that answers a row while
    /// there is something: if neither did anything but something is there, another writer got in
    /// between.
    Halves {
        /// Removes the row if nothing else holds it.
        delete: Statement,
        /// Takes the value away if something else holds the row.
        update: Statement,
        /// Looks at the row as it is now.
        look: Statement,
    },
}

/// How a state is set where there is none.
#[derive(Debug)]
pub(crate) enum Arrival {
    /// One statement that writes a row or none.
    Whole(Statement),
    /// The same, but an expired row is left alone and has to be removed first.
    UnlessExpired(Statement),
    /// Two statements, and a look that answers a row while there is a state.
    Halves {
        /// Sets the state of a row that has none.
        update: Statement,
        /// Writes a row where there is none, or fails.
        insert: Statement,
        /// Looks at the row as it is now.
        look: Statement,
    },
}

/// How data is merged and the whole answered.
#[derive(Debug)]
pub(crate) struct Merge {
    /// Merges and answers the whole, or no row if what is stored is no object (or, on SQLite, is
    /// expired).
    pub(crate) write: BySize,
    /// The same for servers that answer no rows to writes; `None` where all of them do.
    pub(crate) in_session: Option<InSession>,
}

/// Statements that merge up to so many names each, the smallest first. There is a limit where a
/// server takes names times names to merge.
#[derive(Debug)]
pub(crate) struct BySize(pub(crate) Vec<(usize, Statement)>);

impl BySize {
    /// What merges that many names; `None` if they are too many.
    pub(crate) fn of(&self, names: usize) -> Option<&Statement> {
        self.0.iter().find(|(limit, _)| names <= *limit).map(|(_, statement)| statement)
    }
}

/// Merging in two statements on one connection.
#[derive(Debug)]
pub(crate) struct InSession {
    /// Answers which server it is.
    pub(crate) version: Statement,
    /// Merges, and keeps the whole in the session.
    pub(crate) write: BySize,
    /// Answers the whole.
    pub(crate) read: Statement,
}

/// Every statement of a storage.
#[derive(Debug)]
pub(crate) struct Statements {
    pub(crate) get_state: Statement,
    pub(crate) get_data: Statement,
    pub(crate) get_value: Statement,
    pub(crate) get: Statement,
    /// Writes a row, or none if (on SQLite) an expired one has to be removed first.
    pub(crate) set_state: Statement,
    /// As `set_state`.
    pub(crate) set_data: Statement,
    pub(crate) merge: Merge,
    pub(crate) remove_state: Removal,
    pub(crate) remove_data: Removal,
    pub(crate) change_state: Statement,
    pub(crate) remove_state_if: Removal,
    pub(crate) arrive: Arrival,
    /// The row with its version, to be written again if it is still that one.
    pub(crate) get_current: Statement,
    pub(crate) replace_data: Statement,
    pub(crate) insert_data: Statement,
    /// Removes the row if it is expired.
    pub(crate) forget: Statement,
    pub(crate) clear: Statement,
    pub(crate) delete_user: Statement,
    pub(crate) purge: Statement,
    pub(crate) count_by_state: Statement,
    /// What the table is like; no rows if it is not there.
    pub(crate) catalog: Statement,
    /// What `list` builds its statements of.
    pub(crate) words: Words,
    /// How deep data may be nested.
    pub(crate) depth_limit: usize,
}

impl Statements {
    /// The statements on `table`.
    pub(crate) fn spell(dialect: Dialect, table: &TableName) -> Result<Self, ErrorKind> {
        Ok(match dialect {
            #[cfg(feature = "sqlite")]
            Dialect::Sqlite => sqlite::statements(table),
            #[cfg(feature = "postgres")]
            Dialect::Postgres => postgres::statements(table),
            #[cfg(feature = "mysql")]
            Dialect::Mysql => mysql::statements(table),
            #[allow(unreachable_patterns, reason = "each feature takes one of them away")]
            _ => {
                let _ = table;
                return Err(ErrorKind::Unsupported { dialect });
            }
        })
    }
}
