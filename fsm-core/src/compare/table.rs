use super::context::{Context, Found, List, Pair, Stage};
use super::filter::Compared;
use super::{column, parts, primary_key};
use crate::change::Change;
use crate::dialect::Comments;
use crate::schema::TableDef;

/// Compares a table with its model.
pub(super) fn compare(cx: &Context<'_>, pair: &Pair<'_>, found: &mut Found) {
    let Some(model) = pair.model else { return };
    if cx.same_naming && is_same(pair.was, &pair.now, model) {
        return;
    }
    options(cx, pair, found);
    let adds_key = primary_key::before_columns(cx, pair, found);
    column::compare(cx, pair, found);
    if adds_key {
        primary_key::after_columns(pair, found);
    }
    parts::compare(cx, pair, &[List::ForeignKeys], found);
    if cx.likeness.uniques_are_indexes() {
        parts::compare(cx, pair, &[List::Uniques, List::Indexes], found);
    } else {
        parts::compare(cx, pair, &[List::Uniques], found);
        parts::compare(cx, pair, &[List::Indexes], found);
    }
    parts::compare(cx, pair, &[List::Checks], found);
    comment(cx, pair, found);
}

/// Whether the model is the very table: then nothing has to be spelled.
fn is_same(was: &TableDef, now: &TableDef, model: &TableDef) -> bool {
    std::ptr::eq(was, model) || std::ptr::eq(was, now) && was == model
}

fn comment(cx: &Context<'_>, pair: &Pair<'_>, found: &mut Found) {
    let Some(model) = pair.model else { return };
    let of = |table: &TableDef| table.comment.clone().filter(|text| !text.is_empty());
    if pair.now.comment == model.comment
        || cx.can.comments == Comments::None
        || !cx.options.filter.takes(Compared::Comment, &model.name)
    {
        return;
    }
    let (before, after) = (of(&pair.now), of(model));
    if before != after {
        let table = pair.now.name.clone();
        found.push(Stage::Comment, Change::SetTableComment { table, before, after });
    }
}

fn options(cx: &Context<'_>, pair: &Pair<'_>, found: &mut Found) {
    let Some(model) = pair.model else { return };
    if pair.now.options == model.options && pair.now.options == crate::schema::TableOptions::NEW
        || !cx.options.filter.takes(Compared::Options, &model.name)
    {
        return;
    }
    if cx.normal.options(model, &pair.now) {
        return;
    }
    if let Some(after) = cx.likeness.options(&pair.now, model) {
        let (table, before) = (pair.now.name.clone(), pair.now.options.clone());
        found.push(Stage::Options, Change::SetTableOptions { table, before, after });
    }
}
