//! The expansion of an enum.
//! It never works anything out: it puts the parts together.

use super::part::{option_str, texts};
use crate::model::{EnumModel, SqlxType, Stored};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// ```text
/// const _: () = {
///     use ::fsm_core::__private as __fsm;
///     impl ColumnType for Role {
///         const TYPE: SqlType = SqlType::Enum(EnumDef::from_const(.., &[Cow::Borrowed("member")]));
///     }
///     __fsm::sqlx_enum! { .. }
/// };
/// ```
pub(crate) fn sql_enum(model: &EnumModel) -> TokenStream {
    let EnumModel { ident, krate, stored, sqlx_type } = model;
    let sql_type = match stored {
        Stored::Number(integer) => quote!(<__fsm::#integer as __fsm::ColumnType>::TYPE),
        Stored::Label { schema, name, labels } => {
            let schema = option_str(schema.as_deref());
            let labels = texts(labels.iter().map(String::as_str));
            quote! {
                __fsm::SqlType::Enum(__fsm::EnumDef::from_const(
                    __fsm::TableName::from_const(#schema, #name), #labels,
                ))
            }
        }
    };
    let implementation = sqlx_type.as_ref().map(|sqlx_type| implement(ident, sqlx_type));
    quote! {
        const _: () = {
            use #krate::__private as __fsm;
            #[automatically_derived]
            impl __fsm::ColumnType for #ident {
                const TYPE: __fsm::SqlType = #sql_type;
            }
            #implementation
        };
    }
}

/// ```text
/// __fsm::sqlx_enum! { Role, "role", Member => "member", Admin => "admin" }
/// ```
fn implement(ident: &Ident, sqlx_type: &SqlxType) -> TokenStream {
    let name = &sqlx_type.name;
    let variants = sqlx_type.variants.iter().map(|(variant, label)| quote!(#variant => #label));
    quote!(__fsm::sqlx_enum! { #ident, #name, #(#variants),* })
}
