//! Constraints and indexes: which of a table's is which of its model's, by name and then by what
//! they are. It never says what makes two of them alike: each kind has a file of its own.

use super::context::{Alike, Context, Found, List, Pair, Stage, part_of};
use super::filter::Compared;
use super::{check, foreign_key, index, unique};
use crate::change::{Change, ConstraintKind};
use crate::dialect::{Speller, made_on};
use crate::schema::{CheckDef, ForeignKeyDef, IndexDef, Str, TableDef, TableName, UniqueDef};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A constraint or an index.
#[derive(Clone, Debug)]
pub(super) enum Part<'t> {
    Unique(&'t UniqueDef),
    Check(Cow<'t, CheckDef>),
    ForeignKey(&'t ForeignKeyDef),
    Index(&'t IndexDef),
}

/// One that stands.
pub(super) struct Held<'t> {
    /// Its place in its list.
    at: usize,
    was: Part<'t>,
    now: Part<'t>,
    /// `None` where the database has no name for it.
    name: Option<Cow<'t, str>>,
}

/// One of the model.
pub(super) struct Wanted<'t> {
    pub(super) part: Part<'t>,
    /// Its place in its list.
    pub(super) at: usize,
    name: Cow<'t, str>,
}

impl<'t> Part<'t> {
    fn given(&self) -> Option<&Str> {
        match self {
            Self::Unique(unique) => unique.name.as_ref(),
            Self::Check(check) => check.name.as_ref(),
            Self::ForeignKey(key) => key.name.as_ref(),
            Self::Index(index) => index.name.as_ref(),
        }
    }

    fn named(&self, speller: &Speller<'_>, table: &TableName) -> Cow<'t, str> {
        match self {
            Self::Unique(UniqueDef { name: Some(name), .. })
            | Self::ForeignKey(ForeignKeyDef { name: Some(name), .. })
            | Self::Index(IndexDef { name: Some(name), .. }) => Cow::Borrowed(name),
            Self::Unique(unique) => speller.unique_name(table, unique).into(),
            Self::Check(check) => speller.check_name(table, check).into(),
            Self::ForeignKey(key) => speller.foreign_key_name(table, key).into(),
            Self::Index(index) => speller.index_name(table, index).into(),
        }
    }

    pub(super) fn list(&self) -> List {
        match self {
            Self::Unique(_) => List::Uniques,
            Self::Check(_) => List::Checks,
            Self::ForeignKey(_) => List::ForeignKeys,
            Self::Index(_) => List::Indexes,
        }
    }

    pub(super) fn compared(&self) -> Compared {
        match self {
            Self::Unique(_) => Compared::Unique,
            Self::Check(_) => Compared::Check,
            Self::ForeignKey(_) => Compared::ForeignKey,
            Self::Index(_) => Compared::Index,
        }
    }

    fn noun(&self) -> &'static str {
        match self {
            Self::Unique(_) => "unique constraint",
            Self::Check(_) => "check",
            Self::ForeignKey(_) => "foreign key",
            Self::Index(_) => "index",
        }
    }

    /// What it is, where it has no name.
    fn text(&self, cx: &Context<'_>) -> String {
        match self {
            Self::Unique(unique) => unique.columns.join(", "),
            Self::Check(check) => check.expression.text(cx.dialect).unwrap_or_default().to_owned(),
            Self::ForeignKey(key) => key.columns.join(", "),
            Self::Index(index) => index::plain_columns(index).join(", "),
        }
    }

    /// The columns whose index a foreign key may need.
    fn key_columns(&self) -> Vec<Str> {
        match self {
            Self::Unique(unique) => unique.columns.to_vec(),
            Self::Index(index) => index::plain_columns(index),
            Self::Check(_) | Self::ForeignKey(_) => Vec::new(),
        }
    }

    pub(super) fn add(&self, table: &TableName) -> (Stage, Change) {
        let table = table.clone();
        match self {
            Self::Unique(unique) => {
                (Stage::AddUnique, Change::AddUnique { table, unique: (*unique).clone() })
            }
            Self::Check(check) => {
                (Stage::AddCheck, Change::AddCheck { table, check: check.clone().into_owned() })
            }
            Self::ForeignKey(key) => {
                (Stage::AddForeignKey, Change::AddForeignKey { table, foreign_key: (*key).clone() })
            }
            Self::Index(index) => {
                (Stage::CreateIndex, Change::CreateIndex { table, index: (*index).clone() })
            }
        }
    }

    pub(super) fn drop(&self, table: &TableName) -> (Stage, Change) {
        let stage = match self {
            Self::ForeignKey(_) => Stage::DropForeignKey,
            _ => Stage::DropPart,
        };
        (stage, self.add(table).1.reverse())
    }

    pub(super) fn rename(&self, table: &TableName, before: Str, after: Str) -> Change {
        let table = table.clone();
        let kind = match self {
            Self::Index(_) => return Change::RenameIndex { table, before, after },
            Self::Unique(_) => ConstraintKind::Unique,
            Self::Check(_) => ConstraintKind::Check,
            Self::ForeignKey(_) => ConstraintKind::ForeignKey,
        };
        Change::RenameConstraint { table, kind, before, after }
    }
}

impl Wanted<'_> {
    /// The one of `kept`, a table in the form in which the server keeps it, that is this: of its
    /// name, or in its place without one.
    pub(super) fn kept<'k, T>(
        &self,
        kept: &'k [T],
        name: impl Fn(&T) -> Option<&Str>,
    ) -> Option<&'k T> {
        let named = kept.iter().find(|item| name(item).is_some_and(|name| *name == self.name));
        named.or_else(|| kept.get(self.at).filter(|item| name(item).is_none()))
    }
}

