use super::in_place;
use super::lost::lost;
use super::mention::mentions;
use super::plan::{Plan, find, settle};
use super::rename::{Unrenamed, unrenamed};
use super::step::{Step, StillHeld};
use crate::change::Change;
use crate::dialect::Statement;
use crate::error::{Error, ErrorKind};
use crate::reflect::Unmanaged;
use crate::schema::{ColumnDef, Dialect, Str, TableDef, TableName};
use std::collections::{BTreeMap, BTreeSet};

/// The steps of SQLite's manual, section 7 of <https://sqlite.org/lang_altertable.html>: what cannot
/// be changed in place is made anew, each table once for all of its changes, and its rows are
/// copied.
///
/// What is made anew is made under the names of before; the new names come last, and in place.
pub(super) fn steps(plan: &Plan<'_>) -> Result<Vec<Step>, Error> {
    let work = Work::of(plan)?;
    let is_anew = |table: &TableName| work.anew.iter().any(|anew| is_same(anew, table));
    let problems = lost(plan.unmanaged, is_anew);
    if !problems.is_empty() {
        return Err(ErrorKind::Unsupported { dialect: Dialect::Sqlite, problems }.into());
    }
    let named: BTreeSet<TableName> = work
        .anew
        .iter()
        .filter_map(|table| plan.last_table(table))
        .chain(work.made.iter().cloned())
        .collect();
    let unrenamed = unrenamed(plan, &named)?;
    let rebuild = Rebuild { plan, work, unrenamed };
    Ok(vec![rebuild.step()])
}

/// Which tables are made anew, and what is done in place.
#[derive(Default)]
struct Work {
    /// The tables that are made anew, by their names of before.
    anew: BTreeSet<TableName>,
    /// Those that are dropped.
    dropped: Vec<TableName>,
    /// Those that are made, by their names in the end.
    made: Vec<TableName>,
    /// What is done in place, by the changes, with the names of before of their tables.
    in_place: BTreeMap<usize, (TableName, Vec<Statement>)>,
    /// The labels that rows get in the place of others, by table and column of before.
    labels: BTreeMap<(TableName, Str), Vec<(Str, Str)>>,
}

impl Work {
    fn of(plan: &Plan<'_>) -> Result<Self, Error> {
        let mut work = Self::default();
        let mut state = plan.before.clone();
        for (at, change) in plan.changes.iter().enumerate() {
            match change {
                Change::CreateTable { table } => work.made.push(table.name.clone()),
                Change::DropTable { table } => match plan.original_table(at, &table.name) {
                    Some(name) => work.dropped.push(name),
                    None => work.made.retain(|made| *made != table.name),
                },
                Change::RenameTable { before, after } => {
                    for made in work.made.iter_mut().filter(|made| *made == before) {
                        made.clone_from(after);
                    }
                }
                Change::RenameEnumLabel { columns, before, after, .. } => {
                    for named in columns {
                        let origin = plan.original(at, &named.table, &named.column.name);
                        let (Some(table), Some(column)) = (origin.table, origin.column) else {
                            continue;
                        };
                        work.anew.insert(table.clone());
                        let labels = work.labels.entry((table, column)).or_default();
                        labels.push((before.clone(), after.clone()));
                    }
                }
                Change::AlterEnum { columns, .. } => {
                    let tables = columns.iter().map(|named| &named.table);
                    let tables = tables.filter_map(|table| plan.original_table(at, table));
                    work.anew.extend(tables);
                }
                Change::RenameColumn { .. } => {}
                _ => {
                    if let Some(table) =
                        change.table().and_then(|table| plan.original_table(at, table))
                    {
                        match in_place::statements(plan, at, change, &state) {
                            Some(statements) => drop(work.in_place.insert(at, (table, statements))),
                            None => drop(work.anew.insert(table)),
                        }
                    }
                }
            }
            state.apply(change)?;
        }
        let dropped: BTreeSet<&TableName> = work.dropped.iter().collect();
        work.anew.retain(|table| !dropped.contains(table));
        work.in_place.retain(|_, (table, _)| !work.anew.contains(table));
        Ok(work)
    }
}

struct Rebuild<'p, 'a> {
    plan: &'p Plan<'a>,
    work: Work,
    unrenamed: Unrenamed,
}

