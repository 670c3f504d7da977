//! What stands in for an implementation that could not be written, so that an error is reported
//! once and not again wherever the type is used.
//! It never registers anything.

use super::column::{columns_name, columns_struct};
use crate::model::{ColumnsModel, Field, TableModel, crate_path};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::DeriveInput;

/// ```text
/// compile_error!("..");
/// const _: () = {
///     use ::fsm_core::__private as __fsm;
///     pub struct __UserColumns { .. }
///     impl Table for User { .. }
/// };
/// ```
pub(crate) fn table_skeleton(
    input: &DeriveInput,
    model: Option<&TableModel>,
    errors: Option<&TokenStream>,
) -> TokenStream {
    let parts = Parts::new(input, model.map(|model| &model.columns));
    let Parts { krate, items, columns, value } = &parts;
    let ident = &input.ident;
    let (generics, arguments, bounds) = input.generics.split_for_impl();
    quote! {
        #errors
        const _: () = {
            use #krate::__private as __fsm;
            #items
            #[automatically_derived]
            impl #generics __fsm::Table for #ident #arguments #bounds {
                type Columns = #columns;
                const COLUMNS: #columns = #value;
                const SPEC: &'static __fsm::TableSpec = __fsm::NO_SPEC;
                const KEYS: &'static [__fsm::KeyPart] = __fsm::NO_KEYS;
                type Lists = __fsm::Lists;
            }
        };
    }
}

/// The same for `Embeddable`.
pub(crate) fn embeddable_skeleton(
    input: &DeriveInput,
    model: Option<&ColumnsModel>,
    errors: Option<&TokenStream>,
) -> TokenStream {
    let parts = Parts::new(input, model);
    let Parts { krate, items, columns, value } = &parts;
    let ident = &input.ident;
    let (generics, arguments, bounds) = input.generics.split_for_impl();
    quote! {
        #errors
        const _: () = {
            use #krate::__private as __fsm;
            #items
            #[automatically_derived]
            impl #generics __fsm::Embeddable for #ident #arguments #bounds {
                type Columns = #columns;
                const COLUMNS: #columns = #value;
                const COLUMNS_REF: &'static #columns = &Self::COLUMNS;
                const SPECS: __fsm::ColumnSpecs = __fsm::NO_COLUMNS;
            }
        };
    }
}

/// The same for `SqlEnum`.
pub(crate) fn sql_enum_skeleton(input: &DeriveInput, errors: Option<&TokenStream>) -> TokenStream {
    let ident = &input.ident;
    let (generics, arguments, bounds) = input.generics.split_for_impl();
    quote! {
        #errors
        const _: () = {
            use ::fsm_core::__private as __fsm;
            #[automatically_derived]
            impl #generics __fsm::ColumnType for #ident #arguments #bounds {
                const TYPE: __fsm::SqlType = __fsm::SqlType::custom_const("");
            }
        };
    }
}

struct Parts {
    krate: TokenStream,
    items: TokenStream,
    columns: TokenStream,
    value: TokenStream,
}

impl Parts {
    /// The struct of columns with all its fields, as far as the fields could be read.
    fn new(input: &DeriveInput, model: Option<&ColumnsModel>) -> Self {
        let Some(model) = model else {
            return Self {
                krate: crate_path(None),
                items: TokenStream::new(),
                columns: quote!(()),
                value: quote!(()),
            };
        };
        let name = columns_name(&input.ident);
        let values = model.fields.iter().map(|field| match field {
            Field::Column(column) => {
                let ident = &column.ident;
                quote!(#ident: __fsm::column(""))
            }
            Field::Embedded(embedded) => {
                let (ident, ty) = (&embedded.ident, &embedded.ty);
                quote!(#ident: __fsm::Embedded::<#ty>::NEW)
            }
        });
        Self {
            krate: model.krate.clone(),
            items: columns_struct(model, &name),
            value: quote!(#name { #(#values),* }),
            columns: name.to_token_stream(),
        }
    }
}
