//! `#[sqlx(..)]`, read as sqlx 0.9 reads it (`sqlx-macros-core`, `derives/attributes.rs`).
//! It never refuses what sqlx may learn later: a key that is not known and not near a known one
//! is left to sqlx.

use super::item::{Item, Place, Value};
use super::read_all;
use super::value::{Spanned, Text};
use crate::cx::Cx;
use crate::symbol;
use heck::{ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::Span;
use syn::{Attribute, Type};

/// How names are made of identifiers.
#[allow(clippy::enum_variant_names, reason = "sqlx's own names")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RenameAll {
    LowerCase,
    SnakeCase,
    UpperCase,
    ScreamingSnakeCase,
    KebabCase,
    CamelCase,
    PascalCase,
}

const RENAME_ALL: &[(&str, RenameAll)] = &[
    ("lowercase", RenameAll::LowerCase),
    ("snake_case", RenameAll::SnakeCase),
    ("UPPERCASE", RenameAll::UpperCase),
    ("SCREAMING_SNAKE_CASE", RenameAll::ScreamingSnakeCase),
    ("kebab-case", RenameAll::KebabCase),
    ("camelCase", RenameAll::CamelCase),
    ("PascalCase", RenameAll::PascalCase),
];

/// What `#[sqlx(..)]` says of a struct or an enum.
#[derive(Debug, Default)]
pub(crate) struct SqlxContainer {
    pub(crate) rename_all: Option<Spanned<RenameAll>>,
    pub(crate) type_name: Option<Text>,
    pub(crate) transparent: Option<Span>,
}

/// What `#[sqlx(..)]` says of a field or a variant.
#[derive(Debug, Default)]
pub(crate) struct SqlxField {
    pub(crate) rename: Option<Text>,
    pub(crate) flatten: Option<Span>,
    pub(crate) skip: Option<Span>,
    pub(crate) try_from: Option<Type>,
    pub(crate) json: Option<Json>,
}

/// `json`, `json(nullable)`
#[derive(Clone, Copy, Debug)]
pub(crate) struct Json {
    pub(crate) nullable: bool,
    pub(crate) span: Span,
}

impl RenameAll {
    /// The name `ident` gets; the same functions as sqlx calls.
    pub(crate) fn apply(self, ident: &str) -> String {
        match self {
            Self::LowerCase => ident.to_lowercase(),
            Self::SnakeCase => ident.to_snake_case(),
            Self::UpperCase => ident.to_uppercase(),
            Self::ScreamingSnakeCase => ident.to_shouty_snake_case(),
            Self::KebabCase => ident.to_kebab_case(),
            Self::CamelCase => ident.to_lower_camel_case(),
            Self::PascalCase => ident.to_upper_camel_case(),
        }
    }

    /// The word the attributes have for it.
    pub(crate) fn word(self) -> &'static str {
        RENAME_ALL.iter().find(|(_, value)| *value == self).map_or("", |(word, _)| word)
    }
}

impl SqlxContainer {
    pub(crate) fn read(cx: &Cx, attributes: &[Attribute]) -> Self {
        let mut attrs = Self::default();
        let place = Place { open: true, ..Place::new("#[sqlx(..)]", symbol::SQLX_CONTAINER) };
        for item in read_all(cx, attributes, "sqlx", place) {
            match item.key.name {
                "rename_all" => attrs.rename_all = item.rename_all(cx),
                "type_name" => attrs.type_name = item.name(cx),
                "transparent" => attrs.transparent = item.flag(cx),
                _ => {}
            }
        }
        attrs
    }
}

impl SqlxField {
    pub(crate) fn read(cx: &Cx, attributes: &[Attribute]) -> Self {
        let mut attrs = Self::default();
        let place = Place {
            open: true,
            // sqlx takes these twice without a word.
            repeatable: &["default", "flatten", "skip"],
            ..Place::new("#[sqlx(..)]", symbol::SQLX_FIELD)
        };
        for item in read_all(cx, attributes, "sqlx", place) {
            match item.key.name {
                // A label may be empty, and a column says itself that it may not.
                "rename" => attrs.rename = item.text(cx),
                "flatten" => attrs.flatten = item.flag(cx),
                "skip" => attrs.skip = item.flag(cx),
                "try_from" => attrs.try_from = item.type_in_string(cx),
                "json" => attrs.json = item.json(cx),
                _ => {}
            }
        }
        attrs
    }
}

impl Item {
    pub(super) fn rename_all(&self, cx: &Cx) -> Option<Spanned<RenameAll>> {
        let text = self.text(cx)?;
        if let Some((_, value)) = RENAME_ALL.iter().find(|(word, _)| *word == text.value) {
            return Some(Spanned { value: *value, span: text.span });
        }
        let hint = symbol::suggestion(&text.value, RENAME_ALL.iter().map(|(word, _)| *word));
        cx.error(text.span, format!("`rename_all` cannot be `{}`: {hint}", text.value));
        None
    }

    fn type_in_string(&self, cx: &Cx) -> Option<Type> {
        let text = self.text(cx)?;
        let ty = syn::LitStr::new(&text.value, text.span).parse().ok();
        if ty.is_none() {
            let message = format!("`{}` is no type: write `{}`", text.value, self.key.write);
            cx.error(text.span, message);
        }
        ty
    }

    fn json(&self, cx: &Cx) -> Option<Json> {
        let nullable = match &self.value {
            Value::Flag => false,
            Value::List(tokens) if tokens.to_string() == "nullable" => true,
            _ => {
                self.wrong(cx, "nothing or `(nullable)`");
                return None;
            }
        };
        Some(Json { nullable, span: self.span })
    }
}
