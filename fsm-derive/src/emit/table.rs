//! The whole expansion of each derive.
//! It never works anything out: it puts the parts together.

use super::column::{columns, require};
use super::constraint::{check, index, keys, options, primary_key, unique};
use super::foreign_key::foreign_key;
use super::part::{option, option_str, set_text};
use crate::model::{ColumnRef, ColumnsModel, TableModel};
use proc_macro2::TokenStream;
use quote::quote;

/// ```text
/// const _: () = {
///     use ::fsm_core::__private as __fsm;
///     pub struct __UserColumns { .. }
///     const __COLUMNS: &[ColumnDef] = &[..];
///     const __TABLE: &TableDef = &TableDef::from_parts((None, "users"), __COLUMNS, ..);
///     impl Table for User { .. }
///     inventory::submit! { Registration::new(__TABLE, DEFAULT_SET, <User as Table>::PLACE) }
/// };
/// ```
///
/// The definition is a constant rather than a static: for each static the compiler would prove
/// anew that all of `TableDef` is `Sync`, which took most of the time a model costs.
pub(crate) fn table(table: &TableModel) -> TokenStream {
    let krate = &table.columns.krate;
    let ident = &table.columns.ident;
    let super::column::Columns { items, name: columns, value } = columns(&table.columns);
    let required = named_columns(table).filter_map(require);
    let (name, schema) = (&table.name, option_str(table.schema.as_deref()));
    let keys = keys(table);
    let definition = definition(table);
    let set = match &table.set {
        Some(set) => quote!(#set),
        None => quote!(__fsm::DEFAULT_SET),
    };
    quote! {
        const _: () = {
            use #krate::__private as __fsm;
            #items
            #(#required)*
            const __TABLE: &__fsm::TableDef = &#definition;
            #[automatically_derived]
            impl __fsm::Table for #ident {
                type Columns = #columns;
                const COLUMNS: #columns = #value;
                const NAME: &'static __fsm::str = #name;
                const SCHEMA: __fsm::Option<&'static __fsm::str> = #schema;
                const KEYS: &'static [&'static [&'static __fsm::str]] = #keys;
                const PLACE: (&'static __fsm::str, &'static __fsm::str, __fsm::u32) =
                    (__fsm::module_path!(), __fsm::file!(), __fsm::line!());
                fn definition() -> &'static __fsm::TableDef {
                    __TABLE
                }
            }
            __fsm::inventory::submit! {
                __fsm::Registration::new(__TABLE, #set, <#ident as __fsm::Table>::PLACE)
            }
        };
    }
}

/// ```text
/// TableDef::from_parts(
///     (None, "users"), __COLUMNS, Some((None, &[Cow::Borrowed("id")])), &[], &[], &[], &[],
/// ).const_comment(..)
/// ```
fn definition(table: &TableModel) -> TokenStream {
    let (name, schema) = (&table.name, option_str(table.schema.as_deref()));
    let primary_key = option(table.primary_key.as_ref().map(primary_key));
    let uniques = list(table.uniques.iter().map(unique));
    let checks = list(table.checks.iter().map(check));
    let foreign_keys = list(table.foreign_keys.iter().map(|key| foreign_key(table, key)));
    let indexes = list(table.indexes.iter().map(index));
    let setters = [
        set_text("const_comment", table.comment.as_deref()),
        options(&table.options),
        set_text("const_renamed_from", table.renamed_from.as_deref()),
    ];
    quote! {
        __fsm::TableDef::from_parts(
            (#schema, #name), __COLUMNS, #primary_key, #uniques, #checks, #foreign_keys, #indexes,
        )
        #(#setters)*
    }
}

/// `const { &[..] }`, or `&[]`
fn list(values: impl Iterator<Item = TokenStream>) -> TokenStream {
    let values: Vec<TokenStream> = values.collect();
    if values.is_empty() { quote!(&[]) } else { quote!(const { &[#(#values),*] }) }
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
///     const __COLUMNS: &[ColumnDef] = &[..];
///     impl Embeddable for Address { .. }
/// };
/// ```
pub(crate) fn embeddable(model: &ColumnsModel) -> TokenStream {
    let (krate, ident) = (&model.krate, &model.ident);
    let super::column::Columns { items, name, value } = columns(model);
    quote! {
        const _: () = {
            use #krate::__private as __fsm;
            #items
            #[automatically_derived]
            impl __fsm::Embeddable for #ident {
                type Columns = #name;
                const COLUMNS: #name = #value;
                const DEFS: &'static [__fsm::ColumnDef] = __COLUMNS;
            }
        };
    }
}
