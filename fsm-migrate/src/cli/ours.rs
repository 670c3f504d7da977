//! Which tables, enums and sequences this history made: only these may a new revision drop.
//! It never asks a database.

use crate::Revisions;
use crate::graph::Direction;
use crate::op::{Operation, Settings};
use fsm_core::change::Change;
use fsm_core::{ElementType, SqlType, TableDef, TableName};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the revisions made and did not drop again.
#[derive(Debug, Default)]
pub(super) struct Ours {
    tables: BTreeSet<TableName>,
    enums: BTreeSet<TableName>,
    sequences: BTreeSet<TableName>,
}

impl Ours {
    /// What all revisions make, one after the other.
    pub(super) fn of(revisions: &Revisions, settings: &Arc<Settings>) -> Self {
        let mut ours = Self::default();
        for revision in revisions.graph().sorted() {
            let Some(script) = revisions.get(&revision.id) else { continue };
            for operation in script.operations(Direction::Upgrade, settings) {
                ours.take(&operation);
            }
        }
        ours
    }

    /// Whether something of that kind, in the words of what is kept, was made by a revision.
    pub(super) fn has(&self, kind: &str, name: &TableName) -> bool {
        match kind {
            "table" => self.tables.contains(name),
            "enum" => self.enums.contains(name),
            "sequence" => self.sequences.contains(name),
            _ => false,
        }
    }

    fn take(&mut self, operation: &Operation) {
        match operation {
            Operation::Change(change) => self.change(change),
            Operation::DropTable { table, .. } => {
                self.tables.remove(table);
            }
            Operation::DropEnum { name } => {
                self.enums.remove(name);
            }
            Operation::DropSequence { name } => {
                self.sequences.remove(name);
            }
            Operation::AutocommitBlock(inside) => {
                for operation in inside {
                    self.take(operation);
                }
            }
            _ => {}
        }
    }

    fn change(&mut self, change: &Change) {
        match change {
            Change::CreateTable { table } => {
                self.tables.insert(table.name.clone());
                self.enums_of(table);
            }
            Change::DropTable { table } => {
                self.tables.remove(&table.name);
            }
            Change::RenameTable { before, after } => rename(&mut self.tables, before, after),
            Change::AddColumn { column, .. } => self.enums.extend(enum_of(&column.sql_type)),
            Change::AlterColumn { after, .. } => self.enums.extend(enum_of(&after.sql_type)),
            Change::CreateEnum { def } => {
                self.enums.insert(def.name.clone());
            }
            Change::DropEnum { def } => {
                self.enums.remove(&def.name);
            }
            Change::RenameEnum { before, after } => rename(&mut self.enums, before, after),
            Change::CreateSequence { def } => {
                self.sequences.insert(def.name.clone());
            }
            Change::DropSequence { def } => {
                self.sequences.remove(&def.name);
            }
            _ => {}
        }
    }

    fn enums_of(&mut self, table: &TableDef) {
        self.enums.extend(table.columns.iter().filter_map(|column| enum_of(&column.sql_type)));
    }
}

fn rename(names: &mut BTreeSet<TableName>, before: &TableName, after: &TableName) {
    if names.remove(before) {
        names.insert(after.clone());
    }
}

fn enum_of(sql_type: &SqlType) -> Option<TableName> {
    match sql_type {
        SqlType::Enum(def) => Some(def.name.clone()),
        SqlType::Array(ElementType::Static(element)) => enum_of(element),
        SqlType::Array(ElementType::Boxed(element)) => enum_of(element),
        _ => None,
    }
}
