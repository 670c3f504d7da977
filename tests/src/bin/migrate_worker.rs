//! A process that applies revisions and may end in the middle: killed, or with its connections cut.

use fsm_core::{DatabaseOptions, DatabasePool};
use fsm_migrate::{Event, Migrator};
use fsm_tests::model::revisions;
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const USAGE: &str = "usage: migrate_worker URL SEED [kill|cut PLACE]";

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (url, seed, end) = match &*arguments {
        [url, seed] => (url, seed.parse(), None),
        [url, seed, how, place] => match place.parse::<usize>() {
            Ok(place) => (url, seed.parse(), Some((how.clone(), place))),
            Err(_) => return usage(),
        },
        _ => return usage(),
    };
    let Ok(seed) = seed else { return usage() };
    match run(url, seed, end).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:?}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::from(2)
}

async fn run(
    url: &str,
    seed: u64,
    death: Option<(String, usize)>,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let pool = DatabaseOptions::new().max_connections(1).connect(url).await?;
    let mut migrator: Migrator = revisions::mixed(seed);
    if let Some((how, place)) = death {
        let passed = AtomicUsize::new(0);
        let other = Arc::new(pool_of_its_own(url).await?);
        migrator = migrator.on_event(move |event| {
            if matches!(event, Event::Statement { .. } | Event::Place(_))
                && passed.fetch_add(1, Ordering::Relaxed) == place
            {
                match &*how {
                    "cut" => cut(&other),
                    _ => kill(),
                }
            }
        });
    }
    migrator.run(&pool).await?;
    pool.close().await;
    Ok(())
}

async fn pool_of_its_own(url: &str) -> Result<DatabasePool, fsm_core::Error> {
    DatabaseOptions::new().max_connections(1).connect(url).await
}

/// SIGKILL to this very process.
fn kill() {
    let _ = Command::new("kill").args(["-9", &std::process::id().to_string()]).status();
    loop {
        std::thread::park();
    }
}

/// Ends every other session on the database, by the server.
fn cut(pool: &DatabasePool) {
    let work = async {
        match pool {
            DatabasePool::Postgres(pool) => {
                let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                           WHERE datname = current_database() AND pid <> pg_backend_pid()";
                sqlx::query(sql).execute(pool).await.map(drop)
            }
            DatabasePool::Mysql(pool) => {
                let sql = "SELECT id FROM information_schema.processlist \
                           WHERE db = DATABASE() AND id <> CONNECTION_ID()";
                for id in sqlx::query_scalar::<_, i64>(sql).fetch_all(pool).await? {
                    let kill = sqlx::AssertSqlSafe(format!("KILL {id}"));
                    sqlx::raw_sql(kill).execute(pool).await?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    };
    let done = tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(work));
    if let Err(error) = done {
        eprintln!("cut: {error}");
    }
}
