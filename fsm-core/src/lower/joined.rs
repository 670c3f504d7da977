use super::job::{Dropped, Job, Jobs, clauses, is_covered, key_from};
use super::mention::mentions;
use super::plan::{Plan, find, settle, with_names};
use super::step::Step;
use crate::change::{Change, ConstraintKind, EnumColumn};
use crate::dialect::{Clause, Speller, Statement};
use crate::error::Error;
use crate::schema::{ColumnDef, ForeignKeyDef, IndexKey, Str, TableDef, TableName};
use std::collections::BTreeSet;

/// One `ALTER TABLE` for all changes of a table, as far as foreign keys allow: each statement
/// commits, so that fewer of them leave less half done, and a numbered column is part of a key at
/// every moment.
///
/// Foreign keys go first and come last, but for those of a table to one that stays as it is.
pub(super) fn steps(plan: &Plan<'_>) -> Result<Vec<Step>, Error> {
    let mut jobs = Jobs::default();
    let mut state = plan.before.clone();
    let (mut first, mut dropped, mut created, mut last) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut names, mut later_names) = (Vec::new(), Vec::new());
    let spell = |change: &Change| plan.speller.dialect().spell(change, plan.speller.naming);
    for (at, change) in plan.changes.iter().enumerate() {
        match change {
            Change::CreateTable { table } => {
                created.extend(spell(change));
                jobs.made(&table.name);
            }
            Change::DropTable { table } => {
                dropped.extend(spell(change));
                jobs.job(&table.name).gone = true;
                jobs.now.remove(&table.name);
            }
            Change::RenameTable { before, after } => {
                let renames = if jobs.job(before).made { &mut later_names } else { &mut names };
                renames.push((before, after));
                jobs.rename(before, after);
            }
            Change::DropSchema { .. } => last.extend(spell(change)),
            Change::RenameEnumLabel { columns, before, after, .. } => {
                for EnumColumn { table, column } in columns {
                    jobs.job(table).relabel(plan, at, table, column, (before, after));
                }
            }
            Change::AlterEnum { columns, .. } => {
                for EnumColumn { table, column } in columns {
                    jobs.job(table).altered(plan, at, table, &column.name);
                }
            }
            _ => match change.table() {
                Some(table) => jobs.job(table).take(plan, at, change, &state),
                None => first.extend(spell(change)),
            },
        }
        state.apply(change)?;
    }
    let mut all = Joined::new(plan, jobs);
    all.foreign_keys_in_the_way();
    let mut statements = first;
    let merged = all.merge_foreign_keys();
    statements.extend(all.drop_foreign_keys());
    statements.extend(dropped);
    statements.extend(all.rows());
    statements.extend(all.alter(&merged, false));
    statements.extend(rename_tables(plan, &names));
    statements.extend(created);
    statements.extend(rename_tables(plan, &later_names));
    statements.extend(all.alter(&merged, true));
    statements.extend(all.add_foreign_keys());
    statements.extend(last);
    Ok(vec![Step::each(statements)])
}

/// All new names in one statement, which is done whole or not at all. Not within the other changes
/// of the table: with those, MariaDB forgets to tell the tables that refer to it.
fn rename_tables(plan: &Plan<'_>, renames: &[(&TableName, &TableName)]) -> Option<Statement> {
    let (first, _) = renames.first()?;
    let name = |name: &TableName| plan.speller.name(name);
    let all: Vec<String> = renames
        .iter()
        .map(|(before, after)| format!("{} TO {}", name(before), name(after)))
        .collect();
    let sql = format!("RENAME TABLE {}", all.join(", "));
    Some(Statement::new("rename table", first.to_string(), sql))
}

/// The jobs of all tables.
struct Joined<'p, 'a> {
    plan: &'p Plan<'a>,
    jobs: Vec<Job>,
}

impl<'p, 'a> Joined<'p, 'a> {
    fn new(plan: &'p Plan<'a>, jobs: Jobs) -> Self {
        Self { plan, jobs: jobs.jobs }
    }

