//! The schema lock: how each database keeps two processes from creating at the same time, and the
//! transaction around what is done under it.
//! It never knows what is done under the lock.

mod mysql;
mod postgres;
mod row;
mod savepoint;
mod sqlite;

use super::patience::Patience;
use super::session::{Boxed, Session};
use crate::error::Error;
use crate::schema::Dialect;

/// How processes that create at the same time keep out of each other's way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum LockStrategy {
    /// A lock of the database's own, taken only if something is missing. PostgreSQL: an advisory
    /// lock of the transaction, polled, so that it works behind poolers and nobody waits inside of
    /// a transaction. MySQL, MariaDB: `GET_LOCK`, which one server keeps and Galera's other nodes
    /// do not see. SQLite: `BEGIN IMMEDIATE`.
    #[default]
    Advisory,
    /// A row in a table `fsm_core_lock`, made at its first use in the connection's own schema: for
    /// servers whose own locks do not reach every session, such as a Galera cluster or a pooler in
    /// front of MySQL. PostgreSQL: locked by the creating transaction, and polled. MySQL, MariaDB:
    /// a lease of 30 s, so that after the death of its holder the others wait for up to so long,
    /// and creating that takes longer goes on as without a lock. SQLite: `BEGIN IMMEDIATE`.
    Row,
    /// No lock. What another process creates at the same time counts as existing, if the database
    /// says so; on SQLite a write transaction is a lock anyway.
    None,
}

/// What is done on a connection. An object, so that this room is compiled once.
pub trait Work: Send {
    /// Does it. It may be asked again after it failed.
    fn run<'s>(&'s mut self, session: &'s mut dyn Session) -> Boxed<'s, Result<(), Error>>;
}

/// Does `work` under the lock, and in one transaction where the database can roll DDL back.
///
/// A transaction of the caller's is worked in and left open. `in_transaction` says that the
/// catalog knew of one, whether or not sqlx does.
pub(super) async fn locked(
    session: &mut dyn Session,
    strategy: LockStrategy,
    in_transaction: bool,
    patience: &mut Patience,
    work: &mut dyn Work,
) -> Result<(), Error> {
    match session.dialect() {
        Dialect::Sqlite => sqlite::locked(session, patience, work).await,
        Dialect::Postgres => {
            postgres::locked(session, strategy, in_transaction, patience, work).await
        }
        Dialect::Mysql => mysql::locked(session, strategy, in_transaction, patience, work).await,
    }
}
