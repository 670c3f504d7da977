//! The pool of a test database, whichever of the three it is.
//!
//! Knows no dialect's SQL: text goes in, text comes out.

use fsm_core::{DatabasePool, Dialect};
use sqlx::{
    AssertSqlSafe, ColumnIndex, Database, Decode, MySqlPool, PgPool, Row, SqlitePool, Type,
};

/// One of the three pools.
#[derive(Clone, Debug)]
pub enum TestPool {
    /// A file in a temporary folder.
    Sqlite(SqlitePool),
    /// A database on a PostgreSQL server.
    Postgres(PgPool),
    /// A database on a MySQL or MariaDB server.
    Mysql(MySqlPool),
}

impl TestPool {
    /// The dialect of the database.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite(_) => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
            Self::Mysql(_) => Dialect::Mysql,
        }
    }

    /// The same pool, for the library's calls.
    #[must_use]
    pub fn database(&self) -> DatabasePool {
        match self {
            Self::Sqlite(pool) => DatabasePool::Sqlite(pool.clone()),
            Self::Postgres(pool) => DatabasePool::Postgres(pool.clone()),
            Self::Mysql(pool) => DatabasePool::Mysql(pool.clone()),
        }
    }

    /// A pool of one connection, whose session begins with `setting`.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn in_session(&self, setting: &'static str) -> Result<Self, sqlx::Error> {
        macro_rules! pool {
            ($variant:ident, $options:ty, $pool:expr) => {
                <$options>::new()
                    .max_connections(1)
                    .after_connect(move |connection, _| {
                        Box::pin(async move {
                            sqlx::raw_sql(setting).execute(connection).await.map(drop)
                        })
                    })
                    .connect_with($pool.connect_options().as_ref().clone())
                    .await
                    .map(Self::$variant)
            };
        }
        match self {
            Self::Sqlite(pool) => pool!(Sqlite, sqlx::sqlite::SqlitePoolOptions, pool),
            Self::Postgres(pool) => pool!(Postgres, sqlx::postgres::PgPoolOptions, pool),
            Self::Mysql(pool) => pool!(Mysql, sqlx::mysql::MySqlPoolOptions, pool),
        }
    }

    /// Runs `sql` as it stands, several statements included.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn execute(&self, sql: &str) -> Result<(), sqlx::Error> {
        let statement = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        match self {
            Self::Sqlite(pool) => statement.execute(pool).await.map(drop),
            Self::Postgres(pool) => statement.execute(pool).await.map(drop),
            Self::Mysql(pool) => statement.execute(pool).await.map(drop),
        }
    }

    /// The rows of `sql`, every value as the text the database shows for it.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn query_text(&self, sql: &str) -> Result<Vec<Vec<Option<String>>>, sqlx::Error> {
        // Unprepared statements: servers then answer in text, whatever the type.
        let statement = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        match self {
            Self::Sqlite(pool) => statement.fetch_all(pool).await?.iter().map(texts).collect(),
            Self::Postgres(pool) => statement.fetch_all(pool).await?.iter().map(texts).collect(),
            Self::Mysql(pool) => statement.fetch_all(pool).await?.iter().map(texts).collect(),
        }
    }

    /// Ends every connection.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close().await,
            Self::Postgres(pool) => pool.close().await,
            Self::Mysql(pool) => pool.close().await,
        }
    }
}

fn texts<R>(row: &R) -> Result<Vec<Option<String>>, sqlx::Error>
where
    R: Row,
    usize: ColumnIndex<R>,
    for<'r> String: Decode<'r, R::Database>,
    String: Type<R::Database>,
    R::Database: Database,
{
    (0..row.len()).map(|index| row.try_get_unchecked(index)).collect()
}
