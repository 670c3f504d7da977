//! An attribute as a list of keys with their values.
//!
//! Split on token trees before anything is parsed, so that a mistake in one key leaves the others
//! readable.

use crate::cx::Cx;
use crate::symbol::{Key, suggestion_for_key};
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};

/// One key of an attribute, with its value.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) key: &'static Key,
    pub(crate) span: Span,
    pub(crate) value: Value,
}

/// What follows a key.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// Nothing.
    Flag,
    /// `= ..`
    Assign(TokenStream),
    /// `(..)`
    List(TokenStream),
}

/// Where keys stand: what they may be, and which of them may come more than once.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// How messages call it: `#[table(..)]`.
    pub(crate) shown: &'static str,
    pub(crate) keys: &'static [Key],
    pub(crate) repeatable: &'static [&'static str],
    /// Whether a key that is not known and not near a known one is somebody else's.
    pub(crate) open: bool,
}

/// The keys seen so far in one place, which may be spread over several attributes.
#[derive(Debug)]
pub(crate) struct Seen {
    place: Place,
    names: Vec<&'static str>,
}

impl Place {
    pub(crate) const fn new(shown: &'static str, keys: &'static [Key]) -> Self {
        Self { shown, keys, repeatable: &[], open: false }
    }

    pub(crate) const fn start(self) -> Seen {
        Seen { place: self, names: Vec::new() }
    }
}

impl Seen {
    /// The items of a list, without those that are in error.
    pub(crate) fn read(&mut self, cx: &Cx, tokens: TokenStream) -> Vec<Item> {
        chunks(tokens).into_iter().filter_map(|chunk| self.read_one(cx, &chunk)).collect()
    }

    /// One item; `None` if it is in error.
    pub(crate) fn read_one(&mut self, cx: &Cx, chunk: &[TokenTree]) -> Option<Item> {
        let Some((TokenTree::Ident(name), rest)) = chunk.split_first() else {
            let first = chunk.first()?;
            let example = self.place.keys.first().map_or("..", |key| key.write);
            let shown = self.place.shown;
            cx.error(
                first.span(),
                format!("`{first}` is no key of `{shown}`: a key looks like `{example}`"),
            );
            return None;
        };
        let span = name.span();
        let name = unraw(name);
        let key = self.key(cx, &name, span)?;
        let value = match rest {
            [] => Value::Flag,
            [TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
                Value::List(group.stream())
            }
            [TokenTree::Punct(punct), value @ ..] if punct.as_char() == '=' => {
                if value.is_empty() {
                    cx.error(span, format!("`{name}` lacks its value: write `{}`", key.write));
                    return None;
                }
                Value::Assign(value.iter().cloned().collect())
            }
            [other, ..] => {
                cx.error(
                    other.span(),
                    format!("`{other}` is not expected after `{name}`: write `{}`", key.write),
                );
                return None;
            }
        };
        Some(Item { key, span, value })
    }

    fn key(&mut self, cx: &Cx, name: &str, span: Span) -> Option<&'static Key> {
        let place = self.place;
        let Some(key) = place.keys.iter().find(|key| key.name == name) else {
            let names = || place.keys.iter().map(|key| key.name);
            if !place.open || crate::symbol::nearest(name, names()).is_some() {
                let hint = suggestion_for_key(name, place.shown, place.keys);
                cx.error(span, format!("`{}` has no key `{name}`: {hint}", place.shown));
            }
            return None;
        };
        if self.names.contains(&key.name) && !place.repeatable.contains(&key.name) {
            cx.error(span, format!("`{name}` is given twice: remove one of them"));
            return None;
        }
        self.names.push(key.name);
        Some(key)
    }
}

/// The token trees between the commas.
pub(crate) fn chunks(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut chunks = vec![Vec::new()];
    for tree in tokens {
        match tree {
            TokenTree::Punct(punct) if punct.as_char() == ',' => chunks.push(Vec::new()),
            tree => {
                if let Some(chunk) = chunks.last_mut() {
                    chunk.push(tree);
                }
            }
        }
    }
    chunks.retain(|chunk| !chunk.is_empty());
    chunks
}

/// An identifier as the database would see it: without `r#`.
pub(crate) fn unraw(ident: &proc_macro2::Ident) -> String {
    let text = ident.to_string();
    text.strip_prefix("r#").map_or(text.clone(), str::to_owned)
}
