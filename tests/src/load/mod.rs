//! What 64 actors do to conversations at the same time, as tasks of one process or in several.
//!
//! Each actor checks what it alone can know: that what was acknowledged to it is there. It never
//! starts a process.

mod lock;
mod write;

use fsm_core::{DatabaseOptions, DatabasePool};
use fsm_storage::{FsmStorage, StorageKey};
use serde_json::json;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions, SqliteSynchronous};
use std::str::FromStr as _;
use tokio::task::JoinSet;

pub use lock::LOG;
pub use write::{Written, written};

use crate::TestPool;

/// How many actors there are, in however many processes.
pub const ACTORS: usize = 64;

/// Why an actor is not content.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// The conversation that all of them are in.
pub const KEY: StorageKey = StorageKey::new(1, -100, 7);

/// Where the actors of one process stand.
#[derive(Clone, Debug)]
pub struct Stage {
    /// What is tried.
    pub storage: FsmStorage,
    /// The pool it runs on.
    pub pool: TestPool,
}

impl Stage {
    /// Connects, with so many connections at most.
    ///
    /// # Errors
    /// What the database answers.
    pub async fn connect(url: &str, connections: u32) -> Result<Self, Error> {
        let pool = if url.starts_with("sqlite:") {
            // The storms kill processes and not the machine: nothing has to be on the disk.
            let options = SqliteConnectOptions::from_str(url)?.synchronous(SqliteSynchronous::Off);
            let pool = SqlitePoolOptions::new().max_connections(connections);
            DatabasePool::Sqlite(pool.connect_with(options).await?)
        } else {
            DatabaseOptions::new().max_connections(connections).connect(url).await?
        };
        let storage = FsmStorage::builder(&pool).build()?;
        let pool = match pool {
            DatabasePool::Sqlite(pool) => TestPool::Sqlite(pool),
            DatabasePool::Postgres(pool) => TestPool::Postgres(pool),
            DatabasePool::Mysql(pool) => TestPool::Mysql(pool),
            other => return Err(format!("no tests for {}", other.dialect()).into()),
        };
        Ok(Self { storage, pool })
    }

    /// Lets the actors `who` do what `command` says, and answers what each of them says in the end.
    ///
    /// # Errors
    /// What the first of them that is not content says.
    pub async fn all(
        &self,
        who: std::ops::Range<usize>,
        command: &str,
    ) -> Result<Vec<String>, Error> {
        let mut acting = JoinSet::new();
        for actor in who {
            let (stage, command) = (self.clone(), command.to_owned());
            acting.spawn(async move { stage.act(actor, &command).await });
        }
        let mut said = Vec::new();
        while let Some(acted) = acting.join_next().await {
            said.push(acted??);
        }
        Ok(said)
    }

    async fn act(&self, actor: usize, command: &str) -> Result<String, Error> {
        let words: Vec<&str> = command.split(' ').collect();
        let number = |at: usize| words.get(at).and_then(|word| word.parse::<u64>().ok());
        let wanted = || format!("`{command}` is no command");
        match words[0] {
            "update" => self.update(actor, number(1).ok_or_else(wanted)?).await?,
            "race" => self.race(actor, number(1).ok_or_else(wanted)?).await?,
            "first" => self.first(actor, number(1).ok_or_else(wanted)?).await?,
            "win" => return self.win(actor, words.get(1), words.get(2)).await,
            "lock" => self.lock(actor, number(1).ok_or_else(wanted)?).await?,
            "hold" => self.hold().await?,
            "write" => self.write(actor, number(1).ok_or_else(wanted)?).await?,
            _ => return Err(wanted().into()),
        }
        Ok(String::new())
    }

    /// Writes names of its own into one conversation, and finds all of them in each answer.
    async fn update(&self, actor: usize, count: u64) -> Result<(), Error> {
        for n in 0..count {
            let whole = self.storage.update_data(&KEY, json!({format!("{actor}_{n}"): n})).await?;
            let lost = (0..=n).find(|n| whole.get(&format!("{actor}_{n}")) != Some(&json!(n)));
            if let Some(lost) = lost {
                return Err(format!("update {lost} of actor {actor} is lost after {n}").into());
            }
        }
        Ok(())
    }

    /// Half of the actors set and remove the state, the others the data of the same conversation:
    /// each finds what it wrote last, and the row comes and goes all the time.
    async fn race(&self, actor: usize, rounds: u64) -> Result<(), Error> {
        let Self { storage, .. } = self;
        let key = KEY.thread(i64::try_from(actor % (ACTORS / 2))?);
        for n in 0..rounds {
            if actor < ACTORS / 2 {
                let state = n.to_string();
                storage.set_state(&key, Some(&state)).await?;
                found(&storage.get_state(&key).await?, &Some(state))?;
                storage.set_state(&key, None).await?;
                found(&storage.get_state(&key).await?, &None)?;
            } else {
                let data = if n % 3 == 2 { json!({}) } else { json!({"n": n}) };
                storage.set_data(&key, &data).await?;
                found(&serde_json::Value::from(storage.get_data(&key).await?), &data)?;
            }
        }
        Ok(())
    }

    /// The first write to a conversation, which the others make as well.
    async fn first(&self, actor: usize, round: u64) -> Result<(), Error> {
        let key = KEY.thread(i64::try_from(round)?);
        let name = actor.to_string();
        match actor % 4 {
            0 => self.storage.set_state(&key, Some(&name)).await?,
            1 => drop(self.storage.set_state_if(&key, None, Some(&name)).await?),
            _ => drop(self.storage.update_data(&key, json!({name: round})).await?),
        }
        Ok(())
    }

    /// Changes the state from `old` to `new`, with its own number in the place of a `#`; answers
    /// 1 if it did. `-` is no state.
    async fn win(
        &self,
        actor: usize,
        old: Option<&&str>,
        new: Option<&&str>,
    ) -> Result<String, Error> {
        let state = |word: Option<&&str>| match word {
            None | Some(&"-") => None,
            Some(word) => Some(word.replace('#', &actor.to_string())),
        };
        let (old, new) = (state(old), state(new));
        let won = self.storage.set_state_if(&KEY, old.as_deref(), new.as_deref()).await?;
        Ok(u8::from(won).to_string())
    }
}

/// Fails unless what was acknowledged is there.
fn found<T: PartialEq + std::fmt::Debug>(found: &T, acknowledged: &T) -> Result<(), Error> {
    if found == acknowledged {
        return Ok(());
    }
    Err(format!("{found:?} is there, {acknowledged:?} was acknowledged").into())
}
