//! The folders of the cases: read, compared with, and written anew where that is asked for.
//!
//! Decides nothing about what is right: who blesses reads the diff.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use fsm_core::Dialect;

use crate::list;

/// The table holds at least so many cases.
const CASES: usize = 250;

/// What a case comes out as on a database.
pub(crate) enum Outcome {
    /// What was found.
    Found(String),
    /// Why there is nothing to find.
    None(String),
}

/// That the outcome is as written.
///
/// # Errors
/// With what is written and what is not.
pub(crate) fn check(name: &str, dialect: Dialect, outcome: &Outcome) -> Result<(), String> {
    let file = folder().join(name).join(format!("{}.txt", dialect.key()));
    let none = file.with_extension("none");
    let (file, other, text) = match outcome {
        Outcome::Found(text) => (file, none, text),
        Outcome::None(text) => (none, file, text),
    };
    if std::env::var_os("BLESS").is_some() {
        let parent = file.parent().unwrap_or(&file);
        fs::create_dir_all(parent).map_err(|error| error.to_string())?;
        fs::write(&file, text).map_err(|error| error.to_string())?;
        let _ = fs::remove_file(&other);
    }
    if other.exists() {
        let there = fs::read_to_string(&other).unwrap_or_default();
        return Err(format!("{} says\n{there}now it is\n{text}", other.display()));
    }
    match fs::read_to_string(&file) {
        Ok(there) if there == *text => Ok(()),
        Ok(there) => Err(format!("{} says\n{there}now it is\n{text}", file.display())),
        Err(error) => Err(format!("{}: {error}; now it is\n{text}", file.display())),
    }
}

/// That there is a folder for every case, a case for every folder, and enough of both.
///
/// # Errors
/// With the names that have no partner.
pub(crate) fn folders() -> Result<(), String> {
    let mut names = BTreeSet::new();
    for case in list::themes().into_iter().flat_map(|(_, cases)| cases) {
        if !names.insert(case.name.to_owned()) {
            return Err(format!("two cases are called `{}`", case.name));
        }
    }
    if names.len() < CASES {
        return Err(format!("there are {} cases, and at least {CASES} are asked for", names.len()));
    }
    if std::env::var_os("BLESS").is_some() {
        return Ok(());
    }
    let entries = fs::read_dir(folder()).map_err(|error| error.to_string())?;
    let mut written = BTreeSet::new();
    for entry in entries {
        let entry = entry.map_err(|error| error.to_string())?;
        written.insert(entry.file_name().to_string_lossy().into_owned());
    }
    let alone: Vec<&String> = names.symmetric_difference(&written).collect();
    if alone.is_empty() {
        return Ok(());
    }
    Err(format!("a case without a folder, or a folder without a case: {alone:?}"))
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("changes/cases")
}
