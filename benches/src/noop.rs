//! Figure: `create_all` where nothing is missing, beside its own catalog query sent by hand.
//!
//! The query is not written here: it is the text that `create_all` was seen to send.

use crate::contest::Contest;
use crate::databases::Database;
use crate::tables::{self, Shape};
use crate::{Failure, Settings, capture, databases};
use fsm_core::Metadata;
use fsm_tests::TestPool;
use sqlx::AssertSqlSafe;
use std::time::{Duration, Instant};

/// How often `create_all` may take as long as the bare query.
const BAR: f64 = 1.5;

/// Measures on every database.
pub(crate) fn run(settings: &Settings) -> Result<(), Failure> {
    let (counts, rounds): (&[usize], usize) =
        if settings.quick { (&[10], 2) } else { (&[10, 100, 1_000], 301) };
    let rounds = settings.rounds.unwrap_or(rounds);
    databases::on_each(settings, async |server| {
        println!("create_all that finds everything, on {}:", databases::version(&server).await?);
        for &count in counts {
            let database = Database::create(&server).await?;
            let measured = measure(&database, count, rounds).await;
            database.remove().await?;
            measured?;
        }
        Ok(())
    })
}

async fn measure(database: &Database, count: usize, rounds: usize) -> Result<(), Failure> {
    let metadata = tables::metadata(count, Shape::Mixed);
    create_all(&metadata, database).await?;
    let (noop, statements) = capture::statements(create_all(&metadata, database)).await;
    let (_, existed) = noop?;
    let [query] = &*statements else {
        return Err(
            format!("{} statements instead of one: {statements:?}", statements.len()).into()
        );
    };
    if existed != count {
        return Err(format!("{existed} of {count} tables were found").into());
    }
    let mut contest = Contest::new(["create_all", "its query by hand"]);
    for _ in 0..rounds {
        contest.record(0, create_all(&metadata, database).await?.0);
        contest.record(1, bare(query, database).await?);
    }
    println!("  {count} tables, 1 statement");
    contest.print(1);
    let met = if contest.ratio(0, 1).of_medians <= BAR { "met" } else { "missed" };
    println!("  bar {BAR}: {met}");
    Ok(())
}

/// How long it took, and how many tables were there before.
async fn create_all(
    metadata: &Metadata,
    database: &Database,
) -> Result<(Duration, usize), Failure> {
    let start = Instant::now();
    let created = database.create_all(metadata).await?;
    Ok((start.elapsed(), created.existed_tables().count()))
}

async fn bare(query: &str, database: &Database) -> Result<Duration, Failure> {
    let text = query.to_owned();
    let start = Instant::now();
    match database.pool() {
        TestPool::Sqlite(pool) => drop(sqlx::raw_sql(AssertSqlSafe(text)).fetch_all(pool).await?),
        TestPool::Postgres(pool) => drop(sqlx::raw_sql(AssertSqlSafe(text)).fetch_all(pool).await?),
        TestPool::Mysql(pool) => drop(sqlx::raw_sql(AssertSqlSafe(text)).fetch_all(pool).await?),
    }
    Ok(start.elapsed())
}
