//! Operations as changes: what an author left out is looked up in what stands.
//! It never asks a database: what stands is handed in.

use super::{ColumnFacts, Operation};
use fsm_core::change::{Change, ConstraintKind, EnumColumn};
use fsm_core::{
    Autoincrement, CheckDef, ColumnDef, Dialect, ElementType, EnumDef, Error, ForeignKeyDef,
    IndexColumn, IndexDef, Metadata, PrimaryKeyDef, SequenceDef, SqlType, Str, TableDef, TableName,
    UniqueDef,
};

/// The changes of the schema that the operations are, with `state` as what stands; it stands as
/// after them afterwards.
///
/// Where `guess` is set, a table or a column that `state` does not have is taken to be there as far
/// as the operation tells, for dialects that spell a change without knowing the rest.
pub(crate) fn resolve<'o>(
    operations: impl IntoIterator<Item = &'o Operation>,
    state: &mut Metadata,
    guess: bool,
    dialect: Dialect,
) -> Result<Resolved, Error> {
    let mut resolver = Resolver { state, guess, dialect, resolved: Resolved::default() };
    for operation in operations {
        resolver.take(operation)?;
    }
    Ok(resolver.resolved)
}

/// What operations came to.
#[derive(Debug, Default)]
pub(crate) struct Resolved {
    /// The changes, in order.
    pub(crate) changes: Vec<Change>,
    /// Tables that were taken to be there, as they were before.
    pub(crate) guessed: Vec<TableDef>,
    /// Enums that were taken to be there, as they were before.
    pub(crate) guessed_enums: Vec<EnumDef>,
    /// Sequences that were taken to be there.
    pub(crate) guessed_sequences: Vec<SequenceDef>,
}

struct Resolver<'s> {
    state: &'s mut Metadata,
    guess: bool,
    dialect: Dialect,
    resolved: Resolved,
}

