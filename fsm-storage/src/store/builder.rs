use super::FsmStorage;
use super::shared::{Locking, Shared};
use crate::error::Error;
use crate::key::KeyStrategy;
use crate::table::FsmTable;
use fsm_core::{DatabasePool, Metadata, Str};
use std::{sync::Arc, time::Duration};

/// How many bytes of data one call may bring unless it is told: half of what MariaDB takes in a
/// packet by default.
const BYTE_LIMIT: usize = 8 << 20;

/// How long a conversation stays locked behind a holder that died unless it is told: longer than a
/// process is held up in the everyday, and short enough for a person to wait.
const LEASE: Duration = Duration::from_secs(15);

/// The longest time to live, a thousand years in milliseconds: longer is as long.
const TTL_LIMIT: i64 = 1000 * 365 * 24 * 60 * 60 * 1000;

/// A [`FsmStorage`] until it is built.
#[derive(Clone, Debug)]
#[must_use = "nothing is stored before `attach` or `build`"]
pub struct FsmStorageBuilder {
    pool: DatabasePool,
    table: FsmTable,
    strategy: KeyStrategy,
    ttl: Option<Duration>,
    byte_limit: usize,
    answers_writes: Option<bool>,
    locking: Locking,
}

impl FsmStorageBuilder {
    pub(super) fn new(pool: DatabasePool) -> Self {
        Self {
            pool,
            table: FsmTable::default(),
            strategy: KeyStrategy::default(),
            ttl: None,
            byte_limit: BYTE_LIMIT,
            answers_writes: None,
            locking: Locking { lease: LEASE, timeout: None },
        }
    }

    /// The table's name; [`DEFAULT_TABLE_NAME`](crate::DEFAULT_TABLE_NAME) unless it is told.
    pub fn table_name(mut self, name: impl Into<Str>) -> Self {
        self.table = self.table.renamed(name);
        self
    }

    /// The schema the table is in (on MySQL a database, on SQLite an attached file).
    pub fn schema(mut self, schema: impl Into<Str>) -> Self {
        self.table = self.table.in_schema(schema);
        self
    }

    /// How long a conversation is kept after the last write to it; for ever unless it is told.
    ///
    /// Measured by the database's clock, in milliseconds, of which it is one at least; a thousand
    /// years at most.
    pub fn ttl(mut self, ttl: Duration) -> Self {
        self.ttl = Some(ttl);
        self
    }

    /// Who and what share a conversation; see [`FsmStorage::key`].
    pub fn key_strategy(mut self, strategy: KeyStrategy) -> Self {
        self.strategy = strategy;
        self
    }

    /// How many bytes of JSON one call may bring; 8 MiB unless it is told.
    ///
    /// MySQL and MariaDB take no more than `max_allowed_packet` in any case.
    pub fn max_data_bytes(mut self, bytes: usize) -> Self {
        self.byte_limit = bytes;
        self
    }

    /// Whether a server that speaks MySQL answers rows to writes, as MariaDB does and MySQL does
    /// not; it is asked unless it is told. For tests of the one on the other.
    #[doc(hidden)]
    pub fn answers_writes(mut self, answers: bool) -> Self {
        self.answers_writes = Some(answers);
        self
    }

    /// How long a conversation stays locked after the holder of the guard died; 15 seconds unless
    /// it is told. See [`Lock::lease`](crate::Lock::lease).
    pub fn lease(mut self, length: Duration) -> Self {
        self.locking.lease = length;
        self
    }

    /// How long [`FsmStorage::lock`] waits at most; as long as it takes unless it is told.
    pub fn lock_timeout(mut self, timeout: Duration) -> Self {
        self.locking.timeout = Some(timeout);
        self
    }

    /// The storage, with its table in the application's metadata: in the place of the one that
    /// linking this crate put there.
    ///
    /// # Errors
    /// [`ErrorKind::Schema`](crate::ErrorKind::Schema) if the metadata has another table of that
    /// name; it is as it was then. [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) as
    /// from [`FsmStorageBuilder::build`].
    pub fn attach(self, metadata: &mut Metadata) -> Result<FsmStorage, Error> {
        let table = self.table.clone();
        let storage = self.build()?;
        table.attach(metadata)?;
        Ok(storage)
    }

    /// The storage on a table that somebody else owns: another metadata, or a person.
    ///
    /// Nothing is asked of the database; [`FsmStorage::health`] does that.
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`](crate::ErrorKind::Unsupported) if this crate was built without
    /// the feature of the pool's database.
    pub fn build(self) -> Result<FsmStorage, Error> {
        let definition = self.table.into_definition();
        let Self { pool, strategy, byte_limit, locking, .. } = self;
        let shared = Shared::new(pool, definition, strategy, byte_limit, locking)?;
        if let Some(answers) = self.answers_writes {
            let _ = shared.answers_writes.set(answers);
        }
        Ok(FsmStorage { shared: Arc::new(shared), ttl: self.ttl.map(milliseconds) })
    }
}

/// Whole milliseconds: no less than was asked for, and never none.
pub(super) fn milliseconds(ttl: Duration) -> i64 {
    let rounded = ttl.as_nanos().div_ceil(1_000_000);
    i64::try_from(rounded).unwrap_or(TTL_LIMIT).clamp(1, TTL_LIMIT)
}

#[cfg(test)]
mod tests {
    use super::{TTL_LIMIT, milliseconds};
    use std::time::Duration;

    #[test]
    fn a_time_to_live_is_rounded_up_and_bounded() {
        assert_eq!(milliseconds(Duration::ZERO), 1);
        assert_eq!(milliseconds(Duration::from_nanos(1_000_001)), 2);
        assert_eq!(milliseconds(Duration::from_mins(1)), 60_000);
        assert_eq!(milliseconds(Duration::MAX), TTL_LIMIT);
    }
}
