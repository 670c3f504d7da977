//! What can go wrong with a conversation, as one opaque error whose kind carries the data.
//! It never holds what a conversation holds: keys and names of states are told, data never is.

mod driver;

pub(crate) use driver::{Fault, fault};

use crate::key::StorageKey;
use fsm_core::Dialect;
use std::{error::Error as _, fmt};

/// Something that went wrong with the state of a conversation.
///
/// The text says what was done, to which conversation, and what came of it; [`Error::help`] says
/// what to do, and [`Error::is_retryable`] whether doing it again may help. None of them holds
/// data of a conversation.
pub struct Error(Box<Inner>);

#[derive(Debug)]
struct Inner {
    kind: ErrorKind,
    operation: Option<&'static str>,
    key: Option<StorageKey>,
}

/// The kinds of [`Error`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A text or the data is longer than what is kept.
    #[error("the {part} has {bytes} bytes, {limit} are kept")]
    TooLong {
        /// What is too long: `state`, `destiny`, `business connection`, `data`.
        part: &'static str,
        /// How long it is.
        bytes: usize,
        /// How long it may be.
        limit: usize,
    },
    /// A text or the data holds NUL, which PostgreSQL cannot keep.
    #[error("the {part} holds NUL")]
    Nul {
        /// What holds it.
        part: &'static str,
    },
    /// The data handed in is no object.
    #[error("the data is {found}, not an object")]
    NotAnObject {
        /// What it is: `an array`, `a string`, ….
        found: &'static str,
    },
    /// The data handed in holds NaN or an infinite number, which JSON does not have.
    #[error("the data holds a number that is not finite")]
    NotFinite,
    /// The data handed in is nested deeper than the database keeps.
    #[error("the data is nested deeper than {limit} levels")]
    TooDeep {
        /// How many levels of arrays and objects may be inside of each other.
        limit: usize,
    },
    /// The data handed in has two values of one name.
    #[error("the data has two values of one name")]
    DuplicateName,
    /// A name in the data that an adapter keeps for itself.
    #[error("the name `{name}` is not free to be used")]
    ReservedName {
        /// The name.
        name: &'static str,
    },
    /// The data handed in could not be made JSON.
    #[error("the data could not be written as JSON")]
    Unserializable {
        /// What its type said.
        #[source]
        source: serde_json::Error,
    },
    /// What somebody else put into the column is no JSON object; the row is as it was.
    #[error("the stored data is {found}, not an object")]
    Corrupt {
        /// What it is: `no JSON`, `an array`, ….
        found: &'static str,
    },
    /// The stored data does not fit the type that was asked for.
    #[error("the stored data is no `{type_name}`: {reason}")]
    Mismatch {
        /// The type.
        type_name: &'static str,
        /// What the type expected, and where; never what was found.
        reason: String,
    },
    /// The stored state is none of the type's.
    #[error("the stored state `{state}` is none of `{type_name}`")]
    UnknownState {
        /// The stored state.
        state: String,
        /// The type.
        type_name: &'static str,
    },
    /// The connection handed in leads to another database system than the storage's.
    #[error("the connection is one of {connection}, the storage one of {storage}")]
    WrongDatabase {
        /// What the storage was built on.
        storage: Dialect,
        /// What was handed in.
        connection: Dialect,
    },
    /// The crate was built without the feature of this database.
    #[error("this program was built without support for {dialect}")]
    Unsupported {
        /// The database.
        dialect: Dialect,
    },
    /// Other writers got in between each time.
    #[error("other writers got in between {times} times")]
    Contended {
        /// How often it was tried.
        times: u32,
    },
    /// The conversation was handled by somebody else all the time.
    #[error("somebody else had the conversation for {} ms", waited.as_millis())]
    LockTimeout {
        /// How long it was waited for.
        waited: std::time::Duration,
    },
    /// The lock was lost before it was released: the holder was paused, or could not reach the
    /// database, for longer than the lease.
    #[error("the lock was lost, and somebody else may have the conversation")]
    LockLost,
    /// The runtime ended while a lock was taken.
    #[error("the runtime ended")]
    Stopped,
    /// The database refused, or could not be reached.
    #[error("the database did not do it")]
    Database {
        /// What the driver said.
        #[source]
        source: sqlx::Error,
    },
    /// Something is wrong with the table as a part of the application's schema.
    #[error("the schema of the table is in error")]
    Schema {
        /// What `fsm-core` said.
        #[source]
        source: fsm_core::Error,
    },
}

