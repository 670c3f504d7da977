//! The names of column types on MySQL and MariaDB.
//! They are the widest that hold every value of the Rust type, in the form sqlx sends.

use crate::dialect::types::{Spelled, custom, decimal, name, postgres_only, refuse, sized};
use crate::schema::{Dialect, EnumDef, SqlType};
use std::borrow::Cow;

const DIALECT: Dialect = Dialect::Mysql;

/// Characters of four bytes in the 65,535 bytes of a row, which two bytes of length share
/// (MySQL manual, section 11.3.2).
const MAX_VARCHAR: u32 = 16_383;

/// Bytes in the same room, less the byte that marks a null.
const MAX_VARBINARY: u32 = 65_532;

/// Digits in all, and after the point (MySQL manual, section 11.1.3; MariaDB allows 38 after it).
const MAX_DECIMAL: (u32, u32) = (65, 30);

/// The type's name.
pub(crate) fn spell_type(sql_type: &SqlType) -> Spelled {
    match sql_type {
        SqlType::Boolean => name("TINYINT(1)"),
        SqlType::TinyInteger => name("TINYINT"),
        SqlType::SmallInteger => name("SMALLINT"),
        SqlType::Integer => name("INT"),
        SqlType::BigInteger => name("BIGINT"),
        SqlType::UnsignedTinyInteger => name("TINYINT UNSIGNED"),
        SqlType::UnsignedSmallInteger => name("SMALLINT UNSIGNED"),
        SqlType::UnsignedInteger => name("INT UNSIGNED"),
        SqlType::UnsignedBigInteger => name("BIGINT UNSIGNED"),
        SqlType::Float => name("FLOAT"),
        SqlType::Double => name("DOUBLE"),
        // Alone, DECIMAL is DECIMAL(10, 0) and cuts the fraction.
        SqlType::Numeric { precision: None, .. } => name("DECIMAL(65, 30)"),
        SqlType::Numeric { precision: Some(precision), scale } => {
            decimal("DECIMAL", *precision, *scale, MAX_DECIMAL, DIALECT)
        }
        // TEXT and BLOB end at 65,535 bytes.
        SqlType::Text => name("LONGTEXT"),
        SqlType::String(length) => {
            sized("VARCHAR", *length, MAX_VARCHAR, DIALECT, "leave out `length`")
        }
        SqlType::LargeBinary => name("LONGBLOB"),
        SqlType::Binary(length) => {
            sized("VARBINARY", *length, MAX_VARBINARY, DIALECT, "leave out `length`")
        }
        SqlType::Uuid => name("BINARY(16)"),
        SqlType::UuidHyphenated => name("CHAR(36)"),
        SqlType::UuidSimple => name("CHAR(32)"),
        SqlType::Date => name("DATE"),
        SqlType::Time | SqlType::MysqlTime => name("TIME(6)"),
        SqlType::TimeTz => Err(refuse(
            "MySQL/MariaDB has no time of day with an offset, and sqlx binds none",
            "use a time of day in UTC, and a second column for the offset",
        )),
        // The type TIMESTAMP ends in 2038.
        SqlType::DateTime | SqlType::DateTimeTz => name("DATETIME(6)"),
        SqlType::DateTimeOffset => Err(refuse(
            "MySQL/MariaDB keeps no offset from UTC, and sqlx binds no `DateTime<FixedOffset>`",
            "use `chrono::DateTime<Utc>`",
        )),
        SqlType::Interval => Err(refuse(
            "MySQL/MariaDB has no type INTERVAL",
            "use `sqlx::mysql::types::MySqlTime`, or `i64` and count microseconds",
        )),
        SqlType::Json => name("JSON"),
        SqlType::Enum(def) => Ok(inline_enum(def)),
        SqlType::IpAddr | SqlType::Ipv6Addr => name("VARCHAR(45)"),
        SqlType::Ipv4Addr => name("VARCHAR(15)"),
        SqlType::Postgres(native) => Err(postgres_only(*native, DIALECT)),
        SqlType::Array(_) => Err(refuse(
            "MySQL/MariaDB has no arrays",
            "store the list as JSON: `sqlx::types::Json<Vec<..>>`",
        )),
        SqlType::Custom(sql) => custom(sql, DIALECT),
    }
}

fn inline_enum(def: &EnumDef) -> Cow<'static, str> {
    let labels: Vec<_> = def.labels.iter().map(|label| super::label(label)).collect();
    Cow::Owned(format!("ENUM({})", labels.join(", ")))
}
