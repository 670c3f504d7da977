//! What a foreign key refers to, and what becomes of it.
//! It never looks up the table referred to: the compiler does, where a type is named.

use super::columns::Named;
use super::item::{Item, Place, Value, chunks, unraw};
use super::value::Text;
use crate::cx::Cx;
use crate::symbol;
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{LitStr, Path};

/// `foreign_key(columns(..), references = ..)`
#[derive(Debug)]
pub(crate) struct ForeignKey {
    pub(crate) name: Option<Text>,
    pub(crate) columns: Vec<Named>,
    pub(crate) reference: Reference,
    pub(crate) options: ReferenceOptions,
}

/// The table and the columns referred to.
#[derive(Debug)]
pub(crate) struct Reference {
    pub(crate) target: Target,
    /// All that was written behind `references =`.
    pub(crate) tokens: TokenStream,
}

/// The two ways of naming them.
#[derive(Debug)]
pub(crate) enum Target {
    /// By the struct and its fields.
    Struct { table: Path, fields: Vec<Ident> },
    /// By their names in the database.
    Names { schema: Option<String>, table: String, columns: Vec<String> },
}

/// What becomes of the rows, and when.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ReferenceOptions {
    pub(crate) on_delete: Option<Action>,
    pub(crate) on_update: Option<Action>,
    pub(crate) deferrable: Option<Deferrable>,
    pub(crate) match_type: Option<MatchType>,
}

/// SQL's referential actions.
#[allow(clippy::enum_variant_names, reason = "SQL's own names")]
#[derive(Clone, Copy, Debug)]
pub(crate) enum Action {
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}

/// When a constraint is checked.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Deferrable {
    InitiallyImmediate,
    InitiallyDeferred,
}

/// How keys with some nulls match.
#[derive(Clone, Copy, Debug)]
pub(crate) enum MatchType {
    Simple,
    Full,
}

const ACTIONS: &[(&str, Action)] = &[
    ("cascade", Action::Cascade),
    ("set null", Action::SetNull),
    ("set default", Action::SetDefault),
    ("restrict", Action::Restrict),
    ("no action", Action::NoAction),
];
const DEFERRABLE: &[(&str, Deferrable)] = &[
    ("initially deferred", Deferrable::InitiallyDeferred),
    ("initially immediate", Deferrable::InitiallyImmediate),
];
const MATCH: &[(&str, MatchType)] = &[("simple", MatchType::Simple), ("full", MatchType::Full)];

impl ReferenceOptions {
    /// Takes up `on_delete`, `on_update`, `deferrable`, `match`; answers whether it was one.
    pub(super) fn read(&mut self, cx: &Cx, item: &Item) -> bool {
        match item.key.name {
            "on_delete" => self.on_delete = item.choice(cx, ACTIONS),
            "on_update" => self.on_update = item.choice(cx, ACTIONS),
            "deferrable" => self.deferrable = item.deferrable(cx),
            "match" => self.match_type = item.choice(cx, MATCH),
            _ => return false,
        }
        true
    }
}

impl Item {
    /// `deferrable`, `deferrable = "initially deferred"`
    pub(super) fn deferrable(&self, cx: &Cx) -> Option<Deferrable> {
        if matches!(self.value, Value::Flag) {
            return Some(Deferrable::InitiallyImmediate);
        }
        self.choice(cx, DEFERRABLE)
    }

    /// `foreign_key(..)`
    pub(super) fn foreign_key(&self, cx: &Cx) -> Option<ForeignKey> {
        let Value::List(tokens) = &self.value else {
            self.wrong(cx, "a list of keys");
            return None;
        };
        let mut options = ReferenceOptions::default();
        let (mut name, mut columns, mut reference) = (None, None, None);
        let before = cx.count();
        let place = Place::new("foreign_key", symbol::FOREIGN_KEY);
        let (bare, keyed): (Vec<_>, Vec<_>) = chunks(tokens.clone())
            .into_iter()
            .partition(|chunk| is_column(chunk) || matches!(&chunk[..], [TokenTree::Literal(_)]));
        if let Some(first) = bare.first().and_then(|chunk| chunk.first()) {
            let listed: Vec<String> = bare.iter().flatten().map(ToString::to_string).collect();
            let message = format!(
                "the columns of a `foreign_key` stand in a list: write `columns({})`",
                listed.join(", ")
            );
            cx.error(first.span(), message);
            return None;
        }
        let mut seen = place.start();
        for item in keyed.iter().filter_map(|chunk| seen.read_one(cx, chunk)) {
            match item.key.name {
                "name" => name = item.name(cx),
                "columns" => columns = Some(item.named_columns(cx)),
                "references" => reference = item.reference(cx),
                _ => _ = options.read(cx, &item),
            }
        }
        if cx.count() > before {
            return None;
        }
        match (columns, reference) {
            (Some(columns), Some(reference)) => {
                Some(ForeignKey { name, columns, reference, options })
            }
            (columns, _) => {
                let lacks = if columns.is_none() { "columns" } else { "references" };
                cx.error(
                    self.span,
                    format!("`foreign_key` lacks `{lacks}`: write `{}`", self.key.write),
                );
                None
            }
        }
    }