impl Error {
    /// What went wrong, as data.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.0.kind
    }

    /// The operation that failed, by the name of its method.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }

    /// The conversation it was about, if it was about one.
    #[must_use]
    pub fn key(&self) -> Option<&StorageKey> {
        self.0.key.as_ref()
    }

    /// Whether the same again may succeed, because nothing is wrong with what was asked: another
    /// writer or a lock was in the way, or the database could not be reached, was going down or
    /// coming up.
    ///
    /// A write that failed so may or may not have happened if the connection was lost; all of them
    /// but [`update_data`] with a value that depends on what was read can be done twice without
    /// harm. Inside the caller's transaction it is the transaction that has to be done again.
    ///
    /// [`update_data`]: crate::FsmStorage::update_data
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self.kind() {
            ErrorKind::Contended { .. } | ErrorKind::LockTimeout { .. } => true,
            ErrorKind::Database { source } => {
                matches!(fault(source), Fault::Conflict | Fault::Busy | Fault::Unavailable)
            }
            _ => false,
        }
    }

    /// Whether the table is not there.
    pub(crate) fn is_missing_table(&self) -> bool {
        matches!(self.kind(), ErrorKind::Database { source } if fault(source) == Fault::MissingTable)
    }

    /// What to do about it, if there is something to say.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        Some(match self.kind() {
            ErrorKind::NotAnObject { .. } => "wrap it: `json!({\"items\": ..})`, or a struct",
            ErrorKind::DuplicateName => "is a field named twice by `#[serde(flatten)]`?",
            ErrorKind::Corrupt { .. } => {
                "mend the row by hand, or remove it with `clear`; nothing was written to it"
            }
            ErrorKind::UnknownState { .. } => {
                "name the state it became: `#[state(was = \"..\")]`, or `States::upgrade`"
            }
            ErrorKind::LockLost => {
                "begin anew with another lock; a longer lease bears longer pauses"
            }
            ErrorKind::WrongDatabase { .. } => "hand in a connection of the storage's own database",
            ErrorKind::Unsupported { .. } => {
                "build `fsm-storage` with the feature of that name: `sqlite`, `postgres` or `mysql`"
            }
            ErrorKind::Database { source } if fault(source) == Fault::MissingTable => {
                "create the table first: `metadata.create_all(&pool)`; `health()` says what is there"
            }
            _ => return None,
        })
    }

    /// The same error, told of which operation and conversation it is.
    pub(crate) fn of(mut self, operation: &'static str, key: Option<&StorageKey>) -> Self {
        self.0.operation = Some(operation);
        self.0.key = key.cloned();
        self
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self(Box::new(Inner { kind, operation: None, key: None }))
    }
}

impl From<sqlx::Error> for Error {
    fn from(source: sqlx::Error) -> Self {
        ErrorKind::Database { source }.into()
    }
}

impl From<fsm_core::Error> for Error {
    fn from(source: fsm_core::Error) -> Self {
        ErrorKind::Schema { source }.into()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { kind, operation, key } = &*self.0;
        if let Some(operation) = operation {
            write!(f, "`{operation}` failed")?;
            if let Some(key) = key {
                write!(f, " for {key}")?;
            }
            f.write_str(": ")?;
        }
        kind.fmt(f)
    }
}

/// For people, as `main` prints it: the text, its causes and the help, a line each; `{:#?}` is the
/// data.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            return f.debug_tuple("Error").field(&self.0).finish();
        }
        let mut said = self.to_string();
        f.write_str(&said)?;
        let mut cause = self.source();
        while let Some(inner) = cause {
            let text = inner.to_string();
            // sqlx's errors repeat their cause in their own text.
            if !said.ends_with(&text) {
                write!(f, "\n  because: {text}")?;
            }
            said = text;
            cause = inner.source();
        }
        match self.help() {
            Some(help) => write!(f, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.kind.source()
    }
}

#[cfg(test)]
mod tests {
    use super::{Error, ErrorKind};
    use crate::key::StorageKey;

    #[test]
    fn the_text_names_the_operation_and_the_conversation() {
        let kind = ErrorKind::TooLong { part: "state", bytes: 256, limit: 255 };
        let error = Error::from(kind).of("set_state", Some(&StorageKey::new(1, 2, 3)));
        assert_eq!(
            error.to_string(),
            "`set_state` failed for bot 1, chat 2, user 3: the state has 256 bytes, 255 are kept"
        );
        assert!(!error.is_retryable());
    }

    #[test]
    fn what_main_prints_holds_the_cause_and_the_help() {
        let error = Error::from(sqlx::Error::PoolTimedOut).of("get_state", None);
        assert!(error.is_retryable());
        let printed = format!("{error:?}");
        assert!(printed.starts_with("`get_state` failed: the database did not do it"), "{printed}");
        assert!(printed.contains("\n  because: pool timed out"), "{printed}");
        assert!(format!("{error:#?}").starts_with("Error(\n    Inner {"));
    }
}
