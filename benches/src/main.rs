//! The figures of `BENCHMARKS.md`: `fsm-benches [--quick] [--on=DIALECT] [--rounds=N] [NAME ..]`.
//!
//! Knows the list of benches only; each is a file of its own.

mod by_hand;
mod capture;
mod catalog;
mod commands;
mod compare;
mod contest;
mod create;
mod databases;
mod derive;
mod generated;
mod graph;
mod metadata;
mod migrate;
mod noop;
mod reflect;
mod registry;
mod storage;
mod tables;

use fsm_core::Dialect;
use std::env;
use std::process::ExitCode;

/// What stopped a bench.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How much is measured.
struct Settings {
    /// Only whether the benches run.
    quick: bool,
    /// The only database to measure on; `None` for all that answer.
    on: Option<Dialect>,
    /// How often each way is measured; `None` for the bench's own number.
    rounds: Option<usize>,
}

/// One bench.
struct Bench {
    name: &'static str,
    about: &'static str,
    run: fn(&Settings) -> Result<(), Failure>,
}

/// All benches, in the order of `BENCHMARKS.md`.
const BENCHES: &[Bench] = &[
    Bench {
        name: "noop",
        about: "`create_all` where nothing is missing, on each database",
        run: noop::run,
    },
    Bench {
        name: "create",
        about: "`create_all` of 1,000 tables on an empty database, on each database",
        run: create::run,
    },
    Bench {
        name: "registry",
        about: "from the registry of a linked program to sorted metadata",
        run: registry::run,
    },
    Bench {
        name: "metadata",
        about: "every step in memory, up to 100,000 tables",
        run: metadata::run,
    },
    Bench {
        name: "compare",
        about: "comparing up to 10,000 equal tables in memory",
        run: compare::run,
    },
    Bench {
        name: "reflect",
        about: "reading and comparing up to 1,000 tables beside the bare queries, on each database",
        run: reflect::run,
    },
    Bench {
        name: "derive",
        about: "what deriving adds to `cargo check` and `cargo build`",
        run: derive::run,
    },
    Bench {
        name: "graph",
        about: "loading revisions and planning on them, up to 100,000",
        run: graph::run,
    },
    Bench {
        name: "migrate",
        about: "1,000 revisions of a table each beside the same by hand, on each database",
        run: migrate::run,
    },
    Bench {
        name: "commands",
        about: "`current`, `heads` and `history` of a program with 1,000 revisions",
        run: commands::run,
    },
    Bench {
        name: "storage",
        about: "the storage's operations beside the same by hand, on each database",
        run: storage::run,
    },
    Bench {
        name: "storage-million",
        about: "1,000,000 conversations beside 1,000, on each database",
        run: storage::million::run,
    },
];

fn main() -> ExitCode {
    let Some((settings, names)) = arguments(env::args().skip(1)) else {
        eprint!("{}", usage());
        return ExitCode::from(2);
    };
    for bench in BENCHES {
        if names.is_empty() || names.iter().any(|name| name == bench.name) {
            if let Err(failure) = (bench.run)(&settings) {
                eprintln!("{}: {}", bench.name, causes(&*failure));
                return ExitCode::FAILURE;
            }
            println!();
        }
    }
    ExitCode::SUCCESS
}

/// The settings, and the benches that were named; `None` if something is unknown.
fn arguments(arguments: impl Iterator<Item = String>) -> Option<(Settings, Vec<String>)> {
    let (mut settings, mut names) = (Settings { quick: false, on: None, rounds: None }, Vec::new());
    for argument in arguments {
        if argument == "--quick" {
            settings.quick = true;
        } else if let Some(key) = argument.strip_prefix("--on=") {
            settings.on = Some(Dialect::from_key(key)?);
        } else if let Some(number) = argument.strip_prefix("--rounds=") {
            settings.rounds = Some(number.parse().ok()?);
        } else if BENCHES.iter().any(|bench| bench.name == argument) {
            names.push(argument);
        } else {
            return None;
        }
    }
    Some((settings, names))
}

/// The failure and what it came from.
fn causes(failure: &dyn std::error::Error) -> String {
    let mut text = failure.to_string();
    let mut cause = failure.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

fn usage() -> String {
    let benches = BENCHES.iter().map(|bench| format!("  {:15}  {}\n", bench.name, bench.about));
    let usage = "usage: cargo xtask bench [--quick] [--on=DIALECT] [--rounds=N] [NAME ..]\n\n";
    std::iter::once(usage.to_owned()).chain(benches).collect()
}
