use super::{NameCase, Rows, mysql, postgres, sqlite};
use crate::schema::{Dialect, TableName};
use std::collections::{BTreeMap, BTreeSet};

/// The columns and indexes of tables, by name.
#[derive(Debug)]
pub(crate) struct Parts {
    case: NameCase,
    part_case: NameCase,
    columns: BTreeSet<(String, String, String)>,
    indexes: BTreeSet<(String, String, String)>,
}

/// The one query that [`Parts::read`] reads; `None` if no table is asked for.
pub(crate) fn parts_query(dialect: Dialect, tables: &[&TableName]) -> Option<String> {
    let mut by_schema: BTreeMap<Option<&str>, Vec<&str>> = BTreeMap::new();
    for table in tables {
        by_schema.entry(table.schema.as_deref()).or_default().push(&table.name);
    }
    let queries: Vec<String> = by_schema
        .into_iter()
        .map(|(schema, names)| match dialect {
            Dialect::Sqlite => sqlite::parts(schema, &names),
            Dialect::Postgres => postgres::parts(schema, &names),
            Dialect::Mysql => mysql::parts(schema, &names),
        })
        .collect();
    if queries.is_empty() {
        return None;
    }
    let query = queries.join(" UNION ALL ");
    Some(if dialect == Dialect::Mysql { mysql::unlimited(&query) } else { query })
}

impl Parts {
    /// Reads the answer to [`parts_query`]; `case` tells names of tables apart.
    pub(crate) fn read(dialect: Dialect, case: NameCase, rows: &Rows) -> Self {
        let part_case = match dialect {
            Dialect::Sqlite => NameCase::Ascii,
            Dialect::Postgres => NameCase::Exact,
            Dialect::Mysql => NameCase::Unicode,
        };
        let mut parts =
            Self { case, part_case, columns: BTreeSet::new(), indexes: BTreeSet::new() };
        for row in rows.iter() {
            let key = parts.key(row.text(1), row.text(2), row.text(3));
            match row.text(0) {
                "c" => parts.columns.insert(key),
                _ => parts.indexes.insert(key),
            };
        }
        parts
    }

    /// Whether the table has the column.
    pub(crate) fn has_column(&self, table: &TableName, column: &str) -> bool {
        self.columns.contains(&self.key_of(table, column))
    }

    /// Whether the table has the index.
    pub(crate) fn has_index(&self, table: &TableName, index: &str) -> bool {
        self.indexes.contains(&self.key_of(table, index))
    }

    fn key_of(&self, table: &TableName, part: &str) -> (String, String, String) {
        self.key(table.schema.as_deref().unwrap_or_default(), &table.name, part)
    }

    fn key(&self, schema: &str, table: &str, part: &str) -> (String, String, String) {
        (
            self.case.fold(schema).into_owned(),
            self.case.fold(table).into_owned(),
            self.part_case.fold(part).into_owned(),
        )
    }
}
