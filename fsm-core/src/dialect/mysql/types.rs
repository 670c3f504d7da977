//! The names of column types on MySQL and MariaDB.
//! They are the widest that hold every value of the Rust type, in the form sqlx sends.

use super::token::Quotes;
use super::type_text::{labels, normal_type};
use crate::dialect::types::{Spelled, custom, decimal, name, postgres_only, refuse, sized};
use crate::schema::{Dialect, EnumDef, Sql, SqlType, TableName};
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

/// The type that a column of the type `text` is of, as the catalog names it; `name` is what an enum
/// is called, which has no name there.
///
/// Several types are spelled alike: read is the one whose values every such column can hold. A text
/// of 36 characters need not be a UUID.
pub(crate) fn read_type(text: &str, quotes: Quotes, name: impl FnOnce() -> TableName) -> SqlType {
    let normal = normal_type(text, quotes);
    let (word, numbers) = match normal.split_once('(') {
        Some((word, rest)) => {
            let numbers = rest.strip_suffix(')').map(|list| list.split(',').map(str::parse::<u32>));
            (word, numbers.and_then(|numbers| numbers.collect::<Result<Vec<_>, _>>().ok()))
        }
        None => (&*normal, Some(Vec::new())),
    };
    let read = match (word, numbers.as_deref()) {
        ("tinyint", Some([1])) => SqlType::Boolean,
        ("tinyint", Some([])) => SqlType::TinyInteger,
        ("smallint", Some([])) => SqlType::SmallInteger,
        ("int", Some([])) => SqlType::Integer,
        ("bigint", Some([])) => SqlType::BigInteger,
        ("tinyint unsigned", Some([])) => SqlType::UnsignedTinyInteger,
        ("smallint unsigned", Some([])) => SqlType::UnsignedSmallInteger,
        ("int unsigned", Some([])) => SqlType::UnsignedInteger,
        ("bigint unsigned", Some([])) => SqlType::UnsignedBigInteger,
        ("float", Some([])) => SqlType::Float,
        ("double", Some([])) => SqlType::Double,
        ("decimal", Some([65, 30])) => SqlType::Numeric { precision: None, scale: None },
        ("decimal", Some([precision, scale])) => {
            SqlType::Numeric { precision: Some(*precision), scale: Some(*scale) }
        }
        ("longtext", Some([])) => SqlType::Text,
        ("varchar", Some([length])) => SqlType::String(*length),
        ("longblob", Some([])) => SqlType::LargeBinary,
        ("varbinary", Some([length])) => SqlType::Binary(*length),
        ("binary", Some([16])) => SqlType::Uuid,
        ("date", Some([])) => SqlType::Date,
        ("time", Some([6])) => SqlType::Time,
        ("datetime", Some([6])) => SqlType::DateTime,
        ("json", Some([])) => SqlType::Json,
        ("enum", _) => match labels(text, quotes) {
            Some(labels) => {
                let labels = labels.into_iter().map(Into::into).collect();
                SqlType::Enum(EnumDef { name: name(), labels })
            }
            None => in_words(&normal),
        },
        _ => in_words(&normal),
    };
    // What the server has and a model cannot say, such as a text of 20,000 characters.
    let same = spell_type(&read).is_ok_and(|text| normal_type(&text, Quotes::USUAL) == normal);
    if same { read } else { in_words(&normal) }
}

/// The type in the server's words.
fn in_words(text: &str) -> SqlType {
    SqlType::Custom(Sql::new(text.to_owned()))
}

fn inline_enum(def: &EnumDef) -> Cow<'static, str> {
    let labels: Vec<_> = def.labels.iter().map(|label| super::label(label)).collect();
    Cow::Owned(format!("ENUM({})", labels.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::{Quotes, normal_type, read_type, spell_type};
    use crate::schema::{Dialect, EnumDef, SqlType, TableName};

    fn read(text: &str) -> SqlType {
        read_type(text, Quotes::USUAL, || TableName::new("t_a"))
    }

    #[test]
    fn what_is_read_is_spelled_as_it_was_written() {
        let mut spelled = 0;
        for sql_type in SqlType::every() {
            let Ok(text) = spell_type(&sql_type) else { continue };
            let again = spell_type(&read(&text)).unwrap();
            let normal = |text: &str| normal_type(text, Quotes::USUAL);
            assert_eq!(normal(&again), normal(&text), "{sql_type:?}");
            spelled += 1;
        }
        assert!(spelled > 25, "{spelled}");
    }

    #[test]
    fn types_of_the_catalog_are_read_as_what_a_model_says() {
        for (text, expected) in [
            ("tinyint(1)", SqlType::Boolean),
            ("tinyint(4)", SqlType::TinyInteger),
            ("int(10) unsigned", SqlType::UnsignedInteger),
            ("bigint(20)", SqlType::BigInteger),
            ("decimal(10,2)", SqlType::Numeric { precision: Some(10), scale: Some(2) }),
            ("decimal(65,30)", SqlType::Numeric { precision: None, scale: None }),
            ("varchar(191)", SqlType::String(191)),
            ("longtext", SqlType::Text),
            ("binary(16)", SqlType::Uuid),
            ("json", SqlType::Json),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        let SqlType::Enum(EnumDef { name, labels }) = read(r"enum('a,b','it''s','\\')") else {
            panic!("an enum")
        };
        assert_eq!(name, TableName::new("t_a"));
        assert_eq!(&*labels, ["a,b", "it's", "\\"]);
    }

    #[test]
    fn a_type_that_no_model_has_keeps_the_servers_words() {
        for (text, expected) in [
            ("mediumint(9)", "mediumint"),
            ("int(5) unsigned zerofill", "int(5) unsigned zerofill"),
            ("varchar(20000)", "varchar(20000)"),
            ("varchar(0)", "varchar(0)"),
            ("decimal(65,38)", "decimal(65,38)"),
            ("set('a','b')", "set('a','b')"),
            ("datetime", "datetime"),
            ("year(4)", "year"),
            ("char(36)", "char(36)"),
            ("inet6", "inet6"),
            ("double unsigned", "double unsigned"),
            ("enum('a", "enum('a"),
            ("", ""),
        ] {
            let SqlType::Custom(sql) = read(text) else { panic!("{text}: {:?}", read(text)) };
            assert_eq!(sql.text(Dialect::Mysql), Some(expected), "{text}");
        }
    }
}
