//! Laws over random schemas: the changes lead from one to the other and back, nothing differs from
//! itself, and the order in which tables are given does not matter.

use super::{assert_law, compared};
use crate::compare::{CompareOptions, DropUnknown, Verdict};
use crate::registry::Metadata;
use crate::schema::{
    CheckDef, ColumnDef, Dialect, EnumDef, ForeignKeyDef, IndexColumn, IndexDef, SequenceDef,
    SqlType, TableDef, UniqueDef,
};
use proptest::prelude::*;

const TABLES: [&str; 4] = ["users", "posts", "App.tags", "odd name"];
const COLUMNS: [&str; 5] = ["a", "b", "c", "D", "odd \"column\""];
const NAMES: [&str; 4] = ["x", "y", "Z", "odd 'name'"];

/// A column by numbers, so that it shrinks.
type Column = (u8, u8, bool, u8, bool);
/// Columns; key; uniques, indexes and checks: name, columns and kind each; keys to other tables.
type Table = (Vec<Column>, bool, Vec<Part>, Vec<Part>, Vec<Part>, Vec<(u8, u8, u8)>);
type Part = (Option<u8>, u8, u8);
type Schema = (Vec<(u8, Table)>, Vec<(u8, u8)>);

fn schema() -> impl Strategy<Value = Schema> {
    let part = || (prop::option::of(0..4u8), any::<u8>(), any::<u8>());
    let column = (0..5u8, any::<u8>(), any::<bool>(), any::<u8>(), prop::bool::weighted(0.2));
    let table = (
        prop::collection::vec(column, 1..5),
        any::<bool>(),
        prop::collection::vec(part(), 0..3),
        prop::collection::vec(part(), 0..3),
        prop::collection::vec(part(), 0..3),
        prop::collection::vec((0..4u8, any::<u8>(), any::<u8>()), 0..3),
    );
    let tables = prop::collection::vec((0..4u8, table), 0..4);
    (tables, prop::collection::vec((0..2u8, any::<u8>()), 0..2))
}

fn built((tables, sequences): &Schema, turned: bool) -> Metadata {
    let mut built: Vec<TableDef> = Vec::new();
    for (name, table) in tables {
        let name = TABLES[usize::from(*name)];
        if built.iter().all(|known| known.name != name.into()) {
            built.push(table_of(name, table));
        }
    }
    if turned {
        built.reverse();
    }
    let mut metadata: Metadata = built.into_iter().collect();
    for (name, increment) in sequences {
        let name = ["s", "App.s"][usize::from(*name)];
        metadata.add_sequence(SequenceDef::new(name).increment(i64::from(*increment % 3) + 1));
    }
    metadata
}

fn table_of(
    name: &'static str,
    (columns, key, uniques, indexes, checks, keys): &Table,
) -> TableDef {
    let mut table = TableDef::new(name).column(ColumnDef::new("id", SqlType::BigInteger));
    for column in columns {
        let column = column_of(*column);
        if table.find_column(&column.name).is_none() {
            table = table.column(column);
        }
    }
    if *key {
        table = table.primary_key(["id"]);
    }
    let names: Vec<String> = table.columns.iter().map(|column| column.name.to_string()).collect();
    let name_of = |at: u8| names[usize::from(at) % names.len()].clone();
    let given = |name: &Option<u8>| name.map(|name| NAMES[usize::from(name)]);
    // A name stands once in a table: the databases would refuse two.
    let mut taken: Vec<String> = Vec::new();
    let mut free = |name: Option<&'static str>, kind: &str| {
        let name = format!("{kind}_{}", name.unwrap_or("unnamed"));
        let free = !taken.contains(&name);
        taken.push(name);
        free
    };
    for (name, column, other) in uniques {
        let mut unique = UniqueDef::new([name_of(*column)]);
        if name_of(*other) != name_of(*column) && *other % 2 == 0 {
            unique.columns.to_mut().push(name_of(*other).into());
        }
        unique.name = given(name).map(|name| format!("u_{name}").into());
        if free(given(name), "u") {
            table = table.unique(unique);
        }
    }
    for (name, column, kind) in indexes {
        let part = IndexColumn::column(name_of(*column));
        let mut index = match kind % 4 {
            0 => IndexDef::new([part.descending()]),
            1 => IndexDef::new([part]).unique(),
            2 => IndexDef::new([part]).predicate("id > 0"),
            _ => IndexDef::new([part]),
        };
        index.name = given(name).map(|name| format!("i_{name}").into());
        if free(given(name), "i") {
            table = table.index(index);
        }
    }
    for (name, number, _) in checks {
        let mut check = CheckDef::new(format!("id > {}", number % 3));
        check.name = given(name).map(|name| format!("c_{name}").into());
        if free(given(name), "c") {
            table = table.check(check);
        }
    }
    for (target, column, name) in keys {
        let mut key = ForeignKeyDef::new([name_of(*column)], TABLES[usize::from(*target)], ["id"]);
        let given = (*name % 2 == 0).then_some(NAMES[usize::from(name / 2 % 4)]);
        key.name = given.map(|name| format!("f_{name}").into());
        if free(given, "f") {
            table = table.foreign_key(key);
        }
    }
    table
}

fn column_of((name, kind, nullable, default, computed): Column) -> ColumnDef {
    let labels: &[&str] = if kind % 2 == 0 { &["x", "y"] } else { &["y", "z"] };
    let sql_type = match kind % 6 {
        0 => SqlType::Integer,
        1 => SqlType::String(u32::from(kind) % 3 + 1),
        2 => SqlType::Text,
        3 => SqlType::BigInteger,
        4 => SqlType::Boolean,
        // Two tables of one database agree on an enum: each column has one of its own.
        _ => SqlType::Enum(EnumDef::new(format!("e{name}_{}", kind % 2), labels.iter().copied())),
    };
    let mut column = ColumnDef::new(COLUMNS[usize::from(name)], sql_type);
    column.nullable = nullable;
    match default % 4 {
        _ if computed => column = column.computed("id + 1", true),
        0 => column = column.default_value("x"),
        1 => column = column.default_value(i64::from(default)),
        2 => column.comment = Some(format!("comment {default}").into()),
        _ => {}
    }
    column
}

proptest! {
    #[test]
    fn the_changes_lead_there_and_back(before in schema(), after in schema()) {
        let (one, other) = (built(&before, false), built(&after, false));
        for drop_unknown in [DropUnknown::ALL, DropUnknown::PARTS, DropUnknown::NONE] {
            let options = CompareOptions::new().drop_unknown(drop_unknown);
            for &dialect in Dialect::ALL {
                assert_law(&one, &other, dialect, &options);
            }
        }
    }

    #[test]
    fn nothing_differs_from_itself(schema in schema()) {
        let (one, same) = (built(&schema, false), built(&schema, true));
        let options = CompareOptions::new().drop_unknown(DropUnknown::ALL);
        for &dialect in Dialect::ALL {
            let found = compared(&one, &same, dialect, &options);
            prop_assert_eq!(found.verdict(), Verdict::Equal, "{}", found);
            prop_assert!(found.kept.is_empty() && found.questions.is_empty(), "{}", found);
        }
    }

    #[test]
    fn the_same_bytes_come_out_in_whatever_order_tables_come(
        before in schema(),
        after in schema(),
    ) {
        let options = CompareOptions::new();
        for &dialect in Dialect::ALL {
            let [one, other] = [false, true].map(|turned| {
                let (before, after) = (built(&before, turned), built(&after, turned));
                format!("{:?}", compared(&before, &after, dialect, &options))
            });
            prop_assert_eq!(one, other);
        }
    }
}
