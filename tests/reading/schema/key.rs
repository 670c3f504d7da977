//! Keys: primary keys, unique constraints and foreign keys.

use fsm_core::{
    ColumnDef, Deferrable, Dialect, ForeignKeyDef, MatchType, PrimaryKeyDef, ReferentialAction,
    SqlType, Str, TableDef, UniqueDef,
};

use super::family::{self, Family};
use super::{Schema, offer};
use crate::draw::Draw;
use crate::words;

/// The columns that can stand in a key: those whose values each row has for itself come first.
pub(crate) fn candidates(dialect: Dialect, table: &TableDef) -> (Vec<Str>, Vec<Str>) {
    let fit = |column: &&ColumnDef| {
        !matches!(column.sql_type, SqlType::Custom(_) | SqlType::Array(_) | SqlType::Postgres(_))
            && column.computed.is_none()
            && family::of(dialect, column) != Family::Json
    };
    let (distinct, others): (Vec<&ColumnDef>, Vec<&ColumnDef>) =
        table.columns.iter().filter(fit).partition(|column| family::is_distinct(dialect, column));
    let names =
        |columns: Vec<&ColumnDef>| columns.iter().map(|column| column.name.clone()).collect();
    (names(distinct), names(others))
}

/// Columns that are unique together for every row that is put in.
pub(crate) fn unique_columns(draw: &mut Draw, dialect: Dialect, table: &TableDef) -> Vec<Str> {
    let (distinct, others) = candidates(dialect, table);
    let mut columns = draw.some(&distinct, 3);
    if !columns.is_empty() && draw.chance(20) {
        columns.extend(draw.pick(&others).cloned());
    }
    columns
}

/// A unique constraint, if there are columns for it.
pub(crate) fn unique(draw: &mut Draw, schema: &Schema, table: &TableDef) -> Option<UniqueDef> {
    let columns = unique_columns(draw, schema.dialect, table);
    if columns.is_empty() {
        return None;
    }
    let mut unique = UniqueDef::new(columns);
    if draw.chance(40) {
        unique.name = Some(words::name(draw, "unique", &mut schema.taken_with(Some(table))));
    }
    if draw.chance(25) {
        unique.deferrable = deferrable(draw);
    }
    unique.nulls_not_distinct = draw.chance(20);
    if !schema.dialect.capabilities().nulls_not_distinct {
        unique.nulls_not_distinct = false;
    }
    if !schema.dialect.capabilities().deferrable_uniques {
        unique.deferrable = None;
    }
    Some(unique)
}

pub(crate) fn deferrable(draw: &mut Draw) -> Option<Deferrable> {
    Some(draw.one(&[Deferrable::InitiallyImmediate, Deferrable::InitiallyDeferred]))
}

/// Gives the table a primary key, with columns of its own for it, or none.
pub(crate) fn add_primary(draw: &mut Draw, schema: &Schema, table: &mut TableDef) {
    let style = draw.below(10);
    let mut names = super::column_names(table);
    let mut column = |draw: &mut Draw, sql_type: SqlType| {
        ColumnDef::new(words::name(draw, "id", &mut names), sql_type)
    };
    let columns = match style {
        0..=2 => vec![column(draw, SqlType::Integer)],
        3 | 4 => vec![column(draw, SqlType::BigInteger)],
        5 => vec![column(draw, SqlType::String(40))],
        6 => vec![column(draw, SqlType::Integer), column(draw, SqlType::String(20))],
        7 => vec![column(draw, SqlType::Uuid)],
        8 => vec![column(draw, SqlType::SmallInteger)],
        _ => Vec::new(),
    };
    let mut candidate = table.clone();
    let mut key = PrimaryKeyDef::new(columns.iter().map(|column| column.name.clone()));
    if draw.chance(20) {
        key.name = Some(words::name(draw, "key", &mut schema.taken_with(Some(table))));
    }
    candidate.primary_key = (!columns.is_empty()).then_some(key);
    candidate.columns.to_mut().extend(columns);
    if candidate.columns.is_empty() {
        candidate.columns.to_mut().push(column(draw, SqlType::Integer));
    }
    offer(schema, table, candidate);
}

