//! What a guard keeps apart, and that it is given back: two storages stand for two processes.

use super::subject::{pool, storage};
use fsm_storage::{ErrorKind, FsmStorage, FsmTable, StorageKey};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use serde_json::json;
use std::time::{Duration, Instant};

pub const KEY: StorageKey = StorageKey::new(1, -100, 7);

/// Sooner than any lease of these tests ends by itself.
pub const SOON: Duration = Duration::from_secs(5);

type Error = Box<dyn std::error::Error + Send + Sync>;

pub fn cases() -> Vec<Case> {
    cases![
        a_guard_keeps_others_out_until_it_is_dropped,
        a_guard_is_about_one_conversation,
        a_lock_is_released_with_an_answer,
        a_handler_that_panics_releases_its_lock,
        a_lock_outlives_its_limit_while_the_guard_lives,
        a_pool_of_one_connection_does_not_wait_for_itself,
        a_runtime_that_ends_leaves_a_lock_that_ends_by_its_limit,
        what_is_no_key_is_refused_at_once,
        a_missing_table_of_locks_is_an_error_with_help,
        the_table_of_locks_comes_with_the_first,
    ]
}

/// A storage that another process would have: it shares no line of waiters.
pub fn another(db: &TestDatabase) -> FsmStorage {
    FsmStorage::builder(pool(db)).lease(Duration::from_mins(1)).build().unwrap()
}

/// How many leases stand in the table.
pub async fn rows(db: &TestDatabase) -> Result<String, Error> {
    let rows = db.query_text("SELECT COUNT(*) FROM fsm_data_lock").await?;
    Ok(rows[0][0].clone().unwrap_or_default())
}

/// Waits until no lease is left.
pub async fn until_none_is_left(db: &TestDatabase) -> TestResult {
    let started = Instant::now();
    while rows(db).await? != "0" {
        assert!(started.elapsed() < SOON, "a lock is still there");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(())
}

async fn a_guard_keeps_others_out_until_it_is_dropped(db: &TestDatabase) -> TestResult {
    let (one, other) = (storage(db).await?, another(db));
    let guard = one.lock(&KEY).await?;
    assert!(guard.is_held());
    guard.check().await?;
    assert_eq!(guard.key(), &KEY);
    // In this process by the line of waiters, in another by the row.
    assert!(one.try_lock(&KEY).await?.is_none());
    assert!(other.try_lock(&KEY).await?.is_none());
    let short = Duration::from_millis(50);
    for storage in [&one, &other] {
        let error = storage.lock(&KEY).timeout(short).await.unwrap_err();
        let ErrorKind::LockTimeout { waited } = error.kind() else { panic!("{error:?}") };
        assert!(*waited >= short && error.is_retryable(), "{error:?}");
    }
    assert_eq!(rows(db).await?, "1");

    let started = Instant::now();
    drop(guard);
    let guard = other.lock(&KEY).timeout(SOON).await?;
    assert!(started.elapsed() < SOON);
    drop(guard);
    until_none_is_left(db).await?;
    let guard = one.try_lock(&KEY).await?.ok_or("nobody has it")?;
    assert!(guard.is_held());
    Ok(())
}

async fn a_guard_is_about_one_conversation(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let keys = [
        KEY,
        KEY.thread(0),
        KEY.thread(1),
        KEY.business_connection(""),
        KEY.destiny("Default"),
        KEY.destiny("default "),
        KEY.destiny(""),
    ];
    let mut guards = Vec::new();
    for key in &keys {
        guards.push(storage.try_lock(key).await?.ok_or_else(|| format!("{key} is locked"))?);
    }
    for key in &keys {
        assert!(another(db).try_lock(key).await?.is_none(), "{key}");
    }
    // What is stored does not ask for the guard, and has nothing to do with its row.
    storage.set_state(&KEY, Some("s")).await?;
    assert!(storage.clear(&KEY).await?);
    assert_eq!(rows(db).await?, keys.len().to_string());
    drop(guards);
    until_none_is_left(db).await
}

async fn a_lock_is_released_with_an_answer(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    for _ in 0..20 {
        let guard = storage.try_lock(&KEY).await?.ok_or("the one before was released")?;
        assert!(guard.release().await);
        assert_eq!(rows(db).await?, "0");
    }
    let guard = storage.lock(&KEY).await?;
    db.execute("DELETE FROM fsm_data_lock").await?;
    assert!(!guard.release().await);
    Ok(())
}

async fn a_handler_that_panics_releases_its_lock(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let handler = tokio::spawn({
        let storage = storage.clone();
        async move {
            let _guard = storage.lock(&KEY).await.unwrap();
            panic!("on purpose");
        }
    });
    assert!(handler.await.is_err_and(|error| error.is_panic()));
    drop(storage.lock(&KEY).timeout(SOON).await?);
    Ok(())
}

async fn a_lock_outlives_its_limit_while_the_guard_lives(db: &TestDatabase) -> TestResult {
    let (one, other) = (storage(db).await?, another(db));
    let guard = one.lock(&KEY).lease(Duration::from_millis(600)).await?;
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(2) {
        assert!(other.try_lock(&KEY).await?.is_none() && guard.is_held());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(guard.release().await);
    Ok(())
}

async fn a_pool_of_one_connection_does_not_wait_for_itself(db: &TestDatabase) -> TestResult {
    storage(db).await?;
    let pool = db.pool().in_session("SELECT 1").await?;
    let storage = FsmStorage::builder(pool.database()).build()?;
    let work = async {
        let guard = storage.lock(&KEY).lease(Duration::from_millis(600)).await?;
        let started = Instant::now();
        // Renewals and operations take the connection by turns.
        while started.elapsed() < Duration::from_millis(1500) {
            storage.update_data(&KEY, json!({"n": 1})).await?;
            guard.check().await?;
        }
        assert!(storage.try_lock(&KEY).await?.is_none());
        let other = storage.lock(&KEY.thread(1)).await?;
        drop((guard, other));
        Ok::<_, Error>(storage.lock(&KEY).await?.release().await)
    };
    assert!(tokio::time::timeout(Duration::from_secs(20), work).await??);
    pool.close().await;
    Ok(())
}

async fn a_runtime_that_ends_leaves_a_lock_that_ends_by_its_limit(db: &TestDatabase) -> TestResult {
    storage(db).await?;
    let url = db.url().to_owned();
    // What a process does that ends in the middle: nothing is released.
    let guard = std::thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let locked = runtime.block_on(async {
            let pool = fsm_core::DatabasePool::connect(&url).await.unwrap();
            let storage = FsmStorage::builder(pool).build().unwrap();
            storage.lock(&KEY).lease(Duration::from_secs(1)).await.unwrap()
        });
        runtime.shutdown_timeout(SOON);
        locked
    });
    let guard = guard.join().map_err(|_| "panicked")?;
    // Nobody renews it any more.
    assert!(!guard.is_held());
    guard.lost().await;
    assert_eq!(rows(db).await?, "1");
    let started = Instant::now();
    let taken = another(db).lock(&KEY).timeout(SOON).await?;
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    assert!(!guard.release().await);
    taken.check().await?;
    assert!(taken.release().await);
    Ok(())
}

