//! Data definitions in all styles that people use, and the values they are read as.

use fsm_core::{ColumnDef, Metadata, PrimaryKeyDef, SqlType, TableDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![first]
}

async fn first(db: &TestDatabase) -> TestResult {
    db.execute("create table t(id integer primary key, name text not null)").await?;
    let read = Metadata::reflect(db.sqlite()).await?;
    let expected = TableDef::new("t")
        .column(ColumnDef::new("id", SqlType::BigInteger))
        .column(ColumnDef::new("name", SqlType::Text))
        .primary_key(["id"]);
    assert_eq!(read.metadata.tables().collect::<Vec<_>>(), [&expected]);
    let _ = PrimaryKeyDef::new(["a"]);
    Ok(())
}
