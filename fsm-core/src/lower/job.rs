use super::plan::{Plan, find, settle, with_names};
use crate::change::{Change, ConstraintKind};
use crate::dialect::{Clause, Piece, Speller, Statement};
use crate::registry::Metadata;
use crate::schema::{ColumnDef, ForeignKeyDef, IndexKey, Str, TableDef, TableName, TableOptions};
use std::collections::{BTreeMap, BTreeSet};

/// What is to be done to each table.
#[derive(Default)]
pub(super) struct Jobs {
    pub(super) jobs: Vec<Job>,
    /// The tables by the names they have at the moment.
    pub(super) now: BTreeMap<TableName, usize>,
}

/// What is to be done to one table.
#[derive(Default)]
pub(super) struct Job {
    /// Its name before all changes; the name it is made under, if it is made.
    pub(super) before: Option<TableName>,
    /// Its name after all changes so far.
    pub(super) after: Option<TableName>,
    pub(super) made: bool,
    pub(super) gone: bool,
    pub(super) drops: Vec<Clause>,
    pub(super) adds: Vec<Clause>,
    /// The columns that change or go, by the names they had before.
    pub(super) altered: BTreeSet<Str>,
    /// The columns that are new, by the names they have in the end.
    pub(super) added: Vec<Str>,
    pub(super) options: Option<(TableOptions, TableOptions)>,
    pub(super) comment: Option<Clause>,
    /// What is done to the rows before.
    pub(super) rows: Vec<Statement>,
    pub(super) foreign_keys_dropped: Vec<Dropped>,
    pub(super) foreign_keys_added: Vec<ForeignKeyDef>,
    pub(super) checks_dropped: BTreeSet<String>,
    pub(super) new_key: bool,
}

/// A foreign key that goes.
pub(super) struct Dropped {
    pub(super) clauses: Vec<Clause>,
    pub(super) name: String,
    pub(super) referred: TableName,
}

impl Jobs {
    pub(super) fn job(&mut self, table: &TableName) -> &mut Job {
        let at = *self.now.entry(table.clone()).or_insert_with(|| {
            self.jobs.push(Job { before: Some(table.clone()), ..Job::default() });
            self.jobs.len() - 1
        });
        let job = &mut self.jobs[at];
        job.after = Some(table.clone());
        job
    }

    pub(super) fn made(&mut self, table: &TableName) {
        self.now.remove(table);
        self.job(table).made = true;
    }

    pub(super) fn rename(&mut self, before: &TableName, after: &TableName) {
        self.job(before).after = Some(after.clone());
        if let Some(at) = self.now.remove(before) {
            self.now.insert(after.clone(), at);
        }
    }
}

impl Job {
    pub(super) fn name_before(&self) -> TableName {
        self.before.clone().unwrap_or_else(|| TableName::new(""))
    }

    pub(super) fn name_after(&self) -> TableName {
        self.after.clone().unwrap_or_else(|| self.name_before())
    }

    pub(super) fn altered(&mut self, plan: &Plan<'_>, at: usize, table: &TableName, column: &str) {
        let origin = plan.original(at, table, column);
        // A column that is new is spelled as it is in the end anyway.
        self.altered.extend(origin.column);
    }

    pub(super) fn relabel(
        &mut self,
        plan: &Plan<'_>,
        at: usize,
        table: &TableName,
        column: &ColumnDef,
        (before, after): (&Str, &Str),
    ) {
        self.altered(plan, at, table, &column.name);
        let origin = plan.original(at, table, &column.name);
        let (Some(name), Some(column_before)) = (origin.table, origin.column) else { return };
        let Some(table) = find(&plan.before, &name) else { return };
        let Some(stands) = table.find_column(&column_before) else { return };
        let stands = settle(stands, table, &column_before);
        let speller = &plan.speller;
        self.rows.extend(speller.grammar.relabel_rows(speller, table, &stands, before, after));
    }

    /// A change of this table, with what stands before it.
    pub(super) fn take(&mut self, plan: &Plan<'_>, at: usize, change: &Change, state: &Metadata) {
        match change {
            Change::AddColumn { table, column } => {
                self.added.extend(plan.last(at, table, &column.name).map(|(_, name)| name));
            }
            Change::DropColumn { table, column } => self.altered(plan, at, table, &column.name),
            Change::RenameColumn { .. } => {}
            Change::AlterColumn { table, before, after } => {
                self.altered(plan, at, table, &before.name);
                let before = plan.settled_before(at, table, before);
                let settled = plan.settled(at, table, after);
                let origin = plan.original(at, table, &before.name);
                if let (Some(table), Some(name)) = (origin.table, origin.column) {
                    let before = ColumnDef { name, ..before };
                    let speller = &plan.speller;
                    self.rows
                        .extend(speller.grammar.fill_column(speller, &table, &before, &settled));
                }
            }
            Change::AddForeignKey { table, foreign_key } => {
                let key = Self::key_in_the_end(plan, at + 1, table, foreign_key);
                self.foreign_keys_added.push(key);
            }
            Change::DropForeignKey { table, foreign_key } => {
                self.drop_foreign_key(plan, table, foreign_key, state);
            }
            Change::RenameConstraint { table, kind: ConstraintKind::ForeignKey, before, after } => {
                let Some(def) = find(state, table) else { return };
                let def = with_names(&plan.speller, def);
                let found = def.foreign_keys.iter().find(|key| key.name.as_ref() == Some(before));
                if let Some(key) = found {
                    self.drop_foreign_key(plan, table, key, state);
                    let renamed = key.clone().named(after.clone());
                    let renamed = Self::key_in_the_end(plan, at + 1, table, &renamed);
                    self.foreign_keys_added.push(renamed);
                }
            }
            Change::RenameConstraint { table, kind: ConstraintKind::Check, before, after } => {
                let Some(def) = find(state, table) else { return };
                let def = with_names(&plan.speller, def);
                let found = def.checks.iter().find(|check| check.name.as_ref() == Some(before));
                if let Some(check) = found.cloned() {
                    self.drop_check(plan, before);
                    let check = check.named(after.clone());
                    let change = Change::AddCheck { table: table.clone(), check };
                    let change = plan.in_the_end(at, &change, state);
                    self.adds.extend(clauses(plan.speller.pieces(&change)));
                }
            }
            Change::DropCheck { table, check } => {
                if plan.speller.grammar.text(&check.expression).is_some() {
                    let name = plan.speller.check_name(table, check);
                    self.drop_check(plan, &name);
                }
            }
            Change::SetTableOptions { before, after, .. } => {
                let first = self.options.take().map_or_else(|| before.clone(), |(first, _)| first);
                self.options = Some((first, after.clone()));
            }
            Change::SetTableComment { .. } => {
                self.comment = clauses(plan.speller.pieces(change)).pop();
            }
            Change::DropPrimaryKey { .. }
            | Change::DropUnique { .. }
            | Change::DropIndex { .. } => {
                self.new_key |= matches!(change, Change::DropPrimaryKey { .. });
                self.drops.extend(clauses(plan.speller.pieces(change)));
            }
            _ => {
                self.new_key |= matches!(change, Change::AddPrimaryKey { .. });
                let change = plan.in_the_end(at, change, state);
                self.adds.extend(clauses(plan.speller.pieces(&change)));
            }
        }
    }

