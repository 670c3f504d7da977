//! Processes that are killed while they run revisions, and sessions that the server ends: running again leads to what an
//! undisturbed run leads to.
//!
//! `FSM_CRASH_SEEDS` and `FSM_CRASH_STRIDE` say how many histories and at how many places; CI takes a sample.

use fsm_core::Dialect::{Mysql, Postgres};
use fsm_migrate::EntryState;
use fsm_tests::model::revisions;
use fsm_tests::{Case, Suite, TestDatabase, TestResult, cases, catalog};
use std::os::unix::process::ExitStatusExt as _;
use std::process::Output;
use std::time::Duration;
use tokio::process::Command;

pub fn list(suite: Suite) -> Suite {
    let long = Duration::from_hours(3);
    let within = |cases: Vec<Case>| cases.into_iter().map(|case| case.within(long)).collect();
    suite
        .on_all(within(cases![a_killed_run_is_gone_on_with, fifty_at_once_apply_each_once]))
        .on(&[Postgres, Mysql], within(cases![a_run_whose_session_was_ended_is_gone_on_with]))
}

fn number(variable: &str, usual: u64) -> u64 {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}

async fn worker(db: &TestDatabase, arguments: &[&str]) -> std::io::Result<Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_migrate_worker"));
    command.arg(db.url()).args(arguments).kill_on_drop(true).output().await
}

/// The schema and the rows, but for the ledger's.
async fn state(
    db: &TestDatabase,
) -> Result<(Vec<catalog::Object>, Vec<String>), Box<dyn std::error::Error + Send + Sync>> {
    let objects = catalog::objects(db.pool()).await?;
    let read = fsm_core::Metadata::reflect(&db.pool().database()).await?;
    let mut rows = Vec::new();
    for table in read.metadata.tables().filter(|table| !table.name.name.ends_with("_ledger")) {
        let quoted = db.dialect().quote_name(&table.name);
        let columns: Vec<String> = table
            .columns
            .iter()
            .map(|column| db.dialect().quote_identifier(&column.name))
            .collect();
        let query = format!("SELECT {} FROM {quoted} ORDER BY 1", columns.join(", "));
        rows.push(format!("{}: {:?}", table.name, db.query_text(&query).await?));
    }
    Ok((objects, rows))
}

async fn clear(db: &TestDatabase) -> TestResult {
    let pool = db.pool().database();
    loop {
        let read = fsm_core::Metadata::reflect(&pool).await?;
        if read.metadata.is_empty() {
            return Ok(());
        }
        read.metadata.drop_all(&pool).await?;
    }
}

async fn crash(db: &TestDatabase, how: &str) -> TestResult {
    let seeds = number("FSM_CRASH_SEEDS", 1);
    let stride = number("FSM_CRASH_STRIDE", 29).max(1);
    for seed in 1..=seeds {
        let text = seed.to_string();
        let undisturbed = worker(db, &[&text]).await?;
        assert!(
            undisturbed.status.success(),
            "seed {seed}: {}",
            String::from_utf8_lossy(&undisturbed.stderr)
        );
        let expected = state(db).await?;
        clear(db).await?;
        let mut place = seed % stride;
        loop {
            let context = format!("{how}, seed {seed}, place {place}");
            let ended = worker(db, &[&text, how, &place.to_string()]).await?;
            let reached = !ended.status.success();
            if reached && how == "kill" {
                assert_eq!(
                    ended.status.signal(),
                    Some(9),
                    "{context}: {}",
                    String::from_utf8_lossy(&ended.stderr)
                );
            }
            let again = worker(db, &[&text]).await?;
            assert!(
                again.status.success(),
                "{context}: {}",
                String::from_utf8_lossy(&again.stderr)
            );
            let found = state(db).await?;
            assert_eq!(found, expected, "{context}");
            let ledger = revisions::mixed(seed).ledger(&db.pool().database()).await?;
            assert!(
                ledger.iter().all(|line| line.state == EntryState::Done),
                "{context}: {ledger:#?}"
            );
            clear(db).await?;
            if !reached {
                break;
            }
            place += stride;
        }
    }
    Ok(())
}

async fn a_killed_run_is_gone_on_with(db: &TestDatabase) -> TestResult {
    crash(db, "kill").await
}

async fn a_run_whose_session_was_ended_is_gone_on_with(db: &TestDatabase) -> TestResult {
    crash(db, "cut").await
}

async fn fifty_at_once_apply_each_once(db: &TestDatabase) -> TestResult {
    let processes = number("FSM_CRASH_PROCESSES", 50);
    let seed = "3";
    let alone = worker(db, &[seed]).await?;
    assert!(alone.status.success(), "{}", String::from_utf8_lossy(&alone.stderr));
    let expected = state(db).await?;
    clear(db).await?;
    let mut all = Vec::new();
    for _ in 0..processes {
        let mut command = Command::new(env!("CARGO_BIN_EXE_migrate_worker"));
        command.arg(db.url()).arg(seed).kill_on_drop(true);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::piped());
        all.push(command.spawn()?);
    }
    for one in all {
        let ended = one.wait_with_output().await?;
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }
    assert_eq!(state(db).await?, expected);
    let ledger = revisions::mixed(3).ledger(&db.pool().database()).await?;
    let runs = ledger.iter().filter(|line| line.step == 0).count();
    assert_eq!(runs, revisions::REVISIONS);
    Ok(())
}