impl Rebuild<'_, '_> {
    fn step(&self) -> Step {
        let mut statements = Vec::new();
        if !self.unrenamed.renames.is_empty() {
            statements.push(legacy(false));
        }
        statements.extend(self.work.dropped.iter().map(|table| self.drop_table(table)));
        for table in &self.work.anew {
            statements.extend(self.anew(table));
        }
        statements.extend(self.triggers());
        for table in self.unrenamed.made.values() {
            if let Some(table) = find(&self.unrenamed.tables, table) {
                statements.extend(self.spell(&Change::CreateTable { table: table.clone() }));
            }
        }
        for at in 0..self.plan.changes.len() {
            if let Some((_, in_place)) = self.work.in_place.get(&at) {
                statements.extend(in_place.clone());
            }
            if let Some(rename) = self.unrenamed.renames.get(&at) {
                statements.extend(self.spell(rename));
            }
        }
        statements.extend(self.still_whole());
        let still_held = self.still_held();
        let without_foreign_keys = still_held.is_some();
        Step { without_foreign_keys, still_held, ..Step::transaction(statements) }
    }

    fn spell(&self, change: &Change) -> Vec<Statement> {
        self.plan.speller.dialect().spell(change, self.plan.speller.naming)
    }

    fn name(&self, name: &TableName) -> String {
        self.plan.speller.name(name)
    }

    fn drop_table(&self, table: &TableName) -> Statement {
        let sql = format!("DROP TABLE {}", self.name(table));
        Statement::new("drop table", table.to_string(), sql)
    }

    fn anew(&self, name: &TableName) -> Vec<Statement> {
        let Some(after) = find(&self.unrenamed.tables, name) else { return Vec::new() };
        let Some(before) = find(&self.plan.before, name) else { return Vec::new() };
        let new = TableName {
            schema: name.schema.clone(),
            name: format!("fsm_core_new_{}", name.name).into(),
        };
        // Its references to itself go on saying the old name, which will be its own again.
        let under_new_name = TableDef { name: new.clone(), ..after.clone() };
        let object = || name.to_string();
        let mut statements = self.spell(&Change::CreateTable { table: under_new_name });
        // The indexes come when their names are free.
        statements.truncate(1);
        statements.push(Statement::new("copy rows", object(), self.copy(before, after, &new)));
        if before.options.sqlite.autoincrement && after.options.sqlite.autoincrement {
            statements.extend(self.counter(name, &new));
        }
        statements.push(self.drop_table(name));
        // The old name is spoken of by others, who mean what will have it again.
        statements.push(legacy(true));
        let sql = format!(
            "ALTER TABLE {} RENAME TO {}",
            self.name(&new),
            self.plan.speller.identifier(&name.name)
        );
        statements.push(Statement::new("rename table", object(), sql));
        statements.push(legacy(false));
        for index in self.plan.speller.indexes(after) {
            let change = Change::CreateIndex { table: name.clone(), index: index.clone() };
            statements.extend(self.spell(&change));
        }
        statements
    }

    /// The numbers that were given stay given, those of rows that are gone too.
    fn counter(&self, name: &TableName, new: &TableName) -> Vec<Statement> {
        let sequence = TableName { schema: name.schema.clone(), name: "sqlite_sequence".into() };
        let sequence = self.name(&sequence);
        let string = |name: &TableName| self.plan.speller.grammar.string(&name.name);
        let (old, new) = (string(name), string(new));
        [
            format!("DELETE FROM {sequence} WHERE name = {new}"),
            format!(
                "INSERT INTO {sequence} (name, seq) SELECT {new}, seq FROM {sequence} WHERE name = {old}"
            ),
        ]
        .into_iter()
        .map(|sql| Statement::new("keep counter", name.to_string(), sql))
        .collect()
    }

