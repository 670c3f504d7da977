//! `cargo xtask test`: the whole test run, with every database found or started.

use std::env;
use std::process::Command as Process;

use super::{Command, Outcome};
use crate::server::{self, Kind, Private};
use crate::{Error, process};

pub(super) const COMMAND: Command = Command {
    name: "test",
    arguments: "[--install] [--clean] [ARGS..]",
    about: "`cargo test --workspace ARGS` with PostgreSQL and MariaDB found, or started for this run;\n        \
            --install installs what is missing (Debian), --clean removes databases of killed runs",
    run,
};

/// What the arguments ask for.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Wish {
    pub(super) install: bool,
    pub(super) clean: bool,
    /// What the tests are told besides.
    pub(super) environment: Vec<(&'static str, String)>,
    /// For `cargo test`.
    pub(super) rest: Vec<String>,
}

impl Wish {
    /// Takes our own flags out; what comes after `--` is never ours.
    fn of(arguments: &[String]) -> Self {
        let mut wish = Self::default();
        let mut ours = true;
        for argument in arguments {
            match argument.as_str() {
                "--install" if ours => wish.install = true,
                "--clean" if ours => wish.clean = true,
                other => {
                    ours &= other != "--";
                    wish.rest.push(other.to_owned());
                }
            }
        }
        wish
    }
}

fn run(arguments: &[String]) -> Result<Outcome, Error> {
    let wish = Wish::of(arguments);
    if wish.clean {
        if !wish.rest.is_empty() {
            return Ok(Outcome::Usage(
                "`--clean` runs no tests and takes no other arguments".into(),
            ));
        }
        return clean();
    }
    test(&wish, env::var_os("CI").is_some())
}

/// Runs the tests that `wish` asks for; `strict` makes a database that is not reached a failure.
pub(super) fn test(wish: &Wish, strict: bool) -> Result<Outcome, Error> {
    // Build first: a server need not wait for the compiler.
    if !process::run(cargo_test(&wish.rest).arg("--no-run"))?.success() {
        return Ok(Outcome::Failed);
    }
    let found = server::found(&answers("find")?, Kind::is_named)?;
    let servers = start(&found.missing, wish.install)?;
    let mut command = cargo_test(&wish.rest);
    command.arg("--no-fail-fast").args(after_separator(&wish.rest));
    // Named to the tests, each of these is promised: one that goes away makes them fail.
    command.envs(found.there.iter().map(|(kind, url)| (kind.variable(), url)));
    command.envs(servers.iter().map(|server| (server.kind().variable(), server.url())));
    command.envs(wish.environment.iter().map(|(name, value)| (name, value)));
    if strict {
        command.env("CI", "true");
    }
    println!("{}", process::line(&command));
    let result = process::run(&mut command);
    for server in servers {
        server.stop()?;
    }
    Ok(if result?.success() { Outcome::Fine } else { Outcome::Failed })
}

/// `cargo test` with the arguments before `--`.
fn cargo_test(rest: &[String]) -> Process {
    let mut command = process::cargo();
    command.arg("test");
    let own: Vec<&String> = rest.iter().take_while(|argument| *argument != "--").collect();
    let chosen = |argument: &&String| {
        matches!(argument.as_str(), "-p" | "--package" | "--workspace" | "--manifest-path")
            || argument.starts_with("--package=")
    };
    if !own.iter().any(chosen) {
        command.arg("--workspace");
    }
    command.args(own);
    command
}

fn after_separator(rest: &[String]) -> impl Iterator<Item = &String> {
    rest.iter().skip_while(|argument| *argument != "--")
}

/// Starts a private server of each kind.
fn start(kinds: &[Kind], install: bool) -> Result<Vec<Private>, Error> {
    let absent = || kinds.iter().copied().filter(|kind| !kind.is_installed()).collect::<Vec<_>>();
    if install && !absent().is_empty() {
        server::install(&absent())?;
    }
    match absent().as_slice() {
        [] => kinds.iter().copied().map(Private::start_for_command).collect(),
        absent => Err(server::advice(absent).into()),
    }
}

fn clean() -> Result<Outcome, Error> {
    print!("{}", answers("clean")?);
    Ok(Outcome::Fine)
}

/// What the test package's own program says about the databases.
///
/// It connects as the tests do, so that a server which refuses them does not count as there.
fn answers(verb: &str) -> Result<String, Error> {
    let mut build = process::cargo();
    // Built as part of the whole workspace: with other features everything would be compiled twice.
    build.args(["build", "--quiet", "--workspace", "--bin", "databases"]);
    if !process::run(&mut build)?.success() {
        return Err("the program that looks for databases does not compile".into());
    }
    // Both programs are built into one folder, wherever cargo was told to put it.
    let program =
        env::current_exe()?.with_file_name(format!("databases{}", env::consts::EXE_SUFFIX));
    process::output(Process::new(program).arg(verb))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(arguments: &[&str]) -> Wish {
        Wish::of(&arguments.iter().map(|&argument| argument.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn own_flags_end_at_the_separator() {
        let wish = wish(&["--install", "-p", "x", "--", "--clean"]);
        assert!(wish.install && !wish.clean);
        assert_eq!(wish.rest, ["-p", "x", "--", "--clean"]);
    }

    #[test]
    fn a_chosen_package_replaces_the_workspace() {
        let line = |rest: &[&str]| {
            process::line(&cargo_test(&wish(rest).rest))
                .split_once(' ')
                .map(|(_, rest)| rest.to_owned())
        };
        assert_eq!(line(&["name"]).as_deref(), Some("test --workspace name"));
        assert_eq!(line(&["-p", "x", "--", "-p"]).as_deref(), Some("test -p x"));
    }
}
