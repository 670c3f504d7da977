//! A database with the table of conversations in it, and as many open connections as are wanted.
//!
//! Never measures.

use crate::Failure;
use fsm_core::{DatabasePool, Dialect};
use fsm_storage::{FsmStorage, FsmTable, StorageKey};
use fsm_tests::TestDatabase;
use fsm_tests::server::Server;
use sqlx::AssertSqlSafe;
use sqlx::mysql::MySqlPoolOptions;
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use std::str::FromStr as _;
use std::time::Duration;

/// The bot that all conversations are with, except those that are expired.
pub(super) const BOT: i64 = 1;

/// The bot that the expired ones were with.
const BOT_BEFORE: i64 = 2;

/// What a conversation holds.
pub(super) const DATA: &str = r#"{"age":36,"city":"London","name":"Ada Lovelace","note":"writes notes that are longer than what she translates","step":0}"#;

/// The database, its pool, and its removal.
#[derive(Debug)]
pub(super) struct Place {
    database: TestDatabase,
    pub(super) pool: DatabasePool,
}

impl Place {
    /// An empty database with that many connections, all of them open.
    pub(super) async fn create(server: &Server, connections: u32) -> Result<Self, Failure> {
        let database = TestDatabase::create(server).await?;
        let url = database.url();
        // Whoever waits for a lock of SQLite's sleeps in between, and a storm lasts long.
        let patience = Duration::from_mins(2);
        let pool = match database.dialect() {
            Dialect::Sqlite => {
                // By default each write waits for the disk, and nothing else would be seen.
                let options = SqliteConnectOptions::from_str(url)?
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Normal)
                    .busy_timeout(patience);
                let pool = SqlitePoolOptions::new().min_connections(connections);
                pool.max_connections(connections).connect_with(options).await?.into()
            }
            Dialect::Postgres => {
                let pool = PgPoolOptions::new().min_connections(connections);
                pool.max_connections(connections).connect(url).await?.into()
            }
            _ => {
                let pool = MySqlPoolOptions::new().min_connections(connections);
                DatabasePool::from(pool.max_connections(connections).connect(url).await?)
            }
        };
        Ok(Self { database, pool })
    }

    /// The table of this name, and a storage on it.
    pub(super) async fn table(&self, name: &'static str) -> Result<FsmStorage, Failure> {
        FsmTable::named(name).into_metadata().create_all(&self.pool).await?;
        Ok(FsmStorage::builder(&self.pool).table_name(name).build()?)
    }

    /// Writes that many conversations with [`BOT`], keys as [`key`] gives them: nine of ten are
    /// done, of a hundred one is to be confirmed.
    pub(super) async fn fill(&self, table: &str, count: u64) -> Result<(), Failure> {
        let state = "CASE WHEN i % 100 = 0 THEN 'form:confirm' WHEN i % 100 < 5 THEN 'form:age' \
                     WHEN i % 100 < 10 THEN 'form:name' ELSE 'form:done' END";
        self.insert(table, count, BOT, state, "NULL").await?;
        self.tidy_up(table).await
    }

    /// Writes that many conversations that expired long ago.
    pub(super) async fn fill_expired(&self, table: &str, count: u64) -> Result<(), Failure> {
        self.insert(table, count, BOT_BEFORE, "'form:age'", "1 + i").await?;
        self.tidy_up(table).await
    }

    async fn insert(
        &self,
        table: &str,
        count: u64,
        bot: i64,
        state: &str,
        expires_at: &str,
    ) -> Result<(), Failure> {
        const DIGIT: &str = "(SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 \
             UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 \
             UNION ALL SELECT 8 UNION ALL SELECT 9)";
        let mut numbers = String::from("SELECT 0");
        let mut from = Vec::new();
        for (at, letter) in ('a'..='f').enumerate() {
            numbers.push_str(&format!(" + {letter}.d * {}", 10_u64.pow(5 - u32::try_from(at)?)));
            from.push(format!("{DIGIT} AS {letter}"));
        }
        let numbers = format!("{numbers} AS i FROM {}", from.join(" CROSS JOIN "));
        let json = if self.pool.dialect() == Dialect::Postgres { "::jsonb" } else { "" };
        self.execute(format!(
            "INSERT INTO {table} (bot_id, chat_id, user_id, thread_id, business_connection_id, \
             destiny, key_parts, state, data, version, updated_at, expires_at) \
             SELECT {bot}, i * 7, i, 0, '', 'default', 0, {state}, '{DATA}'{json}, 1, 1, {expires_at} \
             FROM ({numbers}) AS numbers WHERE i < {count} ORDER BY i"
        ))
        .await
    }

    /// What the server would do by itself some time later, in the middle of a measurement.
    async fn tidy_up(&self, table: &str) -> Result<(), Failure> {
        match self.pool.dialect() {
            Dialect::Sqlite => self.execute("PRAGMA wal_checkpoint(TRUNCATE)".to_owned()).await,
            Dialect::Postgres => {
                self.execute(format!("VACUUM (ANALYZE) {table}")).await?;
                self.execute("CHECKPOINT".to_owned()).await
            }
            _ => self.execute(format!("ANALYZE TABLE {table}")).await,
        }
    }

    async fn execute(&self, sql: String) -> Result<(), Failure> {
        let sql = AssertSqlSafe(sql);
        match &self.pool {
            DatabasePool::Sqlite(pool) => {
                sqlx::raw_sql(sql).execute(pool).await?;
            }
            DatabasePool::Postgres(pool) => {
                sqlx::raw_sql(sql).execute(pool).await?;
            }
            DatabasePool::Mysql(pool) => {
                sqlx::raw_sql(sql).execute(pool).await?;
            }
            _ => return Err("a database that this bench does not know".into()),
        }
        Ok(())
    }

    /// Closes the connections and removes the database.
    pub(super) async fn remove(self) -> Result<(), Failure> {
        self.pool.close().await;
        self.database.remove().await
    }
}

/// The key of a conversation that [`Place::fill`] has written.
pub(super) fn key(number: u64) -> StorageKey {
    let number = i64::try_from(number).unwrap_or_default();
    StorageKey::new(BOT, number * 7, number)
}
