//! The names of column types on PostgreSQL.
//! sqlx compares a column's type with the Rust type's own by its OID, so each name is the type
//! that sqlx binds (<https://docs.rs/sqlx/0.9/sqlx/postgres/types/>), and no near relation of it.

use super::type_name::canonical;
use crate::dialect::types::{Spelled, TypeRefusal, custom, decimal, name, refuse, sized};
use crate::schema::{Dialect, PostgresType, SqlType};
use std::borrow::Cow;

const DIALECT: Dialect = Dialect::Postgres;

/// The longest `VARCHAR` (manual, section 8.3).
const MAX_VARCHAR: u32 = 10_485_760;

/// Digits in all, and after the point, that `NUMERIC` can be declared with (manual, section 8.1.2).
const MAX_NUMERIC: (u32, u32) = (1000, 1000);

/// One byte, which sqlx binds `i8` to; without its quotes it would be `CHARACTER(1)`.
pub(super) const TINY_INTEGER: &str = "\"char\"";

/// The types of `pg_catalog` by the names of their own, up to version 17; those that begin with
/// `pg_` or `_` apart.
#[rustfmt::skip]
pub(super) const OWN: &[&str] = &[
    "aclitem", "any", "anyarray", "anycompatible", "anycompatiblearray", "anycompatiblemultirange",
    "anycompatiblenonarray", "anycompatiblerange", "anyelement", "anyenum", "anymultirange", "anynonarray",
    "anyrange", "bit", "bool", "box", "bpchar", "bytea",
    "char", "cid", "cidr", "circle", "cstring", "date",
    "datemultirange", "daterange", "event_trigger", "fdw_handler", "float4", "float8",
    "gtsvector", "index_am_handler", "inet", "int2", "int2vector", "int4",
    "int4multirange", "int4range", "int8", "int8multirange", "int8range", "internal",
    "interval", "json", "jsonb", "jsonpath", "language_handler", "line",
    "lseg", "macaddr", "macaddr8", "money", "name", "numeric",
    "nummultirange", "numrange", "oid", "oidvector", "path", "point",
    "polygon", "record", "refcursor", "regclass", "regcollation", "regconfig",
    "regdictionary", "regnamespace", "regoper", "regoperator", "regproc", "regprocedure",
    "regrole", "regtype", "table_am_handler", "text", "tid", "time",
    "timestamp", "timestamptz", "timetz", "trigger", "tsm_handler", "tsmultirange",
    "tsquery", "tsrange", "tstzmultirange", "tstzrange", "tsvector", "txid_snapshot",
    "unknown", "uuid", "varbit", "varchar", "void", "xid",
    "xid8", "xml",
];

/// The type's name.
pub(crate) fn spell_type(sql_type: &SqlType) -> Spelled {
    match sql_type {
        SqlType::Boolean => name("BOOLEAN"),
        SqlType::TinyInteger => name(TINY_INTEGER),
        SqlType::SmallInteger => name("SMALLINT"),
        SqlType::Integer => name("INTEGER"),
        SqlType::BigInteger => name("BIGINT"),
        SqlType::UnsignedTinyInteger => Err(unsigned("u8", "use `i16`")),
        SqlType::UnsignedSmallInteger => Err(unsigned("u16", "use `i32`")),
        SqlType::UnsignedInteger => Err(unsigned("u32", "use `i64`")),
        SqlType::UnsignedBigInteger => {
            Err(unsigned("u64", "use `i64`, or `rust_decimal::Decimal` for the whole range"))
        }
        SqlType::Float => name("REAL"),
        SqlType::Double => name("DOUBLE PRECISION"),
        SqlType::Numeric { precision: None, .. } => name("NUMERIC"),
        SqlType::Numeric { precision: Some(precision), scale } => {
            decimal("NUMERIC", *precision, *scale, MAX_NUMERIC, DIALECT)
        }
        SqlType::Text => name("TEXT"),
        SqlType::String(length) => {
            sized("VARCHAR", *length, MAX_VARCHAR, DIALECT, "leave out `length`")
        }
        // BYTEA takes no length.
        SqlType::LargeBinary | SqlType::Binary(_) => name("BYTEA"),
        SqlType::Uuid => name("UUID"),
        SqlType::UuidHyphenated | SqlType::UuidSimple => Err(refuse(
            "sqlx binds no UUID in text form on PostgreSQL",
            "use `uuid::Uuid`: PostgreSQL stores it as 16 bytes and shows it with hyphens",
        )),
        SqlType::Date => name("DATE"),
        SqlType::Time => name("TIME"),
        SqlType::TimeTz => name("TIMETZ"),
        SqlType::DateTime => name("TIMESTAMP"),
        SqlType::DateTimeTz | SqlType::DateTimeOffset => name("TIMESTAMPTZ"),
        SqlType::Interval => name("INTERVAL"),
        SqlType::MysqlTime => Err(refuse(
            "sqlx binds no `MySqlTime` on PostgreSQL",
            "use `sqlx::postgres::types::PgInterval`",
        )),
        SqlType::Json => name("JSONB"),
        // Creating the type is a change of its own.
        SqlType::Enum(def) => Ok(Cow::Owned(DIALECT.quote_name(&def.name))),
        SqlType::IpAddr => name("INET"),
        SqlType::Ipv4Addr | SqlType::Ipv6Addr => Err(refuse(
            "sqlx binds no addresses of one version only on PostgreSQL",
            "use `std::net::IpAddr`, with the feature `ipnet` or `ipnetwork`",
        )),
        SqlType::Postgres(native) => name(native.name()),
        SqlType::Array(element) => array(element),
        SqlType::Custom(sql) => custom(sql, DIALECT),
    }
}

