//! Indexes, at a column or at the table.
//! It never decides whether a foreign key may refer to one.

use super::comment::Unsaid;
use super::constraint::{self, Placed};
use super::table::Model;
use super::{column, literal};
use fsm_core::{IndexColumn, IndexDef, IndexKey, NullsOrder, SortOrder, Sql};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

pub(super) fn place(
    model: &Model<'_>,
    index: &IndexDef,
    taken: &BTreeSet<usize>,
) -> Result<Placed, Unsaid> {
    let (table, limit, dialect) = (&model.table.name, model.limit(), model.source.dialect);
    let actual = model.source.metadata.naming().index(table, index, limit);
    let what = format!("the index `{actual}`");
    let unsaid = || Unsaid::new(what.clone());
    if index.columns.is_empty() {
        return Err(unsaid());
    }
    let parts: Option<Vec<TokenStream>> =
        index.columns.iter().map(|part| part_tokens(model, part)).collect();
    let parts = parts.ok_or_else(unsaid)?;
    let include = match &*index.include {
        [] => Vec::new(),
        columns => model.fields(columns).ok_or_else(unsaid)?,
    };
    let usual = model.context.conventions.naming.index(table, &plain(model, index), limit);
    let name = constraint::name(actual, &usual, &what)?;
    let text =
        |sql: &Option<Sql>| sql.as_ref().and_then(|sql| sql.text(dialect)).map(str::to_owned);
    let (predicate, method) = (text(&index.predicate), text(&index.method));
    let before = index.renamed_from.as_deref().filter(|name| !name.is_empty());

    let is_plain = !index.unique
        && predicate.is_none()
        && method.is_none()
        && include.is_empty()
        && !index.nulls_not_distinct
        && index.comment.is_none()
        && before.is_none();
    if let ([IndexColumn { key: IndexKey::Column(only), .. }], true) = (&*index.columns, is_plain)
        && IndexColumn::column(only.clone()) == index.columns[0]
        && let Some(at) = model.place(only).filter(|at| !taken.contains(at))
    {
        let key = match name {
            Some(name) => column::assigned(quote!(index), &name),
            None => quote!(index),
        };
        return Ok(Placed::Column(at, vec![key]));
    }
    let columns = quote!(columns(#(#parts),*));
    let said = [
        name.map(|name| column::assigned(quote!(name), &name)),
        index.unique.then(|| quote!(unique)),
        Some(columns),
        predicate.map(|text| column::assigned(quote!(where), &text)),
        method.map(|text| column::assigned(quote!(method), &text)),
        (!include.is_empty()).then(|| quote!(include(#(#include),*))),
        index.nulls_not_distinct.then(|| quote!(nulls_not_distinct)),
        index.comment.as_deref().map(|text| column::assigned(quote!(comment), text)),
        before.map(|name| column::assigned(quote!(renamed_from), name)),
    ];
    let said: Vec<TokenStream> = said.into_iter().flatten().collect();
    let fields: Vec<_> = index
        .columns
        .iter()
        .filter_map(|part| match &part.key {
            IndexKey::Column(name) if *part == IndexColumn::column(name.clone()) => {
                model.names.field_of(model.table, name)
            }
            _ => None,
        })
        .collect();
    if said.len() == 1 && fields.len() == index.columns.len() {
        let list = constraint::list(&fields, &[]);
        return Ok(Placed::Table(quote!(index(#list))));
    }
    Ok(Placed::Table(quote!(index(#(#said),*))))
}

/// The index as it is written: without a name, and with the dialect's texts alone.
fn plain(model: &Model<'_>, index: &IndexDef) -> IndexDef {
    let mut plain = index.clone();
    plain.name = None;
    for part in plain.columns.to_mut() {
        if let IndexKey::Expression(sql) = &part.key {
            let text = sql.text(model.source.dialect).unwrap_or_default().to_owned();
            part.key = IndexKey::Expression(Sql::new(text));
        }
    }
    plain
}

/// `created_at desc nulls last`; none if no attribute says it.
fn part_tokens(model: &Model<'_>, part: &IndexColumn) -> Option<TokenStream> {
    let key = match &part.key {
        IndexKey::Column(name) => {
            let field = model.names.field_of(model.table, name)?;
            quote!(#field)
        }
        IndexKey::Expression(sql) => {
            let text = sql.text(model.source.dialect).filter(|text| !text.is_empty())?;
            let text = literal::text(text);
            quote!(#text)
        }
    };
    let order = part.order.map(|order| match order {
        SortOrder::Ascending => quote!(asc),
        SortOrder::Descending => quote!(desc),
    });
    let nulls = part.nulls.map(|nulls| match nulls {
        NullsOrder::First => quote!(nulls first),
        NullsOrder::Last => quote!(nulls last),
    });
    let empty = |name: &Option<fsm_core::Str>| name.as_deref() == Some("");
    if empty(&part.operator_class) || empty(&part.collation) {
        return None;
    }
    let class = part.operator_class.as_deref().map(|name| column::assigned(quote!(ops), name));
    let collation = part.collation.as_deref().map(|name| column::assigned(quote!(collate), name));
    let length = part.prefix_length.map(|length| {
        let length = proc_macro2::Literal::u32_unsuffixed(length);
        quote!(length = #length)
    });
    Some(quote!(#key #order #nulls #class #collation #length))
}
