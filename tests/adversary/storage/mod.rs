//! Everybody writes to one conversation at the same time, in one process and in eight: nothing that
//! was acknowledged is lost, and of those who may not do it together one at a time does.

mod kill;
mod log;
mod restart;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use fsm_storage::FsmTable;
use fsm_tests::load::{ACTORS, KEY, LOG, Stage};
use fsm_tests::{Case, TestDatabase, TestResult};

pub(crate) use kill::cases as kills;
pub(crate) use restart::cases as restarts;

use crate::process::{Error, Worker, alone, number};

/// In how many processes the actors are where they are not in one.
const PROCESSES: usize = 8;

/// Lists rules as two cases each: the actors are tasks of this process, or of eight others.
macro_rules! actors {
    ($($rule:ident),* $(,)?) => {
        vec![$(
            case(concat!(module_path!(), "::tasks::", stringify!($rule)), async |db| {
                $rule(db, &mut Actors::tasks(db).await?).await
            }),
            case(concat!(module_path!(), "::processes::", stringify!($rule)), async |db| {
                $rule(db, &mut Actors::processes(db).await?).await
            }),
        )*]
    };
}

pub(crate) fn cases() -> Vec<Case> {
    actors![
        every_name_that_all_write_is_kept,
        removing_the_state_loses_no_data_and_setting_data_no_state,
        first_writes_of_all_fail_for_nobody,
        of_all_who_change_a_state_one_does,
        one_at_a_time_is_let_in,
    ]
}

/// A test that no other storm runs beside, and that tells how long it took.
fn case<F>(name: &'static str, body: F) -> Case
where
    F: AsyncFn(&TestDatabase) -> TestResult + Send + Sync + 'static,
{
    let test = async move |db: &TestDatabase| {
        let _alone = alone().await;
        prepare(db).await?;
        let started = Instant::now();
        body(db).await?;
        let name = name.rsplit_once("storage::").map_or(name, |(_, name)| name);
        eprintln!("{}: {name} took {:.2?}", db.dialect(), started.elapsed());
        Ok(())
    };
    Case::new(name, test).within(Duration::from_hours(1))
}

/// Creates the tables.
async fn prepare(db: &TestDatabase) -> TestResult {
    FsmTable::default().into_metadata().create_all(&db.pool().database()).await?;
    log::create(db).await
}

/// All of the actors, wherever they are.
enum Actors {
    Tasks(Stage),
    Processes(Vec<Worker>),
}

impl Actors {
    async fn tasks(db: &TestDatabase) -> Result<Self, Error> {
        Ok(Self::Tasks(Stage::connect(db.url(), 16).await?))
    }

    async fn processes(db: &TestDatabase) -> Result<Self, Error> {
        let each = ACTORS / PROCESSES;
        let mut workers = Vec::new();
        for at in 0..PROCESSES {
            workers.push(Worker::start_actors(db.url(), at * each..(at + 1) * each).await?);
        }
        Ok(Self::Processes(workers))
    }

    /// Lets all of them do what `command` says, at the same time; answers what they say.
    async fn all(&mut self, command: &str) -> Result<Vec<String>, Error> {
        let workers = match self {
            Self::Tasks(stage) => return stage.all(0..ACTORS, command).await,
            Self::Processes(workers) => workers,
        };
        for worker in &mut *workers {
            worker.tell(command).await?;
        }
        let mut said = Vec::new();
        for worker in workers {
            let line = worker.hear().await?;
            let Some(words) = line.strip_prefix("done") else { return Err(line.into()) };
            said.extend(words.split_whitespace().map(str::to_owned));
        }
        Ok(said)
    }
}

async fn every_name_that_all_write_is_kept(db: &TestDatabase, actors: &mut Actors) -> TestResult {
    let each = number("FSM_STORAGE_UPDATES", 8);
    actors.all(&format!("update {each}")).await?;
    let data = Stage::connect(db.url(), 1).await?.storage.get_data(&KEY).await?;
    let missing: Vec<String> = (0..ACTORS)
        .flat_map(|actor| (0..each).map(move |n| format!("{actor}_{n}")))
        .filter(|name| !data.contains_key(name))
        .collect();
    assert!(missing.is_empty(), "{} names are lost: {missing:?}", missing.len());
    assert_eq!(data.len(), ACTORS * each);
    Ok(())
}

async fn removing_the_state_loses_no_data_and_setting_data_no_state(
    db: &TestDatabase,
    actors: &mut Actors,
) -> TestResult {
    let rounds = number("FSM_STORAGE_RACES", 4);
    actors.all(&format!("race {rounds}")).await?;
    // A conversation with nothing in it has no row.
    let hollow = "SELECT COUNT(*) FROM fsm_data WHERE state IS NULL AND data IS NULL";
    assert_eq!(db.query_text(hollow).await?, [[Some("0".to_owned())]]);
    Ok(())
}

async fn first_writes_of_all_fail_for_nobody(db: &TestDatabase, actors: &mut Actors) -> TestResult {
    let rounds = number("FSM_STORAGE_ROUNDS", 8);
    let stage = Stage::connect(db.url(), 1).await?;
    let all: BTreeSet<String> =
        (0..ACTORS).filter(|actor| actor % 4 > 1).map(|actor| actor.to_string()).collect();
    for round in 0..rounds {
        actors.all(&format!("first {round}")).await?;
        let now = stage.storage.get(&KEY.thread(i64::try_from(round)?)).await?;
        assert!(now.state.is_some());
        assert_eq!(now.data.keys().cloned().collect::<BTreeSet<_>>(), all, "round {round}");
    }
    Ok(())
}

async fn of_all_who_change_a_state_one_does(db: &TestDatabase, actors: &mut Actors) -> TestResult {
    let rounds = number("FSM_STORAGE_ROUNDS", 8);
    let stage = Stage::connect(db.url(), 1).await?;
    for round in 0..rounds {
        // From none to one, to another, to none; with other data in the row and without.
        let old = stage.storage.get_state(&KEY).await?;
        let new = if round % 3 == 2 { "-" } else { "#" };
        match round % 6 {
            0 => stage.storage.set_data(&KEY, serde_json::json!({})).await?,
            3 => stage.storage.set_data(&KEY, serde_json::json!({"a": 1})).await?,
            _ => {}
        }
        let old_word = old.as_deref().unwrap_or("-");
        let new_word = if round % 3 == 1 { format!("again-{new}") } else { new.to_owned() };
        let won = actors.all(&format!("win {old_word} {new_word}")).await?;
        let winners = won.iter().filter(|won| *won == "1").count();
        assert_eq!((winners, won.len()), (1, ACTORS), "round {round}, from {old:?}");
        assert_eq!(stage.storage.get_state(&KEY).await?.is_none(), new == "-");
    }
    Ok(())
}

async fn one_at_a_time_is_let_in(db: &TestDatabase, actors: &mut Actors) -> TestResult {
    let rounds = number("FSM_STORAGE_LOCKS", 1);
    actors.all(&format!("lock {rounds}")).await?;
    let handled = log::check(db, |_| false).await?;
    assert_eq!(handled, ACTORS * rounds, "in {LOG}");
    let left = db.query_text("SELECT COUNT(*) FROM fsm_data_lock").await?;
    // The last ones may be on their way.
    assert!(left[0][0].as_deref().is_some_and(|left| left <= "1"), "{left:?}");
    Ok(())
}
