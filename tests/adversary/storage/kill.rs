//! Processes are killed and paused at any moment: what was acknowledged is there, and a lock goes
//! to the next one.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use fsm_tests::load::{ACTORS, KEY, Stage, written};
use fsm_tests::{Case, TestDatabase, TestResult};
use tokio::process::Command;

use super::{PROCESSES, case, log};
use crate::process::{Error, Worker, number};

pub(crate) fn cases() -> Vec<Case> {
    vec![
        case(
            concat!(module_path!(), "::what_was_acknowledged_before_a_kill_is_there"),
            what_was_acknowledged_before_a_kill_is_there,
        ),
        case(
            concat!(module_path!(), "::one_at_a_time_is_let_in_while_holders_are_killed"),
            one_at_a_time_is_let_in_while_holders_are_killed,
        ),
        case(
            concat!(module_path!(), "::a_holder_that_was_paused_notices_that_it_lost_the_lock"),
            a_holder_that_was_paused_notices_that_it_lost_the_lock,
        ),
    ]
}

/// How many actors write in the process that is killed.
const WRITERS: usize = 16;

async fn what_was_acknowledged_before_a_kill_is_there(db: &TestDatabase) -> TestResult {
    let rounds = number("FSM_STORAGE_KILLS", 3);
    let stage = Stage::connect(db.url(), 1).await?;
    let mut acknowledged_in_all = 0;
    for round in 0..u64::try_from(rounds)? {
        let mut worker = Worker::start_actors(db.url(), 0..WRITERS).await?;
        worker.tell(&format!("write {round}")).await?;
        // It has begun; from here on, any moment.
        let first = worker.hear().await?;
        tokio::time::sleep(Duration::from_micros(moment() % 150_000)).await;
        worker.kill()?;
        let ended = worker.end().await?;

        let mut acknowledged: BTreeMap<usize, u64> = BTreeMap::new();
        // A line is whole or not there.
        for line in std::iter::once(&*first).chain(ended.stdout.lines()) {
            let (actor, count) = line.split_once(' ').ok_or_else(|| line.to_owned())?;
            acknowledged.insert(actor.parse()?, count.parse()?);
        }
        for actor in 0..WRITERS {
            let count = acknowledged.get(&actor).copied().unwrap_or_default();
            acknowledged_in_all += count;
            let (key, before) = written(round, actor, count);
            // The next one was on its way: it happened as a whole, or not.
            let (_, after) = written(round, actor, count + 1);
            let there = settled(&stage, &key).await?;
            assert!(
                before.is(&there) || after.is(&there),
                "round {round}, actor {actor}, {count} acknowledged: {there:?}, neither {before:?} nor {after:?}"
            );
        }
    }
    eprintln!("{}: {rounds} kills, {acknowledged_in_all} acknowledged writes", db.dialect());
    assert!(acknowledged_in_all > 0, "nothing was written: this showed nothing");
    Ok(())
}

/// What is there once the server has noticed that the process is gone.
async fn settled(
    stage: &Stage,
    key: &fsm_storage::StorageKey,
) -> Result<fsm_storage::Snapshot, Error> {
    let started = Instant::now();
    loop {
        match stage.storage.get(key).await {
            Err(error) if error.is_retryable() && started.elapsed() < Duration::from_secs(20) => {}
            read => return Ok(read?),
        }
    }
}

/// Any number.
fn moment() -> u64 {
    use std::hash::BuildHasher as _;
    std::hash::RandomState::new().hash_one(Instant::now())
}

