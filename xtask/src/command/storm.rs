//! `cargo xtask storm`: the storms of processes and the kills, with as many rounds as one wants.

use super::number::numbers;
use super::test::{Wish, test};
use super::{Command, Outcome};
use crate::Error;

pub(super) const COMMAND: Command = Command {
    name: "storm",
    arguments: "[--rounds 20] [--processes 32] [--kills 30]",
    about: "many processes call `create_all` at once, on every database, and some are killed;\n        \
            PostgreSQL lets 100 connections in, which bounds the processes",
    run,
};

fn run(arguments: &[String]) -> Result<Outcome, Error> {
    let names = [("--rounds", 20), ("--processes", 32), ("--kills", 30)];
    let [rounds, processes, kills] = match numbers(arguments, names) {
        Ok(numbers) => numbers,
        Err(problem) => return Ok(Outcome::Usage(problem)),
    };
    let rest = ["-p", "fsm-tests", "--test", "adversary", "--", "storm::", "--nocapture"];
    let wish = Wish {
        environment: vec![
            ("FSM_STORM_ROUNDS", rounds.to_string()),
            ("FSM_STORM_PROCESSES", processes.to_string()),
            ("FSM_KILL_ROUNDS", kills.to_string()),
        ],
        rest: rest.map(str::to_owned).into(),
        ..Wish::default()
    };
    // A storm that leaves a database out shows nothing about it.
    test(&wish, true)
}
