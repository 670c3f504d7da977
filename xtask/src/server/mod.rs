//! Private throw-away servers for one test run: a folder, a free port, gone afterwards.
//!
//! Never touches a server that was already there.

mod account;
mod mysql;
mod postgres;
mod private;
mod programs;

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Error, process};
use account::Account;
pub use private::{Ending, Private};

/// A server that this program can start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// PostgreSQL.
    Postgres,
    /// MariaDB or MySQL.
    Mysql,
}

/// How one kind of server is prepared, started, asked and stopped.
struct Recipe {
    /// Programs that fill the data folder, in order.
    prepare: Vec<Command>,
    serve: Command,
    /// Succeeds once the server lets clients in.
    ready: Command,
    /// The signal for the fastest tidy stop.
    stop: &'static str,
    /// The signal that throws clients out and writes everything.
    tidy: &'static str,
    /// The signal that leaves it no time.
    crash: &'static str,
    url: String,
}

impl Kind {
    const ALL: [Self; 2] = [Self::Postgres, Self::Mysql];

    /// As `databases find` spells it.
    fn key(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::Mysql => "mysql",
        }
    }

    /// The variable that names a server of this kind to the tests.
    pub(crate) fn variable(self) -> &'static str {
        match self {
            Self::Postgres => "FSM_TEST_POSTGRES_URL",
            Self::Mysql => "FSM_TEST_MYSQL_URL",
        }
    }

    /// Whether the caller named a server of this kind.
    pub(crate) fn is_named(self) -> bool {
        env::var_os(self.variable()).is_some_and(|url| !url.is_empty())
    }

    /// The Debian package that brings this server.
    fn package(self) -> &'static str {
        match self {
            Self::Postgres => "postgresql",
            Self::Mysql => "mariadb-server",
        }
    }

    /// Whether the programs for a private server are on this machine.
    #[must_use]
    pub fn is_installed(self) -> bool {
        match self {
            Self::Postgres => postgres::programs().is_some(),
            Self::Mysql => mysql::programs().is_some(),
        }
    }

    fn recipe(self, folder: &Path, port: u16) -> Result<Recipe, Error> {
        let absent = || advice(&[self]);
        Ok(match self {
            Self::Postgres => {
                postgres::recipe(&postgres::programs().ok_or_else(absent)?, folder, port)
            }
            Self::Mysql => mysql::recipe(&mysql::programs().ok_or_else(absent)?, folder, port),
        })
    }
}

/// What the tests found out about servers that run already.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// Servers that answered, by the URL that did.
    pub(crate) there: Vec<(Kind, String)>,
    pub(crate) missing: Vec<Kind>,
}

/// Reads `answers` of `databases find`.
///
/// A server that a variable names (`is_named`) and that does not answer is an error: starting another would hide it.
pub(crate) fn found(answers: &str, is_named: impl Fn(Kind) -> bool) -> Result<Found, Error> {
    let mut found = Found::default();
    for kind in Kind::ALL {
        let answer =
            answers.lines().find_map(|line| line.strip_prefix(kind.key())?.strip_prefix(' '));
        let answer =
            answer.ok_or_else(|| format!("nothing was said about {}: {answers}", kind.key()))?;
        if let Some(url) = answer.strip_prefix("ok ") {
            found.there.push((kind, url.to_owned()));
        } else if is_named(kind) {
            return Err(answer.into());
        } else {
            println!("{}: {answer}", kind.key());
            found.missing.push(kind);
        }
    }
    Ok(found)
}

/// What to do about servers that are not installed.
pub(crate) fn advice(kinds: &[Kind]) -> String {
    let packages: Vec<&str> = kinds.iter().map(|kind| kind.package()).collect();
    let variables: Vec<&str> = kinds.iter().map(|kind| kind.variable()).collect();
    format!(
        "no server answers and none is installed: on Debian `apt-get install {}` (or `--install` here), \
         or name a running server in {}; `cargo test --workspace` does without",
        packages.join(" "),
        variables.join(" and "),
    )
}

/// Installs the packages of `kinds` on Debian.
pub(crate) fn install(kinds: &[Kind]) -> Result<(), Error> {
    let sudo = !Account::is_root()?;
    let apt = |arguments: &[&str]| {
        let mut command = Command::new(if sudo { "sudo" } else { "apt-get" });
        if sudo {
            command.arg("apt-get");
        }
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        println!("{}", process::line(&command));
        let status = process::run(&mut command)?;
        if status.success() {
            Ok(())
        } else {
            Err(Error::from(format!("apt-get ended with {status}")))
        }
    };
    apt(&["update"])?;
    let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
    arguments.extend(kinds.iter().map(|kind| kind.package()));
    apt(&arguments)
}

/// A folder of `folder` with the server's own files in it.
fn data(folder: &Path) -> PathBuf {
    folder.join("data")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_there_by_its_url_or_missing() -> Result<(), Error> {
        let answers = "postgres ok postgres://h/d\nmysql 127.0.0.1:3306 does not answer\n";
        let there = vec![(Kind::Postgres, "postgres://h/d".to_owned())];
        assert_eq!(found(answers, |_| false)?, Found { there, missing: vec![Kind::Mysql] });
        Ok(())
    }

    #[test]
    fn a_named_server_that_does_not_answer_is_an_error() {
        assert!(found("postgres gone\nmysql ok mysql://h/d\n", |_| true).is_err());
    }

    #[test]
    fn silence_about_a_server_is_an_error() {
        assert!(found("postgres ok postgres://h/d\n", |_| false).is_err());
    }

    #[test]
    fn advice_names_every_package() {
        let text = advice(&Kind::ALL);
        assert!(text.contains("apt-get install postgresql mariadb-server"), "{text}");
    }
}
