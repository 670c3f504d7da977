//! What `fsm.toml` says, as plain values.
//! It never reads a file or the environment: text and variables are handed in.

mod draft;
mod duration;
mod reader;
mod template;

#[cfg(test)]
mod tests;

pub use template::{Template, shown_url};

use crate::{Error, ErrorKind, Timeouts, TransactionMode};
use draft::Draft;
use fsm_core::{Compared, Filter, LockStrategy, TableName};
use std::collections::BTreeMap;
use std::time::Duration;

/// What the file is called unless the command line says otherwise.
pub const FILE_NAME: &str = "fsm.toml";

/// The table that holds which revisions are applied, unless the file says otherwise.
pub const VERSION_TABLE: &str = "fsm_version";

/// A configuration file: what it says, and what it says for each environment that it names.
#[derive(Clone, Debug, Default)]
pub struct ConfigFile {
    name: String,
    base: Draft,
    environments: BTreeMap<String, Draft>,
}

/// What holds in one environment. Paths are as they are written: relative to the file's folder.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Config {
    /// The folder of the migrations module.
    pub script_location: String,
    /// Further folders with revisions.
    pub version_locations: Vec<String>,
    /// The file that lists the modules; in each folder `mod.rs` unless it is said.
    pub module_file: Option<String>,
    /// How a revision's file is called.
    pub file_template: Option<String>,
    /// The time zone of dates in files: `UTC`, `local`, or a name such as `Europe/Berlin`.
    pub timezone: String,
    /// The set whose revisions these are, for a library; the application's own unless it is said.
    pub set: Option<String>,
    /// The database.
    pub url: Option<Template>,
    /// The table that holds which revisions are applied.
    pub version_table: TableName,
    /// What one transaction holds.
    pub transaction_mode: TransactionMode,
    /// How processes that migrate at the same time keep out of each other's way.
    pub lock: LockStrategy,
    /// How long to wait for that.
    pub lock_timeout: Option<Duration>,
    /// How long statements wait, and how often they are tried again.
    pub timeouts: Timeouts,
    /// Tables that are looked at; all of them if there is none.
    pub include: Vec<String>,
    /// Tables, enums and sequences that are not looked at.
    pub exclude: Vec<String>,
    /// Objects of single kinds that are not looked at.
    pub exclude_kinds: Vec<(Compared, String)>,
    /// Sets of revisions of libraries that are taken into this history.
    pub include_sets: Vec<String>,
    /// What revisions are told.
    pub settings: BTreeMap<String, String>,
    /// Commands that are run on a revision's file once it is written.
    pub hooks: Vec<Hook>,
}

/// A command that is run on a revision's file once it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hook {
    /// What it is called in messages.
    pub name: String,
    /// The program and its arguments; `{file}` stands for the file, which comes last where it is not
    /// named.
    pub command: Vec<String>,
}

impl Hook {
    /// The program and its arguments for that file.
    #[must_use]
    pub fn arguments(&self, file: &str) -> Vec<String> {
        let mut words: Vec<String> =
            self.command.iter().map(|word| word.replace("{file}", file)).collect();
        if !self.command.iter().any(|word| word.contains("{file}")) {
            words.push(file.to_owned());
        }
        words
    }
}

impl ConfigFile {
    /// Reads the text of a file; `name` is what messages call it.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] with everything that is wrong in it, each with its line.
    pub fn parse(name: impl Into<String>, text: &str) -> Result<Self, Error> {
        let name = name.into();
        match draft::read(text) {
            Ok((base, environments)) => Ok(Self { name, base, environments }),
            Err(problems) => Err(ErrorKind::Config { file: name, problems }.into()),
        }
    }

    /// What messages call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The environments that it names, ordered.
    #[must_use]
    pub fn environments(&self) -> impl ExactSizeIterator<Item = &str> {
        self.environments.keys().map(String::as_str)
    }

    /// What holds in that environment, or in none.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownEnvironment`] if the file names no such environment.
    pub fn config(&self, environment: Option<&str>) -> Result<Config, Error> {
        let mut draft = self.base.clone();
        if let Some(name) = environment {
            let Some(over) = self.environments.get(name) else {
                let known: Vec<String> = self.environments.keys().cloned().collect();
                let (name, file) = (name.to_owned(), self.name.clone());
                return Err(ErrorKind::UnknownEnvironment { name, file, known }.into());
            };
            draft.overlay(over.clone());
        }
        Ok(draft.finish())
    }
}

impl Default for Config {
    fn default() -> Self {
        Draft::default().finish()
    }
}

impl Config {
    /// Every folder with revisions, the first of which new ones are written to.
    pub fn locations(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.script_location.as_str())
            .chain(self.version_locations.iter().map(String::as_str))
    }

    /// Which objects are compared.
    #[must_use]
    pub fn filter(&self) -> Filter {
        let mut filter = Filter::new();
        for pattern in &self.include {
            filter = filter.include(pattern);
        }
        for pattern in &self.exclude {
            filter = filter.exclude(pattern);
        }
        for (kind, pattern) in &self.exclude_kinds {
            filter = filter.exclude_kind(*kind, pattern);
        }
        filter
    }
}
