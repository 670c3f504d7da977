//! What a crate of this family needs of a connection: the connection as an object, the catalog,
//! waiting, and SQLite's switches around a table that is made anew.
//! It is no part of the public interface and never decides what is sent.

pub use super::foreign_keys::{Settings, Violations, compare as still_held, count, require_off};
pub use super::lock::Work;
pub use super::patience::Patience;
pub use super::session::{Beginning, Boxed, Connection, Session, Transaction};
pub use crate::reflect::{Row, Rows};

use super::lock::{self, LockStrategy};
use super::source::Source;
use crate::error::{Error, ErrorKind};
use crate::reflect::{Reflected, Scope};
use crate::schema::Dialect;

/// Takes a connection of `source` and does `work` on it.
///
/// # Errors
/// What `work` says, or that there is no connection.
pub async fn with<'c, S: Source<'c>>(source: S, work: &mut dyn Work) -> Result<(), Error> {
    source.with(work).await
}

/// Reads what `scope` asks for.
///
/// # Errors
/// As [`Metadata::reflect`](crate::Metadata::reflect).
pub async fn read(session: &mut dyn Session, scope: &Scope) -> Result<Reflected, Error> {
    super::reflect::read(session, scope).await
}

/// Does `work` under MySQL's lock, in no transaction of the server's.
///
/// # Errors
/// What `work` says; [`ErrorKind::LockTimeout`]; [`ErrorKind::ImplicitCommit`].
pub async fn locked_mysql(
    session: &mut dyn Session,
    strategy: LockStrategy,
    patience: &mut Patience,
    work: &mut dyn Work,
) -> Result<(), Error> {
    lock::locked(session, strategy, false, patience, work).await
}

/// Whether the error says that a table or a column is not there.
#[must_use]
pub fn is_missing(dialect: Dialect, error: &sqlx::Error) -> bool {
    super::fault::is_missing(dialect, error)
}

/// Whether the error says that the database is busy, or that a lock was not to be had in time.
#[must_use]
pub fn is_busy(dialect: Dialect, error: &sqlx::Error) -> bool {
    super::fault::is_busy(dialect, error)
}

/// Sends one statement that is about the connection.
///
/// # Errors
/// [`ErrorKind::Connection`].
pub async fn control(
    session: &mut dyn Session,
    doing: &'static str,
    sql: impl Into<String>,
) -> Result<(), Error> {
    super::door::control(session, doing, sql).await
}

/// Sends one query.
///
/// # Errors
/// [`ErrorKind::Connection`].
pub async fn rows(
    session: &mut dyn Session,
    doing: &'static str,
    sql: String,
) -> Result<Rows, Error> {
    super::door::rows(session, doing, sql).await
}

/// An error of the connection.
#[must_use]
pub fn failed(doing: &'static str, source: sqlx::Error) -> Error {
    ErrorKind::Connection { doing, source }.into()
}
