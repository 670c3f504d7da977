use super::lock::Work;
use super::session::Boxed;
use super::source::sealed;
use crate::error::{Error, ErrorKind};
use crate::schema::Dialect;
use sqlx::Connection as _;
use std::time::Duration;

/// A pool of the database that a URL names at run time.
///
/// An enum over sqlx's three pools, so that each keeps its own types; everything that creates or
/// drops takes a reference to it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum DatabasePool {
    /// SQLite.
    #[cfg(feature = "sqlite")]
    Sqlite(sqlx::SqlitePool),
    /// PostgreSQL.
    #[cfg(feature = "postgres")]
    Postgres(sqlx::PgPool),
    /// MySQL and MariaDB.
    #[cfg(feature = "mysql")]
    Mysql(sqlx::MySqlPool),
}

macro_rules! from_pool {
    ($feature:literal, $variant:ident, $pool:ty) => {
        #[cfg(feature = $feature)]
        impl From<$pool> for DatabasePool {
            fn from(pool: $pool) -> Self {
                Self::$variant(pool)
            }
        }

        #[cfg(feature = $feature)]
        impl From<&$pool> for DatabasePool {
            fn from(pool: &$pool) -> Self {
                Self::$variant(pool.clone())
            }
        }
    };
}

from_pool!("sqlite", Sqlite, sqlx::SqlitePool);
from_pool!("postgres", Postgres, sqlx::PgPool);
from_pool!("mysql", Mysql, sqlx::MySqlPool);

impl From<&DatabasePool> for DatabasePool {
    fn from(pool: &DatabasePool) -> Self {
        pool.clone()
    }
}

/// How a [`DatabasePool`] connects.
#[derive(Clone, Copy, Debug, Default)]
pub struct DatabaseOptions {
    max_connections: Option<u32>,
    acquire_timeout: Option<Duration>,
}

impl DatabaseOptions {
    /// sqlx's defaults.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many connections the pool holds at most; sqlx's default is 10.
    #[must_use]
    pub fn max_connections(mut self, connections: u32) -> Self {
        self.max_connections = Some(connections);
        self
    }

    /// How long to wait for a connection; sqlx's default is 30 seconds. While connecting, a server
    /// that refuses is asked again until then, because it may be starting too.
    #[must_use]
    pub fn acquire_timeout(mut self, timeout: Duration) -> Self {
        self.acquire_timeout = Some(timeout);
        self
    }

    /// Connects to the database that `url` names.
    ///
    /// # Errors
    /// As [`DatabasePool::connect`].
    pub async fn connect(self, url: &str) -> Result<DatabasePool, Error> {
        let Some(dialect) = scheme(url).and_then(Dialect::from_key) else {
            return Err(unknown(url));
        };
        let connected = match dialect {
            #[cfg(feature = "sqlite")]
            Dialect::Sqlite => open::<sqlx::Sqlite>(self, url).await.map(DatabasePool::Sqlite),
            #[cfg(feature = "postgres")]
            Dialect::Postgres => {
                open::<sqlx::Postgres>(self, url).await.map(DatabasePool::Postgres)
            }
            #[cfg(feature = "mysql")]
            Dialect::Mysql => open::<sqlx::MySql>(self, url).await.map(DatabasePool::Mysql),
            #[cfg(not(all(feature = "sqlite", feature = "postgres", feature = "mysql")))]
            _ => return Err(unknown(url)),
        };
        connected.map_err(|source| {
            ErrorKind::Connection { doing: "connect to the database", source }.into()
        })
    }
}

impl DatabasePool {
    /// Connects to the database that `url` names: `sqlite:file.db`, `postgres://user@host/name`,
    /// `mysql://user@host/name` (also `postgresql:` and `mariadb:`).
    ///
    /// As in sqlx, an SQLite file that does not exist is an error unless the URL says `?mode=rwc`.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownScheme`] if no dialect this program was built with has that scheme;
    /// [`ErrorKind::Connection`] if the database cannot be reached. Neither holds the URL, which
    /// may have a password in it.
    pub async fn connect(url: &str) -> Result<Self, Error> {
        DatabaseOptions::new().connect(url).await
    }

    /// The dialect of the database.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        match *self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(_) => Dialect::Sqlite,
            #[cfg(feature = "postgres")]
            Self::Postgres(_) => Dialect::Postgres,
            #[cfg(feature = "mysql")]
            Self::Mysql(_) => Dialect::Mysql,
        }
    }

    /// Closes the pool once its connections have come back.
    pub async fn close(&self) {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(pool) => pool.close().await,
            #[cfg(feature = "postgres")]
            Self::Postgres(pool) => pool.close().await,
            #[cfg(feature = "mysql")]
            Self::Mysql(pool) => pool.close().await,
        }
    }
}

impl<'c> sealed::Source<'c> for &DatabasePool {
    fn with<'r>(self, work: &'r mut dyn Work) -> Boxed<'r, Result<(), Error>>
    where
        Self: 'r,
        'c: 'r,
    {
        match self {
            #[cfg(feature = "sqlite")]
            DatabasePool::Sqlite(pool) => sealed::Source::with(pool, work),
            #[cfg(feature = "postgres")]
            DatabasePool::Postgres(pool) => sealed::Source::with(pool, work),
            #[cfg(feature = "mysql")]
            DatabasePool::Mysql(pool) => sealed::Source::with(pool, work),
        }
    }
}

async fn open<DB: sqlx::Database>(
    options: DatabaseOptions,
    url: &str,
) -> sqlx::Result<sqlx::Pool<DB>> {
    let mut pool = sqlx::pool::PoolOptions::<DB>::new();
    if let Some(connections) = options.max_connections {
        pool = pool.max_connections(connections);
    }
    if let Some(timeout) = options.acquire_timeout {
        pool = pool.acquire_timeout(timeout);
    }
    match pool.connect(url).await {
        // The pool tells that its time is over, a single connection tells why.
        Err(sqlx::Error::PoolTimedOut) => match DB::Connection::connect(url).await {
            Err(reason) => Err(reason),
            Ok(connection) => {
                connection.close().await?;
                Err(sqlx::Error::PoolTimedOut)
            }
        },
        connected => connected,
    }
}

/// What stands before the first `:`, if it can be a scheme.
fn scheme(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let letters = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    (letters && !scheme.is_empty()).then_some(scheme)
}

/// Names the scheme and no more: what is no URL may still hold a password.
fn unknown(url: &str) -> Error {
    let scheme = scheme(url).map(str::to_owned);
    ErrorKind::UnknownScheme { scheme }.into()
}
