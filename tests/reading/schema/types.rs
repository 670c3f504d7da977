//! Column types: each of the library's that the dialect has, and some in an author's own words.

use fsm_core::{Dialect, EnumDef, PostgresType, SqlType, TableName};

use super::Schema;
use crate::draw::Draw;
use crate::words;

/// Types in the words of the dialect, which the library knows under no name of its own, or by other
/// words.
pub(crate) fn own_words(dialect: Dialect) -> &'static [&'static str] {
    match dialect {
        Dialect::Sqlite => &[
            "INT",
            "DECIMAL(10,2)",
            "NUMERIC",
            "CHAR(5)",
            "my own type",
            "NVARCHAR(30)",
            "CLOB",
            "ANY",
            "",
            "character varying ( 20 )",
            "timestamp",
            "Real",
        ],
        Dialect::Postgres => &[
            "CHAR(5)",
            "TIMESTAMP(3)",
            "timestamp(0) with time zone",
            "XML",
            "TSVECTOR",
            "JSON",
            "BIT(3)",
            "NAME",
            "INTERVAL(3)",
            "MACADDR8",
            "varchar",
            "INT",
            "decimal(10)",
            "TEXT",
            "interval day to second",
            "double precision",
            "character varying(20)",
            "bit varying(7)",
        ],
        _ => &[
            "CHAR(5)",
            "TIMESTAMP",
            "TIMESTAMP(3)",
            "DATETIME",
            "MEDIUMTEXT",
            "TINYTEXT",
            "TEXT",
            "MEDIUMINT",
            "YEAR",
            "BIT(3)",
            "SET('a','b')",
            "POINT",
            "DECIMAL(10)",
            "INT(11)",
            "TINYBLOB",
            "TIME",
            "double(10,2)",
            "integer unsigned",
            "VARCHAR(20) CHARACTER SET latin1",
            "numeric(6,2)",
        ],
    }
}

/// A type that the dialect has.
pub(crate) fn any(draw: &mut Draw, schema: &Schema) -> SqlType {
    let dialect = schema.dialect;
    match draw.below(100) {
        0..=44 => common(draw),
        45..=54 => an_enum(draw, schema),
        55..=64 => SqlType::custom(draw.one(own_words(dialect))),
        _ => every(draw, schema),
    }
}

/// What most columns are.
fn common(draw: &mut Draw) -> SqlType {
    match draw.below(10) {
        0 => SqlType::Integer,
        1 => SqlType::Text,
        2 => SqlType::String(draw.one(&[50, 20, 5, 100, 255])),
        3 => SqlType::BigInteger,
        4 => SqlType::Boolean,
        5 => SqlType::DateTime,
        6 => SqlType::Double,
        7 => SqlType::Numeric {
            precision: Some(draw.one(&[10, 12])),
            scale: draw.one(&[Some(2), Some(0), None]),
        },
        8 => SqlType::SmallInteger,
        _ => SqlType::Date,
    }
}

/// One of all kinds, the dialect willing.
fn every(draw: &mut Draw, schema: &Schema) -> SqlType {
    let kinds: Vec<SqlType> = SqlType::every()
        .filter(|kind| {
            let extension = matches!(
                kind,
                SqlType::Postgres(
                    PostgresType::Citext
                        | PostgresType::Cube
                        | PostgresType::Hstore
                        | PostgresType::Lquery
                        | PostgresType::Ltree
                )
            );
            let own = matches!(kind, SqlType::Custom(_) | SqlType::Enum(_));
            !own && schema.dialect.spell_type(kind).is_ok() && (schema.has_extensions || !extension)
        })
        .collect();
    match draw.pick(&kinds) {
        Some(SqlType::String(_)) => SqlType::String(draw.one(&[50, 7, 300])),
        Some(SqlType::Binary(_)) => SqlType::Binary(draw.one(&[30, 16])),
        Some(SqlType::Numeric { .. }) => draw.one(&[
            SqlType::Numeric { precision: None, scale: None },
            SqlType::Numeric { precision: Some(8), scale: Some(3) },
            SqlType::Numeric { precision: Some(20), scale: None },
        ]),
        Some(SqlType::Array(_)) => SqlType::array(draw.one(&[
            SqlType::Integer,
            SqlType::Text,
            SqlType::String(20),
            SqlType::Numeric { precision: Some(10), scale: Some(2) },
            SqlType::Boolean,
            SqlType::DateTimeTz,
            SqlType::Uuid,
            SqlType::Json,
        ])),
        Some(kind) => kind.clone(),
        None => SqlType::Integer,
    }
}

/// An enum: one that a column has already, or a new one.
pub(crate) fn an_enum(draw: &mut Draw, schema: &Schema) -> SqlType {
    let known: Vec<EnumDef> = schema.enums();
    if draw.chance(30)
        && let Some(def) = draw.pick(&known)
    {
        return SqlType::Enum(def.clone());
    }
    let name = words::name(draw, "kind", &mut schema.taken());
    let mut labels: Vec<String> = vec!["one".to_owned()];
    while labels.len() < 6 && draw.chance(60) {
        let label = label(draw, &labels);
        labels.push(label);
    }
    let mut def = EnumDef::new(name, labels);
    if schema.dialect == Dialect::Postgres && draw.chance(10) {
        def.name = TableName::new(def.name.name.clone()).in_schema(schema.other_schema.clone());
    }
    SqlType::Enum(def)
}

/// A label that is none of those.
pub(crate) fn label(draw: &mut Draw, labels: &[String]) -> String {
    let plain = ["two", "three", "four", "five", "six", "seven"];
    let label = if draw.chance(30) { words::text(draw) } else { draw.one(&plain) };
    if labels.iter().any(|there| there.eq_ignore_ascii_case(label)) {
        format!("label {}", labels.len())
    } else {
        label.to_owned()
    }
}