    /// `INSERT .. SELECT` of the columns that stay; new ones get their defaults, and generated ones
    /// are worked out.
    fn copy(&self, before: &TableDef, after: &TableDef, new: &TableName) -> String {
        let identifier = |name: &str| self.plan.speller.identifier(name);
        let (mut into, mut from) = (Vec::new(), Vec::new());
        for column in after.columns.iter().filter(|column| column.computed.is_none()) {
            let fresh = (after.name.clone(), column.name.clone());
            let source = before.find_column(&column.name);
            if let Some(source) = source.filter(|_| !self.unrenamed.fresh.contains(&fresh)) {
                into.push(identifier(&column.name));
                from.push(self.value(before, after, source, column));
            }
        }
        if into.is_empty()
            && let Some(column) = after.columns.iter().find(|column| column.computed.is_none())
        {
            // As many rows as there were, though no value of theirs stays.
            into.push(identifier(&column.name));
            from.push(self.default(column).unwrap_or_else(|| "NULL".to_owned()));
        }
        format!(
            "INSERT INTO {} ({})\nSELECT {}\nFROM {}",
            self.name(new),
            into.join(", "),
            from.join(", "),
            self.name(&before.name)
        )
    }

    fn value(
        &self,
        before: &TableDef,
        after: &TableDef,
        source: &ColumnDef,
        column: &ColumnDef,
    ) -> String {
        let speller = &self.plan.speller;
        let mut value = speller.identifier(&source.name);
        let key = (before.name.clone(), source.name.clone());
        for (old, new) in self.work.labels.get(&key).into_iter().flatten() {
            let (old, new) = (speller.grammar.string(old), speller.grammar.string(new));
            value = format!("CASE {value} WHEN {old} THEN {new} ELSE {value} END");
        }
        let was_nullable = settle(source, before, &source.name).nullable;
        let is_nullable = settle(column, after, &column.name).nullable;
        match self.default(column) {
            Some(default) if was_nullable && !is_nullable => {
                format!("COALESCE({value}, {default})")
            }
            _ => value,
        }
    }

    fn default(&self, column: &ColumnDef) -> Option<String> {
        let mut text = String::new();
        self.plan.speller.push_default(column, &mut text);
        text.strip_prefix(" DEFAULT ").map(str::to_owned)
    }

    /// A table's triggers go with it. Views stay, as they speak of it by name only.
    fn triggers(&self) -> Vec<Statement> {
        let of_anew = |other: &&Unmanaged| {
            is_trigger(other) && other.table.as_ref().is_some_and(|on| self.is_anew(on))
        };
        self.plan
            .unmanaged
            .iter()
            .filter(of_anew)
            .filter_map(|trigger| {
                let sql = in_schema(trigger.definition.as_ref()?, &trigger.name);
                Some(Statement::new("create trigger", trigger.name.to_string(), sql))
            })
            .collect()
    }

    fn is_anew(&self, name: &TableName) -> bool {
        self.work.anew.iter().any(|anew| is_same(anew, name))
    }

    /// Has SQLite read the triggers and views that speak of a table which lost a column, or of one
    /// that is gone: it would let them stand and fail when they are used.
    fn still_whole(&self) -> Vec<Statement> {
        let lost: Vec<&TableName> = self
            .work
            .anew
            .iter()
            .filter(|name| self.loses_column(name))
            .chain(&self.work.dropped)
            .collect();
        let speaks = |other: &&Unmanaged| {
            let text = other.definition.as_deref().unwrap_or("");
            lost.iter().any(|table| mentions(text, &table.name))
        };
        let mut statements = Vec::new();
        let mut seen: BTreeSet<TableName> = BTreeSet::new();
        for other in self.plan.unmanaged.iter().filter(speaks) {
            let object = other.name.to_string();
            let mut read = |sql: String| {
                statements.push(Statement::new(
                    "read again",
                    object.clone(),
                    format!("EXPLAIN {sql}"),
                ));
            };
            if &*other.kind == "view" {
                read(format!("SELECT * FROM {}", self.name(&other.name)));
            } else if is_trigger(other)
                && let Some(on) = &other.table
                && let Some(on) = self.plan.last_table(on)
                && let Some(table) = find(&self.plan.target, &on)
                && seen.insert(on.clone())
            {
                let name = self.name(&on);
                let columns: Vec<String> = table
                    .columns
                    .iter()
                    .filter(|column| column.computed.is_none())
                    .map(|column| self.plan.speller.identifier(&column.name))
                    .collect();
                let set: Vec<String> =
                    columns.iter().map(|column| format!("{column} = {column}")).collect();
                read(format!("INSERT INTO {name} DEFAULT VALUES"));
                read(format!("UPDATE {name} SET {}", set.join(", ")));
                read(format!("DELETE FROM {name}"));
            }
        }
        statements
    }