impl Resolver<'_> {
    fn change(&mut self, change: Change) -> Result<(), Error> {
        if self.guess {
            self.imagine(&change);
        }
        self.state.apply(&change)?;
        self.resolved.changes.push(change);
        Ok(())
    }

    fn take(&mut self, operation: &Operation) -> Result<(), Error> {
        match super::fit(operation, self.dialect).as_ref() {
            Operation::Change(Change::CreateEnum { def }) if !self.native_enums() => {
                // It is part of its columns' types there; what it holds is known from here on.
                if !self.has_enum(&def.name) {
                    self.state.add_enum(def.clone());
                }
                Ok(())
            }
            Operation::Change(change) => self.change(change.clone()),
            Operation::DropTable { table, if_exists } => {
                let Some(table) = self.table(table) else {
                    if *if_exists && !self.guess {
                        return Ok(());
                    }
                    return self.change(Change::DropTable { table: TableDef::new(table.clone()) });
                };
                self.change(Change::DropTable { table })
            }
            Operation::DropColumn { table, column, existing } => {
                let column = self.column(table, column, existing);
                self.change(Change::DropColumn { table: table.clone(), column })
            }
            Operation::AlterColumn { table, column, edit, existing } => {
                self.alter_column(table, column, edit, existing)
            }
            Operation::DropConstraint { table, name, kind } => {
                let change = self.drop_constraint(table, name, *kind);
                self.change(change)
            }
            Operation::CreateIndex { table, index, if_not_exists, .. } => {
                let there = self.index(table, index.name.as_deref()).is_some();
                if *if_not_exists && there {
                    return Ok(());
                }
                self.change(Change::CreateIndex { table: table.clone(), index: index.clone() })
            }
            Operation::DropIndex { table, name, if_exists, .. } => {
                let known = self.index(table, Some(name));
                if known.is_none() && *if_exists && !self.guess {
                    return Ok(());
                }
                let index = known.unwrap_or_else(|| index_of(name));
                self.change(Change::DropIndex { table: table.clone(), index })
            }
            Operation::TableComment { table, comment } => {
                let before = self.table(table).and_then(|table| table.comment);
                let (table, after) = (table.clone(), comment.clone());
                self.change(Change::SetTableComment { table, before, after })
            }
            Operation::TableOptions { table, before, after } => {
                let known = before.clone();
                let standing = self.table(table).map(|table| table.options);
                let before = known.or(standing).unwrap_or_default();
                let (table, after) = (table.clone(), after.clone());
                self.change(Change::SetTableOptions { table, before, after })
            }
            Operation::DropSequence { name } => {
                let def = self.sequence(name).unwrap_or_else(|| SequenceDef::new(name.clone()));
                self.change(Change::DropSequence { def })
            }
            Operation::AlterSequence { before, after } => {
                let before = before.clone().or_else(|| self.sequence(&after.name));
                let before = before.unwrap_or_else(|| SequenceDef::new(after.name.clone()));
                self.change(Change::AlterSequence { before, after: after.clone() })
            }
            Operation::DropEnum { .. }
            | Operation::AlterEnum { .. }
            | Operation::AddEnumValue { .. }
            | Operation::RenameEnumValue { .. } => self.of_enum(operation),
            Operation::Execute { .. }
            | Operation::BulkInsert { .. }
            | Operation::Run { .. }
            | Operation::AutocommitBlock(_) => Ok(()),
        }
    }

    fn alter_column(
        &mut self,
        table: &TableName,
        name: &Str,
        edit: &ColumnFacts,
        existing: &ColumnFacts,
    ) -> Result<(), Error> {
        let mut before = self.column(table, name, existing);
        if let (Autoincrement::Auto, Some(known)) = (before.autoincrement, existing.autoincrement) {
            // The rule depends on the key, which may not be what it was when the rule was applied.
            before.autoincrement = known;
        }
        let after = edit.on(&before);
        let renamed = edit.name.clone().filter(|after| after != name);
        if after != before || renamed.is_none() {
            self.change(Change::AlterColumn { table: table.clone(), before, after })?;
        }
        match renamed {
            Some(after) => {
                let (table, before) = (table.clone(), name.clone());
                self.change(Change::RenameColumn { table, before, after })
            }
            None => Ok(()),
        }
    }

    fn drop_constraint(&self, table: &TableName, name: &Str, kind: ConstraintKind) -> Change {
        let known = self.table(table);
        let table = table.clone();
        let no_columns: [Str; 0] = [];
        let (naming, limit) = (self.state.naming(), self.dialect.capabilities().name_limit);
        match kind {
            ConstraintKind::Unique => {
                let known = known.and_then(|t| {
                    find(
                        &t.uniques,
                        name,
                        |u| u.name.as_ref(),
                        |u| naming.unique(&t.name, u, limit),
                    )
                });
                let unique =
                    known.unwrap_or_else(|| UniqueDef::new(no_columns).named(name.clone()));
                Change::DropUnique { table, unique }
            }
            ConstraintKind::Check => {
                let known = known.and_then(|t| {
                    find(&t.checks, name, |c| c.name.as_ref(), |c| naming.check(&t.name, c, limit))
                });
                let check = known.unwrap_or_else(|| CheckDef::new("").named(name.clone()));
                Change::DropCheck { table, check }
            }
            ConstraintKind::ForeignKey => {
                let known = known.and_then(|t| {
                    find(
                        &t.foreign_keys,
                        name,
                        |k| k.name.as_ref(),
                        |k| naming.foreign_key(&t.name, k, limit),
                    )
                });
                let foreign_key = known.unwrap_or_else(|| {
                    ForeignKeyDef::new(no_columns.clone(), table.clone(), no_columns)
                        .named(name.clone())
                });
                Change::DropForeignKey { table, foreign_key }
            }
            _ => {
                let named = (!name.is_empty()).then(|| name.clone());
                let mut primary_key = known
                    .and_then(|table| table.primary_key)
                    .unwrap_or_else(|| PrimaryKeyDef::new(no_columns));
                primary_key.name = primary_key.name.or(named);
                Change::DropPrimaryKey { table, primary_key }
            }
        }
    }

    fn of_enum(&mut self, operation: &Operation) -> Result<(), Error> {
        match operation {
            Operation::DropEnum { name } => {
                let def = self.enum_def(name).unwrap_or_else(|| enum_of(name, Vec::new()));
                if self.native_enums() {
                    return self.change(Change::DropEnum { def });
                }
                // It was no object, so that it may be unknown, or still be part of columns' types.
                let _ = self.state.apply(&Change::DropEnum { def });
                Ok(())
            }
            Operation::AlterEnum { name, before, after, columns } => {
                let known = self.enum_def(name).map(|def| def.labels.into_owned());
                let before = known.or_else(|| before.clone()).unwrap_or_default();
                self.relabel(name, before, after.clone(), columns)
            }
            Operation::AddEnumValue { name, label, after } => {
                let before =
                    self.enum_def(name).map(|def| def.labels.into_owned()).unwrap_or_default();
                let mut labels = before.clone();
                let place = after
                    .as_ref()
                    .and_then(|after| labels.iter().position(|label| label == after))
                    .map_or(labels.len(), |at| at + 1);
                labels.insert(place, label.clone());
                self.relabel(name, before, labels, &[])
            }
            Operation::RenameEnumValue { name, before, after, labels, columns } => {
                if self.guess && self.enum_def(name).is_none() {
                    let labels = labels.clone().unwrap_or_else(|| vec![before.clone()]);
                    self.imagine_enum(enum_of(name, labels));
                }
                let columns = self.enum_columns(name, columns);
                let (name, before, after) = (name.clone(), before.clone(), after.clone());
                self.change(Change::RenameEnumLabel { name, columns, before, after })
            }
            _ => Ok(()),
        }
    }

    fn relabel(
        &mut self,
        name: &TableName,
        before: Vec<Str>,
        after: Vec<Str>,
        columns: &[(TableName, Str)],
    ) -> Result<(), Error> {
        let (before, after) = (enum_of(name, before), enum_of(name, after));
        if self.guess && self.enum_def(name).is_none() {
            self.imagine_enum(before.clone());
        }
        let columns = self.enum_columns(name, columns);
        self.change(Change::AlterEnum { columns, before, after })
    }

    fn enum_columns(&self, name: &TableName, named: &[(TableName, Str)]) -> Vec<EnumColumn> {
        if !named.is_empty() {
            let column = |(table, column): &(TableName, Str)| EnumColumn {
                column: self.column(table, column, &ColumnFacts::default()),
                table: table.clone(),
            };
            return named.iter().map(column).collect();
        }
        let tables = self.state.tables();
        tables
            .flat_map(|table| {
                let of_it = table.columns.iter().filter(|column| {
                    labels_of(&column.sql_type).is_some_and(|def| def.name == *name)
                });
                of_it.map(|column| EnumColumn { table: table.name.clone(), column: column.clone() })
            })
            .collect()
    }

    fn native_enums(&self) -> bool {
        self.dialect.capabilities().native_enums
    }

    fn table(&self, name: &TableName) -> Option<TableDef> {
        self.state.table(name.clone()).ok().map(|table| table.definition().clone())
    }

    /// The column as it stands, or as far as it is known.
    fn column(&self, table: &TableName, name: &Str, existing: &ColumnFacts) -> ColumnDef {
        let known = self.table(table).and_then(|table| table.find_column(name).cloned());
        known
            .unwrap_or_else(|| existing.on(&ColumnDef::new(name.clone(), SqlType::Text).nullable()))
    }

    fn index(&self, table: &TableName, name: Option<&str>) -> Option<IndexDef> {
        let table = self.table(table)?;
        let (naming, limit) = (self.state.naming(), self.dialect.capabilities().name_limit);
        let named = |index: &IndexDef| naming.index(&table.name, index, limit);
        find(&table.indexes, name?, |index| index.name.as_ref(), named)
    }

    fn sequence(&self, name: &TableName) -> Option<SequenceDef> {
        self.state.sequences().find(|known| known.name == *name).cloned()
    }

    fn has_enum(&self, name: &TableName) -> bool {
        self.enum_def(name).is_some()
    }

    fn enum_def(&self, name: &TableName) -> Option<EnumDef> {
        let alone = self.state.enums().find(|def| def.name == *name).cloned();
        alone.or_else(|| {
            let mut columns = self.state.tables().flat_map(|table| table.columns.iter());
            columns.find_map(|column| {
                labels_of(&column.sql_type).filter(|def| def.name == *name).cloned()
            })
        })
    }

    /// Takes to be there what the change speaks of and `state` does not have.
    fn imagine(&mut self, change: &Change) {
        match change {
            Change::CreateTable { .. } => {}
            Change::DropSequence { def } | Change::AlterSequence { before: def, .. } => {
                if self.sequence(&def.name).is_none() {
                    self.state.add_sequence(def.clone());
                    self.resolved.guessed_sequences.push(def.clone());
                }
            }
            Change::RenameEnum { before, .. } if !self.has_enum(before) => {
                self.imagine_enum(enum_of(before, Vec::new()));
            }
            _ => {
                let Some(name) = change.table() else { return };
                let mut table = self.table(name).unwrap_or_else(|| TableDef::new(name.clone()));
                let before = table.clone();
                imagine_parts(&mut table, change);
                let is_new = !self.state.contains(name.clone());
                if is_new || before != table {
                    self.state.remove(name.clone());
                    // It was removed just now, so its name is free.
                    let _ = self.state.add(table.clone());
                    self.resolved.guessed.retain(|known| known.name != table.name);
                    self.resolved.guessed.push(table);
                }
            }
        }
    }

    fn imagine_enum(&mut self, def: EnumDef) {
        self.state.add_enum(def.clone());
        self.resolved.guessed_enums.push(def);
    }
}

