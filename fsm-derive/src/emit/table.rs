//! The whole expansion of each derive.
//! It never works anything out: it puts the parts together.

use super::column::{Columns, checked, columns, require};
use super::constraint::parts;
use super::foreign_key::{self, keys, references};
use crate::model::{ColumnRef, ColumnsModel, TableModel};
use proc_macro2::TokenStream;
use quote::quote;

/// ```text
/// const _: () = {
///     use ::fsm_core::__private as __fsm;
///     pub struct __UserColumns { .. }
///     const _: () = { require_foreign_key(..); };
///     impl Table for User {
///         type Columns = __UserColumns;
///         const COLUMNS: __UserColumns = __UserColumns { id: .., .. };
///         const SPEC: &TableSpec = &TableSpec {
///             name: "users",
///             columns: ColumnSpecs { .. },
///             parts: &[Part::PrimaryKey("id"), ..],
///             place: (..),
///         };
///         const REFERENCES: &[Reference] = &[..];
///         const KEYS: &[KeyPart] = &[..];
///         type Lists = Lists<12, 1>;
///     }
///     inventory::submit! { Registration::of::<User>() }
/// };
/// ```
///
/// Everything is literals in lists, as few and as short as may be, for the compiler looks at each:
/// an empty list costs it as much as a column's name and type, a call that yields a definition as
/// much as several. `cargo check` evaluates what the checks need and nothing else. Nothing is a
/// static, for each of which it would prove that all of it is `Sync`.
pub(crate) fn table(table: &TableModel) -> TokenStream {
    let krate = &table.columns.krate;
    let (ident, name) = (&table.columns.ident, &table.name);
    let Columns { items, name: columns, value, specs, count, mut checks } = columns(&table.columns);
    checks.extend(named_columns(table).filter_map(require));
    checks.extend(foreign_key::checks(table));
    let all = quote!(<#ident as __fsm::Table>::SPEC.columns);
    let checks = checked(&table.columns, &all, &checks);
    let (parts, lists) = (parts(table), lists(table, &count));
    let (references, keys) = (references(table), keys(table));
    quote! {
        const _: () = {
            use #krate::__private as __fsm;
            #items
            #checks
            #[automatically_derived]
            impl __fsm::Table for #ident {
                type Columns = #columns;
                const COLUMNS: #columns = #value;
                const SPEC: &'static __fsm::TableSpec = &__fsm::TableSpec {
                    name: #name,
                    columns: #specs,
                    parts: &[#(__fsm::Part::#parts),*],
                    place: (__fsm::module_path!(), __fsm::file!(), __fsm::line!()),
                };
                #references
                #keys
                type Lists = #lists;
            }
            __fsm::inventory::submit! { __fsm::Registration::of::<#ident>() }
        };
    }
}

/// `Lists<12, 1>`: how long the lists of the definition are, without the last that are empty.
fn lists(table: &TableModel, columns: &TokenStream) -> TokenStream {
    let names = table.primary_key.iter().map(|key| key.columns.len()).sum::<usize>()
        + table.uniques.iter().map(|unique| unique.columns.len()).sum::<usize>()
        + table.indexes.iter().map(|index| index.include.len()).sum::<usize>()
        + table.foreign_keys.iter().map(|key| 2 * key.columns.len()).sum::<usize>();
    let counts = [
        names,
        table.uniques.len(),
        table.indexes.len(),
        table.indexes.iter().map(|index| index.parts.len()).sum(),
        table.foreign_keys.len(),
        table.checks.len(),
    ];
    let given = counts.iter().rposition(|count| *count > 0).map_or(0, |last| last + 1);
    let counts = &counts[..given];
    quote!(__fsm::Lists<#columns #(, #counts)*>)
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
///     impl Embeddable for Address { .. }
/// };
/// ```
pub(crate) fn embeddable(model: &ColumnsModel) -> TokenStream {
    let (krate, ident) = (&model.krate, &model.ident);
    let Columns { items, name, value, specs, checks, .. } = columns(model);
    let checks = checked(model, &quote!(<#ident as __fsm::Embeddable>::SPECS), &checks);
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
                const SPECS: __fsm::ColumnSpecs = #specs;
            }
        };
    }
}
