//! Prints the SQL of the linked and the built tables on every dialect: what must be the same in every process and build.

use std::process::ExitCode;

use fsm_tests::{law, model};

fn main() -> ExitCode {
    let text = model::metadata()
        .map_err(|error| error.to_string())
        .and_then(|metadata| law::order::all_sql(&metadata));
    match text {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
