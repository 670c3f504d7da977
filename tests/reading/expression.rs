//! Expressions in SQL: which columns one names, and what becomes of it when a column gets another name.
//!
//! Knows only what this program writes: names in the dialect's quotes or bare, texts in single quotes.

use fsm_core::Dialect;

/// Whether the expression names the column.
pub(crate) fn mentions(sql: &str, dialect: Dialect, name: &str) -> bool {
    tokens(sql, dialect).iter().any(|token| is_column(token, dialect, name))
}

/// The expression with another name for the column.
pub(crate) fn renamed(sql: &str, dialect: Dialect, before: &str, after: &str) -> String {
    let quoted = dialect.quote_identifier(after);
    let replaced = tokens(sql, dialect)
        .into_iter()
        .map(|token| if is_column(token, dialect, before) { quoted.as_str() } else { token });
    replaced.collect()
}

fn is_column(token: &str, dialect: Dialect, name: &str) -> bool {
    token == name || token == dialect.quote_identifier(name)
}

/// The text in pieces that make it up: quoted texts, words, single characters.
fn tokens(sql: &str, dialect: Dialect) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = sql;
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '\'' | '"' | '`' => quoted(rest, first, dialect),
            _ if is_word(first) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(end);
        tokens.push(token);
        rest = after;
    }
    tokens
}

fn quoted(text: &str, quote: char, dialect: Dialect) -> usize {
    let mut characters = text.char_indices().skip(1).peekable();
    while let Some((at, character)) = characters.next() {
        if character == '\\' && quote == '\'' && dialect == Dialect::Mysql {
            characters.next();
        } else if character == quote {
            match characters.peek() {
                Some((_, next)) if *next == quote => {
                    characters.next();
                }
                _ => return at + quote.len_utf8(),
            }
        }
    }
    text.len()
}

fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}
