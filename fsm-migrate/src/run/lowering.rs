//! Parts of a revision as statements, with what stands handed in.
//! It never asks a database and never sends a statement.

use super::part::{Part, What};
use crate::op::{Operation, RunFunction, Value, fit, resolve};
use crate::{Error, ErrorKind};
use fsm_core::change::Change;
use fsm_core::{
    Dialect, Metadata, NamingConvention, Scope, StillHeld, Str, TableDef, TableName, Unmanaged,
};
use std::collections::BTreeSet;

/// One thing that is sent.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub(crate) action: String,
    pub(crate) what: Sent,
    /// Whether what was sent before has to be committed first.
    pub(crate) after_commit: bool,
    /// What is counted before it.
    pub(crate) held_before: Option<StillHeld>,
    /// What may not have grown after it.
    pub(crate) held_after: Option<StillHeld>,
    /// The index that it makes without keeping writers out, which a crash may leave invalid.
    pub(crate) concurrent_index: Option<(TableName, Str)>,
    /// The tables that it makes or drops and nothing else does, where that alone tells whether it
    /// was done.
    pub(crate) tables: Vec<TableName>,
}

#[derive(Clone, Debug)]
pub(crate) enum Sent {
    Sql(String),
    Run(RunFunction),
}

impl Unit {
    pub(crate) fn sql(action: String, sql: String) -> Self {
        Self {
            action,
            what: Sent::Sql(sql),
            after_commit: false,
            held_before: None,
            held_after: None,
            concurrent_index: None,
            tables: Vec::new(),
        }
    }

    /// Whether an index goes.
    pub(crate) fn is_drop(&self) -> bool {
        self.action.starts_with("drop ")
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match &self.what {
            Sent::Sql(sql) => Some(sql),
            Sent::Run(_) => None,
        }
    }
}

/// What stands, as far as lowering has to know.
pub(crate) struct Standing<'s> {
    pub(crate) metadata: &'s mut Metadata,
    pub(crate) unmanaged: &'s [Unmanaged],
    /// Whether what is not known is taken to be there as far as the operations tell.
    pub(crate) guess: bool,
}

/// The schemas that the operations speak of, and the connection's own.
pub(crate) fn scope(operations: &[&Operation]) -> Scope {
    let mut schemas: BTreeSet<Str> = BTreeSet::new();
    for operation in operations {
        schemas.extend(schema_of(operation));
    }
    let mut scope = Scope::default();
    scope.default_schema = !schemas.is_empty();
    scope.schemas = schemas.into_iter().collect();
    scope
}

fn schema_of(operation: &Operation) -> Vec<Str> {
    let names: Vec<&TableName> = match operation {
        Operation::Change(
            Change::RenameTable { before, after } | Change::RenameEnum { before, after },
        ) => {
            vec![before, after]
        }
        Operation::Change(Change::CreateEnum { def }) => vec![&def.name],
        Operation::Change(Change::CreateSequence { def }) => vec![&def.name],
        Operation::Change(change) => change.table().into_iter().collect(),
        Operation::DropTable { table, .. }
        | Operation::DropColumn { table, .. }
        | Operation::AlterColumn { table, .. }
        | Operation::DropConstraint { table, .. }
        | Operation::CreateIndex { table, .. }
        | Operation::DropIndex { table, .. }
        | Operation::TableComment { table, .. }
        | Operation::TableOptions { table, .. } => vec![table],
        Operation::DropEnum { name }
        | Operation::AlterEnum { name, .. }
        | Operation::AddEnumValue { name, .. }
        | Operation::RenameEnumValue { name, .. }
        | Operation::DropSequence { name } => vec![name],
        Operation::AlterSequence { after, .. } => vec![&after.name],
        _ => Vec::new(),
    };
    names.into_iter().filter_map(|name| name.schema.clone()).collect()
}

