use sqlx::error::DatabaseError;

/// What kind of trouble a driver's error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Another transaction was in the way, and this one was rolled back at once.
    Conflict,
    /// Another transaction was in the way, and was waited for in vain.
    Busy,
    /// The database cannot be reached, is going down or coming up, or lets nobody else in.
    Unavailable,
    /// The row is there already.
    Duplicate,
    /// The table is not there.
    MissingTable,
    /// Anything else.
    Other,
}

/// What `error` is.
pub(crate) fn fault(error: &sqlx::Error) -> Fault {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::WorkerCrashed => {
            Fault::Unavailable
        }
        // A `BEGIN` whose answer was not one: what a server says while it goes down.
        sqlx::Error::BeginFailed => Fault::Unavailable,
        sqlx::Error::Database(error) => of_database(&**error),
        _ => Fault::Other,
    }
}

fn of_database(error: &dyn DatabaseError) -> Fault {
    if error.is_unique_violation() {
        return Fault::Duplicate;
    }
    #[cfg(feature = "mysql")]
    if let Some(error) = error.try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>() {
        return mysql(error.number());
    }
    let code = error.code();
    let code = code.as_deref().unwrap_or_default();
    #[cfg(feature = "sqlite")]
    if error.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() {
        return sqlite(code, error.message());
    }
    postgres(code)
}

/// SQLSTATE, PostgreSQL's manual, appendix A.
fn postgres(code: &str) -> Fault {
    match code {
        // Serialization failure, deadlock.
        "40001" | "40P01" => Fault::Conflict,
        // Lock not available.
        "55P03" => Fault::Busy,
        // Shutdowns, not yet up, too many connections, and what poolers say of lost servers.
        "57P01" | "57P02" | "57P03" | "53300" => Fault::Unavailable,
        code if code.starts_with("08") => Fault::Unavailable,
        "42P01" => Fault::MissingTable,
        _ => Fault::Other,
    }
}

/// Numbers of MySQL's and MariaDB's manuals, "server error message reference" and "error codes".
#[cfg(feature = "mysql")]
fn mysql(number: u16) -> Fault {
    match number {
        // Deadlock; a record changed since the transaction's snapshot (MariaDB).
        1213 | 1020 => Fault::Conflict,
        // Lock wait timeout.
        1205 => Fault::Busy,
        // Too many connections, shutdown, broken packets, connection killed, read-only for a while.
        1040 | 1053 | 1077 | 1079 | 1158..=1161 | 1184 | 1203 | 1317 | 1927 | 3169 | 4031 => {
            Fault::Unavailable
        }
        1146 => Fault::MissingTable,
        _ => Fault::Other,
    }
}

/// Result codes, sqlite.org/rescode.html: the primary code is the lowest byte of the extended one.
#[cfg(feature = "sqlite")]
fn sqlite(code: &str, message: &str) -> Fault {
    match code.parse::<i32>().map(|code| code & 0xff) {
        Ok(5 | 6) => Fault::Busy,
        // The code of every error in a statement; the table's absence shows in the text only.
        Ok(1) if message.starts_with("no such table") => Fault::MissingTable,
        _ => Fault::Other,
    }
}
