//! Which Rust type goes with a type in the database's own words.
//! It never guesses: it answers for types that sqlx reads, and for no others.

use fsm_core::{Dialect, PostgresType, SqlType};

/// The kind of type whose Rust type sqlx reads from a column declared with `words`.
pub(super) fn known(dialect: Dialect, words: &str) -> Option<SqlType> {
    let words = words.to_lowercase();
    match dialect {
        Dialect::Sqlite => sqlite(&words),
        Dialect::Postgres => postgres(&words),
        Dialect::Mysql => mysql(&words),
        _ => None,
    }
}

/// What to know before a type that is known is read, if anything.
pub(super) fn caution(dialect: Dialect, words: &str) -> Option<String> {
    let lower = words.to_lowercase();
    let is_numeric = lower.contains("numeric") || lower.contains("decimal");
    (dialect == Dialect::Sqlite && is_numeric && known(dialect, words) == Some(SqlType::Double)).then(|| {
        format!("`{words}` holds whole numbers as such, which sqlx does not read as `f64`: select `CAST(.. AS REAL)`")
    })
}

/// As sqlx reads a declared type, which is near to how SQLite finds a column's affinity.
fn sqlite(words: &str) -> Option<SqlType> {
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    Some(match words {
        "boolean" | "bool" => SqlType::Boolean,
        "date" => SqlType::Date,
        "time" => SqlType::Time,
        "datetime" | "timestamp" => SqlType::DateTime,
        "json" => SqlType::Json,
        _ if has(&["int"]) => SqlType::BigInteger,
        _ if has(&["char", "clob", "text"]) => SqlType::Text,
        _ if has(&["blob"]) || words.trim().is_empty() => SqlType::LargeBinary,
        // What has neither is numeric, and so is a fraction.
        _ if has(&["real", "floa", "doub", "numeric", "decimal"]) => SqlType::Double,
        _ => return None,
    })
}

/// The type by the first of its words, without what stands in parentheses.
fn base(words: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in words.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// PostgreSQL's names, those of `format_type` among them.
fn postgres(words: &str) -> Option<SqlType> {
    if let Some(element) = words.strip_suffix("[]") {
        return postgres(element).map(SqlType::array);
    }
    Some(match base(words).as_str() {
        "boolean" | "bool" => SqlType::Boolean,
        "\"char\"" => SqlType::TinyInteger,
        "smallint" | "int2" | "smallserial" => SqlType::SmallInteger,
        "integer" | "int" | "int4" | "serial" => SqlType::Integer,
        "bigint" | "int8" | "bigserial" => SqlType::BigInteger,
        "real" | "float4" => SqlType::Float,
        "double precision" | "float8" | "float" => SqlType::Double,
        "numeric" | "decimal" => SqlType::Numeric { precision: None, scale: None },
        "text" | "varchar" | "character varying" | "character" | "char" | "bpchar" | "name" => {
            SqlType::Text
        }
        "bytea" => SqlType::LargeBinary,
        "uuid" => SqlType::Uuid,
        "date" => SqlType::Date,
        "time" | "time without time zone" => SqlType::Time,
        "timetz" | "time with time zone" => SqlType::TimeTz,
        "timestamp" | "timestamp without time zone" => SqlType::DateTime,
        "timestamptz" | "timestamp with time zone" => SqlType::DateTimeTz,
        "json" | "jsonb" => SqlType::Json,
        "bit" | "bit varying" | "varbit" => SqlType::Postgres(PostgresType::VarBit),
        "inet" => SqlType::Postgres(PostgresType::Inet),
        interval if interval.starts_with("interval") => SqlType::Interval,
        native => {
            let found =
                PostgresType::ALL.iter().find(|own| own.name().eq_ignore_ascii_case(native));
            SqlType::Postgres(*found?)
        }
    })
}

/// MySQL's and MariaDB's names, with `unsigned`, character sets and the like behind them.
fn mysql(words: &str) -> Option<SqlType> {
    let base = base(words);
    let unsigned = base.split(' ').any(|word| word == "unsigned" || word == "zerofill");
    let either = |signed, not| Some(if unsigned { not } else { signed });
    match base.split(' ').next().unwrap_or_default() {
        "tinyint" if words.starts_with("tinyint(1)") && !unsigned => Some(SqlType::Boolean),
        "bool" | "boolean" => Some(SqlType::Boolean),
        "tinyint" => either(SqlType::TinyInteger, SqlType::UnsignedTinyInteger),
        "smallint" => either(SqlType::SmallInteger, SqlType::UnsignedSmallInteger),
        "mediumint" | "int" | "integer" => either(SqlType::Integer, SqlType::UnsignedInteger),
        "bigint" => either(SqlType::BigInteger, SqlType::UnsignedBigInteger),
        "year" => Some(SqlType::UnsignedSmallInteger),
        "bit" => Some(SqlType::UnsignedBigInteger),
        "float" => Some(SqlType::Float),
        "double" | "real" => Some(SqlType::Double),
        "decimal" | "numeric" | "dec" | "fixed" => {
            Some(SqlType::Numeric { precision: None, scale: None })
        }
        "char" | "varchar" | "tinytext" | "text" | "mediumtext" | "longtext" | "enum" | "set" => {
            Some(SqlType::Text)
        }
        "binary" | "varbinary" | "tinyblob" | "blob" | "mediumblob" | "longblob" => {
            Some(SqlType::LargeBinary)
        }
        "date" => Some(SqlType::Date),
        "time" => Some(SqlType::Time),
        "datetime" => Some(SqlType::DateTime),
        "timestamp" => Some(SqlType::DateTimeTz),
        "json" => Some(SqlType::Json),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::known;
    use fsm_core::{Dialect, SqlType};

    #[test]
    fn words_that_sqlx_reads_are_known() {
        let cases = [
            (Dialect::Sqlite, "UNSIGNED BIG INT", Some("BIGINT")),
            (Dialect::Sqlite, "NVARCHAR(80)", Some("TEXT")),
            (Dialect::Sqlite, "", Some("BLOB")),
            (Dialect::Sqlite, "NUMERIC(10,2)", Some("DOUBLE")),
            (Dialect::Sqlite, "geography", None),
            (Dialect::Postgres, "timestamp(3) without time zone", Some("DATETIME")),
            (Dialect::Postgres, "character(5)", Some("TEXT")),
            (Dialect::Postgres, "interval day to second(3)", Some("INTERVAL")),
            (Dialect::Postgres, "json[]", Some("ARRAY")),
            (Dialect::Postgres, "citext", Some("CITEXT")),
            (Dialect::Postgres, "tsvector", None),
            (Dialect::Mysql, "int(10) unsigned", Some("INTEGER UNSIGNED")),
            (Dialect::Mysql, "MEDIUMINT", Some("INTEGER")),
            (Dialect::Mysql, "tinyint(1)", Some("BOOLEAN")),
            (Dialect::Mysql, "varchar(20) CHARACTER SET latin1", Some("TEXT")),
            (Dialect::Mysql, "set('a','b (c')", Some("TEXT")),
            (Dialect::Mysql, "inet6", None),
        ];
        for (dialect, words, expected) in cases {
            let found = known(dialect, words);
            assert_eq!(found.as_ref().map(SqlType::name), expected, "{dialect} {words}");
        }
    }
}
