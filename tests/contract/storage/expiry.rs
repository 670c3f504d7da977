//! Expiry: by the database's clock, renewed by writes, and absent at once.

use super::subject::{pool, storage};
use fsm_storage::{FsmStorage, Snapshot, StorageKey};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use serde_json::{Value, json};
use std::time::{Duration, SystemTime};

const KEY: StorageKey = StorageKey::new(1, 2, 3);
const HOUR: Duration = Duration::from_hours(1);

pub fn cases() -> Vec<Case> {
    cases![
        what_is_expired_reads_as_absent,
        what_is_expired_is_overwritten_as_if_it_were_absent,
        writes_renew_the_time_to_live,
        what_fails_or_reads_renews_nothing,
        one_call_can_have_a_time_to_live_of_its_own,
        without_a_time_to_live_nothing_expires,
        a_short_time_to_live_passes_by_itself,
        the_time_zone_of_the_session_does_not_matter,
        purging_removes_the_expired_and_counts_them,
        the_background_task_purges_until_the_pool_is_closed,
    ]
}

/// Lets everything expire, as if time had passed.
async fn expire(db: &TestDatabase) -> TestResult {
    db.execute("UPDATE fsm_data SET expires_at = 1000").await?;
    Ok(())
}

async fn rows(db: &TestDatabase) -> Result<usize, sqlx::Error> {
    Ok(db.query_text("SELECT 1 FROM fsm_data").await?.len())
}

async fn what_is_expired_reads_as_absent(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?.with_ttl(HOUR);
    storage.set_state(&KEY, Some("a")).await?;
    storage.set_data(&KEY, json!({"a": 1})).await?;
    expire(db).await?;
    assert_eq!(storage.get_state(&KEY).await?, None);
    assert_eq!(Value::from(storage.get_data(&KEY).await?), json!({}));
    assert_eq!(storage.get_data_as::<Value>(&KEY).await?, None);
    assert_eq!(storage.get_value::<Value>(&KEY, "a").await?, None);
    assert_eq!(storage.get(&KEY).await?, Snapshot::default());
    assert_eq!(storage.list().await?.conversations, []);
    assert_eq!(storage.count_by_state().await?.len(), 0);
    assert!(!storage.clear(&KEY).await?);
    assert!(!storage.set_state_if(&KEY, Some("a"), Some("b")).await?);
    assert!(!storage.set_state_if(&KEY, Some("a"), None).await?);
    assert!(storage.set_state_if(&KEY, None, None).await?);
    assert_eq!(storage.update_data(&KEY, json!({})).await?.len(), 0);
    Ok(())
}

async fn what_is_expired_is_overwritten_as_if_it_were_absent(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?.with_ttl(HOUR);
    let many: std::collections::BTreeMap<String, u32> =
        (0..2000).map(|at| (format!("n{at}"), at)).collect();
    for step in 0..8 {
        storage.set_state(&KEY, Some("old")).await?;
        storage.set_data(&KEY, json!({"old": 1})).await?;
        expire(db).await?;
        let (state, data) = match step {
            0 => {
                storage.set_state(&KEY, Some("new")).await?;
                (Some("new"), json!({}))
            }
            1 => {
                storage.set_data(&KEY, json!({"new": 1})).await?;
                (None, json!({"new": 1}))
            }
            2 => {
                let whole = storage.update_data(&KEY, json!({"new": 1})).await?;
                assert_eq!(Value::from(whole), json!({"new": 1}));
                (None, json!({"new": 1}))
            }
            3 => {
                assert!(storage.set_state_if(&KEY, None, Some("new")).await?);
                (Some("new"), json!({}))
            }
            4 => {
                storage.set_state(&KEY, None).await?;
                (None, json!({}))
            }
            5 => {
                storage.set_data(&KEY, json!({})).await?;
                (None, json!({}))
            }
            6 => {
                assert_eq!(storage.update_data(&KEY, &many).await?.len(), 2000);
                (None, json!(many))
            }
            _ => {
                storage.set_state(&KEY, None).await?;
                assert_eq!(rows(db).await?, 0, "an empty row was kept");
                (None, json!({}))
            }
        };
        let read = storage.get(&KEY).await?;
        assert_eq!((read.state.as_deref(), Value::from(read.data)), (state, data), "step {step}");
    }
    Ok(())
}

