use super::connection::Pool;
use crate::error::Error;
use crate::key::KeyStrategy;
use crate::queue::Queue;
use crate::sql::{LockStatements, Statements, WholeWrites};
use crate::table::lock_table;
use fsm_core::{DatabasePool, Dialect, TableDef, TableName};
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::sync::Mutex;

/// What all clones of a storage share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(super) pool: Pool,
    pub(super) table: TableName,
    pub(super) definition: TableDef,
    pub(super) statements: Statements,
    pub(super) whole: WholeWrites,
    pub(super) strategy: KeyStrategy,
    /// How many bytes of data one call may bring.
    pub(super) byte_limit: usize,
    /// Whether the server answers rows to writes; asked once, where servers differ.
    pub(super) answers_writes: OnceLock<bool>,
    /// Whose turn it is to write, where one at a time can.
    pub(super) writing: Mutex<()>,
    lock_statements: LockStatements,
    locking: Locking,
    queue: Arc<Queue>,
}

/// How conversations are locked unless a call is told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Locking {
    /// How long a lock outlives a holder that died.
    pub(super) lease: Duration,
    /// How long is waited; `None` for as long as it takes.
    pub(super) timeout: Option<Duration>,
}

impl Shared {
    pub(super) fn new(
        pool: DatabasePool,
        definition: TableDef,
        strategy: KeyStrategy,
        byte_limit: usize,
        locking: Locking,
    ) -> Result<Self, Error> {
        let pool = Pool::try_from(pool)?;
        let table = definition.name.clone();
        let statements = Statements::spell(pool.dialect(), &table)?;
        let whole = statements.whole();
        let answers_writes = OnceLock::new();
        let lock_statements = LockStatements::spell(&statements.words, &lock_table(&table));
        let queue = Arc::default();
        Ok(Self {
            pool,
            table,
            definition,
            statements,
            whole,
            strategy,
            byte_limit,
            answers_writes,
            writing: Mutex::new(()),
            lock_statements,
            locking,
            queue,
        })
    }

    /// The statements of the room that locks.
    pub(crate) fn lock_statements(&self) -> &LockStatements {
        &self.lock_statements
    }

    pub(crate) fn lease(&self) -> Duration {
        self.locking.lease
    }

    pub(crate) fn lock_timeout(&self) -> Option<Duration> {
        self.locking.timeout
    }

    /// Who waits for a lock in this process.
    pub(crate) fn queue(&self) -> &Arc<Queue> {
        &self.queue
    }

    pub(super) fn dialect(&self) -> Dialect {
        self.pool.dialect()
    }
}
