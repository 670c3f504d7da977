//! `cargo xtask bench`: the figures of `BENCHMARKS.md`.

use super::{Command, Outcome};
use crate::{Error, process};

pub(super) const COMMAND: Command = Command {
    name: "bench",
    arguments: "[--quick] [--on=DIALECT] [--rounds=N] [NAME ..]",
    about: "the figures of BENCHMARKS.md, or those named; `--quick` only shows that they run;\n        \
            `peers`, only when it is named, measures beside other libraries",
    run,
};

/// Beside other libraries: only when it is named, because those have to be compiled first.
const PEERS: &str = "peers";

/// Where that stands, a workspace of its own.
const PEERS_MANIFEST: &str = "benches/peers/Cargo.toml";

fn run(arguments: &[String]) -> Result<Outcome, Error> {
    let named = |argument: &&String| !argument.starts_with("--");
    let (peers, own): (Vec<_>, Vec<_>) =
        arguments.iter().partition(|argument| argument.as_str() == PEERS);
    let with_peers = !peers.is_empty();
    if !with_peers || own.iter().any(named) {
        // All of its programs: one bench times another of them.
        let mut build = process::cargo();
        build.args(["build", "--quiet", "--release", "--package", "fsm-benches"]);
        if !process::run(&mut build)?.success() {
            return Ok(Outcome::Failed);
        }
        let mut command = process::cargo();
        command.args(["run", "--quiet", "--release", "--package", "fsm-benches", "--"]).args(&own);
        if !process::run(&mut command)?.success() {
            return Ok(Outcome::Failed);
        }
    }
    if with_peers {
        let mut command = process::cargo();
        command.args(["run", "--quiet", "--release", "--locked", "--target-dir", "target/peers"]);
        command.args(["--manifest-path", PEERS_MANIFEST, "--"]);
        command.args(own.into_iter().filter(|argument| !named(argument)));
        if !process::run(&mut command)?.success() {
            return Ok(Outcome::Failed);
        }
    }
    Ok(Outcome::Fine)
}
