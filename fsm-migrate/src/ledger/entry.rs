/// What became of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EntryState {
    /// Nothing yet.
    Planned,
    /// It was sent, and whether it was done is not written down.
    Running,
    /// It was done.
    Done,
    /// It was not done: the database refused it.
    Failed,
    /// It did not end, and nobody goes on with it: a stamp said where the database is.
    Forgotten,
}

impl EntryState {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Forgotten => "forgotten",
        }
    }

    pub(crate) fn of(word: &str) -> Self {
        match word {
            "planned" => Self::Planned,
            "running" => Self::Running,
            "failed" => Self::Failed,
            "forgotten" => Self::Forgotten,
            _ => Self::Done,
        }
    }
}

/// A line of the ledger: a run of a revision, or a step of one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LedgerEntry {
    /// Which run of a revision; they are numbered in their order.
    pub run: i64,
    /// The step of it; 0 is the run itself.
    pub step: u32,
    /// The operation, or run of operations, that the step is of.
    pub part: u32,
    /// The revision.
    pub revision: String,
    /// `upgrade`, `downgrade` or `stamp`.
    pub direction: String,
    /// What became of it.
    pub state: EntryState,
    /// What it does, in words.
    pub action: String,
    /// The statement; of a run itself nothing.
    pub statement: Option<String>,
    /// The hash of the operation that the step is of.
    pub operation: Option<String>,
    /// The hash of the statement (SHA-256); of a run itself the checksum of the revision.
    pub hash: Option<String>,
    /// What stood before the statement was sent, where it commits by itself.
    pub mark: Option<String>,
    /// When it began, in UTC.
    pub started_at: Option<String>,
    /// When it ended, in UTC.
    pub finished_at: Option<String>,
    /// The version of this crate that did it.
    pub version: String,
    /// The downgrade that the revision was given, an operation a line.
    pub downgrade: Option<String>,
}

impl NewEntry {
    /// A line that says that the database was said to be there.
    pub(crate) fn stamp(run: i64, targets: String, now: String) -> Self {
        Self {
            run,
            step: 0,
            part: 0,
            revision: targets,
            direction: "stamp",
            state: EntryState::Done,
            action: String::new(),
            statement: None,
            operation: None,
            hash: None,
            mark: None,
            started_at: Some(now.clone()),
            finished_at: Some(now),
            downgrade: None,
        }
    }
}

/// A line that is to be written.
#[derive(Clone, Debug)]
pub(crate) struct NewEntry {
    pub(crate) run: i64,
    pub(crate) step: u32,
    pub(crate) part: u32,
    pub(crate) revision: String,
    pub(crate) direction: &'static str,
    pub(crate) state: EntryState,
    pub(crate) action: String,
    pub(crate) statement: Option<String>,
    pub(crate) operation: Option<String>,
    pub(crate) hash: Option<String>,
    pub(crate) mark: Option<String>,
    pub(crate) started_at: Option<String>,
    pub(crate) finished_at: Option<String>,
    pub(crate) downgrade: Option<String>,
}