/// Everything of a list of a table that is made on the dialect.
pub(super) fn of_list<'t>(
    table: &'t TableDef,
    list: List,
    cx: &Context<'_>,
) -> Vec<(usize, Part<'t>)> {
    let on = cx.dialect;
    match list {
        List::Uniques => (table.uniques.iter().enumerate())
            .filter(|(_, unique)| made_on(&unique.dialects, on))
            .map(|(at, unique)| (at, Part::Unique(unique)))
            .collect(),
        List::Checks => (table.checks.iter().enumerate())
            .filter(|(_, check)| {
                made_on(&check.dialects, on) && check.expression.text(on).is_some()
            })
            .map(|(at, check)| (at, Part::Check(Cow::Borrowed(check))))
            .collect(),
        List::ForeignKeys => (table.foreign_keys.iter().enumerate())
            .map(|(at, key)| (at, Part::ForeignKey(key)))
            .collect(),
        List::Indexes => (table.indexes.iter().enumerate())
            .filter(|(_, index)| made_on(&index.dialects, on))
            .map(|(at, index)| (at, Part::Index(index)))
            .collect(),
    }
}

/// Compares the parts of a table that can be each other's: those of `lists`.
pub(super) fn compare(cx: &Context<'_>, pair: &Pair<'_>, lists: &[List], found: &mut Found) {
    let Some(model) = pair.model else { return };
    let is_empty = |table: &TableDef| {
        lists.iter().all(|list| match list {
            List::Uniques => table.uniques.is_empty(),
            List::Checks => table.checks.is_empty(),
            List::ForeignKeys => table.foreign_keys.is_empty(),
            List::Indexes => table.indexes.is_empty(),
        })
    };
    let of_enums =
        if lists.contains(&List::Checks) { check::of_enums(cx, pair, model) } else { Vec::new() };
    if is_empty(&pair.now) && is_empty(model) && of_enums.is_empty() {
        return;
    }
    if of_enums.is_empty() && lists.iter().all(|list| same_at_once(cx, pair, model, *list)) {
        return;
    }
    let mut held = held(cx, pair, lists);
    let mut wanted: Vec<Wanted<'_>> = Vec::new();
    for list in lists {
        wanted.extend(of_list(model, *list, cx).into_iter().map(|(at, part)| {
            let name = part.named(&cx.model, &model.name);
            Wanted { part, at, name }
        }));
    }
    wanted.extend(of_enums.into_iter().map(|check| {
        let part = Part::Check(Cow::Owned(check));
        let name = part.named(&cx.model, &model.name);
        Wanted { part, at: usize::MAX, name }
    }));
    let filter = &cx.options.filter;
    if !filter.is_open() {
        held.retain(|part| {
            let name = part.name.as_deref().unwrap_or_default();
            filter.takes_part(part.now.compared(), &pair.now.name, name)
        });
        wanted.retain(|part| filter.takes_part(part.part.compared(), &model.name, &part.name));
    }
    settle(cx, pair, held, wanted, found);
}

