//! The repository's own rules: one file a rule, each from the files' text to a list of faults.
//!
//! Compiles nothing and changes nothing.

mod length;
mod machine;
mod mention;
mod rooms;
mod table;
mod token;
mod tree;
mod unfinished;

use std::fmt;

pub(crate) use tree::Tree;

/// One place that breaks a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fault {
    pub(crate) file: String,
    pub(crate) line: usize,
    pub(crate) text: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.text)
    }
}

/// Everything in `tree` that breaks a rule, by file and line.
pub(crate) fn faults(tree: &Tree) -> Vec<Fault> {
    let rules = [rooms::check, mention::check, unfinished::check, machine::check, length::check];
    let mut faults: Vec<Fault> = rules.iter().flat_map(|rule| rule(tree)).collect();
    faults.sort();
    faults
}
