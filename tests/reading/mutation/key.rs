//! Changes of primary keys and unique constraints.

use fsm_core::{PrimaryKeyDef, Str, TableDef, UniqueDef};

use crate::draw::Draw;
use crate::mutation::Mutant;
use crate::schema::{key, offer};
use crate::words;

pub(super) fn add_primary(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let tables = mutant.tables(|table| table.primary_key.is_none());
    let Some(&at) = draw.pick(&tables) else { return false };
    let mut table = mutant.schema.tables[at].clone();
    let columns = not_null(draw, mutant, &table);
    if columns.is_empty() {
        return false;
    }
    table.primary_key = Some(PrimaryKeyDef::new(columns));
    mutant.schema.change(at, table)
}

/// Columns for a key that hold no null and are unique together.
fn not_null(draw: &mut Draw, mutant: &Mutant, table: &TableDef) -> Vec<Str> {
    let (distinct, _) = key::candidates(mutant.dialect(), table);
    let fit: Vec<Str> = distinct
        .into_iter()
        .filter(|name| {
            table.find_column(name).is_some_and(|column| !column.nullable)
                && mutant.holds_rows(&table.name, name)
        })
        .collect();
    draw.some(&fit, 2)
}

pub(super) fn drop_primary(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let tables = mutant.tables(|table| table.primary_key.is_some());
    let Some(&at) = draw.pick(&tables) else { return false };
    let mut table = mutant.schema.tables[at].clone();
    table.primary_key = None;
    mutant.schema.change(at, table)
}

pub(super) fn primary_columns(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let tables = mutant.tables(|table| table.primary_key.is_some());
    let Some(&at) = draw.pick(&tables) else { return false };
    let mut table = mutant.schema.tables[at].clone();
    let columns = not_null(draw, mutant, &table);
    let Some(key) = &mut table.primary_key else { return false };
    if columns.is_empty() || *key.columns == *columns {
        return false;
    }
    key.columns = columns.into();
    mutant.schema.change(at, table)
}

pub(super) fn primary_name(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let tables = mutant.tables(|table| table.primary_key.is_some());
    let Some(&at) = draw.pick(&tables) else { return false };
    let mut table = mutant.schema.tables[at].clone();
    let name = words::name(draw, "key", &mut mutant.schema.taken());
    let gone = draw.chance(30);
    let Some(key) = &mut table.primary_key else { return false };
    key.name = if key.name.is_some() && gone { None } else { Some(name) };
    mutant.schema.change(at, table)
}

/// Whether the constraint holds for the rows.
fn holds(mutant: &Mutant, table: &TableDef, unique: &UniqueDef) -> bool {
    unique.columns.iter().all(|column| mutant.holds_rows(&table.name, column))
}

pub(super) fn add_unique(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let at = draw.below(mutant.schema.tables.len());
    let table = mutant.schema.tables[at].clone();
    let Some(unique) = key::unique(draw, &mutant.schema, &table) else { return false };
    holds(mutant, &table, &unique) && mutant.schema.change(at, table.unique(unique))
}

/// Changes one of the unique constraints.
fn one(
    draw: &mut Draw,
    mutant: &mut Mutant,
    change: impl FnOnce(&mut Draw, &Mutant, &mut TableDef, usize) -> bool,
) -> bool {
    let tables = mutant.tables(|table| !table.uniques.is_empty());
    let Some(&at) = draw.pick(&tables) else { return false };
    let mut table = mutant.schema.tables[at].clone();
    let place = draw.below(table.uniques.len());
    change(draw, mutant, &mut table, place) && mutant.schema.change(at, table)
}

pub(super) fn drop_unique(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    one(draw, mutant, |_, _, table, place| {
        table.uniques.to_mut().remove(place);
        true
    })
}

pub(super) fn unique_columns(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    one(draw, mutant, |draw, mutant, table, place| {
        let columns = key::unique_columns(draw, mutant.dialect(), table);
        let mut candidate = table.clone();
        let unique = &mut candidate.uniques.to_mut()[place];
        if columns.is_empty() || *unique.columns == *columns {
            return false;
        }
        unique.columns = columns.into();
        let holds = holds(mutant, table, &candidate.uniques[place]);
        holds && offer(&mutant.schema, table, candidate)
    })
}

pub(super) fn unique_name(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    one(draw, mutant, |draw, mutant, table, place| {
        let unique = &mut table.uniques.to_mut()[place];
        let name = words::name(draw, "unique", &mut mutant.schema.taken());
        unique.name = if unique.name.is_some() && draw.chance(30) { None } else { Some(name) };
        true
    })
}

pub(super) fn unique_deferrable(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    one(draw, mutant, |draw, _, table, place| {
        let unique = &mut table.uniques.to_mut()[place];
        let before = unique.deferrable;
        unique.deferrable =
            if before.is_some() && draw.chance(40) { None } else { key::deferrable(draw) };
        unique.deferrable != before
    })
}

pub(super) fn unique_nulls(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    one(draw, mutant, |_, _, table, place| {
        let unique = &mut table.uniques.to_mut()[place];
        unique.nulls_not_distinct = !unique.nulls_not_distinct;
        true
    })
}
