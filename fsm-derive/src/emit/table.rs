//! The whole expansion of each derive.
//! It never works anything out: it puts the parts together.

use super::column::{Columns, columns, require};
use super::constraint::{check, indexes, keys, options, primary_key, unique};
use super::foreign_key::{self, foreign_keys};
use super::part::{option, option_str};
use crate::model::{ColumnRef, ColumnsModel, TableModel};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// ```text
/// const _: () = {
///     use ::fsm_core::__private as __fsm;
///     pub struct __UserColumns { .. }
///     const __COLUMNS: &[ColumnSpec] = &[..];
///     const _: () = { require_foreign_key(..); };
///     impl Table for User {
///         const COLUMNS: __UserColumns = __UserColumns { id: .., .. };
///         const FACTS: &TableFacts = &TableFacts { name: "users", .. };
///         const DEFS: &[ColumnDef] = &columns::<12>(__COLUMNS);
///         const UNIQUES: &[UniqueDef] = &uniques([..]);
///     }
///     inventory::submit! { Registration::of::<User>() }
/// };
/// ```
///
/// Everything is literals, handed to one function a list: each call that yields a definition makes
/// the compiler look through that whole type again, and each constant costs it as much as a small
/// function. Nothing is a static, for each of which it would prove that all of it is `Sync`.
pub(crate) fn table(table: &TableModel) -> TokenStream {
    let krate = &table.columns.krate;
    let ident = &table.columns.ident;
    let Columns { items, name: columns, value, count, mut checks } = columns(&table.columns);
    checks.extend(named_columns(table).filter_map(require));
    checks.extend(table.foreign_keys.iter().filter_map(|key| foreign_key::check(table, key)));
    let checks = (!checks.is_empty()).then(|| quote!(const _: () = { #(#checks)* };));
    let facts = facts(table);
    let lists = [
        list("UNIQUES", "UniqueDef", "uniques", table.uniques.iter().map(unique)),
        list("CHECKS", "CheckDef", "checks", table.checks.iter().map(check)),
        foreign_keys(table),
        indexes(&table.indexes),
    ];
    quote! {
        const _: () = {
            use #krate::__private as __fsm;
            #items
            #checks
            #[automatically_derived]
            impl __fsm::Table for #ident {
                type Columns = #columns;
                const COLUMNS: #columns = #value;
                const FACTS: &'static __fsm::TableFacts = &#facts;
                const DEFS: &'static [__fsm::ColumnDef] = &__fsm::columns::<#count>(__COLUMNS);
                #(#lists)*
            }
            __fsm::inventory::submit! { __fsm::Registration::of::<#ident>() }
        };
    }
}

/// ```text
/// TableFacts { name: "users", primary_key: Some((None, &[Cow::Borrowed("id")])), .. }
/// ```
fn facts(table: &TableModel) -> TokenStream {
    let (name, schema) = (&table.name, option_str(table.schema.as_deref()));
    let keys = keys(table);
    let primary_key = option(table.primary_key.as_ref().map(primary_key));
    let comment = option_str(table.comment.as_deref());
    let renamed_from = option_str(table.renamed_from.as_deref());
    let options = options(&table.options);
    let set = match &table.set {
        Some(set) => quote!(#set),
        None => quote!(__fsm::DEFAULT_SET),
    };
    quote! {
        __fsm::TableFacts {
            name: #name,
            schema: #schema,
            columns: __COLUMNS,
            keys: #keys,
            primary_key: #primary_key,
            comment: #comment,
            renamed_from: #renamed_from,
            options: #options,
            set: #set,
            place: (__fsm::module_path!(), __fsm::file!(), __fsm::line!()),
        }
    }
}

/// `const UNIQUES: &[UniqueDef] = &uniques([..]);`, or nothing: the trait has an empty list.
fn list(
    name: &str,
    item: &str,
    function: &str,
    specs: impl Iterator<Item = TokenStream>,
) -> TokenStream {
    let specs: Vec<TokenStream> = specs.collect();
    if specs.is_empty() {
        return TokenStream::new();
    }
    let ident = |name: &str| Ident::new(name, Span::call_site());
    let (name, item, function) = (ident(name), ident(item), ident(function));
    quote!(const #name: &'static [__fsm::#item] = &__fsm::#function([#(#specs),*]);)
}

/// Every column that a constraint or an index names.
fn named_columns(table: &TableModel) -> impl Iterator<Item = &ColumnRef> {
    let primary = table.primary_key.iter().flat_map(|key| &key.columns);
    let uniques = table.uniques.iter().flat_map(|unique| &unique.columns);
    let foreign = table.foreign_keys.iter().flat_map(|key| &key.columns);
    let indexed = table.indexes.iter().flat_map(|index| {
        index.parts.iter().filter_map(|part| part.key.as_ref().ok()).chain(&index.include)
    });
    primary.chain(uniques).chain(foreign).chain(indexed)
}

/// ```text
/// const _: () = {
///     use ::fsm_core::__private as __fsm;
///     pub struct __AddressColumns { .. }
///     const __COLUMNS: &[ColumnSpec] = &[..];
///     impl Embeddable for Address { .. }
/// };
/// ```
pub(crate) fn embeddable(model: &ColumnsModel) -> TokenStream {
    let (krate, ident) = (&model.krate, &model.ident);
    let Columns { items, name, value, checks, .. } = columns(model);
    let checks = (!checks.is_empty()).then(|| quote!(const _: () = { #(#checks)* };));
    quote! {
        const _: () = {
            use #krate::__private as __fsm;
            #items
            #checks
            #[automatically_derived]
            impl __fsm::Embeddable for #ident {
                type Columns = #name;
                const COLUMNS: #name = #value;
                const COLUMNS_REF: &'static #name = &Self::COLUMNS;
                const SPECS: &'static [__fsm::ColumnSpec] = __COLUMNS;
            }
        };
    }
}