/// Whether the list is the model's, value by value, so that nothing has to be told apart: the
/// answer for nearly every table.
fn same_at_once(cx: &Context<'_>, pair: &Pair<'_>, model: &TableDef, list: List) -> bool {
    if !matches!(pair.now, Cow::Borrowed(_)) {
        return false;
    }
    let was = pair.was;
    let name = |given: Option<&Str>, wanted: Option<&Str>, name: &dyn Fn() -> String| {
        let Some(given) = given else { return cx.likeness.has_nameless() };
        wanted.map_or_else(|| *name() == **given, |wanted| wanted == given)
    };
    match list {
        List::Uniques => {
            let pairs = was.uniques.iter().zip(model.uniques.iter());
            was.uniques.len() == model.uniques.len()
                && pairs.into_iter().all(|(one, other)| {
                    one.columns == other.columns
                        && one.deferrable == other.deferrable
                        && one.nulls_not_distinct == other.nulls_not_distinct
                        && one.dialects.is_empty()
                        && other.dialects.is_empty()
                        && name(one.name.as_ref(), other.name.as_ref(), &|| {
                            cx.model.unique_name(&model.name, other)
                        })
                })
        }
        List::ForeignKeys => {
            let pairs = was.foreign_keys.iter().zip(model.foreign_keys.iter());
            was.foreign_keys.len() == model.foreign_keys.len()
                && pairs.into_iter().all(|(one, other)| {
                    foreign_key::is_equal(one, other)
                        && name(one.name.as_ref(), other.name.as_ref(), &|| {
                            cx.model.foreign_key_name(&model.name, other)
                        })
                })
        }
        List::Indexes => {
            let pairs = was.indexes.iter().zip(model.indexes.iter());
            was.indexes.len() == model.indexes.len()
                && pairs.into_iter().all(|(one, other)| {
                    index::is_equal(one, other)
                        && name(one.name.as_ref(), other.name.as_ref(), &|| {
                            cx.model.index_name(&model.name, other)
                        })
                })
        }
        List::Checks => was.checks.is_empty() && model.checks.is_empty(),
    }
}

/// What stands, each with its name.
fn held<'t>(cx: &Context<'_>, pair: &'t Pair<'_>, lists: &[List]) -> Vec<Held<'t>> {
    let mut held = Vec::new();
    for list in lists {
        let now = of_list(&pair.now, *list, cx);
        for ((at, was), (_, now)) in of_list(pair.was, *list, cx).into_iter().zip(now) {
            let nameless = was.given().is_none() && cx.likeness.has_nameless();
            let name = (!nameless).then(|| was.named(&cx.before, &pair.was.name));
            held.push(Held { at, was, now, name });
        }
    }
    held
}