    /// No column changes its type while it is part of a foreign key, on either side, whatever
    /// `foreign_key_checks` says: those go, and come back when the types are new.
    fn foreign_keys_in_the_way(&mut self) {
        let mut moved: BTreeSet<(TableName, Str)> = BTreeSet::new();
        for job in self.jobs.iter().filter(|job| !job.made && !job.gone) {
            let name = job.name_before();
            let Some(table) = find(&self.plan.before, &name) else { continue };
            for column in &job.altered {
                let Some(before) = table.find_column(column) else { continue };
                let after = self.plan.last_from(0, &name, column);
                let same = after.is_some_and(|(table, name)| {
                    table.find_column(&name).is_some_and(|after| self.alike(before, after))
                });
                if !same {
                    moved.insert((name.clone(), column.clone()));
                }
            }
        }
        for job in self.jobs.iter().filter(|job| !job.made && !job.gone) {
            moved.extend(self.renamed_among_others(job));
        }
        if moved.is_empty() {
            return;
        }
        for table in self.plan.before.tables() {
            for key in table.foreign_keys.iter() {
                let own = key.columns.iter().map(|column| (&table.name, column));
                let theirs =
                    key.referred_columns.iter().map(|column| (&key.referred_table, column));
                let concerned = own
                    .chain(theirs)
                    .any(|(table, column)| moved.contains(&(table.clone(), column.clone())));
                if concerned {
                    self.take_away(table, key);
                }
            }
        }
    }

    /// The columns that get another name in a statement that does more than that: what copies the
    /// table renames no column of a foreign key (MariaDB, error 1846).
    fn renamed_among_others(&self, job: &Job) -> Vec<(TableName, Str)> {
        let name = job.name_before();
        let Some(table) = find(&self.plan.before, &name) else { return Vec::new() };
        let renamed: Vec<&Str> = table
            .columns
            .iter()
            .map(|column| &column.name)
            .filter(|column| {
                let last = self.plan.last_from(0, &name, column);
                last.is_some_and(|(_, last)| last != **column)
            })
            .collect();
        let speaks = |check: &crate::schema::CheckDef| {
            let text = self.plan.speller.grammar.text(&check.expression);
            text.is_some_and(|text| renamed.iter().any(|column| mentions(text, column)))
        };
        let alone = job.drops.is_empty()
            && job.adds.is_empty()
            && job.altered.is_empty()
            && job.added.is_empty()
            && job.options.is_none()
            && !table.checks.iter().any(speaks);
        if alone {
            return Vec::new();
        }
        renamed.into_iter().map(|column| (name.clone(), column.clone())).collect()
    }

    fn alike(&self, before: &ColumnDef, after: &ColumnDef) -> bool {
        let speller = &self.plan.speller;
        let collation = |column: &ColumnDef| {
            let mut text = String::new();
            speller.push_collation(column, &mut text);
            text
        };
        speller.declared_type(before).eq_ignore_ascii_case(&speller.declared_type(after))
            && collation(before) == collation(after)
    }

    /// The key goes for the time of the changes, unless it goes anyway.
    fn take_away(&mut self, table: &TableDef, key: &ForeignKeyDef) {
        let speller = &self.plan.speller;
        let name = speller.foreign_key_name(&table.name, key);
        let back = key_from(self.plan, 0, &table.name, key).named(name.clone());
        let at =
            self.jobs.iter().position(|job| !job.made && job.before.as_ref() == Some(&table.name));
        let at = at.unwrap_or_else(|| {
            let name = Some(table.name.clone());
            self.jobs.push(Job { before: name.clone(), after: name, ..Job::default() });
            self.jobs.len() - 1
        });
        let job = &mut self.jobs[at];
        if job.gone || job.foreign_keys_dropped.iter().any(|dropped| dropped.name == name) {
            return;
        }
        let drop = speller.drop_key("drop foreign key", ConstraintKind::ForeignKey, &name);
        let referred = key.referred_table.clone();
        job.foreign_keys_dropped.push(Dropped { clauses: clauses(vec![drop]), name, referred });
        job.foreign_keys_added.push(back);
    }

    /// Whether the table called so before, or made under that name, is changed in more than its
    /// foreign keys.
    fn is_touched(&self, name: &TableName, itself: usize) -> bool {
        self.jobs.iter().enumerate().any(|(at, job)| {
            let is_it = job.before.as_ref() == Some(name) || job.after.as_ref() == Some(name);
            at != itself && is_it && (job.made || job.gone || self.has_work(job))
        })
    }

