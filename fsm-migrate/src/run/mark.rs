//! Whether a statement was done that nobody wrote down: what stood before it, and what stands now.
//! It never decides what follows from it.

use super::lowering::Unit;
use crate::Error;
use crate::ledger::digest;
use fsm_core::session::{Session, is_missing, read, rows};
use fsm_core::{Dialect, Scope, TableName};

/// What stands that the statement will change, as a short text; it differs after it.
pub(super) async fn mark(session: &mut dyn Session, unit: &Unit) -> Result<String, Error> {
    let concurrent = unit.concurrent_index.as_ref();
    if let Some((table, index)) = concurrent.filter(|_| session.dialect() == Dialect::Postgres) {
        return index_state(session, table, index).await;
    }
    if unit.tables.is_empty() {
        return whole(session).await;
    }
    let mut text = String::new();
    for table in &unit.tables {
        text.push_str(&of_table(session, table).await?);
        text.push('\n');
    }
    Ok(short(&text))
}

/// Whether a statement was done that a run which did not end sent: `before` stood then, and
/// `stands` now.
pub(super) fn is_done(unit: &Unit, before: &str, stands: &str, dialect: Dialect) -> bool {
    match &unit.concurrent_index {
        Some(_) if dialect != Dialect::Postgres => before != stands,
        Some(_) if unit.is_drop() => stands == "absent",
        Some(_) => stands == "valid",
        None => before != stands,
    }
}

/// What removes an index that a failed `CREATE INDEX CONCURRENTLY` left behind.
pub(super) fn clear(unit: &Unit, stands: &str, dialect: Dialect) -> Option<String> {
    let (table, index) = unit.concurrent_index.as_ref()?;
    if dialect != Dialect::Postgres || stands != "invalid" || unit.is_drop() {
        return None;
    }
    let mut name = table.clone();
    name.name.clone_from(index);
    Some(format!("DROP INDEX CONCURRENTLY {}", dialect.quote_name(&name)))
}

/// Whether the index is there, and whether it can be used.
async fn index_state(
    session: &mut dyn Session,
    table: &TableName,
    index: &str,
) -> Result<String, Error> {
    let dialect = session.dialect();
    let schema = table
        .schema
        .as_ref()
        .map_or_else(|| "current_schema()".to_owned(), |schema| dialect.quote_string(schema));
    let query = format!(
        "SELECT i.indisvalid::text FROM pg_catalog.pg_index i \
         JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
         JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
         WHERE c.relname = {} AND n.nspname = {schema}",
        dialect.quote_string(index)
    );
    let answer = rows(session, "look for the index", query).await?;
    Ok(match answer.value() {
        None => "absent",
        Some("true") => "valid",
        Some(_) => "invalid",
    }
    .to_owned())
}

/// The definition of a table (MySQL, MariaDB), or that it is not there.
async fn of_table(session: &mut dyn Session, table: &TableName) -> Result<String, Error> {
    let dialect = session.dialect();
    if dialect != Dialect::Mysql {
        return whole(session).await;
    }
    let query = format!("SHOW CREATE TABLE {}", dialect.quote_name(table));
    match session.fetch(query).await {
        Ok(answer) => {
            let text = answer.iter().next().map(|row| row.text(1).to_owned()).unwrap_or_default();
            Ok(without_counter(&text))
        }
        Err(error) if is_missing(dialect, &error) => Ok("absent".to_owned()),
        Err(error) => Err(fsm_core::session::failed("look at the table", error).into()),
    }
}

/// Without the number that the next row gets, which rows change.
fn without_counter(definition: &str) -> String {
    let Some((before, after)) = definition.rsplit_once(" AUTO_INCREMENT=") else {
        return definition.to_owned();
    };
    format!("{before}{}", after.trim_start_matches(|c: char| c.is_ascii_digit()))
}

/// Everything that reading a database tells.
async fn whole(session: &mut dyn Session) -> Result<String, Error> {
    let read = read(session, &Scope::default()).await?;
    Ok(short(&format!("{read:?}")))
}

fn short(text: &str) -> String {
    digest(text)[..32].to_owned()
}
