//! The catalog of MySQL and MariaDB: `information_schema`, for one schema at a time, because others belong to other tests.

use super::{Object, read};
use crate::TestPool;

const QUERIES: &[&str] = &[
    "SELECT 'table', IF(table_schema = DATABASE(), '', table_schema), table_name,
            CONCAT_WS(' ', table_type, engine, table_collation) FROM information_schema.tables
     WHERE table_schema = {schema}",
    "SELECT 'comment', table_name, '', table_comment FROM information_schema.tables
     WHERE table_schema = {schema} AND table_comment <> ''",
    "SELECT 'column', table_name, column_name,
            CONCAT_WS(' ', column_type, is_nullable, column_key, extra, collation_name, column_default)
     FROM information_schema.columns WHERE table_schema = {schema}",
    "SELECT 'comment', table_name, column_name, column_comment FROM information_schema.columns
     WHERE table_schema = {schema} AND column_comment <> ''",
    "SELECT 'index', table_name, index_name,
            GROUP_CONCAT(CONCAT_WS(' ', column_name, collation, sub_part, non_unique, index_type)
                         ORDER BY seq_in_index)
     FROM information_schema.statistics WHERE table_schema = {schema}
     GROUP BY table_name, index_name",
    "SELECT 'comment', table_name, index_name, index_comment FROM information_schema.statistics
     WHERE table_schema = {schema} AND index_comment <> '' AND seq_in_index = 1",
    "SELECT LOWER(constraint_type), table_name, constraint_name, ''
     FROM information_schema.table_constraints WHERE table_schema = {schema}",
    "SELECT 'check of', '', constraint_name, check_clause
     FROM information_schema.check_constraints WHERE constraint_schema = {schema}",
    "SELECT 'reference', table_name, constraint_name,
            CONCAT_WS(' ', column_name, referenced_table_name, referenced_column_name)
     FROM information_schema.key_column_usage
     WHERE table_schema = {schema} AND referenced_table_name IS NOT NULL",
];

pub(super) async fn objects(
    pool: &TestPool,
    schema: Option<&str>,
) -> Result<Vec<Object>, sqlx::Error> {
    let mut objects = Vec::new();
    let mut schemas = vec!["DATABASE()".to_owned()];
    // Hexadecimal digits, so that this reading shares no quoting with what it judges.
    schemas.extend(schema.map(|name| {
        let digits: String = name.bytes().map(|byte| format!("{byte:02X}")).collect();
        format!("CONVERT(X'{digits}' USING utf8mb4)")
    }));
    for schema in schemas {
        for query in QUERIES {
            objects.extend(read(pool, &query.replace("{schema}", &schema)).await?);
        }
        let query = "SELECT 'schema', '', schema_name, '' FROM information_schema.schemata
                     WHERE schema_name = {schema} AND schema_name <> DATABASE()";
        objects.extend(read(pool, &query.replace("{schema}", &schema)).await?);
    }
    let labels: Vec<Object> =
        objects.iter().filter(|object| object.kind == "column").flat_map(labels).collect();
    objects.extend(labels);
    Ok(objects)
}

/// The labels of a column whose type is shown as `enum('a','it''s')`: only quotes are doubled there.
fn labels(column: &Object) -> Vec<Object> {
    let Some(list) = column.detail.strip_prefix("enum('") else { return Vec::new() };
    let mut found = vec![String::new()];
    let mut rest = list;
    while let Some(at) = rest.find('\'') {
        if let Some(label) = found.last_mut() {
            label.push_str(&rest[..at]);
        }
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix(",'") {
            found.push(String::new());
            rest = after;
        } else if let Some(after) = rest.strip_prefix('\'') {
            if let Some(label) = found.last_mut() {
                label.push('\'');
            }
            rest = after;
        } else {
            break;
        }
    }
    let object = |name| Object {
        kind: "label".to_owned(),
        of: column.name.clone(),
        name,
        detail: String::new(),
    };
    found.into_iter().map(object).collect()
}
