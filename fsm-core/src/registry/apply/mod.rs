//! Making a change in metadata: what a database would hold after it, as a value.
//! It never decides what changes, and knows no dialect.

mod column;
mod constraint;
mod enum_type;
mod expression;

pub(crate) use column::{rename as rename_column, rename_in};
pub(crate) use expression::mentions;

use super::Metadata;
use super::metadata::Named;
use crate::change::Change;
use crate::error::{Error, ErrorKind};
use crate::schema::{SequenceDef, TableDef, TableName};
use std::fmt;

impl Metadata {
    /// Makes `change` in this metadata, as a database would.
    ///
    /// What is dropped takes along what hangs on it alone: a column its indexes and keys, a table
    /// everything. What refers to a table or a column goes along with a new name, in expressions
    /// too. Schemas are no part of metadata, so making or dropping one changes nothing.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownTable`], [`ErrorKind::DuplicateTable`], and [`ErrorKind::Inapplicable`]
    /// if what the change alters, drops or renames is not there, or what it makes is; nothing is
    /// changed then.
    pub fn apply(&mut self, change: &Change) -> Result<(), Error> {
        match change {
            Change::CreateSchema { .. } | Change::DropSchema { .. } => Ok(()),
            Change::CreateTable { table } => self.add(table.clone()).map(drop),
            Change::DropTable { table } => match self.remove(table.name.clone()) {
                Some(_) => Ok(()),
                None => Err(self.unknown(&table.name)),
            },
            Change::RenameTable { before, after } => self.rename_table(before, after),
            Change::CreateEnum { .. }
            | Change::DropEnum { .. }
            | Change::AlterEnum { .. }
            | Change::RenameEnum { .. }
            | Change::RenameEnumLabel { .. } => self.apply_to_enums(change),
            Change::CreateSequence { def } => self.put_sequence(def, false),
            Change::AlterSequence { before, after } => {
                self.require_sequence(&before.name)?;
                self.drop_sequence(&before.name);
                self.put_sequence(after, true)
            }
            Change::DropSequence { def } => {
                self.require_sequence(&def.name)?;
                self.drop_sequence(&def.name);
                Ok(())
            }
            Change::RenameColumn { table, before, after } => {
                self.change_table(table, |table| column::rename(table, before, after))?;
                self.rename_referred(table, before, after);
                Ok(())
            }
            _ => self.apply_to_table(change),
        }
    }

    /// A change that stays within one table.
    fn apply_to_table(&mut self, change: &Change) -> Result<(), Error> {
        let naming = self.naming().clone();
        let Some(name) = change.table() else { return Ok(()) };
        self.change_table(name, |table| match change {
            Change::AddColumn { column, .. } => column::add(table, column),
            Change::DropColumn { column, .. } => column::drop(table, column),
            Change::AlterColumn { before, after, .. } => column::alter(table, before, after),
            Change::SetTableComment { after, .. } => {
                table.comment.clone_from(after);
                Ok(())
            }
            Change::SetTableOptions { after, .. } => {
                table.options.clone_from(after);
                Ok(())
            }
            _ => {
                // A table of SQLite without row numbers gives none, whatever its key.
                let numbers = !table.options.sqlite.without_rowid;
                let numbered = table.autoincrement_column().filter(|_| numbers);
                let numbered = numbered.map(|column| column.name.clone());
                constraint::apply(table, change, &naming)?;
                column::keep_numbering(table, numbered.as_deref());
                Ok(())
            }
        })
    }

    fn rename_table(&mut self, before: &TableName, after: &TableName) -> Result<(), Error> {
        let Ok(table) = self.table(before.clone()) else { return Err(self.unknown(before)) };
        let mut table = table.definition().clone();
        table.name = after.clone();
        table.retarget(before, after);
        self.replace(before.clone(), table).map(drop)
    }

    fn rename_referred(&mut self, name: &TableName, before: &str, after: &str) {
        let refers = |table: &TableDef| {
            table.foreign_keys.iter().any(|key| {
                key.referred_table == *name
                    && key.referred_columns.iter().any(|column| column == before)
            })
        };
        self.change_tables(refers, |table| {
            for key in table.foreign_keys.to_mut() {
                if key.referred_table == *name {
                    column::rename_in(&mut key.referred_columns, before, after);
                }
            }
        });
    }

    fn put_sequence(&mut self, def: &SequenceDef, replace: bool) -> Result<(), Error> {
        if !replace && self.sequences().any(|known| known.name == def.name) {
            return Err(inapplicable(&def.name, "the sequence is there already"));
        }
        self.add_sequence(def.clone());
        Ok(())
    }

    fn require_sequence(&self, name: &TableName) -> Result<(), Error> {
        if self.sequences().any(|known| known.name == *name) {
            return Ok(());
        }
        Err(inapplicable(name, "there is no sequence of that name"))
    }

    fn change_table(
        &mut self,
        name: &TableName,
        change: impl FnOnce(&mut TableDef) -> Result<(), String>,
    ) -> Result<(), Error> {
        match self.try_change(name, change) {
            Named::Changed => Ok(()),
            Named::Refused(found) => Err(inapplicable(name, found)),
            Named::Unknown => Err(self.unknown(name)),
        }
    }
}

fn inapplicable(object: &TableName, found: impl Into<String>) -> Error {
    ErrorKind::Inapplicable { object: object.clone(), found: found.into() }.into()
}

fn missing(kind: &str, name: impl fmt::Display) -> String {
    format!("there is no {kind} `{name}`")
}

fn there(kind: &str, name: impl fmt::Display) -> String {
    format!("the {kind} `{name}` is there already")
}

#[cfg(test)]
mod tests;
