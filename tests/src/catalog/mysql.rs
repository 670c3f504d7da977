//! The catalog of MySQL and MariaDB: `information_schema`, for one schema at a time, because others belong to other tests.

use fsm_core::Dialect;

use super::{Object, read};
use crate::TestPool;
use crate::lexer::{Rules, Token};

const QUERIES: &[&str] = &[
    "SELECT 'table', IF(table_schema = DATABASE(), '', table_schema), table_name,
            CONCAT_WS(' ', table_type, engine, table_collation) FROM information_schema.tables
     WHERE table_schema = {schema}",
    "SELECT 'comment', table_name, '', table_comment FROM information_schema.tables
     WHERE table_schema = {schema} AND LENGTH(table_comment) > 0",
    "SELECT 'column', table_name, column_name,
            CONCAT_WS(' ', column_type, is_nullable, column_key, extra, collation_name, column_default)
     FROM information_schema.columns WHERE table_schema = {schema}",
    "SELECT 'comment', table_name, column_name, column_comment FROM information_schema.columns
     WHERE table_schema = {schema} AND LENGTH(column_comment) > 0",
    "SELECT 'index', table_name, index_name,
            GROUP_CONCAT(CONCAT_WS(' ', column_name, collation, sub_part, non_unique, index_type)
                         ORDER BY seq_in_index)
     FROM information_schema.statistics WHERE table_schema = {schema}
     GROUP BY table_name, index_name",
    "SELECT 'comment', table_name, index_name, index_comment FROM information_schema.statistics
     WHERE table_schema = {schema} AND LENGTH(index_comment) > 0 AND seq_in_index = 1",
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
    kinds: Option<&[&str]>,
) -> Result<Vec<Object>, sqlx::Error> {
    let mut objects = Vec::new();
    let mut schemas = vec!["DATABASE()".to_owned()];
    // Hexadecimal digits, so that this reading shares no quoting with what it judges.
    schemas.extend(schema.map(|name| {
        let digits: Vec<String> = name.bytes().map(|byte| format!("{byte:02X}")).collect();
        let digits = digits.concat();
        format!("CONVERT(X'{digits}' USING utf8mb4)")
    }));
    for schema in schemas {
        for query in QUERIES.iter().filter(|query| is_asked(query, kinds)) {
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

/// Each of these views costs the server tens of milliseconds: only those are read that are asked for.
fn is_asked(query: &str, kinds: Option<&[&str]>) -> bool {
    kinds.is_none_or(|kinds| {
        let constraint = query.starts_with("SELECT LOWER(");
        kinds.iter().any(|kind| match *kind {
            "label" => query.starts_with("SELECT 'column'"),
            "primary key" | "unique" | "check" | "foreign key" => constraint,
            kind => query.starts_with(&format!("SELECT '{kind}'")),
        })
    })
}

/// The labels of a column whose type is shown as `enum('a','it''s')`, escaped as the reading session
/// would have to write it.
fn labels(column: &Object) -> Vec<Object> {
    let Some((list, _)) =
        column.detail.strip_prefix("enum(").and_then(|rest| rest.rsplit_once(") "))
    else {
        return Vec::new();
    };
    let tokens = Rules::usual(Dialect::Mysql).tokens(list).unwrap_or_default();
    let label = |token| match token {
        Token::Text(name) => Some(Object {
            kind: "label".to_owned(),
            of: column.name.clone(),
            name,
            detail: String::new(),
        }),
        _ => None,
    };
    tokens.into_iter().filter_map(label).collect()
}
