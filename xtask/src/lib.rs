//! What a contributor and CI run: `cargo xtask COMMAND`, as a library, because tests start servers
//! of their own as well.
//!
//! Knows the list of commands only; each command is a file in `command`.

mod command;
mod interrupt;
mod process;
pub mod server;
mod tidy;

use std::env;
use std::process::ExitCode;

use command::{COMMANDS, Outcome};

/// What a command could not do, as a sentence for the terminal.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// Runs the command that the command line names.
#[must_use]
pub fn run() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else {
        print!("{}", command::usage());
        return ExitCode::from(2);
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        print!("{}", command::usage());
        return ExitCode::SUCCESS;
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprintln!("there is no command `{name}`\n\n{}", command::usage());
        return ExitCode::from(2);
    };
    match (command.run)(rest) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Failed) => ExitCode::FAILURE,
        Ok(Outcome::Usage(problem)) => {
            eprintln!("{problem}\n\nusage: cargo xtask {} {}", command.name, command.arguments);
            ExitCode::from(2)
        }
        Err(error) => {
            eprintln!("cargo xtask {}: {error}", command.name);
            ExitCode::FAILURE
        }
    }
}
