//! Columns: type, nullability, default, collation, comment, and expressions of generated ones.

use fsm_core::{ColumnDef, Dialect, Literal, SqlType, Str, TableDef};

use super::family::{self, Family};
use super::{Schema, types};
use crate::draw::Draw;
use crate::words;

/// A column of any type that is not generated.
pub(crate) fn any(draw: &mut Draw, schema: &Schema, name: Str) -> ColumnDef {
    let mut column = ColumnDef::new(name, types::any(draw, schema));
    column.nullable = draw.chance(50);
    if schema.dialect == Dialect::Mysql
        && matches!(&column.sql_type, SqlType::Custom(sql) if sql.common.as_deref().is_some_and(|text| text.starts_with("TIMESTAMP")))
    {
        // Without a word MariaDB gives such a column a default that it then refuses.
        column.nullable = true;
    }
    if draw.chance(35) {
        set_default(draw, schema, &mut column);
    }
    if draw.chance(20) {
        set_collation(draw, schema.dialect, &mut column);
    }
    if draw.chance(20) {
        column.comment = Some(words::text(draw).into());
    }
    column
}

/// A default that fits, if one is known: a constant or an expression.
pub(crate) fn set_default(draw: &mut Draw, schema: &Schema, column: &mut ColumnDef) {
    column.default = None;
    column.default_sql = None;
    let sql = expressions(schema, column);
    if draw.chance(40)
        && let Some(sql) = draw.pick(&sql)
    {
        column.default_sql = Some((*sql).to_owned().into());
    } else if let Some(literal) = literal(draw, schema.dialect, column) {
        column.default = Some(literal);
    } else if let Some(sql) = draw.pick(&sql) {
        column.default_sql = Some((*sql).to_owned().into());
    }
}

fn literal(draw: &mut Draw, dialect: Dialect, column: &ColumnDef) -> Option<Literal> {
    let string = |text: &str| Literal::String(text.to_owned().into());
    let number = |text: &str| Literal::Number(text.to_owned().into());
    Some(match family::of(dialect, column) {
        Family::Integer => {
            Literal::Integer(draw.one(&[0, 1, 42, -5, 100, 127, -32768, 2_147_483_647]))
        }
        Family::Decimal | Family::Float => match draw.below(5) {
            0 => Literal::Integer(0),
            1 => number("1.5"),
            2 => number("-2.50"),
            3 => number("2e3"),
            _ => Literal::Integer(-7),
        },
        Family::Boolean => Literal::Boolean(draw.chance(50)),
        // How long it may be, only the author knows.
        Family::Text if matches!(column.sql_type, SqlType::Custom(_)) => {
            string(draw.one(&["abc", "", "it's"]))
        }
        Family::Text => string(if draw.chance(20) { "" } else { words::text(draw) }),
        Family::Binary if dialect != Dialect::Postgres => string(draw.one(&["abc", "", "it's"])),
        Family::Date => string(draw.one(&["2020-02-29", "1999-12-31"])),
        Family::Time => string(draw.one(&["12:30:00", "00:00:00"])),
        Family::Moment => string(draw.one(&["2020-02-29 12:00:00", "1999-12-31 23:59:59"])),
        Family::Json => {
            string(draw.one(&["{}", "[]", "{\"a\": [1, 2, {\"b\": null}]}", "\"it's\""]))
        }
        Family::Enum => match &column.sql_type {
            SqlType::Enum(def) => Literal::String(draw.pick(&def.labels)?.clone()),
            _ => return None,
        },
        Family::Other => match &column.sql_type {
            SqlType::Uuid if dialect == Dialect::Postgres => {
                string("00000000-0000-0000-0000-000000000000")
            }
            SqlType::IpAddr => string("127.0.0.1"),
            SqlType::Array(_) => string("{}"),
            _ => return None,
        },
        Family::Binary => return None,
    })
}

