//! The commands, one file each; adding one is a file and a line in the list.

mod bench;
mod ci;
mod deny;
mod determinism;
mod fuzz;
mod laws;
mod number;
mod storm;
mod test;
mod tidy;

use crate::Error;

/// What came of a command that could do its work.
pub(crate) enum Outcome {
    /// Nothing was found.
    Fine,
    /// Something was found, and has been printed.
    Failed,
    /// The arguments make no sense; the text says why.
    Usage(String),
}

/// One command.
pub(crate) struct Command {
    pub(crate) name: &'static str,
    pub(crate) arguments: &'static str,
    pub(crate) about: &'static str,
    pub(crate) run: fn(&[String]) -> Result<Outcome, Error>,
}

/// All commands, in the order in which the help shows them.
pub(crate) const COMMANDS: &[Command] = &[
    test::COMMAND,
    ci::COMMAND,
    tidy::COMMAND,
    deny::COMMAND,
    bench::COMMAND,
    storm::COMMAND,
    laws::COMMAND,
    determinism::COMMAND,
    fuzz::COMMAND,
];

/// The text of `cargo xtask help`.
pub(crate) fn usage() -> String {
    let mut text = "usage: cargo xtask COMMAND\n\n".to_owned();
    for command in COMMANDS {
        let line = format!("  {} {}", command.name, command.arguments);
        text.push_str(line.trim_end());
        text.push_str("\n        ");
        text.push_str(command.about);
        text.push('\n');
    }
    text
}
