//! One process of a storm on the storage: connects to the URL it is given and says so, then lets some of the
//! actors do what each line of its input says.
//!
//! Answers a line for each: `done` and what the actors said, or `failed` and why.

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use fsm_tests::load::Stage;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let numbers: Vec<usize> = arguments.iter().skip(1).filter_map(|n| n.parse().ok()).collect();
    let ([url, _, _], [from, to]) = (&*arguments, &*numbers) else {
        eprintln!("usage: storage_worker URL FIRST_ACTOR END_OF_ACTORS");
        return ExitCode::from(2);
    };
    match run(url, *from..*to).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:?}");
            ExitCode::FAILURE
        }
    }
}

async fn run(url: &str, actors: std::ops::Range<usize>) -> Result<(), fsm_tests::load::Error> {
    // Eight of these are within what PostgreSQL lets in.
    let stage = Stage::connect(url, 4).await?;
    say("ready")?;
    for command in io::stdin().lock().lines() {
        match stage.all(actors.clone(), &command?).await {
            Ok(said) => say(&format!("done {}", said.join(" ")))?,
            Err(error) => say(&format!("failed {}", format!("{error:?}").replace('\n', " ")))?,
        }
    }
    stage.pool.close().await;
    Ok(())
}

fn say(line: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}
