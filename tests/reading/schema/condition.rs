//! Conditions: for checks and for partial indexes. Each holds for every row that this program puts in.

use fsm_core::{ColumnDef, Dialect, PostgresType, SqlType, TableDef};

use super::family::{self, Family};
use crate::draw::Draw;
use crate::words;

/// A condition on some of the table's columns; `immutable` for what an index can stand on.
pub(crate) fn any(
    draw: &mut Draw,
    dialect: Dialect,
    table: &TableDef,
    may: &dyn Fn(&ColumnDef) -> bool,
) -> Option<String> {
    let first = simple(draw, dialect, table, may)?;
    Some(match draw.below(10) {
        0..=6 => first,
        7 => format!("{first} AND {}", simple(draw, dialect, table, may)?),
        8 => format!("({first}) OR ({})", simple(draw, dialect, table, may)?),
        _ => format!("NOT (NOT ({first}))"),
    })
}

fn simple(
    draw: &mut Draw,
    dialect: Dialect,
    table: &TableDef,
    may: &dyn Fn(&ColumnDef) -> bool,
) -> Option<String> {
    let columns: Vec<&ColumnDef> = table.columns.iter().filter(|column| may(column)).collect();
    let column = *draw.pick(&columns)?;
    let c = words::column(draw, dialect, &column.name);
    let list = templates(dialect, column);
    let mut template = draw.one(&list);
    // Behind a generated column stand other values than those that are put in.
    if column.computed.is_some() {
        template = draw.one(ANY);
    }
    Some(template.replace("{c}", &c))
}

const ANY: &[&str] = &["{c} IS NOT NULL OR 1 = 1", "{c} IS NULL OR {c} IS NOT NULL"];

fn templates(dialect: Dialect, column: &ColumnDef) -> Vec<&'static str> {
    use Dialect::{Mysql, Postgres, Sqlite};
    let mut list: Vec<&'static str> = Vec::new();
    let citext = column.sql_type == SqlType::Postgres(PostgresType::Citext);
    match family::of(dialect, column) {
        Family::Integer => {
            list.extend([
                "{c} > 0",
                "{c} >= 1 AND {c} <= 1000",
                "{c} BETWEEN 0 AND 1000",
                "{c} IN (1, 2, 3, 4)",
                "NOT ({c} < 0)",
                "{c} <> 0 OR {c} IS NULL",
                "{c} NOT IN (77, 88)",
                "abs({c}) < 1000",
                "coalesce({c}, 1) > 0",
                "{c} % 1000 <> 77",
                "CASE WHEN {c} IS NULL THEN 1 WHEN {c} > 0 THEN 1 ELSE 0 END = 1",
                "({c} + 1) * 2 > 1",
                "{c} != -1",
            ]);
            if dialect == Postgres {
                list.extend([
                    "{c} = ANY (ARRAY[1, 2, 3, 4])",
                    "{c}::bigint > 0",
                    "{c} IS DISTINCT FROM 99",
                ]);
            }
        }
        Family::Decimal => list.extend(["{c} > 0", "{c} < 1000.50", "{c} BETWEEN 0 AND 1000"]),
        Family::Float => list.extend(["{c} >= 0.5", "{c} < 1e10", "{c} > 0"]),
        Family::Boolean if dialect == Postgres => {
            list.extend([
                "{c} OR NOT {c}",
                "{c} IN (true, false)",
                "{c} = true OR {c} = false",
                "{c} IS TRUE OR {c} IS NOT TRUE",
            ]);
        }
        Family::Boolean => list.extend(["{c} IN (0, 1)", "{c} >= 0"]),
        Family::Text if citext => list.extend(["{c} <> ''"]),
        Family::Text => {
            list.extend([
                "{c} <> ''",
                "{c} LIKE 'r%'",
                "{c} IN ('r1', 'r2', 'r3', 'it''s')",
                "{c} NOT LIKE '%x%'",
                "length({c}) > 0",
                "length({c}) BETWEEN 1 AND 300",
                "lower({c}) = {c}",
                "trim({c}) <> ''",
                "{c} <> 'a \"b\"'",
                "substr({c}, 1, 1) = 'r'",
            ]);
            match dialect {
                Postgres => list.extend([
                    "{c} ~ '^r'",
                    "{c} || 'x' <> 'x'",
                    "{c}::text <> ''",
                    "{c} COLLATE \"C\" > ''",
                    "{c} = ANY (ARRAY['r1', 'r2', 'r3'])",
                    "{c} ILIKE 'R%'",
                ]),
                Mysql => list.extend([
                    "{c} REGEXP '^r'",
                    "char_length({c}) > 0",
                    "concat({c}, 'x') <> 'x'",
                ]),
                _ => list.extend(["{c} GLOB 'r*'", "{c} || 'x' <> 'x'", "{c} IS NOT 'x'"]),
            }
        }
        Family::Date => {
            list.push("{c} > '2000-01-01'");
            if dialect == Postgres {
                list.extend(["{c} >= DATE '2000-01-01'", "date_part('year', {c}) > 1999"]);
            }
        }
        Family::Moment if dialect != Sqlite => list.push("{c} > '2000-01-01 00:00:00'"),
        Family::Json => match dialect {
            Postgres if column.sql_type == SqlType::Json => {
                list.push("jsonb_typeof({c}) = 'object'");
            }
            Mysql | Sqlite => list.push("json_valid({c})"),
            _ => {}
        },
        _ => {}
    }
    if list.is_empty() {
        list.extend(ANY);
    }
    list
}
