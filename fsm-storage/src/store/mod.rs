//! The store: every operation on conversations, on the application's pool or on a connection that
//! it hands in.
//! It never opens a pool, and never decides how a statement is spelled.

mod builder;
mod connection;
mod data;
mod health;
mod list;
mod operations;
mod removal;
mod replace;
mod session;
mod shared;
mod state;
mod whole;
mod within;

pub use builder::FsmStorageBuilder;
pub use connection::StorageConnection;
pub use health::Health;
pub use list::{Conversation, List, Page};
pub use whole::Snapshot;
pub use within::OnConnection;

pub(crate) use connection::{Place, Pool, Row};
#[cfg(feature = "telers")]
pub(crate) use replace::Stored;
pub(crate) use replace::Whole;
pub(crate) use session::{Session, told};
pub(crate) use shared::Shared;

use crate::key::{KeyStrategy, Participants, StorageKey};
use fsm_core::{DatabasePool, Dialect, TableDef, TableName};
use std::{sync::Arc, time::Duration};

/// The conversations of a bot, in a table of the application's own database.
///
/// Cheap to clone; clones share the pool, the table and the prepared statements. Every operation
/// is atomic, and is one statement where the database allows it. A conversation takes a row only
/// while it has a state or data, and one that is expired reads as if it were not there.
///
/// ```
/// use fsm_storage::{FsmStorage, StorageKey};
/// use serde_json::json;
///
/// # #[cfg(feature = "sqlite")]
/// # async fn run(pool: sqlx::SqlitePool) -> Result<(), Box<dyn std::error::Error>> {
/// let mut metadata = fsm_core::metadata();
/// let storage = FsmStorage::builder(pool.clone()).table_name("bot_state").attach(&mut metadata)?;
/// metadata.create_all(&pool).await?;
///
/// let key = StorageKey::new(1, 2, 3);
/// storage.set_state(&key, Some("form:name")).await?;
/// let data = storage.update_data(&key, json!({"name": "Ada"})).await?;
/// assert_eq!(data["name"], "Ada");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct FsmStorage {
    shared: Arc<Shared>,
    /// Milliseconds; `None` for ever.
    ttl: Option<i64>,
}

impl FsmStorage {
    /// A storage on this pool: a [`DatabasePool`] or one of sqlx's.
    pub fn builder(pool: impl Into<DatabasePool>) -> FsmStorageBuilder {
        FsmStorageBuilder::new(pool.into())
    }

    /// The same storage, whose writes are kept this long: for one call, or for some conversations.
    ///
    /// ```
    /// # use fsm_storage::{Error, FsmStorage, StorageKey};
    /// # use std::time::Duration;
    /// # async fn run(storage: FsmStorage, key: StorageKey) -> Result<(), Error> {
    /// let hour = Duration::from_secs(60 * 60);
    /// storage.with_ttl(hour).set_state(&key, Some("payment:code")).await?;
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn with_ttl(&self, ttl: impl Into<Option<Duration>>) -> Self {
        Self { ttl: ttl.into().map(builder::milliseconds), ..self.clone() }
    }

    /// The key that the storage's strategy makes of where a message came from; see
    /// [`KeyStrategy::key`].
    #[must_use]
    pub fn key(&self, bot_id: i64, from: &Participants) -> Option<StorageKey> {
        self.shared.strategy.key(bot_id, from)
    }

    /// The strategy that [`FsmStorage::key`] goes by.
    #[must_use]
    pub fn key_strategy(&self) -> KeyStrategy {
        self.shared.strategy
    }

    /// The table's name.
    #[must_use]
    pub fn table(&self) -> &TableName {
        &self.shared.table
    }

    /// The table as a value, for a metadata of its own or to be spelled as SQL.
    #[must_use]
    pub fn definition(&self) -> &TableDef {
        &self.shared.definition
    }

    /// The database system it runs on.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.shared.dialect()
    }

    /// The same operations on a connection of the caller's, in whatever transaction it is: the
    /// caller's own rows and the conversation are committed or rolled back together.
    ///
    /// ```
    /// # use fsm_storage::{FsmStorage, StorageKey};
    /// # #[cfg(feature = "sqlite")]
    /// # async fn run(
    /// #     pool: sqlx::SqlitePool, storage: FsmStorage, key: StorageKey,
    /// # ) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut transaction = pool.begin().await?;
    /// sqlx::query("INSERT INTO orders (item) VALUES ('tea')").execute(&mut *transaction).await?;
    /// storage.on(&mut transaction).set_state(&key, Some("order:paid")).await?;
    /// transaction.commit().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A connection of another database system is an error of the operation,
    /// [`ErrorKind::WrongDatabase`](crate::ErrorKind::WrongDatabase).
    pub fn on<'c>(&self, connection: impl Into<StorageConnection<'c>>) -> OnConnection<'_, 'c> {
        OnConnection::new(self, connection.into())
    }

    pub(crate) fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    fn session(&self) -> Session<'_, '_> {
        Session { shared: &self.shared, ttl: self.ttl, place: Place::Pool(&self.shared.pool) }
    }
}
