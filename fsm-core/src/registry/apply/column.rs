use super::{expression, missing, there};
use crate::schema::{Autoincrement, ColumnDef, Dialect, IndexKey, List, Sql, Str, TableDef};

/// One more column, at the end.
pub(super) fn add(table: &mut TableDef, column: &ColumnDef) -> Result<(), String> {
    if table.find_column(&column.name).is_some() {
        return Err(there("column", &column.name));
    }
    table.columns.to_mut().push(column.clone());
    Ok(())
}

/// A column less, and without it the keys and indexes it was part of and the checks that speak of
/// it.
pub(super) fn drop(table: &mut TableDef, column: &ColumnDef) -> Result<(), String> {
    let name = &column.name;
    require(table, name)?;
    table.columns.to_mut().retain(|column| column.name != *name);
    if table.primary_key_columns().contains(name) {
        table.primary_key = None;
    }
    without(&mut table.uniques, |unique| unique.columns.contains(name));
    without(&mut table.foreign_keys, |key| key.columns.contains(name));
    without(&mut table.checks, |check| {
        let texts = check.expression.overrides.iter().map(|(_, text)| text);
        let mut texts = texts.chain(check.expression.common.iter());
        check.column.as_ref() == Some(name) || texts.any(|text| expression::mentions(text, name))
    });
    without(&mut table.indexes, |index| {
        let holds = |key: &IndexKey| matches!(key, IndexKey::Column(column) if column == name);
        index.include.contains(name) || index.columns.iter().any(|part| holds(&part.key))
    });
    Ok(())
}

/// The column under its name becomes another.
pub(super) fn alter(
    table: &mut TableDef,
    before: &ColumnDef,
    after: &ColumnDef,
) -> Result<(), String> {
    if before.name != after.name {
        return Err(format!("altering `{}` would rename it to `{}`", before.name, after.name));
    }
    require(table, &before.name)?;
    for column in table.columns.to_mut() {
        if column.name == before.name {
            column.clone_from(after);
        }
    }
    Ok(())
}

/// Keys come and go without a column being numbered or not by it: what the rule made of the keys of
/// before, the column says from now on.
pub(super) fn keep_numbering(table: &mut TableDef, numbered: Option<&str>) {
    let now = table.autoincrement_column().map(|column| column.name.clone());
    if now.as_deref() == numbered {
        return;
    }
    for column in table.columns.to_mut() {
        if Some(&*column.name) == numbered {
            column.autoincrement = Autoincrement::Always;
        } else if now.as_ref() == Some(&column.name) {
            column.autoincrement = Autoincrement::Never;
        }
    }
}

/// The column gets another name, wherever the table speaks of it.
pub(crate) fn rename(table: &mut TableDef, before: &str, after: &str) -> Result<(), String> {
    require(table, before)?;
    if table.find_column(after).is_some() {
        return Err(there("column", after));
    }
    for column in table.columns.to_mut() {
        if column.name == before {
            column.name = after.to_owned().into();
        }
        if let Some(computed) = &mut column.computed {
            rename_in_sql(&mut computed.expression, before, after);
        }
    }
    if let Some(key) = &mut table.primary_key {
        rename_in(&mut key.columns, before, after);
    }
    table.uniques.to_mut().iter_mut().for_each(|unique| {
        rename_in(&mut unique.columns, before, after);
    });
    for key in table.foreign_keys.to_mut() {
        rename_in(&mut key.columns, before, after);
    }
    for check in table.checks.to_mut() {
        if check.column.as_deref() == Some(before) {
            check.column = Some(after.to_owned().into());
        }
        rename_in_sql(&mut check.expression, before, after);
    }
    for index in table.indexes.to_mut() {
        rename_in(&mut index.include, before, after);
        if let Some(predicate) = &mut index.predicate {
            rename_in_sql(predicate, before, after);
        }
        for part in index.columns.to_mut() {
            match &mut part.key {
                IndexKey::Column(name) if name == before => *name = after.to_owned().into(),
                IndexKey::Column(_) => {}
                IndexKey::Expression(sql) => rename_in_sql(sql, before, after),
            }
        }
    }
    Ok(())
}

/// The name in a list of columns.
pub(crate) fn rename_in(columns: &mut List<Str>, before: &str, after: &str) {
    if columns.iter().any(|column| column == before) {
        for column in columns.to_mut() {
            if column == before {
                *column = after.to_owned().into();
            }
        }
    }
}

fn rename_in_sql(sql: &mut Sql, before: &str, after: &str) {
    let quote = |dialect: Dialect| if dialect == Dialect::Mysql { '`' } else { '"' };
    if let Some(text) = &sql.common
        && let Some(renamed) = expression::rename(text, before, after, '"')
    {
        let own = expression::rename(text, before, after, '`').filter(|own| *own != renamed);
        let has_own = sql.overrides.iter().any(|(dialect, _)| *dialect == Dialect::Mysql);
        if let Some(own) = own.filter(|_| !has_own) {
            // A name in double quotes is a string there.
            *sql = std::mem::replace(sql, Sql::new("")).on(Dialect::Mysql, own);
        }
        sql.common = Some(renamed.into());
    }
    let speaks =
        |dialect: Dialect, text: &str| expression::rename(text, before, after, quote(dialect));
    if sql.overrides.iter().any(|(dialect, text)| speaks(*dialect, text).is_some()) {
        for (dialect, text) in sql.overrides.to_mut() {
            if let Some(renamed) = speaks(*dialect, text) {
                *text = renamed.into();
            }
        }
    }
}

fn require(table: &TableDef, name: &str) -> Result<(), String> {
    table.find_column(name).map(|_| ()).ok_or_else(|| missing("column", name))
}

fn without<T: Clone>(items: &mut List<T>, goes: impl Fn(&T) -> bool) {
    if items.iter().any(&goes) {
        items.to_mut().retain(|item| !goes(item));
    }
}
