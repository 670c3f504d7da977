use super::constraint::parts;
use super::cursor::{Cursor, Unread};
use crate::normal::sqlite::token::TokenKind;
use crate::schema::{Deferrable, ReferentialAction};

/// A foreign key, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reflect::sqlite) struct Reference<'s> {
    /// The referring columns; none if it stands at its column.
    pub(in crate::reflect::sqlite) columns: Vec<String>,
    pub(in crate::reflect::sqlite) table: String,
    /// The columns referred to; none for the primary key.
    pub(in crate::reflect::sqlite) referred: Vec<String>,
    pub(in crate::reflect::sqlite) on_delete: Option<ReferentialAction>,
    pub(in crate::reflect::sqlite) on_update: Option<ReferentialAction>,
    pub(in crate::reflect::sqlite) deferrable: Option<Deferrable>,
    /// The word after `MATCH`, which SQLite does not heed.
    pub(in crate::reflect::sqlite) match_type: Option<String>,
    /// What it says of `ON INSERT`, which SQLite does not heed.
    pub(in crate::reflect::sqlite) on_insert: Option<&'s str>,
}

/// From `REFERENCES` on.
pub(super) fn reference<'s>(
    cursor: &mut Cursor<'s>,
    columns: Vec<String>,
) -> Result<Reference<'s>, Unread> {
    cursor.need(&["REFERENCES"], "`REFERENCES`")?;
    let table = cursor.name("the name of the table referred to")?;
    let referred = if cursor.kind() == Some(TokenKind::Open) {
        parts(cursor)?.0.into_iter().map(|part| part.name).collect()
    } else {
        Vec::new()
    };
    let mut reference = Reference {
        columns,
        table,
        referred,
        on_delete: None,
        on_update: None,
        deferrable: None,
        match_type: None,
        on_insert: None,
    };
    loop {
        if cursor.take(&["ON", "DELETE"]) {
            reference.on_delete = Some(action(cursor)?);
        } else if cursor.take(&["ON", "UPDATE"]) {
            reference.on_update = Some(action(cursor)?);
        } else if cursor.take(&["ON", "INSERT"]) {
            let start = cursor.place();
            action(cursor)?;
            reference.on_insert = Some(cursor.between(start, cursor.place()));
        } else if cursor.take(&["MATCH"]) {
            reference.match_type = Some(cursor.name("a word after `MATCH`")?);
        } else {
            return Ok(reference);
        }
    }
}

fn action(cursor: &mut Cursor<'_>) -> Result<ReferentialAction, Unread> {
    [
        (&["SET", "NULL"][..], ReferentialAction::SetNull),
        (&["SET", "DEFAULT"], ReferentialAction::SetDefault),
        (&["CASCADE"], ReferentialAction::Cascade),
        (&["RESTRICT"], ReferentialAction::Restrict),
        (&["NO", "ACTION"], ReferentialAction::NoAction),
    ]
    .into_iter()
    .find(|(words, _)| cursor.take(words))
    .map(|(_, action)| action)
    .ok_or_else(|| cursor.unread("a referential action"))
}

/// `DEFERRABLE ..` or `NOT DEFERRABLE ..`
pub(super) fn deferral(cursor: &mut Cursor<'_>) -> Result<Option<Deferrable>, Unread> {
    let never = cursor.take(&["NOT"]);
    cursor.need(&["DEFERRABLE"], "`DEFERRABLE`")?;
    let deferred = if cursor.take(&["INITIALLY"]) {
        let deferred = cursor.take(&["DEFERRED"]);
        if !deferred {
            cursor.need(&["IMMEDIATE"], "`DEFERRED` or `IMMEDIATE`")?;
        }
        deferred
    } else {
        false
    };
    Ok(match (never, deferred) {
        (true, _) => None,
        (false, true) => Some(Deferrable::InitiallyDeferred),
        (false, false) => Some(Deferrable::InitiallyImmediate),
    })
}
