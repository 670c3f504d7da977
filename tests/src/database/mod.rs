//! A database of its own for each test: created under a unique name, removed at the end, after a panic too.
//!
//! Touches no database whose name does not begin with the prefix.

pub mod leftover;
mod name;
mod pool;

use std::io;
use std::thread;
use std::time::Duration;

use fsm_core::Dialect;
use sqlx::mysql::MySqlPoolOptions;
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{
    AssertSqlSafe, Connection, MySqlConnection, MySqlPool, PgConnection, PgPool, SqlitePool,
};
use tempfile::TempDir;
use url::Url;

pub use name::PREFIX;
pub use pool::TestPool;

use crate::server::Server;

/// PostgreSQL lets 100 connections in, and tests run side by side.
const CONNECTIONS: u32 = 4;

/// How long connections that are still in use may hold up the removal.
const CLOSING: Duration = Duration::from_secs(1);

type Error = Box<dyn std::error::Error + Send + Sync>;

/// An empty database that only one test uses, with a small pool on it.
#[derive(Debug)]
pub struct TestDatabase {
    pool: TestPool,
    url: String,
    place: Option<Place>,
}

/// What has to be removed in the end.
#[derive(Debug)]
enum Place {
    Folder(TempDir),
    Server { server: Server, name: String },
}

impl TestDatabase {
    /// Creates a database on `server`.
    ///
    /// # Errors
    /// When the server or the file system refuses.
    pub async fn create(server: &Server) -> Result<Self, Error> {
        let name = name::unique();
        let Some(admin) = server.url() else { return Self::create_file().await };
        let mut url = admin.clone();
        url.set_path(&name);
        match server.dialect() {
            Dialect::Postgres => {
                // The C collation sorts the same on every machine.
                postgres(admin, &format!(
                    r#"CREATE DATABASE "{name}" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"#
                )).await?;
            }
            _ => mysql(admin, &format!("CREATE DATABASE `{name}` CHARACTER SET utf8mb4")).await?,
        }
        // From here on dropping `place` would leave the database behind, so the pool connects lazily.
        let pool = match server.dialect() {
            Dialect::Postgres => TestPool::Postgres(
                PgPoolOptions::new().max_connections(CONNECTIONS).connect_lazy(url.as_str())?,
            ),
            _ => TestPool::Mysql(
                MySqlPoolOptions::new().max_connections(CONNECTIONS).connect_lazy(url.as_str())?,
            ),
        };
        let place = Some(Place::Server { server: server.clone(), name });
        Ok(Self { pool, url: url.into(), place })
    }

    async fn create_file() -> Result<Self, Error> {
        let folder = tempfile::Builder::new().prefix(&format!("{}_", name::unique())).tempdir()?;
        let file = folder.path().join("test.db");
        let options = SqliteConnectOptions::new().filename(&file).create_if_missing(true);
        let pool =
            SqlitePoolOptions::new().max_connections(CONNECTIONS).connect_with(options).await?;
        let url = format!("sqlite://{}", file.display());
        Ok(Self { pool: TestPool::Sqlite(pool), url, place: Some(Place::Folder(folder)) })
    }