    fn has_work(&self, job: &Job) -> bool {
        !job.drops.is_empty()
            || !job.adds.is_empty()
            || !job.altered.is_empty()
            || !job.added.is_empty()
            || job.before != job.after
            || self.renames_column(job)
    }

    fn renames_column(&self, job: &Job) -> bool {
        let name = job.name_before();
        find(&self.plan.before, &name).is_some_and(|table| {
            table.columns.iter().any(|column| {
                self.plan
                    .last_from(0, &name, &column.name)
                    .is_some_and(|(_, last)| last != column.name)
            })
        })
    }

    /// The tables whose foreign keys go and come in the one `ALTER TABLE` with the rest.
    fn merge_foreign_keys(&self) -> BTreeSet<usize> {
        let alone = |(at, job): (usize, &Job)| {
            let referred = job.foreign_keys_dropped.iter().map(|dropped| &dropped.referred);
            let referred =
                referred.chain(job.foreign_keys_added.iter().map(|key| &key.referred_table));
            let mut referred = referred.filter(|name| job.after.as_ref() != Some(name));
            let names: BTreeSet<&str> =
                job.foreign_keys_dropped.iter().map(|dropped| &*dropped.name).collect();
            let comes_back = job
                .foreign_keys_added
                .iter()
                .any(|key| key.name.as_deref().is_some_and(|name| names.contains(name)));
            // A reference to itself says the table's name, which may come only after this.
            let itself = |key: &ForeignKeyDef| job.after.as_ref() == Some(&key.referred_table);
            let fit = !job.made
                // A key refers to no column of its own table that the same statement makes.
                && (job.added.is_empty() || !job.foreign_keys_added.iter().any(itself))
                && (job.before == job.after || job.foreign_keys_added.is_empty())
                // MariaDB 10.11 refuses, or ends with a segmentation fault, where one statement
                // renames a column that a key of the table itself refers to and drops that key.
                && !self.renames_column(job)
                && !comes_back
                && !referred.any(|name| self.is_touched(name, at));
            fit.then_some(at)
        };
        self.jobs.iter().enumerate().filter_map(alone).collect()
    }

    fn drop_foreign_keys(&self) -> Vec<Statement> {
        let merged = self.merge_foreign_keys();
        let mut statements = Vec::new();
        for (at, job) in self.jobs.iter().enumerate() {
            if !merged.contains(&at) && !job.made {
                let clauses: Vec<Clause> =
                    job.foreign_keys_dropped.iter().flat_map(|key| key.clauses.clone()).collect();
                statements.extend(self.plan.speller.alter_table(&job.name_before(), &clauses));
            }
        }
        statements
    }

    fn add_foreign_keys(&self) -> Vec<Statement> {
        let merged = self.merge_foreign_keys();
        let mut statements = Vec::new();
        for (at, job) in self.jobs.iter().enumerate() {
            if !merged.contains(&at) && !job.gone {
                let clauses = self.foreign_keys_of(job);
                statements.extend(self.plan.speller.alter_table(&job.name_after(), &clauses));
            }
        }
        statements
    }

    fn foreign_keys_of(&self, job: &Job) -> Vec<Clause> {
        let table = job.name_after();
        let add = |key: &ForeignKeyDef| {
            let change = Change::AddForeignKey { table: table.clone(), foreign_key: key.clone() };
            clauses(self.plan.speller.pieces(&change))
        };
        job.foreign_keys_added.iter().flat_map(add).collect()
    }

    fn rows(&self) -> Vec<Statement> {
        self.jobs.iter().filter(|job| !job.gone).flat_map(|job| job.rows.clone()).collect()
    }

    fn alter(&self, merged: &BTreeSet<usize>, made: bool) -> Vec<Statement> {
        let mut statements = Vec::new();
        for (at, job) in self.jobs.iter().enumerate() {
            if job.gone || job.made != made {
                continue;
            }
            let mut clauses = Vec::new();
            if merged.contains(&at) {
                clauses.extend(job.foreign_keys_dropped.iter().flat_map(|key| key.clauses.clone()));
            }
            clauses.extend(self.clauses_of(job));
            if merged.contains(&at) {
                clauses.extend(self.foreign_keys_of(job));
            }
            let before = if made { job.name_after() } else { job.name_before() };
            statements.extend(self.plan.speller.alter_table(&before, &clauses));
        }
        statements
    }

