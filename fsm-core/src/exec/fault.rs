//! What a driver's error means to this room: another made the same object, the database is busy.
//! It never decides what follows from it.

use crate::error::{Error, ErrorKind};
use crate::schema::Dialect;

/// What an error means here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Another session made the object first.
    Exists,
    /// Two sessions waited for each other, and this one was chosen to give way.
    Deadlock,
    /// The database file is locked (SQLite).
    Busy,
    /// Something that was spoken of is no longer there (MySQL, MariaDB).
    Gone,
    /// One transaction needs more locks than the server has room for (PostgreSQL).
    OutOfLocks,
    /// Anything else.
    Other,
}

/// Reads an error of this crate.
pub(super) fn fault(dialect: Dialect, error: &Error) -> Fault {
    match error.kind() {
        ErrorKind::Statement { source, .. } | ErrorKind::Connection { source, .. } => {
            of_driver(dialect, source)
        }
        _ => Fault::Other,
    }
}

/// Reads an error of the driver.
pub(super) fn of_driver(dialect: Dialect, error: &sqlx::Error) -> Fault {
    let Some(error) = error.as_database_error() else { return Fault::Other };
    match dialect {
        Dialect::Sqlite => sqlite(error),
        Dialect::Postgres => postgres(error),
        Dialect::Mysql => mysql(error),
    }
}

/// Whether SQLite refused to begin because a transaction is open that sqlx does not know of.
pub(super) fn is_nested(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| error.message().contains("within a transaction"))
}

/// Result codes of <https://sqlite.org/rescode.html>; the low byte is the primary one.
fn sqlite(error: &dyn sqlx::error::DatabaseError) -> Fault {
    const ERROR: u32 = 1;
    const BUSY: u32 = 5;
    const LOCKED: u32 = 6;
    // The caller's transaction has read what another has changed since: waiting does not help.
    const BUSY_SNAPSHOT: u32 = BUSY | (2 << 8);
    let code: u32 = error.code().and_then(|code| code.parse().ok()).unwrap_or(0);
    match code & 0xff {
        _ if code == BUSY_SNAPSHOT => Fault::Other,
        BUSY | LOCKED => Fault::Busy,
        ERROR if error.message().contains("already exists") => Fault::Exists,
        _ => Fault::Other,
    }
}

/// Codes of PostgreSQL's manual, appendix A.
fn postgres(error: &dyn sqlx::error::DatabaseError) -> Fault {
    match error.code().as_deref() {
        // duplicate_table (indexes too), duplicate_object, duplicate_schema
        Some("42P07" | "42710" | "42P06") => Fault::Exists,
        // unique_violation, in a catalog: two sessions made it at the same time
        Some("23505")
            if matches!(
                error.constraint(),
                Some(
                    "pg_type_typname_nsp_index"
                        | "pg_class_relname_nsp_index"
                        | "pg_namespace_nspname_index"
                        | "pg_enum_typid_label_index"
                )
            ) =>
        {
            Fault::Exists
        }
        // out_of_memory: `max_locks_per_transaction` is the one table that runs full here
        Some("53200") if error.message().contains("shared memory") => Fault::OutOfLocks,
        // deadlock_detected, serialization_failure
        Some("40P01" | "40001") => Fault::Deadlock,
        _ => Fault::Other,
    }
}

#[cfg(feature = "mysql")]
fn mysql(error: &dyn sqlx::error::DatabaseError) -> Fault {
    let Some(error) = error.try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>() else {
        return Fault::Other;
    };
    match error.number() {
        // ER_DB_CREATE_EXISTS, ER_TABLE_EXISTS_ERROR, ER_DUP_KEYNAME, ER_FK_DUP_NAME
        1007 | 1050 | 1061 | 1826 => Fault::Exists,
        // MariaDB reports a duplicate foreign key as InnoDB's own error 121.
        1005 if error.message().contains("errno: 121") => Fault::Exists,
        // ER_LOCK_DEADLOCK
        1213 => Fault::Deadlock,
        // ER_BAD_FIELD_ERROR, ER_NO_SUCH_TABLE, ER_TABLE_DEF_CHANGED
        1054 | 1146 | 1412 => Fault::Gone,
        _ => Fault::Other,
    }
}

#[cfg(not(feature = "mysql"))]
fn mysql(_: &dyn sqlx::error::DatabaseError) -> Fault {
    Fault::Other
}

/// Whether the driver says that a table or a column is not there.
pub(super) fn is_missing(dialect: Dialect, error: &sqlx::Error) -> bool {
    let Some(database) = error.as_database_error() else { return false };
    match dialect {
        Dialect::Sqlite => {
            let message = database.message();
            message.contains("no such table") || message.contains("no such column")
        }
        // undefined_table, undefined_column, invalid_schema_name
        Dialect::Postgres => {
            matches!(database.code().as_deref(), Some("42P01" | "42703" | "3F000"))
        }
        // ER_NO_SUCH_TABLE, ER_BAD_FIELD_ERROR
        Dialect::Mysql => matches!(number(database), Some(1146 | 1054)),
    }
}

/// Whether the driver says that the database is busy, or that a lock was not to be had in time.
pub(super) fn is_busy(dialect: Dialect, error: &sqlx::Error) -> bool {
    let lock_timeout = error.as_database_error().is_some_and(|database| match dialect {
        Dialect::Sqlite => false,
        // lock_not_available
        Dialect::Postgres => database.code().as_deref() == Some("55P03"),
        // ER_LOCK_WAIT_TIMEOUT
        Dialect::Mysql => number(database) == Some(1205),
    });
    lock_timeout || matches!(of_driver(dialect, error), Fault::Busy | Fault::Deadlock)
}

#[cfg(feature = "mysql")]
fn number(error: &dyn sqlx::error::DatabaseError) -> Option<u16> {
    error
        .try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>()
        .map(sqlx::mysql::MySqlDatabaseError::number)
}

#[cfg(not(feature = "mysql"))]
fn number(_: &dyn sqlx::error::DatabaseError) -> Option<u16> {
    None
}