    pub(super) fn drop_check(&mut self, plan: &Plan<'_>, name: &str) {
        self.checks_dropped.insert(name.to_owned());
        let piece = plan.speller.drop_key("drop check", ConstraintKind::Check, name);
        self.drops.extend(clauses(vec![piece]));
    }

    /// The foreign key goes, and with it the index that was made for it and for nothing else.
    pub(super) fn drop_foreign_key(
        &mut self,
        plan: &Plan<'_>,
        table: &TableName,
        key: &ForeignKeyDef,
        state: &Metadata,
    ) {
        let name = plan.speller.foreign_key_name(table, key);
        let added = self
            .foreign_keys_added
            .iter()
            .position(|added| plan.speller.foreign_key_name(table, added) == name);
        if let Some(at) = added {
            self.foreign_keys_added.remove(at);
            return;
        }
        let drop = plan.speller.drop_key("drop foreign key", ConstraintKind::ForeignKey, &name);
        let mut gone = clauses(vec![drop]);
        if plan.speller.can().index_of_foreign_key
            && find(state, table)
                .is_some_and(|table| has_index_of_its_own(&plan.speller, table, key))
        {
            let sql = format!("DROP INDEX {}", plan.speller.identifier(&name));
            gone.push(Clause::new("drop index", name.clone(), sql));
        }
        let referred = key.referred_table.clone();
        self.foreign_keys_dropped.push(Dropped { clauses: gone, name, referred });
    }

    /// The key with every name as it is after the changes from `at` on.
    fn key_in_the_end(
        plan: &Plan<'_>,
        at: usize,
        table: &TableName,
        key: &ForeignKeyDef,
    ) -> ForeignKeyDef {
        let name = plan.speller.foreign_key_name(table, key);
        key_from(plan, at, table, key).named(name)
    }
}

/// The key with every name as it is after the changes from `at` on.
pub(super) fn key_from(
    plan: &Plan<'_>,
    at: usize,
    table: &TableName,
    key: &ForeignKeyDef,
) -> ForeignKeyDef {
    let columns = |table: &TableName, columns: &[Str]| -> Vec<Str> {
        let last = |column: &Str| match plan.last_from(at, table, column) {
            Some((_, name)) => name,
            None => column.clone(),
        };
        columns.iter().map(last).collect()
    };
    let mut last = key.clone();
    last.columns = columns(table, &key.columns).into();
    last.referred_columns = columns(&key.referred_table, &key.referred_columns).into();
    if let Some(column) = key.referred_columns.first()
        && let Some((referred, _)) = plan.last_from(at, &key.referred_table, column)
    {
        last.referred_table = referred.name.clone();
    }
    last
}

/// Whether no other key or index of the table begins with the foreign key's columns, so that the
/// server made one.
pub(super) fn has_index_of_its_own(
    speller: &Speller<'_>,
    table: &TableDef,
    key: &ForeignKeyDef,
) -> bool {
    let begins = |other: &&ForeignKeyDef| other.columns.starts_with(&key.columns);
    !is_covered(speller, table, key) && table.foreign_keys.iter().filter(begins).count() < 2
}

/// Whether a key or an index of the table begins with the foreign key's columns.
pub(super) fn is_covered(speller: &Speller<'_>, table: &TableDef, key: &ForeignKeyDef) -> bool {
    let begins = |columns: &[Str]| columns.starts_with(&key.columns);
    let of_index = |index: &crate::schema::IndexDef| {
        let names: Vec<Str> = index
            .columns
            .iter()
            .map_while(|part| match (&part.key, part.prefix_length) {
                (IndexKey::Column(name), None) => Some(name.clone()),
                _ => None,
            })
            .collect();
        begins(&names)
    };
    begins(table.primary_key_columns())
        || speller.uniques(table).any(|unique| begins(&unique.columns))
        || speller.indexes(table).any(of_index)
}

pub(super) fn clauses(pieces: Vec<Piece>) -> Vec<Clause> {
    pieces
        .into_iter()
        .filter_map(|piece| match piece {
            Piece::Clause(clause) => Some(clause),
            Piece::Statement(_) => None,
        })
        .collect()
}
