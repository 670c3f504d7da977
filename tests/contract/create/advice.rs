//! What errors tell people to do about what the database said.

use super::model::pool;
use fsm_core::{ColumnDef, DatabasePool, Dialect, Error, ForeignKeyDef, SqlType, TableDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![a_database_that_is_not_there]
}

pub fn servers() -> Vec<Case> {
    cases![a_referred_table_that_is_not_there]
}

pub fn postgres() -> Vec<Case> {
    cases![what_the_server_adds_to_its_message]
}

fn help(error: &Error) -> String {
    let help = error.help().unwrap_or_default();
    assert!(format!("{error:?}").ends_with(&help), "{error:?}");
    help
}

fn child(parent: &'static str, column: &'static str) -> TableDef {
    TableDef::new("child")
        .column(ColumnDef::new("parent_id", SqlType::BigInteger))
        .foreign_key(ForeignKeyDef::new(["parent_id"], parent, [column]))
}

async fn a_database_that_is_not_there(db: &TestDatabase) -> TestResult {
    let url = match db.dialect() {
        Dialect::Sqlite => "sqlite:/nowhere/at_all.db".to_owned(),
        _ => match db.url().split_once('?') {
            Some((name, rest)) => format!("{name}_is_not_there?{rest}"),
            None => format!("{}_is_not_there", db.url()),
        },
    };
    let said = help(&DatabasePool::connect(&url).await.unwrap_err());
    let expected = match db.dialect() {
        Dialect::Sqlite => "`?mode=rwc`",
        _ => "create the database first",
    };
    assert!(said.contains(expected), "{said}");
    Ok(())
}

async fn a_referred_table_that_is_not_there(db: &TestDatabase) -> TestResult {
    let error = child("nobody", "id").create(&pool(db)).await.unwrap_err();
    let said = help(&error);
    let expected = match db.dialect() {
        Dialect::Postgres => "name it in `.tables(..)` as well",
        // MySQL names the table, MariaDB says that the key is formed incorrectly.
        _ => "table",
    };
    assert!(said.contains(expected), "{said}");
    Ok(())
}

async fn what_the_server_adds_to_its_message(db: &TestDatabase) -> TestResult {
    db.execute("CREATE TABLE parent (code TEXT PRIMARY KEY)").await?;
    let error = child("parent", "code").create(&pool(db)).await.unwrap_err();
    let said = help(&error);
    assert!(said.contains("incompatible types: bigint and text"), "{said}");
    Ok(())
}
