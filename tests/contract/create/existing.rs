//! `compare_existing`: tables that exist but lack what their models have.

use super::model::{blog, id, metadata, pool, users};
use fsm_core::TableDef;
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use sqlx::Connection;

pub fn cases() -> Vec<Case> {
    cases![
        names_what_a_table_lacks,
        says_nothing_of_tables_that_are_whole,
        does_not_look_unless_asked
    ]
}

/// For SQLite.
pub fn sqlite() -> Vec<Case> {
    cases![a_virtual_table_whose_module_is_missing_is_no_matter]
}

async fn a_virtual_table_whose_module_is_missing_is_no_matter(db: &TestDatabase) -> TestResult {
    blog().create_all(&pool(db)).await?;
    db.execute(
        "PRAGMA writable_schema = ON; \
         INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) \
         VALUES ('table', 'odd', 'odd', 0, 'CREATE VIRTUAL TABLE odd USING no_such_module'); \
         PRAGMA writable_schema = RESET",
    )
    .await?;
    let mut connection = sqlx::SqliteConnection::connect(db.url()).await?;
    let answer = blog().create_all(&mut connection).compare_existing(true).await?;
    assert_eq!(answer.lacking, []);
    blog().drop_all(&mut connection).await?;
    connection.close().await?;
    Ok(())
}

async fn names_what_a_table_lacks(db: &TestDatabase) -> TestResult {
    let bare = TableDef::new("users").column(id()).primary_key(["id"]);
    metadata([bare]).create_all(&pool(db)).await?;
    let answer = blog().create_all(&pool(db)).compare_existing(true).await?;
    assert_eq!(answer.created_tables().collect::<Vec<_>>(), ["posts"]);
    let texts: Vec<String> = answer.lacking.iter().map(ToString::to_string).collect();
    assert_eq!(texts, ["`users` lacks column `name`, column `mood`, index `ix_users_mood`"]);
    Ok(())
}

async fn says_nothing_of_tables_that_are_whole(db: &TestDatabase) -> TestResult {
    blog().create_all(&pool(db)).await?;
    let answer = blog().create_all(&pool(db)).compare_existing(true).await?;
    assert_eq!(answer.lacking, []);
    let table = users();
    assert_eq!(table.create(&pool(db)).compare_existing(true).await?.lacking, []);
    Ok(())
}

async fn does_not_look_unless_asked(db: &TestDatabase) -> TestResult {
    let bare = TableDef::new("users").column(id()).primary_key(["id"]);
    metadata([bare]).create_all(&pool(db)).await?;
    assert_eq!(blog().create_all(&pool(db)).await?.lacking, []);
    Ok(())
}
