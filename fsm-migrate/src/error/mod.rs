//! What can go wrong, as one opaque error whose kind carries the data.
//! It never decides anything: rooms to its right build it.

mod advice;
mod list;

use list::{Named, Ring};
use std::sync::Arc;
use std::{error::Error as _, fmt};

/// Something that went wrong with revisions.
///
/// The text says what and where; [`Error::help`] says what to do. `{:?}`, which is what `main`
/// prints of the error it returns, is for people as well: the text, its causes and the help, a line
/// each. `{:#?}` is the data.
#[derive(thiserror::Error)]
#[error(transparent)]
pub struct Error(Box<ErrorKind>);

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            return f.debug_tuple("Error").field(&self.0).finish();
        }
        write!(f, "{self}")?;
        let mut cause = self.source();
        while let Some(inner) = cause {
            write!(f, "\n  because: {inner}")?;
            cause = inner.source();
        }
        if let ErrorKind::Statement { sql: Some(sql), .. } = self.kind() {
            write!(f, "\n  statement: {sql}")?;
        }
        match self.help() {
            Some(help) => write!(f, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

/// The kinds of [`Error`].
///
/// Where a kind has a `symbol`, it is what was asked for, as it was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An id that no revision may have.
    #[error("`{id}` cannot be the id of a revision: {reason}")]
    InvalidId {
        /// The id.
        id: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A label that no branch may have.
    #[error("`{label}` cannot be the label of a branch, as revision `{revision}` has it: {reason}")]
    InvalidLabel {
        /// The label.
        label: String,
        /// The revision that has it.
        revision: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Two revisions have the same id.
    #[error("the revision `{id}` is there twice{}", list::Places(first.as_deref(), second.as_deref()))]
    DuplicateId {
        /// The id both have.
        id: String,
        /// Where the one stands, if it is known.
        first: Option<String>,
        /// Where the other stands, if it is known.
        second: Option<String>,
    },
    /// A label stands for two revisions, or for one that has another id.
    #[error("`{label}` stands for the revisions `{first}` and `{second}`")]
    DuplicateLabel {
        /// The label.
        label: String,
        /// The one revision, by id.
        first: String,
        /// The other; the same id where one revision lists the label twice.
        second: String,
    },
    /// Revisions name others that are not there.
    #[error("{}", list::Missing(missing))]
    MissingParent {
        /// Each name that leads nowhere, ordered by the revision that has it.
        missing: Vec<MissingRevision>,
    },
    /// Revisions need each other in a ring.
    #[error("revisions need each other in a ring{}: {}", list::Through(*through_dependency), Ring(ring))]
    Cycle {
        /// The ring: each needs the next, and the last the first. It begins with the smallest id.
        ring: Vec<String>,
        /// Whether a `depends_on` is part of it.
        through_dependency: bool,
    },
    /// A text that is no symbol.
    #[error("`{symbol}` is no symbol for a revision: {reason}")]
    InvalidSymbol {
        /// The text.
        symbol: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// No revision and no branch is called that, or begins with it.
    #[error("no revision or branch is called `{name}`")]
    UnknownRevision {
        /// The name.
        name: String,
        /// The id, label or word that is nearest, if one is near.
        similar: Option<String>,
    },
    /// Several revisions begin with what was asked for.
    #[error("several revisions begin with `{prefix}`: {}", Named(candidates))]
    AmbiguousPrefix {
        /// The beginning.
        prefix: String,
        /// The revisions, by id.
        candidates: Vec<String>,
    },
    /// A walk of some steps can go, or begin, in several places.
    #[error("`{symbol}` could {}: {}", list::Fork(at.as_deref()), Named(candidates))]
    AmbiguousWalk {
        /// The symbol.
        symbol: String,
        /// Where the ways part; `None` where the walk can begin in several places.
        at: Option<String>,
        /// The revisions that it could be, by id.
        candidates: Vec<String>,
    },
    /// One head is asked for, and there are several.
    #[error("`{symbol}` could be any of several heads: {}", Named(heads))]
    SeveralHeads {
        /// The symbol.
        symbol: String,
        /// The heads, by id.
        heads: Vec<String>,
    },
    /// A revision is looked for in a branch that it is not part of.
    #[error("the revision `{revision}` is not part of the branch `{branch}`")]
    NotInBranch {
        /// The revision, or `base`.
        revision: String,
        /// The branch, as it was written.
        branch: String,
    },
    /// Of the revisions asked for, one needs others of them.
    #[error("`{revision}` needs what is asked for beside it: {}", Named(others))]
    Overlap {
        /// The one that needs the others.
        revision: String,
        /// The others, by id.
        others: Vec<String>,
    },
    /// A walk of some steps leaves the graph.
    #[error("`{symbol}` goes past the end: {found} of {asked} steps can be gone")]
    PastTheEnd {
        /// The symbol.
        symbol: String,
        /// How many steps it asks for.
        asked: u64,
        /// How many there are.
        found: u64,
    },
    /// Something is to go down to a revision, or begin at one, that does not lie below.
    #[error("`{target}` is not below {}", list::Positions(above))]
    NotBelow {
        /// The revision, by id.
        target: String,
        /// What it is not below; empty for a database without revisions.
        above: Vec<String>,
    },
    /// An upgrade is to go down, or a downgrade up.
    #[error("`{symbol}` leads {}", list::Against(*is_upgrade))]
    WrongDirection {
        /// The symbol.
        symbol: String,
        /// Whether it was an upgrade that was to go down.
        is_upgrade: bool,
    },
    /// The version table has rows that are no revisions of this program.
    #[error("the version table names {}, which this program does not have", Named(rows))]
    UnknownRows {
        /// The rows.
        rows: Vec<String>,
    },
    /// A new revision is to follow one that others follow already.
    #[error("`{revision}` is no head: {} follow it", Named(children))]
    NotAHead {
        /// The revision, by id.
        revision: String,
        /// What follows it, by id.
        children: Vec<String>,
    },
    /// The same revision is asked for twice where each must be another.
    #[error("`{revision}` is asked for twice")]
    AskedTwice {
        /// The revision, by id.
        revision: String,
    },
    /// A row to be inserted has not a value for each column.
    #[error("row {row} for `{table}` has {values} values for {columns} columns")]
    RowLength {
        /// The table.
        table: fsm_core::TableName,
        /// The row, counted from 1.
        row: usize,
        /// How many values it has.
        values: usize,
        /// How many columns are named.
        columns: usize,
    },
    /// The database refused a statement of a revision.
    #[error("the revision `{revision}` could not be {}: {action}", list::Way(*is_downgrade))]
    Statement {
        /// The revision.
        revision: String,
        /// Whether it was undone.
        is_downgrade: bool,
        /// What the statement does.
        action: String,
        /// The statement; nothing of Rust code.
        sql: Option<String>,
        /// What was done of the revision and stands.
        standing: Vec<String>,
        /// What the database said.
        #[source]
        cause: Cause,
    },
    /// The operations of a revision cannot be made into statements.
    #[error("the revision `{revision}` could not be {}", list::Way(*is_downgrade))]
    Revision {
        /// The revision.
        revision: String,
        /// Whether it was undone.
        is_downgrade: bool,
        /// Why.
        #[source]
        cause: Cause,
    },
    /// The run was asked to stop.
    #[error("stopped in the revision `{revision}`")]
    Interrupted {
        /// The revision.
        revision: String,
        /// What was done of it and stands.
        standing: Vec<String>,
    },
    /// A revision needs to commit in its middle, which a transaction of the caller's does not allow.
    #[error(
        "operation {operation} of the revision `{revision}` cannot be in a transaction of yours"
    )]
    OutsideTransaction {
        /// The revision.
        revision: String,
        /// The operation, counted from 1.
        operation: usize,
    },
    /// A revision was edited where a run that did not end has been already.
    #[error(
        "the revision `{revision}` was begun, and operation {operation} of it is another one now"
    )]
    EditedWhileUnfinished {
        /// The revision.
        revision: String,
        /// The operation, counted from 1; operations of the schema that follow each other are one.
        operation: usize,
    },
    /// A revision was begun, and the program does not have it any more.
    #[error(
        "the revision `{revision}` was begun, and this program does not have it or is not where it was"
    )]
    UnfinishedIsGone {
        /// The revision.
        revision: String,
    },
    /// A revision was begun and did not end.
    #[error("the revision `{revision}` was begun and did not end")]
    Unfinished {
        /// The revision.
        revision: String,
    },
    /// Rust code cannot be written as SQL.
    #[error("the revision `{revision}` runs Rust code, `{name}`, which offline SQL cannot hold")]
    OfflineCode {
        /// The revision.
        revision: String,
        /// What the code is called.
        name: String,
    },
    /// Something of the schema, or of the connection, went wrong; what, [`Cause`] says.
    #[error(transparent)]
    Core {
        /// What the schema's own error says.
        cause: Cause,
    },
    /// A template for the names of files that gives none.
    #[error("the file template `{template}` gives no name: {reason}")]
    FileTemplate {
        /// The template.
        template: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A name that no module with a file can have.
    #[error("no module can be called `{module}`")]
    ModuleName {
        /// The name.
        module: String,
    },
    /// Fewer than two revisions are to be joined.
    #[error("joining takes two revisions, and this is {}", list::Positions(revisions))]
    NothingToMerge {
        /// What was asked for, by id.
        revisions: Vec<String>,
    },
    /// A configuration file that cannot be understood.
    #[error("{}", list::Problems(file, problems))]
    Config {
        /// What the file is called.
        file: String,
        /// Everything that is wrong in it, in the order of its lines.
        problems: Vec<ConfigProblem>,
    },
    /// An environment that the configuration does not name.
    #[error("`{file}` has no environment `{name}`")]
    UnknownEnvironment {
        /// The name.
        name: String,
        /// The configuration.
        file: String,
        /// The environments there are.
        known: Vec<String>,
    },
    /// The configuration names a variable that is not set.
    #[error("the variable `{name}`, which `{key}` names, is not set")]
    UnsetVariable {
        /// The variable.
        name: String,
        /// The key whose value names it.
        key: &'static str,
    },
}