/// What a foreign key can refer to: the primary key, and unique constraints that are checked at once.
pub(crate) fn targets(dialect: Dialect, table: &TableDef) -> Vec<Vec<Str>> {
    let mut targets = Vec::new();
    if let Some(key) = &table.primary_key {
        targets.push(key.columns.to_vec());
    }
    let uniques = table.uniques.iter().filter(|unique| unique.deferrable.is_none());
    targets.extend(uniques.map(|unique| unique.columns.to_vec()));
    let indexes = table.indexes.iter().filter(|index| index.unique && index.predicate.is_none());
    targets.extend(indexes.filter_map(|index| {
        let plain = index.columns.iter().map(|part| match &part.key {
            fsm_core::IndexKey::Column(name)
                if part.collation.is_none() && part.prefix_length.is_none() =>
            {
                Some(name.clone())
            }
            _ => None,
        });
        let plain: Option<Vec<Str>> = plain.collect();
        plain.filter(|_| dialect != Dialect::Postgres || index.method.is_none())
    }));
    targets
}

/// Gives a table a foreign key to a table (itself, it may be), by columns made for it or by columns
/// that it has. Whether it did.
pub(crate) fn add_foreign(draw: &mut Draw, schema: &mut Schema, from: usize, to: usize) -> bool {
    let parent = schema.tables[to].clone();
    let Some(target) = draw.pick(&targets(schema.dialect, &parent)).cloned() else { return false };
    let mut child = schema.tables[from].clone();
    let mut names = super::column_names(&child);
    let mut columns: Vec<Str> = Vec::new();
    for name in &target {
        let Some(there) = parent.find_column(name) else { return false };
        let known: Vec<Str> = child
            .columns
            .iter()
            .filter(|here| {
                here.sql_type == there.sql_type
                    && here.collation == there.collation
                    && here.computed.is_none()
            })
            .map(|here| here.name.clone())
            .filter(|here| !columns.contains(here))
            .collect();
        if draw.chance(25)
            && let Some(known) = draw.pick(&known)
        {
            columns.push(known.clone());
            continue;
        }
        let mut column =
            ColumnDef::new(words::name(draw, "ref", &mut names), there.sql_type.clone());
        column.collation.clone_from(&there.collation);
        column.type_overrides.clone_from(&there.type_overrides);
        column.nullable = draw.chance(50);
        columns.push(column.name.clone());
        child.columns.to_mut().push(column);
    }
    let mut key = ForeignKeyDef::new(columns, parent.name.clone(), target);
    if draw.chance(40) {
        key.name = Some(words::name(draw, "reference", &mut schema.taken()));
    }
    set_actions(draw, schema, &mut key);
    child.foreign_keys.to_mut().push(key);
    schema.change(from, child)
}

/// Actions, and when and how it is checked.
pub(crate) fn set_actions(draw: &mut Draw, schema: &Schema, key: &mut ForeignKeyDef) {
    if draw.chance(50) {
        key.on_delete = action(draw, schema.dialect);
    }
    if draw.chance(30) {
        key.on_update = action(draw, schema.dialect);
    }
    if draw.chance(25) && schema.dialect.capabilities().deferrable_foreign_keys {
        key.deferrable = deferrable(draw);
    }
    if draw.chance(15) && schema.dialect.capabilities().match_full {
        key.match_type = Some(draw.one(&[MatchType::Simple, MatchType::Full]));
    }
}

pub(crate) fn action(draw: &mut Draw, dialect: Dialect) -> Option<ReferentialAction> {
    use ReferentialAction::{Cascade, NoAction, Restrict, SetDefault, SetNull};
    let mut actions = vec![Cascade, Restrict, NoAction, SetNull];
    if dialect.capabilities().set_default {
        actions.push(SetDefault);
    }
    Some(draw.one(&actions))
}
