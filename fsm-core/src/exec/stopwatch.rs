//! How long each statement of a text took.
//! It never sends anything: it says what to put between the statements, and reads the answers.

use crate::schema::Dialect;
use std::time::Instant;

/// PostgreSQL's clock in milliseconds; the one that goes on within a statement (manual, 9.9.5).
const CLOCK: &str = "SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::text";

/// An answer of the database within a text.
#[derive(Clone, Copy, Debug)]
pub enum Answer<'a> {
    /// A row's first value.
    Row(&'a str),
    /// A statement is done.
    Done,
}

/// A stopwatch for one text.
///
/// SQLite, MySQL and MariaDB answer each statement when it is done, so our own clock tells.
/// PostgreSQL keeps its answers back until the whole text is done (or 8 KiB are full), so if
/// somebody listens the server is asked for its clock before, between and after the statements.
#[derive(Debug)]
pub(super) struct Stopwatch {
    started: Instant,
    /// What was told so far, in milliseconds.
    told: f64,
    server: bool,
    /// What the server's clock said last.
    last: Option<f64>,
}

impl Stopwatch {
    pub(super) fn start(dialect: Dialect, listening: bool) -> Self {
        let server = listening && dialect == Dialect::Postgres;
        Self { started: Instant::now(), told: 0.0, server, last: None }
    }

    /// The statements as one text.
    pub(super) fn text<'s>(&self, statements: impl Iterator<Item = &'s str>) -> String {
        // An author's SQL may end in a comment, which only the end of its line ends.
        const NEXT: &str = "\n;\n";
        let mut text = String::from(if self.server { CLOCK } else { "" });
        for statement in statements {
            if !text.is_empty() {
                text.push_str(NEXT);
            }
            text.push_str(statement);
            if self.server {
                text.push_str(NEXT);
                text.push_str(CLOCK);
            }
        }
        text
    }

    /// How many milliseconds the statement took that this answer shows to be done, if it does.
    pub(super) fn read(&mut self, answer: Answer<'_>) -> Option<f64> {
        match answer {
            Answer::Row(clock) if self.server => {
                let now = clock.parse().ok();
                let before = std::mem::replace(&mut self.last, now)?;
                Some(self.tell(now.unwrap_or(before) - before))
            }
            Answer::Row(_) => None,
            // The clock's row, which comes next, tells it.
            Answer::Done if self.server => None,
            Answer::Done => Some(self.rest()),
        }
    }

    /// The milliseconds that no statement was told for yet.
    pub(super) fn rest(&mut self) -> f64 {
        let rest = self.started.elapsed().as_secs_f64() * 1000.0 - self.told;
        self.tell(rest)
    }

    fn tell(&mut self, milliseconds: f64) -> f64 {
        self.told += milliseconds;
        milliseconds
    }
}
