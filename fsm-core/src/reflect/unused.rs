use super::postgres::unused_enums;
use crate::schema::{Dialect, TableName};
use std::collections::BTreeMap;

/// The query for those of `enums` that nothing uses: rows of schema (empty for the connection's
/// own) and name. `None` where enums are no objects, or if none is asked for.
pub(crate) fn unused_enums_query(dialect: Dialect, enums: &[&TableName]) -> Option<String> {
    if !dialect.capabilities().native_enums || enums.is_empty() {
        return None;
    }
    let mut by_schema: BTreeMap<Option<&str>, Vec<&str>> = BTreeMap::new();
    for name in enums {
        by_schema.entry(name.schema.as_deref()).or_default().push(&name.name);
    }
    let queries: Vec<String> =
        by_schema.into_iter().map(|(schema, names)| unused_enums(schema, &names)).collect();
    Some(queries.join(" UNION ALL "))
}
