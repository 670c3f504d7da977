//! Removing many conversations: expired ones, and everything about a user.

use super::FsmStorage;
use super::list::plan_of;
use super::session::Session;
use crate::error::Error;
use crate::sql::Values;
use std::time::Duration;

/// How many conversations the background task removes at once.
const BATCH: u32 = 1000;

impl Session<'_, '_> {
    pub(super) async fn delete_user(&mut self, user_id: i64) -> Result<u64, Error> {
        let values = Values { user: user_id, ..Values::default() };
        self.execute(&self.shared().statements.delete_user, &values).await
    }

    /// Removes what dead holders of the user's conversations left behind; of every user, if none is
    /// named. Nobody locks where there is no table of leases.
    pub(super) async fn forget_locks(&mut self, user_id: Option<i64>) -> Result<(), Error> {
        let statements = self.shared().lock_statements();
        let statement = if user_id.is_some() { &statements.forget } else { &statements.purge };
        let values = Values { user: user_id.unwrap_or_default(), ..Values::default() };
        match self.execute(statement, &values).await {
            Err(error) if error.is_missing_table() => Ok(()),
            done => done.map(drop),
        }
    }

    /// How the database would find what is removed: the expired, or a user's.
    pub(super) async fn explain_removal(&mut self, user_id: Option<i64>) -> Result<String, Error> {
        let statements = &self.shared().statements;
        let statement = if user_id.is_some() { &statements.delete_user } else { &statements.purge };
        let values = Values { user: user_id.unwrap_or_default(), limit: 1, ..Values::default() };
        plan_of(&self.fetch_all(&statement.explained(self.shared.dialect()), &values).await?)
    }

    pub(super) async fn purge_expired(&mut self, batch: u32) -> Result<u64, Error> {
        let batch = batch.max(1);
        let values = Values { limit: i64::from(batch), ..Values::default() };
        let mut purged = 0;
        loop {
            let removed = self.execute(&self.shared().statements.purge, &values).await?;
            purged += removed;
            if removed < u64::from(batch) {
                return Ok(purged);
            }
        }
    }
}

/// Purges at once and then at each interval, until the pool is closed.
pub(super) async fn purge_every(storage: FsmStorage, interval: Duration) {
    while !storage.shared.pool.is_closed() {
        if let Err(error) = storage.session().forget_locks(None).await {
            tracing::warn!(target: "fsm_storage", %error, "locks of dead holders stay");
        }
        match storage.purge_expired(BATCH).await {
            Ok(purged) => tracing::debug!(target: "fsm_storage", purged, "expired conversations"),
            // The next time may go better; a program that wants to know asks `purge_expired`.
            Err(error) => {
                tracing::warn!(target: "fsm_storage", %error, "expired conversations stay");
            }
        }
        futures_timer::Delay::new(interval.max(Duration::from_millis(1))).await;
    }
}
