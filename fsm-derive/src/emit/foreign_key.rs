//! Foreign keys as values that the compiler checks.
//! It never looks at the table referred to: the constants it writes do.

use super::part::{deferrable, located, option, option_str, texts};
use crate::attr::{Action, MatchType, Target, unraw};
use crate::model::{ColumnRef, ForeignKeyModel, TableModel};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Path, spanned::Spanned};

/// ```text
/// foreign_key::<User>(
///     &__COLUMNS[1],
///     <User as Table>::COLUMNS.id.definition(),
///     ForeignKeyOptions { name: None, on_delete: Some(ReferentialAction::Cascade), .. },
/// )
/// ```
///
/// Spanned at what was written behind `references =`, where the compiler then shows what is
/// wrong with it.
pub(super) fn foreign_key(table: &TableModel, key: &ForeignKeyModel) -> TokenStream {
    let options = options(key);
    match &key.reference.target {
        Target::Names { schema, table: referred, columns } => {
            let own = texts(key.columns.iter().map(|column| column.name.as_str()));
            let schema = option_str(schema.as_deref());
            let columns = texts(columns.iter().map(String::as_str));
            quote! {
                __fsm::ForeignKeySpec {
                    columns: #own,
                    table: (#schema, #referred),
                    referred: #columns,
                    options: #options,
                }
            }
        }
        Target::Struct { table: referred, fields } => {
            checked(table, key, &resolve_self(table, referred), fields, &options)
        }
    }
}

/// A key of several columns also lists their names:
///
/// ```text
/// composite_foreign_key::<User, 2>(
///     &[Cow::Borrowed("tenant"), Cow::Borrowed("author")], [&__COLUMNS[1], &__COLUMNS[2]],
///     const { &column_names([<User as Table>::COLUMNS.tenant.definition(), ..]) },
///     [<User as Table>::COLUMNS.tenant.definition(), ..],
///     ForeignKeyOptions { .. },
/// )
/// ```
fn checked(
    table: &TableModel,
    key: &ForeignKeyModel,
    referred: &TokenStream,
    fields: &[Ident],
    options: &TokenStream,
) -> TokenStream {
    let own: Vec<TokenStream> = key.columns.iter().map(|own| own_column(table, own)).collect();
    let span = located(key.reference.tokens.span());
    let columns: Vec<TokenStream> = fields
        .iter()
        // The field itself keeps its place: "no field `nmae`" is shown there.
        .map(
            |field| quote_spanned!(span=> <#referred as __fsm::Table>::COLUMNS.#field.definition()),
        )
        .collect();
    if let ([own], [column]) = (&own[..], &columns[..]) {
        return quote_spanned!(span=> __fsm::foreign_key::<#referred>(#own, #column, #options));
    }
    let names = texts(key.columns.iter().map(|column| column.name.as_str()));
    let count = key.columns.len();
    quote_spanned! {span=>
        __fsm::composite_foreign_key::<#referred, #count>(
            #names,
            [#(#own),*],
            const { &__fsm::column_names([#(#columns),*]) },
            [#(#columns),*],
            #options,
        )
    }
}

fn options(key: &ForeignKeyModel) -> TokenStream {
    let name = option_str(key.name.as_deref());
    let given = &key.options;
    let on_delete = option(given.on_delete.map(action));
    let on_update = option(given.on_update.map(action));
    let deferrable = deferrable(given.deferrable);
    let match_type = option(given.match_type.map(match_type));
    quote! {
        __fsm::ForeignKeyOptions {
            name: #name,
            on_delete: #on_delete,
            on_update: #on_update,
            deferrable: #deferrable,
            match_type: #match_type,
        }
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
