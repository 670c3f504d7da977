//! A column as a field with its attributes.
//! It never decides which constraints stand at the column and which at the table.

use super::comment::{Unsaid, not_in_this_model, remark};
use super::literal;
use super::rust_type::FieldType;
use super::table::Model;
use fsm_core::{Autoincrement, ColumnDef, IdentityDef, Literal, Sql};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};

/// ```text
/// #[column(length = 50, unique)]
/// pub username: String,
/// ```
///
/// `placed` is what constraints say at the column.
pub(super) fn write(
    model: &Model<'_>,
    column: &ColumnDef,
    ident: &Ident,
    field_type: &FieldType,
    placed: &[TokenStream],
    primary_key: bool,
) -> TokenStream {
    let mut unsaid = field_type.unsaid.clone();
    let mut keys: Vec<TokenStream> = Vec::new();
    if primary_key {
        keys.push(quote!(primary_key));
    }
    keys.extend(numbering(column, &mut unsaid));
    keys.extend(field_type.keys.iter().cloned());
    keys.extend(default(model, column, &mut unsaid));
    if let Some(computed) = &column.computed {
        match computed.expression.text(model.source.dialect) {
            Some(text) if computed.stored => {
                let text = literal::text(text);
                keys.push(quote!(computed = #text));
            }
            Some(text) => {
                let text = literal::text(text);
                keys.push(quote!(computed(sql = #text, virtual)));
            }
            None => unsaid.push(Unsaid::new("its expression, which no text says here")),
        }
    }
    keys.extend(sql(model, quote!(collation), column.collation.as_ref()));
    keys.extend(placed.iter().cloned());
    keys.extend(column.comment.as_deref().map(|text| assigned(quote!(comment), text)));
    keys.extend(
        column
            .renamed_from
            .as_deref()
            .and_then(|name| (!name.is_empty()).then(|| assigned(quote!(renamed_from), name))),
    );

    let said = (!keys.is_empty()).then(|| quote!(#[column(#(#keys),*)]));
    let plain = ident.to_string();
    let follows = model.names.rename_all.is_some() || plain.trim_start_matches("r#") == column.name;
    let renamed = (!follows).then(|| {
        let name = literal::text(&column.name);
        quote!(#[sqlx(rename = #name)])
    });
    let remarks = field_type.remark.as_deref().map(remark);
    let unsaid = not_in_this_model(&unsaid);
    let rust: TokenStream = field_type.rust.parse().unwrap_or_else(|_| quote!(String));
    let rust = if column.nullable { quote!(Option<#rust>) } else { rust };
    quote!(#remarks #unsaid #renamed #said pub #ident: #rust,)
}

/// `key = ".."`
pub(super) fn assigned(key: impl ToTokens, text: &str) -> TokenStream {
    let text = literal::text(text);
    quote!(#key = #text)
}

/// `key = ".."`, in the dialect's words, where it has any.
fn sql(model: &Model<'_>, key: TokenStream, sql: Option<&Sql>) -> Option<TokenStream> {
    sql.and_then(|sql| sql.text(model.source.dialect)).map(|text| assigned(key, text))
}

fn numbering(column: &ColumnDef, unsaid: &mut Vec<Unsaid>) -> Vec<TokenStream> {
    let mut keys = Vec::new();
    let has_default =
        column.default.is_some() || column.default_sql.is_some() || column.computed.is_some();
    match (column.autoincrement, &column.identity) {
        (Autoincrement::Always, _) if has_default => {
            unsaid.push(Unsaid::new("that the database numbers it, beside its default"));
        }
        (Autoincrement::Always, _) => keys.push(quote!(autoincrement)),
        (Autoincrement::Never, None) => keys.push(quote!(autoincrement = false)),
        _ => {}
    }
    match &column.identity {
        Some(_) if column.computed.is_some() => {
            unsaid.push(Unsaid::new("that it is an identity column, beside its expression"));
        }
        Some(def) => keys.push(identity(def)),
        None => {}
    }
    keys
}

/// `identity(always, start = 1)`
fn identity(def: &IdentityDef) -> TokenStream {
    let mut options = Vec::new();
    if def.always {
        options.push(quote!(always));
    }
    for (key, value) in [
        (quote!(start), def.start),
        (quote!(increment), def.increment),
        (quote!(min), def.min_value),
        (quote!(max), def.max_value),
    ] {
        options.extend(value.map(|value| {
            let value = integer(value.into());
            quote!(#key = #value)
        }));
    }
    if def.cycle {
        options.push(quote!(cycle));
    }
    options.extend(def.cache.map(|value| {
        let value = integer(value.into());
        quote!(cache = #value)
    }));
    if options.is_empty() { quote!(identity) } else { quote!(identity(#(#options),*)) }
}

/// What a row gets that names no value; the dialect's own words stand before the constant.
fn default(model: &Model<'_>, column: &ColumnDef, unsaid: &mut Vec<Unsaid>) -> Option<TokenStream> {
    let words = column.default_sql.as_ref().and_then(|sql| sql.text(model.source.dialect));
    let key = match (words, &column.default) {
        (Some(words), _) => assigned(quote!(default_sql), words),
        (None, Some(value)) => constant(model, value),
        (None, None) => return None,
    };
    if column.computed.is_some() || column.identity.is_some() {
        unsaid.push(Unsaid::new(format!("`{key}`, beside what the database works out")));
        return None;
    }
    Some(key)
}

fn constant(model: &Model<'_>, value: &Literal) -> TokenStream {
    match value {
        Literal::String(text) => assigned(quote!(default), text),
        Literal::Integer(number) => {
            let number = integer(*number);
            quote!(default = #number)
        }
        Literal::Boolean(value) => quote!(default = #value),
        Literal::Number(digits) if is_number(digits) => {
            let number: TokenStream = digits.parse().unwrap_or_default();
            quote!(default = #number)
        }
        other => assigned(quote!(default_sql), &model.source.dialect.quote_literal(other)),
    }
}

/// Whether Rust reads the digits as a number, and writes them in the same way.
fn is_number(digits: &str) -> bool {
    let unsigned = digits.strip_prefix('-').unwrap_or(digits);
    let float = |text| syn::parse_str::<syn::LitFloat>(text).ok();
    float(unsigned)
        .is_some_and(|number| number.suffix().is_empty() && number.base10_digits() == unsigned)
}

fn integer(value: i128) -> TokenStream {
    let digits = proc_macro2::Literal::u128_unsuffixed(value.unsigned_abs());
    let digits = TokenTree::from(digits);
    if value < 0 { quote!(-#digits) } else { quote!(#digits) }
}
