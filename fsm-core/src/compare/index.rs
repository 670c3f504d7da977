use super::context::{Alike, Context, Found, List, Pair};
use super::parts::Wanted;
use crate::dialect::Comments;
use crate::schema::{
    IndexColumn, IndexDef, IndexKey, SortOrder, SqlType, Str, TableDef, UniqueDef,
};

/// Whether two indexes are one but for the name.
pub(super) fn alike(
    cx: &Context<'_>,
    pair: &Pair<'_>,
    before: &IndexDef,
    (model, wanted): (&IndexDef, &Wanted<'_>),
    found: &mut Found,
) -> Alike {
    let Some(table) = pair.model else { return Alike::Same };
    let comment = |index: &IndexDef| index.comment.clone().filter(|text| !text.is_empty());
    let fixed = before.unique == model.unique
        && before.columns.len() == model.columns.len()
        && (!cx.can.include || cx.names.same_list(&before.include, &model.include))
        && (!cx.can.nulls_not_distinct || before.nulls_not_distinct == model.nulls_not_distinct)
        && (cx.can.comments == Comments::None || comment(before) == comment(model))
        && same_method(cx, (&pair.now, before), (table, model))
        && before
            .columns
            .iter()
            .zip(model.columns.iter())
            .all(|(one, other)| same_part(cx, (&pair.now, one), (table, other)));
    if !fixed {
        return Alike::Different;
    }
    let mut answer = Alike::Same;
    for (place, (one, other)) in before.columns.iter().zip(model.columns.iter()).enumerate() {
        answer = answer.and(|| operator_class(cx, pair, (one, other), (wanted, place), found));
        if let (IndexKey::Expression(one), IndexKey::Expression(other)) = (&one.key, &other.key) {
            let texts = (one.text(cx.dialect), other.text(cx.dialect));
            answer = answer.and(|| {
                cx.expression(found, pair, texts, |kept| {
                    match &kept_index(wanted, kept)?.columns.get(place)?.key {
                        IndexKey::Expression(sql) => sql.text(cx.dialect).map(str::to_owned),
                        // The server took the expression for the column it names.
                        IndexKey::Column(name) => Some(name.to_string()),
                    }
                })
            });
        }
    }
    if !cx.can.partial_indexes {
        return answer;
    }
    let predicate = |index: &IndexDef| {
        index.predicate.as_ref().and_then(|sql| sql.text(cx.dialect)).map(str::to_owned)
    };
    let (one, other) = (predicate(before), predicate(model));
    answer.and(|| {
        cx.expression(found, pair, (one.as_deref(), other.as_deref()), |kept| {
            predicate(kept_index(wanted, kept)?)
        })
    })
}

/// Whether two indexes are the same value but for the name, on every dialect.
pub(super) fn is_equal(one: &IndexDef, other: &IndexDef) -> bool {
    one.unique == other.unique
        && one.columns == other.columns
        && one.predicate == other.predicate
        && one.method == other.method
        && one.include == other.include
        && one.nulls_not_distinct == other.nulls_not_distinct
        && one.comment == other.comment
        && one.dialects.is_empty()
        && other.dialects.is_empty()
}

/// The index in the form in which the server keeps it.
fn kept_index<'k>(wanted: &Wanted<'_>, kept: &'k TableDef) -> Option<&'k IndexDef> {
    wanted.kept(&kept.indexes, |index| index.name.as_ref())
}

fn same_method(
    cx: &Context<'_>,
    (table, before): (&TableDef, &IndexDef),
    (model_table, model): (&TableDef, &IndexDef),
) -> bool {
    before.method.is_none() && model.method.is_none()
        || method(cx, table, before) == method(cx, model_table, model)
}

/// The method, unless it is what an index has anyway, or the dialect knows none.
fn method(cx: &Context<'_>, table: &TableDef, index: &IndexDef) -> Option<String> {
    if cx.can.index_methods.is_some_and(<[_]>::is_empty) {
        return None;
    }
    let text = index.method.as_ref().and_then(|sql| sql.text(cx.dialect));
    cx.normal.index_method(table, text)
}

/// Whether two parts are one but for their expressions and operator classes.
fn same_part(
    cx: &Context<'_>,
    (table, before): (&TableDef, &IndexColumn),
    (model_table, model): (&TableDef, &IndexColumn),
) -> bool {
    let falls = |part: &IndexColumn| part.order == Some(SortOrder::Descending);
    let keys = match (&before.key, &model.key) {
        (IndexKey::Column(one), IndexKey::Column(other)) => cx.names.same(one, other),
        (IndexKey::Expression(_), IndexKey::Expression(_)) => true,
        // An expression of a column alone is that column.
        (IndexKey::Column(name), IndexKey::Expression(sql))
        | (IndexKey::Expression(sql), IndexKey::Column(name)) => {
            sql.text(cx.dialect).is_some_and(|text| is_column(text, name))
        }
    };
    keys && falls(before) == falls(model)
        && (!cx.can.nulls_order || cx.likeness.nulls(before) == cx.likeness.nulls(model))
        && (!cx.can.prefix_lengths || prefix(table, before) == prefix(model_table, model))
        && (!cx.can.index_collations
            || cx.likeness.same_index_collation((table, before), (model_table, model)))
}

/// How much of the column is indexed; a prefix as long as the column is the column.
fn prefix(table: &TableDef, part: &IndexColumn) -> Option<u32> {
    let whole = match &part.key {
        IndexKey::Column(name) => match table.find_column(name).map(|column| &column.sql_type) {
            Some(SqlType::String(length) | SqlType::Binary(length)) => Some(*length),
            _ => None,
        },
        IndexKey::Expression(_) => None,
    };
    part.prefix_length.filter(|length| Some(*length) != whole)
}

fn is_column(text: &str, name: &str) -> bool {
    let plain = text.trim_matches(['(', ')', ' ']);
    plain == name || plain.trim_matches('"') == name
}

/// An operator class may be the type's usual one, which only the server knows.
fn operator_class(
    cx: &Context<'_>,
    pair: &Pair<'_>,
    (before, model): (&IndexColumn, &IndexColumn),
    (wanted, place): (&Wanted<'_>, usize),
    found: &mut Found,
) -> Alike {
    if !cx.can.operator_classes {
        return Alike::Same;
    }
    let of = |part: &IndexColumn| {
        part.operator_class.as_deref().map(|class| {
            class.strip_prefix("pg_catalog.").unwrap_or(class).replace('"', "").to_lowercase()
        })
    };
    let (one, other) = (of(before), of(model));
    if one == other {
        return Alike::Same;
    }
    let Some(other) = other else { return Alike::Different };
    let usual = String::new();
    let unknown = |_: &str, _: &str| crate::normal::Sameness::Unknown;
    cx.text(found, pair, (one.as_ref().unwrap_or(&usual), &other), unknown, |kept| {
        let part = kept_index(wanted, kept)?.columns.get(place)?;
        Some(of(part).unwrap_or_default())
    })
}

/// Whether an index is what a unique constraint makes.
pub(super) fn is_unique(
    cx: &Context<'_>,
    table: &TableDef,
    index: &IndexDef,
    unique: &UniqueDef,
) -> bool {
    let plain = |part: &IndexColumn| {
        matches!(part.key, IndexKey::Column(_))
            && part.prefix_length.is_none()
            && part.order != Some(SortOrder::Descending)
    };
    index.unique
        && index.predicate.is_none()
        && index.columns.iter().all(plain)
        && method(cx, table, index).is_none()
        && cx.names.same_list(&plain_columns(index), &unique.columns)
}

/// The columns of an index, but for its expressions.
pub(super) fn plain_columns(index: &IndexDef) -> Vec<Str> {
    let columns = index.columns.iter().filter_map(|part| match &part.key {
        IndexKey::Column(name) => Some(name.clone()),
        IndexKey::Expression(_) => None,
    });
    columns.collect()
}

/// Whether the database may have made the index for a foreign key: it is of the key's columns and
/// no more, and has nothing of its own.
///
/// A foreign key that goes leaves its index behind, which is nobody's then.
pub(super) fn serves_foreign_key(
    cx: &Context<'_>,
    pair: &Pair<'_>,
    index: &IndexDef,
    found: &Found,
) -> bool {
    let plain = |part: &IndexColumn| {
        matches!(part.key, IndexKey::Column(_)) && part.prefix_length.is_none()
    };
    let columns = plain_columns(index);
    let stays = |at: usize| !found.gone.contains(&(pair.at, List::ForeignKeys, at));
    let of_now = pair.now.foreign_keys.iter().enumerate();
    let of_now = of_now.filter(|(at, _)| stays(*at)).map(|(_, key)| key);
    let of_model = pair.model.iter().flat_map(|model| model.foreign_keys.iter());
    !index.unique
        && index.columns.iter().all(plain)
        && of_now.chain(of_model).any(|key| cx.names.same_list(&key.columns, &columns))
}
