//! The catalog is read while others change it: the answer is of one moment, or says that it is of none.

use fsm_core::{ErrorKind, Metadata, TableDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

pub fn cases() -> Vec<Case> {
    cases![
        a_table_that_comes_and_goes_is_whole_or_an_error,
        a_table_that_changes_is_whole_or_an_error,
        a_reading_that_meets_a_change_is_made_again
    ]
}

/// Reads so often while `statements` run in turn, with a pause behind each; answers with the number
/// of errors. Each answer must be an error or hold a table that is one of
/// `whole`, told by the names of its columns and indexes.
async fn read_while(
    db: &TestDatabase,
    statements: &'static [&'static str],
    whole: &[&[&str]],
    readings: usize,
    pause: Duration,
) -> Result<usize, Box<dyn std::error::Error + Send + Sync>> {
    let stop = AtomicBool::new(false);
    let writing = async {
        while !stop.load(Ordering::Relaxed) {
            for sql in statements {
                db.execute(sql).await?;
                tokio::time::sleep(pause).await;
            }
        }
        Ok::<_, sqlx::Error>(())
    };
    let reading = async {
        let (mut read, mut refused) = (0, 0);
        for _ in 0..readings {
            match Metadata::reflect(db.mysql()).await {
                Ok(found) => {
                    read += 1;
                    let parts = found
                        .metadata
                        .table("t")
                        .map_or(Vec::new(), |table| parts(table.definition()));
                    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
                    if !whole.contains(&&*parts) {
                        stop.store(true, Ordering::Relaxed);
                        return Err(format!("never was: {parts:?}").into());
                    }
                }
                Err(error) => {
                    refused += 1;
                    if !matches!(error.kind(), ErrorKind::Catalog { .. }) {
                        stop.store(true, Ordering::Relaxed);
                        return Err(format!("{error:?}").into());
                    }
                }
            }
        }
        stop.store(true, Ordering::Relaxed);
        Ok::<_, Box<dyn std::error::Error + Send + Sync>>((read, refused))
    };
    let (written, read) = tokio::join!(writing, reading);
    written?;
    let (read, refused) = read?;
    println!("{read} were read, {refused} refused");
    Ok(refused)
}

fn parts(table: &TableDef) -> Vec<String> {
    let columns = table.columns.iter().map(|column| column.name.to_string());
    let indexes = table.indexes.iter().filter_map(|index| index.name.clone());
    let checks = table.checks.iter().filter_map(|check| check.name.clone());
    columns.chain(indexes.map(Into::into)).chain(checks.map(Into::into)).collect()
}

async fn a_table_that_comes_and_goes_is_whole_or_an_error(db: &TestDatabase) -> TestResult {
    read_while(
        db,
        &["CREATE TABLE t (a INT, b INT, INDEX i (b), CONSTRAINT c CHECK (a > 1))", "DROP TABLE t"],
        &[&[], &["a", "b", "i", "c"]],
        100,
        Duration::ZERO,
    )
    .await
    .map(drop)
}

async fn a_table_that_changes_is_whole_or_an_error(db: &TestDatabase) -> TestResult {
    db.execute("CREATE TABLE t (a INT)").await?;
    read_while(
        db,
        &["ALTER TABLE t ADD COLUMN b INT, ADD INDEX i (b)", "ALTER TABLE t DROP COLUMN b"],
        &[&["a"], &["a", "b", "i"]],
        100,
        Duration::ZERO,
    )
    .await
    .map(drop)
}

async fn a_reading_that_meets_a_change_is_made_again(db: &TestDatabase) -> TestResult {
    let refused = read_while(
        db,
        &["CREATE TABLE t (a INT)", "DROP TABLE t"],
        &[&[], &["a"]],
        20,
        Duration::from_millis(200),
    )
    .await?;
    // Of the first tries, about every tenth meets a change here.
    assert_eq!(refused, 0);
    Ok(())
}
