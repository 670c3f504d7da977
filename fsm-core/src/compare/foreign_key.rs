use super::context::Context;
use crate::schema::{ForeignKeyDef, MatchType};

/// Whether two foreign keys are one but for the name.
pub(super) fn alike(cx: &Context<'_>, before: &ForeignKeyDef, model: &ForeignKeyDef) -> bool {
    let action = |action| cx.normal.action(action);
    let is_full = |key: &ForeignKeyDef| key.match_type == Some(MatchType::Full);
    same_columns(cx, before, model)
        && cx.names.same_table(&before.referred_table, &model.referred_table)
        && action(before.on_delete) == action(model.on_delete)
        && action(before.on_update) == action(model.on_update)
        && (!cx.can.deferrable_foreign_keys || before.deferrable == model.deferrable)
        && (!cx.can.match_full || is_full(before) == is_full(model))
}

/// Whether two foreign keys are the same value but for the name.
pub(super) fn is_equal(one: &ForeignKeyDef, other: &ForeignKeyDef) -> bool {
    one.columns == other.columns
        && one.referred_columns == other.referred_columns
        && one.referred_table == other.referred_table
        && one.on_delete == other.on_delete
        && one.on_update == other.on_update
        && one.deferrable == other.deferrable
        && one.match_type == other.match_type
}

/// Whether the same columns refer to the same, in whatever order.
fn same_columns(cx: &Context<'_>, before: &ForeignKeyDef, model: &ForeignKeyDef) -> bool {
    let same = |one: &ForeignKeyDef, other: &ForeignKeyDef| {
        cx.names.same_list(&one.columns, &other.columns)
            && cx.names.same_list(&one.referred_columns, &other.referred_columns)
    };
    let sorted = |key: &ForeignKeyDef| {
        let mut pairs: Vec<_> =
            key.columns.iter().cloned().zip(key.referred_columns.iter().cloned()).collect();
        pairs.sort();
        let (columns, referred) = pairs.into_iter().unzip::<_, _, Vec<_>, Vec<_>>();
        let mut key = key.clone();
        key.columns = columns.into();
        key.referred_columns = referred.into();
        key
    };
    same(before, model) || before.columns.len() > 1 && same(&sorted(before), &sorted(model))
}
