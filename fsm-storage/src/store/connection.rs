use crate::error::ErrorKind;
use crate::sql::{Bind, Statement, Values};
use fsm_core::{DatabasePool, Dialect};

/// What a storage runs on when no connection is handed to it.
#[derive(Clone, Debug)]
pub(crate) enum Pool {
    #[cfg(feature = "sqlite")]
    Sqlite(sqlx::SqlitePool),
    #[cfg(feature = "postgres")]
    Postgres(sqlx::PgPool),
    #[cfg(feature = "mysql")]
    Mysql(sqlx::MySqlPool),
}

/// A connection of the caller's: `&mut connection`, `&mut *transaction`.
#[derive(Debug)]
pub struct StorageConnection<'c>(Connection<'c>);

#[derive(Debug)]
enum Connection<'c> {
    #[cfg(feature = "sqlite")]
    Sqlite(&'c mut sqlx::SqliteConnection),
    #[cfg(feature = "postgres")]
    Postgres(&'c mut sqlx::PgConnection),
    #[cfg(feature = "mysql")]
    Mysql(&'c mut sqlx::MySqlConnection),
}

/// Where statements are run.
#[derive(Debug)]
pub(crate) enum Place<'p, 'c> {
    /// On a connection of the pool, which is given back after each statement.
    Pool(&'p Pool),
    /// On a connection of the caller's, in whatever transaction it is.
    Connection(&'p mut StorageConnection<'c>),
    /// On a connection of the pool that is kept.
    #[cfg(feature = "mysql")]
    Kept(sqlx::pool::PoolConnection<sqlx::MySql>),
}

/// A row of an answer.
#[derive(Debug)]
pub(crate) enum Row {
    #[cfg(feature = "sqlite")]
    Sqlite(sqlx::sqlite::SqliteRow),
    #[cfg(feature = "postgres")]
    Postgres(sqlx::postgres::PgRow),
    #[cfg(feature = "mysql")]
    Mysql(sqlx::mysql::MySqlRow),
}

impl TryFrom<DatabasePool> for Pool {
    type Error = ErrorKind;

    fn try_from(pool: DatabasePool) -> Result<Self, ErrorKind> {
        match pool {
            #[cfg(feature = "sqlite")]
            DatabasePool::Sqlite(pool) => Ok(Self::Sqlite(pool)),
            #[cfg(feature = "postgres")]
            DatabasePool::Postgres(pool) => Ok(Self::Postgres(pool)),
            #[cfg(feature = "mysql")]
            DatabasePool::Mysql(pool) => Ok(Self::Mysql(pool)),
            // `fsm-core` may have been built with more than this crate.
            other => Err(ErrorKind::Unsupported { dialect: other.dialect() }),
        }
    }
}

/// The same for the three drivers. Written out for each, because a bound that every connection of
/// a generic database executes cannot be handed on.
macro_rules! for_each_driver {
    ($given:expr, $enum:ident, $inner:ident => $body:expr) => {
        match $given {
            #[cfg(feature = "sqlite")]
            $enum::Sqlite($inner) => $body,
            #[cfg(feature = "postgres")]
            $enum::Postgres($inner) => $body,
            #[cfg(feature = "mysql")]
            $enum::Mysql($inner) => $body,
        }
    };
}

impl Pool {
    pub(crate) fn dialect(&self) -> Dialect {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(_) => Dialect::Sqlite,
            #[cfg(feature = "postgres")]
            Self::Postgres(_) => Dialect::Postgres,
            #[cfg(feature = "mysql")]
            Self::Mysql(_) => Dialect::Mysql,
        }
    }

    pub(crate) fn is_closed(&self) -> bool {
        for_each_driver!(self, Self, pool => pool.is_closed())
    }
}

macro_rules! from_connection {
    ($feature:literal, $variant:ident, $database:ty, $connection:ty) => {
        #[cfg(feature = $feature)]
        impl<'c> From<&'c mut $connection> for StorageConnection<'c> {
            fn from(connection: &'c mut $connection) -> Self {
                Self(Connection::$variant(connection))
            }
        }

        #[cfg(feature = $feature)]
        impl<'c> From<&'c mut sqlx::Transaction<'_, $database>> for StorageConnection<'c> {
            fn from(transaction: &'c mut sqlx::Transaction<'_, $database>) -> Self {
                Self(Connection::$variant(&mut **transaction))
            }
        }

        #[cfg(feature = $feature)]
        impl<'c> From<&'c mut sqlx::pool::PoolConnection<$database>> for StorageConnection<'c> {
            fn from(connection: &'c mut sqlx::pool::PoolConnection<$database>) -> Self {
                Self(Connection::$variant(&mut **connection))
            }
        }
    };
}

from_connection!("sqlite", Sqlite, sqlx::Sqlite, sqlx::SqliteConnection);
from_connection!("postgres", Postgres, sqlx::Postgres, sqlx::PgConnection);
from_connection!("mysql", Mysql, sqlx::MySql, sqlx::MySqlConnection);

impl StorageConnection<'_> {
    pub(crate) fn dialect(&self) -> Dialect {
        match self.0 {
            #[cfg(feature = "sqlite")]
            Connection::Sqlite(_) => Dialect::Sqlite,
            #[cfg(feature = "postgres")]
            Connection::Postgres(_) => Dialect::Postgres,
            #[cfg(feature = "mysql")]
            Connection::Mysql(_) => Dialect::Mysql,
        }
    }
}

