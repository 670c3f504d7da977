use super::cursor::{Cursor, Unread};
use crate::normal::sqlite::token::TokenKind;
use crate::schema::SortOrder;

/// What `CREATE INDEX` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reflect::sqlite) struct IndexText<'s> {
    pub(in crate::reflect::sqlite) unique: bool,
    pub(in crate::reflect::sqlite) parts: Vec<IndexPart<'s>>,
    pub(in crate::reflect::sqlite) predicate: Option<&'s str>,
}

/// A part of an index, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reflect::sqlite) struct IndexPart<'s> {
    /// What could be the name of a column.
    pub(in crate::reflect::sqlite) name: Option<String>,
    /// The expression, without the parentheses around it.
    pub(in crate::reflect::sqlite) expression: &'s str,
    pub(in crate::reflect::sqlite) collation: Option<String>,
    pub(in crate::reflect::sqlite) order: Option<SortOrder>,
}

impl<'s> IndexText<'s> {
    /// Reads the text of an index in `sqlite_schema`.
    pub(in crate::reflect::sqlite) fn parse(text: &'s str) -> Result<Self, Unread> {
        let mut cursor = Cursor::new(text);
        cursor.need(&["CREATE"], "`CREATE INDEX`")?;
        let unique = cursor.take(&["UNIQUE"]);
        cursor.need(&["INDEX"], "`CREATE INDEX`")?;
        cursor.take(&["IF", "NOT", "EXISTS"]);
        cursor.name("the name of an index")?;
        if cursor.peek(0).is_some_and(|token| token.text == ".") {
            cursor.step();
            cursor.name("the name of an index")?;
        }
        cursor.need(&["ON"], "`ON`")?;
        cursor.name("the name of a table")?;
        let body = cursor.group("the parts of an index")?;
        let mut parts = Vec::new();
        let mut start = body.start;
        loop {
            let end = cursor.comma(start, body.end);
            parts.push(part(&cursor, start, end)?);
            if end == body.end {
                break;
            }
            start = end + 1;
        }
        let predicate = if cursor.take(&["WHERE"]) {
            let start = cursor.place();
            while cursor.step().is_some() {}
            Some(cursor.between(start, cursor.place()))
        } else {
            None
        };
        if !cursor.is_done() {
            return Err(cursor.unread("`WHERE`"));
        }
        Ok(Self { unique, parts, predicate })
    }
}

fn part<'s>(cursor: &Cursor<'s>, start: usize, end: usize) -> Result<IndexPart<'s>, Unread> {
    let mut end = end;
    let order = match cursor.slice(start, end).last() {
        Some(token) if token.is("ASC") => Some(SortOrder::Ascending),
        Some(token) if token.is("DESC") => Some(SortOrder::Descending),
        _ => None,
    };
    end -= usize::from(order.is_some());
    let mut collation = None;
    if let [.., before, name] = cursor.slice(start, end)
        && before.is("COLLATE")
        && is_primary(cursor, start, end - 2)
    {
        collation = Some(name.value().into_owned());
        end -= 2;
    }
    let wrapped = is_wrapped(cursor, start, end);
    let (mut first, mut last) = (start, end);
    while is_wrapped(cursor, first, last) {
        (first, last) = (first + 1, last - 1);
    }
    let name = match cursor.slice(first, last) {
        [only] if matches!(only.kind, TokenKind::Word | TokenKind::Quoted | TokenKind::Text) => {
            Some(only.value().into_owned())
        }
        [] => {
            let mut there = cursor.clone();
            there.go_to(start);
            return Err(there.unread("a part of an index"));
        }
        _ => None,
    };
    let inner = usize::from(wrapped);
    let expression = cursor.between(start + inner, end - inner);
    Ok(IndexPart { name, expression, collation, order })
}

/// Whether the first parenthesis is closed by the last.
fn is_wrapped(cursor: &Cursor<'_>, start: usize, end: usize) -> bool {
    end > start + 1
        && cursor.slice(start, end).first().is_some_and(|token| token.kind == TokenKind::Open)
        && cursor.close_of(start) == Some(end - 1)
}

/// Whether `COLLATE` behind it is about all of it: a name, a constant, a call or parentheses.
fn is_primary(cursor: &Cursor<'_>, start: usize, end: usize) -> bool {
    let tokens = cursor.slice(start, end);
    match tokens {
        [_] => true,
        [first, ..] if first.kind == TokenKind::Word => is_wrapped(cursor, start + 1, end),
        _ => is_wrapped(cursor, start, end),
    }
}
