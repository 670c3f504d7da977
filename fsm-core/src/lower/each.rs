use super::anew::Anew;
use super::plan::Plan;
use super::step::Step;
use crate::change::{Change, EnumColumn};
use crate::dialect::Statement;
use crate::error::Error;
use crate::registry::Metadata;
use crate::schema::{ColumnDef, EnumDef, SqlType, TableName};

/// A statement or more a change, all in one transaction; only labels that are added to an enum and
/// used by what comes after them are added before it.
pub(super) fn steps(plan: &Plan<'_>) -> Result<Vec<Step>, Error> {
    let mut state = plan.before.clone();
    // The statements of each change.
    let mut made: Vec<Vec<Statement>> = Vec::new();
    for (at, change) in plan.changes.iter().enumerate() {
        made.push(statements(plan, at, change, &state));
        state.apply(change)?;
    }
    let first = added_labels(plan, &made);
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for (at, statements) in made.into_iter().enumerate() {
        if first.contains(&at) { &mut before } else { &mut after }.extend(statements);
    }
    Ok(vec![Step::transaction(before), Step::transaction(after)])
}

fn statements(plan: &Plan<'_>, at: usize, change: &Change, state: &Metadata) -> Vec<Statement> {
    let speller = &plan.speller;
    let change = settled(plan, at, change);
    let spell = |change: &Change| speller.dialect().spell(change, speller.naming);
    match &change {
        Change::AlterColumn { table, before, after } => {
            let mut anew = Anew::new(speller, state);
            if expression(plan, before) != expression(plan, after) && after.computed.is_some() {
                anew.column_goes(table, &after.name);
            } else if speller.declared_type(before) != speller.declared_type(after) {
                anew.type_changes(table, &after.name);
            }
            anew.around(spell(&change))
        }
        Change::AlterEnum { before, after, .. } => {
            if let Some(statements) = speller.add_labels(before, after) {
                return statements;
            }
            let columns = columns_of(plan, at, state, before);
            let mut anew = Anew::new(speller, state);
            for EnumColumn { table, column } in &columns {
                anew.enum_changes(table, &column.name);
            }
            let change =
                Change::AlterEnum { columns, before: before.clone(), after: after.clone() };
            anew.around(spell(&change))
        }
        _ => spell(&change),
    }
}

/// The change with columns that say by themselves what their tables make of them.
fn settled(plan: &Plan<'_>, at: usize, change: &Change) -> Change {
    match change {
        Change::AddColumn { table, column } => {
            Change::AddColumn { table: table.clone(), column: plan.settled(at, table, column) }
        }
        Change::AlterColumn { table, before, after } => Change::AlterColumn {
            table: table.clone(),
            before: plan.settled_before(at, table, before),
            after: plan.settled(at, table, after),
        },
        _ => change.clone(),
    }
}

fn expression(plan: &Plan<'_>, column: &ColumnDef) -> Option<(String, bool)> {
    let computed = column.computed.as_ref()?;
    let text = plan.speller.grammar.text(&computed.expression)?;
    Some((text.to_owned(), computed.stored))
}

/// The columns of that enum as they stand, each with the default it will have in the end: the one
/// it has may be a label that goes.
fn columns_of(plan: &Plan<'_>, at: usize, state: &Metadata, def: &EnumDef) -> Vec<EnumColumn> {
    let mut columns = Vec::new();
    for table in state.tables() {
        for column in table.columns.iter().filter(|column| is_of(&column.sql_type, &def.name)) {
            let mut column = column.clone();
            if let Some((last, name)) = plan.last(at, &table.name, &column.name)
                && let Some(last) = last.find_column(&name)
                && is_of(&last.sql_type, &def.name)
                && (column.default.is_some() || column.default_sql.is_some())
            {
                column.default.clone_from(&last.default);
                column.default_sql.clone_from(&last.default_sql);
            }
            columns.push(EnumColumn { table: table.name.clone(), column });
        }
    }
    columns
}

fn is_of(sql_type: &SqlType, name: &TableName) -> bool {
    match sql_type {
        SqlType::Enum(def) => def.name == *name,
        SqlType::Array(element) => is_of(element, name),
        _ => false,
    }
}

/// The changes that add labels which statements after them use, with what has to come before them:
/// such a label can be used only when the transaction is over that adds it.
fn added_labels(plan: &Plan<'_>, made: &[Vec<Statement>]) -> Vec<usize> {
    let mut first = Vec::new();
    if plan.speller.can().new_labels_at_once {
        return first;
    }
    for (at, change) in plan.changes.iter().enumerate() {
        let Change::AlterEnum { before, after, .. } = change else { continue };
        if plan.speller.add_labels(before, after).is_none() {
            continue;
        }
        let new = after.labels.iter().filter(|label| !before.labels.contains(label));
        let words: Vec<String> = new.map(|label| plan.speller.grammar.string(label)).collect();
        let used = made[at + 1..]
            .iter()
            .flatten()
            .any(|statement| words.iter().any(|word| statement.sql.contains(word)));
        if used && !made_here(plan, at, &before.name) {
            first.extend(names_of(plan, at, &before.name));
            first.push(at);
        }
    }
    first
}

/// Whether the enum is made by a change before `at`: then its labels can be used at once.
fn made_here(plan: &Plan<'_>, at: usize, name: &TableName) -> bool {
    let mut name = name.clone();
    for change in plan.changes[..at].iter().rev() {
        match change {
            Change::RenameEnum { before, after } if *after == name => name = before.clone(),
            Change::CreateEnum { def } if def.name == name => return true,
            _ => {}
        }
    }
    false
}

/// The changes before `at` that gave the enum or its labels their names, or added others.
fn names_of(plan: &Plan<'_>, at: usize, name: &TableName) -> Vec<usize> {
    let mut name = name.clone();
    let mut found = Vec::new();
    for (at, change) in plan.changes[..at].iter().enumerate().rev() {
        match change {
            Change::RenameEnum { before, after } if *after == name => {
                name = before.clone();
                found.push(at);
            }
            Change::RenameEnumLabel { name: of, .. } if *of == name => found.push(at),
            Change::AlterEnum { before, after, .. }
                if after.name == name && plan.speller.add_labels(before, after).is_some() =>
            {
                found.push(at);
            }
            _ => {}
        }
    }
    found
}
