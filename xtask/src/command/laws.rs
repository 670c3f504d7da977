//! `cargo xtask laws`: the laws of reading, comparing and changing on random schemas, as many as one wants.
//!
//! It only says which seeds are tried and where; what a seed stands for and what has to hold is in `tests/reading`.

use super::test::{Wish, test};
use super::{Command, Outcome};
use crate::Error;

pub(super) const COMMAND: Command = Command {
    name: "laws",
    arguments: "[--seeds=100000] [--on=sqlite|postgres|mysql] [--from=0]",
    about: "random schemas and random changes of them are created, read, compared, changed and changed back,\n        \
            on every database or on one; a seed that breaks a law is made small and printed,\n        \
            with the command that tries it again",
    run,
};

/// Seeds a database, unless the arguments say otherwise.
const SEEDS: u64 = 100_000;

/// Which seeds, and on which database.
#[derive(Debug, PartialEq)]
struct Which {
    seeds: u64,
    from: u64,
    on: Option<&'static str>,
}

impl Which {
    fn of(arguments: &[String]) -> Result<Self, String> {
        let mut which = Self { seeds: SEEDS, from: 0, on: None };
        for argument in arguments {
            let Some((flag, value)) = argument.split_once('=') else {
                return Err(format!("there is no argument `{argument}`"));
            };
            let number = || {
                value.parse::<u64>().map_err(|_| format!("`{flag}` needs a number after the `=`"))
            };
            match flag {
                "--seeds" => which.seeds = number()?,
                "--from" => which.from = number()?,
                "--on" => {
                    let known = ["sqlite", "postgres", "mysql"];
                    let on = known.into_iter().find(|known| *known == value);
                    which.on = Some(on.ok_or_else(|| {
                        format!("there is no database `{value}`; `sqlite`, `postgres` and `mysql` there are")
                    })?);
                }
                _ => return Err(format!("there is no argument `{flag}`")),
            }
        }
        if which.seeds == 0 {
            return Err("`--seeds` needs a number above 0".to_owned());
        }
        Ok(which)
    }
}

fn run(arguments: &[String]) -> Result<Outcome, Error> {
    let which = match Which::of(arguments) {
        Ok(which) => which,
        Err(problem) => return Ok(Outcome::Usage(problem)),
    };
    let mut rest: Vec<String> =
        ["-p", "fsm-tests", "--test", "reading", "--"].map(str::to_owned).into();
    rest.extend(which.on.map(str::to_owned));
    rest.push("--nocapture".to_owned());
    let environment = vec![
        ("FSM_READING_SEEDS", which.seeds.to_string()),
        ("FSM_READING_FROM", which.from.to_string()),
    ];
    test(&Wish { environment, rest, ..Wish::default() }, true)
}

#[cfg(test)]
mod tests {
    use super::{SEEDS, Which};

    fn which(arguments: &[&str]) -> Result<Which, String> {
        Which::of(&arguments.iter().map(|&argument| argument.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_arguments_say_which_seeds_and_where() {
        assert_eq!(which(&[]), Ok(Which { seeds: SEEDS, from: 0, on: None }));
        assert_eq!(
            which(&["--from=7", "--seeds=3", "--on=mysql"]),
            Ok(Which { seeds: 3, from: 7, on: Some("mysql") })
        );
    }

    #[test]
    fn what_is_no_number_and_no_database_is_refused() {
        for wrong in ["--seeds", "--seeds=", "--seeds=0", "--seeds=x", "--on=oracle", "--at=1"] {
            assert!(which(&[wrong]).is_err(), "{wrong}");
        }
    }
}
