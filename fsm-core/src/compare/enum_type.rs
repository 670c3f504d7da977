use super::context::{Context, Found, Pair, Stage};
use super::filter::Compared;
use super::names::enum_of;
use super::{question, rename};
use crate::change::{Change, EnumColumn};
use crate::reflect::Unmanaged;
use crate::registry::Metadata;
use crate::schema::{ColumnDef, EnumDef, Literal, SqlType, Str, TableDef, TableName};
use std::collections::{BTreeMap, BTreeSet};

/// The native enums of metadata: those by themselves and those of columns, by name.
fn all(metadata: &Metadata) -> BTreeMap<&TableName, &EnumDef> {
    let of_columns = metadata
        .tables()
        .flat_map(|table| table.columns.iter())
        .filter_map(|column| enum_of(&column.sql_type));
    let mut all: BTreeMap<&TableName, &EnumDef> = BTreeMap::new();
    for def in metadata.enums().chain(of_columns) {
        all.entry(&def.name).or_insert(def);
    }
    all
}

/// The renames of native enums: before, after.
pub(super) fn renames(
    cx: &Context<'_>,
    before: &Metadata,
    models: &Metadata,
    found: &mut Found,
) -> Vec<(TableName, TableName)> {
    let hints = &cx.options.renames.enums;
    if !cx.can.native_enums || hints.is_empty() {
        return Vec::new();
    }
    let (standing, wanted) = (all(before), all(models));
    rename::valid(
        hints.clone(),
        Vec::new(),
        |name| standing.contains_key(name).then(|| name.clone()),
        |name| wanted.contains_key(name),
        |one, other, reason| found.skip(other, format!("rename of enum `{one}`"), reason),
    )
}

/// The labels that get another name: the enum by its name in the models, before, after.
pub(super) fn label_renames(
    cx: &Context<'_>,
    pairs: &[Pair<'_>],
    found: &mut Found,
) -> Vec<(TableName, Str, Str, Vec<EnumColumn>)> {
    let mut renames = Vec::new();
    for (name, before, after) in &cx.options.renames.labels {
        let columns: Vec<EnumColumn> = pairs
            .iter()
            .flat_map(|pair| of_pair(cx, pair, name).into_iter().map(move |c| (pair, c)))
            .filter(|(pair, (now, model))| holds(cx, pair, (*now, *model), before, after))
            .map(|(pair, (now, _))| EnumColumn {
                table: pair.now.name.clone(),
                column: now.clone(),
            })
            .collect();
        if columns.is_empty() {
            let model = pairs.iter().any(|pair| !of_pair(cx, pair, name).is_empty());
            if !model {
                let what = format!("rename of label `{before}` to `{after}`");
                found.skip(name, what, "no column that stands has the enum");
            }
            continue;
        }
        renames.push((name.clone(), before.clone(), after.clone(), columns));
    }
    renames
}

/// The columns of a pair whose model has the enum.
fn of_pair<'p>(
    cx: &Context<'_>,
    pair: &'p Pair<'_>,
    name: &TableName,
) -> Vec<(&'p ColumnDef, &'p ColumnDef)> {
    let columns = pair.model.iter().flat_map(|model| model.columns.iter());
    columns
        .filter(|column| enum_of(&column.sql_type).is_some_and(|def| def.name == *name))
        .filter_map(|column| {
            let mut now = pair.now.columns.iter();
            Some((now.find(|now| cx.names.same(&now.name, &column.name))?, column))
        })
        .collect()
}

/// Whether the column that stands has the old label and not the new one, and the model the new.
fn holds(
    cx: &Context<'_>,
    pair: &Pair<'_>,
    (now, model): (&ColumnDef, &ColumnDef),
    before: &str,
    after: &str,
) -> bool {
    let has = |def: &EnumDef, label: &str| def.labels.iter().any(|known| known == label);
    let wanted = enum_of(&model.sql_type).is_some_and(|def| has(def, after) && !has(def, before));
    let standing = match enum_of(&now.sql_type) {
        Some(def) => has(def, before) && !has(def, after),
        None => pair.now.checks.iter().any(|check| {
            let text = check.expression.text(cx.dialect).unwrap_or_default();
            let string = |label: &str| text.contains(&cx.before.grammar.string(label));
            text.contains(&*now.name) && string(before) && !string(after)
        }),
    };
    wanted && standing
}

/// A default that is a label of the enum as a constant, without the name of the type, which the
/// database gives it together with another name for the enum or the label.
pub(super) fn plain_default(column: &mut ColumnDef) {
    let text = column.default_sql.as_ref().and_then(|sql| sql.common.as_deref());
    let label = text.and_then(|text| text.strip_prefix('\'')?.rsplit_once("'::"));
    if let Some((label, _)) = label
        && !label.replace("''", "").contains('\'')
    {
        column.default = Some(Literal::String(label.replace("''", "'").into()));
        column.default_sql = None;
    }
}

