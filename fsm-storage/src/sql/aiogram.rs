//! The statements that read a table of `aiogram-sqlalchemy-storage`, page by page.

use super::{Statement, Words};
use fsm_core::{Dialect, TableName};

/// Rows of seven columns: the row's number where rows have one, the id, its length, the state, its
/// length, the data unless it is long, and its length. Lengths are in bytes.
#[derive(Debug)]
pub(crate) struct AiogramRows {
    /// The first page.
    pub(crate) first: Statement,
    /// The page behind a row.
    pub(crate) next: Statement,
    /// The data of one row, however long.
    pub(crate) data: Statement,
    /// How many rows have no id, where paging passes over them.
    pub(crate) nameless: Option<Statement>,
}

/// Data that is longer comes by itself, so that a page is never large.
pub(crate) const INLINE: usize = 1 << 16;

impl AiogramRows {
    /// The statements on `table`.
    pub(crate) fn of(dialect: Dialect, table: &TableName) -> Self {
        let words = Words { dialect, table: dialect.quote_name(table), own: &[], paths: 0 };
        let s = |template: String| words.statement(&template);
        match dialect {
            // By the row's number: SQLite lets ids be NULL, numbers or bytes.
            Dialect::Sqlite => {
                let text = |column: &str| format!("CAST({column} AS TEXT)");
                let length = |column: &str| format!("length(CAST({column} AS BLOB))");
                let columns = columns("rowid", &text, &length, Some(4096));
                let page = |from: &str| {
                    s(format!("SELECT {columns} FROM :table{from} ORDER BY rowid LIMIT :limit"))
                };
                Self {
                    first: page(""),
                    next: page(" WHERE rowid > :version"),
                    data: s("SELECT CAST(data AS TEXT) FROM :table WHERE rowid = :version".into()),
                    nameless: None,
                }
            }
            _ => {
                let text = |column: &str| match dialect {
                    Dialect::Postgres => format!("{column}::text"),
                    _ => format!("CONVERT({column} USING utf8mb4)"),
                };
                let length = |column: &str| match dialect {
                    Dialect::Postgres => format!("octet_length({column}::text)::bigint"),
                    _ => format!("LENGTH({})", text(column)),
                };
                let number = if dialect == Dialect::Postgres { "0::bigint" } else { "0" };
                let columns = columns(number, &text, &length, None);
                let page = |from: &str| {
                    s(format!("SELECT {columns} FROM :table WHERE {from} ORDER BY id LIMIT :limit"))
                };
                Self {
                    first: page("id IS NOT NULL"),
                    next: page("id > :name"),
                    data: s(format!("SELECT {} FROM :table WHERE id = :name", text("data"))),
                    nameless: Some(s("SELECT COUNT(*) FROM :table WHERE id IS NULL".into())),
                }
            }
        }
    }
}

/// The columns of a page; of an id no more than `id_limit` characters.
fn columns(
    number: &str,
    text: &dyn Fn(&str) -> String,
    length: &dyn Fn(&str) -> String,
    id_limit: Option<usize>,
) -> String {
    let id = match id_limit {
        Some(limit) => format!("substr({}, 1, {limit})", text("id")),
        None => text("id"),
    };
    // One character more than what is kept tells that it is too long.
    format!(
        "{number}, {id}, {}, substr({}, 1, 256), {}, \
         CASE WHEN {} <= {INLINE} THEN {} END, {}",
        length("id"),
        text("state"),
        length("state"),
        length("data"),
        text("data"),
        length("data"),
    )
}
