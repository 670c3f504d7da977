//! Runs: many seeds on a few workers, what failed made small and shown.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use fsm_tests::server::Server;
use fsm_tests::{Case, TestDatabase, TestResult, cases};

use crate::draw::Choices;
use crate::ground::{Error, Ground};
use crate::law;
use crate::mutation::Kind;
use crate::sample::Sample;
use crate::shrink::{Patience, shrink};
use crate::tally::{self, plain};

/// Seeds a database, unless `FSM_READING_SEEDS` says otherwise.
const SEEDS: u64 = 300;

/// Workers a database.
const WORKERS: usize = 2;

/// Failures that are made small and shown.
const SHOWN: usize = 6;

pub(crate) fn cases() -> Vec<Case> {
    cases![laws].into_iter().map(|case| case.within(Duration::from_hours(200))).collect()
}

/// A broken law.
struct Failure {
    seed: u64,
    choices: Choices,
    error: String,
}

#[derive(Default)]
struct Found {
    failures: Mutex<Vec<Failure>>,
    next: AtomicU64,
    done: AtomicU64,
}

async fn laws(db: &TestDatabase) -> TestResult {
    let seeds = seeds();
    let found = Found::default();
    let server = Server::find(db.dialect()).await?;
    let second = TestDatabase::create(&server).await?;
    let begin = Instant::now();
    let worked = tokio::join!(work(db, &seeds, &found), work(&second, &seeds, &found));
    second.remove().await?;
    worked.0?;
    worked.1?;
    let done = found.done.load(Ordering::Relaxed);
    println!("{}: {done} seeds in {:.0?} on {WORKERS} workers", db.dialect(), begin.elapsed());
    let failures = found.failures.into_inner().unwrap_or_default();
    report(db, failures, done).await?;
    let untouched = tally::untouched(db.dialect());
    if seeds.len() >= Kind::of(db.dialect()).len() && !untouched.is_empty() {
        return Err(format!("no sample made these changes: {untouched:?}").into());
    }
    Ok(())
}

async fn work(db: &TestDatabase, seeds: &[u64], found: &Found) -> Result<(), Error> {
    let mut ground = Ground::new(db).await?;
    loop {
        let at = usize::try_from(found.next.fetch_add(1, Ordering::Relaxed)).unwrap_or(usize::MAX);
        let Some(&seed) = seeds.get(at) else { break };
        let (sample, choices) = Sample::of_seed(seed, &ground.setting);
        tally::changed(db.dialect(), &sample.kinds);
        if let Err(error) = law::check(&mut ground, &sample).await {
            let failure = Failure { seed, choices, error: error.to_string() };
            if let Ok(mut failures) = found.failures.lock() {
                failures.push(failure);
            }
        }
        found.done.fetch_add(1, Ordering::Relaxed);
    }
    ground.leave().await
}

/// One of each kind of failure made small and shown.
async fn report(db: &TestDatabase, mut failures: Vec<Failure>, done: u64) -> TestResult {
    failures.sort_by_key(|failure| failure.seed);
    let mut kinds: BTreeMap<String, Vec<&Failure>> = BTreeMap::new();
    for failure in &failures {
        kinds.entry(plain(&failure.error)).or_default().push(failure);
    }
    if kinds.is_empty() {
        return Ok(());
    }
    let mut text = format!("{} of {done} seeds break a law", failures.len());
    for (kind, of_kind) in &kinds {
        let seeds: Vec<String> = of_kind.iter().map(|failure| failure.seed.to_string()).collect();
        text += &format!("\n{:4} {} (seeds {})", of_kind.len(), kind, seeds.join(", "));
    }
    let ground = tokio::sync::Mutex::new(Ground::new(db).await?);
    for (kind, of_kind) in kinds.iter().take(number("FSM_READING_SHOWN", SHOWN)) {
        let Some(failure) =
            of_kind.iter().min_by_key(|failure| failure.choices.parts.concat().len())
        else {
            continue;
        };
        text += &small(&ground, kind, failure).await?;
    }
    ground.into_inner().leave().await?;
    Err(text.into())
}

async fn small(
    ground: &tokio::sync::Mutex<Ground<'_>>,
    of_kind: &str,
    failure: &Failure,
) -> Result<String, Error> {
    let setting = ground.lock().await.setting.clone();
    let setting = &setting;
    let patience = Patience {
        tries: number("FSM_READING_TRIES", 1000),
        time: Duration::from_secs(number("FSM_READING_PATIENCE", 20)),
    };
    let choices = shrink(failure.choices.clone(), patience, |choices| async move {
        let sample = Sample::of_choices(choices, setting);
        match law::check(&mut *ground.lock().await, &sample).await {
            Err(error) => plain(&error.to_string()) == of_kind,
            Ok(()) => false,
        }
    })
    .await;
    let sample = Sample::of_choices(choices, setting);
    let error = law::check(&mut *ground.lock().await, &sample).await.err();
    let error = error.map_or_else(|| failure.error.clone(), |error| error.to_string());
    Ok(format!(
        "\n\n== seed {} on {}: {error}\n{}again: FSM_READING_SEED={} cargo test -p fsm-tests --test reading -- {}",
        failure.seed,
        setting.dialect,
        sample.show(),
        failure.seed,
        setting.dialect.key(),
    ))
}

/// The one seed that is asked for, or as many as are asked for from one on.
fn seeds() -> Vec<u64> {
    if let Some(seed) = std::env::var("FSM_READING_SEED").ok().and_then(|seed| seed.parse().ok()) {
        return vec![seed];
    }
    let from: u64 = number("FSM_READING_FROM", 0);
    (from..from.saturating_add(number("FSM_READING_SEEDS", SEEDS))).collect()
}

fn number<N: std::str::FromStr>(variable: &str, usual: N) -> N {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}
