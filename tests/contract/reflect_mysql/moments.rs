//! The catalog is read while others change it: the answer is of one moment, or says that it is of none.

use fsm_core::{ErrorKind, Metadata, TableDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use std::sync::atomic::{AtomicBool, Ordering};

pub fn cases() -> Vec<Case> {
    cases![
        a_table_that_comes_and_goes_is_whole_or_an_error,
        a_table_that_changes_is_whole_or_an_error
    ]
}

/// Reads while `statements` run in turn; each answer must be an error or hold a table that is one of
/// `whole`, told by the names of its columns and indexes.
async fn read_while(
    db: &TestDatabase,
    statements: &'static [&'static str],
    whole: &[&[&str]],
) -> TestResult {
    let stop = AtomicBool::new(false);
    let writing = async {
        while !stop.load(Ordering::Relaxed) {
            for sql in statements {
                db.execute(sql).await?;
            }
        }
        Ok::<_, sqlx::Error>(())
    };
    let reading = async {
        let (mut read, mut refused) = (0, 0);
        for _ in 0..300 {
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
    Ok(())
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
    )
    .await
}

async fn a_table_that_changes_is_whole_or_an_error(db: &TestDatabase) -> TestResult {
    db.execute("CREATE TABLE t (a INT)").await?;
    read_while(
        db,
        &["ALTER TABLE t ADD COLUMN b INT, ADD INDEX i (b)", "ALTER TABLE t DROP COLUMN b"],
        &[&["a"], &["a", "b", "i"]],
    )
    .await
}
