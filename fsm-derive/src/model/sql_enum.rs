//! An enum as the schema sees it: its type's name and its labels, or the integer it is stored as.
//! It never writes code.

use super::crate_path;
use crate::attr::{SqlEnumAttrs, SqlxContainer, SqlxField, Text, unraw};
use crate::cx::Cx;
use crate::symbol;
use proc_macro2::{Span, TokenStream};
use syn::{Data, DeriveInput, Fields, Ident, punctuated::Punctuated};

/// An enum that derives `SqlEnum`.
#[derive(Debug)]
pub(crate) struct EnumModel {
    pub(crate) ident: Ident,
    pub(crate) krate: TokenStream,
    pub(crate) stored: Stored,
    /// What stands in for `#[derive(sqlx::Type)]`, if that was asked for.
    pub(crate) sqlx_type: Option<SqlxType>,
}

/// What sqlx must know of an enum of labels.
#[derive(Debug)]
pub(crate) struct SqlxType {
    /// The type's name, as sqlx hands it to PostgreSQL.
    pub(crate) name: String,
    /// Each variant with its label.
    pub(crate) variants: Vec<(Ident, String)>,
}

/// How sqlx stores it.
#[derive(Debug)]
pub(crate) enum Stored {
    /// As a label of an enum.
    Label { schema: Option<String>, name: String, labels: Vec<String> },
    /// As a number of this type: `#[repr(..)]`.
    Number(Ident),
}

const INTEGERS: &[&str] = &["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"];

impl EnumModel {
    pub(crate) fn read(cx: &Cx, input: &DeriveInput) -> Option<Self> {
        let name = &input.ident;
        let Data::Enum(data) = &input.data else {
            cx.error_over(
                name,
                format!(
                    "`SqlEnum` needs an enum: write `enum {name} {{ First, Second }}`, or derive `Table` for a table"
                ),
            );
            return None;
        };
        if !input.generics.params.is_empty() {
            cx.error_over(
                &input.generics,
                format!(
                    "`{name}` has generic parameters, which its labels cannot hold: remove them"
                ),
            );
        }
        if data.variants.is_empty() {
            cx.error_over(
                name,
                format!("`{name}` has no variants, and so no labels: write `enum {name} {{ First, Second }}`"),
            );
        }
        let attrs = SqlEnumAttrs::read(cx, &input.attrs);
        let sqlx = SqlxContainer::read(cx, &input.attrs);
        let labels = labels(cx, &sqlx, data);
        let sqlx_type = attrs.sqlx_type.map(|_| SqlxType {
            name: sqlx.type_name.as_ref().map_or_else(|| unraw(name), |text| text.value.clone()),
            variants: data
                .variants
                .iter()
                .zip(&labels)
                .map(|(variant, label)| (variant.ident.clone(), label.text.clone()))
                .collect(),
        });
        let stored = match repr(cx, input) {
            Some(integer) => {
                check_number(cx, &sqlx, &labels, &integer);
                if let Some(span) = attrs.sqlx_type {
                    cx.error(
                        span,
                        format!("`sqlx_type` has no use where `#[repr({integer})]` makes sqlx store the number: remove it, and derive `sqlx::Type`"),
                    );
                }
                Stored::Number(integer)
            }
            None => {
                check_labels(cx, &labels);
                let (schema, name) = type_name(cx, name, sqlx.type_name.as_ref());
                Stored::Label {
                    schema,
                    name,
                    labels: labels.into_iter().map(|label| label.text).collect(),
                }
            }
        };
        let krate = crate_path(attrs.krate.as_ref());
        Some(Self { ident: name.clone(), krate, stored, sqlx_type })
    }
}

struct Label {
    text: String,
    span: Span,
    renamed: bool,
}

fn labels(cx: &Cx, sqlx: &SqlxContainer, data: &syn::DataEnum) -> Vec<Label> {
    let mut labels = Vec::new();
    for variant in &data.variants {
        if !matches!(variant.fields, Fields::Unit) {
            let variant_name = &variant.ident;
            cx.error_over(
                &variant.fields,
                format!("`{variant_name}` has fields, which a label cannot hold: write `{variant_name}`, and keep the rest in columns"),
            );
        }
        let attrs = SqlxField::read(cx, &variant.attrs);
        let plain = unraw(&variant.ident);
        labels.push(match attrs.rename {
            Some(Text { value, span }) => Label { text: value, span, renamed: true },
            None => Label {
                text: sqlx.rename_all.map_or(plain.clone(), |rename| rename.value.apply(&plain)),
                span: variant.ident.span(),
                renamed: false,
            },
        });
    }
    labels
}

