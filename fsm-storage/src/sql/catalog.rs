//! The queries that ask the catalog what the table is like: rows of a tag, a name and three texts.
//!
//! `c` is a column: its type, whether it can be `NULL` (`1`), and whether it has a default (`1`).
//! `p` is the primary key and `i` an index: the columns in order, with commas between.

use fsm_core::{Dialect, TableName};

/// The name and the schema of a table as constants; `own` stands for the connection's own schema.
#[cfg(any(feature = "sqlite", feature = "mysql"))]
fn constants(dialect: Dialect, table: &TableName, own: &str) -> (String, String) {
    let schema = table.schema.as_deref().map(|schema| dialect.quote_string(schema));
    (dialect.quote_string(&table.name), schema.unwrap_or(own.to_owned()))
}

#[cfg(feature = "sqlite")]
pub(super) fn sqlite(table: &TableName) -> String {
    let (table, schema) = constants(Dialect::Sqlite, table, "'main'");
    format!(
        "SELECT 'c', name, type, CASE WHEN \"notnull\" OR pk > 0 THEN '0' ELSE '1' END, \
         CASE WHEN dflt_value IS NULL THEN '0' ELSE '1' END \
         FROM pragma_table_info({table}, {schema}) \
         UNION ALL SELECT 'p', '', group_concat(name, ','), NULL, NULL FROM \
         (SELECT name FROM pragma_table_info({table}, {schema}) WHERE pk > 0 ORDER BY pk) \
         HAVING count(*) > 0 \
         UNION ALL SELECT 'i', l.name, (SELECT group_concat(name, ',') FROM \
         (SELECT name FROM pragma_index_info(l.name, {schema}) ORDER BY seqno)), NULL, NULL \
         FROM pragma_index_list({table}, {schema}) AS l"
    )
}

#[cfg(feature = "postgres")]
pub(super) fn postgres(table: &TableName) -> String {
    let dialect = Dialect::Postgres;
    let table = dialect.quote_string(&dialect.quote_name(table));
    format!(
        "SELECT 'c', a.attname::text, format_type(a.atttypid, a.atttypmod), \
         CASE WHEN a.attnotnull THEN '0' ELSE '1' END, \
         CASE WHEN a.atthasdef OR a.attidentity <> '' THEN '1' ELSE '0' END \
         FROM pg_attribute a \
         WHERE a.attrelid = to_regclass({table}) AND a.attnum > 0 AND NOT a.attisdropped \
         UNION ALL SELECT CASE WHEN i.indisprimary THEN 'p' ELSE 'i' END, '', \
         (SELECT string_agg(coalesce(a.attname::text, '?'), ',' ORDER BY k.position) \
         FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, position) \
         LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number \
         WHERE k.position <= i.indnkeyatts), NULL, NULL \
         FROM pg_index i \
         WHERE i.indrelid = to_regclass({table}) AND i.indisvalid"
    )
}

#[cfg(feature = "mysql")]
pub(super) fn mysql(table: &TableName) -> String {
    let (table, schema) = constants(Dialect::Mysql, table, "DATABASE()");
    format!(
        "SELECT 'c', CAST(column_name AS CHAR), CAST(column_type AS CHAR), \
         IF(is_nullable = 'YES', '1', '0'), \
         IF(column_default IS NULL AND extra NOT LIKE '%auto_increment%', '0', '1') \
         FROM information_schema.columns \
         WHERE table_schema = {schema} AND table_name = {table} \
         UNION ALL SELECT IF(index_name = 'PRIMARY', 'p', 'i'), CAST(index_name AS CHAR), \
         CAST(GROUP_CONCAT(COALESCE(column_name, '?') ORDER BY seq_in_index) AS CHAR), NULL, NULL \
         FROM information_schema.statistics \
         WHERE table_schema = {schema} AND table_name = {table} GROUP BY index_name"
    )
}
