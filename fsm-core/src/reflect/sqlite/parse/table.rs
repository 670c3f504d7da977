use super::constraint::{Constraint, OfColumn, Rule, conflict, of_column, of_table};
use super::cursor::{Cursor, Unread};
use crate::normal::sqlite::token::TokenKind;

/// What `CREATE TABLE` says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reflect::sqlite) struct TableText<'s> {
    pub(in crate::reflect::sqlite) columns: Vec<ColumnText<'s>>,
    pub(in crate::reflect::sqlite) constraints: Vec<Constraint<'s>>,
    pub(in crate::reflect::sqlite) strict: bool,
    pub(in crate::reflect::sqlite) without_rowid: bool,
}

/// A column, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reflect::sqlite) struct ColumnText<'s> {
    pub(in crate::reflect::sqlite) name: String,
    /// The declared type; empty without one.
    pub(in crate::reflect::sqlite) declared: &'s str,
    pub(in crate::reflect::sqlite) constraints: Vec<Constraint<'s>>,
}

impl<'s> TableText<'s> {
    /// Reads the text of a table in `sqlite_schema`.
    pub(in crate::reflect::sqlite) fn parse(text: &'s str) -> Result<Self, Unread> {
        let mut cursor = Cursor::new(text);
        cursor.need(&["CREATE"], "`CREATE TABLE`")?;
        if !cursor.take(&["TEMP"]) {
            cursor.take(&["TEMPORARY"]);
        }
        cursor.need(&["TABLE"], "`CREATE TABLE`")?;
        cursor.take(&["IF", "NOT", "EXISTS"]);
        cursor.name("the name of a table")?;
        if cursor.peek(0).is_some_and(|token| token.text == ".") {
            cursor.step();
            cursor.name("the name of a table")?;
        }
        let body = cursor.group("the columns of a table")?;
        let after = cursor.place();
        cursor.go_to(body.start);
        let mut table = Self {
            columns: Vec::new(),
            constraints: Vec::new(),
            strict: false,
            without_rowid: false,
        };
        table.body(&mut cursor, body.end)?;
        cursor.go_to(after);
        table.options(&mut cursor)?;
        Ok(table)
    }

    fn body(&mut self, cursor: &mut Cursor<'s>, end: usize) -> Result<(), Unread> {
        loop {
            self.columns.push(column(cursor, end)?);
            if cursor.place() == end {
                return Ok(());
            }
            if !cursor.take_kind(TokenKind::Comma) {
                return Err(cursor.unread("a comma"));
            }
            if begins_constraint(cursor) {
                break;
            }
        }
        // Between constraints of a table SQLite does without commas.
        let mut name = None;
        while cursor.place() < end {
            if cursor.take(&["CONSTRAINT"]) {
                name = Some(cursor.name("the name of a constraint")?);
            } else if cursor.take_kind(TokenKind::Comma) {
                name = None;
            } else {
                let rule = of_table(cursor)?;
                let conflict = conflict(cursor);
                self.constraints.push(Constraint { name: name.take(), rule, conflict });
            }
        }
        Ok(())
    }

    fn options(&mut self, cursor: &mut Cursor<'s>) -> Result<(), Unread> {
        while !cursor.is_done() {
            if cursor.take(&["WITHOUT", "ROWID"]) {
                self.without_rowid = true;
            } else if cursor.take(&["STRICT"]) {
                self.strict = true;
            } else {
                return Err(cursor.unread("an option of a table"));
            }
            if !cursor.is_done() && !cursor.take_kind(TokenKind::Comma) {
                return Err(cursor.unread("a comma"));
            }
        }
        Ok(())
    }
}

/// Whether a constraint of a table stands here: words that no column is called by without quotes.
fn begins_constraint(cursor: &Cursor<'_>) -> bool {
    ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"].iter().any(|word| cursor.sees(0, word))
}

fn column<'s>(cursor: &mut Cursor<'s>, end: usize) -> Result<ColumnText<'s>, Unread> {
    let name = cursor.name("the name of a column")?;
    let declared = declared_type(cursor, end)?;
    let mut column = ColumnText { name, declared, constraints: Vec::new() };
    let mut constraint_name = None;
    while cursor.place() < end && cursor.kind() != Some(TokenKind::Comma) {
        if cursor.take(&["CONSTRAINT"]) {
            // A name that no constraint follows names nothing.
            constraint_name = Some(cursor.name("the name of a constraint")?);
            continue;
        }
        match of_column(cursor)? {
            OfColumn::One(mut rule) => {
                let conflict = conflict(cursor);
                if let Rule::PrimaryKey { autoincrement, .. } = &mut rule {
                    *autoincrement = cursor.take(&["AUTOINCREMENT"]);
                }
                column.constraints.push(Constraint {
                    name: constraint_name.take(),
                    rule,
                    conflict,
                });
            }
            OfColumn::Deferral(deferrable) => {
                // It is about the foreign key before it, which need not be the constraint before.
                let key =
                    column.constraints.iter_mut().rev().find_map(
                        |constraint| match &mut constraint.rule {
                            Rule::ForeignKey(reference) => Some(reference),
                            _ => None,
                        },
                    );
                if let Some(key) = key {
                    key.deferrable = deferrable;
                }
            }
        }
    }
    Ok(column)
}

/// Words, and up to two numbers in parentheses behind them.
fn declared_type<'s>(cursor: &mut Cursor<'s>, end: usize) -> Result<&'s str, Unread> {
    let start = cursor.place();
    while cursor.place() < end && is_type_word(cursor) {
        cursor.step();
    }
    let words = cursor.place();
    if words > start && cursor.kind() == Some(TokenKind::Open) {
        cursor.group("the length of a type")?;
    }
    Ok(cursor.between(start, cursor.place()))
}

fn is_type_word(cursor: &Cursor<'_>) -> bool {
    const ENDS: &[&str] = &[
        "CONSTRAINT",
        "PRIMARY",
        "UNIQUE",
        "CHECK",
        "REFERENCES",
        "DEFAULT",
        "NOT",
        "NULL",
        "COLLATE",
        "AS",
        "DEFERRABLE",
        "AUTOINCREMENT",
        "ON",
    ];
    match cursor.peek(0) {
        Some(token) if token.kind == TokenKind::Word => {
            let generated =
                token.is("GENERATED") && cursor.sees(1, "ALWAYS") && cursor.sees(2, "AS");
            !generated && !ENDS.iter().any(|word| token.is(word))
        }
        Some(token) => matches!(token.kind, TokenKind::Quoted | TokenKind::Text),
        None => false,
    }
}