async fn what_is_no_key_is_refused_at_once(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    for key in [KEY.destiny("x".repeat(256)), KEY.business_connection("\0")] {
        let error = storage.lock(&key).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::TooLong { .. } | ErrorKind::Nul { .. }));
        assert_eq!((error.operation(), error.key()), (Some("lock"), Some(&key)));
        assert!(storage.try_lock(&key).await.is_err());
    }
    let longest =
        KEY.destiny("x".repeat(255)).business_connection("y".repeat(255)).thread(i64::MIN);
    assert!(storage.lock(&longest).await?.release().await);
    Ok(())
}

async fn a_missing_table_of_locks_is_an_error_with_help(db: &TestDatabase) -> TestResult {
    let storage = FsmStorage::builder(pool(db)).build()?;
    // Told of the error, the next one may ask at once.
    for _ in 0..20 {
        let waited = storage.lock(&KEY).await.unwrap_err();
        for error in [waited, storage.try_lock(&KEY).await.unwrap_err()] {
            assert!(error.help().is_some_and(|help| help.contains("create_all")), "{error:?}");
            assert!(!error.is_retryable());
        }
    }
    Ok(())
}

async fn the_table_of_locks_comes_with_the_first(db: &TestDatabase) -> TestResult {
    let mut metadata = fsm_core::Metadata::new();
    FsmTable::named("a_fsm").attach(&mut metadata)?;
    FsmTable::named("b_fsm").into_metadata().create_all(&pool(db)).await?;
    metadata.create_all(&pool(db)).await?;
    let [_, lock] = FsmTable::named("c_fsm").into_definitions();
    fsm_core::Metadata::from_iter([lock]).create_all(&pool(db)).await?;
    for name in ["a_fsm", "b_fsm", "c_fsm"] {
        let storage = FsmStorage::builder(pool(db)).table_name(name).build()?;
        assert!(storage.lock(&KEY).await?.release().await, "{name}");
    }
    // Another table of that name: neither of the two is attached.
    let mut metadata = fsm_core::Metadata::new();
    metadata.add(
        fsm_core::Metadata::from_iter(FsmTable::default().into_definitions())
            .table("fsm_data")?
            .definition()
            .clone()
            .renamed("d_fsm_lock"),
    )?;
    assert!(FsmTable::named("d_fsm").attach(&mut metadata).is_err());
    assert_eq!(metadata.len(), 1);
    Ok(())
}
