use super::query::ANSWERS;
use crate::error::{Error, ErrorKind};
use crate::reflect::Rows;
use crate::reflect::rows::Row;
use std::collections::{BTreeMap, BTreeSet};

/// What one schema answered, by table and by index.
#[derive(Debug, Default)]
pub(super) struct Answers<'r> {
    pub(super) objects: Vec<ObjectRow<'r>>,
    /// Tables that virtual tables keep their rows in.
    pub(super) shadows: BTreeSet<&'r str>,
    pub(super) columns: BTreeMap<&'r str, Vec<ColumnRow<'r>>>,
    pub(super) foreign_keys: BTreeMap<&'r str, Vec<ForeignKeyRow<'r>>>,
    pub(super) index_parts: BTreeMap<&'r str, Vec<IndexPartRow<'r>>>,
}

/// A row of `sqlite_schema`.
#[derive(Clone, Copy, Debug)]
pub(super) struct ObjectRow<'r> {
    pub(super) kind: &'r str,
    pub(super) name: &'r str,
    pub(super) table: &'r str,
    pub(super) has_page: bool,
    pub(super) sql: Option<&'r str>,
}

/// A row of `pragma_table_xinfo`.
#[derive(Clone, Copy, Debug)]
pub(super) struct ColumnRow<'r> {
    pub(super) name: &'r str,
    pub(super) declared: &'r str,
    pub(super) not_null: bool,
    /// The place in the primary key, from 1; 0 outside of it.
    pub(super) in_key: usize,
    pub(super) generated: bool,
}

/// A row of `pragma_foreign_key_list`.
#[derive(Clone, Copy, Debug)]
pub(super) struct ForeignKeyRow<'r> {
    /// Counted from the foreign key that is written last.
    pub(super) id: usize,
    pub(super) table: &'r str,
    pub(super) from: &'r str,
    pub(super) to: Option<&'r str>,
}

/// A row of `pragma_index_xinfo`.
#[derive(Clone, Copy, Debug)]
pub(super) struct IndexPartRow<'r> {
    /// The column; `None` for an expression.
    pub(super) column: Option<&'r str>,
}

impl<'r> Answers<'r> {
    /// Reads the answers to the queries for one schema.
    pub(super) fn read(answers: &'r [Rows]) -> Result<Self, Error> {
        let [objects, shadows, columns, foreign_keys, index_parts] = answers else {
            let what = "the schema".to_owned();
            let found = format!("{} answers to {ANSWERS} queries", answers.len());
            return Err(ErrorKind::Catalog { what, found }.into());
        };
        let mut read =
            Self { shadows: shadows.iter().map(|row| row.text(0)).collect(), ..Self::default() };
        for row in objects.iter() {
            read.objects.push(ObjectRow {
                kind: row.text(0),
                name: row.text(1),
                table: row.text(2),
                has_page: row.text(3) != "0",
                sql: row.get(4),
            });
        }
        group(columns, &mut read.columns, |row| {
            Ok(ColumnRow {
                name: row.text(1),
                declared: row.text(2),
                not_null: number(row, 3)? != 0,
                in_key: number(row, 4)?,
                generated: number(row, 5)? > 1,
            })
        })?;
        group(foreign_keys, &mut read.foreign_keys, |row| {
            Ok(ForeignKeyRow {
                id: number(row, 1)?,
                table: row.text(2),
                from: row.text(3),
                to: row.get(4),
            })
        })?;
        group(index_parts, &mut read.index_parts, |row| Ok(IndexPartRow { column: row.get(2) }))?;
        Ok(read)
    }
}

/// Rows by what their first value names. Those of one name come one after the other.
fn group<'r, T>(
    rows: &'r Rows,
    groups: &mut BTreeMap<&'r str, Vec<T>>,
    read: impl Fn(Row<'r>) -> Result<T, Error>,
) -> Result<(), Error> {
    let mut name = None;
    let mut group = Vec::new();
    for row in rows.iter() {
        if name != Some(row.text(0)) {
            if let Some(name) = name {
                groups.insert(name, std::mem::take(&mut group));
            }
            name = Some(row.text(0));
        }
        group.push(read(row)?);
    }
    if let Some(name) = name {
        groups.insert(name, group);
    }
    Ok(())
}

fn number(row: Row<'_>, at: usize) -> Result<usize, Error> {
    row.text(at)
        .parse()
        .map_err(|_| unreadable(row.text(0), format!("`{}` for a number", row.text(at))))
}

/// The error for an object whose definition cannot be read.
pub(super) fn unreadable(name: &str, found: impl Into<String>) -> Error {
    ErrorKind::Catalog { what: format!("`{name}`"), found: found.into() }.into()
}