fn settle(
    cx: &Context<'_>,
    pair: &Pair<'_>,
    held: Vec<Held<'_>>,
    wanted: Vec<Wanted<'_>>,
    found: &mut Found,
) {
    let same_name = |held: &Held<'_>, wanted: &Wanted<'_>| {
        held.name.as_deref().is_some_and(|name| cx.names.same(name, &wanted.name))
    };
    let is_first = |(at, part): (usize, &Held<'_>)| {
        held[..at].iter().all(|before| before.name.is_none() || before.name != part.name)
    };
    if held.len() == wanted.len()
        && held.iter().zip(&wanted).all(|(h, w)| same_name(h, w))
        && held.iter().enumerate().all(is_first)
    {
        for (held, wanted) in held.iter().zip(&wanted) {
            compare_two(cx, pair, held, wanted, found);
        }
        return;
    }
    let mut open: Vec<Option<Held<'_>>> = held.into_iter().map(Some).collect();
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, held) in open.iter().enumerate() {
        if let Some(name) = held.as_ref().and_then(|held| held.name.as_deref()) {
            places.entry(cx.names.parts.fold(name).into_owned()).or_default().push(at);
        }
    }
    let take = |name: &str, open: &mut Vec<Option<Held<'_>>>| -> Option<usize> {
        let places = places.get(&*cx.names.parts.fold(name))?;
        places.iter().copied().find(|at| open[*at].is_some())
    };
    // Where a name is given more than once, which SQLite allows, those that are alike belong
    // together.
    let mut wanted = wanted;
    if places.values().any(|places| places.len() > 1) {
        wanted.retain(|wanted| {
            let places = places.get(&*cx.names.parts.fold(&wanted.name));
            let places = places.filter(|places| places.len() > 1);
            let same = places.into_iter().flatten().find(|at| {
                open[**at]
                    .as_ref()
                    .is_some_and(|held| alike(cx, pair, &held.now, wanted, found) == Alike::Same)
            });
            match same.and_then(|at| open[*at].take()) {
                Some(held) => {
                    rename(cx, pair, &held, wanted, found);
                    false
                }
                None => true,
            }
        });
    }
    let mut new = Vec::new();
    for wanted in wanted {
        match take(&wanted.name, &mut open).and_then(|at| open[at].take()) {
            Some(held) => compare_two(cx, pair, &held, &wanted, found),
            None => new.push(wanted),
        }
    }
    new.retain(|wanted| {
        let Some(at) = hint(cx, pair, wanted).and_then(|name| take(&name, &mut open)) else {
            return true;
        };
        let Some(held) = open[at].take() else { return true };
        compare_two(cx, pair, &held, wanted, found);
        false
    });
    // Those without a name of their own come first: they are what has no name in the database.
    for unnamed in [true, false] {
        new.retain(|wanted| {
            if unnamed && wanted.part.given().is_some() {
                return true;
            }
            let alike = open.iter().position(|held| {
                held.as_ref()
                    .is_some_and(|held| alike(cx, pair, &held.now, wanted, found) == Alike::Same)
            });
            let Some(held) = alike.and_then(|at| open[at].take()) else { return true };
            rename(cx, pair, &held, wanted, found);
            false
        });
    }
    for held in open.into_iter().flatten() {
        unknown(cx, pair, &held, found);
    }
    for wanted in new {
        if is_left_out(cx, pair, &wanted) {
            continue;
        }
        match cx.unmanaged_part(&pair.now.name, &wanted.name) {
            Some(there) => found.skip(
                &pair.now.name,
                format!("{} `{}`", wanted.part.noun(), wanted.name),
                format!("a {} of that name stands there, which is not understood", there.kind),
            ),
            None => {
                let (stage, change) = wanted.part.add(&pair.now.name);
                found.push(stage, change);
            }
        }
    }
}

/// Whether it is a unique constraint that says what another key of the model says, and the database
/// makes none of the two where they come together.
fn is_left_out(cx: &Context<'_>, pair: &Pair<'_>, wanted: &Wanted<'_>) -> bool {
    let (Part::Unique(unique), Some(model)) = (&wanted.part, pair.model) else { return false };
    let plain = unique.deferrable.is_none() && !unique.nulls_not_distinct;
    let key = model.primary_key_columns();
    let as_key = plain && !key.is_empty() && *unique.columns == *key;
    let as_other = model.uniques[..wanted.at].iter().any(|before| {
        made_on(&before.dialects, cx.dialect)
            && before.columns == unique.columns
            && before.deferrable == unique.deferrable
            && before.nulls_not_distinct == unique.nulls_not_distinct
    });
    cx.likeness.leaves_out_repeated_keys() && (as_key || as_other)
}

/// The name that the part had before, as the model or the caller says.
fn hint(cx: &Context<'_>, pair: &Pair<'_>, wanted: &Wanted<'_>) -> Option<String> {
    let of_caller = cx.options.renames.indexes.iter().find(|(table, _, after)| {
        cx.names.same(after, &wanted.name)
            && pair.model.is_some_and(|model| cx.names.same_table(table, &model.name))
    });
    let of_model = match &wanted.part {
        Part::Index(index) => index.renamed_from.as_deref(),
        _ => None,
    };
    of_caller.map(|(_, before, _)| &**before).or(of_model).map(str::to_owned)
}

