//! The lock as a row of a table that every session of the database sees, whatever server or pooler
//! it came through. The table is made at its first use, and no metadata holds it.

use crate::error::Error;
use crate::exec::door;
use crate::exec::fault::{Fault, fault};
use crate::exec::patience::Patience;
use crate::exec::session::Session;
use crate::name::LOCK_TABLE;
use crate::schema::Dialect;
use std::hash::{BuildHasher as _, RandomState};
use std::time::SystemTime;

/// How long a lease on MySQL and MariaDB lasts, in seconds. Nobody renews it, because the one
/// connection there is works meanwhile: creating that takes longer goes on as without a lock.
const LEASE: u32 = 30;

const DOING: &str = "take the schema lock";

/// PostgreSQL: makes the row that is locked, if it is not there.
///
/// Nothing is sent that could fail if it is, because an error would end a caller's transaction.
pub(super) async fn make_postgres(session: &mut dyn Session) -> Result<(), Error> {
    let there = format!("SELECT to_regclass('{LOCK_TABLE}')::text");
    if door::rows(session, DOING, there).await?.value().is_none() {
        let table = format!("CREATE TABLE IF NOT EXISTS {LOCK_TABLE} (id smallint PRIMARY KEY)");
        let result = door::control(session, DOING, table).await;
        made(session, result)?;
    }
    let row = format!(
        "INSERT INTO {LOCK_TABLE} SELECT 1 WHERE NOT EXISTS (SELECT FROM {LOCK_TABLE}) \
         ON CONFLICT DO NOTHING"
    );
    door::control(session, DOING, row).await
}

/// PostgreSQL: locks the row until the transaction ends, unless another holds it.
pub(super) async fn taken_postgres(session: &mut dyn Session) -> Result<bool, Error> {
    let sql = format!("SELECT id::text FROM {LOCK_TABLE} FOR UPDATE SKIP LOCKED");
    Ok(door::rows(session, DOING, sql).await?.value().is_some())
}

/// Somebody else's `CREATE TABLE` at the same time is as good as ours.
fn made(session: &dyn Session, result: Result<(), Error>) -> Result<(), Error> {
    match result {
        Err(error) if fault(session.dialect(), &error) == Fault::Exists => Ok(()),
        result => result,
    }
}

/// A lease on MySQL and MariaDB, where the first statement that creates would end a transaction and
/// free the rows it locked.
pub(super) struct Lease {
    owner: String,
}

impl Lease {
    /// Waits for it. Each statement commits by itself.
    pub(super) async fn take(
        session: &mut dyn Session,
        patience: &mut Patience,
    ) -> Result<Self, Error> {
        let table = format!(
            "CREATE TABLE IF NOT EXISTS {LOCK_TABLE} (id TINYINT PRIMARY KEY, \
             owner CHAR(16) NOT NULL, expires_at BIGINT NOT NULL)"
        );
        let result = door::control(session, DOING, table).await;
        made(session, result)?;
        let lease = Self { owner: token() };
        let owner = &lease.owner;
        let take = format!(
            "INSERT INTO {LOCK_TABLE} VALUES (1, '{owner}', UNIX_TIMESTAMP() + {LEASE}) \
             ON DUPLICATE KEY UPDATE \
             owner = IF(expires_at < UNIX_TIMESTAMP(), VALUES(owner), owner), \
             expires_at = IF(owner = VALUES(owner), VALUES(expires_at), expires_at)"
        );
        loop {
            match door::control(session, DOING, take.clone()).await {
                // On a cluster, another node's lease shows as a deadlock at commit.
                Err(error) if fault(Dialect::Mysql, &error) == Fault::Deadlock => {}
                result => {
                    result?;
                    let held = format!("SELECT owner FROM {LOCK_TABLE}");
                    if door::rows(session, DOING, held).await?.value() == Some(&*lease.owner) {
                        return Ok(lease);
                    }
                }
            }
            patience.pause("mysql").await?;
        }
    }

    /// Gives it back, if it did not end by itself.
    pub(super) async fn release(self, session: &mut dyn Session) -> Result<(), Error> {
        let sql = format!("DELETE FROM {LOCK_TABLE} WHERE owner = '{}'", self.owner);
        door::control(session, "release the schema lock", sql).await
    }
}

/// A word that no other process has, with all that can be told: the standard library's hasher is
/// seeded by the operating system, and in a process that was forked the rest differs.
fn token() -> String {
    let seed = (std::process::id(), SystemTime::now());
    format!("{:016x}", RandomState::new().hash_one(seed))
}
