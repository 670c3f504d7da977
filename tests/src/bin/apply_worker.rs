//! A process that may be killed: makes a change in the database it is given.

use fsm_core::DatabaseOptions;
use fsm_tests::model::altered;
use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let Some(url) = std::env::args().nth(1) else {
        eprintln!("usage: apply_worker URL");
        return ExitCode::from(2);
    };
    match run(&url).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:?}");
            ExitCode::FAILURE
        }
    }
}

async fn run(url: &str) -> Result<(), fsm_core::Error> {
    let pool = DatabaseOptions::new().max_connections(1).connect(url).await?;
    let (before, changes) = (altered::tables(), [altered::change()]);
    fsm_core::apply(&changes, &pool).before(&before, &[]).await?;
    pool.close().await;
    Ok(())
}
