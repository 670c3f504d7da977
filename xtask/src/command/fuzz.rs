//! `cargo xtask fuzz`: the laws of quoting and naming on random texts for a while.

use std::path::Path;
use std::time::{Duration, Instant};

use super::number::numbers;
use super::{Command, Outcome};
use crate::{Error, process};

pub(super) const COMMAND: Command = Command {
    name: "fuzz",
    arguments: "[--seconds 60]",
    about: "the laws of quoting, naming and structure on random texts, then the same guided by\n        \
            coverage if cargo-fuzz and a nightly toolchain are installed",
    run,
};

/// Random cases of one run of the test program, few enough that a run takes seconds; each has seeds of its own.
const CASES: &str = "500";

fn run(arguments: &[String]) -> Result<Outcome, Error> {
    let [seconds] = match numbers(arguments, [("--seconds", 60)]) {
        Ok(numbers) => numbers,
        Err(problem) => return Ok(Outcome::Usage(problem)),
    };
    let started = Instant::now();
    let mut runs = 0;
    while started.elapsed() < Duration::from_secs(seconds) {
        let mut test = process::cargo();
        test.args(["test", "--quiet", "-p", "fsm-tests", "--test", "law", "fuzzed"]);
        if !process::run(test.env("PROPTEST_CASES", CASES))?.success() {
            return Ok(Outcome::Failed);
        }
        runs += 1;
    }
    println!("{runs} runs of {CASES} cases for each law in {:.0?}", started.elapsed());
    guided(seconds)
}

/// Each target of `fuzz/` for the given time.
fn guided(seconds: u64) -> Result<Outcome, Error> {
    let mut asked = process::cargo();
    if process::output(asked.args(["+nightly", "fuzz", "--version"])).is_err() {
        println!("cargo-fuzz with a nightly toolchain is not installed: no guided fuzzing");
        return Ok(Outcome::Fine);
    }
    let targets = process::root().join("fuzz/fuzz_targets");
    let mut names: Vec<String> = std::fs::read_dir(targets)?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter_map(|path| Path::new(&path).file_stem().map(|stem| stem.to_string_lossy().into()))
        .collect();
    names.sort();
    for name in names {
        let mut fuzz = process::cargo();
        fuzz.args(["+nightly", "fuzz", "run", &name, "--", &format!("-max_total_time={seconds}")]);
        if !process::run(&mut fuzz)?.success() {
            return Ok(Outcome::Failed);
        }
    }
    Ok(Outcome::Fine)
}
