//! What `cargo xtask test` asks about databases: which can be reached, and what killed runs left behind.
//!
//! `databases find` writes a line for each server, `postgres ok URL` or `postgres` and the reason; `databases clean` removes.

use std::env;
use std::process::ExitCode;

use fsm_core::Dialect;
use fsm_tests::leftover;
use fsm_tests::server::Server;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match env::args().nth(1).as_deref() {
        Some("find") => find().await,
        Some("clean") => clean().await,
        _ => {
            eprintln!("usage: databases find|clean");
            ExitCode::from(2)
        }
    }
}

async fn find() -> ExitCode {
    for &dialect in Dialect::ALL.iter().filter(|&&dialect| dialect != Dialect::Sqlite) {
        match Server::find(dialect).await {
            Ok(server) => {
                println!("{} ok {}", dialect.key(), server.url().map_or("", |url| url.as_str()));
            }
            Err(unreached) => println!("{} {unreached}", dialect.key()),
        }
    }
    ExitCode::SUCCESS
}

async fn clean() -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for &dialect in Dialect::ALL {
        let server = match Server::find(dialect).await {
            Ok(server) => server,
            Err(unreached) => {
                println!("{dialect}: skipped, {unreached}");
                continue;
            }
        };
        match leftover::remove(&server).await {
            Ok(removed) if removed.is_empty() => println!("{dialect}: nothing left behind"),
            Ok(removed) => println!("{dialect}: removed {}", removed.join(", ")),
            Err(error) => {
                println!("{dialect}: {error}");
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}
