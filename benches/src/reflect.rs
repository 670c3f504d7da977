//! Figure: reading a database whole, beside its own catalog queries sent by hand; and comparing it with its models,
//! where nothing differs.
//!
//! The queries are not written here: they are the texts that reading was seen to send.

use crate::contest::{Contest, Milliseconds};
use crate::databases::Database;
use crate::tables::{self, Shape};
use crate::{Failure, Settings, capture, databases};
use fsm_core::{Comparison, Dialect, Metadata, Reflected, Verdict};
use fsm_tests::TestPool;
use sqlx::AssertSqlSafe;
use std::time::{Duration, Instant};

/// How often reading may take as long as the bare queries.
const BAR: f64 = 2.0;

/// How long comparing 1,000 tables of PostgreSQL may take, reading included, in milliseconds.
const WHOLE: (Dialect, usize, f64) = (Dialect::Postgres, 1_000, 100.0);

/// Measures on every database.
pub(crate) fn run(settings: &Settings) -> Result<(), Failure> {
    let (counts, rounds): (&[usize], usize) =
        if settings.quick { (&[10], 2) } else { (&[10, 100, 1_000], 31) };
    let rounds = settings.rounds.unwrap_or(rounds);
    databases::on_each(settings, async |server| {
        println!("reading and comparing, on {}:", databases::version(&server).await?);
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
    database.create_all(&metadata).await?;
    let dialect = database.place().dialect();
    if dialect == Dialect::Postgres {
        // What a server that was left alone does by itself after a while.
        database.place().execute("ANALYZE").await?;
    }
    let (read, sent) = capture::statements(reflect(database)).await;
    let found = read?.1.metadata.tables().count();
    if found != count {
        return Err(format!("{found} of {count} tables were read").into());
    }
    let mut contest =
        Contest::new(["Metadata::reflect", "its queries by hand", "Metadata::compare"]);
    for _ in 0..rounds {
        contest.record(0, reflect(database).await?.0);
        contest.record(1, bare(&sent, database).await?);
        let (time, comparison) = compare(&metadata, database).await?;
        if comparison.verdict() != Verdict::Equal {
            return Err(format!("not equal: {comparison}").into());
        }
        contest.record(2, time);
    }
    println!("  {count} tables, {} statements", sent.len());
    contest.print(1);
    let met = |met: bool| if met { "met" } else { "missed" };
    println!("  reading, bar {BAR}: {}", met(contest.ratio(0, 1).of_medians <= BAR));
    let (on, of, bar) = WHOLE;
    if (on, of) == (dialect, count) {
        let median = contest.median(2);
        let is_met = median.as_secs_f64() * 1e3 <= bar;
        println!("  comparing, bar {bar} ms: {} ms, {}", Milliseconds(median), met(is_met));
    }
    Ok(())
}

async fn reflect(database: &Database) -> Result<(Duration, Reflected), Failure> {
    let start = Instant::now();
    let read = match database.pool() {
        TestPool::Sqlite(pool) => Metadata::reflect(pool).await?,
        TestPool::Postgres(pool) => Metadata::reflect(pool).await?,
        TestPool::Mysql(pool) => Metadata::reflect(pool).await?,
    };
    Ok((start.elapsed(), read))
}

async fn compare(
    metadata: &Metadata,
    database: &Database,
) -> Result<(Duration, Comparison), Failure> {
    let start = Instant::now();
    let comparison = match database.pool() {
        TestPool::Sqlite(pool) => metadata.compare(pool).await?,
        TestPool::Postgres(pool) => metadata.compare(pool).await?,
        TestPool::Mysql(pool) => metadata.compare(pool).await?,
    };
    Ok((start.elapsed(), comparison))
}

/// The same texts in the same order on one connection; rows are fetched and not read.
async fn bare(statements: &[String], database: &Database) -> Result<Duration, Failure> {
    macro_rules! each {
        ($pool:expr) => {{
            let mut connection = $pool.acquire().await?;
            for text in statements {
                let query = sqlx::raw_sql(AssertSqlSafe(text.clone()));
                drop(query.fetch_all(&mut *connection).await?);
            }
        }};
    }
    let start = Instant::now();
    match database.pool() {
        TestPool::Sqlite(pool) => each!(pool),
        TestPool::Postgres(pool) => each!(pool),
        TestPool::Mysql(pool) => each!(pool),
    }
    Ok(start.elapsed())
}
