//! The pool of a test database, whichever of the three it is.
//!
//! Knows no dialect's SQL: text goes in, text comes out.

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
    pub(super) async fn execute(&self, sql: &str) -> Result<(), sqlx::Error> {
        let statement = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        match self {
            Self::Sqlite(pool) => statement.execute(pool).await.map(drop),
            Self::Postgres(pool) => statement.execute(pool).await.map(drop),
            Self::Mysql(pool) => statement.execute(pool).await.map(drop),
        }
    }

    pub(super) async fn query_text(
        &self,
        sql: &str,
    ) -> Result<Vec<Vec<Option<String>>>, sqlx::Error> {
        // Unprepared statements: servers then answer in text, whatever the type.
        let statement = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        match self {
            Self::Sqlite(pool) => statement.fetch_all(pool).await?.iter().map(texts).collect(),
            Self::Postgres(pool) => statement.fetch_all(pool).await?.iter().map(texts).collect(),
            Self::Mysql(pool) => statement.fetch_all(pool).await?.iter().map(texts).collect(),
        }
    }

    pub(super) async fn close(&self) {
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
