use fsm_core::{ColumnDef, EnumDef, ForeignKeyDef, IndexDef, SqlType, TableDef};

/// A model, and what has to become of it.
pub(super) struct Model {
    pub(super) what: &'static str,
    pub(super) verdict: Verdict,
    pub(super) tables: Vec<TableDef>,
}

#[derive(Clone, Copy)]
pub(super) enum Verdict {
    /// It is created, found again and dropped.
    Held,
    /// `verify` refuses it with these words, and the server would refuse it too.
    Refused(&'static [&'static str]),
    /// `verify` refuses it with these words because another server, version or setting would.
    RefusedForOthers(&'static [&'static str]),
}

pub(super) fn held(what: &'static str, tables: Vec<TableDef>) -> Model {
    Model { what, verdict: Verdict::Held, tables }
}

pub(super) fn refused(
    what: &'static str,
    words: &'static [&'static str],
    tables: Vec<TableDef>,
) -> Model {
    Model { what, verdict: Verdict::Refused(words), tables }
}

pub(super) fn refused_for_others(
    what: &'static str,
    words: &'static [&'static str],
    tables: Vec<TableDef>,
) -> Model {
    Model { what, verdict: Verdict::RefusedForOthers(words), tables }
}

pub(super) fn integer(name: &'static str) -> ColumnDef {
    ColumnDef::new(name, SqlType::Integer)
}

pub(super) fn varchar(name: &'static str, length: u32) -> ColumnDef {
    ColumnDef::new(name, SqlType::String(length))
}

pub(super) fn labels(name: &'static str, labels: &[&'static str]) -> ColumnDef {
    ColumnDef::new(name, SqlType::Enum(EnumDef::new(name, labels.iter().copied())))
}

/// A table with a numbered primary key `id`.
pub(super) fn table(name: &'static str) -> TableDef {
    TableDef::new(name).column(ColumnDef::new("id", SqlType::BigInteger)).primary_key(["id"])
}

/// A table whose column `code` is the primary key.
pub(super) fn coded(name: &'static str, code: ColumnDef) -> TableDef {
    TableDef::new(name).column(code).primary_key(["code"])
}

/// A table whose column `code` refers to that of `parent`.
pub(super) fn referring(name: &'static str, code: ColumnDef, parent: &'static str) -> TableDef {
    table(name).column(code).foreign_key(ForeignKeyDef::new(["code"], parent, ["code"]))
}

/// `count` columns of one type, `c0` and on.
pub(super) fn columns(mut table: TableDef, count: usize, sql_type: &SqlType) -> TableDef {
    for at in 0..count {
        table = table.column(ColumnDef::new(format!("c{at}"), sql_type.clone()));
    }
    table
}

/// An index on each of the columns `c0` to `c{count - 1}`.
pub(super) fn indexes(mut table: TableDef, count: usize) -> TableDef {
    for at in 0..count {
        table = table.index(IndexDef::new([format!("c{at}")]));
    }
    table
}

/// `value` with some fields set that have no setter.
pub(super) fn with<T>(mut value: T, set: impl FnOnce(&mut T)) -> T {
    set(&mut value);
    value
}
