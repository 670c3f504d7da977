//! What the bot in the terminal and the bot behind HTTP share: the dialogue, and where its state
//! is kept.

pub mod dialogue;

use fsm_core::{DatabaseOptions, DatabasePool, Metadata};
use fsm_storage::{DEFAULT_TABLE_NAME, FsmStorage};
use std::{env, error::Error, time::Duration};

/// What a bot works with.
pub struct Bot {
    pub pool: DatabasePool,
    pub storage: FsmStorage,
    /// The tables of the program, with the storage's under the name it has here.
    pub metadata: Metadata,
}

/// The database of `DATABASE_URL` and the storage in it, with every table created that is missing.
pub async fn open() -> Result<Bot, Box<dyn Error>> {
    let bot = connect().await?;
    bot.metadata.create_all(&bot.pool).await?;
    Ok(bot)
}

/// The database of `DATABASE_URL` and the storage in it, whether or not its tables are there.
///
/// The table is called as `FSM_TABLE_NAME` says.
pub async fn connect() -> Result<Bot, Box<dyn Error>> {
    let url = env::var("DATABASE_URL").unwrap_or("sqlite:bot.db?mode=rwc".to_owned());
    let table = env::var("FSM_TABLE_NAME").unwrap_or(DEFAULT_TABLE_NAME.to_owned());

    // Someone waits for an answer: rather say soon that the database is away.
    let options = DatabaseOptions::new().acquire_timeout(Duration::from_secs(5));
    let pool = options.connect(&url).await?;
    let mut metadata = fsm_core::metadata();
    let storage = FsmStorage::builder(&pool).table_name(table).attach(&mut metadata)?;
    Ok(Bot { pool, storage, metadata })
}