    /// `references = Type::field`, `references = Type(a, b)`, `references = "table.column"`
    pub(super) fn reference(&self, cx: &Cx) -> Option<Reference> {
        if let Value::Assign(tokens) = &self.value {
            let target = match syn::parse2::<LitStr>(tokens.clone()) {
                Ok(text) => by_names(&text.value()),
                Err(_) => by_struct(tokens),
            };
            if let Some(target) = target {
                return Some(Reference { target, tokens: tokens.clone() });
            }
        }
        self.wrong(cx, "`Type::field`, `Type(a, b)`, `\"table.column\"` or `\"table(a, b)\"`");
        None
    }
}

/// A word that is no key.
fn is_column(chunk: &[TokenTree]) -> bool {
    match chunk {
        [TokenTree::Ident(word)] => {
            let known = symbol::FOREIGN_KEY.iter().map(|key| key.name);
            symbol::nearest(&unraw(word), known).is_none()
        }
        _ => false,
    }
}

/// `Type::field` or `Type(a, b)`
fn by_struct(tokens: &TokenStream) -> Option<Target> {
    let trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    if let Some((TokenTree::Group(group), path)) = trees.split_last()
        && group.delimiter() == Delimiter::Parenthesis
    {
        let table = syn::parse2(path.iter().cloned().collect()).ok()?;
        let fields: Option<Vec<Ident>> = chunks(group.stream())
            .into_iter()
            .map(|chunk| match &chunk[..] {
                [TokenTree::Ident(ident)] => Some(ident.clone()),
                _ => None,
            })
            .collect();
        return fields
            .filter(|fields| !fields.is_empty())
            .map(|fields| Target::Struct { table, fields });
    }
    let mut table: Path = syn::parse2(tokens.clone()).ok()?;
    let field = table.segments.pop()?.into_value();
    // The `::` before the field stays behind as the end of the path.
    table.segments.pop_punct();
    if table.segments.is_empty() || !field.arguments.is_none() {
        return None;
    }
    Some(Target::Struct { table, fields: vec![field.ident] })
}

/// `table.column`, `schema.table.column`, `table(a, b)`, `schema.table(a, b)`
fn by_names(text: &str) -> Option<Target> {
    let (table, columns) = if let Some(open) = text.strip_suffix(')') {
        let (table, columns) = open.split_once('(')?;
        (table, columns.split(',').map(|column| column.trim().to_owned()).collect())
    } else {
        let (table, column) = text.rsplit_once('.')?;
        (table, vec![column.trim().to_owned()])
    };
    let (schema, table) = match table.rsplit_once('.') {
        Some((schema, table)) => (Some(schema.trim().to_owned()), table),
        None => (None, table),
    };
    let table = table.trim().to_owned();
    let empty = table.is_empty()
        || schema.as_ref().is_some_and(String::is_empty)
        || columns.iter().any(String::is_empty);
    (!empty).then_some(Target::Names { schema, table, columns })
}

impl ToTokens for Reference {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.tokens.clone());
    }
}

/// The name of a path's last segment: what messages call the struct.
impl Target {
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Struct { table, .. } => {
                table.segments.last().map(|segment| unraw(&segment.ident)).unwrap_or_default()
            }
            Self::Names { table, .. } => table.clone(),
        }
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Struct { fields, .. } => fields.len(),
            Self::Names { columns, .. } => columns.len(),
        }
    }
}
