//! A lock that is lost is noticed, by each of the ways to notice, and never by the wrong one.

use super::lock::{KEY, SOON, another, rows};
use super::subject::storage;
use fsm_storage::{Error, ErrorKind, LockGuard, StorageKey};
use fsm_tests::{Case, TestDatabase, TestPool, TestResult, cases};
use std::time::{Duration, Instant};

pub fn cases() -> Vec<Case> {
    cases![
        a_lock_that_another_has_is_noticed_by_asking,
        a_lock_that_another_has_is_noticed_by_renewing,
        a_lock_that_cannot_be_renewed_counts_as_lost_at_its_limit,
        a_lock_that_ended_and_that_nobody_took_goes_on,
        a_lock_told_lost_is_given_back_and_stays_lost,
        a_handler_ends_when_its_lock_is_lost,
        what_is_committed_under_a_check_was_done_by_the_holder,
        what_dead_holders_left_behind_is_purged,
        what_dead_holders_left_behind_of_a_user_goes_with_the_user,
    ]
}

/// As if the limit had passed while the holder was paused, and another one had come.
async fn take_away(db: &TestDatabase) -> TestResult {
    db.execute("UPDATE fsm_data_lock SET owner = owner - 1").await?;
    Ok(())
}

#[track_caller]
fn assert_lost(guard: &LockGuard, told: Result<(), Error>) {
    let error = told.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::LockLost), "{error:?}");
    assert!(!error.is_retryable() && error.help().is_some());
    assert!(!guard.is_held());
}

async fn a_lock_that_another_has_is_noticed_by_asking(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let guard = storage.lock(&KEY).await?;
    take_away(db).await?;
    assert_lost(&guard, guard.check().await);
    guard.lost().await;
    // What the other one has is left alone.
    assert!(!guard.release().await);
    assert_eq!(rows(db).await?, "1");
    Ok(())
}

async fn a_lock_that_another_has_is_noticed_by_renewing(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let guard = storage.lock(&KEY).lease(Duration::from_millis(900)).await?;
    let started = Instant::now();
    take_away(db).await?;
    tokio::time::timeout(SOON, guard.lost()).await?;
    // At a third, and before the limit that it was taken with.
    assert!(started.elapsed() < Duration::from_millis(800), "{:?}", started.elapsed());
    assert_lost(&guard, guard.check().await);
    Ok(())
}

async fn a_lock_that_cannot_be_renewed_counts_as_lost_at_its_limit(
    db: &TestDatabase,
) -> TestResult {
    let storage = storage(db).await?;
    let started = Instant::now();
    let guard = storage.lock(&KEY).lease(Duration::from_millis(900)).await?;
    db.execute("ALTER TABLE fsm_data_lock RENAME TO gone").await?;
    let error = guard.check().await.unwrap_err();
    // That the database does not answer says nothing about the lock.
    assert!(matches!(error.kind(), ErrorKind::Database { .. }), "{error:?}");
    assert!(guard.is_held());
    tokio::time::timeout(SOON, guard.lost()).await?;
    let after = started.elapsed();
    assert!(after > Duration::from_millis(850) && after < Duration::from_secs(2), "{after:?}");
    assert_lost(&guard, guard.check().await);
    Ok(())
}

async fn a_lock_that_ended_and_that_nobody_took_goes_on(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let guard = storage.lock(&KEY).lease(Duration::from_millis(900)).await?;
    // Out of reach for longer than the limit, and nobody asked meanwhile.
    db.execute("ALTER TABLE fsm_data_lock RENAME TO gone").await?;
    tokio::time::sleep(Duration::from_millis(1200)).await;
    db.execute("ALTER TABLE gone RENAME TO fsm_data_lock").await?;
    guard.check().await?;
    assert!(guard.is_held());
    assert!(another(db).try_lock(&KEY).await?.is_none());
    assert!(guard.release().await);
    Ok(())
}

