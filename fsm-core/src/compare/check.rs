use super::context::{Alike, Context, Found, Pair};
use super::parts::Wanted;
use crate::schema::{CheckDef, ColumnDef, SqlType, TableDef};

/// Whether two checks are one but for the name.
pub(super) fn alike(
    cx: &Context<'_>,
    pair: &Pair<'_>,
    before: &CheckDef,
    (model, wanted): (&CheckDef, &Wanted<'_>),
    found: &mut Found,
) -> Alike {
    let texts = (before.expression.text(cx.dialect), model.expression.text(cx.dialect));
    cx.expression(found, pair, texts, |kept| {
        // What stands in for an enum is kept as it is written.
        let of_enum = (wanted.at == usize::MAX).then_some(model);
        let kept = wanted.kept(&kept.checks, |check| check.name.as_ref()).or(of_enum)?;
        kept.expression.text(cx.dialect).map(str::to_owned)
    })
}

/// The checks that stand in for enums of the model at columns that stand as text. A column that
/// holds the enum, or comes with it, brings its check along.
pub(super) fn of_enums(cx: &Context<'_>, pair: &Pair<'_>, model: &TableDef) -> Vec<CheckDef> {
    if !cx.can.enum_as_check {
        return Vec::new();
    }
    let stands_as_text = |name: &str| {
        let mut columns = pair.now.columns.iter();
        columns
            .find(|column| cx.names.same(&column.name, name))
            .is_some_and(|column| cx.before.enum_check(column).is_none())
    };
    let is_enum = |column: &&ColumnDef| matches!(column.sql_type, SqlType::Enum(_));
    let columns = model.columns.iter().filter(is_enum);
    columns
        .filter(|column| stands_as_text(&column.name))
        .filter_map(|column| cx.model.enum_check(column))
        .collect()
}
