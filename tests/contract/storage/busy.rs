//! SQLite lets one writer in at a time and has no line: that others write is no error.

use fsm_storage::{FsmStorage, FsmTable, StorageKey};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use serde_json::json;
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use std::str::FromStr as _;
use std::time::Duration;
use tokio::task::JoinSet;

const KEY: StorageKey = StorageKey::new(1, 2, 3);

pub fn cases() -> Vec<Case> {
    cases![a_writer_elsewhere_is_waited_for, the_writers_of_one_process_stand_in_line]
}

/// A pool whose connections wait for `busy_timeout`, and a storage on it.
async fn storage(
    db: &TestDatabase,
    busy_timeout: Duration,
) -> Result<(SqlitePool, FsmStorage), Box<dyn std::error::Error + Send + Sync>> {
    let options = SqliteConnectOptions::from_str(db.url())?.busy_timeout(busy_timeout);
    let pool = SqlitePoolOptions::new().max_connections(16).connect_with(options).await?;
    FsmTable::default().into_metadata().create_all(&pool).await?;
    Ok((pool.clone(), FsmStorage::builder(pool).build()?))
}

async fn a_writer_elsewhere_is_waited_for(db: &TestDatabase) -> TestResult {
    let (pool, storage) = storage(db, Duration::from_millis(200)).await?;
    let elsewhere = db.sqlite().begin_with("BEGIN IMMEDIATE").await?;
    let waiting = tokio::spawn({
        let storage = storage.clone();
        async move { storage.set_state(&KEY, Some("a")).await }
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(!waiting.is_finished());
    elsewhere.rollback().await?;
    waiting.await??;

    // Not for ever, and not in a transaction of the caller's, which is his to do again.
    let elsewhere = db.sqlite().begin_with("BEGIN IMMEDIATE").await?;
    let error = storage.set_state(&KEY, None).await.unwrap_err();
    assert!(error.is_retryable(), "{error:?}");
    let mut transaction = pool.begin().await?;
    let asked = std::time::Instant::now();
    let error = storage.on(&mut transaction).set_state(&KEY, None).await.unwrap_err();
    assert!(error.is_retryable() && asked.elapsed() < Duration::from_millis(390), "{error:?}");
    drop(transaction);
    elsewhere.rollback().await?;
    assert_eq!(storage.get_state(&KEY).await?.as_deref(), Some("a"));
    pool.close().await;
    Ok(())
}

async fn the_writers_of_one_process_stand_in_line(db: &TestDatabase) -> TestResult {
    // No time at all: two connections that write at once are an error.
    let (pool, storage) = storage(db, Duration::ZERO).await?;
    let mut writers = JoinSet::new();
    for writer in 0..32 {
        let storage = storage.clone();
        writers.spawn(async move {
            for n in 0..3 {
                storage.update_data(&KEY, json!({format!("{writer}_{n}"): n})).await?;
            }
            Ok::<_, fsm_storage::Error>(())
        });
    }
    while let Some(written) = writers.join_next().await {
        written??;
    }
    assert_eq!(storage.get_data(&KEY).await?.len(), 32 * 3);
    pool.close().await;
    Ok(())
}
