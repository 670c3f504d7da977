use super::parse::{Constraint, Rule};
use super::rows::ColumnRow;
use super::{default, parse::ColumnText};
use crate::dialect::sqlite::{read_strict_type, read_type};
use crate::normal::sqlite::token::tokens;
use crate::schema::{Autoincrement, ColumnDef, ComputedDef, Sql, SqlType};
use std::borrow::Cow;

/// What a column's definition depends on beyond its own text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) strict: bool,
    /// It alone is the primary key, of a table that numbers its rows.
    pub(super) is_key: bool,
    /// It is the row's number.
    pub(super) is_rowid: bool,
}

/// The column.
pub(super) fn column(row: ColumnRow<'_>, text: &ColumnText<'_>, place: Place) -> ColumnDef {
    let collation = text.constraints.iter().rev().find_map(|constraint| match &constraint.rule {
        Rule::Collate { collation } => Some(collation.clone()),
        _ => None,
    });
    if place.is_rowid {
        // Whatever else is said of it is about a value that no row holds: it has a type, a
        // collation and a default of its own, and is never null.
        return ColumnDef::new(row.name.to_owned(), SqlType::BigInteger);
    }
    let mut column = ColumnDef::new(
        row.name.to_owned(),
        sql_type(&uncommented(text.declared), collation.is_some(), place),
    );
    column.nullable = !row.not_null && row.in_key == 0;
    column.collation = collation.map(Sql::new);
    column.computed = text.constraints.iter().find_map(computed);
    let default = text.constraints.iter().rev().find_map(|constraint| match constraint.rule {
        Rule::Default { text } => Some(text),
        _ => None,
    });
    if let Some(text) = default {
        default::set(&mut column, text);
    }
    // By its type it would be the row's number.
    if place.is_key && column.sql_type.is_integer() {
        column.autoincrement = Autoincrement::Never;
    }
    column
}

/// The words of a type without comments between them, which are no part of it.
fn uncommented(declared: &str) -> Cow<'_, str> {
    if !declared.contains("--") && !declared.contains("/*") {
        return Cow::Borrowed(declared);
    }
    let words: Vec<&str> = tokens(declared).map(|token| token.text).collect();
    Cow::Owned(words.join(" "))
}

fn sql_type(declared: &str, has_collation: bool, place: Place) -> SqlType {
    // A key of the type `INTEGER` would be the row's number, so an integer is spelled thus there.
    let spelled_alike = place.is_key
        && ["INT", "INTEGER"].iter().any(|word| declared.trim().eq_ignore_ascii_case(word));
    if spelled_alike {
        return SqlType::Integer;
    }
    let sql_type = if place.strict { read_strict_type(declared) } else { read_type(declared) };
    let is_text = matches!(
        sql_type,
        SqlType::Text | SqlType::String(_) | SqlType::UuidHyphenated | SqlType::UuidSimple
    );
    // Any column has a collation here, whose words are all that is kept of its type then.
    if has_collation && !is_text { SqlType::custom(declared.trim().to_owned()) } else { sql_type }
}

fn computed(constraint: &Constraint<'_>) -> Option<ComputedDef> {
    match constraint.rule {
        Rule::Generated { expression, stored } => {
            Some(ComputedDef { expression: Sql::new(expression.to_owned()), stored })
        }
        _ => None,
    }
}
