//! Many processes call `create_all` at the same moment: every one succeeds, and every object exists once.

mod kill;

use std::time::{Duration, Instant};

use fsm_core::{DatabasePool, Metadata};
use fsm_tests::catalog::{Object, objects};
use fsm_tests::{Case, TestDatabase, TestResult, cases, model};

pub(crate) use kill::cases as kills;

use crate::process::{Ended, Error, Worker, alone, number, race};

pub(crate) fn cases() -> Vec<Case> {
    let long = Duration::from_mins(30);
    cases![
        a_storm_on_an_empty_database_makes_every_object_once,
        a_storm_on_half_of_the_tables_makes_the_other_half_once,
    ]
    .into_iter()
    .map(|case| case.within(long))
    .collect()
}

async fn a_storm_on_an_empty_database_makes_every_object_once(db: &TestDatabase) -> TestResult {
    rounds(db, &[]).await
}

async fn a_storm_on_half_of_the_tables_makes_the_other_half_once(db: &TestDatabase) -> TestResult {
    let half: Vec<String> = (0..model::TABLES / 2).map(|at| format!("storm_{at:02}")).collect();
    rounds(db, &half).await
}

/// Each round on a database where `present` are the tables that stand before the storm.
async fn rounds(db: &TestDatabase, present: &[String]) -> TestResult {
    let _alone = alone().await;
    let (rounds, processes) = (number("FSM_STORM_ROUNDS", 1), number("FSM_STORM_PROCESSES", 32));
    let schema = Schema::of_one_process(db).await?;
    let started = Instant::now();
    for round in 1..=rounds {
        if !present.is_empty() {
            let names = present.iter().map(String::as_str);
            schema.metadata.create_all(&schema.pool).tables(names).await?;
        }
        let workers = Worker::start_all(processes, db.url()).await?;
        all_succeeded(&race(workers).await?).map_err(|error| format!("round {round}: {error}"))?;
        schema.stands(db).await.map_err(|error| format!("round {round}: {error}"))?;
        schema.drop(db).await?;
    }
    let each = started.elapsed() / u32::try_from(rounds.max(1))?;
    eprintln!(
        "{}: {rounds} rounds of {processes} processes, {} tables before, {each:.2?} a round",
        db.dialect(),
        present.len()
    );
    Ok(())
}

/// The schema of the storm, and what one process alone makes of it.
pub(crate) struct Schema {
    pub(crate) metadata: Metadata,
    pub(crate) pool: DatabasePool,
    pub(crate) expected: Vec<Object>,
    empty: Vec<Object>,
    /// How long one process took.
    pub(crate) took: Duration,
}

impl Schema {
    /// Creates it with one process, reads the catalog, and drops it again.
    pub(crate) async fn of_one_process(db: &TestDatabase) -> Result<Self, Error> {
        let (metadata, pool) = (model::metadata()?, db.pool().database());
        let empty = objects(db.pool()).await?;
        let workers = vec![Worker::start(db.url()).await?];
        let started = Instant::now();
        all_succeeded(&race(workers).await?)?;
        let took = started.elapsed();
        let expected = objects(db.pool()).await?;
        let tables = expected.iter().filter(|object| object.kind == "table").count();
        if tables != metadata.len() {
            return Err(
                format!("{tables} tables, where the metadata has {}", metadata.len()).into()
            );
        }
        let schema = Self { metadata, pool, expected, empty, took };
        schema.drop(db).await?;
        Ok(schema)
    }

    /// Everything stands once, as one process would have made it, and nothing else does.
    pub(crate) async fn stands(&self, db: &TestDatabase) -> Result<(), Error> {
        same(&objects(db.pool()).await?, &self.expected)
    }

    /// Drops it; nothing is left.
    pub(crate) async fn drop(&self, db: &TestDatabase) -> Result<(), Error> {
        self.metadata.drop_all(&self.pool).await?;
        same(&objects(db.pool()).await?, &self.empty)
    }
}

/// Fails with the objects that are in one list only.
fn same(found: &[Object], expected: &[Object]) -> Result<(), Error> {
    if found == expected {
        return Ok(());
    }
    let missing: Vec<_> = expected.iter().filter(|object| !found.contains(object)).collect();
    let extra: Vec<_> = found.iter().filter(|object| !expected.contains(object)).collect();
    let counts = (found.len(), expected.len());
    Err(format!("missing {missing:#?}, extra {extra:#?}, {counts:?} objects").into())
}

/// Every process exited 0.
pub(crate) fn all_succeeded(ended: &[Ended]) -> Result<(), Error> {
    let failed: Vec<String> = ended
        .iter()
        .filter(|end| !end.status.success())
        .map(|end| format!("{}: {}{}", end.status, end.stdout, end.stderr))
        .collect();
    if failed.is_empty() {
        return Ok(());
    }
    Err(format!("{} of {} failed:\n{}", failed.len(), ended.len(), failed.join("\n")).into())
}
