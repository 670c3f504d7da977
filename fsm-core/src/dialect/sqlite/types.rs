//! The names of column types on SQLite, chosen for two readers: SQLite takes a type affinity from
//! the declared name (<https://sqlite.org/datatype3.html>), and sqlx a Rust type.

use crate::dialect::types::{Spelled, TypeRefusal, custom, name, postgres_only, refuse, sized};
use crate::schema::{Dialect, SqlType};

const DIALECT: Dialect = Dialect::Sqlite;

/// The declared type.
///
/// `BOOLEAN`, `DATE`, `TIME` and `DATETIME` have numeric affinity, which leaves what sqlx binds as
/// it is: 0 and 1, and text that is no number. JSON can be a number, so its column is `TEXT`.
pub(crate) fn spell_type(sql_type: &SqlType) -> Spelled {
    match sql_type {
        SqlType::Boolean => name("BOOLEAN"),
        SqlType::TinyInteger => name("TINYINT"),
        SqlType::SmallInteger => name("SMALLINT"),
        SqlType::Integer => name("INTEGER"),
        SqlType::BigInteger => name("BIGINT"),
        SqlType::UnsignedTinyInteger => name("TINYINT UNSIGNED"),
        SqlType::UnsignedSmallInteger => name("SMALLINT UNSIGNED"),
        SqlType::UnsignedInteger => name("INTEGER UNSIGNED"),
        SqlType::UnsignedBigInteger => Err(refuse(
            "SQLite's integers end at 2^63 - 1, and sqlx binds no `u64` there",
            "use `i64`, or `sqlx::types::Text<u64>` to store the digits as text",
        )),
        SqlType::Float => name("FLOAT"),
        SqlType::Double => name("DOUBLE"),
        SqlType::Numeric { .. } => Err(refuse(
            "SQLite has no exact decimal type, and sqlx binds none",
            "wrap it: `sqlx::types::Text<Decimal>` stores its digits as text",
        )),
        SqlType::Text | SqlType::Json | SqlType::Enum(_) => name("TEXT"),
        SqlType::String(length) => sized("VARCHAR", *length, u32::MAX, DIALECT, ""),
        SqlType::LargeBinary | SqlType::Binary(_) | SqlType::Uuid => name("BLOB"),
        SqlType::UuidHyphenated => name("CHAR(36)"),
        SqlType::UuidSimple => name("CHAR(32)"),
        SqlType::Date => name("DATE"),
        SqlType::Time => name("TIME"),
        SqlType::TimeTz => Err(refuse(
            "SQLite has no time of day with an offset, and sqlx binds none",
            "use a time of day in UTC, and a second column for the offset",
        )),
        SqlType::DateTime | SqlType::DateTimeTz | SqlType::DateTimeOffset => name("DATETIME"),
        SqlType::Interval | SqlType::MysqlTime => Err(refuse(
            "SQLite has no spans of time, and sqlx binds none",
            "use `i64` and count seconds or microseconds",
        )),

        SqlType::IpAddr => Err(address("IpAddr")),
        SqlType::Ipv4Addr => Err(address("Ipv4Addr")),
        SqlType::Ipv6Addr => Err(address("Ipv6Addr")),
        SqlType::Postgres(native) => Err(postgres_only(*native, DIALECT)),
        SqlType::Array(_) => Err(refuse(
            "SQLite has no arrays",
            "store the list as JSON: `sqlx::types::Json<Vec<..>>`",
        )),
        SqlType::Custom(sql) => custom(sql, DIALECT),
    }
}

/// The declared type in a `STRICT` table, which knows no others than these
/// (<https://sqlite.org/stricttables.html>); sqlx reads the same Rust types from them.
pub(crate) fn spell_strict_type(sql_type: &SqlType) -> Spelled {
    spell_type(sql_type)?;
    match sql_type {
        SqlType::Boolean
        | SqlType::TinyInteger
        | SqlType::SmallInteger
        | SqlType::Integer
        | SqlType::BigInteger
        | SqlType::UnsignedTinyInteger
        | SqlType::UnsignedSmallInteger
        | SqlType::UnsignedInteger
        | SqlType::UnsignedBigInteger => name("INTEGER"),
        SqlType::Float | SqlType::Double => name("REAL"),
        SqlType::LargeBinary | SqlType::Binary(_) | SqlType::Uuid => name("BLOB"),
        SqlType::Numeric { .. }
        | SqlType::Text
        | SqlType::String(_)
        | SqlType::UuidHyphenated
        | SqlType::UuidSimple
        | SqlType::Date
        | SqlType::Time
        | SqlType::TimeTz
        | SqlType::DateTime
        | SqlType::DateTimeTz
        | SqlType::DateTimeOffset
        | SqlType::Interval
        | SqlType::MysqlTime
        | SqlType::Json
        | SqlType::Enum(_)
        | SqlType::IpAddr
        | SqlType::Ipv4Addr
        | SqlType::Ipv6Addr
        | SqlType::Postgres(_)
        | SqlType::Array(_) => name("TEXT"),
        SqlType::Custom(sql) => custom(sql, DIALECT),
    }
}

fn address(rust_type: &str) -> TypeRefusal {
    refuse(
        "SQLite has no network addresses, and sqlx binds none",
        format!("wrap it: `sqlx::types::Text<{rust_type}>` stores it as text"),
    )
}
