use super::sqlite;
use crate::schema::{Dialect, TableName};
use std::collections::BTreeSet;

/// The query for the foreign keys in the schemas of `tables`: rows of schema (empty for the
/// connection's own), the referring table and the referred one. `None` where dropping a table that
/// another refers to is an error by itself, which it is wherever foreign keys can be altered.
pub(crate) fn referring_query(dialect: Dialect, tables: &[&TableName]) -> Option<String> {
    if dialect.capabilities().alter_foreign_keys || tables.is_empty() {
        return None;
    }
    let schemas: BTreeSet<Option<&str>> =
        tables.iter().map(|table| table.schema.as_deref()).collect();
    let queries: Vec<String> = schemas.into_iter().map(sqlite::references).collect();
    Some(queries.join(" UNION ALL "))
}