/// Defaults in SQL.
fn expressions(schema: &Schema, column: &ColumnDef) -> Vec<&'static str> {
    use Dialect::{Mysql, Postgres, Sqlite};
    let dialect = schema.dialect;
    let family = family::of(dialect, column);
    let mut sql: Vec<&'static str> = match (family, dialect) {
        (Family::Integer, Postgres) => {
            vec!["1 + 2", "-7", "(5)", "'3'::int", "length('abc')", "CAST(4 AS integer)"]
        }
        (Family::Integer, _) => vec!["1 + 2", "7", "(5)", "abs(-3)"],
        (Family::Decimal, _) => vec!["1.50", "-0.5", "2 * 3"],
        (Family::Float, _) => vec!["1.5", "2 * 0.25"],
        (Family::Boolean, Postgres) => vec!["true", "FALSE", "NOT true", "'t'::boolean"],
        (Family::Boolean, _) => vec!["1", "0", "TRUE", "false"],
        (Family::Text, Postgres) => vec![
            "'abc'",
            "'it''s'",
            "'a'::text",
            "'a' || 'b'",
            "lower('ABC')",
            "CURRENT_USER",
            "''",
            "upper(substr('abc', 1, 2))",
            "'x'::character varying",
            "CASE WHEN true THEN 'a' ELSE 'b' END",
        ],
        (Family::Text, Mysql) => {
            vec!["'abc'", "'it''s'", "lower('ABC')", "concat('a', 'b')", "uuid()", "''"]
        }
        (Family::Text, _) => {
            vec!["'abc'", "'it''s'", "lower('ABC')", "'a' || 'b'", "''", "\"abc\" IS NULL"]
        }
        (Family::Date, Sqlite) => vec!["CURRENT_DATE", "date('now')"],
        (Family::Date, Mysql) => vec!["CURRENT_DATE", "curdate()", "now()"],
        (Family::Date, _) => {
            vec!["CURRENT_DATE", "now()", "'2020-01-01'::date", "CURRENT_DATE + 1"]
        }
        (Family::Moment, Sqlite) => {
            vec!["CURRENT_TIMESTAMP", "datetime('now')", "strftime('%Y-%m-%d', 'now')"]
        }
        (Family::Moment, Mysql) => vec![
            "CURRENT_TIMESTAMP",
            "now()",
            "CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP",
            "current_timestamp()",
            "'2020-01-01 00:00:00'",
        ],
        (Family::Moment, _) => vec![
            "CURRENT_TIMESTAMP",
            "now()",
            "now() + interval '1 day'",
            "'2020-01-01'::timestamp",
            "CURRENT_TIMESTAMP AT TIME ZONE 'UTC'",
            "timezone('UTC', now())",
            "LOCALTIMESTAMP",
        ],
        (Family::Json, Postgres) => {
            vec!["'{}'::jsonb", "'{\"b\": 1, \"a\": 2}'", "jsonb_build_object('a', 1)"]
        }
        (Family::Json, Mysql) => vec!["'{}'", "json_object('a', 1)", "json_array()"],
        (Family::Binary, Postgres) => vec!["'\\x00ff'::bytea", "'abc'::bytea"],
        (Family::Binary, _) => vec!["x'00ff'", "X'616263'"],
        (Family::Other, Postgres) => match &column.sql_type {
            SqlType::Uuid => vec!["gen_random_uuid()"],
            SqlType::Array(_) => vec!["'{}'", "NULL"],
            SqlType::Interval => vec!["'1 day'::interval", "'01:00'"],
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    // In SQLite a name in double quotes that is none is a text; as a default it is refused.
    sql.retain(|sql| !sql.starts_with('"'));
    if column.nullable {
        sql.push("NULL");
    }
    sql
}

/// A collation, if the column holds text.
pub(crate) fn set_collation(draw: &mut Draw, dialect: Dialect, column: &mut ColumnDef) {
    let name = match dialect {
        Dialect::Sqlite => draw.one(&["NOCASE", "RTRIM", "BINARY", "nocase"]),
        Dialect::Postgres => draw.one(&["C", "POSIX", "ucs_basic", "und-x-icu"]),
        _ => draw.one(&[
            "utf8mb4_bin",
            "utf8mb4_unicode_ci",
            "utf8mb4_general_ci",
            "latin1_bin",
            "UTF8MB4_BIN",
        ]),
    };
    let is_text = match family::of(dialect, column) {
        Family::Text => column.sql_type != SqlType::custom("NAME"),
        Family::Enum => dialect == Dialect::Sqlite,
        _ => false,
    };
    let own_set = matches!(&column.sql_type, SqlType::Custom(sql) if sql.text(dialect).is_some_and(|text| text.contains("CHARACTER SET")));
    if is_text && !own_set {
        column.collation = Some(name.into());
    }
}

/// A column that another of the table makes, if there is one that can.
pub(crate) fn generated(
    draw: &mut Draw,
    schema: &Schema,
    table: &TableDef,
    name: Str,
) -> Option<ColumnDef> {
    let dialect = schema.dialect;
    let bases: Vec<&ColumnDef> = table
        .columns
        .iter()
        .filter(|column| column.computed.is_none() && has_expressions(dialect, column))
        .collect();
    let base = *draw.pick(&bases)?;
    let (sql_type, sql) = computed(draw, dialect, base);
    let mut column = ColumnDef::new(name, sql_type);
    // Whether the base is null decides whether this one is.
    column.nullable = true;
    let stored = match dialect {
        Dialect::Postgres => true,
        _ => draw.chance(50),
    };
    Some(column.computed(sql, stored))
}

fn has_expressions(dialect: Dialect, column: &ColumnDef) -> bool {
    matches!(family::of(dialect, column), Family::Integer | Family::Text | Family::Decimal)
        && !matches!(&column.sql_type, SqlType::Custom(_))
}

/// A type and an expression of it that the column makes.
pub(crate) fn computed(draw: &mut Draw, dialect: Dialect, base: &ColumnDef) -> (SqlType, String) {
    let c = words::column(draw, dialect, &base.name);
    match family::of(dialect, base) {
        Family::Text => match draw.below(4) {
            0 => (SqlType::Integer, format!("length({c})")),
            1 => (SqlType::String(300), format!("upper({c})")),
            2 if dialect == Dialect::Mysql => (SqlType::Text, format!("concat({c}, '!')")),
            2 => (SqlType::Text, format!("{c} || '!'")),
            _ => (SqlType::Text, format!("coalesce({c}, 'it''s')")),
        },
        family => {
            let wide = if family == Family::Integer {
                SqlType::BigInteger
            } else {
                SqlType::Numeric { precision: Some(20), scale: Some(4) }
            };
            let sql = match draw.below(4) {
                0 => format!("{c} + 1"),
                1 => format!("{c} * 2"),
                2 => format!("coalesce({c}, 0) + 1"),
                _ => format!("CASE WHEN {c} > 1 THEN {c} ELSE -1 END"),
            };
            (if dialect == Dialect::Sqlite { SqlType::BigInteger } else { wide }, sql)
        }
    }
}
