use crate::dialect::alter::{Clause, Piece};
use crate::dialect::{Speller, Statement};
use crate::schema::{Dialect, PostgresOptions, Str, TableName};
use std::collections::BTreeMap;

/// The options of a table become others; what the rows are parted by stays as it is.
pub(super) fn options(
    speller: &Speller<'_>,
    table: &TableName,
    before: &PostgresOptions,
    after: &PostgresOptions,
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut set = |sql: String| {
        pieces.push(Clause::new("set table options", table.to_string(), sql).into());
    };
    if before.unlogged != after.unlogged {
        set(if after.unlogged { "SET UNLOGGED" } else { "SET LOGGED" }.to_owned());
    }
    if before.tablespace != after.tablespace {
        let name = after.tablespace.as_deref().unwrap_or("pg_default");
        set(format!("SET TABLESPACE {}", speller.identifier(name)));
    }
    let was: BTreeMap<&Str, &Str> = before.with.iter().map(|(name, value)| (name, value)).collect();
    let is: BTreeMap<&Str, &Str> = after.with.iter().map(|(name, value)| (name, value)).collect();
    let gone: Vec<&str> =
        was.keys().filter(|name| !is.contains_key(*name)).map(|name| &***name).collect();
    if !gone.is_empty() {
        set(format!("RESET ({})", gone.join(", ")));
    }
    let new: Vec<String> = is
        .iter()
        .filter(|(name, value)| was.get(*name) != Some(*value))
        .map(|(name, value)| format!("{name} = {value}"))
        .collect();
    if !new.is_empty() {
        set(format!("SET ({})", new.join(", ")));
    }
    pieces
}

/// A table or a type gets another name, another schema, or both.
pub(super) fn move_object(
    speller: &Speller<'_>,
    what: &'static str,
    before: &TableName,
    after: &TableName,
) -> Vec<Statement> {
    let action = if what == "TYPE" { "rename enum" } else { "rename table" };
    let mut statements = Vec::new();
    let mut now = before.clone();
    if before.name != after.name {
        let sql = format!(
            "ALTER {what} {} RENAME TO {}",
            speller.name(&now),
            speller.identifier(&after.name)
        );
        statements.push(Statement::new(action, before.to_string(), sql));
        now.name.clone_from(&after.name);
    }
    if before.schema != after.schema {
        let head = format!("ALTER {what} {} SET SCHEMA", speller.name(&now));
        let sql = match &after.schema {
            Some(schema) => format!("{head} {}", speller.identifier(schema)),
            // Only the connection knows its own schema's name.
            None => {
                let dialect = Dialect::Postgres;
                let head = dialect.quote_string(&format!("{head} "));
                let body = format!("BEGIN EXECUTE {head} || quote_ident(current_schema()); END");
                format!("DO {}", dialect.quote_string(&body))
            }
        };
        statements.push(Statement::new(action, before.to_string(), sql));
    }
    statements
}
