use super::context::{Context, Found, Pair, Stage};
use super::draft::{Draft, Kept, Standing};
use super::filter::Compared;
use super::names::{Names, without_schema};
use super::parts::of_list;
use super::renames::steps;
use super::{
    CompareOptions, Comparison, around, enum_type, pair, question, rename, sequence, table,
};
use crate::change::{Change, creation, removal};
use crate::dialect::Speller;
use crate::name::LOCK_TABLE;
use crate::normal::normal_form;
use crate::reflect::{Flaw, NameCase, Unmanaged};
use crate::registry::Metadata;
use crate::schema::{Dialect, Str, TableDef, TableName};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

impl Comparison {
    /// What `before` would have to change to be as `models` say on `dialect`: two values, and no
    /// database.
    ///
    /// Texts that only a server can compare are [`Comparison::skipped`].
    #[must_use]
    pub fn between(
        before: &Metadata,
        models: &Metadata,
        dialect: Dialect,
        options: &CompareOptions,
    ) -> Self {
        let schemas: BTreeSet<&Str> =
            before.tables().filter_map(|table| table.name.schema.as_ref()).collect();
        let schemas: Vec<Str> = schemas.into_iter().cloned().collect();
        let standing = Standing {
            metadata: before,
            default_schema: dialect.capabilities().main_schema,
            schemas: &schemas,
            unmanaged: &[],
            flaws: &[],
            table_case: usual_case(dialect),
        };
        let mut kept = Kept::new();
        loop {
            match compare(&standing, models, dialect, options, &kept) {
                Draft::Whole(comparison) => return comparison,
                Draft::Ask(tables) => kept.extend(tables.into_iter().map(|table| {
                    let keeps_texts = dialect == Dialect::Sqlite;
                    let answer = match models.table(table.clone()) {
                        Ok(model) if keeps_texts => Ok(model.definition().clone()),
                        _ => Err("no server was asked in which form it keeps the text".to_owned()),
                    };
                    (table, answer)
                })),
            }
        }
    }
}

/// Which names of tables are one unless a server says otherwise.
pub(crate) fn usual_case(dialect: Dialect) -> NameCase {
    match dialect {
        Dialect::Sqlite => NameCase::Ascii,
        Dialect::Postgres | Dialect::Mysql => NameCase::Exact,
    }
}

/// Compares what stands with the models. Pure: the same values in, the same bytes out.
pub(crate) fn compare(
    standing: &Standing<'_>,
    models: &Metadata,
    dialect: Dialect,
    options: &CompareOptions,
    kept: &Kept,
) -> Draft {
    let models = match standing.default_schema {
        Some(schema) => without_schema(models, schema),
        None => Cow::Borrowed(models),
    };
    let before = standing.metadata;
    let can = dialect.capabilities();
    let cx = Context {
        dialect,
        can,
        likeness: dialect.likeness(),
        normal: normal_form(dialect),
        options,
        kept,
        before: Speller::new(dialect, before.naming()),
        model: Speller::new(dialect, models.naming()),
        same_naming: before.naming() == models.naming(),
        names: Names { tables: standing.table_case, parts: can.name_case },
        unmanaged: standing
            .unmanaged
            .iter()
            .map(|there| ((there.table.as_ref(), &*there.name.name), there))
            .collect(),
    };
    let mut found = Found::default();
    let mut paired = pair::pair(&cx, before, &models, &mut found);
    paired.unknown.retain(|table| *table.name.name != *LOCK_TABLE);
    let (dropped, kept_tables) = split_unknown(&cx, &models, &paired.unknown);
    let enums = enum_type::renames(&cx, before, &models, &mut found);
    let mut pairs = pair::rename_all(&cx, &paired, &kept_tables, &enums, &mut found);
    let labels = enum_type::label_renames(&cx, &pairs, &mut found);
    for (name, one, other, columns) in &labels {
        for pair in &mut pairs {
            if columns.iter().any(|column| column.table == pair.now.name) {
                enum_type::relabel(pair.now.to_mut(), columns, one, other);
            }
        }
        found.push(
            Stage::RenameLabel,
            Change::RenameEnumLabel {
                name: name.clone(),
                columns: columns.clone(),
                before: one.clone(),
                after: other.clone(),
            },
        );
    }
    for pair in &pairs {
        table::compare(&cx, pair, &mut found);
    }
    let missing = missing(&cx, &paired.missing, &mut found);
    question::tables(&paired.unknown, &missing, &mut found);
    enum_type::compare(&cx, (before, &models), &enums, &labels, &pairs, &mut found);
    sequence::compare(&cx, before, &models, &mut found);
    if !found.ask.is_empty() {
        return Draft::Ask(found.ask.into_iter().collect());
    }
    let gone: Vec<&TableName> = dropped.iter().map(|table| &table.name).collect();
    around::clear(&cx, &pairs, &gone, &mut found);
    create(&cx, &missing, &mut found);
    drop_tables(&cx, &dropped, &mut found);
    for table in &kept_tables {
        found.kept.push(Unmanaged::new("table", table.name.clone()));
    }
    rename_parts(&cx, &pairs, &mut found);
    schemas(&cx, standing, &mut found);
    Draft::Whole(finish(&cx, standing, &pairs, found))
}

