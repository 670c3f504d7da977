use super::Event;
use crate::Error;
use crate::ledger::Tables;
use crate::op::Settings;
use crate::revision::{DEFAULT_SET, Revisions};
use fsm_core::{Dialect, LockStrategy, Metadata, TableName};
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long a run waits for another process unless it is told.
const LOCK_TIMEOUT: Duration = Duration::from_mins(5);

/// Runs the revisions of a program.
///
/// ```
/// use fsm_migrate::Migrator;
///
/// # async fn start(pool: &sqlx::Pool<sqlx::Sqlite>) -> Result<(), fsm_migrate::Error> {
/// let report = Migrator::new(fsm_core::Metadata::new()).run(pool).await?;
/// println!("{report}");
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Migrator {
    pub(super) config: Config,
    sets: Vec<String>,
    revisions: Result<Revisions, Arc<Error>>,
}

/// Who is told what happens.
type Listener = dyn Fn(Event<'_>) + Send + Sync;

/// What a run has to know.
#[derive(Clone)]
pub(super) struct Config {
    pub(super) metadata: Metadata,
    pub(super) tables: Tables,
    pub(super) settings: Arc<Settings>,
    pub(super) lock: LockStrategy,
    pub(super) lock_timeout: Duration,
    pub(super) transaction_mode: TransactionMode,
    pub(super) timeouts: Timeouts,
    listener: Option<Arc<Listener>>,
    stop: Option<Arc<AtomicBool>>,
}

/// What one transaction holds, where the database can roll back changes of the schema. What no
/// transaction can hold is outside of it in either mode.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransactionMode {
    /// One revision.
    #[default]
    PerRevision,
    /// All revisions of a run.
    WholeRun,
}

/// How long statements wait. Without a limit the server's own counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeouts {
    /// How long a statement waits for a lock: in a transaction on PostgreSQL (`lock_timeout`), each
    /// on MySQL and MariaDB (`lock_wait_timeout`, `innodb_lock_wait_timeout`). Not for what is
    /// outside of transactions on PostgreSQL: it would end `CREATE INDEX CONCURRENTLY`, which waits
    /// long and blocks nobody.
    pub lock: Option<Duration>,
    /// How long a statement in a transaction takes (PostgreSQL's `statement_timeout`).
    pub statement: Option<Duration>,
    /// How often a transaction, or what commits by itself, is tried again whose lock was not to be
    /// had; 3 unless told.
    pub retries: u32,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self { lock: None, statement: None, retries: 3 }
    }
}

impl Timeouts {
    /// The server's own.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How long a statement waits for a lock.
    #[must_use]
    pub fn lock(mut self, timeout: Duration) -> Self {
        self.lock = Some(timeout);
        self
    }

    /// How long a statement takes.
    #[must_use]
    pub fn statement(mut self, timeout: Duration) -> Self {
        self.statement = Some(timeout);
        self
    }

    /// How often a transaction is tried again.
    #[must_use]
    pub fn retries(mut self, retries: u32) -> Self {
        self.retries = retries;
        self
    }

    /// What sets them for the session (MySQL, MariaDB), and what puts back what was there; in whole
    /// seconds, of which it is one at least.
    pub(super) fn of_session(self) -> Option<[String; 2]> {
        let seconds = self.lock?.as_millis().div_ceil(1000).max(1);
        Some([
            format!(
                "SET @fsm_migrate_lock = @@SESSION.lock_wait_timeout, \
                 @fsm_migrate_row = @@SESSION.innodb_lock_wait_timeout, \
                 SESSION lock_wait_timeout = {seconds}, \
                 SESSION innodb_lock_wait_timeout = {seconds}"
            ),
            "SET SESSION lock_wait_timeout = @fsm_migrate_lock, \
             SESSION innodb_lock_wait_timeout = @fsm_migrate_row"
                .to_owned(),
        ])
    }

    /// What sets them for the transaction that is open.
    pub(super) fn statements(self, dialect: Dialect, transaction: bool) -> Vec<String> {
        let mut statements = Vec::new();
        if dialect != Dialect::Postgres || !transaction {
            return statements;
        }
        for (name, value) in [("lock_timeout", self.lock), ("statement_timeout", self.statement)] {
            if let Some(value) = value {
                statements.push(format!("SET LOCAL {name} = {}", value.as_millis()));
            }
        }
        statements
    }
}