/// A query of each driver's, with what is bound to it. MySQL keeps texts of keys as bytes.
macro_rules! query {
    ($feature:literal, $name:ident, $database:ty, $word:expr) => {
        #[cfg(feature = $feature)]
        fn $name<'q>(
            statement: &Statement,
            values: &Values<'_>,
        ) -> sqlx::query::Query<'q, $database, <$database as sqlx::Database>::Arguments> {
            let mut query = sqlx::query::<$database>(statement.sql());
            for param in statement.params() {
                query = match values.bind(*param) {
                    Bind::Int(value) => query.bind(value),
                    Bind::Small(value) => query.bind(value),
                    Bind::Word(value) => query.bind(value.map($word)),
                    Bind::Text(value) => query.bind(value),
                };
            }
            query
        }
    };
}

query!("sqlite", sqlite, sqlx::Sqlite, <str as AsRef<str>>::as_ref);
query!("postgres", postgres, sqlx::Postgres, <str as AsRef<str>>::as_ref);
query!("mysql", mysql, sqlx::MySql, <str as AsRef<[u8]>>::as_ref);

/// `$body` with the query and the executor of the place.
macro_rules! run {
    ($place:expr, $statement:expr, $values:expr, |$query:ident, $executor:ident, $row:ident| $body:expr) => {
        match $place {
            #[cfg(feature = "sqlite")]
            Place::Pool(Pool::Sqlite(pool)) => {
                let ($query, $executor, $row) = (sqlite($statement, $values), &*pool, Row::Sqlite);
                $body
            }
            #[cfg(feature = "postgres")]
            Place::Pool(Pool::Postgres(pool)) => {
                let ($query, $executor, $row) =
                    (postgres($statement, $values), &*pool, Row::Postgres);
                $body
            }
            #[cfg(feature = "mysql")]
            Place::Pool(Pool::Mysql(pool)) => {
                let ($query, $executor, $row) = (mysql($statement, $values), &*pool, Row::Mysql);
                $body
            }
            #[cfg(feature = "mysql")]
            Place::Kept(connection) => {
                let ($query, $executor, $row) =
                    (mysql($statement, $values), &mut **connection, Row::Mysql);
                $body
            }
            #[cfg(feature = "sqlite")]
            Place::Connection(StorageConnection(Connection::Sqlite(connection))) => {
                let ($query, $executor, $row) =
                    (sqlite($statement, $values), &mut **connection, Row::Sqlite);
                $body
            }
            #[cfg(feature = "postgres")]
            Place::Connection(StorageConnection(Connection::Postgres(connection))) => {
                let ($query, $executor, $row) =
                    (postgres($statement, $values), &mut **connection, Row::Postgres);
                $body
            }
            #[cfg(feature = "mysql")]
            Place::Connection(StorageConnection(Connection::Mysql(connection))) => {
                let ($query, $executor, $row) =
                    (mysql($statement, $values), &mut **connection, Row::Mysql);
                $body
            }
        }
    };
}

impl Place<'_, '_> {
    /// Whether it is the caller's connection, whose transaction is not ours to repeat.
    pub(crate) fn is_callers(&self) -> bool {
        matches!(self, Self::Connection(_))
    }

    /// Runs a statement and answers how many rows it wrote.
    pub(crate) async fn execute(
        &mut self,
        statement: &Statement,
        values: &Values<'_>,
    ) -> sqlx::Result<u64> {
        run!(self, statement, values, |query, executor, _row| {
            Ok(query.execute(executor).await?.rows_affected())
        })
    }

    /// Runs a query and answers its first row.
    ///
    /// Only for what writes nothing: the answer is not read to its end, and a write counts when
    /// the end was read. PostgreSQL commits after it has sent the rows, SQLite after the last.
    pub(crate) async fn fetch(
        &mut self,
        statement: &Statement,
        values: &Values<'_>,
    ) -> sqlx::Result<Option<Row>> {
        run!(self, statement, values, |query, executor, row| {
            Ok(query.fetch_optional(executor).await?.map(row))
        })
    }

    /// Runs a statement and answers its rows, having read the answer to its end.
    pub(crate) async fn fetch_all(
        &mut self,
        statement: &Statement,
        values: &Values<'_>,
    ) -> sqlx::Result<Vec<Row>> {
        run!(self, statement, values, |query, executor, row| {
            Ok(query.fetch_all(executor).await?.into_iter().map(row).collect())
        })
    }
}

impl Row {
    /// A column of text, or of bytes that are text.
    pub(crate) fn text(&self, column: usize) -> sqlx::Result<Option<&str>> {
        for_each_driver!(self, Self, row => sqlx::Row::try_get_unchecked(row, column))
    }

    /// The last column, of text.
    pub(crate) fn last_text(&self) -> sqlx::Result<Option<&str>> {
        self.text(for_each_driver!(self, Self, row => sqlx::Row::len(row)).saturating_sub(1))
    }

    /// A column of whole numbers; `NULL` counts as 0.
    pub(crate) fn int(&self, column: usize) -> sqlx::Result<i64> {
        Ok(self.number(column)?.unwrap_or_default())
    }

    /// A column of whole numbers.
    pub(crate) fn number(&self, column: usize) -> sqlx::Result<Option<i64>> {
        for_each_driver!(self, Self, row => sqlx::Row::try_get_unchecked(row, column))
    }
}