/// The tables without a model that are dropped, and those that are kept: unless asked for, and
/// where a model refers to them.
fn split_unknown<'a>(
    cx: &Context<'_>,
    models: &Metadata,
    unknown: &[&'a TableDef],
) -> (Vec<&'a TableDef>, Vec<&'a TableDef>) {
    if !cx.options.drop_unknown.tables {
        return (Vec::new(), unknown.to_vec());
    }
    let referred: BTreeSet<&TableName> = models
        .tables()
        .flat_map(|table| table.foreign_keys.iter())
        .map(|key| &key.referred_table)
        .collect();
    unknown.iter().partition(|table| !referred.contains(&table.name))
}

/// The models to be created: not where something else has the name.
fn missing<'a>(cx: &Context<'_>, models: &[&'a TableDef], found: &mut Found) -> Vec<&'a TableDef> {
    let mut missing = Vec::with_capacity(models.len());
    for model in models {
        match cx.unmanaged.get(&(None, &*model.name.name)) {
            Some(there) if there.name == model.name => {
                let reason = format!("a {} of that name stands there", there.kind);
                found.skip(&model.name, "table", reason);
            }
            _ => missing.push(*model),
        }
    }
    missing
}

fn create(cx: &Context<'_>, missing: &[&TableDef], found: &mut Found) {
    for change in creation(missing, false, cx.can.forward_references) {
        match change {
            Change::CreateTable { .. } => found.push(Stage::CreateTable, change),
            Change::AddForeignKey { .. } => found.push(Stage::AddForeignKey, change),
            _ => {}
        }
    }
}

fn drop_tables(cx: &Context<'_>, dropped: &[&TableDef], found: &mut Found) {
    for change in removal(dropped, false, cx.can.forward_references) {
        let stage = match change {
            Change::DropForeignKey { .. } => Stage::DropForeignKey,
            _ => Stage::DropTable,
        };
        found.push(stage, change);
    }
}

/// The renames of constraints and indexes, table by table, so that no name is taken twice.
fn rename_parts(cx: &Context<'_>, pairs: &[Pair<'_>], found: &mut Found) {
    let mut by_table: BTreeMap<usize, Vec<_>> = BTreeMap::new();
    for ((at, list, place), names) in std::mem::take(&mut found.renamed) {
        by_table.entry(at).or_default().push(((list, place), names));
    }
    for (at, renames) in by_table {
        let was = pairs[at].was;
        let names: Vec<(Str, Str)> = renames.iter().map(|(_, names)| names.clone()).collect();
        let mut parts: BTreeMap<Str, _> =
            renames.into_iter().map(|(place, (before, _))| (before, place)).collect();
        for (before, after) in steps(names, |name| rename::parked(name)) {
            let Some((list, place)) = parts.remove(&before) else { continue };
            parts.insert(after.clone(), (list, place));
            let part = of_list(was, list, cx).into_iter().find(|(known, _)| *known == place);
            if let Some((_, part)) = part {
                found.push(Stage::RenamePart, part.rename(&was.name, before, after));
            }
        }
    }
}

/// The schemas that something is to be made in and that do not stand.
fn schemas(cx: &Context<'_>, standing: &Standing<'_>, found: &mut Found) {
    if !cx.can.create_schema {
        return;
    }
    let wanted: BTreeSet<Str> = found
        .changes
        .iter()
        .filter_map(|(_, change)| match change {
            Change::CreateTable { table } => table.name.schema.clone(),
            Change::RenameTable { after, .. } | Change::RenameEnum { after, .. } => {
                after.schema.clone()
            }
            Change::CreateEnum { def } => def.name.schema.clone(),
            Change::CreateSequence { def } => def.name.schema.clone(),
            _ => None,
        })
        .collect();
    for schema in wanted {
        let name = TableName::new(schema.clone());
        if !standing.schemas.contains(&schema) && cx.options.filter.takes(Compared::Schema, &name) {
            found.push(Stage::CreateSchema, Change::CreateSchema { schema });
        }
    }
}

fn finish(
    cx: &Context<'_>,
    standing: &Standing<'_>,
    pairs: &[Pair<'_>],
    mut found: Found,
) -> Comparison {
    found.changes.sort_by_key(|(stage, _)| *stage);
    let filter = &cx.options.filter;
    let of_taken = |there: &&Unmanaged| {
        let of = there.table.as_ref().unwrap_or(&there.name);
        filter.is_open() || filter.takes(Compared::Table, of)
    };
    found.kept.extend(std::mem::take(&mut found.unknown).into_values());
    found.kept.extend(standing.unmanaged.iter().filter(of_taken).cloned());
    found.kept.sort();
    found.kept.dedup();
    found.skipped.sort();
    found.skipped.dedup();
    found.questions.sort();
    let modelled: BTreeSet<&TableName> = match standing.flaws {
        [] => BTreeSet::new(),
        _ => pairs.iter().filter(|p| p.model.is_some()).map(|p| &p.was.name).collect(),
    };
    let concerns = |flaw: &&Flaw| match flaw {
        Flaw::InvalidIndex { table, .. }
        | Flaw::IgnoredIndex { table, .. }
        | Flaw::NotEnforced { table, .. }
        | Flaw::NotValidated { table, .. } => modelled.contains(table),
    };
    Comparison {
        dialect: cx.dialect,
        changes: found.changes.into_iter().map(|(_, change)| change).collect(),
        skipped: found.skipped,
        questions: found.questions,
        flaws: standing.flaws.iter().filter(concerns).cloned().collect(),
        kept: found.kept,
    }
}
