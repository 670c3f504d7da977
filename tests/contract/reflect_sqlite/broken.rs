//! Databases that are damaged, or at work while they are read.

use fsm_core::{ErrorKind, Metadata};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::fresh::{built, execute};

pub fn cases() -> Vec<Case> {
    cases![
        a_text_that_was_written_over_is_an_error_that_names_the_table,
        a_damaged_file_is_an_error_of_the_database,
        a_text_that_is_no_utf_8_is_an_error,
        a_database_at_work_is_read_at_one_moment,
        a_transaction_reads_what_it_did,
    ]
}

/// Writes over the text of an object, in the session's own eyes too where SQLite can read it.
async fn damaged(
    name: &str,
    text: &str,
) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let pool = built(&["CREATE TABLE t (a INTEGER, b TEXT REFERENCES t (a), UNIQUE (a)); \
                        CREATE INDEX i ON t (a, b)"
        .to_owned()])
    .await?;
    execute(
        &pool,
        &format!(
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = {text} WHERE name = '{name}'"
        ),
    )
    .await?;
    let error = Metadata::reflect(&pool).await.err().ok_or("it was read")?;
    assert!(matches!(error.kind(), ErrorKind::Catalog { .. }), "{error:?}");
    Ok(error.to_string())
}

async fn a_text_that_was_written_over_is_an_error_that_names_the_table(
    _db: &TestDatabase,
) -> TestResult {
    for (name, text, expected) in [
        (
            "t",
            "'garbage'",
            "`t` from the database's catalog: `garbage` at byte 0 of its text, in place of `CREATE TABLE`",
        ),
        ("t", "NULL", "`t` from the database's catalog: no text"),
        (
            "t",
            "''",
            "`t` from the database's catalog: the end of its text in place of `CREATE TABLE`",
        ),
        (
            "t",
            "substr(sql, 1, 30)",
            "`t` from the database's catalog: the end of its text in place of a parenthesis that closes",
        ),
        (
            "t",
            "'CREATE TABLE t (a)'",
            "`t` from the database's catalog: 2 columns, of which its text has 1",
        ),
        (
            "t",
            "'CREATE TABLE t (a, c)'",
            "`t` from the database's catalog: a column `b` where its text has `c`",
        ),
        (
            "t",
            "'CREATE TABLE t (a, b)'",
            "`t` from the database's catalog: 1 foreign keys, of which its text has 0",
        ),
        (
            "t",
            "'CREATE TABLE t (a, b REFERENCES u)'",
            "`t` from the database's catalog: a foreign key to `u` in place of another",
        ),
        (
            "i",
            "'CREATE INDEX i ON t (a)'",
            "`i` from the database's catalog: 2 parts, of which its text has 1",
        ),
        (
            "i",
            "'CREATE INDEX i ON t (b, a)'",
            "`i` from the database's catalog: `a` where its text has `b`",
        ),
    ] {
        let error = damaged(name, text).await.map_err(|error| format!("{text}: {error}"))?;
        assert!(error.starts_with(&format!("could not read {expected}")), "{text}: {error}");
    }
    Ok(())
}

async fn a_damaged_file_is_an_error_of_the_database(db: &TestDatabase) -> TestResult {
    db.execute("CREATE TABLE t (a)").await?;
    db.execute("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE t ('")
        .await?;
    let mut connection = SqliteConnection::connect(db.url()).await?;
    let error = Metadata::reflect(&mut connection).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Connection { .. }), "{error:?}");
    connection.close().await?;
    Ok(())
}

async fn a_text_that_is_no_utf_8_is_an_error(_db: &TestDatabase) -> TestResult {
    let pool = built(&["CREATE TABLE t (a)".to_owned()]).await?;
    let sql = "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = CAST(x'ff61' AS TEXT)";
    execute(&pool, sql).await?;
    let error = Metadata::reflect(&pool).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Connection { .. }), "{error:?}");
    Ok(())
}

async fn a_database_at_work_is_read_at_one_moment(db: &TestDatabase) -> TestResult {
    let options = SqliteConnectOptions::from_str(db.url())?.journal_mode(SqliteJournalMode::Wal);
    let mut writer = SqliteConnection::connect_with(&options).await?;
    let mut reader = SqliteConnection::connect_with(&options).await?;
    let stop = Arc::new(AtomicBool::new(false));
    let stopped = Arc::clone(&stop);
    // In each state that is committed, there are as many parents as children, and all have an index.
    let writing = tokio::spawn(async move {
        let mut number = 0;
        while !stopped.load(Ordering::SeqCst) {
            let drop = if number >= 5 {
                let gone = number - 5;
                format!("DROP TABLE child_{gone}; DROP TABLE parent_{gone};")
            } else {
                String::new()
            };
            let sql = format!(
                "BEGIN IMMEDIATE; CREATE TABLE parent_{number} (id INTEGER PRIMARY KEY); \
                 CREATE TABLE child_{number} (a INTEGER REFERENCES parent_{number}); \
                 CREATE INDEX ix_{number} ON child_{number} (a); {drop} COMMIT"
            );
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut writer).await?;
            number += 1;
            tokio::task::yield_now().await;
        }
        writer.close().await?;
        Ok::<usize, sqlx::Error>(number)
    });
    let mut seen = Vec::new();
    for _ in 0..200 {
        let read = Metadata::reflect(&mut reader).await?;
        let tables: Vec<_> = read.metadata.tables().collect();
        let (children, parents): (Vec<_>, Vec<_>) = tables
            .iter()
            .partition::<Vec<&fsm_core::TableDef>, _>(|table| table.name.name.starts_with("child"));
        assert_eq!(children.len(), parents.len(), "{tables:?}");
        for child in children {
            assert_eq!(child.indexes.len(), 1, "{child:?}");
            assert!(read.metadata.contains(child.foreign_keys[0].referred_table.clone()));
        }
        seen.extend(tables.last().map(|table| table.name.to_string()));
    }
    stop.store(true, Ordering::SeqCst);
    let written = writing.await??;
    reader.close().await?;
    seen.dedup();
    assert!(seen.len() > 5, "the database did not change while it was read: {written} {seen:?}");
    Ok(())
}

async fn a_transaction_reads_what_it_did(db: &TestDatabase) -> TestResult {
    let mut transaction = db.sqlite().begin().await?;
    sqlx::raw_sql("CREATE TABLE t (a)").execute(&mut *transaction).await?;
    let read = Metadata::reflect(&mut *transaction).await?;
    assert!(read.metadata.contains("t"));
    transaction.rollback().await?;
    assert!(!Metadata::reflect(db.sqlite()).await?.metadata.contains("t"));
    Ok(())
}
