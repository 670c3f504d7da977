//! Changes as a file says them: every name said, and no hint for comparing.
//! It never changes what is made.

use fsm_core::change::Change;
use fsm_core::{
    CheckDef, ColumnDef, ForeignKeyDef, IndexDef, NameLimit, NamingConvention, PrimaryKeyDef, Str,
    TableDef, TableName, UniqueDef,
};

/// Gives constraints and indexes the names that the convention has for them.
#[derive(Clone, Copy)]
pub(super) struct Settler<'n> {
    pub(super) naming: &'n NamingConvention,
    pub(super) limit: NameLimit,
}

impl Settler<'_> {
    pub(super) fn change(self, change: &Change) -> Change {
        let mut change = change.clone();
        match &mut change {
            Change::CreateTable { table } | Change::DropTable { table } => self.table(table),
            Change::AddColumn { column, .. } | Change::DropColumn { column, .. } => plain(column),
            Change::AlterColumn { before, after, .. } => {
                plain(before);
                plain(after);
            }
            Change::AddPrimaryKey { table, primary_key }
            | Change::DropPrimaryKey { table, primary_key } => self.key(table, primary_key),
            Change::AddUnique { table, unique } | Change::DropUnique { table, unique } => {
                self.unique(table, unique);
            }
            Change::AddCheck { table, check } | Change::DropCheck { table, check } => {
                self.check(table, check);
            }
            Change::AddForeignKey { table, foreign_key }
            | Change::DropForeignKey { table, foreign_key } => {
                self.foreign_key(table, foreign_key);
            }
            Change::CreateIndex { table, index } | Change::DropIndex { table, index } => {
                self.index(table, index);
            }
            Change::RenameEnumLabel { columns, .. } | Change::AlterEnum { columns, .. } => {
                for of in columns {
                    plain(&mut of.column);
                }
            }
            _ => {}
        }
        change
    }

    fn table(self, table: &mut TableDef) {
        let name = table.name.clone();
        table.renamed_from = None;
        table.columns.to_mut().iter_mut().for_each(plain);
        if let Some(key) = &mut table.primary_key {
            self.key(&name, key);
        }
        table.uniques.to_mut().iter_mut().for_each(|unique| self.unique(&name, unique));
        table.checks.to_mut().iter_mut().for_each(|check| self.check(&name, check));
        table.foreign_keys.to_mut().iter_mut().for_each(|key| self.foreign_key(&name, key));
        table.indexes.to_mut().iter_mut().for_each(|index| self.index(&name, index));
    }

    fn key(self, table: &TableName, key: &mut PrimaryKeyDef) {
        key.name = Some(Str::from(self.naming.primary_key(table, key, self.limit)));
    }

    fn unique(self, table: &TableName, unique: &mut UniqueDef) {
        unique.name = Some(Str::from(self.naming.unique(table, unique, self.limit)));
    }

    fn check(self, table: &TableName, check: &mut CheckDef) {
        check.name = Some(Str::from(self.naming.check(table, check, self.limit)));
    }

    fn foreign_key(self, table: &TableName, key: &mut ForeignKeyDef) {
        key.name = Some(Str::from(self.naming.foreign_key(table, key, self.limit)));
    }

    fn index(self, table: &TableName, index: &mut IndexDef) {
        index.name = Some(Str::from(self.naming.index(table, index, self.limit)));
        index.renamed_from = None;
    }
}

fn plain(column: &mut ColumnDef) {
    column.renamed_from = None;
}