    /// The dialect this database speaks.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        match &self.pool {
            TestPool::Sqlite(_) => Dialect::Sqlite,
            TestPool::Postgres(_) => Dialect::Postgres,
            TestPool::Mysql(_) => Dialect::Mysql,
        }
    }

    /// The URL of this database, for other pools and other processes.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The pool, whatever database it is for.
    #[must_use]
    pub fn pool(&self) -> &TestPool {
        &self.pool
    }

    /// The pool, in a test for SQLite.
    ///
    /// # Panics
    /// On another database: the test is listed for the wrong dialect.
    #[must_use]
    pub fn sqlite(&self) -> &SqlitePool {
        match &self.pool {
            TestPool::Sqlite(pool) => pool,
            _ => panic!("this test runs on {}, not on SQLite", self.dialect()),
        }
    }

    /// The pool, in a test for PostgreSQL.
    ///
    /// # Panics
    /// On another database: the test is listed for the wrong dialect.
    #[must_use]
    pub fn postgres(&self) -> &PgPool {
        match &self.pool {
            TestPool::Postgres(pool) => pool,
            _ => panic!("this test runs on {}, not on PostgreSQL", self.dialect()),
        }
    }

    /// The pool, in a test for MySQL and MariaDB.
    ///
    /// # Panics
    /// On another database: the test is listed for the wrong dialect.
    #[must_use]
    pub fn mysql(&self) -> &MySqlPool {
        match &self.pool {
            TestPool::Mysql(pool) => pool,
            _ => panic!("this test runs on {}, not on MySQL/MariaDB", self.dialect()),
        }
    }

    /// Runs `sql` as it stands, several statements included.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn execute(&self, sql: &str) -> Result<(), sqlx::Error> {
        self.pool.execute(sql).await
    }

    /// The rows of `sql`, every value as the text the database shows for it.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn query_text(&self, sql: &str) -> Result<Vec<Vec<Option<String>>>, sqlx::Error> {
        self.pool.query_text(sql).await
    }

    /// Closes the pool and removes the database.
    ///
    /// # Errors
    /// When the database is still there afterwards.
    pub async fn remove(mut self) -> Result<(), Error> {
        // A connection that the test still holds would keep `close` waiting; the server then ends it by force.
        let _ = tokio::time::timeout(CLOSING, self.pool.close()).await;
        match self.place.take() {
            Some(place) => place.remove().await,
            None => Ok(()),
        }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Some(place) = self.place.take() else { return };
        // A runtime of its own on a thread of its own: `drop` may run in one that cannot block, or in none.
        let removal = thread::spawn(move || -> Result<(), Error> {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?
                .block_on(place.remove())
        });
        let problem = match removal.join() {
            Ok(Ok(())) => return,
            Ok(Err(error)) => error.to_string(),
            Err(_) => "the removing thread panicked".to_owned(),
        };
        eprintln!(
            "a test database was left behind ({problem}): `cargo xtask test --clean` removes it"
        );
    }
}

impl Place {
    async fn remove(self) -> Result<(), Error> {
        match self {
            Self::Folder(folder) => folder.close().map_err(io::Error::into),
            Self::Server { server, name } => drop_database(&server, &name).await,
        }
    }
}

/// Removes the database `name`, ending what still uses it.
async fn drop_database(server: &Server, name: &str) -> Result<(), Error> {
    let Some(admin) = server.url() else { return Ok(()) };
    match server.dialect() {
        Dialect::Postgres => {
            postgres(admin, &format!(r#"DROP DATABASE IF EXISTS "{name}" WITH (FORCE)"#)).await?;
        }
        _ => drop_mysql(admin, name).await?,
    }
    Ok(())
}

/// MySQL waits for sessions that hold a table of the database, so these are ended first.
async fn drop_mysql(admin: &Url, name: &str) -> Result<(), sqlx::Error> {
    let mut connection = MySqlConnection::connect(admin.as_str()).await?;
    let sessions: Vec<u64> = sqlx::query_scalar(
        "SELECT CAST(id AS UNSIGNED) FROM information_schema.processlist WHERE db = ?",
    )
    .bind(name)
    .fetch_all(&mut connection)
    .await?;
    for session in sessions {
        // It may have ended by itself in the meantime.
        let _ =
            sqlx::raw_sql(AssertSqlSafe(format!("KILL {session}"))).execute(&mut connection).await;
    }
    sqlx::raw_sql(AssertSqlSafe(format!("DROP DATABASE IF EXISTS `{name}`")))
        .execute(&mut connection)
        .await?;
    connection.close().await
}

async fn postgres(admin: &Url, sql: &str) -> Result<(), sqlx::Error> {
    let mut connection = PgConnection::connect(admin.as_str()).await?;
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await?;
    connection.close().await
}

async fn mysql(admin: &Url, sql: &str) -> Result<(), sqlx::Error> {
    let mut connection = MySqlConnection::connect(admin.as_str()).await?;
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await?;
    connection.close().await
}
