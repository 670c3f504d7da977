//! Revisions on a connection or in a transaction of the caller's.

use super::history::{blog, migrator};
use fsm_core::Dialect::{Postgres, Sqlite};
use fsm_core::Metadata;
use fsm_migrate::ErrorKind;
use fsm_tests::{Case, Suite, TestDatabase, TestResult, cases};

pub fn list(suite: Suite) -> Suite {
    suite
        .on(&[Postgres], postgres())
        .on(&[Sqlite], sqlite())
        .on(&[fsm_core::Dialect::Mysql], mysql())
}

fn postgres() -> Vec<Case> {
    cases![a_transaction_of_the_callers_holds_it_all, what_has_to_commit_is_refused_in_one]
}

fn sqlite() -> Vec<Case> {
    cases![a_connection_keeps_its_settings]
}

fn mysql() -> Vec<Case> {
    cases![a_transaction_of_the_callers_is_refused]
}

async fn a_transaction_of_the_callers_holds_it_all(db: &TestDatabase) -> TestResult {
    let migrator = migrator(blog());
    let mut transaction = db.postgres().begin().await?;
    let report = migrator.upgrade(&["d4"], &mut *transaction).await?;
    assert_eq!(report.rows, ["d4"]);
    transaction.rollback().await?;
    assert!(migrator.current(db.postgres()).await?.rows.is_empty());
    assert!(!Metadata::reflect(db.postgres()).await?.metadata.contains("users"));
    Ok(())
}

async fn what_has_to_commit_is_refused_in_one(db: &TestDatabase) -> TestResult {
    let migrator = migrator(blog());
    let mut transaction = db.postgres().begin().await?;
    let error = migrator.upgrade(&["e5"], &mut *transaction).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::OutsideTransaction { .. }), "{error:?}");
    transaction.rollback().await?;
    Ok(())
}

async fn a_connection_keeps_its_settings(db: &TestDatabase) -> TestResult {
    let mut connection = db.sqlite().acquire().await?;
    migrator(blog()).run(&mut *connection).await?;
    let on: i64 = sqlx::query_scalar("PRAGMA foreign_keys").fetch_one(&mut *connection).await?;
    assert_eq!(on, 1);
    Ok(())
}

async fn a_transaction_of_the_callers_is_refused(db: &TestDatabase) -> TestResult {
    let mut transaction = db.mysql().begin().await?;
    let error = migrator(blog()).run(&mut *transaction).await.unwrap_err();
    assert!(error.to_string().contains("transaction"), "{error:?}");
    Ok(())
}
