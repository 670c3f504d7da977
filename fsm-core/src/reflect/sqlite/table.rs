use super::column::{Place, column};
use super::parse::{Constraint, Reference, Rule, TableText};
use super::query::Schema;
use super::remark::Remarks;
use super::rows::{Answers, ColumnRow, ObjectRow, unreadable};
use super::{constraint, foreign_key};
use crate::error::Error;
use crate::schema::{Autoincrement, TableDef};

/// The table, without its indexes.
pub(super) fn table(
    schema: &Schema,
    object: ObjectRow<'_>,
    answers: &Answers<'_>,
    remarks: &mut Remarks<'_>,
) -> Result<TableDef, Error> {
    let name = object.name;
    let sql = object.sql.ok_or_else(|| unreadable(name, "no text"))?;
    let text = TableText::parse(sql).map_err(|unread| unreadable(name, unread.to_string()))?;
    let rows = answers.columns.get(name).map(Vec::as_slice).unwrap_or_default();
    check_columns(name, rows, &text)?;

    let mut table = TableDef::new(schema.table_name(name));
    table.options.sqlite.strict = text.strict;
    table.options.sqlite.without_rowid = text.without_rowid;
    let mut rowid = None;
    for (row, written) in rows.iter().zip(&text.columns) {
        let is_key = row.in_key == 1
            && !text.without_rowid
            && rows.iter().filter(|row| row.in_key > 0).count() == 1;
        let is_rowid = is_key
            && row.declared.eq_ignore_ascii_case("INTEGER")
            && !is_descending(&written.constraints);
        let place = Place { strict: text.strict, is_key, is_rowid };
        rowid = rowid.or(is_rowid.then_some(row.name));
        let column = column(*row, written, place);
        if row.in_key > 0 && !row.not_null && !is_rowid {
            // Only here; the values of a schema know no such key.
            remarks.add("column of the primary key that may be null", row.name);
        }
        table.columns.to_mut().push(column);
    }
    let mut references: Vec<(Option<&str>, &Reference<'_>)> = Vec::new();
    for (row, written) in rows.iter().zip(&text.columns) {
        for constraint in &written.constraints {
            constraint::put(&mut table, rows, constraint, Some(row.name), remarks);
            references.extend(reference(constraint));
        }
    }
    for constraint in &text.constraints {
        constraint::put(&mut table, rows, constraint, None, remarks);
        references.extend(reference(constraint));
    }
    let keys = answers.foreign_keys.get(name).map(Vec::as_slice).unwrap_or_default();
    table.foreign_keys =
        foreign_key::foreign_keys(schema, name, &references, keys, remarks)?.into();
    number(&mut table, rowid);
    Ok(table)
}

fn reference<'c, 's>(
    constraint: &'c Constraint<'s>,
) -> Option<(Option<&'c str>, &'c Reference<'s>)> {
    match &constraint.rule {
        Rule::ForeignKey(reference) => Some((constraint.name.as_deref(), reference)),
        _ => None,
    }
}

/// `INTEGER PRIMARY KEY DESC` at its column is no row number, for the sake of old databases
/// (<https://sqlite.org/lang_createtable.html#rowid>).
fn is_descending(constraints: &[Constraint<'_>]) -> bool {
    constraints
        .iter()
        .any(|constraint| matches!(constraint.rule, Rule::PrimaryKey { descending: true, .. }))
}

/// The text must have the columns that SQLite has read from it, or one of both was misread.
fn check_columns(name: &str, rows: &[ColumnRow<'_>], text: &TableText<'_>) -> Result<(), Error> {
    if rows.is_empty() {
        return Err(unreadable(name, "no columns"));
    }
    let mut pairs = rows.iter().zip(&text.columns);
    if rows.len() != text.columns.len() {
        let found = format!("{} columns, of which its text has {}", rows.len(), text.columns.len());
        return Err(unreadable(name, found));
    }
    let unlike = |(row, text): &(&ColumnRow<'_>, &super::parse::ColumnText<'_>)| {
        let generated = text
            .constraints
            .iter()
            .any(|constraint| matches!(constraint.rule, Rule::Generated { .. }));
        row.name != text.name || row.generated != generated
    };
    match pairs.find(unlike) {
        Some((row, text)) => {
            let found = format!("a column `{}` where its text has `{}`", row.name, text.name);
            Err(unreadable(name, found))
        }
        None => Ok(()),
    }
}

/// Says that the column is the row's number, where the rule for unsaid ones would not.
fn number(table: &mut TableDef, rowid: Option<&str>) {
    let Some(name) = rowid else { return };
    if table.autoincrement_column().is_some_and(|column| column.name == name) {
        return;
    }
    if let Some(column) = table.columns.to_mut().iter_mut().find(|column| column.name == name) {
        column.autoincrement = Autoincrement::Always;
    }
}
