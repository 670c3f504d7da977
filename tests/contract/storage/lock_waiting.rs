//! Who waits for a lock: in which order they come, that none is forgotten, and what giving up leaves.

use super::lock::{KEY, SOON, another, until_none_is_left};
use super::subject::storage;
use fsm_storage::FsmStorage;
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

pub fn cases() -> Vec<Case> {
    cases![
        callers_of_one_process_come_in_their_order,
        contenders_come_one_at_a_time,
        who_gives_up_leaves_nothing_behind,
        a_lock_that_ends_wakes_those_who_wait_elsewhere,
        a_process_that_is_never_done_keeps_no_other_out,
    ]
}

async fn callers_of_one_process_come_in_their_order(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let first = storage.lock(&KEY).await?;
    let mut waiting = JoinSet::new();
    for at in 0..20 {
        let (storage, seen) = (storage.clone(), seen.clone());
        let (line, stands) = tokio::sync::oneshot::channel::<()>();
        waiting.spawn(async move {
            let key = KEY;
            let mut lock = storage.lock(&key).into_future();
            // Polled once it stands in line.
            let polled = std::future::poll_fn(|context| {
                std::task::Poll::Ready(lock.as_mut().poll(context).is_pending())
            });
            assert!(polled.await);
            drop(line);
            let _guard = lock.await.unwrap();
            seen.lock().unwrap().push(at);
        });
        let _ = stands.await;
    }
    drop(first);
    while let Some(done) = waiting.join_next().await {
        done?;
    }
    assert_eq!(*seen.lock().unwrap(), (0..20).collect::<Vec<_>>());
    until_none_is_left(db).await
}

async fn contenders_come_one_at_a_time(db: &TestDatabase) -> TestResult {
    let storages: Vec<FsmStorage> =
        std::iter::once(storage(db).await?).chain((0..3).map(|_| another(db))).collect();
    let (inside, done) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let mut contenders = JoinSet::new();
    for at in 0..16 {
        let (storage, inside, done) = (storages[at % 4].clone(), inside.clone(), done.clone());
        contenders.spawn(async move {
            for _ in 0..4 {
                let guard = storage.lock(&KEY).await.unwrap();
                assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                tokio::task::yield_now().await;
                done.fetch_add(1, Ordering::SeqCst);
                assert_eq!(inside.fetch_sub(1, Ordering::SeqCst), 1);
                drop(guard);
            }
        });
    }
    while let Some(contender) = contenders.join_next().await {
        contender?;
    }
    assert_eq!(done.load(Ordering::SeqCst), 64);
    until_none_is_left(db).await
}

async fn who_gives_up_leaves_nothing_behind(db: &TestDatabase) -> TestResult {
    let (one, other) = (storage(db).await?, another(db));
    let mut cancelled = JoinSet::new();
    for at in 0..60_u64 {
        let storage = if at % 2 == 0 { one.clone() } else { other.clone() };
        // At any moment: in line, while it is taken, when it just was.
        cancelled.spawn(async move {
            let _ = tokio::time::timeout(Duration::from_micros(at * 150), storage.lock(&KEY)).await;
        });
    }
    while let Some(done) = cancelled.join_next().await {
        done?;
    }
    let started = Instant::now();
    drop(one.lock(&KEY).timeout(SOON).await?);
    drop(other.lock(&KEY).timeout(SOON).await?);
    assert!(started.elapsed() < SOON);
    until_none_is_left(db).await
}

async fn a_lock_that_ends_wakes_those_who_wait_elsewhere(db: &TestDatabase) -> TestResult {
    let (one, other) = (storage(db).await?, another(db));
    let guard = one.lock(&KEY).await?;
    let waiting = tokio::spawn(async move {
        let guard = other.lock(&KEY).timeout(SOON).await;
        (Instant::now(), guard.map(drop))
    });
    // Long enough for the pauses to have grown.
    tokio::time::sleep(Duration::from_secs(1)).await;
    let released = Instant::now();
    drop(guard);
    let (taken, locked) = waiting.await?;
    locked?;
    let after = taken.saturating_duration_since(released);
    assert!(after < Duration::from_secs(1), "{after:?} after the release");
    Ok(())
}

async fn a_process_that_is_never_done_keeps_no_other_out(db: &TestDatabase) -> TestResult {
    let (one, other) = (storage(db).await?, another(db));
    let mut busy = JoinSet::new();
    for _ in 0..3 {
        let storage = one.clone();
        busy.spawn(async move {
            loop {
                let guard = storage.lock(&KEY).await.unwrap();
                // Long beside the moment in which nobody has it.
                tokio::time::sleep(Duration::from_millis(500)).await;
                drop(guard);
            }
        });
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    drop(other.lock(&KEY).timeout(SOON).await?);
    busy.shutdown().await;
    until_none_is_left(db).await
}
