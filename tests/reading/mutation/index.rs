//! Changes of indexes.

use fsm_core::{
    ColumnDef, IndexColumn, IndexDef, IndexKey, NamingConvention, NullsOrder, SortOrder, Str,
    TableDef,
};

use crate::draw::Draw;
use crate::expression::mentions;
use crate::mutation::{Kind, Mutant};
use crate::schema::{condition, index, key};
use crate::words;

pub(super) fn add(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    let at = draw.below(mutant.schema.tables.len());
    let table = mutant.schema.tables[at].clone();
    let Some(index) = index::any(draw, &mutant.schema, &table) else { return false };
    holds(mutant, &table, &index) && mutant.schema.change(at, table.index(index))
}

/// Whether the rows can stand in it: what is unique of them, and what a condition is asked of.
fn holds(mutant: &Mutant, table: &TableDef, index: &IndexDef) -> bool {
    let fine = |name: &Str| mutant.holds_rows(&table.name, name);
    !index.unique || index::columns_of(index).iter().all(fine)
}

/// Changes one of the indexes.
fn one(
    draw: &mut Draw,
    mutant: &mut Mutant,
    change: impl FnOnce(&mut Draw, &Mutant, &mut TableDef, usize) -> bool,
) -> bool {
    let tables = mutant.tables(|table| !table.indexes.is_empty());
    let Some(&at) = draw.pick(&tables) else { return false };
    let mut table = mutant.schema.tables[at].clone();
    let place = draw.below(table.indexes.len());
    change(draw, mutant, &mut table, place)
        && table.indexes.get(place).is_none_or(|index| holds(mutant, &table, index))
        && mutant.schema.change(at, table)
}

pub(super) fn remove(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    one(draw, mutant, |_, _, table, place| {
        table.indexes.to_mut().remove(place);
        true
    })
}

pub(super) fn rename(draw: &mut Draw, mutant: &mut Mutant) -> bool {
    one(draw, mutant, |draw, mutant, table, place| {
        let limit = mutant.dialect().capabilities().name_limit;
        let before = NamingConvention::default().index(&table.name, &table.indexes[place], limit);
        let index = &mut table.indexes.to_mut()[place];
        index.name = Some(words::name(draw, "index", &mut mutant.schema.taken()));
        if index.renamed_from.is_none() {
            index.renamed_from = Some(before.into());
        }
        true
    })
}

pub(super) fn property(draw: &mut Draw, mutant: &mut Mutant, kind: Kind) -> bool {
    one(draw, mutant, |draw, mutant, table, place| {
        let before = table.indexes[place].clone();
        let mut after = before.clone();
        let done = change(draw, mutant, table, &mut after, kind);
        let changed = done && after != before;
        table.indexes.to_mut()[place] = after;
        changed
    })
}

fn change(
    draw: &mut Draw,
    mutant: &Mutant,
    table: &TableDef,
    index: &mut IndexDef,
    kind: Kind,
) -> bool {
    let dialect = mutant.dialect();
    let less = draw.chance(30);
    let at = draw.below(index.columns.len());
    let part_column = |part: &IndexColumn| match &part.key {
        IndexKey::Column(name) => table.find_column(name).cloned(),
        IndexKey::Expression(_) => None,
    };
    match kind {
        Kind::IndexUnique => {
            let (distinct, _) = key::candidates(dialect, table);
            let columns = index::columns_of(index);
            index.unique = !index.unique;
            if !index.unique {
                index.nulls_not_distinct = false;
            }
            !index.unique
                || (columns.len() == index.columns.len()
                    && columns.iter().any(|name| distinct.contains(name)))
        }
        Kind::IndexColumns => {
            let columns = if index.unique {
                key::unique_columns(draw, dialect, table)
            } else {
                draw.some(&index::sortable(dialect, table), 3)
            };
            if columns.is_empty() || index.method.is_some() {
                return false;
            }
            index.include.to_mut().retain(|name| !columns.contains(name));
            let mut parts: Vec<IndexColumn> =
                columns.into_iter().map(IndexColumn::column).collect();
            for part in &mut parts {
                index::set_part(draw, &mutant.schema, table, part);
            }
            index.columns = parts.into();
            true
        }
        Kind::IndexOrder => {
            let part = &mut index.columns.to_mut()[at];
            part.order = match part.order {
                Some(SortOrder::Descending) => None,
                _ => Some(SortOrder::Descending),
            };
            true
        }
        Kind::IndexNullsOrder => {
            let part = &mut index.columns.to_mut()[at];
            part.nulls =
                if less { None } else { Some(draw.one(&[NullsOrder::First, NullsOrder::Last])) };
            true
        }
        Kind::IndexNullsDistinct => {
            index.nulls_not_distinct = !index.nulls_not_distinct;
            true
        }
        Kind::IndexPredicate => {
            let may = index::in_index(dialect);
            let sql = condition::any(draw, dialect, table, &|column: &ColumnDef| may(column));
            index.predicate = if less { None } else { sql.map(Into::into) };
            true
        }
        Kind::IndexExpression => {
            let Some(part) = index::expression(draw, dialect, table) else { return false };
            if index.unique || index.method.is_some() {
                return false;
            }
            let parts = index.columns.to_mut();
            if less && parts.len() < 3 {
                parts.push(part);
            } else {
                parts[at] = part;
            }
            let sql = |index: &IndexDef| {
                index.columns.iter().any(|part| match &part.key {
                    IndexKey::Expression(sql) => sql.text(dialect).is_some_and(|text| {
                        index.include.iter().any(|name| mentions(text, dialect, name))
                    }),
                    IndexKey::Column(_) => false,
                })
            };
            !sql(index)
        }
        Kind::IndexMethod => {
            let Some(other) = index::by_method(draw, &mutant.schema, table) else { return false };
            if less || index.method.is_some() {
                // Back to the usual one.
                let sorts = index::sortable(dialect, table);
                let plain = index::columns_of(index);
                index.method = None;
                for part in index.columns.to_mut() {
                    part.operator_class = None;
                    if let Some(column) = part_column(part)
                        && dialect.capabilities().prefix_lengths
                        && part.prefix_length.is_none()
                        && crate::schema::family::of(dialect, &column)
                            == crate::schema::family::Family::Text
                    {
                        part.prefix_length = Some(4);
                    }
                }
                return plain.iter().all(|name| sorts.contains(name));
            }
            index.unique = false;
            index.nulls_not_distinct = false;
            index.include.to_mut().clear();
            index.columns = other.columns;
            index.method = other.method;
            true
        }
        Kind::IndexOperatorClass | Kind::IndexCollation | Kind::IndexPrefix => {
            if index.method.is_some() && kind != Kind::IndexOperatorClass {
                return false;
            }
            let mut part = index.columns[at].clone();
            index::set_part(draw, &mutant.schema, table, &mut part);
            let target = &mut index.columns.to_mut()[at];
            match kind {
                Kind::IndexOperatorClass => target.operator_class = part.operator_class,
                Kind::IndexCollation => target.collation = part.collation,
                _ => target.prefix_length = part.prefix_length,
            }
            true
        }
        Kind::IndexInclude => {
            let taken = index::columns_of(index);
            let rest: Vec<Str> = table
                .columns
                .iter()
                .map(|column| column.name.clone())
                .filter(|name| !taken.contains(name))
                .collect();
            index.include = if less { Vec::new() } else { draw.some(&rest, 2) }.into();
            true
        }
        _ => {
            index.comment = match &index.comment {
                Some(_) if less => None,
                before => Some(words::other_text(draw, before.as_deref()).into()),
            };
            true
        }
    }
}
