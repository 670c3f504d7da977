use super::parse::Reference;
use super::query::Schema;
use super::remark::Remarks;
use super::rows::{ForeignKeyRow, unreadable};
use crate::dialect::Speller;
use crate::error::Error;
use crate::name::NamingConvention;
use crate::schema::{ForeignKeyDef, SqlType, Str, TableDef, TableName};
use std::collections::{BTreeMap, BTreeSet};

/// The foreign keys of a table, in the order in which they are written. `written` has the name and
/// the text of each, `rows` the columns, those of a primary key that the text leaves out among them.
pub(super) fn foreign_keys(
    schema: &Schema,
    table: &str,
    written: &[(Option<&str>, &Reference<'_>)],
    rows: &[ForeignKeyRow<'_>],
    remarks: &mut Remarks<'_>,
) -> Result<Vec<ForeignKeyDef>, Error> {
    let mut by_id: BTreeMap<usize, Vec<&ForeignKeyRow<'_>>> = BTreeMap::new();
    for row in rows {
        by_id.entry(row.id).or_default().push(row);
    }
    if by_id.len() != written.len() {
        let found =
            format!("{} foreign keys, of which its text has {}", by_id.len(), written.len());
        return Err(unreadable(table, found));
    }
    let mut keys = Vec::new();
    // The one that is written last has the first number.
    for ((name, reference), (_, rows)) in written.iter().zip(by_id.iter().rev()) {
        if !rows.iter().all(|row| row.table.eq_ignore_ascii_case(&reference.table)) {
            let found = format!("a foreign key to `{}` in place of another", reference.table);
            return Err(unreadable(table, found));
        }
        ignored(reference, *name, remarks);
        let referred: Option<Vec<Str>> =
            rows.iter().map(|row| row.to.map(|to| to.to_owned().into())).collect();
        let Some(referred) = referred else {
            remarks.add("foreign key to a table without a primary key", &reference.table);
            continue;
        };
        let columns = rows.iter().map(|row| row.from.to_owned());
        let target = schema.table_name(&reference.table);
        let mut key = ForeignKeyDef::new(columns, target, referred);
        key.name = name.map(|name| name.to_owned().into());
        key.on_delete = reference.on_delete;
        key.on_update = reference.on_update;
        key.deferrable = reference.deferrable;
        keys.push(key);
    }
    Ok(keys)
}

/// What is written and not heeded; that a match is simple is what is done.
fn ignored(reference: &Reference<'_>, name: Option<&str>, remarks: &mut Remarks<'_>) {
    let called = name.unwrap_or(&reference.table);
    if let Some(word) = &reference.match_type
        && !word.eq_ignore_ascii_case("SIMPLE")
    {
        remarks.add(format!("match {} clause", word.to_ascii_lowercase()), called);
    }
    if let Some(action) = reference.on_insert {
        remarks.add(format!("on insert {} clause", action.to_ascii_lowercase()), called);
    }
}

/// Calls tables and columns that are referred to as they call themselves.
pub(super) fn call_by_their_names(tables: &mut [TableDef]) {
    let fold = |name: &TableName| (name.schema.clone(), name.name.to_ascii_lowercase());
    let names: BTreeMap<_, (TableName, Vec<Str>)> = tables
        .iter()
        .map(|table| {
            let columns = table.columns.iter().map(|column| column.name.clone()).collect();
            (fold(&table.name), (table.name.clone(), columns))
        })
        .collect();
    for table in tables {
        for key in table.foreign_keys.to_mut() {
            let Some((name, columns)) = names.get(&fold(&key.referred_table)) else { continue };
            key.referred_table = name.clone();
            for referred in key.referred_columns.to_mut() {
                let own = columns.iter().find(|column| column.eq_ignore_ascii_case(referred));
                if let Some(own) = own {
                    *referred = own.clone();
                }
            }
        }
    }
}

/// Makes integers that refer to numbers of rows, or to such integers, integers of 64 bits, declared
/// as they are: the numbers are.
pub(super) fn widen(tables: &mut [TableDef]) {
    let mut wide: BTreeSet<(TableName, Str)> = tables
        .iter()
        .flat_map(|table| {
            let columns = table.columns.iter();
            let wide = columns.filter(|column| column.sql_type == SqlType::BigInteger);
            wide.map(|column| (table.name.clone(), column.name.clone()))
        })
        .collect();
    let naming = NamingConvention::default();
    let speller = Speller::new(crate::schema::Dialect::Sqlite, &naming);
    loop {
        let mut found = false;
        for table in &mut *tables {
            for column in pairs(table, &wide) {
                let name = table.name.clone();
                let Some(there) = table.find_column(&column) else { continue };
                if !there.sql_type.is_integer() || there.sql_type == SqlType::BigInteger {
                    continue;
                }
                // As its table has it: a key that is no row number is no `INTEGER`.
                let declared = speller.grammar.column_type(&speller, table, there);
                let declared: Str = declared.into_owned().into();
                let columns = table.columns.to_mut();
                let Some(column) = columns.iter_mut().find(|own| own.name == column) else {
                    continue;
                };
                column.type_overrides = vec![(crate::schema::Dialect::Sqlite, declared)].into();
                column.sql_type = SqlType::BigInteger;
                wide.insert((name, column.name.clone()));
                found = true;
            }
        }
        if !found {
            return;
        }
    }
}

/// The columns of `table` that refer to one of `wide`.
fn pairs(table: &TableDef, wide: &BTreeSet<(TableName, Str)>) -> Vec<Str> {
    let keys = table.foreign_keys.iter();
    keys.flat_map(|key| {
        let pairs = key.columns.iter().zip(key.referred_columns.iter());
        pairs
            .filter(|(_, referred)| {
                wide.contains(&(key.referred_table.clone(), (*referred).clone()))
            })
            .map(|(column, _)| column.clone())
    })
    .collect()
}
