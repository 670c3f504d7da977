//! The three databases, one after the other, and what they call themselves.
//!
//! Never measures; a server that does not answer is named and left out.

use crate::{Failure, Settings};
use fsm_core::{Created, Dialect, Metadata};
use fsm_tests::server::Server;
use fsm_tests::{TestDatabase, TestPool};
use sqlx::mysql::MySqlPoolOptions;
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::SqlitePoolOptions;

/// An empty database with a pool of one open connection: a larger pool would now and then open
/// another one in the middle of a measurement.
#[derive(Debug)]
pub(crate) struct Database {
    place: TestDatabase,
    pool: TestPool,
}

impl Database {
    /// Creates it and opens the connection.
    pub(crate) async fn create(server: &Server) -> Result<Self, Failure> {
        let place = TestDatabase::create(server).await?;
        let url = place.url();
        let pool = match place.dialect() {
            Dialect::Sqlite => {
                TestPool::Sqlite(SqlitePoolOptions::new().max_connections(1).connect(url).await?)
            }
            Dialect::Postgres => {
                TestPool::Postgres(PgPoolOptions::new().max_connections(1).connect(url).await?)
            }
            _ => TestPool::Mysql(MySqlPoolOptions::new().max_connections(1).connect(url).await?),
        };
        Ok(Self { place, pool })
    }

    pub(crate) fn pool(&self) -> &TestPool {
        &self.pool
    }

    /// What `create_all` does on this database.
    pub(crate) async fn create_all(&self, metadata: &Metadata) -> Result<Created, Failure> {
        Ok(match &self.pool {
            TestPool::Sqlite(pool) => metadata.create_all(pool).await?,
            TestPool::Postgres(pool) => metadata.create_all(pool).await?,
            TestPool::Mysql(pool) => metadata.create_all(pool).await?,
        })
    }

    /// The database itself, for looking at it.
    pub(crate) fn place(&self) -> &TestDatabase {
        &self.place
    }

    /// Closes the connection and removes the database.
    pub(crate) async fn remove(self) -> Result<(), Failure> {
        match &self.pool {
            TestPool::Sqlite(pool) => pool.close().await,
            TestPool::Postgres(pool) => pool.close().await,
            TestPool::Mysql(pool) => pool.close().await,
        }
        self.place.remove().await
    }
}

/// Runs `bench` on every database that answers and is wanted.
pub(crate) fn on_each(
    settings: &Settings,
    bench: impl AsyncFn(Server) -> Result<(), Failure>,
) -> Result<(), Failure> {
    tokio::runtime::Runtime::new()?.block_on(async {
        for &dialect in Dialect::ALL.iter().filter(|one| settings.on.is_none_or(|on| on == **one)) {
            match Server::find(dialect).await {
                Ok(server) => bench(server).await?,
                Err(unreached) if unreached.promised => return Err(unreached.into()),
                Err(unreached) => println!("{dialect} was left out: {unreached}"),
            }
        }
        Ok(())
    })
}

/// Product and version, as the server says them.
pub(crate) async fn version(server: &Server) -> Result<String, Failure> {
    let database = TestDatabase::create(server).await?;
    let query = match server.dialect() {
        Dialect::Sqlite => "SELECT 'SQLite ' || sqlite_version()",
        Dialect::Postgres => "SELECT split_part(version(), ' (', 1)",
        _ => "SELECT CONCAT('MySQL/MariaDB ', version())",
    };
    let rows = database.query_text(query).await?;
    database.remove().await?;
    Ok(rows.into_iter().flatten().flatten().next().unwrap_or_default())
}
