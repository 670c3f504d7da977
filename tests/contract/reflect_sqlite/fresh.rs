//! Databases in memory, and what is read from them.

use fsm_core::{Dialect, Metadata, Reflected, TableDef};
use sqlx::sqlite::SqlitePoolOptions;
use sqlx::{AssertSqlSafe, SqlitePool};

pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The schemas that cases name.
pub const SCHEMAS: [&str; 3] = ["fsm_app", "it's \"a\" `b`; --", "pg_mine"];

/// A database in memory, with the schemas that cases name, made by these statements.
pub async fn built(statements: &[String]) -> Result<SqlitePool, sqlx::Error> {
    let pool = SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await?;
    for schema in SCHEMAS {
        let name = Dialect::Sqlite.quote_identifier(schema);
        execute(&pool, &format!("ATTACH ':memory:' AS {name}")).await?;
    }
    for sql in statements {
        execute(&pool, sql).await.inspect_err(|error| eprintln!("{error}: {sql}"))?;
    }
    Ok(pool)
}

pub async fn execute(pool: &SqlitePool, sql: &str) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(pool).await.map(drop)
}

/// What is read from a database that these statements make.
pub async fn read(sql: &str) -> Result<Reflected, Failure> {
    let pool = built(&[sql.to_owned()]).await?;
    Ok(Metadata::reflect(&pool).await.map_err(|error| format!("{error}: {sql}"))?)
}

/// The one table that is read from a database that these statements make.
pub fn only(read: &Reflected) -> &TableDef {
    let mut tables = read.metadata.tables();
    let (Some(table), None) = (tables.next(), tables.next()) else {
        panic!("not one table: {:?}", read.metadata)
    };
    table
}

/// What is not managed, each in a line.
pub fn unmanaged(read: &Reflected) -> Vec<String> {
    read.unmanaged.iter().map(ToString::to_string).collect()
}
