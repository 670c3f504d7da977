use super::parse::{Constraint, KeyPart, Rule};
use super::remark::Remarks;
use super::rows::ColumnRow;
use crate::schema::{CheckDef, List, PrimaryKeyDef, Str, TableDef, UniqueDef};

/// Puts one constraint, written at `column` or at the table, where it belongs in `table`. Foreign
/// keys are read by themselves.
pub(super) fn put(
    table: &mut TableDef,
    rows: &[ColumnRow<'_>],
    constraint: &Constraint<'_>,
    column: Option<&str>,
    remarks: &mut Remarks<'_>,
) {
    let name: Option<Str> = constraint.name.clone().map(Into::into);
    let called = constraint.name.as_deref().or(column).unwrap_or_default();
    match &constraint.rule {
        Rule::PrimaryKey { parts, autoincrement, descending } => {
            if *autoincrement {
                table.options.sqlite.autoincrement = true;
            }
            table.primary_key = Some(PrimaryKeyDef { name, ..key_of(rows) });
            if *descending {
                remarks.add("descending column of the primary key", called);
            }
            key_parts(parts, "primary key", remarks);
        }
        Rule::Unique { parts } => {
            let columns: List<Str> = match column {
                Some(column) => vec![column.to_owned().into()].into(),
                None => parts.iter().map(|part| named(rows, &part.name)).collect(),
            };
            table.uniques.to_mut().push(UniqueDef { name, ..UniqueDef::new(columns.into_owned()) });
            key_parts(parts, "unique constraint", remarks);
        }
        Rule::Check { expression } => {
            let mut check = CheckDef::new((*expression).to_owned());
            check.name = name;
            check.column = column.map(|column| column.to_owned().into());
            table.checks.to_mut().push(check);
        }
        Rule::NotNull => {
            if let Some(name) = &constraint.name {
                remarks.add("name of a not null constraint", name);
            }
        }
        Rule::ForeignKey(_)
        | Rule::Null
        | Rule::Default { .. }
        | Rule::Collate { .. }
        | Rule::Generated { .. } => {}
    }
    if let Some(conflict) = constraint.conflict
        && !matches!(constraint.rule, Rule::Check { .. })
    {
        remarks.add(format!("on conflict {} clause", conflict.to_ascii_lowercase()), called);
    }
}

/// The primary key, in the order of its columns.
fn key_of(rows: &[ColumnRow<'_>]) -> PrimaryKeyDef {
    let mut columns: Vec<&ColumnRow<'_>> = rows.iter().filter(|row| row.in_key > 0).collect();
    columns.sort_by_key(|row| row.in_key);
    PrimaryKeyDef::new(columns.into_iter().map(|row| row.name.to_owned()))
}

/// What the columns of a key say, and a key of the schema's values does not.
fn key_parts(parts: &[KeyPart], what: &str, remarks: &mut Remarks<'_>) {
    for part in parts {
        if let Some(collation) = &part.collation {
            remarks.add(format!("collation `{collation}` in a {what}"), &part.name);
        }
        if part.descending {
            remarks.add(format!("descending column of the {what}"), &part.name);
        }
    }
}

/// A column as the table calls it: names that differ by case are one.
pub(super) fn named(rows: &[ColumnRow<'_>], name: &str) -> Str {
    let row = rows.iter().find(|row| row.name.eq_ignore_ascii_case(name));
    row.map_or(name, |row| row.name).to_owned().into()
}
