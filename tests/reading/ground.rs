//! The ground that a worker stands on: one database for all its samples, emptied after each.
//!
//! Knows no schema: it creates what it is told and takes away whatever stands.

use fsm_core::{DatabasePool, Dialect, ErrorKind, Metadata};
use fsm_tests::{TestDatabase, TestPool};
use sqlx::AssertSqlSafe;
use sqlx::sqlite::SqlitePoolOptions;

use crate::schema::Setting;

pub(crate) type Error = Box<dyn std::error::Error + Send + Sync>;

/// The extensions whose types PostgreSQL's columns can have.
const EXTENSIONS: [&str; 4] = ["citext", "cube", "hstore", "ltree"];

/// A database, and what schemas are drawn for it.
pub(crate) struct Ground<'d> {
    db: &'d TestDatabase,
    pool: TestPool,
    pub(crate) setting: Setting,
}

impl<'d> Ground<'d> {
    /// An empty one.
    ///
    /// # Errors
    /// What the database answers.
    pub(crate) async fn new(db: &'d TestDatabase) -> Result<Self, Error> {
        let dialect = db.dialect();
        let mut has_extensions = false;
        let (pool, other_schema) = match dialect {
            Dialect::Sqlite => (db.pool().clone(), "other".to_owned()),
            Dialect::Postgres => {
                db.execute("CREATE SCHEMA IF NOT EXISTS extensions").await?;
                has_extensions = true;
                for extension in EXTENSIONS {
                    let create =
                        format!("CREATE EXTENSION IF NOT EXISTS {extension} SCHEMA extensions");
                    has_extensions &= db.execute(&create).await.is_ok();
                }
                let session = "SET search_path = public, extensions; SET synchronous_commit = off";
                (db.pool().in_session(session).await?, "Other \"schema\"".to_owned())
            }
            _ => {
                let name = db.url().rsplit('/').next().unwrap_or_default();
                (db.pool().in_session("SELECT 1").await?, format!("{name}_other"))
            }
        };
        let setting = Setting { dialect, other_schema, has_extensions };
        let mut ground = Self { db, pool, setting };
        ground.clear().await?;
        Ok(ground)
    }

    /// The pool for the library's calls.
    pub(crate) fn pool(&self) -> DatabasePool {
        self.pool.database()
    }

    /// Runs `sql` as it stands.
    ///
    /// # Errors
    /// What the database answers.
    pub(crate) async fn execute(&self, sql: &str) -> Result<(), Error> {
        self.pool.execute(sql).await.map_err(|error| format!("{error} in {sql}").into())
    }

    /// The rows of `sql` as texts.
    ///
    /// # Errors
    /// What the database answers.
    pub(crate) async fn query(&self, sql: &str) -> Result<Vec<Vec<Option<String>>>, Error> {
        self.pool.query_text(sql).await.map_err(|error| format!("{error} in {sql}").into())
    }

    /// Takes away everything.
    ///
    /// # Errors
    /// What the database answers.
    pub(crate) async fn clear(&mut self) -> Result<(), Error> {
        let other = self.setting.dialect.quote_identifier(&self.setting.other_schema);
        match self.setting.dialect {
            Dialect::Sqlite => self.pool = memory(&other).await?,
            Dialect::Postgres => {
                let drop = format!("DROP SCHEMA IF EXISTS {other} CASCADE");
                self.execute(&format!(
                    "DROP SCHEMA IF EXISTS public CASCADE; {drop}; CREATE SCHEMA public"
                ))
                .await?;
            }
            _ => {
                let tables = self.query("SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'").await?;
                let names: Vec<String> = tables
                    .into_iter()
                    .flatten()
                    .flatten()
                    .map(|name| self.setting.dialect.quote_identifier(&name))
                    .collect();
                let mut sql = "SET FOREIGN_KEY_CHECKS = 0".to_owned();
                if !names.is_empty() {
                    sql += &format!("; DROP TABLE IF EXISTS {}", names.join(", "));
                }
                sql += &format!("; DROP DATABASE IF EXISTS {other}; SET FOREIGN_KEY_CHECKS = 1");
                self.execute(&sql).await?;
            }
        }
        Ok(())
    }

    /// Creates what the metadata holds.
    ///
    /// # Errors
    /// What the library answers.
    pub(crate) async fn create(&self, metadata: &Metadata) -> Result<(), Error> {
        metadata.create_all(&self.pool()).await.map_err(|error| full(&error))?;
        Ok(())
    }

    /// Leaves nothing behind that goes not with the database.
    ///
    /// # Errors
    /// What the database answers.
    pub(crate) async fn leave(mut self) -> Result<(), Error> {
        self.clear().await?;
        if self.db.dialect() != Dialect::Sqlite {
            self.pool.close().await;
        }
        Ok(())
    }
}

/// A database in memory, which lives as long as its one connection.
async fn memory(other: &str) -> Result<TestPool, Error> {
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect("sqlite::memory:")
        .await?;
    let attach = format!("ATTACH ':memory:' AS {other}");
    sqlx::raw_sql(AssertSqlSafe(attach)).execute(&pool).await?;
    Ok(TestPool::Sqlite(pool))
}

/// The error with its cause and its statement.
pub(crate) fn full(error: &fsm_core::Error) -> Error {
    let mut text = error.to_string();
    let mut next = std::error::Error::source(error);
    while let Some(source) = next {
        text = format!("{text}: {source}");
        next = source.source();
    }
    if let ErrorKind::Statement { sql, .. } = error.kind() {
        text = format!("{text} in\n{sql}");
    }
    text.into()
}
