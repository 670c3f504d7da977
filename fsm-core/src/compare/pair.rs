use super::context::{Context, Found, Pair, Stage};
use super::enum_type::plain_default;
use super::filter::Compared;
use super::names::enum_of;
use super::renames::steps;
use super::{column, rename};
use crate::change::Change;
use crate::registry::{Metadata, rename_column, rename_in};
use crate::schema::{ElementType, SqlType, Str, TableDef, TableName};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Which table is whose model.
pub(super) struct Paired<'a> {
    /// Those that stand and have a model.
    pub(super) pairs: Vec<(&'a TableDef, &'a TableDef)>,
    /// Those that stand and have none.
    pub(super) unknown: Vec<&'a TableDef>,
    /// The models of none.
    pub(super) missing: Vec<&'a TableDef>,
    /// The tables that get another name: before, after.
    pub(super) renamed: Vec<(TableName, TableName)>,
}

/// Pairs tables by name, as hints rename them.
pub(super) fn pair<'a>(
    cx: &Context<'_>,
    before: &'a Metadata,
    models: &'a Metadata,
    found: &mut Found,
) -> Paired<'a> {
    let filter = &cx.options.filter;
    let takes = |table: &&TableDef| filter.is_open() || filter.takes(Compared::Table, &table.name);
    let renamed = renames(cx, before, models, found);
    let target = |table: &'a TableDef| -> TableName {
        let hint = renamed.iter().find(|(name, _)| *name == table.name);
        hint.map_or_else(|| table.name.clone(), |(_, after)| after.clone())
    };
    let mut standing: Vec<(Cow<'_, TableName>, &TableDef)> = before
        .tables()
        .filter(takes)
        .map(|table| {
            let name = &table.name;
            (
                if renamed.is_empty() { Cow::Borrowed(name) } else { Cow::Owned(target(table)) },
                table,
            )
        })
        .collect();
    if !renamed.is_empty() {
        standing.sort_by(|(one, _), (other, _)| one.cmp(other));
    }
    let mut pairs = Vec::with_capacity(standing.len());
    let (mut unknown, mut missing) = (Vec::new(), Vec::new());
    let mut standing = standing.into_iter().peekable();
    for model in models.tables().filter(takes) {
        while let Some((_, table)) = standing.next_if(|(name, _)| **name < model.name) {
            unknown.push(table);
        }
        match standing.next_if(|(name, _)| **name == model.name) {
            Some((_, table)) => pairs.push((table, model)),
            None => missing.push(model),
        }
    }
    unknown.extend(standing.map(|(_, table)| table));
    if cx.names.tables != crate::reflect::NameCase::Exact && !missing.is_empty() {
        let mut folded: BTreeMap<_, &TableDef> =
            unknown.iter().map(|table| (cx.names.fold(&table.name), *table)).collect();
        missing.retain(|model| match folded.remove(&cx.names.fold(&model.name)) {
            Some(table) => {
                pairs.push((table, model));
                false
            }
            None => true,
        });
        unknown.retain(|table| folded.contains_key(&cx.names.fold(&table.name)));
        pairs.sort_by(|(one, _), (other, _)| one.name.cmp(&other.name));
    }
    Paired { pairs, unknown, missing, renamed }
}

fn renames(
    cx: &Context<'_>,
    before: &Metadata,
    models: &Metadata,
    found: &mut Found,
) -> Vec<(TableName, TableName)> {
    let hints = &cx.options.renames.tables;
    if hints.is_empty() && models.tables().all(|table| table.renamed_from.is_none()) {
        return Vec::new();
    }
    let of_models = models.tables().filter_map(|table| {
        let name = table.renamed_from.clone()?;
        Some((TableName { schema: table.name.schema.clone(), name }, table.name.clone()))
    });
    let find = |metadata: &Metadata, name: &TableName| {
        if metadata.contains(name.clone()) {
            return Some(name.clone());
        }
        let mut tables = metadata.tables();
        tables.find(|table| cx.names.same_table(&table.name, name)).map(|t| t.name.clone())
    };
    rename::valid(
        hints.clone(),
        of_models.collect(),
        |name| find(before, name),
        |name| find(models, name).is_some(),
        |one, other, reason| {
            found.skip(other, format!("rename of table `{one}` to `{other}`"), reason);
        },
    )
}

