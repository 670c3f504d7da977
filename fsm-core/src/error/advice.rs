//! What to do about what a database said, by its code: the causes that people meet first.
//! It never repeats the database's text, which is the error's source.
#![cfg_attr(
    not(all(feature = "sqlite", feature = "postgres", feature = "mysql")),
    allow(dead_code, reason = "some advice is about databases that are not built in")
)]

#[cfg(feature = "mysql")]
use sqlx::mysql::MySqlDatabaseError;
#[cfg(feature = "postgres")]
use sqlx::postgres::PgDatabaseError;
#[cfg(feature = "sqlite")]
use sqlx::sqlite::SqliteError;

const REFERRED: &str = "a table that this one refers to is not there: create it first, or name it in `.tables(..)` as well";
const DATABASE: &str = "create the database first; the URL names it after the last `/`";
const PASSWORD: &str =
    "is the password in the URL the user's, with `@`, `/` and `:` as `%40`, `%2F` and `%3A`?";
const GRANT: &str =
    "the user of the URL may not do this: grant the right, or connect as the owner of the schema";

/// What to do about it, if its code tells.
pub(super) fn advice(source: &sqlx::Error) -> Option<String> {
    let error = match source {
        sqlx::Error::Database(error) => error,
        sqlx::Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => {
            return Some("is the server running, at the host and port of the URL?".to_owned());
        }
        sqlx::Error::PoolTimedOut => {
            return Some(
                "does the program hold every connection of the pool while it waits for one?"
                    .to_owned(),
            );
        }
        _ => return None,
    };
    #[cfg(feature = "sqlite")]
    if error.try_downcast_ref::<SqliteError>().is_some() {
        return error.code().and_then(|code| sqlite(&code)).map(str::to_owned);
    }
    #[cfg(feature = "postgres")]
    if let Some(error) = error.try_downcast_ref::<PgDatabaseError>() {
        return postgres(error);
    }
    #[cfg(feature = "mysql")]
    if let Some(error) = error.try_downcast_ref::<MySqlDatabaseError>() {
        return mysql(error.number()).map(str::to_owned);
    }
    let _ = error;
    None
}

/// By the result code, whose lowest byte is the primary one: <https://sqlite.org/rescode.html>.
#[cfg(feature = "sqlite")]
fn sqlite(code: &str) -> Option<&'static str> {
    Some(match code.parse::<u32>().ok()? & 0xff {
        8 => "the file, its folder or the URL's `?mode=ro` allows no writing",
        14 => {
            "the file is not there or may not be opened: `?mode=rwc` at the URL's end creates the file, and its folder must exist"
        }
        26 => "the URL names a file of another kind",
        _ => return None,
    })
}

/// By the code, else what the server adds to its message:
/// <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
#[cfg(feature = "postgres")]
fn postgres(error: &PgDatabaseError) -> Option<String> {
    let text = match error.code() {
        "28P01" => PASSWORD,
        "3D000" => DATABASE,
        "42501" => GRANT,
        "42704" => "if an extension brings it, run `CREATE EXTENSION` first",
        "42P01" => REFERRED,
        "53200" => {
            "raise `max_locks_per_transaction` in the server's configuration, or name fewer tables at a time with `.tables(..)`"
        }
        _ => {
            let added: Vec<&str> = error.detail().into_iter().chain(error.hint()).collect();
            return (!added.is_empty()).then(|| added.join(" "));
        }
    };
    Some(text.to_owned())
}

/// By the number: <https://mariadb.com/kb/en/mariadb-error-codes/> and
/// <https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html>.
#[cfg(feature = "mysql")]
fn mysql(number: u16) -> Option<&'static str> {
    Some(match number {
        1005 | 1215 => {
            "a foreign key needs the table it refers to, and on both sides the same type, character set and collation: `SHOW ENGINE INNODB STATUS` tells which it is"
        }
        1044 | 1142 => GRANT,
        1045 => {
            "is the password in the URL the user's, with `@`, `/` and `:` as `%40`, `%2F` and `%3A`?"
        }
        1049 => "create the database first; the URL names it after the last `/`",
        1824 => REFERRED,
        3780 => "give both sides of the foreign key the same type, character set and collation",
        _ => return None,
    })
}
