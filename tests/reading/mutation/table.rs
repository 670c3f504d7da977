//! Changes of whole tables.

use crate::draw::Draw;
use crate::mutation::Mutant;
use crate::{schema, words};

pub(super) fn add(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let Some(table) = schema::table(draw, &mutant.schema) else { return false };
    mutant.schema.tables.push(table);
    true
}

pub(super) fn remove(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    if mutant.schema.tables.len() < 2 {
        return false;
    }
    let gone = mutant.schema.tables.remove(draw.below(mutant.schema.tables.len()));
    for table in &mut mutant.schema.tables {
        table.foreign_keys.to_mut().retain(|key| key.referred_table != gone.name);
    }
    mutant.lineage.tables.remove(&gone.name);
    true
}

pub(super) fn rename(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let at = draw.below(mutant.schema.tables.len());
    let name = words::name(draw, "renamed", &mut mutant.schema.taken());
    let Some(table) = mutant.schema.tables.get_mut(at) else { return false };
    let before = table.name.clone();
    *table = table.clone().renamed(name);
    let after = table.name.clone();
    if table.renamed_from.is_none() && mutant.lineage.tables.contains_key(&before) {
        table.renamed_from = Some(before.name.clone());
    }
    for table in &mut mutant.schema.tables {
        for key in table.foreign_keys.to_mut() {
            if key.referred_table == before {
                key.referred_table = after.clone();
            }
        }
    }
    mutant.lineage.table_renamed(&before, &after);
    true
}

pub(super) fn comment(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let at = draw.below(mutant.schema.tables.len());
    let gone = draw.chance(30);
    let Some(table) = mutant.schema.tables.get_mut(at) else { return false };
    table.comment = match &table.comment {
        Some(_) if gone => None,
        before => Some(words::other_text(draw, before.as_deref()).into()),
    };
    true
}

pub(super) fn options(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let at = draw.below(mutant.schema.tables.len());
    let Some(mut table) = mutant.schema.tables.get(at).cloned() else { return false };
    let changed = schema::options::set(draw, &mutant.schema, &mut table);
    changed && mutant.schema.change(at, table)
}
