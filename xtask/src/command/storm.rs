//! `cargo xtask storm`: the storms of processes and the kills, with as many rounds as one wants.

use super::number::numbers;
use super::test::{Wish, test};
use super::{Command, Outcome};
use crate::Error;

pub(super) const COMMAND: Command = Command {
    name: "storm",
    arguments: "[--rounds 20] [--processes 32] [--kills 30] | storage [--updates 200] [--races 100]\n        \
                [--rounds 1000] [--locks 50] [--kills 100] [--restarts 5]\n        \
                | migrate [--seeds 5] [--stride 1] [--processes 50]",
    about: "many processes call `create_all` at once, on every database, and some are killed;\n        \
            PostgreSQL lets 100 connections in, which bounds the processes;\n        \
            with `storage` 64 tasks and 8 processes use one conversation, are killed and paused,\n        \
            and servers of our own are restarted meanwhile; with `migrate` a run of revisions is killed,\n        \
            and its session ended, at every place, and many run the same at once",
    run,
};

/// A storm: which tests it is, and what they are told unless the arguments say otherwise.
struct Storm<const N: usize> {
    tests: &'static str,
    /// The test program that they are in.
    program: &'static str,
    /// A flag, the usual number, and the variable.
    numbers: [(&'static str, u64, &'static str); N],
}

const SCHEMA: Storm<3> = Storm {
    tests: "storm::",
    program: "adversary",
    numbers: [
        ("--rounds", 20, "FSM_STORM_ROUNDS"),
        ("--processes", 32, "FSM_STORM_PROCESSES"),
        ("--kills", 30, "FSM_KILL_ROUNDS"),
    ],
};

const STORAGE: Storm<6> = Storm {
    tests: "storage::",
    program: "adversary",
    numbers: [
        ("--updates", 200, "FSM_STORAGE_UPDATES"),
        ("--races", 100, "FSM_STORAGE_RACES"),
        ("--rounds", 1000, "FSM_STORAGE_ROUNDS"),
        ("--locks", 50, "FSM_STORAGE_LOCKS"),
        ("--kills", 100, "FSM_STORAGE_KILLS"),
        ("--restarts", 5, "FSM_STORAGE_RESTARTS"),
    ],
};

const MIGRATE: Storm<3> = Storm {
    tests: "crash::",
    program: "migrate",
    numbers: [
        ("--seeds", 5, "FSM_CRASH_SEEDS"),
        ("--stride", 1, "FSM_CRASH_STRIDE"),
        ("--processes", 50, "FSM_CRASH_PROCESSES"),
    ],
};

fn run(arguments: &[String]) -> Result<Outcome, Error> {
    match arguments.split_first() {
        Some((first, rest)) if first == "migrate" => MIGRATE.run(rest),
        Some((first, rest)) if first == "storage" => STORAGE.run(rest),
        _ => SCHEMA.run(arguments),
    }
}

impl<const N: usize> Storm<N> {
    fn run(&self, arguments: &[String]) -> Result<Outcome, Error> {
        let names = self.numbers.map(|(flag, usual, _)| (flag, usual));
        let values = match numbers(arguments, names) {
            Ok(values) => values,
            Err(problem) => return Ok(Outcome::Usage(problem)),
        };
        let variables = self.numbers.map(|(_, _, variable)| variable);
        let environment = variables.into_iter().zip(values.map(|value| value.to_string()));
        let rest = ["-p", "fsm-tests", "--test", self.program, "--", self.tests, "--nocapture"];
        let wish = Wish {
            environment: environment.collect(),
            rest: rest.map(str::to_owned).into(),
            ..Wish::default()
        };
        // A storm that leaves a database out shows nothing about it.
        test(&wish, true)
    }
}
