//! `cargo xtask bench`: the figures of `BENCHMARKS.md`.

use super::{Command, Outcome};
use crate::{Error, process};

pub(super) const COMMAND: Command = Command {
    name: "bench",
    arguments: "[--quick] [--on=DIALECT] [--rounds=N] [NAME ..]",
    about: "the figures of BENCHMARKS.md, or those named; `--quick` only shows that they run",
    run,
};

fn run(arguments: &[String]) -> Result<Outcome, Error> {
    let mut command = process::cargo();
    command.args(["run", "--quiet", "--release", "--package", "fsm-benches", "--"]).args(arguments);
    let status = process::run(&mut command)?;
    Ok(if status.success() { Outcome::Fine } else { Outcome::Failed })
}
