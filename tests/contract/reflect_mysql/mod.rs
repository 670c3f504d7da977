//! What is read from MySQL and MariaDB: the values that stand for each piece of DDL.
//! It compares with values written out by hand, or with what the server itself says of a copy.

mod copies;
mod hidden;
mod moments;
mod other_things;
mod scope;
mod values;

use fsm_core::{Dialect, Metadata, Reflected, TableDef};
use fsm_tests::{Suite, TestDatabase};

pub fn list(suite: Suite) -> Suite {
    suite
        .on(&[Dialect::Mysql], values::cases())
        .on(&[Dialect::Mysql], copies::cases())
        .on(&[Dialect::Mysql], other_things::cases())
        .on(&[Dialect::Mysql], scope::cases())
        .on(&[Dialect::Mysql], moments::cases())
        .on(&[Dialect::Mysql], hidden::cases())
}

type Error = Box<dyn std::error::Error + Send + Sync>;

/// What stands in the test's own database.
async fn reflected(db: &TestDatabase) -> Result<Reflected, fsm_core::Error> {
    Metadata::reflect(db.mysql()).await
}

/// Runs the DDL and reads the table `t`.
async fn table(db: &TestDatabase, ddl: &str) -> Result<TableDef, Error> {
    db.execute(ddl).await.map_err(|error| format!("{ddl}: {error}"))?;
    let found = reflected(db).await.map_err(|error| format!("{ddl}: {error:?}"))?;
    let table = found.metadata.table("t")?.definition().clone();
    Ok(table)
}

/// Whether the server is MariaDB.
async fn is_mariadb(db: &TestDatabase) -> Result<bool, sqlx::Error> {
    let version = db.query_text("SELECT VERSION()").await?;
    Ok(version[0][0].as_deref().is_some_and(|text| text.contains("MariaDB")))
}
