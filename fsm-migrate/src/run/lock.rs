//! The lock of a run: one process at a time changes a database, and the others wait without
//! keeping anything waiting themselves.
//! It never knows what is done under it.

use super::migrator::Config;
use crate::Error;
use crate::ledger::digest;
use fsm_core::session::{Patience, Session, control, rows};
use fsm_core::{Dialect, LockStrategy};

/// A lock of the session (PostgreSQL). Dropped, it is given back before whatever comes next on the
/// connection.
///
/// It is polled: a session that blocks on it would hold up `CREATE INDEX CONCURRENTLY`, and be held
/// up by it.
pub(super) struct SessionLock<'s> {
    pub(super) session: &'s mut dyn Session,
    key: Option<i64>,
}

impl<'s> SessionLock<'s> {
    /// Waits for it, where the strategy and the database have one that is the session's.
    pub(super) async fn take(
        session: &'s mut dyn Session,
        config: &Config,
        patience: &mut Patience,
    ) -> Result<Self, Error> {
        let mut lock = Self { session, key: None };
        if !is_of_session(lock.session.dialect(), config.lock) {
            return Ok(lock);
        }
        let key = key(config);
        let in_transaction = lock.session.in_transaction();
        let function =
            if in_transaction { "pg_try_advisory_xact_lock" } else { "pg_try_advisory_lock" };
        let mut told = false;
        loop {
            // Given back if this call is dropped before the answer is read.
            lock.key = (!in_transaction).then_some(key);
            let answer =
                rows(lock.session, "take the lock", format!("SELECT {function}({key})::text"))
                    .await;
            lock.key = None;
            if answer?.value() == Some("true") {
                lock.key = (!in_transaction).then_some(key);
                return Ok(lock);
            }
            if !told {
                told = true;
                config.tell(super::Event::Waiting);
            }
            patience.pause("postgres").await?;
        }
    }

    /// Gives it back.
    pub(super) async fn release(mut self) -> Result<(), Error> {
        if let Some(key) = self.key {
            let unlock = format!("SELECT pg_advisory_unlock({key})");
            control(self.session, "give back the lock", unlock).await?;
            self.key = None;
        }
        Ok(())
    }
}

impl Drop for SessionLock<'_> {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            self.session.queue(format!("SELECT pg_advisory_unlock({key})"));
        }
    }
}

/// Whether the lock is held from the first statement to the last, so that nothing has to be read
/// again in between.
pub(super) fn is_of_session(dialect: Dialect, strategy: LockStrategy) -> bool {
    match dialect {
        Dialect::Sqlite => false,
        Dialect::Postgres => strategy == LockStrategy::Advisory,
        _ => strategy != LockStrategy::None,
    }
}

/// One key for each version table. Advisory locks are per database.
fn key(config: &Config) -> i64 {
    let hash = digest(&format!("fsm_migrate:{}", config.tables.version));
    let number = u64::from_str_radix(&hash[..16], 16).unwrap_or_default();
    number.cast_signed()
}
