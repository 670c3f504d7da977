//! SQLite's catalog: the schema table, the columns, and the names in the stored text that no pragma tells.

use fsm_core::Dialect;

use super::{Object, read};
use crate::TestPool;
use crate::lexer::{Rules, Token};

pub(super) async fn objects(
    pool: &TestPool,
    schema: Option<&str>,
) -> Result<Vec<Object>, sqlx::Error> {
    let mut objects = of_schema(pool, "main").await?;
    let Some(schema) = schema else { return Ok(objects) };
    let attached = read(
        pool,
        "SELECT 'schema', '', name, '' FROM pragma_database_list WHERE name NOT IN ('main', 'temp')",
    )
    .await?;
    if attached.iter().any(|object| object.name == schema) {
        objects.extend(of_schema(pool, schema).await?);
    }
    objects.extend(attached);
    Ok(objects)
}

async fn of_schema(pool: &TestPool, schema: &str) -> Result<Vec<Object>, sqlx::Error> {
    let name = format!("\"{}\"", schema.replace('"', "\"\""));
    let text = format!("'{}'", schema.replace('\'', "''"));
    let master = format!("SELECT type, tbl_name, name, sql FROM {name}.sqlite_schema");
    let mut objects = read(pool, &master).await?;
    let in_text: Vec<Object> = objects
        .iter()
        .filter(|object| object.kind == "table")
        .flat_map(|table| constraints(&table.name, &table.detail))
        .collect();
    objects.extend(in_text);
    let columns = format!(
        "SELECT 'column', t.name, c.name,
                c.type || ' ' || c.\"notnull\" || ' ' || c.pk || ' ' || coalesce(c.dflt_value, '')
         FROM {name}.sqlite_schema t JOIN pragma_table_xinfo(t.name, {text}) c
         WHERE t.type = 'table'"
    );
    objects.extend(read(pool, &columns).await?);
    Ok(objects)
}

/// The names of constraints, collations and labels in the text of a table.
fn constraints(table: &str, sql: &str) -> Vec<Object> {
    let Ok(tokens) = Rules::usual(Dialect::Sqlite).tokens(sql) else { return Vec::new() };
    let mut objects = Vec::new();
    let mut list = None;
    for (at, token) in tokens.iter().enumerate() {
        let mut found = |kind: &str, name: &str| {
            objects.push(Object {
                kind: kind.to_owned(),
                of: table.to_owned(),
                name: name.to_owned(),
                detail: String::new(),
            });
        };
        let word = |token: Option<&Token>| match token {
            Some(Token::Word(word)) => word.to_ascii_uppercase(),
            _ => String::new(),
        };
        match (token, tokens.get(at + 1)) {
            (Token::Word(before), Some(Token::Identifier(name))) if before == "CONSTRAINT" => {
                let kind = match word(tokens.get(at + 2)).as_str() {
                    "PRIMARY" => "primary key",
                    "FOREIGN" => "foreign key",
                    "UNIQUE" => "unique",
                    _ => "check",
                };
                found(kind, name);
            }
            (Token::Word(before), Some(Token::Identifier(name))) if before == "COLLATE" => {
                found("collation of column", name);
            }
            (Token::Word(before), _) if before == "IN" => list = Some(()),
            (Token::Symbol(')'), _) => list = None,
            (Token::Text(label), _) if list.is_some() => found("label", label),
            _ => {}
        }
    }
    objects
}
