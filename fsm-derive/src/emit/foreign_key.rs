//! Foreign keys as values that the compiler checks.
//! It never looks at the table referred to: the constants it writes do.

use super::part::{deferrable, located, option_str, set, texts};
use crate::attr::{Action, MatchType, Target, unraw};
use crate::model::{ColumnRef, ForeignKeyModel, TableModel};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Path, spanned::Spanned};

/// ```text
/// checked_foreign_key::<User, 1>(
///     None,
///     const {
///         &foreign_key_columns::<User, 1>(
///             [&__COLUMNS[1]], [<User as Table>::COLUMNS.id.definition()], false,
///         )
///     },
/// ).const_on_delete(..)
/// ```
///
/// Spanned at what was written behind `references =`, where the compiler then shows what is
/// wrong with it.
pub(super) fn foreign_key(table: &TableModel, key: &ForeignKeyModel) -> TokenStream {
    let name = option_str(key.name.as_deref());
    let base = match &key.reference.target {
        Target::Names { schema, table: referred, columns } => {
            let own = texts(key.columns.iter().map(|column| column.name.as_str()));
            let schema = option_str(schema.as_deref());
            let columns = texts(columns.iter().map(String::as_str));
            quote! {
                __fsm::ForeignKeyDef::from_const(
                    #name, #own, __fsm::TableName::from_const(#schema, #referred), #columns,
                )
            }
        }
        Target::Struct { table: referred, fields } => {
            checked(table, key, &name, &resolve_self(table, referred), fields)
        }
    };
    let options = &key.options;
    let setters = [
        set("const_on_delete", options.on_delete.map(action)),
        set("const_on_update", options.on_update.map(action)),
        deferrable(options.deferrable),
        set("const_match_type", options.match_type.map(match_type)),
    ];
    quote!(#base #(#setters)*)
}

fn checked(
    table: &TableModel,
    key: &ForeignKeyModel,
    name: &TokenStream,
    referred: &TokenStream,
    fields: &[Ident],
) -> TokenStream {
    let own = key.columns.iter().map(|column| own_column(table, column));
    let set_null = matches!(key.options.on_delete, Some(Action::SetNull))
        || matches!(key.options.on_update, Some(Action::SetNull));
    let span = located(key.reference.tokens.span());
    let columns = fields.iter().map(|field| {
        // The field itself keeps its place: "no field `nmae`" is shown there.
        quote_spanned!(span=> <#referred as __fsm::Table>::COLUMNS.#field.definition())
    });
    let count = key.columns.len();
    quote_spanned! {span=>
        __fsm::checked_foreign_key::<#referred, #count>(
            #name,
            const {
                &__fsm::foreign_key_columns::<#referred, #count>(
                    [#(#own),*], [#(#columns),*], #set_null,
                )
            },
        )
    }
}

/// `__COLUMNS[1]`, or `find_column(__COLUMNS, "city")`
fn own_column(table: &TableModel, column: &ColumnRef) -> TokenStream {
    let at = table
        .columns
        .own()
        .position(|own| Some(&own.ident) == column.field.as_ref())
        .filter(|_| !table.columns.has_embedded());
    if let Some(at) = at {
        return quote!(&__COLUMNS[#at]);
    }
    let name = &column.name;
    quote!(__fsm::find_column(__COLUMNS, #name))
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