impl fmt::Debug for Migrator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Migrator")
            .field("sets", &self.sets)
            .field("tables", &self.config.tables)
            .finish_non_exhaustive()
    }
}

impl Migrator {
    /// Runs the revisions that are linked into the program and are its own, for models that are in
    /// `metadata`.
    #[must_use]
    pub fn new(metadata: Metadata) -> Self {
        let sets = vec![DEFAULT_SET.to_owned()];
        Self {
            config: Config {
                metadata,
                tables: Tables::new(TableName::new("fsm_version")),
                settings: Arc::default(),
                lock: LockStrategy::default(),
                lock_timeout: LOCK_TIMEOUT,
                transaction_mode: TransactionMode::default(),
                timeouts: Timeouts::default(),
                listener: None,
                stop: None,
            },
            revisions: Revisions::linked(&sets).map_err(Arc::new),
            sets,
        }
    }

    /// These revisions, and none that are linked.
    #[must_use]
    pub fn with_revisions(mut self, revisions: Revisions) -> Self {
        self.revisions = Ok(revisions);
        self
    }

    /// Also the linked revisions of that set: those that a library brings.
    #[must_use]
    pub fn include(mut self, set: impl Into<String>) -> Self {
        self.sets.push(set.into());
        self.revisions = Revisions::linked(&self.sets).map_err(Arc::new);
        self
    }

    /// Only the linked revisions of that set, for a library whose revisions are kept apart: give it
    /// a version table of its own.
    #[must_use]
    pub fn only(mut self, set: impl Into<String>) -> Self {
        self.sets = vec![set.into()];
        self.revisions = Revisions::linked(&self.sets).map_err(Arc::new);
        self
    }

    /// The version table; `fsm_version` unless told. The ledger beside it is called the same with
    /// `_ledger` behind.
    #[must_use]
    pub fn version_table(mut self, name: impl Into<TableName>) -> Self {
        self.config.tables = Tables::new(name.into());
        self
    }

    /// What revisions are told.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.config.settings = Arc::new(settings);
        self
    }

    /// How processes keep out of each other's way. [`LockStrategy::Row`] and [`LockStrategy::None`]
    /// on PostgreSQL have no lock between transactions: rows are read again in each.
    #[must_use]
    pub fn lock(mut self, strategy: LockStrategy) -> Self {
        self.config.lock = strategy;
        self
    }

    /// How long to wait for another process; five minutes unless told.
    #[must_use]
    pub fn lock_timeout(mut self, timeout: Duration) -> Self {
        self.config.lock_timeout = timeout;
        self
    }

    /// What one transaction holds.
    #[must_use]
    pub fn transaction_mode(mut self, mode: TransactionMode) -> Self {
        self.config.transaction_mode = mode;
        self
    }

    /// How long statements wait.
    #[must_use]
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.config.timeouts = timeouts;
        self
    }

    /// Is told what happens while it happens.
    #[must_use]
    pub fn on_event(mut self, listener: impl Fn(Event<'_>) + Send + Sync + 'static) -> Self {
        self.config.listener = Some(Arc::new(listener));
        self
    }

    /// Stops between two statements once that is set.
    #[must_use]
    pub fn stop_when(mut self, stop: Arc<AtomicBool>) -> Self {
        self.config.stop = Some(stop);
        self
    }

    /// The models.
    #[must_use]
    pub fn metadata(&self) -> &Metadata {
        &self.config.metadata
    }

    /// The names of the version table and of the ledger.
    #[must_use]
    pub fn tables(&self) -> [&TableName; 2] {
        [&self.config.tables.version, &self.config.tables.ledger]
    }

    /// The revisions.
    ///
    /// # Errors
    /// What [`Revisions::linked`] says.
    pub fn revisions(&self) -> Result<&Revisions, Error> {
        self.revisions.as_ref().map_err(|error| error.kind().clone().into())
    }
}

impl Config {
    pub(super) fn tell(&self, event: Event<'_>) {
        if let Some(listener) = &self.listener {
            listener(event);
        }
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stop.as_ref().is_some_and(|stop| stop.load(Ordering::Relaxed))
    }
}
