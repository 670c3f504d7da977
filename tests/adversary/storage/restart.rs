//! The server is restarted while everybody writes: what fails says that it may be tried again, what
//! was acknowledged is there, and the program goes on without a restart of its own.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use fsm_core::{DatabaseOptions, Dialect};
use fsm_storage::{FsmStorage, FsmTable, StorageKey};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use serde_json::json;
use tokio::task::JoinSet;
use xtask::server::{Ending, Kind, Private};

use crate::process::{Error, alone, number, until};

/// How many write.
const WRITERS: i64 = 16;

/// How long an operation may fail after the server is back.
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) fn cases() -> Vec<Case> {
    cases![a_server_that_restarts_fails_retryably_and_loses_nothing]
        .into_iter()
        .map(|case| case.within(Duration::from_hours(1)))
        .collect()
}

/// What the writers see.
#[derive(Debug, Default)]
struct Seen {
    done: AtomicBool,
    succeeded: AtomicU64,
    failed: AtomicU64,
}

async fn a_server_that_restarts_fails_retryably_and_loses_nothing(db: &TestDatabase) -> TestResult {
    let _alone = alone().await;
    let kind = if db.dialect() == Dialect::Postgres { Kind::Postgres } else { Kind::Mysql };
    if !kind.is_installed() {
        // The server that the tests were given may be another machine's, and is not ours to end.
        eprintln!("{}: no program to start a server of our own with", db.dialect());
        return Ok(());
    }
    let mut server = Private::start(kind)?;
    let options = DatabaseOptions::new().max_connections(8).acquire_timeout(PATIENCE);
    let pool = options.connect(server.url()).await?;
    FsmTable::default().into_metadata().create_all(&pool).await?;
    let storage = FsmStorage::builder(&pool).lease(Duration::from_secs(2)).build()?;

    let seen = Arc::new(Seen::default());
    let mut writing = JoinSet::new();
    for writer in 0..WRITERS {
        writing.spawn(write(storage.clone(), writer, seen.clone()));
        writing.spawn(lock(storage.clone(), writer, seen.clone()));
    }
    for round in 0..number("FSM_STORAGE_RESTARTS", 1) * 2 {
        pass(&seen).await?;
        let ending = if round % 2 == 0 { Ending::Tidy } else { Ending::Crash };
        // On a thread of its own: it waits for the server, which waits for nobody here.
        server =
            tokio::task::spawn_blocking(move || server.restart(ending).map(|()| server)).await??;
    }
    pass(&seen).await?;
    seen.done.store(true, Ordering::SeqCst);
    while let Some(written) = writing.join_next().await {
        written??;
    }
    let (succeeded, failed) =
        (seen.succeeded.load(Ordering::SeqCst), seen.failed.load(Ordering::SeqCst));
    eprintln!("{}: {succeeded} succeeded, {failed} failed and may be tried again", db.dialect());
    assert!(failed > 0, "no operation noticed a restart: this showed nothing");
    tokio::task::spawn_blocking(move || drop(server)).await?;
    Ok(())
}

/// Waits until a good many operations have succeeded.
async fn pass(seen: &Seen) -> Result<(), Error> {
    let enough = seen.succeeded.load(Ordering::SeqCst) + 500;
    until("the operations go through again", PATIENCE * 2, async || {
        Ok(seen.succeeded.load(Ordering::SeqCst) > enough)
    })
    .await
}

/// Counts in a conversation of its own, and finds there what was acknowledged last, or what was on
/// its way.
async fn write(storage: FsmStorage, writer: i64, seen: Arc<Seen>) -> Result<(), Error> {
    let key = StorageKey::new(1, writer, 1);
    let (mut acknowledged, mut sent) = (0_u64, 0_u64);
    while !seen.done.load(Ordering::SeqCst) {
        sent += 1;
        if seen.note(storage.update_data(&key, json!({"n": sent})).await.map(drop))? {
            acknowledged = sent;
        }
        let read = storage.get_value::<u64>(&key, "n").await;
        let there = match read {
            Ok(there) => there.unwrap_or_default(),
            Err(error) => {
                seen.note(Err(error))?;
                continue;
            }
        };
        if there < acknowledged || there > sent {
            return Err(format!("{there} is there, {acknowledged} was acknowledged").into());
        }
    }
    Ok(())
}

/// Locks a conversation that two others lock as well.
async fn lock(storage: FsmStorage, writer: i64, seen: Arc<Seen>) -> Result<(), Error> {
    let key = StorageKey::new(2, writer % (WRITERS / 3), 1);
    while !seen.done.load(Ordering::SeqCst) {
        match storage.lock(&key).await {
            Ok(guard) => {
                tokio::time::sleep(Duration::from_millis(5)).await;
                let held = guard.check().await;
                let lost = matches!(&held, Err(error) if !error.is_retryable());
                if !lost {
                    seen.note(held)?;
                }
            }
            Err(error) => drop(seen.note(Err(error))?),
        }
    }
    Ok(())
}

impl Seen {
    /// Whether it succeeded; fails for what cannot be tried again.
    fn note(&self, result: Result<(), fsm_storage::Error>) -> Result<bool, Error> {
        let counted = match &result {
            Ok(()) => &self.succeeded,
            Err(error) if error.is_retryable() => &self.failed,
            Err(_) => return Err(format!("{:?}", result.unwrap_err()).into()),
        };
        counted.fetch_add(1, Ordering::SeqCst);
        Ok(result.is_ok())
    }
}
