//! Lists of columns, and the constraints and indexes that are made of them.
//! It never looks up whether a column is there.

use super::foreign_key::Deferrable;
use super::item::{Item, Place, Seen, Value, chunks, unraw};
use super::value::{Dialect, SqlText, Text};
use crate::cx::Cx;
use crate::symbol::{self, Key};
use proc_macro2::{Span, TokenStream, TokenTree};
use syn::LitStr;

/// A column, as somebody named it.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) span: Span,
    /// Named by a string: the column's name rather than the field's.
    pub(crate) quoted: bool,
}

/// `primary_key(a, b)`
#[derive(Debug)]
pub(crate) struct ColumnList {
    pub(crate) name: Option<Text>,
    pub(crate) columns: Vec<Named>,
}

/// `unique(a, b)`
#[derive(Debug)]
pub(crate) struct Unique {
    pub(crate) name: Option<Text>,
    pub(crate) columns: Vec<Named>,
    pub(crate) deferrable: Option<Deferrable>,
    pub(crate) nulls_not_distinct: bool,
    pub(crate) dialects: Vec<Dialect>,
}

/// `index(a, b)`
#[derive(Debug)]
pub(crate) struct Index {
    pub(crate) name: Option<Text>,
    pub(crate) parts: Vec<IndexPart>,
    pub(crate) unique: bool,
    pub(crate) predicate: Option<SqlText>,
    pub(crate) method: Option<SqlText>,
    pub(crate) include: Vec<Named>,
    pub(crate) nulls_not_distinct: bool,
    pub(crate) comment: Option<Text>,
    pub(crate) renamed_from: Option<Text>,
    pub(crate) dialects: Vec<Dialect>,
}

/// One part of an index.
#[derive(Debug)]
pub(crate) struct IndexPart {
    pub(crate) key: IndexKey,
    /// Descending if true, ascending if false.
    pub(crate) descending: Option<bool>,
    pub(crate) nulls_first: Option<bool>,
    pub(crate) ops: Option<Text>,
    pub(crate) collate: Option<Text>,
    pub(crate) length: Option<u32>,
}

/// What an index part is made of.
#[derive(Debug)]
pub(crate) enum IndexKey {
    Column(Named),
    Expression(String),
}

/// `check("..")`
#[derive(Debug)]
pub(crate) struct Check {
    pub(crate) name: Option<Text>,
    pub(crate) sql: SqlText,
    pub(crate) dialects: Vec<Dialect>,
}

/// The arguments of `unique(..)` and its kind: columns, and keys among them.
struct Arguments {
    columns: Vec<Vec<TokenTree>>,
    items: Vec<Item>,
}

impl Item {
    /// Splits `(a, b, name = "..")` into columns and keys; the columns may stand in `columns(..)`.
    fn arguments(&self, cx: &Cx, keys: &'static [Key]) -> Option<Arguments> {
        let mut seen: Seen = Place::new(self.key.name, keys).start();
        let (mut columns, mut items) = (Vec::new(), Vec::new());
        let mut listed = None;
        let mut failed = false;
        for chunk in self.list(cx, "columns")? {
            if let Some(expression) = expression(&chunk, keys) {
                cx.error_over(chunk.into_iter().collect::<TokenStream>(), {
                    let write = format!("\"{expression}\"");
                    if self.key.name == "index" {
                        format!("an expression is a string: write `{write}`")
                    } else {
                        format!(
                            "`{}` is made of columns, and `{expression}` is an expression: write `index(unique, columns({write}))`",
                            self.key.name
                        )
                    }
                });
                failed = true;
                continue;
            }
            if !is_keyed(&chunk, keys) {
                columns.push(chunk);
                continue;
            }
            match seen.read_one(cx, &chunk) {
                Some(item) if item.key.name == "columns" => {
                    listed = Some(item.span);
                    match &item.value {
                        Value::List(tokens) if !tokens.is_empty() => {
                            columns.extend(chunks(tokens.clone()));
                        }
                        _ => {
                            item.wrong(cx, "a list of columns");
                            failed = true;
                        }
                    }
                }
                Some(item) => items.push(item),
                None => failed = true,
            }
        }
        if columns.is_empty() && !failed {
            cx.error(
                listed.unwrap_or(self.span),
                format!("`{}` names no column: write `{}`", self.key.name, self.key.write),
            );
        }
        Some(Arguments { columns, items })
    }

    /// `(a, b)`, the columns alone.
    pub(super) fn named_columns(&self, cx: &Cx) -> Vec<Named> {
        let chunks = self.list(cx, "columns").unwrap_or_default();
        chunks.iter().filter_map(|chunk| named(cx, chunk)).collect()
    }

