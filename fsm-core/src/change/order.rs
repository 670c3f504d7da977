use super::Change;
use crate::schema::{EnumDef, ForeignKeyDef, TableDef, TableName};
use std::collections::{BTreeMap, BTreeSet};

/// Tables, parents before children.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SortedTables<'a> {
    /// The tables: each after all it refers to, but for [`SortedTables::cyclic`].
    pub tables: Vec<&'a TableDef>,
    /// The foreign keys that refer to a table further down, because the references form a ring.
    ///
    /// A table's reference to itself is none of them: it can be made with the table.
    pub cyclic: Vec<(&'a TableDef, &'a ForeignKeyDef)>,
}

/// Sorts tables by their references to each other, in time linear in tables and references.
///
/// `tables` are taken in the order given, which decides wherever the references leave a choice.
/// References to tables that are not among them do not count.
#[must_use]
pub fn sort_tables<'a>(tables: &[&'a TableDef]) -> SortedTables<'a> {
    let by_name: BTreeMap<&TableName, usize> =
        tables.iter().enumerate().map(|(at, table)| (&table.name, at)).collect();
    let mut sorted = SortedTables { tables: Vec::with_capacity(tables.len()), cyclic: Vec::new() };
    let mut state = vec![Visit::New; tables.len()];
    // A walk to the parents first, with a stack of its own: a chain of references may be as long
    // as there are tables.
    let mut open: Vec<(usize, usize)> = Vec::new();
    for root in 0..tables.len() {
        if state[root] == Visit::New {
            state[root] = Visit::Open;
            open.push((root, 0));
        }
        while let Some((at, next_key)) = open.last_mut() {
            let table = tables[*at];
            let Some(key) = table.foreign_keys.get(*next_key) else {
                state[*at] = Visit::Done;
                sorted.tables.push(table);
                open.pop();
                continue;
            };
            *next_key += 1;
            let Some(&parent) = by_name.get(&key.referred_table) else { continue };
            match state[parent] {
                Visit::New => {
                    state[parent] = Visit::Open;
                    open.push((parent, 0));
                }
                Visit::Open if parent != *at => sorted.cyclic.push((table, key)),
                Visit::Open | Visit::Done => {}
            }
        }
    }
    sorted
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visit {
    New,
    Open,
    Done,
}

/// The changes that create `tables` where nothing stands: schemas, enums, tables (parents first),
/// and, unless the dialect takes `forward_references`, the foreign keys that form rings.
#[must_use]
pub fn creation(tables: &[&TableDef], native_enums: bool, forward_references: bool) -> Vec<Change> {
    let sorted = sort_tables(tables);
    let mut changes: Vec<Change> = schemas(tables)
        .into_iter()
        .map(|schema| Change::CreateSchema { schema: schema.to_owned().into() })
        .collect();
    if native_enums {
        changes
            .extend(enums(tables).into_values().map(|def| Change::CreateEnum { def: def.clone() }));
    }
    let cyclic = if forward_references { &[][..] } else { &sorted.cyclic[..] };
    for table in &sorted.tables {
        changes.push(Change::CreateTable { table: without(table, cyclic) });
    }
    changes.extend(cyclic.iter().map(|(table, key)| Change::AddForeignKey {
        table: table.name.clone(),
        foreign_key: (*key).clone(),
    }));
    changes
}

/// The changes that remove `tables`: the reverse of [`creation`], but for the schemas, which may
/// hold what is not ours.
#[must_use]
pub fn removal(tables: &[&TableDef], native_enums: bool, forward_references: bool) -> Vec<Change> {
    creation(tables, native_enums, forward_references)
        .into_iter()
        .rev()
        .map(Change::reverse)
        .filter(|change| !matches!(change, Change::DropSchema { .. }))
        .collect()
}

fn without(table: &TableDef, cyclic: &[(&TableDef, &ForeignKeyDef)]) -> TableDef {
    let mut table = table.clone();
    if cyclic.iter().any(|(owner, _)| owner.name == table.name) {
        let name = table.name.clone();
        table
            .foreign_keys
            .to_mut()
            .retain(|key| !cyclic.iter().any(|(owner, cut)| owner.name == name && *cut == key));
    }
    table
}

fn schemas<'a>(tables: &[&'a TableDef]) -> BTreeSet<&'a str> {
    let of_tables = tables.iter().filter_map(|table| table.name.schema.as_deref());
    let of_enums =
        tables.iter().flat_map(|table| table.enums()).filter_map(|def| def.name.schema.as_deref());
    of_tables.chain(of_enums).collect()
}

/// The enums that `tables` use, each once, by name.
fn enums<'a>(tables: &[&'a TableDef]) -> BTreeMap<&'a TableName, &'a EnumDef> {
    tables.iter().flat_map(|table| table.enums()).map(|def| (&def.name, def)).collect()
}