/// Two that are one by name, or by a hint.
fn compare_two(
    cx: &Context<'_>,
    pair: &Pair<'_>,
    held: &Held<'_>,
    wanted: &Wanted<'_>,
    found: &mut Found,
) {
    match alike(cx, pair, &held.now, wanted, found) {
        Alike::Same => rename(cx, pair, held, wanted, found),
        Alike::Different => {
            drop(pair, held, found);
            if !is_left_out(cx, pair, wanted) {
                let (stage, change) = wanted.part.add(&pair.now.name);
                found.push(stage, change);
            }
        }
        Alike::Skipped(reason) => {
            let what = format!("{} `{}`", wanted.part.noun(), wanted.name);
            found.skip(&pair.now.name, what, reason);
        }
    }
}

fn rename(
    cx: &Context<'_>,
    pair: &Pair<'_>,
    held: &Held<'_>,
    wanted: &Wanted<'_>,
    found: &mut Found,
) {
    if let Some(name) = &held.name
        && !cx.names.same(name, &wanted.name)
    {
        // By a name that two have, a rename would not say which of them is meant.
        let list = of_list(pair.was, held.was.list(), cx);
        let given = held.was.given();
        if given.is_some() && list.iter().filter(|(_, part)| part.given() == given).count() > 1 {
            drop(pair, held, found);
            let (stage, change) = wanted.part.add(&pair.now.name);
            found.push(stage, change);
            return;
        }
        let names = (name.clone().into_owned().into(), wanted.name.clone().into_owned().into());
        found.renamed.insert((pair.at, held.was.list(), held.at), names);
    }
}

fn alike(
    cx: &Context<'_>,
    pair: &Pair<'_>,
    now: &Part<'_>,
    wanted: &Wanted<'_>,
    found: &mut Found,
) -> Alike {
    match (now, &wanted.part) {
        (Part::Unique(now), Part::Unique(model)) => Alike::of(unique::alike(cx, now, model)),
        (Part::Check(now), Part::Check(model)) => {
            check::alike(cx, pair, now, (model, wanted), found)
        }
        (Part::ForeignKey(now), Part::ForeignKey(model)) => {
            Alike::of(foreign_key::alike(cx, now, model))
        }
        (Part::Index(now), Part::Index(model)) => {
            index::alike(cx, pair, now, (model, wanted), found)
        }
        (Part::Unique(unique), Part::Index(index)) | (Part::Index(index), Part::Unique(unique)) => {
            Alike::of(index::is_unique(cx, &pair.now, index, unique))
        }
        _ => Alike::Different,
    }
}

/// Drops a part by the names that stand.
fn drop(pair: &Pair<'_>, held: &Held<'_>, found: &mut Found) {
    found.gone.insert((pair.at, held.was.list(), held.at));
    let columns = held.now.key_columns();
    if !columns.is_empty() {
        found.freed.push((pair.at, columns));
    }
    let (stage, change) = held.was.drop(&pair.was.name);
    found.push(stage, change);
}

/// One that no model has.
fn unknown(cx: &Context<'_>, pair: &Pair<'_>, held: &Held<'_>, found: &mut Found) {
    let made_for_key = cx.likeness.indexes_foreign_keys()
        && matches!(&held.now, Part::Index(index) if index::serves_foreign_key(cx, pair, index, found));
    if made_for_key {
        return;
    }
    let options = cx.options.drop_unknown;
    let asked = match &held.was {
        Part::Index(_) => options.indexes,
        _ => options.constraints,
    };
    if asked {
        drop(pair, held, found);
    } else {
        let name = held.name.clone().unwrap_or_else(|| held.was.text(cx).into());
        let place = (pair.at, held.was.list(), held.at);
        found.unknown.insert(place, part_of(held.was.noun(), &pair.was.name, &name));
    }
}
