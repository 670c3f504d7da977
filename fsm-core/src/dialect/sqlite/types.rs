//! The names of column types on SQLite, chosen for two readers: SQLite takes a type affinity from
//! the declared name (<https://sqlite.org/datatype3.html>), and sqlx a Rust type.

use crate::dialect::types::{Spelled, TypeRefusal, custom, name, postgres_only, refuse, sized};
use crate::schema::{Dialect, Sql, SqlType};

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

/// The type that is declared by these words; in them itself, if it is none of those above.
///
/// Several types are declared alike: of them it is the one that says most.
pub(crate) fn read_type(declared: &str) -> SqlType {
    let words = words(declared);
    let sized = |word: &str| {
        let digits = words.strip_prefix(word)?.strip_prefix('(')?.strip_suffix(')')?;
        digits.parse::<u32>().ok().filter(|length| *length > 0 && digits == length.to_string())
    };
    match words.as_str() {
        "BOOLEAN" => SqlType::Boolean,
        "TINYINT" => SqlType::TinyInteger,
        "SMALLINT" => SqlType::SmallInteger,
        "INTEGER" => SqlType::Integer,
        "BIGINT" => SqlType::BigInteger,
        "TINYINT UNSIGNED" => SqlType::UnsignedTinyInteger,
        "SMALLINT UNSIGNED" => SqlType::UnsignedSmallInteger,
        "INTEGER UNSIGNED" => SqlType::UnsignedInteger,
        "FLOAT" => SqlType::Float,
        "DOUBLE" => SqlType::Double,
        "TEXT" => SqlType::Text,
        "BLOB" => SqlType::LargeBinary,
        "CHAR(36)" => SqlType::UuidHyphenated,
        "CHAR(32)" => SqlType::UuidSimple,
        "DATE" => SqlType::Date,
        "TIME" => SqlType::Time,
        "DATETIME" => SqlType::DateTime,
        _ => match sized("VARCHAR") {
            Some(length) => SqlType::String(length),
            None => own(declared),
        },
    }
}

/// The same in a `STRICT` table, where a word stands for more types.
pub(crate) fn read_strict_type(declared: &str) -> SqlType {
    match words(declared).as_str() {
        "INTEGER" => SqlType::BigInteger,
        "REAL" => SqlType::Double,
        "TEXT" => SqlType::Text,
        "BLOB" => SqlType::LargeBinary,
        _ => own(declared),
    }
}

fn own(declared: &str) -> SqlType {
    SqlType::Custom(Sql::new(declared.trim().to_owned()))
}

/// In capitals, with one space between words and none around parentheses.
fn words(declared: &str) -> String {
    let mut words = String::with_capacity(declared.len());
    for word in declared.split_ascii_whitespace() {
        let tight =
            words.is_empty() || words.ends_with(['(', ',']) || word.starts_with(['(', ')', ',']);
        if !tight {
            words.push(' ');
        }
        words.push_str(&word.to_ascii_uppercase());
    }
    words
}

fn address(rust_type: &str) -> TypeRefusal {
    refuse(
        "SQLite has no network addresses, and sqlx binds none",
        format!("wrap it: `sqlx::types::Text<{rust_type}>` stores it as text"),
    )
}

#[cfg(test)]
mod tests {
    use super::{read_strict_type, read_type, spell_strict_type, spell_type};
    use crate::schema::SqlType;

    #[test]
    fn what_is_spelled_is_read_as_a_type_that_is_spelled_alike() {
        let more = [SqlType::String(50), SqlType::String(u32::MAX), SqlType::custom("money ( 3 )")];
        let mut spelled = 0;
        for sql_type in SqlType::every().chain(more) {
            let Ok(declared) = spell_type(&sql_type) else { continue };
            spelled += 1;
            let read = read_type(&declared);
            assert_eq!(spell_type(&read).unwrap(), declared, "{sql_type:?} as {read:?}");
            let declared = spell_strict_type(&sql_type).unwrap();
            let read = read_strict_type(&declared);
            assert_eq!(spell_strict_type(&read).unwrap(), declared, "{sql_type:?} as {read:?}");
        }
        assert!(spelled > 20, "only {spelled} types are spelled");
    }

    #[test]
    fn a_type_is_read_in_any_case_with_any_spaces_and_nothing_more() {
        for (declared, expected) in [
            ("integer", SqlType::Integer),
            ("  varchar ( 50 ) ", SqlType::String(50)),
            ("Tinyint\n unsigned", SqlType::UnsignedTinyInteger),
            ("char( 36 )", SqlType::UuidHyphenated),
            ("INT", SqlType::custom("INT")),
            ("VARCHAR", SqlType::custom("VARCHAR")),
            ("VARCHAR(0)", SqlType::custom("VARCHAR(0)")),
            ("VARCHAR(050)", SqlType::custom("VARCHAR(050)")),
            ("VARCHAR(4294967296)", SqlType::custom("VARCHAR(4294967296)")),
            ("CHAR(35)", SqlType::custom("CHAR(35)")),
            (" Decimal(10, 2) ", SqlType::custom("Decimal(10, 2)")),
            ("", SqlType::custom("")),
        ] {
            assert_eq!(read_type(declared), expected, "{declared}");
        }
    }
}
