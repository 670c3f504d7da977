use super::cursor::{Cursor, Unread};
use super::foreign_key::{self, Reference};
use crate::normal::sqlite::token::TokenKind;
use crate::schema::Deferrable;

/// A constraint of a column or of a table, and what else stands among a column's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reflect::sqlite) struct Constraint<'s> {
    pub(in crate::reflect::sqlite) name: Option<String>,
    pub(in crate::reflect::sqlite) rule: Rule<'s>,
    /// The word after `ON CONFLICT`.
    pub(in crate::reflect::sqlite) conflict: Option<&'s str>,
}

/// What a constraint asks for. At a column, lists of columns are empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reflect::sqlite) enum Rule<'s> {
    PrimaryKey {
        parts: Vec<KeyPart>,
        autoincrement: bool,
        descending: bool,
    },
    Unique {
        parts: Vec<KeyPart>,
    },
    Check {
        expression: &'s str,
    },
    ForeignKey(Reference<'s>),
    NotNull,
    Null,
    /// The text after `DEFAULT`, without the parentheses around it.
    Default {
        text: &'s str,
    },
    Collate {
        collation: String,
    },
    Generated {
        expression: &'s str,
        stored: bool,
    },
}

/// A column in the list of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reflect::sqlite) struct KeyPart {
    pub(in crate::reflect::sqlite) name: String,
    pub(in crate::reflect::sqlite) collation: Option<String>,
    pub(in crate::reflect::sqlite) descending: bool,
}

/// What is written as one constraint of a column, and belongs to the foreign key before it.
pub(super) enum OfColumn<'s> {
    One(Rule<'s>),
    Deferral(Option<Deferrable>),
}

/// One constraint of a column, without its name.
pub(super) fn of_column<'s>(cursor: &mut Cursor<'s>) -> Result<OfColumn<'s>, Unread> {
    let rule = if cursor.take(&["PRIMARY", "KEY"]) {
        let descending = direction(cursor);
        Rule::PrimaryKey { parts: Vec::new(), autoincrement: false, descending }
    } else if cursor.take(&["UNIQUE"]) {
        Rule::Unique { parts: Vec::new() }
    } else if cursor.take(&["CHECK"]) {
        check(cursor)?
    } else if cursor.sees(0, "REFERENCES") {
        Rule::ForeignKey(foreign_key::reference(cursor, Vec::new())?)
    } else if cursor.sees(0, "DEFERRABLE")
        || (cursor.sees(0, "NOT") && cursor.sees(1, "DEFERRABLE"))
    {
        return Ok(OfColumn::Deferral(foreign_key::deferral(cursor)?));
    } else if cursor.take(&["NOT", "NULL"]) {
        Rule::NotNull
    } else if cursor.take(&["NULL"]) {
        Rule::Null
    } else if cursor.take(&["DEFAULT"]) {
        Rule::Default { text: default(cursor)? }
    } else if cursor.take(&["COLLATE"]) {
        Rule::Collate { collation: cursor.name("the name of a collation")? }
    } else if cursor.take(&["GENERATED", "ALWAYS", "AS"]) || cursor.take(&["AS"]) {
        let group = cursor.group("the expression of a generated column")?;
        let expression = cursor.inside(group);
        let stored = cursor.take(&["STORED"]);
        if !stored {
            cursor.take(&["VIRTUAL"]);
        }
        Rule::Generated { expression, stored }
    } else {
        return Err(cursor.unread("a constraint of a column"));
    };
    Ok(OfColumn::One(rule))
}