fn array(element: &SqlType) -> Spelled {
    if let SqlType::Array(_) = element {
        return Err(refuse(
            "sqlx binds no arrays of arrays",
            "store the lists as JSON: `sqlx::types::Json<Vec<Vec<..>>>`",
        ));
    }
    Ok(Cow::Owned(format!("{}[]", spell_type(element)?)))
}

fn unsigned(rust_type: &str, help: &str) -> TypeRefusal {
    refuse(format!("PostgreSQL has no unsigned integers, and sqlx binds no `{rust_type}`"), help)
}

/// The type of the name that the server has for it (`format_type`), or that [`spell_type`] gives.
///
/// Where several types have one name, one of them: comparing is by name. A name that is none of
/// these is a type in its own words.
pub(crate) fn read_type(text: &str) -> SqlType {
    let form = canonical(text);
    let known = match form.strip_suffix("[]") {
        Some(element) => known_type(element).map(SqlType::array),
        None => known_type(&form),
    };
    known.unwrap_or_else(|| SqlType::custom(text.to_owned()))
}

/// The type of a name in the one form.
fn known_type(form: &str) -> Option<SqlType> {
    if let Some((name, modifiers)) = form.split_once('(') {
        let modifiers = modifiers.strip_suffix(')')?;
        return match name {
            "character varying" => Some(SqlType::String(modifiers.parse().ok()?)),
            "numeric" => {
                let (precision, scale) = modifiers.split_once(',')?;
                let (precision, scale) = (precision.parse().ok()?, scale.parse().ok()?);
                // Digits before the point that are not kept, or none before it.
                if scale > precision {
                    return None;
                }
                Some(SqlType::Numeric { precision: Some(precision), scale: Some(scale) })
            }
            _ => None,
        };
    }
    Some(match form {
        "boolean" => SqlType::Boolean,
        TINY_INTEGER => SqlType::TinyInteger,
        "smallint" => SqlType::SmallInteger,
        "integer" => SqlType::Integer,
        "bigint" => SqlType::BigInteger,
        "real" => SqlType::Float,
        "double precision" => SqlType::Double,
        "numeric" => SqlType::Numeric { precision: None, scale: None },
        "text" => SqlType::Text,
        "bytea" => SqlType::LargeBinary,
        "uuid" => SqlType::Uuid,
        "date" => SqlType::Date,
        "time without time zone" => SqlType::Time,
        "time with time zone" => SqlType::TimeTz,
        "timestamp without time zone" => SqlType::DateTime,
        "timestamp with time zone" => SqlType::DateTimeTz,
        "interval" => SqlType::Interval,
        "jsonb" => SqlType::Json,
        "inet" => SqlType::IpAddr,
        "bit varying" => SqlType::Postgres(PostgresType::VarBit),
        _ => {
            let own = PostgresType::ALL.iter().find(|own| own.name().eq_ignore_ascii_case(form));
            SqlType::Postgres(*own?)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{canonical, read_type, spell_type};
    use crate::schema::SqlType;

    /// The form of what a type's name is read as.
    fn check(name: &str) {
        let read = read_type(name);
        let spelled = spell_type(&read).expect("what was read is a type");
        assert_eq!(canonical(&spelled), canonical(name), "{name} as {read:?}");
    }

    #[test]
    fn every_type_is_read_as_one_of_its_name() {
        for sql_type in SqlType::every() {
            let Ok(name) = spell_type(&sql_type) else { continue };
            check(&name);
            if !matches!(sql_type, SqlType::Array(_)) {
                check(&format!("{name}[]"));
            }
        }
    }

    #[test]
    fn what_nobody_models_is_a_type_in_its_own_words() {
        let names = [
            "character varying",
            "character(3)",
            "json",
            "timestamp(3) with time zone",
            "xml",
            "numeric(2,-3)",
            "numeric(3,5)",
            "app.mood",
            "\"Mood\"[]",
            "geometry(Point,4326)",
            "character varying(99999999999)",
            "bit varying(5)",
            "",
            "\"",
            "(",
        ];
        for name in names {
            assert_eq!(read_type(name), SqlType::custom(name.to_owned()), "{name}");
        }
    }

    #[test]
    fn what_everybody_models_is_not() {
        let names = [
            "integer",
            "bigint",
            "character varying(50)",
            "numeric(10,2)",
            "numeric",
            "jsonb",
            "timestamp with time zone",
            "inet",
            "macaddr",
            "citext",
            "bytea[]",
            "\"char\"",
        ];
        for name in names {
            assert!(!matches!(read_type(name), SqlType::Custom(_)), "{name}");
        }
    }
}
