use super::Question;
use super::context::{Context, Found, Pair};
use crate::dialect::Speller;
use crate::schema::{ColumnDef, EnumDef, Str, TableDef, TableName};
use std::collections::{BTreeMap, BTreeSet};

/// From how much likeness on a pair is worth asking about.
const LIKELY: u8 = 50;

/// In how many tables that go a column's name may stand and still tell something.
const TELLING: usize = 64;

/// Columns of which one goes and one comes.
pub(super) fn columns(
    cx: &Context<'_>,
    pair: &Pair<'_>,
    (gone, new): (&[&ColumnDef], &[&ColumnDef]),
    found: &mut Found,
) {
    let Some(model) = pair.model else { return };
    if gone.is_empty() || new.is_empty() || gone.len() * new.len() > TELLING * TELLING {
        return;
    }
    let place = |table: &TableDef, name: &str| table.columns.iter().position(|c| c.name == name);
    let mut scored: Vec<(u8, usize, usize)> = Vec::new();
    for (at, one) in gone.iter().enumerate() {
        for (with, other) in new.iter().enumerate() {
            let type_of = |table: &TableDef, speller: &Speller<'_>, column| {
                cx.normal.type_name(&speller.grammar.column_type(speller, table, column))
            };
            let same_type = type_of(&pair.now, &cx.before, one) == type_of(model, &cx.model, other);
            if !same_type {
                continue;
            }
            let mut score = 40;
            score += if one.nullable == other.nullable { 10 } else { 0 };
            score += if place(&pair.now, &one.name) == place(model, &other.name) { 20 } else { 0 };
            score += if one.computed.is_some() == other.computed.is_some() { 10 } else { 0 };
            score += likeness_of_names(&one.name, &other.name);
            scored.push((score, at, with));
        }
    }
    best(scored, |score, at, with| {
        found.questions.push(Question {
            kind: "column".into(),
            table: model.name.clone(),
            before: gone[at].name.clone(),
            after: new[with].name.clone(),
            score,
        });
    });
}

/// Tables of which one goes and one comes, by the share of columns that both have.
pub(super) fn tables(gone: &[&TableDef], new: &[&TableDef], found: &mut Found) {
    let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, table) in gone.iter().enumerate() {
        for column in table.columns.iter() {
            holders.entry(&column.name).or_default().push(at);
        }
    }
    let mut scored = Vec::new();
    for (with, table) in new.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for column in table.columns.iter() {
            let holders = holders.get(&*column.name).map_or(&[][..], Vec::as_slice);
            if holders.len() <= TELLING {
                for at in holders {
                    *shared.entry(*at).or_default() += 1;
                }
            }
        }
        for (at, shared) in shared {
            let all = table.columns.len().max(gone[at].columns.len()).max(1);
            let score = u8::try_from(shared * 100 / all).unwrap_or(100);
            scored.push((score, at, with));
        }
    }
    best(scored, |score, at, with| {
        found.questions.push(Question {
            kind: "table".into(),
            table: gone[at].name.clone(),
            before: full_name(&gone[at].name),
            after: full_name(&new[with].name),
            score,
        });
    });
}

/// Labels of which one goes and one comes.
pub(super) fn labels(before: &EnumDef, after: &EnumDef, found: &mut Found) {
    let only = |one: &EnumDef, other: &EnumDef| -> Vec<(usize, Str)> {
        let labels = one.labels.iter().enumerate();
        let only = labels.filter(|(_, label)| !other.labels.contains(label));
        only.map(|(at, label)| (at, label.clone())).collect()
    };
    let (gone, new) = (only(before, after), only(after, before));
    let mut scored = Vec::new();
    for (at, (place, one)) in gone.iter().enumerate() {
        for (with, (other_place, other)) in new.iter().enumerate() {
            let same_place = if place == other_place { 40 } else { 0 };
            let alone = if gone.len() == 1 && new.len() == 1 { 30 } else { 0 };
            scored.push((same_place + alone + likeness_of_names(one, other), at, with));
        }
    }
    best(scored, |score, at, with| {
        found.questions.push(Question {
            kind: "enum label".into(),
            table: after.name.clone(),
            before: gone[at].1.clone(),
            after: new[with].1.clone(),
            score,
        });
    });
}

/// Each of both sides once, the likeliest pairs first.
fn best(mut scored: Vec<(u8, usize, usize)>, mut asked: impl FnMut(u8, usize, usize)) {
    scored.retain(|(score, ..)| *score >= LIKELY);
    scored.sort_by_key(|(score, at, with)| (std::cmp::Reverse(*score), *at, *with));
    let (mut gone, mut new) = (BTreeSet::new(), BTreeSet::new());
    for (score, at, with) in scored {
        if !gone.contains(&at) && !new.contains(&with) {
            gone.insert(at);
            new.insert(with);
            asked(score, at, with);
        }
    }
}

/// Up to 20 for names that share their beginning or end.
fn likeness_of_names(one: &str, other: &str) -> u8 {
    let same = |one: &mut dyn Iterator<Item = char>, other: &mut dyn Iterator<Item = char>| {
        one.zip(other).take_while(|(a, b)| a == b).count()
    };
    let front = same(&mut one.chars(), &mut other.chars());
    let back = same(&mut one.chars().rev(), &mut other.chars().rev());
    let longest = one.chars().count().max(other.chars().count()).max(1);
    u8::try_from((front.max(back) * 20 / longest).min(20)).unwrap_or(20)
}

fn full_name(name: &TableName) -> Str {
    name.to_string().into()
}