/// What a part comes to.
#[derive(Debug, Default)]
pub(crate) struct Lowered {
    /// What is sent.
    pub(crate) units: Vec<Unit>,
    /// What it changes, where it changes the schema.
    pub(crate) changes: Vec<Change>,
}

impl From<Vec<Unit>> for Lowered {
    fn from(units: Vec<Unit>) -> Self {
        Self { units, changes: Vec::new() }
    }
}

/// The statements of a part. What stands is as after them afterwards.
pub(crate) fn lower(
    part: &Part<'_>,
    standing: &mut Standing<'_>,
    dialect: Dialect,
    naming: &NamingConvention,
) -> Result<Lowered, Error> {
    match &part.what {
        What::Schema(operations) => schema(operations, standing, dialect, naming),
        What::Execute(sql) => Ok(sql
            .text(dialect)
            .map(|text| Unit::sql("execute".to_owned(), trimmed(text)))
            .into_iter()
            .collect::<Vec<Unit>>()
            .into()),
        What::Insert { table, columns, rows } => Ok(insert(table, columns, rows, dialect)?.into()),
        What::Run { name, function } => {
            let mut unit = Unit::sql(format!("run {name}"), String::new());
            unit.what = Sent::Run((*function).clone());
            Ok(vec![unit].into())
        }
    }
}

fn schema(
    operations: &[&Operation],
    standing: &mut Standing<'_>,
    dialect: Dialect,
    naming: &NamingConvention,
) -> Result<Lowered, Error> {
    let mut before = standing.metadata.clone();
    let resolved = resolve(operations.iter().copied(), standing.metadata, standing.guess, dialect)?;
    for table in resolved.guessed {
        before.remove(table.name.clone());
        before.add(table)?;
    }
    for def in resolved.guessed_enums {
        before.add_enum(def);
    }
    for def in resolved.guessed_sequences {
        before.add_sequence(def);
    }
    let changes = resolved.changes;
    if standing.guess {
        stand_in_for_referred(&changes, &mut before);
    }
    // Of what is only taken to be there, nothing can be said but by the database.
    let known: Vec<Change> = changes
        .iter()
        .filter(|change| !standing.guess || matches!(change, Change::CreateTable { .. }))
        .cloned()
        .collect();
    fsm_core::session::refuse(&known, &before, dialect, naming)?;
    let steps = fsm_core::lower(&changes, &before, standing.unmanaged, dialect, naming)?;
    let mut units = Vec::new();
    for (at, step) in steps.into_iter().enumerate() {
        let first = units.len();
        for statement in step.statements {
            let sql = flagged(operations, statement.sql, dialect);
            let action = format!("{} {}", statement.action, statement.object);
            units.push(Unit::sql(action, sql));
        }
        if let Some(unit) = units.get_mut(first) {
            unit.after_commit = at > 0 && step.in_transaction;
            unit.held_before.clone_from(&step.still_held);
        }
        if let Some(unit) = units.last_mut() {
            unit.held_after = step.still_held;
        }
    }
    if let [operation] = operations {
        name_what_tells(operation, &mut units, dialect);
    }
    Ok(Lowered { units, changes })
}

/// What shows by itself whether the only statement was done.
pub(super) fn name_what_tells(operation: &Operation, units: &mut [Unit], dialect: Dialect) {
    let [unit] = units else { return };
    match fit(operation, dialect).as_ref() {
        Operation::Change(Change::CreateTable { table: TableDef { name, .. } })
        | Operation::DropTable { table: name, .. } => unit.tables = vec![name.clone()],
        Operation::CreateIndex { table, index, concurrently: true, .. } => {
            unit.concurrent_index = index.name.clone().map(|name| (table.clone(), name));
        }
        Operation::DropIndex { table, name, concurrently: true, .. } => {
            unit.concurrent_index = Some((table.clone(), name.clone()));
        }
        _ => {}
    }
}

