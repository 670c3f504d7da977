//! Figure: reading and writing a dialogue beside teloxide's own SQLite and PostgreSQL storages.
//!
//! Each opens its pool with sqlx's defaults, on the same file or server, and keeps the same type
//! as JSON. What the storages do for it differs; this only measures.

// The same arithmetic as in the project's own benches.
#[path = "../../src/contest.rs"]
#[allow(dead_code, reason = "shared with another program")]
mod contest;

use contest::Contest;
use fsm_core::{DatabaseOptions, Dialect};
use fsm_storage::{FsmStorage, StorageKey};
use fsm_tests::TestDatabase;
use fsm_tests::server::Server;
use serde::{Deserialize, Serialize};
use std::env;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};
use teloxide::dispatching::dialogue::serializer::Json;
use teloxide::dispatching::dialogue::{PostgresStorage, SqliteStorage, Storage};
use teloxide::types::ChatId;

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How many conversations there are.
const CONVERSATIONS: u64 = 1_000;

/// What sqlx opens at most unless it is told, and what teloxide's SQLite storage opens.
const CONNECTIONS: u32 = 10;

/// A dialogue as teloxide's manual has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Dialogue {
    Start,
    Age { name: String },
    Confirm { name: String, age: u8 },
}

/// One of the storages.
#[derive(Clone)]
enum Way {
    Ours(FsmStorage),
    Sqlite(Arc<SqliteStorage<Json>>),
    Postgres(Arc<PostgresStorage<Json>>),
}

#[derive(Clone, Copy)]
enum Op {
    Get,
    Update,
}

/// How much is done.
#[derive(Clone, Copy)]
struct Load {
    tasks: u64,
    operations: u64,
}

fn main() -> ExitCode {
    let (mut quick, mut on, mut rounds) = (false, None, None);
    for argument in env::args().skip(1) {
        if argument == "--quick" {
            quick = true;
        } else if let Some(dialect) = argument.strip_prefix("--on=").and_then(Dialect::from_key) {
            on = Some(dialect);
        } else if let Some(Ok(number)) = argument.strip_prefix("--rounds=").map(str::parse) {
            rounds = Some(number);
        } else {
            eprintln!("usage: cargo xtask bench peers [--quick] [--on=DIALECT] [--rounds=N]");
            return ExitCode::from(2);
        }
    }
    let rounds = rounds.unwrap_or(if quick { 2 } else { 101 });
    let operations = if quick { 32 } else { 320 };
    match run(on, operations, rounds) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("peers: {failure}");
            ExitCode::FAILURE
        }
    }
}

#[tokio::main]
async fn run(on: Option<Dialect>, operations: u64, rounds: usize) -> Result<(), Failure> {
    let dialects = [Dialect::Sqlite, Dialect::Postgres];
    for dialect in dialects.into_iter().filter(|one| on.is_none_or(|on| on == *one)) {
        let server = match Server::find(dialect).await {
            Ok(server) => server,
            Err(unreached) if unreached.promised => return Err(unreached.into()),
            Err(unreached) => {
                println!("{dialect} was left out: {unreached}");
                continue;
            }
        };
        println!("a dialogue, beside teloxide's storage, on {dialect}:");
        let database = TestDatabase::create(&server).await?;
        for tasks in [1, 16] {
            measure(&database, Load { tasks, operations }, rounds).await?;
        }
        database.remove().await?;
    }
    Ok(())
}

async fn measure(database: &TestDatabase, load: Load, rounds: usize) -> Result<(), Failure> {
    let url = database.url();
    let theirs = if database.dialect() == Dialect::Sqlite {
        // Kept by the file, so that it holds for both.
        database.query_text("PRAGMA journal_mode = WAL").await?;
        let path = url.strip_prefix("sqlite://").unwrap_or(url);
        Way::Sqlite(SqliteStorage::open(path, Json).await?)
    } else {
        Way::Postgres(PostgresStorage::open(url, CONNECTIONS, Json).await?)
    };
    let pool = DatabaseOptions::new().max_connections(CONNECTIONS).connect(url).await?;
    let mut metadata = fsm_core::metadata();
    let ours = FsmStorage::builder(&pool).attach(&mut metadata)?;
    metadata.create_all(&pool).await?;
    let ways = [Way::Ours(ours), theirs];
    for way in &ways {
        for chat in 0..CONVERSATIONS {
            way.update(chat, Dialogue::Start).await?;
        }
        require_kept(way).await?;
    }
    for (op, name) in [(Op::Get, "get dialogue"), (Op::Update, "update dialogue")] {
        let mut contest = Contest::new(["fsm-storage", "teloxide"]);
        for round in 0..=rounds {
            for turn in 0..ways.len() {
                let at = (round + turn) % ways.len();
                let time = load.time(&ways[at], op, round as u64).await?;
                // The first time statements are prepared.
                if round > 0 {
                    contest.record(at, time);
                }
            }
        }
        let Load { tasks, operations } = load;
        println!("  {name} with {tasks} task(s), {operations} operations");
        contest.print(1);
        println!("  throughput {} of teloxide's", contest.ratio(1, 0));
    }
    pool.close().await;
    Ok(())
}

/// What was written comes back, or nothing here is worth measuring.
async fn require_kept(way: &Way) -> Result<(), Failure> {
    let dialogue = Dialogue::Age { name: "Ada".to_owned() };
    way.update(1, dialogue.clone()).await?;
    match way.get(1).await? {
        Some(kept) if kept == dialogue => Ok(()),
        other => Err(format!("{other:?} came back").into()),
    }
}

impl Way {
    async fn get(&self, chat: u64) -> Result<Option<Dialogue>, Failure> {
        let id = i64::try_from(chat)?;
        Ok(match self {
            Self::Ours(storage) => storage.get_data_as(&StorageKey::new(1, id, id)).await?,
            Self::Sqlite(storage) => Arc::clone(storage).get_dialogue(ChatId(id)).await?,
            Self::Postgres(storage) => {
                Storage::get_dialogue(Arc::clone(storage), ChatId(id)).await?
            }
        })
    }

    async fn update(&self, chat: u64, dialogue: Dialogue) -> Result<(), Failure> {
        let id = i64::try_from(chat)?;
        match self {
            Self::Ours(storage) => storage.set_data(&StorageKey::new(1, id, id), dialogue).await?,
            Self::Sqlite(storage) => {
                Arc::clone(storage).update_dialogue(ChatId(id), dialogue).await?;
            }
            Self::Postgres(storage) => {
                Arc::clone(storage).update_dialogue(ChatId(id), dialogue).await?;
            }
        }
        Ok(())
    }
}

impl Load {
    async fn time(self, way: &Way, op: Op, round: u64) -> Result<Duration, Failure> {
        let start = Instant::now();
        let tasks: Vec<_> = (0..self.tasks)
            .map(|task| {
                let way = way.clone();
                tokio::spawn(async move {
                    for number in 0..self.operations / self.tasks {
                        // Steps of a prime go through all conversations.
                        let chat = (round * 31 + task * 61 + number * 7) % CONVERSATIONS;
                        match op {
                            Op::Get => drop(way.get(chat).await?),
                            Op::Update => {
                                let name = "Ada Lovelace".to_owned();
                                way.update(chat, Dialogue::Confirm { name, age: 36 }).await?;
                            }
                        }
                    }
                    Ok::<(), Failure>(())
                })
            })
            .collect();
        for task in tasks {
            task.await??;
        }
        Ok(start.elapsed())
    }
}
