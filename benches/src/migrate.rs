//! Figure: 1,000 revisions of a table each, beside their statements and the changes of the version table sent by hand; and
//! an `upgrade head` that has nothing to do.
//!
//! The statements are not written here: they are those that the ledger holds after a run.

use crate::contest::Contest;
use crate::databases::Database;
use crate::{Failure, Settings, capture, databases};
use fsm_core::{DatabasePool, Metadata, SqlType};
use fsm_migrate::graph::Revision;
use fsm_migrate::{Migrator, Revisions, Script};
use fsm_tests::TestPool;
use fsm_tests::server::Server;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};
use std::time::{Duration, Instant};

/// How often a run may take as long as the same by hand.
const BAR: f64 = 1.3;

/// Measures on every database.
pub(crate) fn run(settings: &Settings) -> Result<(), Failure> {
    let (count, rounds) = if settings.quick { (10, 1) } else { (1_000, 5) };
    let rounds = settings.rounds.unwrap_or(rounds);
    databases::on_each(settings, async |server| {
        println!("{count} revisions of a table each, on {}:", databases::version(&server).await?);
        measure(&server, count, rounds).await
    })
}

async fn measure(server: &Server, count: usize, rounds: usize) -> Result<(), Failure> {
    let migrator = migrator(count)?;
    let mut contest = Contest::new(["upgrade head", "the statements and the version by hand"]);
    let mut statements: Vec<Vec<String>> = Vec::new();
    for _ in 0..rounds {
        let database = Database::create(server).await?;
        let start = Instant::now();
        let report = migrator.run(&pool(&database)).await?;
        contest.record(0, start.elapsed());
        if report.revisions.len() != count {
            return Err(format!("{} of {count} revisions ran", report.revisions.len()).into());
        }
        if statements.is_empty() {
            statements = sent(&migrator, &pool(&database)).await?;
            noop(&migrator, &database).await?;
        }
        database.remove().await?;
        let database = Database::create(server).await?;
        contest.record(1, by_hand(&database, &statements).await?);
        database.remove().await?;
    }
    contest.print(1);
    let met = if contest.ratio(0, 1).of_medians <= BAR { "met" } else { "missed" };
    println!("  bar {BAR}: {met}");
    Ok(())
}

/// How many statements a run sends that has nothing to do.
async fn noop(migrator: &Migrator, database: &Database) -> Result<(), Failure> {
    let pool = pool(database);
    let (report, statements) = capture::statements(migrator.run(&pool)).await;
    if !report?.is_noop() {
        return Err("the second run did something".into());
    }
    println!("  nothing to do: {} statement", statements.len());
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..21 {
        let start = Instant::now();
        migrator.run(&pool).await?;
        times.push(start.elapsed());
    }
    times.sort_unstable();
    println!("  nothing to do: {:.2?}", times[times.len() / 2]);
    Ok(())
}

fn pool(database: &Database) -> DatabasePool {
    database.pool().database()
}

fn migrator(count: usize) -> Result<Migrator, Failure> {
    let script = |at: usize| {
        let before: Vec<String> = at.checked_sub(1).map(id).into_iter().collect();
        Script::new(
            Revision::new(id(at)).down_revision(before).message("a table"),
            move |op| {
                op.create_table(&*format!("table_{at:04}"), |t| {
                    t.column("id", SqlType::BigInteger).primary_key();
                    for column in 1..12 {
                        t.column(format!("column_{column}"), SqlType::String(80)).not_null();
                    }
                });
            },
            move |op| {
                op.drop_table(&*format!("table_{at:04}"));
            },
        )
    };
    let revisions = Revisions::new((0..count).map(script))?;
    Ok(Migrator::new(Metadata::new()).with_revisions(revisions))
}

fn id(at: usize) -> String {
    format!("{at:012x}")
}

/// The statements of each revision, as the ledger has them.
async fn sent(migrator: &Migrator, pool: &DatabasePool) -> Result<Vec<Vec<String>>, Failure> {
    let mut statements: Vec<Vec<String>> = Vec::new();
    for line in migrator.ledger(pool).await? {
        match line.statement {
            None => statements.push(Vec::new()),
            Some(sql) => {
                if let Some(last) = statements.last_mut() {
                    last.push(sql);
                }
            }
        }
    }
    Ok(statements)
}

/// One transaction a revision, where the database can roll changes of the schema back.
async fn by_hand(database: &Database, statements: &[Vec<String>]) -> Result<Duration, Failure> {
    const TABLE: &str = "CREATE TABLE by_hand (version_num VARCHAR(80) NOT NULL PRIMARY KEY)";
    const ROW: &str = "INSERT INTO by_hand VALUES ('')";
    macro_rules! send {
        ($pool:expr, $in_transaction:expr) => {{
            let mut connection = $pool.acquire().await?;
            let start = Instant::now();
            connection.execute(sqlx::raw_sql(TABLE)).await?;
            connection.execute(sqlx::raw_sql(ROW)).await?;
            for (at, statements) in statements.iter().enumerate() {
                let version = format!("UPDATE by_hand SET version_num = '{}'", id(at));
                if $in_transaction {
                    let mut transaction = connection.begin().await?;
                    for sql in statements {
                        transaction.execute(sqlx::raw_sql(AssertSqlSafe(sql.clone()))).await?;
                    }
                    transaction.execute(sqlx::raw_sql(AssertSqlSafe(version))).await?;
                    transaction.commit().await?;
                } else {
                    for sql in statements {
                        connection.execute(sqlx::raw_sql(AssertSqlSafe(sql.clone()))).await?;
                    }
                    connection.execute(sqlx::raw_sql(AssertSqlSafe(version))).await?;
                }
            }
            start.elapsed()
        }};
    }
    Ok(match database.pool() {
        TestPool::Sqlite(pool) => send!(pool, true),
        TestPool::Postgres(pool) => send!(pool, true),
        TestPool::Mysql(pool) => send!(pool, false),
    })
}
