//! Changes of foreign keys.

use fsm_core::{MatchType, TableDef};

use crate::draw::Draw;
use crate::mutation::{Kind, Mutant};
use crate::schema::key;
use crate::words;

pub(super) fn add(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let count = mutant.schema.tables.len();
    let (from, to) = (draw.below(count), draw.below(count));
    let before: Vec<_> = mutant.schema.tables[from].columns.to_vec();
    if !key::add_foreign(draw, &mut mutant.schema, from, to) {
        return false;
    }
    let table = &mut mutant.schema.tables[from];
    if mutant.rows.count == 0 || !mutant.lineage.tables.contains_key(&table.name) {
        return true;
    }
    // The rows that are there refer to nothing by a new column, and by one that they have a value
    // in only to rows that are there too.
    let Some(key) = table.foreign_keys.last().cloned() else { return false };
    let whole = key.match_type == Some(MatchType::Full) && key.columns.len() > 1;
    for column in table.columns.to_mut() {
        if !before.iter().any(|there| there.name == column.name) {
            column.nullable = true;
        }
    }
    let table = &mutant.schema.tables[from];
    let old = key.columns.iter().any(|name| before.iter().any(|there| there.name == *name));
    let sound = key.columns.iter().zip(key.referred_columns.iter()).all(|(here, there)| {
        mutant.lineage.source(&table.name, here).is_some()
            && mutant.lineage.source(&key.referred_table, there).is_some()
            && !mutant.has_nulls(&key.referred_table, there)
    });
    !old || (sound && !whole)
}

/// Changes one of the foreign keys.
fn one(
    draw: &mut Draw,
    mutant: &mut Mutant,
    change: impl FnOnce(&mut Draw, &Mutant, &mut TableDef, usize) -> bool,
) -> bool {
    let tables = mutant.tables(|table| !table.foreign_keys.is_empty());
    let Some(&at) = draw.pick(&tables) else { return false };
    let mut table = mutant.schema.tables[at].clone();
    let place = draw.below(table.foreign_keys.len());
    change(draw, mutant, &mut table, place) && mutant.schema.change(at, table)
}

pub(super) fn remove(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    one(draw, mutant, |_, _, table, place| {
        table.foreign_keys.to_mut().remove(place);
        true
    })
}

pub(super) fn property(draw: &mut Draw, mutant: &mut Mutant, kind: Kind) -> bool {
    one(draw, mutant, |draw, mutant, table, place| {
        let name_of_table = table.name.clone();
        let key = &mut table.foreign_keys.to_mut()[place];
        let before = key.clone();
        let less = draw.chance(30);
        match kind {
            Kind::ForeignKeyOnDelete => {
                key.on_delete = if less { None } else { key::action(draw, mutant.dialect()) };
            }
            Kind::ForeignKeyOnUpdate => {
                key.on_update = if less { None } else { key::action(draw, mutant.dialect()) };
            }
            Kind::ForeignKeyDeferrable => {
                key.deferrable = if less { None } else { key::deferrable(draw) };
            }
            Kind::ForeignKeyMatch => {
                let null =
                    key.columns.iter().any(|column| mutant.has_nulls(&name_of_table, column));
                key.match_type = match before.match_type {
                    Some(MatchType::Full) => None,
                    _ if null && key.columns.len() > 1 => before.match_type,
                    _ => Some(MatchType::Full),
                };
            }
            _ => {
                let name = words::name(draw, "reference", &mut mutant.schema.taken());
                key.name = if key.name.is_some() && less { None } else { Some(name) };
            }
        }
        *key != before
    })
}
