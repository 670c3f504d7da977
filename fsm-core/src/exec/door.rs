//! The one place where generated SQL becomes a statement that is sent: one statement a call, so an
//! error names its statement. Everything quoted in it was quoted by the dialect.

use super::session::Session;
use crate::dialect::Statement;
use crate::error::{Error, ErrorKind};
use crate::reflect::Row;
use sqlx::AssertSqlSafe;
use std::time::Instant;

/// The audited door. Nothing in a text that comes here is a user's data: the dialect spelled it,
/// and quoted every name and constant; or an author of a model wrote it, as SQL.
pub(super) fn raw(sql: String) -> sqlx::RawSql {
    sqlx::raw_sql(AssertSqlSafe(sql))
}

/// Sends one statement of the schema and tells `tracing` how long it took.
///
/// `standing` says what stands if it fails; it is asked only then.
pub(super) async fn run(
    session: &mut dyn Session,
    statement: Statement,
    standing: impl FnOnce() -> Vec<String>,
) -> Result<(), Error> {
    let Statement { action, object, sql } = statement;
    let started = Instant::now();
    let result = session.execute(sql.clone()).await;
    let elapsed_ms = started.elapsed().as_secs_f64() * 1000.0;
    let dialect = session.dialect().key();
    match result {
        Ok(()) => {
            tracing::info!(target: "fsm_core::exec", dialect, action, object, elapsed_ms, "statement");
            Ok(())
        }
        Err(source) => {
            tracing::info!(
                target: "fsm_core::exec", dialect, action, object, elapsed_ms, "statement failed"
            );
            Err(ErrorKind::Statement { action, object, sql, standing: standing(), source }.into())
        }
    }
}

/// Sends one query of the catalog and tells `tracing` how long it took.
pub(super) async fn rows(
    session: &mut dyn Session,
    doing: &'static str,
    sql: String,
) -> Result<Vec<Row>, Error> {
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