async fn one_at_a_time_is_let_in_while_holders_are_killed(db: &TestDatabase) -> TestResult {
    let kills = number("FSM_STORAGE_KILLS", 3);
    let each = ACTORS / PROCESSES;
    let mut workers: BTreeMap<u32, (usize, Worker)> = BTreeMap::new();
    for at in 0..PROCESSES {
        begin(db, &mut workers, at * each).await?;
    }
    let (mut killed, mut inside, mut dead) = (BTreeSet::new(), 0, Vec::new());
    while killed.len() < kills {
        tokio::time::sleep(Duration::from_millis(moment() % 100)).await;
        let Some(id) = holder(db).await? else { continue };
        let Some((first, mut worker)) = workers.remove(&id) else { continue };
        worker.kill()?;
        killed.insert(id);
        let last = log::inside(db).await?;
        inside += usize::from(last.is_some_and(|who| who.starts_with(&format!("{id}."))));
        dead.push(worker.end().await?);
        begin(db, &mut workers, first).await?;
    }
    // The lock goes on after the last of them.
    let before = log::inside(db).await?;
    crate::process::until("another one is let in", Duration::from_secs(20), async || {
        Ok(log::inside(db).await? != before)
    })
    .await?;
    for (id, (_, mut worker)) in workers {
        worker.kill()?;
        killed.insert(id);
        dead.push(worker.end().await?);
    }
    for ended in &dead {
        // Nobody may have ended by an error of its own before it was killed.
        assert!(!ended.stdout.contains("failed"), "{}", ended.stdout);
    }
    let by_process = |who: &str| who.split('.').next().and_then(|id| id.parse::<u32>().ok());
    let handled =
        log::check(db, |who| by_process(who).is_some_and(|id| killed.contains(&id))).await?;
    eprintln!("{}: {handled} let in, {kills} killed, {inside} while inside", db.dialect());
    assert!(inside > 0, "nobody was killed while inside: this showed nothing");
    Ok(())
}

async fn begin(
    db: &TestDatabase,
    workers: &mut BTreeMap<u32, (usize, Worker)>,
    first: usize,
) -> Result<(), Error> {
    let mut worker = Worker::start_actors(db.url(), first..first + ACTORS / PROCESSES).await?;
    worker.tell("lock 0").await?;
    workers.insert(worker.id().ok_or("a worker has ended")?, (first, worker));
    Ok(())
}

/// The process that is inside.
async fn holder(db: &TestDatabase) -> Result<Option<u32>, Error> {
    let who = log::inside(db).await?;
    Ok(who.and_then(|who| who.split('.').next()?.parse().ok()))
}

async fn a_holder_that_was_paused_notices_that_it_lost_the_lock(db: &TestDatabase) -> TestResult {
    let stage = Stage::connect(db.url(), 2).await?;
    let mut worker = Worker::start_actors(db.url(), 0..1).await?;
    worker.tell("hold").await?;
    assert_eq!(worker.hear().await?, "held");
    assert!(stage.storage.try_lock(&KEY).await?.is_none());
    let paused = loop {
        signal("STOP", &worker).await?;
        let paused = Instant::now();
        // Whoever is stopped in the middle of a write keeps SQLite to himself until he goes on.
        let other = KEY.thread(1);
        let write = stage.storage.set_state(&other, Some("s"));
        if tokio::time::timeout(Duration::from_millis(500), write).await.is_ok() {
            break paused;
        }
        signal("CONT", &worker).await?;
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    let taken = stage.storage.lock(&KEY).timeout(Duration::from_secs(20)).await?;
    eprintln!("{}: taken over {:.2?} after the pause began", db.dialect(), paused.elapsed());
    signal("CONT", &worker).await?;
    // What it said before it was paused, and then nothing but that.
    let mut said = worker.hear().await?;
    while said == "still" {
        said = worker.hear().await?;
    }
    assert!(said.starts_with("lost"), "{said}");
    assert!(worker.hear().await?.starts_with("done"));
    taken.check().await?;
    assert!(taken.release().await);
    Ok(())
}

async fn signal(name: &str, worker: &Worker) -> Result<(), Error> {
    let id = worker.id().ok_or("a worker has ended")?.to_string();
    let status = Command::new("sh").args(["-c", "kill -s $0 $1", name, &id]).status().await?;
    if status.success() { Ok(()) } else { Err(format!("kill -s {name}: {status}").into()) }
}