    /// `primary_key(a, b)`
    pub(super) fn column_list(&self, cx: &Cx) -> Option<ColumnList> {
        let Arguments { columns, items } = self.arguments(cx, symbol::PRIMARY_KEY)?;
        Some(ColumnList {
            name: items.iter().find_map(|item| item.name(cx)),
            columns: columns.iter().filter_map(|chunk| named(cx, chunk)).collect(),
        })
    }

    /// `unique(a, b)`
    pub(super) fn unique(&self, cx: &Cx) -> Option<Unique> {
        let Arguments { columns, items } = self.arguments(cx, symbol::UNIQUE)?;
        let mut unique = Unique {
            name: None,
            columns: columns.iter().filter_map(|chunk| named(cx, chunk)).collect(),
            deferrable: None,
            nulls_not_distinct: false,
            dialects: Vec::new(),
        };
        for item in items {
            match item.key.name {
                "name" => unique.name = item.name(cx),
                "deferrable" => unique.deferrable = item.deferrable(cx),
                "nulls_not_distinct" => unique.nulls_not_distinct = item.flag(cx).is_some(),
                _ => unique.dialects = item.dialects(cx).unwrap_or_default(),
            }
        }
        Some(unique)
    }

    /// `index(a, b)`
    pub(super) fn index(&self, cx: &Cx) -> Option<Index> {
        let Arguments { columns, items } = self.arguments(cx, symbol::INDEX)?;
        let mut index = Index {
            name: None,
            parts: columns.iter().filter_map(|chunk| index_part(cx, chunk)).collect(),
            unique: false,
            predicate: None,
            method: None,
            include: Vec::new(),
            nulls_not_distinct: false,
            comment: None,
            renamed_from: None,
            dialects: Vec::new(),
        };
        for item in items {
            match item.key.name {
                "name" => index.name = item.name(cx),
                "unique" => index.unique = item.flag(cx).is_some(),
                "where" => index.predicate = item.sql(cx),
                "method" => index.method = item.sql(cx),
                "include" => index.include = item.named_columns(cx),
                "nulls_not_distinct" => index.nulls_not_distinct = item.flag(cx).is_some(),
                "comment" => index.comment = item.text(cx),
                "renamed_from" => index.renamed_from = item.name(cx),
                _ => index.dialects = item.dialects(cx).unwrap_or_default(),
            }
        }
        Some(index)
    }

    /// `check("..")`, `check = ".."`, `check(name = "..", sql = "..")`
    pub(super) fn check(&self, cx: &Cx) -> Option<Check> {
        let mut check = Check { name: None, sql: SqlText::empty(), dialects: Vec::new() };
        match &self.value {
            Value::List(tokens) if !tokens.is_empty() => {
                if let Ok(text) = syn::parse2::<LitStr>(tokens.clone()) {
                    check.sql.common = Some(text.value());
                    return Some(check);
                }
                if chunks(tokens.clone()).first().is_some_and(|first| is_comparison(first)) {
                    let message =
                        format!("`check` takes SQL as a string: write `check(\"{tokens}\")`");
                    cx.error_over(tokens, message);
                    return None;
                }
                let before = cx.count();
                let place = Place::new(self.key.name, symbol::CHECK);
                for item in place.start().read(cx, tokens.clone()) {
                    match item.key.name {
                        "name" => check.name = item.name(cx),
                        "sql" => {
                            if let Some(sql) = item.sql(cx) {
                                check.sql.common = sql.common;
                                check.sql.overrides.extend(sql.overrides);
                            }
                        }
                        "dialects" => check.dialects = item.dialects(cx).unwrap_or_default(),
                        _ => _ = check.sql.read(cx, &item),
                    }
                }
                if check.sql.is_empty() && cx.count() == before {
                    cx.error(
                        self.span,
                        "`check` says nothing to check: write `check(sql = \"price > 0\")`",
                    );
                }
                Some(check)
            }
            _ => {
                check.sql = self.sql(cx)?;
                Some(check)
            }
        }
    }
}

/// `price > 0`, `lower(name) = 'a'`: neither a key nor a key with its value.
fn is_comparison(chunk: &[TokenTree]) -> bool {
    match chunk {
        [TokenTree::Ident(_)] | [TokenTree::Ident(_), TokenTree::Group(_)] => false,
        [TokenTree::Ident(_), TokenTree::Punct(punct), ..] => punct.as_char() != '=',
        _ => true,
    }
}

/// `lower(name)`: a call, by a name that is no key and not near one.
fn expression(chunk: &[TokenTree], keys: &[Key]) -> Option<String> {
    let [TokenTree::Ident(name), TokenTree::Group(_), ..] = chunk else { return None };
    let name = unraw(name);
    // What is a key need not be compared letter by letter with each, which takes long.
    let known = keys.iter().any(|key| key.name == name)
        || symbol::nearest(&name, keys.iter().map(|key| key.name)).is_some();
    (!known).then(|| chunk.iter().cloned().collect::<TokenStream>().to_string())
}

