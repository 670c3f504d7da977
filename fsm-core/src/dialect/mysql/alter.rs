use super::{Mysql, default, label};
use crate::change::{ConstraintKind, EnumColumn};
use crate::dialect::alter::{Clause, Piece, object};
use crate::dialect::{Grammar, Speller, Statement};
use crate::schema::{ColumnDef, EnumDef, SqlType, Str, TableDef, TableName, TableOptions};
use std::borrow::Cow;

/// The column's whole definition, because what is not said of it again is lost
/// (manual, 15.1.9 ALTER TABLE); under another name, if `before` is one.
pub(super) fn modify(
    speller: &Speller<'_>,
    table: &TableName,
    before: &str,
    after: &ColumnDef,
) -> Clause {
    let mut sql = if before == after.name {
        "MODIFY COLUMN ".to_owned()
    } else {
        format!("CHANGE COLUMN {} ", speller.identifier(before))
    };
    speller.push_column(&Speller::alone(table, after), after, &mut sql);
    Clause::new("alter column", object(table, before), sql)
}

/// Rows that hold `NULL` in a column that no longer may get its default.
pub(super) fn fill(
    speller: &Speller<'_>,
    table: &TableName,
    before: &ColumnDef,
    after: &ColumnDef,
) -> Option<Statement> {
    if !before.nullable || after.nullable || default::says_nothing(&TableDef::new(""), after) {
        return None;
    }
    let mut value = String::new();
    speller.push_default(after, &mut value);
    let value = value.strip_prefix(" DEFAULT ")?;
    let value = value.split(" ON UPDATE ").next().unwrap_or(value);
    let name = speller.identifier(&before.name);
    let sql = format!("UPDATE {} SET {name} = {value} WHERE {name} IS NULL", speller.name(table));
    Some(Statement::new("fill column", object(table, &before.name), sql))
}

/// The clause by which a constraint goes.
pub(super) fn drop_constraint(kind: ConstraintKind, name: &str) -> String {
    match kind {
        ConstraintKind::PrimaryKey => "DROP PRIMARY KEY".to_owned(),
        ConstraintKind::Unique => format!("DROP INDEX {}", Mysql.identifier(name)),
        ConstraintKind::Check => format!("DROP CONSTRAINT {}", Mysql.identifier(name)),
        ConstraintKind::ForeignKey => format!("DROP FOREIGN KEY {}", Mysql.identifier(name)),
    }
}

/// The options of a table become others.
pub(super) fn options(
    table: &TableName,
    before: &TableOptions,
    after: &TableOptions,
) -> Vec<Piece> {
    let words = |options: &TableOptions| {
        super::options::spell(&TableDef::new(table.clone()).options(options.clone()))
    };
    let (was, is) = (words(before), words(after));
    let mut new: Vec<String> = is.into_iter().filter(|word| !was.contains(word)).collect();
    // Said together, because a collation without its character set is one of another set's.
    let says = |new: &[String], word: &str| new.iter().any(|said| said.starts_with(word));
    if says(&new, "DEFAULT CHARSET") && !says(&new, "COLLATE") {
        new.extend(after.mysql.collation.as_ref().map(|name| format!("COLLATE = {name}")));
    }
    if before.mysql.row_format.is_some() && after.mysql.row_format.is_none() {
        new.push("ROW_FORMAT = DEFAULT".to_owned());
    }
    if before.mysql.collation.is_some()
        && after.mysql.collation.is_none()
        && !says(&new, "DEFAULT CHARSET")
    {
        let charset = after.mysql.charset.as_deref().unwrap_or("utf8mb4");
        new.push(format!("DEFAULT CHARSET = {charset}"));
    }
    if new.is_empty() {
        return Vec::new();
    }
    vec![Clause::new("set table options", table.to_string(), new.join(" ")).into()]
}

/// The column with other labels.
fn relabelled(column: &ColumnDef, labels: Vec<Str>) -> ColumnDef {
    let mut column = column.clone();
    if let SqlType::Enum(def) = &mut column.sql_type {
        def.labels = Cow::Owned(labels);
    }
    column
}

fn labels_of(column: &ColumnDef) -> Vec<Str> {
    match &column.sql_type {
        SqlType::Enum(def) => def.labels.to_vec(),
        _ => Vec::new(),
    }
}

/// What goes before the rows hold the new label: the column takes both, and the rows change.
///
/// Nothing where the column takes the two for one: then its rows follow the type by themselves.
pub(super) fn widen(
    speller: &Speller<'_>,
    table: &TableDef,
    column: &ColumnDef,
    before: &str,
    after: &str,
) -> Vec<Statement> {
    if label::fold(table, column, before) == label::fold(table, column, after) {
        return Vec::new();
    }
    let mut labels = labels_of(column);
    labels.push(after.to_owned().into());
    let both = relabelled(column, labels);
    let clause = modify(speller, &table.name, &column.name, &both);
    let mut statements: Vec<Statement> =
        speller.alter_table(&table.name, &[clause]).into_iter().collect();
    let name = speller.identifier(&column.name);
    let (table_name, word) = (speller.name(&table.name), |text: &str| Mysql.string(text));
    let sql =
        format!("UPDATE {table_name} SET {name} = {} WHERE {name} = {}", word(after), word(before));
    statements.push(Statement::new("rename label", object(&table.name, &column.name), sql));
    statements
}

/// A label gets another name in each column, and in its rows.
pub(super) fn rename_label(
    speller: &Speller<'_>,
    columns: &[EnumColumn],
    before: &str,
    after: &str,
) -> Vec<Statement> {
    let mut statements = Vec::new();
    for EnumColumn { table, column } in columns {
        let around = Speller::alone(table, column);
        statements.extend(widen(speller, &around, column, before, after));
        let renamed = labels_of(column)
            .into_iter()
            .map(|label| if label == before { after.to_owned().into() } else { label });
        let column = relabelled(column, renamed.collect());
        let clause = modify(speller, table, &column.name, &column);
        statements.extend(speller.alter_table(table, &[clause]));
    }
    statements
}

/// Each column gets the new labels.
pub(super) fn alter_enum(
    speller: &Speller<'_>,
    after: &EnumDef,
    columns: &[EnumColumn],
) -> Vec<Statement> {
    let altered = |EnumColumn { table, column }: &EnumColumn| {
        let column = relabelled(column, after.labels.to_vec());
        speller.alter_table(table, &[modify(speller, table, &column.name, &column)])
    };
    columns.iter().filter_map(altered).collect()
}