/// How long the conversation will be kept, by its row.
async fn left(
    storage: &FsmStorage,
) -> Result<Option<Duration>, Box<dyn std::error::Error + Send + Sync>> {
    let page = storage.list().await?;
    let conversation = page.conversations.first().ok_or("there is none")?;
    let written = conversation.updated_at;
    Ok(conversation.expires_at.map(|expires| expires.duration_since(written).unwrap_or_default()))
}

/// The two moments of a row are taken one after the other.
#[track_caller]
fn is_about(left: Option<Duration>, expected: Duration) {
    let left = left.expect("it never expires");
    let difference = left.abs_diff(expected);
    assert!(difference < Duration::from_millis(500), "{left:?} is not {expected:?}");
}

async fn writes_renew_the_time_to_live(db: &TestDatabase) -> TestResult {
    let long = storage(db).await?.with_ttl(2 * HOUR);
    let storage = long.with_ttl(HOUR);
    let many: std::collections::BTreeMap<String, u32> =
        (0..2000).map(|at| (format!("n{at}"), at)).collect();
    for step in 0..8 {
        storage.set_state(&KEY, Some("a")).await?;
        storage.set_data(&KEY, json!({"a": 1})).await?;
        is_about(left(&storage).await?, HOUR);
        match step {
            0 => long.set_state(&KEY, Some("b")).await?,
            1 => long.set_data(&KEY, json!({"b": 1})).await?,
            2 => drop(long.update_data(&KEY, json!({"b": 1})).await?),
            3 => assert!(long.set_state_if(&KEY, Some("a"), Some("b")).await?),
            4 => assert!(long.set_state_if(&KEY, Some("a"), None).await?),
            5 => long.set_state(&KEY, None).await?,
            6 => long.set_data(&KEY, json!({})).await?,
            _ => drop(long.update_data(&KEY, &many).await?),
        }
        is_about(left(&storage).await?, 2 * HOUR);
        let page = storage.list().await?;
        let age = SystemTime::now().duration_since(page.conversations[0].updated_at);
        assert!(age.unwrap_or_default() < Duration::from_mins(1));
    }
    Ok(())
}

async fn what_fails_or_reads_renews_nothing(db: &TestDatabase) -> TestResult {
    let long = storage(db).await?.with_ttl(2 * HOUR);
    let storage = long.with_ttl(HOUR);
    storage.set_state(&KEY, Some("a")).await?;
    storage.set_data(&KEY, json!({"a": 1})).await?;
    let before = db.query_text("SELECT * FROM fsm_data").await?;
    assert!(!long.set_state_if(&KEY, Some("x"), Some("b")).await?);
    assert!(!long.set_state_if(&KEY, Some("x"), None).await?);
    assert!(!long.set_state_if(&KEY, None, Some("b")).await?);
    long.update_data(&KEY, json!({})).await?;
    long.get(&KEY).await?;
    assert_eq!(db.query_text("SELECT * FROM fsm_data").await?, before);
    Ok(())
}

async fn one_call_can_have_a_time_to_live_of_its_own(db: &TestDatabase) -> TestResult {
    storage(db).await?;
    let storage = FsmStorage::builder(pool(db)).ttl(HOUR).build()?;
    storage.set_state(&KEY, Some("a")).await?;
    is_about(left(&storage).await?, HOUR);
    storage.with_ttl(3 * HOUR).set_state(&KEY, Some("a")).await?;
    is_about(left(&storage).await?, 3 * HOUR);
    storage.with_ttl(None).set_state(&KEY, Some("a")).await?;
    assert_eq!(left(&storage).await?, None);
    storage.with_ttl(Duration::MAX).set_state(&KEY, Some("a")).await?;
    assert!(left(&storage).await? > Some(24 * 365 * 900 * HOUR));
    Ok(())
}

