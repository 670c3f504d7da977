//! SQLite's catalog: the schema table, the columns, and the names in the stored text that no pragma tells.

use fsm_core::Dialect;

use super::{Object, read};
use crate::TestPool;
use crate::lexer::{Rules, Token};

const SCHEMA: &str = "SELECT type, tbl_name, name, sql FROM sqlite_schema";

const COLUMNS: &str = r#"
SELECT 'column', t.name, c.name,
       c.type || ' ' || c."notnull" || ' ' || c.pk || ' ' || coalesce(c.dflt_value, '')
FROM sqlite_schema t JOIN pragma_table_xinfo(t.name) c WHERE t.type = 'table'"#;

pub(super) async fn objects(pool: &TestPool) -> Result<Vec<Object>, sqlx::Error> {
    let mut objects = read(pool, SCHEMA).await?;
    let in_text: Vec<Object> = objects
        .iter()
        .filter(|object| object.kind == "table")
        .flat_map(|table| constraints(&table.name, &table.detail))
        .collect();
    objects.extend(in_text);
    objects.extend(read(pool, COLUMNS).await?);
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
