//! What an application would write itself: the same operations on the same table, in sqlx, with
//! the best statement found for each database.
//!
//! Never uses what spells SQL in `fsm-storage`.

mod mysql;
mod postgres;
mod sqlite;

use fsm_core::DatabasePool;
use fsm_storage::{Data, StorageKey};
use serde_json::Value;

/// The operations by hand, over a pool.
#[derive(Clone, Debug)]
pub(super) struct Hand {
    pool: DatabasePool,
    merge: Merge,
}

/// How data is merged, where there is more than one good way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Merge {
    /// The new names are taken out and the new members put beside what is left.
    Whole,
    /// Each name is set by `JSON_SET`.
    EachName,
}

/// The key as it is bound: absent parts are zero or empty, and marked in `parts`.
struct Columns<'k> {
    bot: i64,
    chat: i64,
    user: i64,
    thread: i64,
    connection: &'k str,
    destiny: &'k str,
    parts: i16,
}

impl<'k> Columns<'k> {
    fn of(key: &'k StorageKey) -> Self {
        let connection = key.business_connection_id.as_deref();
        Self {
            bot: key.bot_id,
            chat: key.chat_id,
            user: key.user_id,
            thread: key.thread_id.unwrap_or_default(),
            connection: connection.unwrap_or_default(),
            destiny: &key.destiny,
            parts: i16::from(key.thread_id.is_some()) | (i16::from(connection.is_some()) << 1),
        }
    }
}

/// Binds a key's columns, in the order that every statement has them. MySQL keeps texts as bytes.
macro_rules! bind_key {
    ($query:expr, $key:expr) => {
        bind_key!($query, $key, std::convert::identity)
    };
    ($query:expr, $key:expr, $word:expr) => {{
        let Columns { bot, chat, user, thread, connection, destiny, parts } = Columns::of($key);
        let query = $query.bind(bot).bind(chat).bind(user).bind(thread);
        query.bind($word(connection)).bind($word(destiny)).bind(parts)
    }};
}
use bind_key;

/// How long what is written is kept: nothing expires here, but it could.
const TTL: Option<i64> = None;

impl Hand {
    pub(super) fn new(pool: &DatabasePool, merge: Merge) -> Self {
        Self { pool: pool.clone(), merge }
    }

    pub(super) async fn get_state(&self, key: &StorageKey) -> sqlx::Result<Option<String>> {
        match &self.pool {
            DatabasePool::Sqlite(pool) => sqlite::get_state(pool, key).await,
            DatabasePool::Postgres(pool) => postgres::get_state(pool, key).await,
            DatabasePool::Mysql(pool) => mysql::get_state(pool, key).await,
            _ => Err(sqlx::Error::PoolClosed),
        }
    }

    pub(super) async fn set_state(&self, key: &StorageKey, state: &str) -> sqlx::Result<()> {
        match &self.pool {
            DatabasePool::Sqlite(pool) => sqlite::set_state(pool, key, state).await,
            DatabasePool::Postgres(pool) => postgres::set_state(pool, key, state).await,
            DatabasePool::Mysql(pool) => mysql::set_state(pool, key, state).await,
            _ => Err(sqlx::Error::PoolClosed),
        }
    }

    pub(super) async fn set_data(&self, key: &StorageKey, data: &Value) -> sqlx::Result<()> {
        match &self.pool {
            DatabasePool::Sqlite(pool) => sqlite::set_data(pool, key, data).await,
            DatabasePool::Postgres(pool) => postgres::set_data(pool, key, data).await,
            DatabasePool::Mysql(pool) => mysql::set_data(pool, key, data).await,
            _ => Err(sqlx::Error::PoolClosed),
        }
    }

    /// For patches of two names, for which the statements are written.
    pub(super) async fn update_data(&self, key: &StorageKey, patch: &Data) -> sqlx::Result<Data> {
        match (&self.pool, self.merge) {
            (DatabasePool::Sqlite(pool), Merge::Whole) => sqlite::merge(pool, key, patch).await,
            (DatabasePool::Sqlite(pool), Merge::EachName) => sqlite::set(pool, key, patch).await,
            (DatabasePool::Postgres(pool), _) => postgres::merge(pool, key, patch).await,
            (DatabasePool::Mysql(pool), Merge::Whole) => mysql::merge(pool, key, patch).await,
            (DatabasePool::Mysql(pool), Merge::EachName) => mysql::set(pool, key, patch).await,
            _ => Err(sqlx::Error::PoolClosed),
        }
    }
}

/// The paths to the names of a patch, and the values as JSON.
fn members(patch: &Data) -> impl Iterator<Item = (String, String)> {
    patch.iter().map(|(name, value)| (format!("$.{}", Value::from(&**name)), value.to_string()))
}
