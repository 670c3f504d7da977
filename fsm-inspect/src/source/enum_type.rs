//! Enums: one of Rust for each set of labels.
//! It never decides which columns have it.

use super::literal;
use crate::ident::{self, Distinct};
use fsm_core::EnumDef;
use heck::{ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

/// Whether `#[derive(SqlEnum)]` takes it: labels, each once, and a name.
pub(super) fn can_derive(def: &EnumDef) -> bool {
    let different: BTreeSet<_> = def.labels.iter().collect();
    !def.labels.is_empty()
        && different.len() == def.labels.len()
        && !def.name.name.is_empty()
        && def.name.schema.as_deref() != Some("")
}

type Rename = (&'static str, fn(&str) -> String);

/// sqlx's patterns for labels, with the functions that it calls.
const PATTERNS: &[Rename] = &[
    ("snake_case", |name| name.to_snake_case()),
    ("lowercase", str::to_lowercase),
    ("UPPERCASE", str::to_uppercase),
    ("SCREAMING_SNAKE_CASE", |name| name.to_shouty_snake_case()),
    ("kebab-case", |name| name.to_kebab_case()),
    ("camelCase", |name| name.to_lower_camel_case()),
    ("PascalCase", |name| name.to_upper_camel_case()),
];

/// ```text
/// #[derive(Debug, Clone, Copy, PartialEq, Eq, SqlEnum)]
/// #[sql_enum(sqlx_type)]
/// #[sqlx(type_name = "role", rename_all = "snake_case")]
/// pub enum Role { Member, Admin }
/// ```
pub(super) fn write(def: &EnumDef, name: &str) -> TokenStream {
    let variants = variants(def);
    let plain = |rename: fn(&str) -> String| {
        variants
            .iter()
            .zip(def.labels.iter())
            .filter(|(name, label)| rename(name) == **label)
            .count()
    };
    // The pattern that makes most labels; none if the variants do as they are.
    let as_they_are = plain(str::to_owned);
    let best = PATTERNS
        .iter()
        .map(|(word, rename)| (plain(*rename), *word, *rename))
        .rev()
        .max_by_key(|(count, ..)| *count)
        .filter(|(count, ..)| *count > as_they_are);
    let rename: fn(&str) -> String = best.map_or(str::to_owned, |(.., rename)| rename);

    let type_name = type_name(def, name).map(|text| {
        let text = literal::text(&text);
        quote!(type_name = #text)
    });
    let rename_all = best.map(|(_, word, _)| quote!(rename_all = #word));
    let said: Vec<TokenStream> = [type_name, rename_all].into_iter().flatten().collect();
    let sqlx = (!said.is_empty()).then(|| quote!(#[sqlx(#(#said),*)]));
    let body = variants.iter().zip(def.labels.iter()).map(|(variant, label)| {
        let ident = ident::token(variant);
        let renamed = (rename(variant) != **label).then(|| {
            let label = literal::text(label);
            quote!(#[sqlx(rename = #label)])
        });
        quote!(#renamed #ident,)
    });
    let name = ident::token(name);
    quote! {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, SqlEnum)]
        #[sql_enum(sqlx_type)]
        #sqlx
        pub enum #name {
            #(#body)*
        }
    }
}

fn variants(def: &EnumDef) -> Vec<String> {
    let plain = |label: &str| ident::type_name(label, "Label");
    let all: BTreeSet<String> = def.labels.iter().map(|label| plain(label)).collect();
    let mut distinct = Distinct::default();
    def.labels.iter().map(|label| distinct.take([plain(label)], "", &all)).collect()
}

/// The type's name as PostgreSQL reads it, unless it follows from the Rust name.
fn type_name(def: &EnumDef, ident: &str) -> Option<String> {
    let quoted = |name: &str| {
        let is_plain =
            name.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit())
                && !name.starts_with(|c: char| c.is_ascii_digit());
        if is_plain { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
    };
    if def.name.schema.is_none() && ident.to_ascii_lowercase() == *def.name.name {
        return None;
    }
    let name = quoted(&def.name.name);
    Some(match &def.name.schema {
        Some(schema) => format!("{}.{name}", quoted(schema)),
        None => name,
    })
}
