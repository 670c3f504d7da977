use super::Comparison;
use crate::change::Change;
use crate::name::NamingConvention;
use crate::schema::TableName;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What a table that exists lacks of its model.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lacking {
    /// The table.
    pub table: TableName,
    /// The columns of the model that the table does not have, by name.
    pub columns: Vec<String>,
    /// The indexes of the model that the table does not have, by name.
    pub indexes: Vec<String>,
}

impl fmt::Display for Lacking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` lacks ", self.table)?;
        let all = [("column", &self.columns), ("index", &self.indexes)];
        let mut parts =
            all.into_iter().flat_map(|(kind, names)| names.iter().map(move |name| (kind, name)));
        if let Some((kind, name)) = parts.next() {
            write!(f, "{kind} `{name}`")?;
        }
        parts.try_for_each(|(kind, name)| write!(f, ", {kind} `{name}`"))
    }
}

/// What the tables lack, as far as the changes say: the columns and indexes that come and do not
/// take the place of others.
pub(crate) fn lacking(comparison: &Comparison, naming: &NamingConvention) -> Vec<Lacking> {
    let limit = comparison.dialect.capabilities().name_limit;
    let mut found: BTreeMap<&TableName, Lacking> = BTreeMap::new();
    let of = |table: &TableName| Lacking {
        table: table.clone(),
        columns: Vec::new(),
        indexes: Vec::new(),
    };
    let replaced: BTreeSet<(&TableName, &str)> = comparison
        .changes
        .iter()
        .filter_map(|change| match change {
            Change::DropIndex { table, index } => Some((table, index.name.as_deref()?)),
            Change::DropColumn { table, column } => Some((table, &*column.name)),
            _ => None,
        })
        .collect();
    for change in &comparison.changes {
        match change {
            Change::AddColumn { table, column } if !replaced.contains(&(table, &*column.name)) => {
                let lacking = found.entry(table).or_insert_with(|| of(table));
                lacking.columns.push(column.name.to_string());
            }
            Change::CreateIndex { table, index } => {
                let name = naming.index(table, index, limit);
                if !replaced.contains(&(table, &*name)) {
                    let lacking = found.entry(table).or_insert_with(|| of(table));
                    lacking.indexes.push(name);
                }
            }
            _ => {}
        }
    }
    found.into_values().collect()
}
