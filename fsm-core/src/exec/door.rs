//! The one place where generated SQL becomes text that is sent, and where an error finds the statement
//! it belongs to. It never quotes: everything quoted in the text was quoted by the dialect.

use super::session::Session;
use super::stopwatch::{Answer, Stopwatch};
use crate::dialect::Statement;
use crate::error::{Error, ErrorKind};
use crate::reflect::Rows;
use crate::schema::Dialect;
use sqlx::AssertSqlSafe;
use std::time::Instant;

/// The audited door. Nothing in a text that comes here is a user's data: the dialect spelled it,
/// and quoted every name and constant; or an author of a model wrote it, as SQL.
pub(super) fn raw(sql: String) -> sqlx::RawSql {
    sqlx::raw_sql(AssertSqlSafe(sql))
}

/// What is said if fewer statements were answered than sent and none failed: SQLite reads a comment
/// that nothing ends up to the end of the text.
const NOT_SEEN: &str = "the database did not see where this statement begins";

/// How far statements of the schema came.
pub(super) struct Sent {
    /// How many are done.
    pub(super) done: usize,
    /// Why the one after them is not.
    pub(super) failure: Option<Failure>,
}

/// A statement that failed.
pub(super) struct Failure {
    statement: Statement,
    source: sqlx::Error,
    /// Whether it is this one for certain: not if the database read the text as a whole.
    pub(super) certain: bool,
}

impl Failure {
    /// As an error; `standing` is what this call made before and what stands.
    pub(super) fn error(self, standing: Vec<String>) -> Error {
        let Statement { action, object, sql, .. } = self.statement;
        ErrorKind::Statement { action, object, sql, standing, source: self.source }.into()
    }
}

/// Sends statements of the schema in one text, and tells `tracing` how long each took. Each is
/// answered on its own, so an error belongs to the first that has no answer; where a text is read as
/// a whole and the first has none, it may be another's.
pub(super) async fn run(session: &mut dyn Session, statements: Vec<Statement>) -> Sent {
    let dialect = session.dialect();
    let tell = |said: &'static str, statement: &Statement, elapsed_ms: f64| {
        let (dialect, Statement { action, object, .. }) = (dialect.key(), statement);
        tracing::info!(target: "fsm_core::exec", dialect, action, object, elapsed_ms, "{said}");
    };
    let listening = tracing::enabled!(target: "fsm_core::exec", tracing::Level::INFO);
    let mut stopwatch = Stopwatch::start(dialect, listening);
    let text = stopwatch.text(statements.iter().map(|statement| &*statement.sql));
    let mut done = 0;
    if statements.is_empty() {
        return Sent { done, failure: None };
    }
    let mut answered = |answer: Answer<'_>| {
        if let Some(elapsed_ms) = stopwatch.read(answer)
            && let Some(statement) = statements.get(done)
        {
            tell("statement", statement, elapsed_ms);
            done += 1;
        }
    };
    let result = session.execute_many(text, &mut answered).await;
    let failure = match result {
        Ok(()) if done == statements.len() => None,
        Ok(()) => Some((sqlx::Error::Protocol(NOT_SEEN.to_owned()), false)),
        // PostgreSQL reads a text to its end before it runs any of it.
        Err(source) => {
            let whole = dialect == Dialect::Postgres && done == 0 && statements.len() > 1;
            Some((source, !whole))
        }
    };
    let failed = failure.zip(statements.into_iter().nth(done));
    let failure = failed.map(|((source, certain), statement)| {
        if certain {
            tell("statement failed", &statement, stopwatch.rest());
        }
        Failure { statement, source, certain }
    });
    Sent { done, failure }
}

/// Sends one query of the catalog and tells `tracing` how long it took.
pub(super) async fn rows(
    session: &mut dyn Session,
    doing: &'static str,
    sql: String,
) -> Result<Rows, Error> {
    let started = Instant::now();
    let result = session.fetch(sql).await;
    let elapsed_ms = started.elapsed().as_secs_f64() * 1000.0;
    let dialect = session.dialect().key();
    tracing::debug!(target: "fsm_core::exec", dialect, action = doing, elapsed_ms, "query");
    result.map_err(|source| ErrorKind::Connection { doing, source }.into())
}

/// Sends one statement that is about the connection: a lock, a savepoint, a setting.
pub(super) async fn control(
    session: &mut dyn Session,
    doing: &'static str,
    sql: impl Into<String>,
) -> Result<(), Error> {
    let started = Instant::now();
    let result = session.execute(sql.into()).await;
    let elapsed_ms = started.elapsed().as_secs_f64() * 1000.0;
    let dialect = session.dialect().key();
    tracing::debug!(target: "fsm_core::exec", dialect, action = doing, elapsed_ms, "control");
    result.map_err(|source| ErrorKind::Connection { doing, source }.into())
}
