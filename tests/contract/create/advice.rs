//! What errors tell people to do about what the database said.

use super::model::{blog, metadata, pool, posts, tables, users};
use fsm_core::{
    ColumnDef, DatabasePool, Dialect, Error, ErrorKind, ForeignKeyDef, SqlType, TableDef,
};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![a_database_that_is_not_there]
}

pub fn servers() -> Vec<Case> {
    cases![a_referred_table_that_is_not_there]
}

pub fn postgres() -> Vec<Case> {
    cases![what_the_server_adds_to_its_message, a_referred_table_that_the_search_path_finds]
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

/// Before anything is sent, so that nothing stands where each statement commits.
async fn a_referred_table_that_is_not_there(db: &TestDatabase) -> TestResult {
    let metadata = metadata([users(), posts(), child("nobody", "id")]);
    let error = metadata.create_all(&pool(db)).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::MissingParent { .. }), "{error:?}");
    assert_eq!(help(&error), "create `nobody` first, or name it in `.tables(..)` as well");
    assert_eq!(tables(db).await?, Vec::<String>::new());

    let error = blog().create_all(&pool(db)).tables(["posts"]).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::MissingParent { .. }), "{error:?}");
    users().create(&pool(db)).await?;
    blog().create_all(&pool(db)).tables(["posts"]).await?;
    assert_eq!(tables(db).await?, ["posts", "users"]);
    Ok(())
}

/// A schema that the search path names after the first.
async fn a_referred_table_that_the_search_path_finds(db: &TestDatabase) -> TestResult {
    db.execute("CREATE SCHEMA elsewhere").await?;
    db.execute("CREATE TABLE elsewhere.nobody (id BIGINT PRIMARY KEY)").await?;
    let mut connection = db.postgres().acquire().await?;
    sqlx::query("SET search_path = public, elsewhere").execute(&mut *connection).await?;
    let answer = child("nobody", "id").create(&mut *connection).await?;
    assert_eq!(answer.created_tables().collect::<Vec<_>>(), ["child"]);
    Ok(())
}

async fn what_the_server_adds_to_its_message(db: &TestDatabase) -> TestResult {
    db.execute("CREATE TABLE parent (code TEXT PRIMARY KEY)").await?;
    let error = child("parent", "code").create(&pool(db)).await.unwrap_err();
    let said = help(&error);
    assert!(said.contains("incompatible types: bigint and text"), "{said}");
    Ok(())
}
