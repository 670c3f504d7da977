use super::anew::is_in;
use super::mention::mentions;
use super::plan::{Plan, find};
use crate::change::Change;
use crate::dialect::{Speller, Statement};
use crate::registry::Metadata;
use crate::schema::{ColumnDef, TableDef, TableName};

/// The statements that make a change of a table without making the table anew; `None` if there are
/// none (<https://sqlite.org/lang_altertable.html>).
///
/// `standing` is what stands when the change is made.
pub(super) fn statements(
    plan: &Plan<'_>,
    at: usize,
    change: &Change,
    standing: &Metadata,
) -> Option<Vec<Statement>> {
    let speller = &plan.speller;
    let spell = |change: &Change| speller.dialect().spell(change, speller.naming);
    match change {
        Change::SetTableComment { .. } => Some(Vec::new()),
        Change::SetTableOptions { before, after, .. } => {
            (before.sqlite == after.sqlite).then(Vec::new)
        }
        Change::CreateIndex { .. } | Change::DropIndex { .. } => Some(spell(change)),
        Change::RenameIndex { table, before, after } => {
            let def = find(standing, table)?;
            let index =
                speller.indexes(def).find(|index| speller.index_name(table, index) == **before)?;
            let index = index.clone().named(before.clone());
            let mut made = spell(&Change::DropIndex { table: table.clone(), index: index.clone() });
            let index = index.named(after.clone());
            made.extend(spell(&Change::CreateIndex { table: table.clone(), index }));
            Some(made)
        }
        Change::AddCheck { check, .. } | Change::DropCheck { check, .. } => {
            speller.grammar.text(&check.expression).is_none().then(Vec::new)
        }
        Change::AlterColumn { table, before, after } => {
            let there = find(standing, table)?;
            let (last, _) = plan.last(at, table, &after.name)?;
            let same = spelled(speller, there, before) == spelled(speller, last, after)
                && speller.enum_check(before) == speller.enum_check(after);
            same.then(Vec::new)
        }
        Change::AddColumn { table, column } => {
            let (last, name) = plan.last(at, table, &column.name)?;
            let possible = can_be_added(speller, last, last.find_column(&name)?);
            let change =
                Change::AddColumn { table: table.clone(), column: plan.settled(at, table, column) };
            possible.then(|| spell(&change))
        }
        Change::DropColumn { table, column } => {
            let possible = can_be_dropped(plan, find(standing, table)?, column);
            possible.then(|| spell(change))
        }
        _ => None,
    }
}

/// What stands behind the column's name.
fn spelled(speller: &Speller<'_>, table: &TableDef, column: &ColumnDef) -> String {
    let mut sql = String::new();
    speller.grammar.push_column(speller, table, column, &mut sql);
    sql
}

/// A column is added in place if no row needs more of it than a constant.
fn can_be_added(speller: &Speller<'_>, table: &TableDef, column: &ColumnDef) -> bool {
    let has_default = column.default.is_some() && column.default_sql.is_none();
    let nullable = !Speller::refuses_null(table, column);
    let in_key = table.primary_key_columns().contains(&column.name)
        || speller.uniques(table).any(|unique| unique.columns.contains(&column.name))
        || table.foreign_keys.iter().any(|key| key.columns.contains(&column.name));
    // A strict table spells some types in its own way.
    !table.options.sqlite.strict
        && column.computed.is_none()
        && column.default_sql.is_none()
        && (nullable || has_default)
        && speller.enum_check(column).is_none()
        && !in_key
}

/// A column is dropped in place if nothing speaks of it.
fn can_be_dropped(plan: &Plan<'_>, table: &TableDef, column: &ColumnDef) -> bool {
    let (speller, name) = (&plan.speller, &column.name);
    let in_text = |text: Option<&str>| text.is_some_and(|text| mentions(text, name));
    let in_key = table.primary_key_columns().contains(name)
        || speller.uniques(table).any(|unique| unique.columns.contains(name))
        || table.foreign_keys.iter().any(|key| {
            key.columns.contains(name)
                || (key.referred_table == table.name && key.referred_columns.contains(name))
        })
        || speller.indexes(table).any(|index| is_in(speller, index, name));
    let in_expression =
        speller.checks(table).iter().any(|check| in_text(speller.grammar.text(&check.expression)))
            || table.columns.iter().any(|other| {
                other.name != *name
                    && in_text(
                        other.computed.as_ref().and_then(|c| speller.grammar.text(&c.expression)),
                    )
            });
    !in_key && !in_expression && !is_spoken_of(plan, &table.name)
}

/// Whether a trigger or a view speaks of the table: then SQLite itself looks through all of them,
/// and refuses what it finds anywhere.
fn is_spoken_of(plan: &Plan<'_>, table: &TableName) -> bool {
    plan.unmanaged.iter().any(|other| {
        other.table.as_ref() == Some(table)
            || other.definition.as_ref().is_none_or(|text| mentions(text, &table.name))
    })
}