/// One constraint of a table, without its name.
pub(super) fn of_table<'s>(cursor: &mut Cursor<'s>) -> Result<Rule<'s>, Unread> {
    if cursor.take(&["PRIMARY", "KEY"]) {
        let (parts, autoincrement) = parts(cursor)?;
        Ok(Rule::PrimaryKey { parts, autoincrement, descending: false })
    } else if cursor.take(&["UNIQUE"]) {
        Ok(Rule::Unique { parts: parts(cursor)?.0 })
    } else if cursor.take(&["CHECK"]) {
        check(cursor)
    } else if cursor.take(&["FOREIGN", "KEY"]) {
        let columns = parts(cursor)?.0.into_iter().map(|part| part.name).collect();
        let mut reference = foreign_key::reference(cursor, columns)?;
        if cursor.sees(0, "DEFERRABLE") || (cursor.sees(0, "NOT") && cursor.sees(1, "DEFERRABLE")) {
            reference.deferrable = foreign_key::deferral(cursor)?;
        }
        Ok(Rule::ForeignKey(reference))
    } else {
        Err(cursor.unread("a constraint of a table"))
    }
}

/// `ON CONFLICT ..`
pub(super) fn conflict<'s>(cursor: &mut Cursor<'s>) -> Option<&'s str> {
    let word = cursor.peek(2).filter(|token| token.kind == TokenKind::Word)?;
    cursor.take(&["ON", "CONFLICT"]).then(|| {
        cursor.step();
        word.text
    })
}

fn check<'s>(cursor: &mut Cursor<'s>) -> Result<Rule<'s>, Unread> {
    let group = cursor.group("the expression of a check")?;
    Ok(Rule::Check { expression: cursor.inside(group) })
}

/// `ASC` or `DESC`: whether it is the latter.
fn direction(cursor: &mut Cursor<'_>) -> bool {
    let descending = cursor.take(&["DESC"]);
    if !descending {
        cursor.take(&["ASC"]);
    }
    descending
}

/// Columns in parentheses, and whether `AUTOINCREMENT` stands behind them.
pub(super) fn parts(cursor: &mut Cursor<'_>) -> Result<(Vec<KeyPart>, bool), Unread> {
    let group = cursor.group("a list of columns")?;
    let after = cursor.place();
    cursor.go_to(group.start);
    let mut parts = Vec::new();
    let autoincrement = loop {
        parts.push(part(cursor)?);
        let autoincrement = cursor.take(&["AUTOINCREMENT"]);
        if cursor.place() == group.end {
            break autoincrement;
        }
        if autoincrement || !cursor.take_kind(TokenKind::Comma) {
            return Err(cursor.unread("the end of a list of columns"));
        }
    };
    cursor.go_to(after);
    Ok((parts, autoincrement))
}

/// A column in a list; SQLite takes one in parentheses too.
fn part(cursor: &mut Cursor<'_>) -> Result<KeyPart, Unread> {
    let mut depth = 0;
    while cursor.take_kind(TokenKind::Open) {
        depth += 1;
    }
    let name = cursor.name("the name of a column")?;
    let mut collation = None;
    loop {
        if cursor.take(&["COLLATE"]) {
            let named = cursor.name("the name of a collation")?;
            // The one written last is the outermost, which counts.
            collation = Some(named);
        } else if depth > 0 && cursor.take_kind(TokenKind::Close) {
            depth -= 1;
        } else if depth > 0 {
            return Err(cursor.unread("a parenthesis that closes"));
        } else {
            break;
        }
    }
    Ok(KeyPart { name, collation, descending: direction(cursor) })
}

/// What stands behind `DEFAULT`.
fn default<'s>(cursor: &mut Cursor<'s>) -> Result<&'s str, Unread> {
    if cursor.kind() == Some(TokenKind::Open) {
        let group = cursor.group("a default")?;
        return Ok(cursor.inside(group));
    }
    let start = cursor.place();
    if cursor.peek(0).is_some_and(|token| matches!(token.text, "+" | "-")) {
        cursor.step();
    }
    match cursor.kind() {
        Some(
            TokenKind::Word
            | TokenKind::Quoted
            | TokenKind::Text
            | TokenKind::Number
            | TokenKind::Blob,
        ) => {
            cursor.step();
            Ok(cursor.between(start, cursor.place()))
        }
        _ => Err(cursor.unread("a default")),
    }
}
