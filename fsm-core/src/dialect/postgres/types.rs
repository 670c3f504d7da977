//! The names of column types on PostgreSQL.
//! sqlx compares a column's type with the Rust type's own by its OID, so each name is the type
//! that sqlx binds (<https://docs.rs/sqlx/0.9/sqlx/postgres/types/>), and no near relation of it.

use crate::dialect::types::{Spelled, TypeRefusal, custom, decimal, name, refuse, sized};
use crate::schema::{Dialect, SqlType};
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
