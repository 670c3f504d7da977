//! `cargo xtask determinism`: the SQL of one metadata, from separate processes and both build profiles, byte by byte.

use std::process::Command as Process;

use super::{Command, Outcome};
use crate::{Error, process};

pub(super) const COMMAND: Command = Command {
    name: "determinism",
    arguments: "",
    about: "compares the SQL that programs of the dev and the release profile print",
    run,
};

fn run(arguments: &[String]) -> Result<Outcome, Error> {
    if let Some(argument) = arguments.first() {
        return Ok(Outcome::Usage(format!("there is no argument `{argument}`")));
    }
    let mut texts: Vec<(&str, String)> = Vec::new();
    for profile in ["dev", "release"] {
        for _ in 0..3 {
            texts.push((profile, process::output(&mut spelled(profile))?));
        }
    }
    let Some((_, first)) = texts.first() else { return Ok(Outcome::Failed) };
    if !first.contains("CREATE TABLE") {
        return Err("the program printed no table".into());
    }
    for (profile, text) in &texts {
        if text != first {
            let differing = text.lines().zip(first.lines()).find(|(one, other)| one != other);
            println!("a program of the profile {profile} prints other SQL: {differing:?}");
            return Ok(Outcome::Failed);
        }
    }
    println!("{} bytes of SQL, the same in {} processes of two profiles", first.len(), texts.len());
    Ok(Outcome::Fine)
}

fn spelled(profile: &str) -> Process {
    let mut command = process::cargo();
    command.args(["run", "--quiet", "-p", "fsm-tests", "--bin", "spelled", "--profile", profile]);
    command
}