    /// Everything but the foreign keys.
    fn clauses_of(&self, job: &Job) -> Vec<Clause> {
        let mut clauses = job.drops.clone();
        let mut adds = Vec::new();
        if !job.made {
            self.columns(job, &mut clauses, &mut adds);
        }
        self.new_columns(job, &mut clauses);
        clauses.extend(adds);
        clauses.extend(job.adds.clone());
        if !job.made {
            clauses.extend(self.indexes_of_foreign_keys(job));
        }
        if let Some((before, after)) = &job.options {
            let table = job.name_before();
            let pieces =
                self.plan.speller.grammar.alter_options(&self.plan.speller, &table, before, after);
            clauses.extend(self::clauses(pieces));
        }
        clauses.extend(job.comment.clone());
        clauses
    }

    /// An index for each foreign key that stays while the one goes that it used: it had none of its
    /// own beside that.
    fn indexes_of_foreign_keys(&self, job: &Job) -> Vec<Clause> {
        let (plan, speller) = (self.plan, &self.plan.speller);
        let (Some(before), Some(after)) =
            (find(&plan.before, &job.name_before()), find(&plan.target, &job.name_after()))
        else {
            return Vec::new();
        };
        if !speller.can().index_of_foreign_key {
            return Vec::new();
        }
        let (before, after) = (with_names(speller, before), with_names(speller, after));
        let mut clauses = Vec::new();
        let mut made: Vec<&[Str]> = Vec::new();
        for key in after.foreign_keys.iter() {
            let comes = job.foreign_keys_added.iter().any(|added| added.name == key.name);
            let stood = before.foreign_keys.iter().find(|stood| stood.name == key.name);
            let Some(stood) = stood.filter(|_| !comes) else { continue };
            let loses = is_covered(speller, &before, stood) && !is_covered(speller, &after, key);
            if !loses || made.contains(&&*key.columns) {
                continue;
            }
            made.push(&key.columns);
            let name = key.name.clone().unwrap_or_default();
            let index = crate::schema::IndexDef::new(key.columns.to_vec()).named(name);
            let change = Change::CreateIndex { table: job.name_after(), index };
            clauses.extend(self::clauses(speller.pieces(&change)));
        }
        clauses
    }

    fn columns(&self, job: &Job, clauses: &mut Vec<Clause>, adds: &mut Vec<Clause>) {
        let (plan, name) = (self.plan, job.name_before());
        let Some(table) = find(&plan.before, &name) else { return };
        let recoded = job.options.as_ref().is_some_and(|(before, after)| {
            (&before.mysql.charset, &before.mysql.collation)
                != (&after.mysql.charset, &after.mysql.collation)
        });
        let mut renamed: Vec<&Str> = Vec::new();
        for column in table.columns.iter() {
            let Some((target, last)) = plan.last_from(0, &name, &column.name) else {
                clauses.extend(self::clauses(vec![plan.speller.drop_column(&name, &column.name)]));
                continue;
            };
            let Some(after) = target.find_column(&last) else { continue };
            let after = settle(after, target, &last);
            let before = settle(column, table, &column.name);
            if column.name != last {
                renamed.push(&column.name);
            }
            let follows = (job.new_key && self.spelled(&before) != self.spelled(&after))
                || (recoded && after.collation.is_none() && is_text(&plan.speller, &after));
            if !job.altered.contains(&column.name) && !follows {
                if column.name != last {
                    let table = name.clone();
                    let change =
                        Change::RenameColumn { table, before: column.name.clone(), after: last };
                    clauses.extend(self::clauses(plan.speller.pieces(&change)));
                }
                continue;
            }
            if is_other_kind(&before, &after) {
                if column.name == last {
                    renamed.push(&column.name);
                }
                self.anew(job, table, target, &before, &after, (clauses, adds));
            } else {
                let speller = &plan.speller;
                clauses.extend(speller.grammar.redefine_column(
                    speller,
                    &name,
                    &column.name,
                    &after,
                ));
            }
            let start = |column: &ColumnDef| column.identity.as_ref().and_then(|i| i.start);
            if let Some(start) = start(&after).filter(|_| start(&before) != start(&after)) {
                let sql = format!("AUTO_INCREMENT = {start}");
                adds.push(Clause::new("go on numbering", name.to_string(), sql));
            }
        }
        self.checks_of_renamed(job, table, &renamed, clauses, adds);
    }

