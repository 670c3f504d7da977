//! Foreign keys as values that the compiler checks.
//! It never looks at the table referred to: the constants it writes do.

use super::column::shape;
use super::part::{deferrable, located, option_str};
use crate::attr::{Action, MatchType, Target, unraw};
use crate::model::{ColumnRef, ForeignKeyModel, IndexModel, TableModel};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Path, spanned::Spanned};

/// ```text
/// const REFERENCES: &[Reference] = &[
///     Reference::Struct("author_id", <User as Table>::SPEC, "id"),
///     Reference::OnDelete(ReferentialAction::Cascade),
/// ];
/// ```
///
/// Or nothing: the trait has an empty list.
pub(super) fn references(table: &TableModel) -> TokenStream {
    if table.foreign_keys.is_empty() {
        return TokenStream::new();
    }
    let references = table.foreign_keys.iter().flat_map(|key| reference(table, key));
    quote! {
        const REFERENCES: &'static [__fsm::Reference] = &[#(__fsm::Reference::#references),*];
    }
}

/// `Struct(..)`, `OnDelete(ReferentialAction::Cascade)`, ..: variants of `Reference`.
fn reference(table: &TableModel, key: &ForeignKeyModel) -> impl Iterator<Item = TokenStream> {
    let columns = key.columns.iter().map(|column| &column.name);
    let (target, referred): (_, Vec<String>) = match &key.reference.target {
        Target::Names { schema, table: referred, columns } => {
            let schema = option_str(schema.as_deref());
            (quote!((#schema, #referred)), columns.clone())
        }
        Target::Struct { table: referred, fields } => {
            let (referred, span) = (resolve_self(table, referred), written_at(key));
            let spec = quote_spanned!(span=> <#referred as __fsm::Table>::SPEC);
            (spec, fields.iter().map(unraw).collect())
        }
    };
    let of_struct = matches!(key.reference.target, Target::Struct { .. });
    let columns = columns.zip(referred).enumerate().map(move |(at, (column, referred))| match at {
        0 if of_struct => quote!(Struct(#column, #target, #referred)),
        0 => quote!(Named(#column, #target, #referred)),
        _ => quote!(And(#column, #referred)),
    });
    let given = &key.options;
    let said = [
        key.name.as_ref().map(|name| quote!(Name(#name))),
        given.on_delete.map(action).map(|action| quote!(OnDelete(#action))),
        given.on_update.map(action).map(|action| quote!(OnUpdate(#action))),
        given.deferrable.map(deferrable).map(|deferrable| quote!(Deferrable(#deferrable))),
        given.match_type.map(match_type).map(|match_type| quote!(Match(#match_type))),
    ];
    columns.chain(said.into_iter().flatten())
}

/// ```text
/// require_reference::<Post>(
///     0, <i64 as ColumnType>::SHAPE, <User as Table>::KEYS, "id", false
/// );
/// ```
///
/// Spanned at what was written behind `references =`, where the compiler then shows what is
/// wrong with it. Not by `User::COLUMNS.id`: to evaluate that constant, the compiler would lay out
/// a type for each column of each table that is referred to.
pub(super) fn checks(table: &TableModel) -> Vec<TokenStream> {
    let (ident, mut checks, mut at) = (&table.columns.ident, Vec::new(), 0_usize);
    for key in &table.foreign_keys {
        if let Target::Struct { table: referred, fields } = &key.reference.target {
            let referred = resolve_self(table, referred);
            let shapes = key.columns.iter().map(|column| match table.columns.named(column) {
                Some(own) => shape(&own.source),
                None => {
                    let name = &column.name;
                    quote!(__fsm::shape_of(__columns, #name))
                }
            });
            let fields = fields.iter().map(unraw);
            let set_null = matches!(key.options.on_delete, Some(Action::SetNull))
                || matches!(key.options.on_update, Some(Action::SetNull));
            let span = written_at(key);
            let keys = quote_spanned!(span=> <#referred as __fsm::Table>::KEYS);
            checks.push(if key.columns.len() == 1 {
                quote_spanned! {span=>
                    __fsm::require_reference::<#ident>(
                        #at, #(#shapes,)* #keys, #(#fields,)* #set_null
                    );
                }
            } else {
                quote_spanned! {span=>
                    __fsm::require_foreign_key::<#ident>(
                        #at, &[#(#shapes),*], #keys, &[#(#fields),*], #set_null
                    );
                }
            });
        }
        at += reference(table, key).count();
    }
    checks
}

/// ```text
/// const KEYS: &[KeyPart] = &[(0, "id", <i64 as ColumnType>::SHAPE)];
/// ```
///
/// Or nothing: the trait has an empty list.
pub(super) fn keys(table: &TableModel) -> TokenStream {
    let primary = table.primary_key.iter().map(|key| key.columns.clone());
    let uniques = table
        .uniques
        .iter()
        .filter(|unique| unique.dialects.is_empty())
        .map(|unique| unique.columns.clone());
    let indexes = table.indexes.iter().filter_map(unique_index);
    let parts: Vec<TokenStream> = primary
        .chain(uniques)
        .chain(indexes)
        .enumerate()
        .flat_map(|(at, key)| {
            let part = |column: &ColumnRef| match table.columns.named(column) {
                Some(own) => {
                    let (field, shape) = (unraw(&own.ident), shape(&own.source));
                    quote!((#at, #field, #shape))
                }
                None => {
                    let (ident, name) = (&table.columns.ident, &column.name);
                    quote!(__fsm::key_part(#at, <#ident as __fsm::Table>::SPEC.columns, #name))
                }
            };
            key.iter().map(part).collect::<Vec<_>>()
        })
        .collect();
    if parts.is_empty() {
        return TokenStream::new();
    }
    quote!(const KEYS: &'static [__fsm::KeyPart] = &[#(#parts),*];)
}

/// The columns of an index that is as good as a unique constraint: of all rows, of columns alone.
fn unique_index(index: &IndexModel) -> Option<Vec<ColumnRef>> {
    if !index.unique || index.predicate.is_some() || !index.dialects.is_empty() {
        return None;
    }
    index
        .parts
        .iter()
        .map(|part| part.key.as_ref().ok().filter(|_| part.length.is_none()).cloned())
        .collect()
}

/// The field referred to, or the struct if there are several.
fn written_at(key: &ForeignKeyModel) -> Span {
    located(match &key.reference.target {
        Target::Struct { fields, .. } if fields.len() == 1 => fields[0].span(),
        _ => key.reference.tokens.span(),
    })
}

/// `Self` names the struct; the constants stand outside of its `impl`.
fn resolve_self(table: &TableModel, path: &Path) -> TokenStream {
    if path.get_ident().is_some_and(|ident| unraw(ident) == "Self") {
        return table.columns.ident.to_token_stream();
    }
    path.to_token_stream()
}

fn action(action: Action) -> TokenStream {
    match action {
        Action::NoAction => quote!(__fsm::ReferentialAction::NoAction),
        Action::Restrict => quote!(__fsm::ReferentialAction::Restrict),
        Action::Cascade => quote!(__fsm::ReferentialAction::Cascade),
        Action::SetNull => quote!(__fsm::ReferentialAction::SetNull),
        Action::SetDefault => quote!(__fsm::ReferentialAction::SetDefault),
    }
}

fn match_type(match_type: MatchType) -> TokenStream {
    match match_type {
        MatchType::Simple => quote!(__fsm::MatchType::Simple),
        MatchType::Full => quote!(__fsm::MatchType::Full),
    }
}
