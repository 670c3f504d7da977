//! Changes of enums, in every column that has them.

use fsm_core::{EnumDef, Literal, SqlType, Str, TableName};

use crate::draw::Draw;
use crate::mutation::{Kind, Mutant, Relabelled};
use crate::schema::types;
use crate::words;

fn pick(draw: &mut Draw, mutant: &Mutant) -> Option<EnumDef> {
    draw.pick(&mutant.schema.enums()).cloned()
}

/// Puts the enum in the place of the one of that name.
fn put(mutant: &mut Mutant, name: &TableName, def: &EnumDef) {
    for table in &mut mutant.schema.tables {
        for column in table.columns.to_mut() {
            match &mut column.sql_type {
                SqlType::Enum(there) if there.name == *name => *there = def.clone(),
                _ => {}
            }
        }
    }
}

pub(super) fn add(draw: &mut Draw, mutant: &mut Mutant, kind: Kind) -> bool {
    let Some(mut def) = pick(draw, mutant) else { return false };
    let labels: Vec<String> = def.labels.iter().map(ToString::to_string).collect();
    let label = types::label(draw, &labels);
    let place = if kind == Kind::AddLabel { labels.len() } else { draw.below(labels.len()) };
    def.labels.to_mut().insert(place, label.into());
    put(mutant, &def.name.clone(), &def);
    true
}

pub(super) fn remove(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let Some(mut def) = pick(draw, mutant) else { return false };
    let at = draw.below(def.labels.len());
    let used = mutant.used_labels.contains(&(def.name.clone(), def.labels[at].clone()));
    if used || def.labels.len() < 2 {
        return false;
    }
    def.labels.to_mut().remove(at);
    put(mutant, &def.name.clone(), &def);
    true
}

pub(super) fn rename_label(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let Some(mut def) = pick(draw, mutant) else { return false };
    let at = draw.below(def.labels.len());
    let labels: Vec<String> = def.labels.iter().map(ToString::to_string).collect();
    let after: Str = types::label(draw, &labels).into();
    let before = std::mem::replace(&mut def.labels.to_mut()[at], after.clone());
    // A label that another had before is a hint that no one could follow.
    let clash = mutant.labels.iter().any(|hint| hint.before == after || hint.after == before);
    if clash {
        return false;
    }
    let mut places = Vec::new();
    for table in &mut mutant.schema.tables {
        let name = table.name.clone();
        for column in table.columns.to_mut() {
            if !matches!(&column.sql_type, SqlType::Enum(there) if there.name == def.name) {
                continue;
            }
            if column.default == Some(Literal::String(before.clone())) {
                column.default = Some(Literal::String(after.clone()));
            }
            places.push((name.clone(), column.name.clone()));
        }
    }
    for (table, column) in places {
        mutant.lineage.label_renamed(&table, &column, &before, &after);
    }
    if mutant.used_labels.remove(&(def.name.clone(), before.clone())) {
        mutant.used_labels.insert((def.name.clone(), after.clone()));
    }
    put(mutant, &def.name.clone(), &def);
    mutant.labels.push(Relabelled { def: def.name, before, after });
    true
}

pub(super) fn reorder(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let Some(mut def) = pick(draw, mutant) else { return false };
    let (from, to) = (draw.below(def.labels.len()), draw.below(def.labels.len()));
    let labels = def.labels.to_mut();
    let label = labels.remove(from);
    labels.insert(to, label);
    put(mutant, &def.name.clone(), &def);
    from != to
}

pub(super) fn rename(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let Some(mut def) = pick(draw, mutant) else { return false };
    let before = def.name.clone();
    def.name.name = words::name(draw, "kind", &mut mutant.schema.taken());
    for label in def.labels.iter() {
        if mutant.used_labels.remove(&(before.clone(), label.clone())) {
            mutant.used_labels.insert((def.name.clone(), label.clone()));
        }
    }
    put(mutant, &before, &def);
    match mutant.enums.iter_mut().find(|(_, after)| *after == before) {
        Some((_, after)) => *after = def.name.clone(),
        None => mutant.enums.push((before.clone(), def.name.clone())),
    }
    for hint in &mut mutant.labels {
        if hint.def == before {
            hint.def = def.name.clone();
        }
    }
    true
}
