//! One process of a storm: connects to the URL it is given, says so, waits for a line, creates what is missing.
//!
//! Prints how many objects it created; its exit code says whether it could.

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use fsm_core::DatabaseOptions;
use fsm_tests::model;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Some(url) = std::env::args().nth(1) else {
        eprintln!("usage: storm_worker URL");
        return ExitCode::from(2);
    };
    match run(&url).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let source = std::error::Error::source(&*error).map(ToString::to_string);
            eprintln!("{error} {}", source.unwrap_or_default());
            ExitCode::FAILURE
        }
    }
}

async fn run(url: &str) -> Result<(), Box<dyn std::error::Error>> {
    let metadata = model::metadata()?;
    // One connection a process: PostgreSQL lets 100 in.
    let pool = DatabaseOptions::new().max_connections(1).connect(url).await?;
    say("ready")?;
    // All processes of a storm get this line at the same moment.
    io::stdin().lock().read_line(&mut String::new())?;
    let created = metadata.create_all(&pool).await?;
    say(&format!("created {}", created.created.len()))?;
    pool.close().await;
    Ok(())
}

fn say(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}