/// The tables with the new label in their columns.
pub(super) fn relabel(table: &mut TableDef, columns: &[EnumColumn], before: &str, after: &str) {
    let name = table.name.clone();
    for column in table.columns.to_mut() {
        let named =
            columns.iter().any(|known| known.table == name && known.column.name == column.name);
        if named && enum_of(&column.sql_type).is_some() {
            plain_default(column);
            if column.default == Some(Literal::String(before.to_owned().into())) {
                column.default = Some(Literal::String(after.to_owned().into()));
            }
        }
        if named && let SqlType::Enum(def) = &mut column.sql_type {
            for label in def.labels.to_mut() {
                if label == before {
                    *label = after.to_owned().into();
                }
            }
        }
    }
}

/// Compares the native enums: labels of those that both have, those that are new, and those that
/// only the database has.
pub(super) fn compare(
    cx: &Context<'_>,
    (before, models): (&Metadata, &Metadata),
    renamed: &[(TableName, TableName)],
    labels: &[(TableName, Str, Str, Vec<EnumColumn>)],
    pairs: &[Pair<'_>],
    found: &mut Found,
) {
    if !cx.can.native_enums {
        return;
    }
    let takes = |name: &TableName| cx.options.filter.takes(Compared::Enum, name);
    let wanted = all(models);
    // By the names they get.
    let mut standing: BTreeMap<TableName, EnumDef> = BTreeMap::new();
    for (name, def) in all(before) {
        let after = renamed.iter().find(|(one, _)| one == name).map_or(name, |(_, after)| after);
        let mut def = EnumDef { name: after.clone(), ..def.clone() };
        for (of, one, other, _) in labels {
            if of == after {
                let list = def.labels.to_mut();
                list.iter_mut().filter(|label| *label == one).for_each(|l| l.clone_from(other));
            }
        }
        standing.insert(after.clone(), def);
    }
    for (name, def) in &wanted {
        if !takes(name) {
            continue;
        }
        match standing.get(*name) {
            None => match cx.unmanaged.get(&(None, &*name.name)) {
                Some(there) if there.name == **name => {
                    found.skip(name, "enum", format!("a {} of that name stands there", there.kind));
                }
                _ => found.push(Stage::CreateEnum, Change::CreateEnum { def: (*def).clone() }),
            },
            Some(known) if known.labels != def.labels => {
                question::labels(known, def, found);
                let columns = columns_of(pairs, name);
                found.push(
                    Stage::AlterEnum,
                    Change::AlterEnum { columns, before: known.clone(), after: (*def).clone() },
                );
            }
            Some(_) => {}
        }
    }
    unknown(cx, &standing, &wanted, pairs, found);
}

fn columns_of(pairs: &[Pair<'_>], name: &TableName) -> Vec<EnumColumn> {
    pairs
        .iter()
        .flat_map(|pair| {
            let columns = pair.now.columns.iter();
            columns
                .filter(|column| enum_of(&column.sql_type).is_some_and(|def| def.name == *name))
                .map(|column| EnumColumn { table: pair.now.name.clone(), column: column.clone() })
        })
        .collect()
}

fn unknown(
    cx: &Context<'_>,
    standing: &BTreeMap<TableName, EnumDef>,
    wanted: &BTreeMap<&TableName, &EnumDef>,
    pairs: &[Pair<'_>],
    found: &mut Found,
) {
    if standing.keys().all(|name| wanted.contains_key(name)) {
        return;
    }
    let used: BTreeSet<&TableName> = pairs
        .iter()
        .flat_map(|pair| pair.now.columns.iter().map(move |column| (pair, column)))
        .filter(|(pair, column)| {
            enum_of(&column.sql_type).is_some() && stays(cx, pair, column, found)
        })
        .filter_map(|(_, column)| enum_of(&column.sql_type))
        .map(|def| &def.name)
        .collect();
    let mut kept = Vec::new();
    let mut dropped = Vec::new();
    for (name, def) in standing {
        if wanted.contains_key(name) || !cx.options.filter.takes(Compared::Enum, name) {
            continue;
        }
        if cx.options.drop_unknown.enums && !used.contains(name) {
            dropped.push(Change::DropEnum { def: def.clone() });
        } else {
            kept.push(Unmanaged::new("enum", name.clone()));
        }
    }
    found.kept.extend(kept);
    for change in dropped {
        found.push(Stage::DropEnum, change);
    }
}

/// Whether the column keeps its type.
fn stays(cx: &Context<'_>, pair: &Pair<'_>, column: &ColumnDef, found: &Found) -> bool {
    if found.dropped.iter().any(|(at, name)| *at == pair.at && *name == column.name) {
        return false;
    }
    let mut of_model = pair.model.iter().flat_map(|model| model.columns.iter());
    match of_model.find(|model| cx.names.same(&model.name, &column.name)) {
        None => true,
        Some(model) => {
            enum_of(&model.sql_type).map(|def| &def.name)
                == enum_of(&column.sql_type).map(|def| &def.name)
        }
    }
}
