use crate::change::Change;
use crate::reflect::{Flaw, Unmanaged};
use crate::schema::{Dialect, Str, TableName};
use std::fmt;

/// What a database would have to change to be as the models say.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Comparison {
    /// The dialect compared on.
    pub dialect: Dialect,
    /// The changes, in an order in which they run.
    pub changes: Vec<Change>,
    /// What could not be compared, and why.
    pub skipped: Vec<Skipped>,
    /// Likely renames that nothing confirms.
    pub questions: Vec<Question>,
    /// What stands in the database and does not do its work.
    pub flaws: Vec<Flaw>,
    /// What stands in the database, is in no model, and is kept because nobody asked to drop it.
    pub kept: Vec<Unmanaged>,
}

/// The answer in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Verdict {
    /// The database is as the models say.
    Equal,
    /// It is not.
    Different,
    /// Nothing was found to differ, but something could not be compared.
    Undecided,
}

/// Something that could not be compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Skipped {
    /// The table it belongs to, or the object itself.
    pub table: TableName,
    /// What it is: `default of column `a``, `check `ck_a``, ….
    pub what: String,
    /// Why.
    pub reason: String,
}

/// A pair of which one goes and one comes, so alike that it may be a rename.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Question {
    /// What may have been renamed: `table`, `column`, `index`, `enum label`.
    pub kind: Str,
    /// The table or enum it belongs to; of a table, its name in the database.
    pub table: TableName,
    /// The name in the database.
    pub before: Str,
    /// The name in the models.
    pub after: Str,
    /// How alike they are, from 0 to 100.
    pub score: u8,
}

impl Comparison {
    /// The answer in a word.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if !self.changes.is_empty() || !self.flaws.is_empty() {
            Verdict::Different
        } else if !self.skipped.is_empty() {
            Verdict::Undecided
        } else {
            Verdict::Equal
        }
    }
}

/// A line each: what differs, what was not compared, what may be a rename, what does not do its
/// work, and what is kept.
impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.verdict() {
            Verdict::Equal => "the database is as the models say",
            Verdict::Different => "the database is not as the models say",
            Verdict::Undecided => "nothing was found to differ, but not everything was compared",
        })?;
        lines(f, "differs", &self.changes)?;
        lines(f, "broken", &self.flaws)?;
        lines(f, "skipped", &self.skipped)?;
        lines(f, "question", &self.questions)?;
        lines(f, "kept", &self.kept)
    }
}

fn lines(f: &mut fmt::Formatter<'_>, word: &str, items: &[impl fmt::Display]) -> fmt::Result {
    items.iter().try_for_each(|item| write!(f, "\n  {word}: {item}"))
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of `{}` was not compared, because {}", self.what, self.table, self.reason)
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, table, before, after, score } = self;
        write!(f, "was the {kind} `{before}` of `{table}` renamed to `{after}`? ({score} of 100)")
    }
}