    fn loses_column(&self, name: &TableName) -> bool {
        let (before, after) = (find(&self.plan.before, name), find(&self.unrenamed.tables, name));
        let Some((before, after)) = before.zip(after) else { return false };
        before.columns.iter().any(|column| {
            let key = (name.clone(), column.name.clone());
            after.find_column(&column.name).is_none() || self.unrenamed.fresh.contains(&key)
        })
    }

    fn still_held(&self) -> Option<StillHeld> {
        let old: Vec<&TableName> = self.work.anew.iter().chain(&self.work.dropped).collect();
        let schemas: BTreeSet<Option<&str>> =
            old.iter().map(|table| table.schema.as_deref()).collect();
        if old.is_empty() {
            return None;
        }
        let queries = |renamed: bool| -> String {
            let all: Vec<String> =
                schemas.iter().map(|schema| self.violations(*schema, &old, renamed)).collect();
            all.join("\nUNION ALL ")
        };
        Some(StillHeld { before: queries(false), after: queries(true) })
    }

    /// Rows that refer to none, of the tables made anew and of those that refer to them.
    fn violations(&self, schema: Option<&str>, old: &[&TableName], after: bool) -> String {
        let speller = &self.plan.speller;
        let string = |text: &str| speller.grammar.string(text);
        let of_schema = old.iter().filter(|table| table.schema.as_deref() == schema);
        let now: Vec<String> = of_schema
            .map(|table| match self.plan.last_table(table) {
                Some(last) if after => string(&last.name),
                _ => string(&table.name),
            })
            .collect();
        let now = now.join(", ");
        // Said as they are called in the end.
        let called = |name: &str| {
            let mut text = String::new();
            for table in
                self.plan.before.tables().filter(|table| table.name.schema.as_deref() == schema)
            {
                if let Some(last) = self.plan.last_table(&table.name)
                    && last != table.name
                    && !after
                {
                    for part in [" WHEN ", &string(&table.name.name), " THEN ", &string(&last.name)]
                    {
                        text.push_str(part);
                    }
                }
            }
            if text.is_empty() {
                name.to_owned()
            } else {
                format!("CASE {name} COLLATE NOCASE{text} ELSE {name} END")
            }
        };
        let (place, argument) = match schema {
            Some(schema) => {
                (format!("{}.", speller.identifier(schema)), format!(", {}", string(schema)))
            }
            None => (String::new(), String::new()),
        };
        format!(
            "SELECT {} AS here, {} AS there, CAST(count(*) AS TEXT) AS amount \
             FROM {place}sqlite_master AS t, pragma_foreign_key_check(t.name{argument}) AS c \
             WHERE t.type = 'table' AND (t.name COLLATE NOCASE IN ({now}) OR EXISTS (\
             SELECT 1 FROM pragma_foreign_key_list(t.name{argument}) AS k \
             WHERE k.\"table\" COLLATE NOCASE IN ({now}))) GROUP BY 1, 2",
            called("c.\"table\""),
            called("c.parent"),
        )
    }
}

/// Whether names in the rest of the schema are left alone when a table is renamed.
fn legacy(on: bool) -> Statement {
    let sql = format!("PRAGMA legacy_alter_table = {}", if on { "ON" } else { "OFF" });
    Statement::new("set", "legacy_alter_table", sql)
}

fn is_trigger(other: &Unmanaged) -> bool {
    &*other.kind == "trigger"
}

/// SQLite's names are one that differ by the case of ASCII letters.
fn is_same(one: &TableName, other: &TableName) -> bool {
    one.name.eq_ignore_ascii_case(&other.name)
        && one.schema.as_deref().map(str::to_ascii_lowercase)
            == other.schema.as_deref().map(str::to_ascii_lowercase)
}

/// The catalog keeps a trigger's text without the schema it is in.
fn in_schema(definition: &str, name: &TableName) -> String {
    let Some(schema) = &name.schema else { return definition.to_owned() };
    // `CREATE TRIGGER name`, in this form whatever was written (`sqlite_schema`, the manual's
    // section 2.1 of fileformat2).
    let Some(rest) = definition.get("CREATE TRIGGER ".len()..) else {
        return definition.to_owned();
    };
    let quoted = Dialect::Sqlite.quote_identifier(schema);
    format!("CREATE TRIGGER {quoted}.{rest}")
}
