//! Test databases that a killed run left behind: found by their prefix, removed when their process has ended.
//!
//! Never removes a database of a run that is still under way on this machine.

use std::path::Path;
use std::{env, fs};

use fsm_core::Dialect;
use sqlx::{Connection, MySqlConnection, PgConnection};

use super::{Error, PREFIX, drop_database, name};
use crate::server::Server;

/// Removes what ended runs left on `server`, and names it.
///
/// # Errors
/// When the server, or for SQLite the temporary folder, refuses.
pub async fn remove(server: &Server) -> Result<Vec<String>, Error> {
    if server.url().is_none() {
        return remove_folders(&env::temp_dir());
    }
    let mut removed = Vec::new();
    for name in names(server).await? {
        if name::maker(&name).is_some_and(has_ended) {
            drop_database(server, &name).await?;
            removed.push(name);
        }
    }
    Ok(removed)
}

async fn names(server: &Server) -> Result<Vec<String>, Error> {
    let Some(admin) = server.url() else { return Ok(Vec::new()) };
    let names: Vec<String> = if server.dialect() == Dialect::Postgres {
        let mut connection = PgConnection::connect(admin.as_str()).await?;
        sqlx::query_scalar("SELECT datname::text FROM pg_catalog.pg_database ORDER BY 1")
            .fetch_all(&mut connection)
            .await?
    } else {
        let mut connection = MySqlConnection::connect(admin.as_str()).await?;
        sqlx::query_scalar("SHOW DATABASES").fetch_all(&mut connection).await?
    };
    Ok(names.into_iter().filter(|name| name.starts_with(PREFIX)).collect())
}

fn remove_folders(parent: &Path) -> Result<Vec<String>, Error> {
    let mut removed = Vec::new();
    for entry in fs::read_dir(parent)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() && name::maker(&name).is_some_and(has_ended) {
            fs::remove_dir_all(entry.path())?;
            removed.push(name);
        }
    }
    removed.sort();
    Ok(removed)
}

/// Whether no process of that number runs; where that cannot be seen, every process counts as running.
fn has_ended(process: u32) -> bool {
    Path::new("/proc/self").exists() && !Path::new(&format!("/proc/{process}")).exists()
}
