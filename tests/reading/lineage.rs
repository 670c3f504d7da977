//! Lineage: which table and column of before each of after is, as far as its rows keep their values.
//!
//! Knows nothing of databases.

use std::collections::BTreeMap;

use fsm_core::{Str, TableName};

use crate::schema::Schema;

/// The tables of after that were there before, by their names after.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lineage {
    pub(crate) tables: BTreeMap<TableName, Origin>,
}

/// Where a table comes from.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) name: TableName,
    /// The columns of after whose values are those of before, by their names after.
    pub(crate) columns: BTreeMap<Str, Source>,
    /// All columns of after that were there before, with their names before.
    pub(crate) known: BTreeMap<Str, Str>,
}

/// Where a column's values come from.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) name: Str,
    /// Labels of an enum that have another name now: before and after.
    pub(crate) labels: Vec<(Str, Str)>,
}

impl Lineage {
    /// Nothing changed yet.
    pub(crate) fn of(schema: &Schema) -> Self {
        let tables = schema.tables.iter().map(|table| {
            let names = || table.columns.iter().map(|column| column.name.clone());
            let columns = names().map(|name| (name.clone(), Source { name, labels: Vec::new() }));
            let origin = Origin {
                name: table.name.clone(),
                columns: columns.collect(),
                known: names().map(|name| (name.clone(), name)).collect(),
            };
            (table.name.clone(), origin)
        });
        Self { tables: tables.collect() }
    }

    pub(crate) fn table_renamed(&mut self, before: &TableName, after: &TableName) {
        if let Some(origin) = self.tables.remove(before) {
            self.tables.insert(after.clone(), origin);
        }
    }

    pub(crate) fn column_renamed(&mut self, table: &TableName, before: &Str, after: &Str) {
        let Some(origin) = self.tables.get_mut(table) else { return };
        if let Some(source) = origin.columns.remove(before) {
            origin.columns.insert(after.clone(), source);
        }
        if let Some(name) = origin.known.remove(before) {
            origin.known.insert(after.clone(), name);
        }
    }

    /// The column is another one now, or none.
    pub(crate) fn column_gone(&mut self, table: &TableName, column: &Str) {
        if let Some(origin) = self.tables.get_mut(table) {
            origin.columns.remove(column);
            origin.known.remove(column);
        }
    }

    /// The column is the same, its values are others.
    pub(crate) fn values_changed(&mut self, table: &TableName, column: &Str) {
        if let Some(origin) = self.tables.get_mut(table) {
            origin.columns.remove(column);
        }
    }

    pub(crate) fn label_renamed(
        &mut self,
        table: &TableName,
        column: &Str,
        before: &Str,
        after: &Str,
    ) {
        if let Some(source) =
            self.tables.get_mut(table).and_then(|origin| origin.columns.get_mut(column))
        {
            source.labels.push((before.clone(), after.clone()));
        }
    }

    /// Where the values of the column come from.
    pub(crate) fn source(&self, table: &TableName, column: &str) -> Option<(&TableName, &Source)> {
        let origin = self.tables.get(table)?;
        Some((&origin.name, origin.columns.get(column)?))
    }
}
