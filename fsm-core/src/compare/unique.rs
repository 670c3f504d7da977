use super::context::Context;
use crate::schema::UniqueDef;

/// Whether two unique constraints are one but for the name.
pub(super) fn alike(cx: &Context<'_>, before: &UniqueDef, model: &UniqueDef) -> bool {
    cx.names.same_list(&before.columns, &model.columns)
        && (!cx.can.deferrable_uniques || before.deferrable == model.deferrable)
        && (!cx.can.nulls_not_distinct || before.nulls_not_distinct == model.nulls_not_distinct)
}
