//! What single dialects are told about a table.
//! It never decides whether a dialect can do it.

use super::item::{Item, Place, Seen, Value, chunks, unraw};
use super::value::Text;
use crate::cx::Cx;
use crate::symbol::{self, Key};
use proc_macro2::{TokenStream, TokenTree};

/// `sqlite(..)`, `postgres(..)`, `mysql(..)`
#[allow(clippy::struct_excessive_bools, reason = "one for each flag of an attribute")]
#[derive(Debug, Default)]
pub(crate) struct Options {
    pub(crate) strict: bool,
    pub(crate) without_rowid: bool,
    pub(crate) autoincrement: bool,
    pub(crate) unlogged: bool,
    pub(crate) tablespace: Option<Text>,
    pub(crate) with: Vec<(String, String)>,
    pub(crate) partition_by: Option<Text>,
    pub(crate) engine: Option<Text>,
    pub(crate) charset: Option<Text>,
    pub(crate) collation: Option<Text>,
    pub(crate) row_format: Option<Text>,
}

impl Options {
    pub(super) fn read_sqlite(&mut self, cx: &Cx, item: &Item) {
        for item in options(cx, item, "sqlite", symbol::SQLITE) {
            match item.key.name {
                "strict" => self.strict = item.flag(cx).is_some(),
                "without_rowid" => self.without_rowid = item.flag(cx).is_some(),
                _ => self.autoincrement = item.flag(cx).is_some(),
            }
        }
    }

    pub(super) fn read_postgres(&mut self, cx: &Cx, item: &Item) {
        for item in options(cx, item, "postgres", symbol::POSTGRES) {
            match item.key.name {
                "unlogged" => self.unlogged = item.flag(cx).is_some(),
                "tablespace" => self.tablespace = item.name(cx),
                "with" => self.with = storage_parameters(cx, &item),
                _ => self.partition_by = item.name(cx),
            }
        }
    }

    pub(super) fn read_mysql(&mut self, cx: &Cx, item: &Item) {
        for item in options(cx, item, "mysql", symbol::MYSQL) {
            match item.key.name {
                "engine" => self.engine = item.name(cx),
                "charset" => self.charset = item.name(cx),
                "collation" => self.collation = item.name(cx),
                _ => self.row_format = item.name(cx),
            }
        }
    }
}

fn options(cx: &Cx, item: &Item, shown: &'static str, keys: &'static [Key]) -> Vec<Item> {
    let mut seen: Seen = Place::new(shown, keys).start();
    match &item.value {
        Value::List(tokens) if !tokens.is_empty() => seen.read(cx, tokens.clone()),
        _ => {
            item.wrong(cx, "a list of options");
            Vec::new()
        }
    }
}

/// `with(fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = false)`: the
/// names are PostgreSQL's and change with its versions, so any is taken.
fn storage_parameters(cx: &Cx, item: &Item) -> Vec<(String, String)> {
    let Value::List(tokens) = &item.value else {
        item.wrong(cx, "a list of storage parameters");
        return Vec::new();
    };
    chunks(tokens.clone())
        .into_iter()
        .filter_map(|chunk| {
            let parameter = storage_parameter(&chunk);
            if parameter.is_none() {
                cx.error_over(
                    chunk.into_iter().collect::<TokenStream>(),
                    "a storage parameter is a name and a value: write `with(fillfactor = 70)`",
                );
            }
            parameter
        })
        .collect()
}

fn storage_parameter(chunk: &[TokenTree]) -> Option<(String, String)> {
    let at = chunk
        .iter()
        .position(|tree| matches!(tree, TokenTree::Punct(punct) if punct.as_char() == '='))?;
    let mut name = String::new();
    for tree in &chunk[..at] {
        match tree {
            TokenTree::Ident(ident) => name.push_str(&unraw(ident)),
            TokenTree::Punct(punct) if punct.as_char() == '.' => name.push('.'),
            _ => return None,
        }
    }
    let value: TokenStream = chunk[at + 1..].iter().cloned().collect();
    let value = match syn::parse2::<syn::LitStr>(value.clone()) {
        Ok(text) => text.value(),
        Err(_) => value.to_string().replace(' ', ""),
    };
    (!name.is_empty() && !value.is_empty()).then_some((name, value))
}
