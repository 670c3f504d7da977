//! Schemas that between them use every property a table can have, by name.
//!
//! Each list is one expression, however long, so that a case is found where it is named.
//! The suites spell them, run them and read them back; the text they come out as stands in `tests/ddl`.

#![allow(clippy::too_many_lines, reason = "a list of cases is read line by line")]

mod columns;
mod defaults;
mod enums;
mod foreign_keys;
mod hostile;
mod indexes;
mod keys;
mod options;
mod refused;

use fsm_core::{ColumnDef, IndexColumn, IndexDef, Metadata, SqlType, TableDef};

pub use hostile::{NAMES as HOSTILE_NAMES, TEXTS as HOSTILE_TEXTS};

/// Every case, by name, in the order of the names.
#[must_use]
pub fn cases() -> Vec<(&'static str, Metadata)> {
    let mut cases = Vec::new();
    for group in [
        columns::cases(),
        defaults::cases(),
        enums::cases(),
        foreign_keys::cases(),
        hostile::cases(),
        indexes::cases(),
        keys::cases(),
        options::cases(),
        refused::cases(),
    ] {
        cases.extend(group.into_iter().map(|(name, tables)| (name, metadata(tables))));
    }
    cases.sort_by_key(|(name, _)| *name);
    cases
}

type Group = Vec<(&'static str, Vec<TableDef>)>;

fn metadata(tables: Vec<TableDef>) -> Metadata {
    let mut metadata = Metadata::new();
    for table in tables {
        metadata.add(table).expect("each table of a case has a name of its own");
    }
    metadata
}

/// A table with a numbered primary key `id`.
fn table(name: &'static str) -> TableDef {
    TableDef::new(name).column(ColumnDef::new("id", SqlType::BigInteger)).primary_key(["id"])
}

fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name, SqlType::Text)
}

fn varchar(name: &'static str) -> ColumnDef {
    ColumnDef::new(name, SqlType::String(50))
}

fn integer(name: &'static str) -> ColumnDef {
    ColumnDef::new(name, SqlType::Integer)
}

fn bigint(name: &'static str) -> ColumnDef {
    ColumnDef::new(name, SqlType::BigInteger)
}

fn part(name: &'static str) -> IndexColumn {
    IndexColumn::column(name)
}

fn index(columns: &[&'static str]) -> IndexDef {
    IndexDef::new(columns.iter().copied())
}

/// `value` with some fields set that have no setter.
fn with<T>(mut value: T, set: impl FnOnce(&mut T)) -> T {
    set(&mut value);
    value
}
