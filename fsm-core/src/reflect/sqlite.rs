use super::existing::Look;
use crate::schema::Dialect;

/// `sqlite_master` is one scan whatever the number of names, so the names are told apart by the
/// reader: with the case rule in one place.
pub(super) fn existing(look: &Look<'_>) -> String {
    let schemas: Vec<Option<&str>> = look.table_schemas().into_iter().collect();
    if schemas.is_empty() {
        return "SELECT 'c', 'main', NULL, NULL".to_owned();
    }
    schemas.into_iter().map(relations).collect::<Vec<_>>().join(" UNION ALL ")
}

fn relations(schema: Option<&str>) -> String {
    format!(
        "SELECT 't', {}, name, type FROM {}.sqlite_master WHERE type IN ('table', 'view')",
        Dialect::Sqlite.quote_string(schema.unwrap_or_default()),
        Dialect::Sqlite.quote_identifier(schema.unwrap_or("main")),
    )
}

pub(super) fn kind(text: &str) -> &'static str {
    match text {
        "table" => "table",
        "view" => "view",
        _ => "object of another kind",
    }
}

/// Columns and indexes of every table: `c` or `i`, schema, table, name.
pub(super) fn parts(schema: Option<&str>) -> String {
    let label = Dialect::Sqlite.quote_string(schema.unwrap_or_default());
    let name = schema.unwrap_or("main");
    let (master, text) =
        (Dialect::Sqlite.quote_identifier(name), Dialect::Sqlite.quote_string(name));
    format!(
        "SELECT 'c', {label}, m.name, p.name \
         FROM {master}.sqlite_master AS m, pragma_table_xinfo(m.name, {text}) AS p \
         WHERE m.type = 'table' \
         UNION ALL SELECT 'i', {label}, tbl_name, name \
         FROM {master}.sqlite_master WHERE type = 'index'"
    )
}