/// Adds to a table what the change takes to be there.
#[allow(clippy::collapsible_match, reason = "what is there already needs nothing")]
fn imagine_parts(table: &mut TableDef, change: &Change) {
    let column = |table: &mut TableDef, name: &Str| {
        if table.find_column(name).is_none() {
            let column = ColumnDef::new(name.clone(), SqlType::Text).nullable();
            table.columns.to_mut().push(column);
        }
    };
    match change {
        Change::DropColumn { column: known, .. } | Change::AlterColumn { before: known, .. } => {
            if table.find_column(&known.name).is_none() {
                table.columns.to_mut().push(known.clone());
            }
        }
        Change::RenameColumn { before, .. } => column(table, before),
        Change::DropPrimaryKey { primary_key, .. } => {
            if table.primary_key.is_none() {
                table.primary_key = Some(primary_key.clone());
            }
        }
        Change::DropUnique { unique, .. } => {
            if !table.uniques.iter().any(|known| known.name == unique.name) {
                table.uniques.to_mut().push(unique.clone());
            }
        }
        Change::DropCheck { check, .. } => {
            if !table.checks.iter().any(|known| known.name == check.name) {
                table.checks.to_mut().push(check.clone());
            }
        }
        Change::DropForeignKey { foreign_key, .. } => {
            if !table.foreign_keys.iter().any(|known| known.name == foreign_key.name) {
                table.foreign_keys.to_mut().push(foreign_key.clone());
            }
        }
        Change::DropIndex { index, .. } => {
            if !table.indexes.iter().any(|known| known.name == index.name) {
                table.indexes.to_mut().push(index.clone());
            }
        }
        Change::RenameIndex { before, .. } => {
            if !table.indexes.iter().any(|known| known.name.as_ref() == Some(before)) {
                table.indexes.to_mut().push(index_of(before));
            }
        }
        Change::RenameConstraint { kind, before, .. } => match kind {
            ConstraintKind::PrimaryKey => {
                if table.primary_key.is_none() {
                    let none: [Str; 0] = [];
                    table.primary_key = Some(PrimaryKeyDef::new(none).named(before.clone()));
                }
            }
            ConstraintKind::Unique => {
                if !table.uniques.iter().any(|known| known.name.as_ref() == Some(before)) {
                    let none: [Str; 0] = [];
                    table.uniques.to_mut().push(UniqueDef::new(none).named(before.clone()));
                }
            }
            ConstraintKind::Check => {
                if !table.checks.iter().any(|known| known.name.as_ref() == Some(before)) {
                    table.checks.to_mut().push(CheckDef::new("").named(before.clone()));
                }
            }
            _ => {
                if !table.foreign_keys.iter().any(|known| known.name.as_ref() == Some(before)) {
                    let none: [Str; 0] = [];
                    let key = ForeignKeyDef::new(none.clone(), table.name.clone(), none);
                    table.foreign_keys.to_mut().push(key.named(before.clone()));
                }
            }
        },
        _ => {}
    }
}

/// The one of that name: its own, or the convention's where it has none.
fn find<T: Clone>(
    items: &[T],
    name: &str,
    given: impl Fn(&T) -> Option<&Str>,
    by_convention: impl Fn(&T) -> String,
) -> Option<T> {
    let own = items.iter().find(|item| given(item).is_some_and(|given| given == name));
    let nameless =
        || items.iter().find(|item| given(item).is_none() && by_convention(item) == name);
    own.or_else(nameless).cloned()
}

fn index_of(name: &Str) -> IndexDef {
    let none: [IndexColumn; 0] = [];
    let mut index = IndexDef::new(none);
    index.name = Some(name.clone());
    index
}

fn enum_of(name: &TableName, labels: Vec<Str>) -> EnumDef {
    let mut def = EnumDef::new(name.name.clone(), labels);
    def.name = name.clone();
    def
}

fn labels_of(sql_type: &SqlType) -> Option<&EnumDef> {
    match sql_type {
        SqlType::Enum(def) => Some(def),
        SqlType::Array(ElementType::Static(element)) => labels_of(element),
        SqlType::Array(ElementType::Boxed(element)) => labels_of(element),
        _ => None,
    }
}
