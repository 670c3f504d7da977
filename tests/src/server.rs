//! Which database servers tests can use: named by a variable, or answering on the default local port.
//!
//! Starts and stops nothing: that is `cargo xtask test`.

use std::env;
use std::fmt;
use std::time::Duration;

use fsm_core::Dialect;
use sqlx::{ConnectOptions, Connection};
use url::Url;

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Switches the default local ports off when it is set, as on a machine without servers.
pub const NO_LOCAL: &str = "FSM_TEST_NO_LOCAL";

/// A server that answered, or for SQLite no server at all.
#[derive(Clone, Debug)]
pub struct Server {
    dialect: Dialect,
    url: Option<Url>,
}

/// Why a server cannot be used.
#[derive(Clone, Debug)]
pub struct Unreached {
    /// What was tried and what came of it.
    pub reason: String,
    /// Whether someone promised this server, so that doing without it is a failure.
    pub promised: bool,
}

impl fmt::Display for Unreached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Unreached {}

impl Server {
    /// The dialect it speaks.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Where to connect for creating databases; SQLite has no such place.
    #[must_use]
    pub fn url(&self) -> Option<&Url> {
        self.url.as_ref()
    }

    /// Looks for a server that speaks `dialect` and asks it for a sign of life.
    ///
    /// # Errors
    /// When the server that the variable names, or the one on the default local port, does not answer.
    pub async fn find(dialect: Dialect) -> Result<Self, Unreached> {
        if dialect == Dialect::Sqlite {
            return Ok(Self { dialect, url: None });
        }
        let variable = variable(dialect);
        let named = env::var(variable).ok().filter(|url| !url.is_empty());
        let promised = named.is_some() || in_ci();
        let tried = match &named {
            Some(_) => format!("the server in {variable}"),
            None if env::var_os(NO_LOCAL).is_some() => {
                let reason = format!("{variable} is not set and {NO_LOCAL} is");
                return Err(Unreached { reason, promised });
            }
            None => format!("{variable} is not set, and {}", local_place(dialect)),
        };
        let url = named.unwrap_or_else(|| default_url(dialect).to_owned());
        match answer(dialect, &url).await {
            Ok(url) => Ok(Self { dialect, url: Some(url) }),
            Err(error) => {
                Err(Unreached { reason: format!("{tried} does not answer: {error}"), promised })
            }
        }
    }
}

/// The variable that names the server to test `dialect` on.
#[must_use]
pub fn variable(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Postgres => "FSM_TEST_POSTGRES_URL",
        Dialect::Mysql => "FSM_TEST_MYSQL_URL",
        _ => "FSM_TEST_SQLITE_URL",
    }
}

/// Whether this run has to reach every database.
fn in_ci() -> bool {
    env::var("CI").is_ok_and(|value| !matches!(value.as_str(), "" | "0" | "false"))
}

fn default_url(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Postgres => "postgres://postgres@127.0.0.1:5432/postgres",
        Dialect::Mysql => "mysql://root@127.0.0.1:3306/mysql",
        _ => "sqlite::memory:",
    }
}

fn local_place(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Postgres => "127.0.0.1:5432",
        Dialect::Mysql => "127.0.0.1:3306",
        _ => "memory",
    }
}

/// Connects once; the answer is the URL with a database in it.
async fn answer(dialect: Dialect, url: &str) -> Result<Url, String> {
    let mut url = Url::parse(url).map_err(|error| error.to_string())?;
    if url.path().trim_matches('/').is_empty() {
        url.set_path(if dialect == Dialect::Postgres { "postgres" } else { "mysql" });
    }
    let attempt = async {
        if dialect == Dialect::Postgres {
            let options = sqlx::postgres::PgConnectOptions::from_url(&url)?;
            sqlx::PgConnection::connect_with(&options).await?.close().await
        } else {
            let options = sqlx::mysql::MySqlConnectOptions::from_url(&url)?;
            sqlx::MySqlConnection::connect_with(&options).await?.close().await
        }
    };
    match tokio::time::timeout(PATIENCE, attempt).await {
        Ok(Ok(())) => Ok(url),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err(format!("no answer within {} s", PATIENCE.as_secs())),
    }
}