    fn spelled(&self, column: &ColumnDef) -> String {
        let mut text = String::new();
        let table = Speller::alone(&TableName::new(""), column);
        self.plan.speller.push_column(&table, column, &mut text);
        text
    }

    /// The column goes and comes back, and with it the indexes it is part of.
    fn anew(
        &self,
        job: &Job,
        table: &TableDef,
        target: &TableDef,
        before: &ColumnDef,
        after: &ColumnDef,
        (clauses, adds): (&mut Vec<Clause>, &mut Vec<Clause>),
    ) {
        let speller = &self.plan.speller;
        let name = job.name_before();
        let of_column = |index: &&crate::schema::IndexDef| {
            index
                .columns
                .iter()
                .any(|part| matches!(&part.key, IndexKey::Column(column) if *column == before.name))
        };
        for index in speller.indexes(table).filter(of_column) {
            let index_name = speller.index_name(&table.name, index);
            // It goes anyway, and may come as another.
            if job.drops.iter().any(|dropped| dropped.object == index_name) {
                continue;
            }
            let same = |other: &&crate::schema::IndexDef| {
                speller.index_name(&target.name, other) == index_name
            };
            if let Some(stays) = speller.indexes(target).find(same) {
                let drop = Change::DropIndex { table: name.clone(), index: index.clone() };
                clauses.extend(self::clauses(speller.pieces(&drop)));
                let create = Change::CreateIndex { table: name.clone(), index: stays.clone() };
                adds.extend(self::clauses(speller.pieces(&create)));
            }
        }
        clauses.extend(self::clauses(vec![speller.drop_column(&name, &before.name)]));
        clauses.extend(self::clauses(speller.add_column(&name, after)));
    }

    /// MySQL renames no column that a check speaks of, and makes none anew, so the check goes and
    /// comes back.
    fn checks_of_renamed(
        &self,
        job: &Job,
        table: &TableDef,
        renamed: &[&Str],
        clauses: &mut Vec<Clause>,
        adds: &mut Vec<Clause>,
    ) {
        if renamed.is_empty() {
            return;
        }
        let speller = &self.plan.speller;
        let Some(after) = find(&self.plan.renamed(), &job.name_after()).cloned() else { return };
        let (before, after) = (with_names(speller, table), with_names(speller, &after));
        for (was, is) in before.checks.iter().zip(after.checks.iter()) {
            let Some(name) = &was.name else { continue };
            let text = speller.grammar.text(&was.expression);
            let concerned =
                text.is_some_and(|text| renamed.iter().any(|column| mentions(text, column)));
            if concerned && !job.checks_dropped.contains(&**name) {
                let drop = speller.drop_key("drop check", ConstraintKind::Check, name);
                clauses.splice(0..0, self::clauses(vec![drop]));
                let check = is.clone().named(name.clone());
                let change = Change::AddCheck { table: job.name_after(), check };
                adds.extend(self::clauses(speller.pieces(&change)));
            }
        }
    }

    fn new_columns(&self, job: &Job, clauses: &mut Vec<Clause>) {
        let name = job.name_after();
        let Some(target) = find(&self.plan.target, &name) else { return };
        for column in &job.added {
            if let Some(def) = target.find_column(column) {
                let def = settle(def, target, column);
                clauses.extend(self::clauses(self.plan.speller.add_column(&name, &def)));
            }
        }
    }
}

/// Whether no `MODIFY` makes the one of the other (manual, 15.1.9.2 ALTER TABLE and Generated
/// Columns).
fn is_other_kind(before: &ColumnDef, after: &ColumnDef) -> bool {
    let is_virtual =
        |column: &ColumnDef| column.computed.as_ref().is_some_and(|computed| !computed.stored);
    is_virtual(before) != is_virtual(after)
}

fn is_text(speller: &Speller<'_>, column: &ColumnDef) -> bool {
    let declared = speller.declared_type(column).to_ascii_uppercase();
    ["CHAR", "TEXT", "ENUM", "SET"].iter().any(|word| declared.contains(word))
        && !declared.contains("CHARACTER SET")
}