/// Something that is wrong in a configuration file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct ConfigProblem {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// An error of another library, which two errors may share.
#[derive(Clone)]
pub struct Cause(Arc<dyn std::error::Error + Send + Sync>);

impl Cause {
    /// The error.
    #[must_use]
    pub fn error(&self) -> &(dyn std::error::Error + Send + Sync + 'static) {
        &*self.0
    }

    /// The error, if it is one of `fsm-core`.
    #[must_use]
    pub fn core(&self) -> Option<&fsm_core::Error> {
        self.0.downcast_ref()
    }

    /// What the driver said, if it said something.
    #[must_use]
    pub fn driver(&self) -> Option<&sqlx::Error> {
        if let Some(error) = self.0.downcast_ref() {
            return Some(error);
        }
        match self.core()?.kind() {
            fsm_core::ErrorKind::Connection { source, .. }
            | fsm_core::ErrorKind::Statement { source, .. } => Some(source),
            _ => None,
        }
    }

    pub(crate) fn of(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self(Arc::new(error))
    }

    pub(crate) fn of_box(error: Box<dyn std::error::Error + Send + Sync>) -> Self {
        Self(Arc::from(error))
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl std::error::Error for Cause {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}

/// By what they say.
impl PartialEq for Cause {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_string() == other.0.to_string()
    }
}

impl Eq for Cause {}

impl From<fsm_core::Error> for Error {
    fn from(error: fsm_core::Error) -> Self {
        ErrorKind::Core { cause: Cause::of(error) }.into()
    }
}

/// A name in a revision that leads to no revision.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MissingRevision {
    /// The revision that has the name.
    pub revision: String,
    /// The name.
    pub parent: String,
    /// Whether it stands in `depends_on`, and not in `down_revision`.
    pub is_dependency: bool,
    /// The revision that is nearest, if one is near.
    pub similar: Option<String>,
}

impl MissingRevision {
    pub(crate) fn new(
        revision: &str,
        parent: &str,
        is_dependency: bool,
        similar: Option<String>,
    ) -> Self {
        Self { revision: revision.to_owned(), parent: parent.to_owned(), is_dependency, similar }
    }
}

impl Error {
    /// What went wrong, as data.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    pub(crate) fn into_kind(self) -> ErrorKind {
        *self.0
    }

    /// Whether the database was busy, or a lock was not to be had in time.
    #[must_use]
    pub fn is_busy(&self, dialect: fsm_core::Dialect) -> bool {
        let (ErrorKind::Core { cause } | ErrorKind::Statement { cause, .. }) = self.kind() else {
            return false;
        };
        cause.driver().is_some_and(|error| fsm_core::session::is_busy(dialect, error))
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self(Box::new(kind))
    }
}

#[cfg(test)]
mod tests;
