mod check;
mod column;
mod default;
mod draft;
mod foreign_key;
mod index;
mod query;
mod reading;
mod scratch;
mod settings;
mod show;
mod table;
#[cfg(test)]
mod tests;
mod whole;

pub(in crate::reflect) use whole::MysqlCatalog;

use crate::reflect::existing::Look;
use crate::schema::Dialect;

/// The rule of case, and whether a transaction is open, which only MariaDB can be asked for.
/// A transaction that carries the mark is one that a dropped call of this crate left open.
/// Comments of the first kind are code to MariaDB alone, and those of the second to MySQL.
const SETTINGS: &str = "CAST(CONCAT(@@lower_case_table_names, ':', \
                        /*M! @@in_transaction AND @fsm_core_begins IS NULL */ /*!80000 '' */) AS CHAR)";

/// The server reads a schema's whole listing either way (MariaDB compares each name with each of a
/// list), so the names are told apart by the reader: with the case rule in one place.
pub(in crate::reflect) fn existing(look: &Look<'_>) -> String {
    let mut parts = vec![format!("SELECT 'c', DATABASE(), {SETTINGS}")];
    for schema in look.schemas_of_tables().into_iter().filter(|schema| can_stand(*schema)) {
        parts.push(format!(
            "SELECT {}, TABLE_NAME, TABLE_TYPE FROM information_schema.TABLES \
             WHERE TABLE_SCHEMA = {}",
            tag('t', schema),
            database(schema),
        ));
    }
    let mut schemas = look.askable_schemas();
    schemas.retain(|schema| can_stand(Some(schema)));
    if !schemas.is_empty() {
        parts.push(format!(
            "SELECT 's', SCHEMA_NAME, NULL FROM information_schema.SCHEMATA \
             WHERE SCHEMA_NAME IN ({})",
            strings(&schemas),
        ));
    }
    for (schema, mut tables) in look.referring_by_schema() {
        tables.retain(|table| can_stand(Some(table)));
        if tables.is_empty() || !can_stand(schema) {
            continue;
        }
        parts.push(format!(
            "SELECT {}, TABLE_NAME, CONSTRAINT_NAME \
             FROM information_schema.REFERENTIAL_CONSTRAINTS \
             WHERE CONSTRAINT_SCHEMA = {} AND TABLE_NAME IN ({})",
            tag('f', schema),
            database(schema),
            strings(&tables),
        ));
    }
    unlimited(&parts.join(" UNION ALL "))
}

/// A query that the session's `sql_select_limit` does not cut (MySQL's manual, 7.1.8): what it cut
/// off would count as missing.
pub(in crate::reflect) fn unlimited(query: &str) -> String {
    format!("{query} LIMIT {}", u64::MAX)
}

/// What `information_schema.TABLES.TABLE_TYPE` means.
pub(in crate::reflect) fn kind(text: &str) -> &'static str {
    match text {
        "BASE TABLE" | "SYSTEM VERSIONED" => "table",
        "VIEW" | "SYSTEM VIEW" => "view",
        "SEQUENCE" => "sequence",
        "TEMPORARY" => "temporary table",
        _ => "object of another kind",
    }
}

/// What a row is about, and in which schema.
fn tag(letter: char, schema: Option<&str>) -> String {
    string(&format!("{letter}{}", schema.unwrap_or_default()))
}

fn string(text: &str) -> String {
    Dialect::Mysql.quote_string(text)
}

fn strings(texts: &[&str]) -> String {
    texts.iter().map(|text| string(text)).collect::<Vec<_>>().join(", ")
}

fn database(schema: Option<&str>) -> String {
    schema.map_or_else(|| "DATABASE()".to_owned(), string)
}

/// Whether the catalog can hold the name. It refuses even to compare with one that it cannot hold.
fn can_stand(name: Option<&str>) -> bool {
    name.is_none_or(|name| name.chars().all(|character| character <= '\u{ffff}'))
}
