use super::plan::{Plan, with_names};
use crate::change::Change;
use crate::error::Error;
use crate::registry::Metadata;
use crate::schema::{Str, TableName};
use std::collections::{BTreeMap, BTreeSet};

/// What stands after the changes, under the names of before: the names are given last, and SQLite
/// then writes them into whatever speaks of a table or a column, triggers and views included.
pub(super) struct Unrenamed {
    /// The tables, with a name at each constraint and index: the one it has in the end.
    pub(super) tables: Metadata,
    /// The tables that are made, by their changes.
    pub(super) made: BTreeMap<usize, TableName>,
    /// The columns that are new.
    pub(super) fresh: BTreeSet<(TableName, Str)>,
    /// What is renamed at the place of a change: what it says itself, or a name that was not free
    /// before it.
    pub(super) renames: BTreeMap<usize, Change>,
}

/// A table or a column that is made by the change at `at`.
struct Made {
    at: usize,
    table: TableName,
    column: Option<Str>,
    /// Its table's name and its own when it is made.
    wanted: (TableName, Str),
}

pub(super) fn unrenamed(plan: &Plan<'_>, named: &BTreeSet<TableName>) -> Result<Unrenamed, Error> {
    let mut tables = plan.target.clone();
    let with: Vec<_> = tables
        .tables()
        .filter(|table| named.contains(&table.name))
        .map(|table| with_names(&plan.speller, table))
        .collect();
    for table in with {
        tables.replace(table.name.clone(), table)?;
    }
    let mut all: Vec<Made> = Vec::new();
    let mut renames = BTreeMap::new();
    for (at, change) in plan.changes.iter().enumerate().rev() {
        match change {
            Change::RenameTable { before, after } if tables.contains(after.clone()) => {
                rename_table(&mut tables, &mut all, after, before)?;
                renames.insert(at, change.clone());
            }
            Change::RenameColumn { table, before, after } if has(&tables, table, after) => {
                let back = Change::RenameColumn {
                    table: table.clone(),
                    before: after.clone(),
                    after: before.clone(),
                };
                tables.apply(&back)?;
                renames.insert(at, change.clone());
            }
            // Out of the way of all names of before.
            Change::CreateTable { table } if tables.contains(table.name.clone()) => {
                let away = away(&table.name, at);
                rename_table(&mut tables, &mut all, &table.name, &away)?;
                let wanted = (table.name.clone(), table.name.name.clone());
                all.push(Made { at, table: away, column: None, wanted });
            }
            Change::AddColumn { table, column } if has(&tables, table, &column.name) => {
                let away = Str::from(format!("fsm_core_new_{at}"));
                tables.apply(&Change::RenameColumn {
                    table: table.clone(),
                    before: column.name.clone(),
                    after: away.clone(),
                })?;
                let wanted = (table.clone(), column.name.clone());
                all.push(Made { at, table: table.clone(), column: Some(away), wanted });
            }
            _ => {}
        }
    }
    put_back(tables, all, renames)
}

/// What is made gets its own name where that is free, and otherwise once it is.
fn put_back(
    mut tables: Metadata,
    mut all: Vec<Made>,
    mut renames: BTreeMap<usize, Change>,
) -> Result<Unrenamed, Error> {
    let mut next = 0;
    while next < all.len() {
        let Made { at, table, column, wanted } = &all[next];
        let (at, table, column) = (*at, table.clone(), column.clone());
        let (wanted_table, wanted) = wanted.clone();
        match column {
            None if tables.contains(wanted_table.clone()) => {
                renames.insert(at, Change::RenameTable { before: table, after: wanted_table });
            }
            None => rename_table(&mut tables, &mut all, &table, &wanted_table)?,
            Some(before) if has(&tables, &table, &wanted) => {
                let change = Change::RenameColumn { table: wanted_table, before, after: wanted };
                renames.insert(at, change);
            }
            Some(before) => {
                tables.apply(&Change::RenameColumn { table, before, after: wanted.clone() })?;
                all[next].column = Some(wanted);
            }
        }
        next += 1;
    }
    let mut answer = Unrenamed { tables, made: BTreeMap::new(), fresh: BTreeSet::new(), renames };
    for Made { at, table, column, .. } in all {
        match column {
            None => drop(answer.made.insert(at, table)),
            Some(column) => drop(answer.fresh.insert((table, column))),
        }
    }
    Ok(answer)
}

fn has(tables: &Metadata, table: &TableName, column: &str) -> bool {
    super::plan::find(tables, table).is_some_and(|table| table.find_column(column).is_some())
}

fn away(table: &TableName, at: usize) -> TableName {
    TableName { schema: table.schema.clone(), name: format!("fsm_core_new_{at}").into() }
}

fn rename_table(
    tables: &mut Metadata,
    all: &mut [Made],
    before: &TableName,
    after: &TableName,
) -> Result<(), Error> {
    tables.apply(&Change::RenameTable { before: before.clone(), after: after.clone() })?;
    for made in all.iter_mut().filter(|made| made.table == *before) {
        made.table = after.clone();
    }
    Ok(())
}
