//! The database that cases run on one after another, emptied between them.
//!
//! Knows no case: it creates what it is told and takes away whatever stands.

use fsm_core::change::Change;
use fsm_core::{DatabasePool, Dialect, Error as CoreError, ErrorKind, Metadata};
use fsm_tests::{TestDatabase, TestPool};
use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqlitePoolOptions;

pub(crate) type Error = Box<dyn std::error::Error + Send + Sync>;

/// The schema that cases name.
pub(crate) const SCHEMA: &str = "fsm_app";

pub(crate) struct Ground {
    pool: TestPool,
}

impl Ground {
    /// An empty one.
    ///
    /// # Errors
    /// What the database answers.
    pub(crate) async fn new(db: &TestDatabase) -> Result<Self, Error> {
        let pool = match db.dialect() {
            Dialect::Sqlite => memory().await?,
            // What a crash would lose is nobody's here.
            Dialect::Postgres => db.pool().in_session("SET synchronous_commit = off").await?,
            _ => db.pool().in_session("SELECT 1").await?,
        };
        Ok(Self { pool })
    }

    pub(crate) fn dialect(&self) -> Dialect {
        self.pool.dialect()
    }

    pub(crate) fn pool(&self) -> DatabasePool {
        self.pool.database()
    }

    pub(crate) async fn execute(&self, sql: &str) -> Result<(), Error> {
        self.pool.execute(sql).await.map_err(|error| format!("{error} in {sql}").into())
    }

    /// Creates what the metadata holds.
    ///
    /// # Errors
    /// What the library answers.
    pub(crate) async fn create(&self, metadata: &Metadata) -> Result<(), Error> {
        // Creating makes tables and what hangs on them; a default may count with a sequence.
        let sequences = metadata.sequences();
        let sequences: Vec<Change> =
            sequences.map(|def| Change::CreateSequence { def: def.clone() }).collect();
        let made = fsm_core::apply(&sequences, &self.pool()).await;
        made.map_err(|error| format!("creating sequences: {}", full(&error)))?;
        let made = metadata.create_all(&self.pool()).await;
        made.map_err(|error| format!("creating: {}", full(&error)))?;
        Ok(())
    }

    /// Takes away everything.
    ///
    /// # Errors
    /// What the database answers.
    pub(crate) async fn clear(&mut self) -> Result<(), Error> {
        match self.dialect() {
            Dialect::Sqlite => self.pool = memory().await?,
            Dialect::Postgres => {
                let sql =
                    format!("DROP SCHEMA IF EXISTS public, {SCHEMA} CASCADE; CREATE SCHEMA public");
                self.execute(&sql).await?;
            }
            _ => {
                let tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()";
                let names: Vec<String> = self
                    .pool
                    .query_text(tables)
                    .await?
                    .into_iter()
                    .flatten()
                    .flatten()
                    .map(|name| Dialect::Mysql.quote_identifier(&name))
                    .collect();
                if !names.is_empty() {
                    let sql = format!(
                        "SET FOREIGN_KEY_CHECKS = 0; DROP TABLE IF EXISTS {}; SET FOREIGN_KEY_CHECKS = 1",
                        names.join(", ")
                    );
                    self.execute(&sql).await?;
                }
            }
        }
        Ok(())
    }

    /// Ends its connection.
    pub(crate) async fn leave(self) {
        self.pool.close().await;
    }
}

/// A database in memory, which lives as long as its one connection.
async fn memory() -> Result<TestPool, Error> {
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect("sqlite::memory:")
        .await?;
    let attach = format!("ATTACH ':memory:' AS {SCHEMA}");
    sqlx::raw_sql(AssertSqlSafe(attach)).execute(&pool).await?;
    Ok(TestPool::Sqlite(pool))
}

/// The error with its cause and its statement.
pub(crate) fn full(error: &CoreError) -> String {
    let mut text = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(source) = next {
        text = format!("{text}: {source}");
        next = source.source();
    }
    if let ErrorKind::Statement { sql, .. } = error.kind() {
        text = format!("{text} in\n{sql}");
    }
    text
}