/// The statement with the words that only the operation knows.
fn flagged(operations: &[&Operation], sql: String, dialect: Dialect) -> String {
    let [operation] = operations else { return sql };
    match operation {
        Operation::DropTable { if_exists: true, .. } => {
            sql.replacen("DROP TABLE ", "DROP TABLE IF EXISTS ", 1)
        }
        Operation::CreateIndex { concurrently, if_not_exists, .. } => {
            let mut words = String::new();
            if *concurrently && dialect == Dialect::Postgres {
                words.push_str("CONCURRENTLY ");
            }
            if *if_not_exists && dialect != Dialect::Mysql {
                words.push_str("IF NOT EXISTS ");
            }
            if sql.starts_with("CREATE ") {
                sql.replacen("INDEX ", &format!("INDEX {words}"), 1)
            } else {
                sql
            }
        }
        Operation::DropIndex { concurrently, if_exists, .. } => {
            let mut words = String::new();
            if *concurrently && dialect == Dialect::Postgres {
                words.push_str("CONCURRENTLY ");
            }
            if *if_exists && dialect != Dialect::Mysql {
                words.push_str("IF EXISTS ");
            }
            if sql.starts_with("DROP INDEX ") {
                sql.replacen("DROP INDEX ", &format!("DROP INDEX {words}"), 1)
            } else {
                sql
            }
        }
        _ => sql,
    }
}

/// Tables that new foreign keys refer to and nobody read, as far as the keys tell: columns of the
/// same types, and a key.
fn stand_in_for_referred(changes: &[Change], before: &mut Metadata) {
    let made: Vec<&TableDef> = changes
        .iter()
        .filter_map(|change| match change {
            Change::CreateTable { table } => Some(table),
            _ => None,
        })
        .collect();
    for table in &made {
        for key in table.foreign_keys.iter() {
            let known = before.contains(key.referred_table.clone())
                || made.iter().any(|other| other.name == key.referred_table);
            if known {
                continue;
            }
            let mut referred = TableDef::new(key.referred_table.clone());
            for (here, there) in key.columns.iter().zip(key.referred_columns.iter()) {
                if let Some(column) = table.find_column(here) {
                    let mut column = column.clone();
                    column.name.clone_from(there);
                    column.nullable = false;
                    column.default = None;
                    column.default_sql = None;
                    column.computed = None;
                    column.identity = None;
                    column.autoincrement = fsm_core::Autoincrement::Never;
                    referred = referred.column(column);
                }
            }
            referred.options.mysql.clone_from(&table.options.mysql);
            let referred = referred.primary_key(key.referred_columns.iter().cloned());
            // Its name was free a moment ago.
            let _ = before.add(referred);
        }
    }
}

/// How many rows one statement inserts.
const ROWS: usize = 100;

fn insert(
    table: &TableName,
    columns: &[Str],
    rows: &[Vec<Value>],
    dialect: Dialect,
) -> Result<Vec<Unit>, Error> {
    if let Some(at) = rows.iter().position(|row| row.len() != columns.len()) {
        return Err(ErrorKind::RowLength {
            table: table.clone(),
            row: at + 1,
            values: rows[at].len(),
            columns: columns.len(),
        }
        .into());
    }
    let names: Vec<String> =
        columns.iter().map(|column| dialect.quote_identifier(column)).collect();
    let units = rows.chunks(ROWS).map(|rows| {
        let lines: Vec<String> = rows
            .iter()
            .map(|row| {
                let values: Vec<String> = row.iter().map(|value| value.spell(dialect)).collect();
                format!("({})", values.join(", "))
            })
            .collect();
        let name = dialect.quote_name(table);
        let sql =
            format!("INSERT INTO {name} ({}) VALUES\n{}", names.join(", "), lines.join(",\n"));
        Unit::sql(format!("insert into {table}"), sql)
    });
    Ok(units.collect())
}

/// Without what would make an empty statement of the end.
fn trimmed(text: &str) -> String {
    text.trim().trim_end_matches(';').trim_end().to_owned()
}