async fn a_lock_told_lost_is_given_back_and_stays_lost(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let guard = storage.lock(&KEY).lease(Duration::from_millis(300)).await?;
    db.execute("ALTER TABLE fsm_data_lock RENAME TO gone").await?;
    tokio::time::timeout(SOON, guard.lost()).await?;
    db.execute("ALTER TABLE gone RENAME TO fsm_data_lock").await?;
    assert_lost(&guard, guard.check().await);
    let other = another(db).lock(&KEY).timeout(SOON).await?;
    assert_lost(&guard, guard.check().await);
    drop(guard);
    tokio::time::sleep(Duration::from_millis(50)).await;
    other.check().await?;
    Ok(())
}

async fn a_handler_ends_when_its_lock_is_lost(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let guard = storage.lock(&KEY).lease(Duration::from_millis(600)).await?;
    assert_eq!(guard.while_held(async { 7 }).await?, 7);
    take_away(db).await?;
    let handler = guard.while_held(std::future::pending::<()>());
    assert_lost(&guard, tokio::time::timeout(SOON, handler).await?);
    Ok(())
}

async fn what_is_committed_under_a_check_was_done_by_the_holder(db: &TestDatabase) -> TestResult {
    macro_rules! check {
        ($pool:expr) => {{
            let storage = storage(db).await?;
            let guard = storage.lock(&KEY).lease(Duration::from_millis(600)).await?;
            let mut transaction = $pool.begin().await?;
            guard.check_on(&mut transaction).await?;
            storage.on(&mut transaction).set_state(&KEY, Some("s")).await?;
            // Longer than the lease, and nobody takes it before the transaction ends.
            let waiting = tokio::spawn({
                let other = another(db);
                async move { other.lock(&KEY).timeout(SOON).await.map(drop) }
            });
            tokio::time::sleep(Duration::from_millis(1200)).await;
            assert!(!waiting.is_finished());
            transaction.commit().await?;
            waiting.await??;
            assert!(!guard.is_held());
            drop(guard);

            let guard = storage.lock(&KEY).timeout(SOON).await?;
            take_away(db).await?;
            let mut transaction = $pool.begin().await?;
            assert_lost(&guard, guard.check_on(&mut transaction).await);
            // Nothing is wrong with the transaction itself.
            storage.on(&mut transaction).set_state(&KEY, Some("t")).await?;
            transaction.rollback().await?;
            assert_eq!(storage.get_state(&KEY).await?.as_deref(), Some("s"));
        }};
    }
    match db.pool() {
        TestPool::Sqlite(pool) => check!(pool),
        TestPool::Postgres(pool) => check!(pool),
        TestPool::Mysql(pool) => check!(pool),
    }
    Ok(())
}

async fn what_dead_holders_left_behind_of_a_user_goes_with_the_user(
    db: &TestDatabase,
) -> TestResult {
    let storage = storage(db).await?;
    let dead = storage.lock(&KEY.thread(1)).await?;
    let stranger = storage.lock(&StorageKey::new(1, 2, 99)).await?;
    db.execute("UPDATE fsm_data_lock SET expires_at = 1").await?;
    let alive = storage.lock(&KEY.thread(2)).await?;
    storage.delete_user(KEY.user_id).await?;
    let left =
        db.query_text("SELECT user_id, thread_id FROM fsm_data_lock ORDER BY user_id").await?;
    let text = |number: i64| Some(number.to_string());
    let mut expected = [[text(KEY.user_id), text(2)], [text(99), text(0)]];
    expected.sort_by_key(|[user, _]| user.as_ref().and_then(|user| user.parse::<i64>().ok()));
    assert_eq!(left, expected);
    alive.check().await?;
    drop((dead, stranger, alive));

    // Who never locks need not have the table.
    db.execute("DROP TABLE fsm_data_lock").await?;
    storage.set_state(&KEY, Some("s")).await?;
    assert_eq!(storage.delete_user(KEY.user_id).await?, 1);
    Ok(())
}

async fn what_dead_holders_left_behind_is_purged(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let one = storage.lock(&KEY).await?;
    let other = storage.lock(&KEY.thread(1)).await?;
    assert_eq!(storage.purge_locks().await?, 0);
    db.execute("UPDATE fsm_data_lock SET expires_at = 1 WHERE thread_id = 1").await?;
    assert_eq!(storage.purge_locks().await?, 1);
    one.check().await?;
    assert_lost(&other, other.check().await);
    Ok(())
}
