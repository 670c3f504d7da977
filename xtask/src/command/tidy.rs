//! `cargo xtask tidy`: the repository's own rules, which no compiler checks.

use super::{Command, Outcome};
use crate::tidy::Tree;
use crate::{Error, process, tidy};

pub(super) const COMMAND: Command = Command {
    name: "tidy",
    arguments: "",
    about: "rooms as in ARCHITECTURE.md, file names in the docs, unfinished work, machine paths, long files",
    run,
};

pub(super) fn run(arguments: &[String]) -> Result<Outcome, Error> {
    if !arguments.is_empty() {
        return Ok(Outcome::Usage("`tidy` takes no arguments".into()));
    }
    let tree = Tree::read(&process::root())?;
    let faults = tidy::faults(&tree);
    for fault in &faults {
        println!("{fault}");
    }
    println!("tidy: {} files, {} faults", tree.files().len(), faults.len());
    Ok(if faults.is_empty() { Outcome::Fine } else { Outcome::Failed })
}
