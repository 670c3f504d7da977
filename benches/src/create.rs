//! Figure: `create_all` on an empty database, beside the fastest way found of doing it by hand.
//!
//! Every way runs in an empty database of its own, and all of them must leave the same tables.

use crate::by_hand::{self, Written};
use crate::contest::Contest;
use crate::databases::Database;
use crate::tables::{self, Shape};
use crate::{Failure, Settings, catalog, databases};
use fsm_core::{Dialect, Metadata};
use fsm_tests::TestPool;
use fsm_tests::server::Server;
use sqlx::AssertSqlSafe;
use std::time::{Duration, Instant};

/// How often `create_all` may take as long as the fastest way by hand.
const BAR: f64 = 1.1;

/// One way of creating the tables by hand: texts that are sent one after the other.
struct ByHand {
    name: &'static str,
    /// Whether `BEGIN` and `COMMIT` stand around them.
    transaction: bool,
    texts: Vec<String>,
}

/// Measures on every database.
pub(crate) fn run(settings: &Settings) -> Result<(), Failure> {
    let (count, rounds) = if settings.quick { (20, 1) } else { (1_000, 9) };
    let rounds = settings.rounds.unwrap_or(rounds);
    databases::on_each(settings, async |server| measure(&server, count, rounds).await)
}

async fn measure(server: &Server, count: usize, rounds: usize) -> Result<(), Failure> {
    let metadata = tables::metadata(count, Shape::Mixed);
    let ways = ways(server.dialect(), &by_hand::tables(server.dialect(), count));
    let names = ways.iter().map(|way| way.name);
    let mut contest = Contest::new(std::iter::once("create_all").chain(names));
    for round in 0..rounds {
        let ours = Database::create(server).await?;
        contest.record(0, create_all(&metadata, &ours).await?);
        for (at, way) in ways.iter().enumerate() {
            let database = Database::create(server).await?;
            contest.record(at + 1, way.run(&database).await?);
            if round == 0 {
                catalog::require_equal(ours.place(), database.place()).await?;
            }
            database.remove().await?;
        }
        ours.remove().await?;
    }
    let fastest = contest.fastest_from(1);
    println!("create_all of {count} tables on {}:", databases::version(server).await?);
    contest.print(fastest);
    let ratio = contest.ratio(0, fastest);
    let met = if ratio.of_medians <= BAR { "met" } else { "missed" };
    println!("  {ratio} times `{}`, bar {BAR}: {met}", contest.name(fastest));
    Ok(())
}

async fn create_all(metadata: &Metadata, database: &Database) -> Result<Duration, Failure> {
    let start = Instant::now();
    let created = database.create_all(metadata).await?;
    let time = start.elapsed();
    if created.created_tables().count() != metadata.len() {
        return Err("not all tables were created".into());
    }
    Ok(time)
}

impl ByHand {
    async fn run(&self, database: &Database) -> Result<Duration, Failure> {
        let texts = self.texts.clone();
        let transaction = self.transaction;
        let start = Instant::now();
        match database.pool() {
            TestPool::Sqlite(pool) => send!(pool, transaction, texts),
            TestPool::Postgres(pool) => send!(pool, transaction, texts),
            TestPool::Mysql(pool) => send!(pool, transaction, texts),
        }
        Ok(start.elapsed())
    }
}

/// Sends texts over one connection of any of the three pools.
macro_rules! send {
    ($pool:expr, $transaction:expr, $texts:expr) => {
        if $transaction {
            let mut transaction = $pool.begin().await?;
            for text in $texts {
                sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut *transaction).await?;
            }
            transaction.commit().await?;
        } else {
            let mut connection = $pool.acquire().await?;
            for text in $texts {
                sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut *connection).await?;
            }
        }
    };
}
use send;

fn ways(dialect: Dialect, written: &[Written]) -> Vec<ByHand> {
    let beside: Vec<String> = written
        .iter()
        .flat_map(|one| std::iter::once(&one.table).chain(&one.indexes))
        .cloned()
        .collect();
    let of_a_table: Vec<String> = written
        .iter()
        .map(|one| {
            let all: Vec<&str> =
                std::iter::once(&one.table).chain(&one.indexes).map(String::as_str).collect();
            all.join(";\n")
        })
        .collect();
    let of_all = vec![beside.join(";\n")];
    if dialect == Dialect::Mysql {
        let unchecked = |texts: &[String]| {
            let mut texts = texts.to_vec();
            texts.insert(0, "SET foreign_key_checks = 0".to_owned());
            texts.push("SET foreign_key_checks = 1".to_owned());
            texts
        };
        let hundreds: Vec<String> = beside.chunks(100).map(|some| some.join(";\n")).collect();
        return vec![
            ByHand { name: "one statement a call", transaction: false, texts: beside.clone() },
            ByHand { name: "all in one text", transaction: false, texts: of_all },
            ByHand { name: "100 statements a text", transaction: false, texts: hundreds },
            ByHand {
                name: "one statement a call, foreign_key_checks = 0",
                transaction: false,
                texts: unchecked(&beside),
            },
        ];
    }
    let last: Vec<String> = written
        .iter()
        .map(|one| one.table.clone())
        .chain(written.iter().flat_map(|one| one.indexes.clone()))
        .collect();
    let last_of_all = vec![last.join(";\n")];
    vec![
        ByHand { name: "one statement a call", transaction: true, texts: beside },
        ByHand { name: "one table with its indexes a call", transaction: true, texts: of_a_table },
        ByHand { name: "all in one text", transaction: true, texts: of_all },
        ByHand { name: "one statement a call, indexes last", transaction: true, texts: last },
        ByHand { name: "all in one text, indexes last", transaction: true, texts: last_of_all },
    ]
}
