//! Foreign keys as values that the compiler checks.
//! It never looks at the table referred to: the constants it writes do.

use super::part::{deferrable, located, option, option_str, texts};
use crate::attr::{Action, MatchType, Target, unraw};
use crate::model::{ForeignKeyModel, TableModel};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Path, spanned::Spanned};

/// ```text
/// const FOREIGN_KEYS: &[ForeignKeyDef] = &foreign_keys(
///     [ForeignKeySpec {
///         columns: &[Cow::Borrowed("author_id")],
///         table: (<User as Table>::SCHEMA, <User as Table>::NAME),
///         ..
///     }],
///     const { &column_names([field_column(<User as Table>::FACTS, "id")]) },
/// );
/// ```
pub(super) fn foreign_keys(table: &TableModel) -> TokenStream {
    if table.foreign_keys.is_empty() {
        return TokenStream::new();
    }
    let specs = table.foreign_keys.iter().map(|key| spec(table, key));
    let referred = table.foreign_keys.iter().flat_map(|key| match &key.reference.target {
        Target::Names { columns, .. } => columns.iter().map(|name| quote!(#name)).collect(),
        Target::Struct { table: referred, fields } => {
            let referred = resolve_self(table, referred);
            let column = |field| {
                let (name, span) = (unraw(field), written_at(key));
                quote_spanned! {span=>
                    __fsm::field_column(<#referred as __fsm::Table>::FACTS, #name)
                }
            };
            fields.iter().map(column).collect::<Vec<_>>()
        }
    });
    quote! {
        const FOREIGN_KEYS: &'static [__fsm::ForeignKeyDef] = &__fsm::foreign_keys(
            [#(#specs),*],
            const { &__fsm::column_names([#(#referred),*]) },
        );
    }
}

fn spec(table: &TableModel, key: &ForeignKeyModel) -> TokenStream {
    let name = option_str(key.name.as_deref());
    let columns = texts(key.columns.iter().map(|column| column.name.as_str()));
    let referred = match &key.reference.target {
        Target::Names { schema, table: referred, .. } => {
            let schema = option_str(schema.as_deref());
            quote!((#schema, #referred))
        }
        Target::Struct { table: referred, .. } => {
            let referred = resolve_self(table, referred);
            let span = written_at(key);
            quote_spanned! {span=>
                (<#referred as __fsm::Table>::SCHEMA, <#referred as __fsm::Table>::NAME)
            }
        }
    };
    let given = &key.options;
    let on_delete = option(given.on_delete.map(action));
    let on_update = option(given.on_update.map(action));
    let deferrable = deferrable(given.deferrable);
    let match_type = option(given.match_type.map(match_type));
    quote! {
        __fsm::ForeignKeySpec {
            name: #name,
            columns: #columns,
            table: #referred,
            on_delete: #on_delete,
            on_update: #on_update,
            deferrable: #deferrable,
            match_type: #match_type,
        }
    }
}

/// ```text
/// require_foreign_key(__COLUMNS, &["author_id"], <User as Table>::FACTS, &["id"], false);
/// ```
///
/// Spanned at what was written behind `references =`, where the compiler then shows what is
/// wrong with it. Not by `User::COLUMNS.id`: to evaluate that constant, the compiler would lay out
/// a type for each column of each table that is referred to.
pub(super) fn check(table: &TableModel, key: &ForeignKeyModel) -> Option<TokenStream> {
    let Target::Struct { table: referred, fields } = &key.reference.target else { return None };
    let referred = resolve_self(table, referred);
    let own = key.columns.iter().map(|column| &column.name);
    let fields = fields.iter().map(unraw);
    let set_null = matches!(key.options.on_delete, Some(Action::SetNull))
        || matches!(key.options.on_update, Some(Action::SetNull));
    let span = written_at(key);
    Some(quote_spanned! {span=>
        __fsm::require_foreign_key(
            __COLUMNS,
            &[#(#own),*],
            <#referred as __fsm::Table>::FACTS,
            &[#(#fields),*],
            #set_null,
        );
    })
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