/// The tables that stand, with the names they and others get, and the changes that give them.
pub(super) fn rename_all<'a>(
    cx: &Context<'_>,
    paired: &Paired<'a>,
    kept: &[&'a TableDef],
    enums: &[(TableName, TableName)],
    found: &mut Found,
) -> Vec<Pair<'a>> {
    let mut columns: BTreeMap<&TableName, Vec<(Str, Str)>> = BTreeMap::new();
    for (was, model) in &paired.pairs {
        let renames = column::renames(cx, was, model, found);
        if !renames.is_empty() {
            columns.insert(&was.name, steps(renames, |name| rename::parked(name)));
        }
    }
    let tables: BTreeMap<&TableName, &TableName> =
        paired.renamed.iter().map(|(before, after)| (before, after)).collect();
    let with_model = paired.pairs.iter().map(|(was, model)| (*was, Some(*model)));
    let all = with_model.chain(kept.iter().map(|was| (*was, None)));
    let nothing = columns.is_empty() && tables.is_empty() && enums.is_empty();
    let pairs: Vec<Pair<'a>> = all
        .enumerate()
        .map(|(at, (was, model))| {
            let now =
                if nothing { Cow::Borrowed(was) } else { renamed(was, &columns, &tables, enums) };
            Pair { at, was, now, model }
        })
        .collect();
    let parked = |name: &TableName| TableName {
        schema: name.schema.clone(),
        name: rename::parked(&name.name),
    };
    for (before, after) in steps(paired.renamed.clone(), parked) {
        found.push(Stage::RenameTable, Change::RenameTable { before, after });
    }
    for (before, after) in steps(enums.to_vec(), parked) {
        found.push(Stage::RenameEnum, Change::RenameEnum { before, after });
    }
    for pair in &pairs {
        for (before, after) in columns.get(&pair.was.name).into_iter().flatten() {
            let (table, before, after) = (pair.now.name.clone(), before.clone(), after.clone());
            found.push(Stage::RenameColumn, Change::RenameColumn { table, before, after });
        }
    }
    pairs
}

fn renamed<'a>(
    was: &'a TableDef,
    columns: &BTreeMap<&TableName, Vec<(Str, Str)>>,
    tables: &BTreeMap<&TableName, &TableName>,
    enums: &[(TableName, TableName)],
) -> Cow<'a, TableDef> {
    let enum_after =
        |name: &TableName| enums.iter().find(|(before, _)| before == name).map(|(_, after)| after);
    let referred = |name: &TableName| tables.contains_key(name) || columns.contains_key(name);
    let concerned = referred(&was.name)
        || was.foreign_keys.iter().any(|key| referred(&key.referred_table))
        || was.columns.iter().any(|column| {
            enum_of(&column.sql_type).is_some_and(|def| enum_after(&def.name).is_some())
        });
    if !concerned {
        return Cow::Borrowed(was);
    }
    let mut table = was.clone();
    for (before, after) in columns.get(&was.name).into_iter().flatten() {
        // The names were looked up in this very table.
        let _ = rename_column(&mut table, before, after);
    }
    for key in table.foreign_keys.to_mut() {
        for (before, after) in columns.get(&key.referred_table).into_iter().flatten() {
            rename_in(&mut key.referred_columns, before, after);
        }
        if let Some(after) = tables.get(&key.referred_table) {
            key.referred_table = (*after).clone();
        }
    }
    if let Some(after) = tables.get(&was.name) {
        table.name = (*after).clone();
    }
    for column in table.columns.to_mut() {
        if enum_of(&column.sql_type).is_some_and(|def| enum_after(&def.name).is_some()) {
            plain_default(column);
        }
        rename_enum(&mut column.sql_type, &enum_after);
    }
    Cow::Owned(table)
}

fn rename_enum<'e>(sql_type: &mut SqlType, after: &impl Fn(&TableName) -> Option<&'e TableName>) {
    match sql_type {
        SqlType::Enum(def) => {
            if let Some(after) = after(&def.name) {
                def.name = after.clone();
            }
        }
        SqlType::Array(element) => {
            let mut inner: SqlType = (**element).clone();
            rename_enum(&mut inner, after);
            *element = ElementType::Boxed(Box::new(inner));
        }
        _ => {}
    }
}
