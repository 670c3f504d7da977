use crate::name::NamingConvention;
use crate::reflect::Parts;
use crate::schema::{Dialect, TableDef, TableName};
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

/// What `table` lacks in the database; `None` if nothing.
pub(crate) fn lacking(
    table: &TableDef,
    parts: &Parts,
    naming: &NamingConvention,
    dialect: Dialect,
) -> Option<Lacking> {
    let columns: Vec<String> = table
        .columns
        .iter()
        .filter(|column| !parts.has_column(&table.name, &column.name))
        .map(|column| column.name.to_string())
        .collect();
    let limit = dialect.capabilities().name_limit;
    let indexes: Vec<String> = table
        .indexes
        .iter()
        .filter(|index| index.dialects.is_empty() || index.dialects.contains(&dialect))
        .map(|index| naming.index(&table.name, index, limit))
        .filter(|index| !parts.has_index(&table.name, index))
        .collect();
    if columns.is_empty() && indexes.is_empty() {
        return None;
    }
    Some(Lacking { table: table.name.clone(), columns, indexes })
}