async fn without_a_time_to_live_nothing_expires(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    storage.set_state(&KEY, Some("a")).await?;
    assert_eq!(left(&storage).await?, None);
    storage.with_ttl(HOUR).set_state(&KEY, Some("a")).await?;
    storage.update_data(&KEY, json!({"a": 1})).await?;
    assert_eq!(left(&storage).await?, None);
    Ok(())
}

async fn a_short_time_to_live_passes_by_itself(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?.with_ttl(Duration::from_millis(300));
    storage.set_state(&KEY, Some("a")).await?;
    assert_eq!(storage.get_state(&KEY).await?.as_deref(), Some("a"));
    tokio::time::sleep(Duration::from_millis(350)).await;
    assert_eq!(storage.get_state(&KEY).await?, None);
    Ok(())
}

async fn the_time_zone_of_the_session_does_not_matter(db: &TestDatabase) -> TestResult {
    let here = storage(db).await?.with_ttl(HOUR);
    let setting = match db.dialect() {
        fsm_core::Dialect::Postgres => "SET TIME ZONE 'Pacific/Kiritimati'",
        fsm_core::Dialect::Mysql => "SET time_zone = '+13:00'",
        // SQLite has none.
        _ => return Ok(()),
    };
    let there = db.pool().in_session(setting).await?;
    let there = match &there {
        fsm_tests::TestPool::Sqlite(pool) => FsmStorage::builder(pool),
        fsm_tests::TestPool::Postgres(pool) => FsmStorage::builder(pool),
        fsm_tests::TestPool::Mysql(pool) => FsmStorage::builder(pool),
    };
    let there = there.ttl(HOUR).build()?;
    here.set_state(&KEY, Some("a")).await?;
    assert_eq!(there.get_state(&KEY).await?.as_deref(), Some("a"));
    there.set_state(&KEY, Some("b")).await?;
    assert_eq!(here.get_state(&KEY).await?.as_deref(), Some("b"));
    let age = SystemTime::now().duration_since(here.list().await?.conversations[0].updated_at);
    assert!(age.unwrap_or_default() < Duration::from_mins(1));
    Ok(())
}

async fn purging_removes_the_expired_and_counts_them(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let short = storage.with_ttl(HOUR);
    for user in 0..25 {
        short.set_state(&StorageKey::new(1, 1, user), Some("a")).await?;
    }
    expire(db).await?;
    for user in 25..30 {
        short.set_state(&StorageKey::new(1, 1, user), Some("a")).await?;
        storage.set_state(&StorageKey::new(1, 2, user), Some("a")).await?;
    }
    assert_eq!(storage.purge_expired(10).await?, 25);
    assert_eq!(rows(db).await?, 10);
    assert_eq!(storage.purge_expired(10).await?, 0);
    assert_eq!(storage.list().await?.conversations.len(), 10);
    expire(db).await?;
    assert_eq!(storage.purge_expired(0).await?, 10, "a batch is one at least");
    Ok(())
}

async fn the_background_task_purges_until_the_pool_is_closed(db: &TestDatabase) -> TestResult {
    let own = fsm_core::DatabasePool::connect(db.url()).await?;
    storage(db).await?.with_ttl(HOUR).set_state(&KEY, Some("a")).await?;
    expire(db).await?;
    let storage = FsmStorage::builder(&own).build()?;
    let task = tokio::spawn(storage.purge_every(Duration::from_millis(20)));
    for _ in 0..200 {
        if rows(db).await? == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(rows(db).await?, 0);
    own.close().await;
    tokio::time::timeout(Duration::from_secs(20), task).await??;
    Ok(())
}
