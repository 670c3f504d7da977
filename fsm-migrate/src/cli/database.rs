//! The connection of a command, and the runtime that it runs on.
//! It never sends a statement.

use super::Context;
use super::failure::Failure;
use crate::Current;
use fsm_core::{DatabaseOptions, DatabasePool};
use std::future::Future;
use std::time::Duration;

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Runs `work` to its end.
pub(super) fn block_on<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        // One for what the drivers spawn, one that hears Ctrl-C while a revision's own code computes.
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| Failure::new("could not start the runtime").because(error))?;
    runtime.block_on(work)
}

/// Connects, does `work`, and closes the connection.
pub(super) fn with_pool<T>(
    at: &Context<'_>,
    work: impl AsyncFnOnce(&DatabasePool) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let url = at.project.url()?;
    block_on(async {
        let pool = connect(&url).await?;
        let done = work(&pool).await;
        pool.close().await;
        done
    })
}

/// Connects.
pub(super) async fn connect(url: &str) -> Result<DatabasePool, Failure> {
    // A database in memory is another one on every connection.
    let connections = if url.contains(":memory:") || url.contains("mode=memory") { 1 } else { 2 };
    let options = DatabaseOptions::new().max_connections(connections).acquire_timeout(PATIENCE);
    Ok(options.connect(url).await?)
}

/// Where the database is.
pub(super) fn current(at: &Context<'_>) -> Result<Current, Failure> {
    let migrator = at.migrator()?;
    with_pool(at, async |pool| Ok(migrator.current(pool).await?))
}

/// Whether a symbol means something only where a database was asked.
pub(super) fn is_about_database(symbol: &str) -> bool {
    let place = symbol.rsplit('@').next().unwrap_or_default();
    place.starts_with("current") || place.starts_with('+') || place.starts_with('-')
}
