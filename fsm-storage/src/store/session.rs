#[cfg(feature = "sqlite")]
use super::connection::Pool;
use super::connection::{Place, Row, StorageConnection};
use super::shared::Shared;
use crate::error::{Error, ErrorKind, Fault, fault};
use crate::key::StorageKey;
use crate::race::{First, race};
use crate::sql::{Statement, Values};
use futures_timer::Delay;
use std::time::Duration;
use tokio::sync::MutexGuard;
use tracing::Instrument as _;

/// How often a statement gives way to another transaction before that is reported.
const RETRIES: u32 = 10;

/// How often a statement asks SQLite again that found it locked, each time for the `busy_timeout`
/// of the pool's connections, which is 5 seconds unless the application says otherwise.
const BUSY_RETRIES: u32 = 4;

/// How long a writer waits in line at most.
const LINE: Duration = Duration::from_secs(5);

/// How often an operation of several statements begins again because others got in between.
pub(super) const ROUNDS: u32 = 100;

/// One operation: what it runs on, and for how long what it writes is kept.
#[derive(Debug)]
pub(crate) struct Session<'s, 'c> {
    pub(super) shared: &'s Shared,
    /// Milliseconds; `None` for ever.
    pub(super) ttl: Option<i64>,
    pub(super) place: Place<'s, 'c>,
}

impl<'s, 'c> Session<'s, 'c> {
    /// On a connection of the caller's; nothing is written that expires.
    pub(crate) fn on_connection(
        shared: &'s Shared,
        connection: &'s mut StorageConnection<'c>,
    ) -> Result<Self, Error> {
        let (storage, other) = (shared.dialect(), connection.dialect());
        if storage != other {
            return Err(ErrorKind::WrongDatabase { storage, connection: other }.into());
        }
        Ok(Self { shared, ttl: None, place: Place::Connection(connection) })
    }
}

impl<'s> Session<'s, '_> {
    /// On a connection of the pool for each statement; nothing is written that expires.
    pub(crate) fn on_pool(shared: &'s Shared) -> Self {
        Self { shared, ttl: None, place: Place::Pool(&shared.pool) }
    }

    /// The columns of `key`, and how long what is written is kept.
    pub(super) fn values<'k>(&self, key: &'k StorageKey) -> Result<Values<'k>, Error> {
        Ok(Values { ttl: self.ttl, ..Values::of(key)? })
    }

    pub(super) fn shared(&self) -> &'s Shared {
        self.shared
    }

    /// Runs a statement and answers how many rows it wrote.
    pub(crate) async fn execute(
        &mut self,
        statement: &Statement,
        values: &Values<'_>,
    ) -> Result<u64, Error> {
        let _turn = self.turn(statement).await;
        let mut tries = 0;
        loop {
            match self.place.execute(statement, values).await {
                Ok(rows) => return Ok(rows),
                Err(error) => self.give_way(error, &mut tries).await?,
            }
        }
    }

    /// Runs a query that writes nothing and answers its first row.
    pub(crate) async fn fetch(
        &mut self,
        statement: &Statement,
        values: &Values<'_>,
    ) -> Result<Option<Row>, Error> {
        let mut tries = 0;
        loop {
            match self.place.fetch(statement, values).await {
                Ok(row) => return Ok(row),
                Err(error) => self.give_way(error, &mut tries).await?,
            }
        }
    }

    /// Runs a statement and answers its rows.
    pub(super) async fn fetch_all(
        &mut self,
        statement: &Statement,
        values: &Values<'_>,
    ) -> Result<Vec<Row>, Error> {
        let _turn = self.turn(statement).await;
        let mut tries = 0;
        loop {
            match self.place.fetch_all(statement, values).await {
                Ok(rows) => return Ok(rows),
                Err(error) => self.give_way(error, &mut tries).await?,
            }
        }
    }

    /// Waits if the statement was rolled back for another transaction's sake and is a transaction
    /// of its own; else hands the error on.
    async fn give_way(&self, error: sqlx::Error, tries: &mut u32) -> Result<(), Error> {
        let retries = match fault(&error) {
            _ if self.place.is_callers() => 0,
            Fault::Conflict => RETRIES,
            Fault::Busy if self.writes_alone() => BUSY_RETRIES,
            _ => 0,
        };
        if *tries >= retries {
            return Err(error.into());
        }
        *tries += 1;
        pause(*tries).await;
        Ok(())
    }

    /// Waits in line with the other writers of this process where one at a time can write.
    ///
    /// SQLite's own waiting has no line: a connection sleeps and looks again, and with a dozen of
    /// them some sleep through `busy_timeout` while the others go by.
    async fn turn(&self, statement: &Statement) -> Option<MutexGuard<'s, ()>> {
        if !self.writes_alone() || !statement.writes() {
            return None;
        }
        let writing = &self.shared.writing;
        if let Ok(turn) = writing.try_lock() {
            return Some(turn);
        }
        match race(writing.lock(), Delay::new(LINE)).await {
            First::One(turn) => Some(turn),
            // Somebody waits for the database itself: no use in waiting for him.
            First::Other(()) => None,
        }
    }

    fn writes_alone(&self) -> bool {
        match self.place {
            #[cfg(feature = "sqlite")]
            Place::Pool(Pool::Sqlite(_)) => true,
            _ => false,
        }
    }
}

/// What is reported when others got in between each time.
pub(super) fn contended() -> Error {
    ErrorKind::Contended { times: ROUNDS }.into()
}

/// A moment for others, longer each time.
pub(super) async fn pause(tries: u32) {
    Delay::new(Duration::from_millis(u64::from(tries.min(20)))).await;
}

/// Does `work` in a span, and tells its error which operation and conversation it is about.
///
/// The span holds nothing of the conversation, not even its key.
pub(crate) async fn told<T>(
    shared: &Shared,
    operation: &'static str,
    key: Option<&StorageKey>,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let span = tracing::debug_span!(
        target: "fsm_storage",
        "fsm_storage",
        operation,
        dialect = shared.dialect().key(),
        table = %shared.table,
    );
    work.instrument(span).await.map_err(|error| error.of(operation, key))
}
