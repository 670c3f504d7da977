//! The three databases, one after the other, and what they call themselves.
//!
//! Never measures; a server that does not answer is named and left out.

use crate::Failure;
use fsm_core::Dialect;
use fsm_tests::TestDatabase;
use fsm_tests::server::Server;

/// Runs `bench` on every database that answers.
pub(crate) fn on_each(bench: impl AsyncFn(Server) -> Result<(), Failure>) -> Result<(), Failure> {
    tokio::runtime::Runtime::new()?.block_on(async {
        for &dialect in Dialect::ALL {
            match Server::find(dialect).await {
                Ok(server) => bench(server).await?,
                Err(unreached) if unreached.promised => return Err(unreached.into()),
                Err(unreached) => println!("{dialect} was left out: {unreached}"),
            }
        }
        Ok(())
    })
}

/// Product and version, as the server says them.
pub(crate) async fn version(server: &Server) -> Result<String, Failure> {
    let database = TestDatabase::create(server).await?;
    let query = match server.dialect() {
        Dialect::Sqlite => "SELECT 'SQLite ' || sqlite_version()",
        Dialect::Postgres => "SELECT split_part(version(), ' (', 1)",
        _ => "SELECT CONCAT('MySQL/MariaDB ', version())",
    };
    let rows = database.query_text(query).await?;
    database.remove().await?;
    Ok(rows.into_iter().flatten().flatten().next().unwrap_or_default())
}
