//! Names of constraints and indexes that a dialect cannot hold, shortened as the naming convention
//! shortens them, so that a revision written on one database runs on the others.
//! It never touches the names of tables and columns: those are read by people's queries.

use super::Operation;
use fsm_core::change::Change;
use fsm_core::{Dialect, NameLimit, Str, TableDef};
use std::borrow::Cow;

/// The operation with names that fit.
pub(crate) fn fit(operation: &Operation, dialect: Dialect) -> Cow<'_, Operation> {
    let limit = dialect.capabilities().name_limit;
    if limit == NameLimit::Unlimited {
        return Cow::Borrowed(operation);
    }
    let mut fitted = operation.clone();
    let mut shorten = Shorten { limit, changed: false };
    shorten.operation(&mut fitted);
    if shorten.changed { Cow::Owned(fitted) } else { Cow::Borrowed(operation) }
}

struct Shorten {
    limit: NameLimit,
    changed: bool,
}

impl Shorten {
    fn name(&mut self, name: &mut Str) {
        if !self.limit.fits(name) {
            *name = self.limit.shorten(name.to_string()).into();
            self.changed = true;
        }
    }

    fn optional(&mut self, name: &mut Option<Str>) {
        if let Some(name) = name {
            self.name(name);
        }
    }

    fn operation(&mut self, operation: &mut Operation) {
        match operation {
            Operation::Change(change) => self.change(change),
            Operation::CreateIndex { index, .. } => self.optional(&mut index.name),
            Operation::DropIndex { name, .. } | Operation::DropConstraint { name, .. } => {
                self.name(name);
            }
            Operation::AutocommitBlock(inside) => {
                for operation in inside {
                    self.operation(operation);
                }
            }
            _ => {}
        }
    }

    fn change(&mut self, change: &mut Change) {
        match change {
            Change::CreateTable { table } | Change::DropTable { table } => self.table(table),
            Change::AddPrimaryKey { primary_key, .. }
            | Change::DropPrimaryKey { primary_key, .. } => self.optional(&mut primary_key.name),
            Change::AddUnique { unique, .. } | Change::DropUnique { unique, .. } => {
                self.optional(&mut unique.name);
            }
            Change::AddCheck { check, .. } | Change::DropCheck { check, .. } => {
                self.optional(&mut check.name);
            }
            Change::AddForeignKey { foreign_key, .. }
            | Change::DropForeignKey { foreign_key, .. } => self.optional(&mut foreign_key.name),
            Change::CreateIndex { index, .. } | Change::DropIndex { index, .. } => {
                self.optional(&mut index.name);
            }
            Change::RenameIndex { before, after, .. }
            | Change::RenameConstraint { before, after, .. } => {
                self.name(before);
                self.name(after);
            }
            _ => {}
        }
    }

    fn table(&mut self, table: &mut TableDef) {
        if let Some(key) = &mut table.primary_key {
            self.optional(&mut key.name);
        }
        // Lists of constants are only made anew where something in them is too long.
        let is_long = |name: &Option<Str>| name.as_ref().is_some_and(|it| !self.limit.fits(it));
        let (uniques, checks, keys, indexes) = (
            table.uniques.iter().any(|unique| is_long(&unique.name)),
            table.checks.iter().any(|check| is_long(&check.name)),
            table.foreign_keys.iter().any(|key| is_long(&key.name)),
            table.indexes.iter().any(|index| is_long(&index.name)),
        );
        if uniques {
            for unique in table.uniques.to_mut() {
                self.optional(&mut unique.name);
            }
        }
        if checks {
            for check in table.checks.to_mut() {
                self.optional(&mut check.name);
            }
        }
        if keys {
            for key in table.foreign_keys.to_mut() {
                self.optional(&mut key.name);
            }
        }
        if indexes {
            for index in table.indexes.to_mut() {
                self.optional(&mut index.name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fit;
    use crate::prelude::*;
    use fsm_core::NameLimit;

    #[test]
    fn a_name_that_a_dialect_cannot_hold_is_shortened_where_it_is_made_and_where_it_goes() {
        let long = "ix_".to_owned() + &"a".repeat(80);
        let mut operations = Operations::new();
        let name = long.clone();
        operations.create_table("t", |t| {
            t.column("a", Integer);
            t.index(["a"]).named(name);
        });
        operations.create_index(long.clone(), "t", ["a"]);
        operations.drop_index(long.clone(), "t");
        let short = NameLimit::Bytes(63).shorten(long.clone());
        for operation in operations.list() {
            let fitted = |dialect| format!("{:?}", fit(operation, dialect));
            let postgres = fitted(Dialect::Postgres);
            assert!(postgres.contains(&short) && !postgres.contains(&long), "{postgres}");
            assert!(fitted(Dialect::Sqlite).contains(&long));
        }
    }
}
