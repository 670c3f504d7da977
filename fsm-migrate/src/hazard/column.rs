//! The hazards of a column that is added or altered.
//! It never decides in how many steps it is.

use super::Found;
use super::narrowing::{Narrowing, narrowing, rewrites};
use crate::hazard::HazardKind;
use fsm_core::{Autoincrement, ColumnDef, Dialect};
use std::borrow::Cow;

impl Found {
    pub(super) fn added_column(&mut self, column: &ColumnDef) {
        let dialect = self.dialect;
        let numbered = column.identity.is_some() || column.autoincrement == Autoincrement::Always;
        let filled = has_default(column, dialect) || numbered || column.computed.is_some();
        if !column.nullable && !filled {
            match dialect {
                Dialect::Mysql => self.destroys(
                    "rows that are there get the type's zero or empty value, and nobody is told",
                ),
                _ => self.can_fail("rows that are there have no value for it"),
            }
        }
        if numbered || column.computed.as_ref().is_some_and(|computed| computed.stored) {
            self.blocks(&[
                (Dialect::Postgres, "writes the table anew, with a value in each row"),
                (Dialect::Mysql, "copies the table, with a value in each row"),
            ]);
        } else if column
            .default_sql
            .as_ref()
            .and_then(|sql| sql.text(dialect))
            .is_some_and(may_vary)
        {
            self.blocks(&[(
                Dialect::Postgres,
                "writes the table anew if the default is worked out for each row",
            )]);
        }
    }

    pub(super) fn altered_column(&mut self, before: &ColumnDef, after: &ColumnDef) {
        let dialect = self.dialect;
        let name = &before.name;
        let (was, is) = (expression(before, dialect), expression(after, dialect));
        if was != is && is.is_some() {
            if was.is_none() {
                self.destroys(format!(
                    "what `{name}` holds gives way to what its expression yields"
                ));
            }
            self.blocks(&[
                (Dialect::Postgres, "writes the table anew, with a value in each row"),
                (Dialect::Mysql, "copies the table, with a value in each row"),
            ]);
            return;
        }
        self.altered_type(before, after);
        if before.nullable && !after.nullable {
            if !has_default(after, dialect) {
                self.can_fail(format!("rows that are there may hold `NULL` in `{name}`"));
            }
            self.blocks(&[(Dialect::Postgres, "reads all rows to see whether one holds `NULL`")]);
        }
    }

    fn altered_type(&mut self, before: &ColumnDef, after: &ColumnDef) {
        let dialect = self.dialect;
        let collation = |column: &ColumnDef| {
            column.collation.as_ref().and_then(|sql| sql.text(dialect)).map(str::to_owned)
        };
        let same_collation = collation(before) == collation(after);
        if declared(before, dialect) == declared(after, dialect)
            && before.sql_type == after.sql_type
            && same_collation
        {
            return;
        }
        let in_own_words =
            before.type_override(dialect).is_some() || after.type_override(dialect).is_some();
        // SQLite keeps a value that does not fit the type as it is, but where a check refuses it.
        let found = if in_own_words {
            if declared(before, dialect) == declared(after, dialect) {
                Narrowing::Fits
            } else {
                Narrowing::Refuses("rows that are there may hold what the new type does not".into())
            }
        } else {
            narrowing(&before.sql_type, &after.sql_type)
        };
        match found {
            Narrowing::Label(text) => self.can_fail(text),
            Narrowing::Cuts(text) if dialect != Dialect::Sqlite => self.destroys(text),
            Narrowing::Refuses(text) if dialect != Dialect::Sqlite => self.can_fail(text),
            _ => {}
        }
        let text = match dialect {
            Dialect::Postgres if rewrites(before, after, dialect) => "writes the table anew",
            Dialect::Postgres if !same_collation => "builds the column's indexes anew",
            Dialect::Mysql if !same_collation || rewrites(before, after, dialect) => {
                "copies the table"
            }
            _ => return,
        };
        self.push(HazardKind::BlocksWriters, text);
    }
}

/// Whether a row that names no value gets one.
pub(crate) fn has_default(column: &ColumnDef, dialect: Dialect) -> bool {
    column.default.is_some()
        || column.default_sql.as_ref().is_some_and(|sql| sql.text(dialect).is_some())
}

/// Whether an expression may yield another value for each row; what is known to stay the same for
/// a transaction does not.
fn may_vary(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    let constant = text.starts_with('\'') || text.parse::<f64>().is_ok();
    let known = ["now()", "null", "true", "false", "localtimestamp", "localtime"];
    !(constant || text.starts_with("current_") || known.contains(&&*text))
}

fn expression(column: &ColumnDef, dialect: Dialect) -> Option<&str> {
    column.computed.as_ref()?.expression.text(dialect)
}

/// The type in the dialect's words, where it has any.
fn declared(column: &ColumnDef, dialect: Dialect) -> Option<Cow<'_, str>> {
    match column.type_override(dialect) {
        Some(words) => Some(Cow::Borrowed(words)),
        None => dialect.spell_type(&column.sql_type).ok(),
    }
}
