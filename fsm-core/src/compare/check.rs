use super::context::{Alike, Context, Found, Pair};
use crate::schema::{CheckDef, TableDef};

/// Whether two checks are one but for the name; the model's stands at `at` in its table, or in
/// for an enum.
pub(super) fn alike(
    cx: &Context<'_>,
    pair: &Pair<'_>,
    before: &CheckDef,
    (model, at): (&CheckDef, usize),
    found: &mut Found,
) -> Alike {
    let texts = (before.expression.text(cx.dialect), model.expression.text(cx.dialect));
    cx.expression(found, pair, texts, |kept| {
        let kept = match (kept.checks.get(at), &model.name) {
            (Some(check), _) => check,
            (None, Some(name)) => {
                kept.checks.iter().find(|check| check.name.as_ref() == Some(name))?
            }
            // What stands in for an enum is kept as it is written.
            (None, None) => model,
        };
        kept.expression.text(cx.dialect).map(str::to_owned)
    })
}

/// The checks that stand in for enums of the model, but for those whose column holds the enum
/// already: there the column says it.
pub(super) fn of_enums(cx: &Context<'_>, pair: &Pair<'_>, model: &TableDef) -> Vec<CheckDef> {
    if !cx.can.enum_as_check {
        return Vec::new();
    }
    let says_it = |name: &str| {
        pair.now.find_column(name).is_some_and(|column| cx.before.enum_check(column).is_some())
    };
    let columns = model.columns.iter().filter(|column| !says_it(&column.name));
    columns.filter_map(|column| cx.model.enum_check(column)).collect()
}