/// Whether a chunk is a key rather than a column: it has a value, or is a flag that is known.
fn is_keyed(chunk: &[TokenTree], keys: &[Key]) -> bool {
    match chunk {
        [TokenTree::Ident(_), TokenTree::Punct(punct), ..] => punct.as_char() == '=',
        [TokenTree::Ident(_), TokenTree::Group(_)] => true,
        [TokenTree::Ident(ident)] => {
            let name = ident.to_string();
            // `deferrable` may have a value, and need not.
            keys.iter().any(|key| key.name == name && (key.write == name || name == "deferrable"))
        }
        _ => false,
    }
}

/// A column by itself: a field's name, or the column's name as a string.
fn named(cx: &Cx, chunk: &[TokenTree]) -> Option<Named> {
    match chunk {
        [TokenTree::Ident(ident)] => {
            Some(Named { name: unraw(ident), span: ident.span(), quoted: false })
        }
        [TokenTree::Literal(literal)] if string(literal).is_some() => string(literal)
            .map(|text| Named { name: text.value(), span: text.span(), quoted: true }),
        _ => {
            let tokens: TokenStream = chunk.iter().cloned().collect();
            let message = format!(
                "`{tokens}` is no column: write the field's name, or the column's as a string"
            );
            cx.error_over(tokens, message);
            None
        }
    }
}

fn string(literal: &proc_macro2::Literal) -> Option<LitStr> {
    syn::parse2(TokenTree::Literal(literal.clone()).into()).ok()
}

/// `created_at desc nulls last ops = ".."`
fn index_part(cx: &Cx, chunk: &[TokenTree]) -> Option<IndexPart> {
    if let Some(expression) = expression(chunk, symbol::INDEX_COLUMN) {
        let message = format!("an expression is a string: write `\"{expression}\"`");
        cx.error_over(chunk.iter().cloned().collect::<TokenStream>(), message);
        return None;
    }
    let (first, mut rest) = chunk.split_first()?;
    let key = match named(cx, std::slice::from_ref(first))? {
        Named { name, quoted: true, .. } => IndexKey::Expression(name),
        column => IndexKey::Column(column),
    };
    let mut part = IndexPart {
        key,
        descending: None,
        nulls_first: None,
        ops: None,
        collate: None,
        length: None,
    };
    let mut seen = Place::new("index column", symbol::INDEX_COLUMN).start();
    while let Some(word) = rest.first() {
        let name = match word {
            TokenTree::Ident(ident) => unraw(ident),
            other => other.to_string(),
        };
        let taken = match name.as_str() {
            "asc" | "desc" if part.descending.is_none() => {
                part.descending = Some(name == "desc");
                1
            }
            "nulls" if part.nulls_first.is_none() => {
                part.nulls_first = Some(nulls_first(cx, word, rest.get(1))?);
                2
            }
            "ops" | "collate" | "length" => {
                let end = rest.len().min(3);
                let item = seen.read_one(cx, &rest[..end])?;
                match item.key.name {
                    "ops" => part.ops = item.name(cx),
                    "collate" => part.collate = item.name(cx),
                    _ => part.length = item.count(cx).map(|count| count.value),
                }
                end
            }
            _ => {
                cx.error(word.span(), unexpected(&name));
                return None;
            }
        };
        rest = &rest[taken..];
    }
    Some(part)
}

fn unexpected(name: &str) -> String {
    const WORDS: [&str; 6] = ["asc", "desc", "nulls", "ops", "collate", "length"];
    let begun = WORDS.into_iter().find(|word| name.starts_with(word) && name != *word);
    match begun.or_else(|| symbol::nearest(name, WORDS)) {
        Some(word) if word != name => {
            format!("`{name}` is not expected here: did you mean `{word}`?")
        }
        _ => format!(
            "`{name}` is not expected here: behind a column come `asc`, `desc`, `nulls first`, `nulls last`, `ops = \"..\"`, `collate = \"..\"` and `length = 10`, each once"
        ),
    }
}

fn nulls_first(cx: &Cx, nulls: &TokenTree, word: Option<&TokenTree>) -> Option<bool> {
    match word.map(ToString::to_string).as_deref() {
        Some("first") => Some(true),
        Some("last") => Some(false),
        _ => {
            let span = word.map_or(nulls.span(), TokenTree::span);
            cx.error(span, "`nulls` stand first or last: write `nulls first` or `nulls last`");
            None
        }
    }
}
