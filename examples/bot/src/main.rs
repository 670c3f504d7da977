//! A registration bot in the terminal. Each line of standard input is a message; `@7: hello` is
//! one from user 7.
//!
//! Kill it in the middle, start it again: every conversation goes on where it was.

use bot::{Bot, dialogue};
use fsm_storage::{FsmStorage, StorageKey};
use std::{error::Error, io::IsTerminal};
use tokio::io::{AsyncBufReadExt, BufReader};

const BOT: i64 = 1;
const CHAT: i64 = 1;
/// Who sits at the terminal.
const YOU: i64 = 1;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let Bot { pool, storage, .. } = bot::open().await?;
    println!("Conversations are kept in {}, table `{}`.", storage.dialect(), storage.table());
    // A file or a pipe: show the messages between the answers.
    let echo = !std::io::stdin().is_terminal();

    let mut input = BufReader::new(tokio::io::stdin());
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line).await? > 0 {
        if echo {
            println!("> {}", String::from_utf8_lossy(&line).trim_end());
        }
        match std::str::from_utf8(&line) {
            Ok(text) => {
                let (user, text) = sender(text);
                let reply = reply(&storage, user, text).await;
                if user == YOU { println!("{reply}") } else { println!("@{user}: {reply}") }
            }
            Err(_) => println!("I read UTF-8 only, and that was something else."),
        }
        line.clear();
    }
    pool.close().await;
    Ok(())
}

/// Who wrote a line, and what.
fn sender(line: &str) -> (i64, &str) {
    let other = line.strip_prefix('@').and_then(|rest| {
        let (user, text) = rest.split_once(':')?;
        Some((user.parse().ok()?, text))
    });
    other.unwrap_or((YOU, line))
}

/// The bot stays up, whatever happens in one conversation.
async fn reply(storage: &FsmStorage, user: i64, text: &str) -> String {
    let key = StorageKey::new(BOT, CHAT, user);
    match dialogue::answer(storage, &key, text).await {
        Ok(reply) => reply,
        Err(error) => {
            eprintln!("{error:?}");
            "Something went wrong on my side. Please write that again.".to_owned()
        }
    }
}
