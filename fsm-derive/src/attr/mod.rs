//! Reads `#[table(..)]`, `#[column(..)]` and `#[sqlx(..)]` into values, each with its place in the
//! source.
//! It never looks at a field's type and never decides whether two attributes agree.

mod column;
mod columns;
mod foreign_key;
mod item;
mod options;
mod sql_enum;
mod sqlx;
mod states;
mod table;
mod value;

pub(crate) use self::sqlx::{Json, RenameAll, SqlxContainer, SqlxField};
pub(crate) use column::{ColumnAttrs, Identity};
pub(crate) use columns::{Check, ColumnList, Index, IndexKey, Named, Unique};
pub(crate) use foreign_key::{
    Action, Deferrable, ForeignKey, MatchType, Reference, ReferenceOptions, Target,
};
pub(crate) use item::unraw;
pub(crate) use options::Options;
pub(crate) use sql_enum::SqlEnumAttrs;
pub(crate) use states::{StateAttrs, StatesAttrs};
pub(crate) use table::TableAttrs;
pub(crate) use value::{Dialect, Literal, SqlText, Text};

use crate::cx::Cx;
use item::{Item, Place};
use syn::{Attribute, Meta};

/// The items of every attribute called `name`.
fn read_all(cx: &Cx, attributes: &[Attribute], name: &str, place: Place) -> Vec<Item> {
    let mut seen = place.start();
    let mut items = Vec::new();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
        match &attribute.meta {
            Meta::List(list) => items.extend(seen.read(cx, list.tokens.clone())),
            other => cx.error_over(
                other,
                format!(
                    "`{name}` takes a list: write `{}`",
                    place.shown.replace("..", example(place))
                ),
            ),
        }
    }
    items
}

fn example(place: Place) -> &'static str {
    place.keys.first().map_or("..", |key| key.write)
}

/// The text of the doc comments, without the space that stands before each line.
pub(crate) fn docs(attributes: &[Attribute]) -> Option<String> {
    let mut lines = Vec::new();
    for attribute in attributes {
        if let Meta::NameValue(pair) = &attribute.meta
            && pair.path.is_ident("doc")
            && let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) = &pair.value
        {
            let text = text.value();
            lines.extend(
                text.split('\n')
                    .map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end().to_owned()),
            );
        }
    }
    let text = lines.join("\n").trim().to_owned();
    (!text.is_empty()).then_some(text)
}
