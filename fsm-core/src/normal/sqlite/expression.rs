use super::token::{Token, TokenKind, tokens};
use std::borrow::Cow;

/// The tokens of an expression, each in one form: words and names in small letters, names without
/// quotes where they do without them, operators that have two spellings in one, and no parentheses
/// around the whole.
///
/// A text that nothing can be made of is one token, equal to itself only.
pub(super) fn normal(text: &str) -> Vec<Cow<'_, str>> {
    let found: Vec<Token<'_>> = tokens(text).collect();
    if found.iter().any(|token| token.kind == TokenKind::Broken) {
        return vec![Cow::Borrowed(text.trim())];
    }
    let mut normal = Vec::with_capacity(found.len());
    for token in unwrapped(&found) {
        match token.kind {
            TokenKind::Word if token.is("ISNULL") => {
                normal.extend(["is", "null"].map(Cow::Borrowed));
            }
            TokenKind::Word if token.is("NOTNULL") => {
                normal.extend(["is", "not", "null"].map(Cow::Borrowed));
            }
            TokenKind::Word | TokenKind::Number | TokenKind::Blob => {
                normal.push(Cow::Owned(token.text.to_ascii_lowercase()));
            }
            TokenKind::Quoted => normal.push(Cow::Owned(name(&token.value()))),
            TokenKind::Operator if token.text == "<>" => normal.push(Cow::Borrowed("!=")),
            TokenKind::Operator if token.text == "==" => normal.push(Cow::Borrowed("=")),
            _ => normal.push(Cow::Borrowed(token.text)),
        }
    }
    normal
}

/// The tokens without the parentheses around all of them.
pub(super) fn unwrapped<'t, 's>(tokens: &'t [Token<'s>]) -> &'t [Token<'s>] {
    let mut inner = tokens;
    while let [first, middle @ .., last] = inner
        && first.kind == TokenKind::Open
        && last.kind == TokenKind::Close
        && is_balanced(middle)
    {
        inner = middle;
    }
    inner
}

/// Whether no parenthesis in them belongs to one outside.
fn is_balanced(tokens: &[Token<'_>]) -> bool {
    let mut depth = 0_usize;
    for token in tokens {
        match token.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => match depth.checked_sub(1) {
                Some(outer) => depth = outer,
                None => return false,
            },
            _ => {}
        }
    }
    depth == 0
}

/// A name that stood in quotes: without them, unless it means something else then.
fn name(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    let first = tokens(&name).next().map(|token| (token.kind, token.text.len()));
    let plain = first == Some((TokenKind::Word, name.len()));
    if plain && !is_keyword(&name) { name } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}

/// Words that mean something in an expression (<https://sqlite.org/lang_keywords.html>); other
/// keywords are names there too.
fn is_keyword(word: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "all",
        "and",
        "as",
        "between",
        "case",
        "cast",
        "check",
        "collate",
        "constraint",
        "create",
        "current_date",
        "current_time",
        "current_timestamp",
        "default",
        "deferrable",
        "delete",
        "distinct",
        "drop",
        "else",
        "end",
        "escape",
        "except",
        "exists",
        "false",
        "filter",
        "foreign",
        "from",
        "glob",
        "group",
        "having",
        "in",
        "index",
        "indexed",
        "insert",
        "intersect",
        "into",
        "is",
        "isnull",
        "join",
        "like",
        "limit",
        "match",
        "not",
        "notnull",
        "null",
        "on",
        "or",
        "order",
        "over",
        "primary",
        "raise",
        "references",
        "regexp",
        "select",
        "set",
        "table",
        "then",
        "to",
        "transaction",
        "true",
        "union",
        "unique",
        "update",
        "using",
        "values",
        "when",
        "where",
        "window",
    ];
    KEYWORDS.contains(&word)
}
