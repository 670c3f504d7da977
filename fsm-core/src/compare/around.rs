//! What has to go before something else changes or goes, and to come again afterwards: foreign
//! keys around a column whose type changes, indexes of a column that is dropped.
//! It never decides what differs.

use super::context::{Context, Found, List, Pair, Place, Stage};
use super::parts::{Part, of_list};
use crate::change::Change;
use crate::dialect::InTheWay;
use crate::registry::mentions;
use crate::schema::{ColumnDef, ForeignKeyDef, IndexKey, Str, TableName};
use std::borrow::Cow;

/// Clears the way for what was found. `gone` are the tables that are dropped.
pub(super) fn clear(cx: &Context<'_>, pairs: &[Pair<'_>], gone: &[&TableName], found: &mut Found) {
    let in_the_way = found.altered.iter().any(|(.., way)| *way != InTheWay::default());
    if !in_the_way && found.dropped.is_empty() && found.freed.is_empty() && gone.is_empty() {
        return;
    }
    found.altered.retain(|(.., way)| *way != InTheWay::default());
    computed(pairs, found);
    for pair in pairs {
        parts_of_columns(cx, pair, found);
    }
    for pair in pairs {
        foreign_keys(cx, pairs, pair, gone, found);
    }
}

/// Generated columns that are made of an altered column go and come again; those of a dropped one
/// go.
fn computed(pairs: &[Pair<'_>], found: &mut Found) {
    let altered: Vec<(usize, Str)> = (found.altered.iter())
        .filter(|(.., way)| way.computed)
        .map(|(at, name, _)| (*at, name.clone()))
        .collect();
    let dropped = found.dropped.clone();
    for (at, name) in &altered {
        for column in made_of(&pairs[*at], name) {
            if found.dropped.contains(&(*at, column.name.clone())) {
                continue;
            }
            let table = pairs[*at].now.name.clone();
            let after = take_alteration(&table, column, found);
            let before = Change::DropColumn { table: table.clone(), column: column.clone() };
            if !found.changes.contains(&(Stage::Free, before.clone())) {
                found.push(Stage::Free, before);
                found.push(Stage::Restore, Change::AddColumn { table, column: after });
                let way = InTheWay { foreign_keys: true, expressions: true, computed: false };
                found.altered.push((*at, column.name.clone(), way));
            }
        }
    }
    for (at, name) in &dropped {
        for column in made_of(&pairs[*at], name) {
            let known = pairs[*at].model.is_some_and(|m| m.find_column(&column.name).is_some());
            if known || found.dropped.contains(&(*at, column.name.clone())) {
                continue;
            }
            let table = pairs[*at].now.name.clone();
            found.dropped.push((*at, column.name.clone()));
            found.push(Stage::Free, Change::DropColumn { table, column: column.clone() });
        }
    }
}

fn made_of<'p>(pair: &'p Pair<'_>, name: &str) -> Vec<&'p ColumnDef> {
    let speaks = |column: &&ColumnDef| {
        column.computed.as_ref().is_some_and(|computed| {
            let texts = computed.expression.overrides.iter().map(|(_, text)| text);
            computed.expression.common.iter().chain(texts).any(|text| mentions(text, name))
        })
    };
    pair.now.columns.iter().filter(speaks).collect()
}

/// The column as it comes again: as its own alteration says, which is not needed any more.
fn take_alteration(table: &TableName, column: &ColumnDef, found: &mut Found) -> ColumnDef {
    let place = found.changes.iter().position(|(_, change)| {
        matches!(change, Change::AlterColumn { table: of, before, .. }
            if of == table && before.name == column.name)
    });
    match place.map(|at| found.changes.remove(at).1) {
        Some(Change::AlterColumn { after, .. }) => after,
        _ => column.clone(),
    }
}

/// Constraints and indexes of columns that go, and those that are in the way of an alteration.
fn parts_of_columns(cx: &Context<'_>, pair: &Pair<'_>, found: &mut Found) {
    let of_pair = |at: usize| at == pair.at;
    let dropped: Vec<Str> = (found.dropped.iter())
        .filter(|(at, _)| of_pair(*at))
        .map(|(_, name)| name.clone())
        .collect();
    // What comes again under the same name took its indexes along.
    let restored: Vec<Str> = (found.changes.iter())
        .filter_map(|(stage, change)| match change {
            Change::AddColumn { table, column }
                if *stage == Stage::Restore && *table == pair.now.name =>
            {
                Some(column.name.clone())
            }
            _ => None,
        })
        .collect();
    let altered: Vec<Str> = (found.altered.iter())
        .filter(|(at, _, way)| of_pair(*at) && way.expressions)
        .map(|(_, name, _)| name.clone())
        .collect();
    if dropped.is_empty() && altered.is_empty() && restored.is_empty() {
        return;
    }
    for list in [List::Uniques, List::Indexes, List::Checks] {
        let was = of_list(pair.was, list, cx);
        for ((at, was), (_, now)) in was.iter().zip(of_list(&pair.now, list, cx)) {
            let place = (pair.at, list, *at);
            if found.gone.contains(&place) {
                continue;
            }
            if dropped.iter().any(|name| holds(&now, name) || speaks_of(cx, &now, name)) {
                drop_for_good(pair, place, was, found);
            } else if restored.iter().any(|name| holds(&now, name))
                || altered.iter().any(|name| speaks_of(cx, &now, name))
            {
                drop_and_add(pair, place, was, &now, found);
            }
        }
    }
}

/// Whether the column itself is a part of it.
fn holds(part: &Part<'_>, name: &str) -> bool {
    match part {
        Part::Unique(unique) => unique.columns.iter().any(|column| column == name),
        Part::Index(index) => {
            index.include.iter().any(|column| column == name)
                || index
                    .columns
                    .iter()
                    .any(|part| matches!(&part.key, IndexKey::Column(column) if column == name))
        }
        Part::Check(check) => check.column.as_deref() == Some(name),
        Part::ForeignKey(key) => key.columns.iter().any(|column| column == name),
    }
}

/// Whether an expression of it is made of the column.
fn speaks_of(cx: &Context<'_>, part: &Part<'_>, name: &str) -> bool {
    let says =
        |sql: &crate::schema::Sql| sql.text(cx.dialect).is_some_and(|text| mentions(text, name));
    match part {
        Part::Check(check) => says(&check.expression),
        Part::Index(index) => {
            index.predicate.as_ref().is_some_and(says)
                || index.columns.iter().any(|part| match &part.key {
                    IndexKey::Expression(sql) => says(sql),
                    IndexKey::Column(_) => false,
                })
        }
        Part::Unique(_) | Part::ForeignKey(_) => false,
    }
}

fn foreign_keys(
    cx: &Context<'_>,
    pairs: &[Pair<'_>],
    pair: &Pair<'_>,
    gone: &[&TableName],
    found: &mut Found,
) {
    for (at, now) in pair.now.foreign_keys.iter().enumerate() {
        let place = (pair.at, List::ForeignKeys, at);
        if found.gone.contains(&place) {
            continue;
        }
        let Some(was) = pair.was.foreign_keys.get(at) else { continue };
        let (was, part) = (Part::ForeignKey(was), Part::ForeignKey(now));
        let touches = |(of, name): (usize, &Str)| touches(pairs, pair, now, of, name);
        if gone.iter().any(|name| cx.names.same_table(name, &now.referred_table))
            || found.dropped.iter().any(|(of, name)| touches((*of, name)))
        {
            drop_for_good(pair, place, &was, found);
        } else if cx.can.alter_foreign_keys
            && (found
                .altered
                .iter()
                .any(|(of, name, way)| way.foreign_keys && touches((*of, name)))
                || found.freed.iter().any(|(of, key)| needs(cx, pairs, pair, now, *of, key)))
        {
            drop_and_add(pair, place, &was, &part, found);
        }
    }
}

/// Whether the foreign key of `pair` is from or to the column of the table at `of`.
fn touches(
    pairs: &[Pair<'_>],
    pair: &Pair<'_>,
    key: &ForeignKeyDef,
    of: usize,
    name: &Str,
) -> bool {
    of == pair.at && key.columns.contains(name)
        || pairs[of].now.name == key.referred_table && key.referred_columns.contains(name)
}

/// Whether the foreign key of `pair` may need a key or an index of the table at `of`.
fn needs(
    cx: &Context<'_>,
    pairs: &[Pair<'_>],
    pair: &Pair<'_>,
    key: &ForeignKeyDef,
    of: usize,
    columns: &[Str],
) -> bool {
    let covers = |wanted: &[Str]| {
        let begins = columns.len() == wanted.len()
            || cx.likeness.indexes_foreign_keys() && columns.len() > wanted.len();
        begins && columns.iter().take(wanted.len()).all(|column| wanted.contains(column))
    };
    cx.names.same_table(&pairs[of].now.name, &key.referred_table) && covers(&key.referred_columns)
        || cx.likeness.indexes_foreign_keys() && of == pair.at && covers(&key.columns)
}

fn drop_for_good(pair: &Pair<'_>, place: Place, was: &Part<'_>, found: &mut Found) {
    found.gone.insert(place);
    found.renamed.remove(&place);
    found.unknown.remove(&place);
    let (stage, change) = was.drop(&pair.was.name);
    found.push(stage, change);
}

fn drop_and_add(pair: &Pair<'_>, place: Place, was: &Part<'_>, now: &Part<'_>, found: &mut Found) {
    found.gone.insert(place);
    let (stage, change) = was.drop(&pair.was.name);
    found.push(stage, change);
    let after = found.renamed.remove(&place).map(|(_, after)| after);
    let (stage, change) = match after {
        Some(name) => now.with_name(name).add(&pair.now.name),
        None => now.add(&pair.now.name),
    };
    found.push(stage, change);
}

/// A part of its own, to carry another name.
pub(super) enum Owned {
    Unique(crate::schema::UniqueDef),
    Check(crate::schema::CheckDef),
    ForeignKey(ForeignKeyDef),
    Index(crate::schema::IndexDef),
}

impl Owned {
    fn add(&self, table: &TableName) -> (Stage, Change) {
        match self {
            Self::Unique(unique) => Part::Unique(unique).add(table),
            Self::Check(check) => Part::Check(Cow::Borrowed(check)).add(table),
            Self::ForeignKey(key) => Part::ForeignKey(key).add(table),
            Self::Index(index) => Part::Index(index).add(table),
        }
    }
}

impl Part<'_> {
    fn with_name(&self, name: Str) -> Owned {
        match self {
            Self::Unique(unique) => Owned::Unique((*unique).clone().named(name)),
            Self::Check(check) => Owned::Check(check.clone().into_owned().named(name)),
            Self::ForeignKey(key) => Owned::ForeignKey((*key).clone().named(name)),
            Self::Index(index) => Owned::Index((*index).clone().named(name)),
        }
    }
}