fn check_labels(cx: &Cx, labels: &[Label]) {
    for (at, label) in labels.iter().enumerate() {
        if labels[..at].iter().any(|earlier| earlier.text == label.text) {
            let message = format!(
                "another variant has the label `{}`: write `#[sqlx(rename = \"..\")]` with another",
                label.text
            );
            cx.error(label.span, message);
        }
    }
}

/// sqlx refuses the same, but only where its own derives stand.
fn check_number(cx: &Cx, sqlx: &SqlxContainer, labels: &[Label], integer: &Ident) {
    let why = format!("`#[repr({integer})]` makes sqlx store the number: remove one of them");
    if let Some(rename_all) = sqlx.rename_all {
        cx.error(rename_all.span, format!("`rename_all` has no use where {why}"));
    }
    for label in labels.iter().filter(|label| label.renamed) {
        cx.error(label.span, format!("`rename` has no use where {why}"));
    }
}

/// The integer of `#[repr(..)]`, by which sqlx stores the enum.
fn repr(cx: &Cx, input: &DeriveInput) -> Option<Ident> {
    let attribute = input.attrs.iter().find(|attribute| attribute.path().is_ident("repr"))?;
    let words = attribute
        .parse_args_with(Punctuated::<TokenStream, syn::Token![,]>::parse_terminated)
        .ok()?;
    let ident: Ident = words.iter().find_map(|word| syn::parse2(word.clone()).ok())?;
    let name = ident.to_string();
    if !INTEGERS.contains(&name.as_str()) {
        cx.error(
            ident.span(),
            format!(
                "`#[repr({name})]` is no integer that a column can be: use one of {}",
                symbol::list(INTEGERS)
            ),
        );
    }
    Some(ident)
}

/// What PostgreSQL makes of the name that sqlx hands it: outside of double quotes, a dot ends the
/// schema and letters become small
/// (<https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS>).
fn type_name(cx: &Cx, ident: &Ident, given: Option<&Text>) -> (Option<String>, String) {
    let plain = unraw(ident);
    let (text, span) =
        given.map_or((plain.as_str(), ident.span()), |text| (text.value.as_str(), text.span));
    let wrong = |why: &str| {
        cx.error(
            span,
            format!("`type_name` is `{text}`, {why}: write `role`, `app.role` or `\\\"Role\\\"`"),
        );
    };
    let Some(mut parts) = identifiers(text) else {
        wrong("which is no name that PostgreSQL reads");
        return (None, plain);
    };
    match (parts.pop(), parts.pop(), parts.pop()) {
        (Some(name), schema, None) => (schema, name),
        _ => {
            wrong("which is not a name with a schema at most");
            (None, plain)
        }
    }
}

/// The identifiers of `a."B".c` as PostgreSQL reads them; `None` if it could not.
fn identifiers(text: &str) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        let (part, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted_identifier(quoted)?,
            None => {
                let end = rest.find('.').unwrap_or(rest.len());
                (rest[..end].to_ascii_lowercase(), &rest[end..])
            }
        };
        let plain = rest.starts_with('"')
            || part.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '$')
                && !part.starts_with(|c: char| c.is_ascii_digit() || c == '$');
        if part.is_empty() || !plain {
            return None;
        }
        parts.push(part);
        match after.strip_prefix('.') {
            Some(next) => rest = next,
            None if after.is_empty() => return Some(parts),
            None => return None,
        }
    }
}

/// What stands before the closing quote, and what comes behind it.
fn quoted_identifier(text: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut rest = text;
    loop {
        let end = rest.find('"')?;
        name.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            // Two quotes stand for one.
            Some(next) => {
                name.push('"');
                rest = next;
            }
            None => return Some((name, rest)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::identifiers;

    #[test]
    fn names_are_read_as_postgresql_reads_them() {
        let cases: &[(&str, Option<&[&str]>)] = &[
            ("Role", Some(&["role"])),
            ("\"Role\"", Some(&["Role"])),
            ("app.role", Some(&["app", "role"])),
            ("App.\"Role\"", Some(&["app", "Role"])),
            ("\"a.b\"", Some(&["a.b"])),
            ("\"a\"\"b\"", Some(&["a\"b"])),
            ("a b", None),
            ("", None),
            ("a.", None),
            ("\"open", None),
            ("1a", None),
        ];
        for (text, expected) in cases {
            let read = identifiers(text);
            let expected =
                expected.map(|parts| parts.iter().map(ToString::to_string).collect::<Vec<_>>());
            assert_eq!(read, expected, "{text}");
        }
    }
}
