//! `#[column(..)]`.
//! It never decides which keys may stand together.

use super::columns::Check;
use super::foreign_key::{Reference, ReferenceOptions};
use super::item::{Item, Place, Value};
use super::read_all;
use super::value::{Literal, Spanned, SqlText, Text};
use crate::cx::Cx;
use crate::symbol;
use proc_macro2::Span;
use syn::Attribute;

/// What `#[column(..)]` says of a field.
#[derive(Debug, Default)]
pub(crate) struct ColumnAttrs {
    pub(crate) name: Option<Text>,
    pub(crate) primary_key: Option<Span>,
    pub(crate) autoincrement: Option<Spanned<bool>>,
    pub(crate) identity: Option<Identity>,
    pub(crate) unique: Option<Marked>,
    pub(crate) index: Option<Marked>,
    pub(crate) length: Option<Spanned<u32>>,
    pub(crate) precision: Option<Spanned<u32>>,
    pub(crate) scale: Option<Spanned<u32>>,
    pub(crate) sql_type: Option<SqlText>,
    pub(crate) default: Option<Literal>,
    pub(crate) default_sql: Option<SqlText>,
    pub(crate) check: Option<Check>,
    pub(crate) reference: Option<Reference>,
    pub(crate) reference_options: ReferenceOptions,
    pub(crate) collation: Option<SqlText>,
    pub(crate) computed: Option<Computed>,
    pub(crate) comment: Option<Text>,
    pub(crate) renamed_from: Option<Text>,
    pub(crate) skip: Option<Span>,
    /// Every key given, in order.
    pub(crate) given: Vec<(&'static str, Span)>,
}

/// `unique`, `unique = "name"`
#[derive(Debug)]
pub(crate) struct Marked {
    pub(crate) name: Option<Text>,
}

/// `identity(..)`
#[derive(Debug, Default)]
pub(crate) struct Identity {
    pub(crate) always: bool,
    pub(crate) start: Option<i64>,
    pub(crate) increment: Option<i64>,
    pub(crate) min: Option<i64>,
    pub(crate) max: Option<i64>,
    pub(crate) cycle: bool,
    pub(crate) cache: Option<i64>,
}

/// `computed = ".."`
#[derive(Debug)]
pub(crate) struct Computed {
    pub(crate) sql: SqlText,
    pub(crate) stored: bool,
}

impl ColumnAttrs {
    pub(crate) fn read(cx: &Cx, attributes: &[Attribute]) -> Self {
        let mut attrs = Self::default();
        for item in read_all(cx, attributes, "column", Place::new("#[column(..)]", symbol::COLUMN))
        {
            attrs.given.push((item.key.name, item.span));
            if !attrs.reference_options.read(cx, &item) {
                attrs.read_one(cx, &item);
            }
        }
        attrs
    }

    fn read_one(&mut self, cx: &Cx, item: &Item) {
        match item.key.name {
            "name" => self.name = item.name(cx),
            "primary_key" => self.primary_key = item.flag(cx),
            "autoincrement" => self.autoincrement = item.switch(cx),
            "identity" => self.identity = item.identity(cx),
            "unique" => self.unique = item.marked(cx),
            "index" => self.index = item.marked(cx),
            "length" => self.length = item.count(cx),
            "precision" => self.precision = item.count(cx),
            "scale" => self.scale = item.count(cx),
            "sql_type" => self.sql_type = item.sql(cx),
            "default" => self.default = item.constant(cx),
            "default_sql" => self.default_sql = item.sql(cx),
            "check" => self.check = item.check(cx),
            "references" => self.reference = item.reference(cx),
            "collation" => self.collation = item.sql(cx),
            "computed" => self.computed = item.computed(cx),
            "comment" => self.comment = item.text(cx),
            "renamed_from" => self.renamed_from = item.name(cx),
            _ => self.skip = item.flag(cx),
        }
    }

    /// Where `key` stands, if it was given.
    pub(crate) fn place_of(&self, key: &str) -> Option<Span> {
        self.given.iter().find(|(name, _)| *name == key).map(|(_, span)| *span)
    }
}

impl Item {
    fn marked(&self, cx: &Cx) -> Option<Marked> {
        match self.value {
            Value::Flag => Some(Marked { name: None }),
            Value::Assign(_) => Some(Marked { name: Some(self.name(cx)?) }),
            Value::List(_) => {
                let key = self.key.name;
                let message = format!(
                    "`{key}` on a column takes its name at most: write `{key} = \"..\"`, or `{key}(..)` in `#[table(..)]`"
                );
                cx.error(self.span, message);
                None
            }
        }
    }

    fn identity(&self, cx: &Cx) -> Option<Identity> {
        let mut identity = Identity::default();
        let tokens = match &self.value {
            Value::Flag => return Some(identity),
            Value::List(tokens) => tokens.clone(),
            Value::Assign(_) => {
                self.wrong(cx, "options in parentheses, or nothing");
                return None;
            }
        };
        for item in Place::new("identity", symbol::IDENTITY).start().read(cx, tokens) {
            match item.key.name {
                "always" => identity.always = item.flag(cx).is_some(),
                "start" => identity.start = item.number(cx),
                "increment" => identity.increment = item.number(cx),
                "min" => identity.min = item.number(cx),
                "max" => identity.max = item.number(cx),
                "cycle" => identity.cycle = item.flag(cx).is_some(),
                _ => identity.cache = item.number(cx),
            }
        }
        Some(identity)
    }

    fn computed(&self, cx: &Cx) -> Option<Computed> {
        let Value::List(tokens) = &self.value else {
            return Some(Computed { sql: self.sql(cx)?, stored: true });
        };
        let mut sql = SqlText::empty();
        let (mut stored, mut not_stored) = (None, None);
        let before = cx.count();
        let place = Place::new("computed", symbol::COMPUTED);
        for item in place.start().read(cx, tokens.clone()) {
            match item.key.name {
                "stored" => stored = item.flag(cx),
                "virtual" => not_stored = item.flag(cx),
                "sql" => {
                    if let Some(text) = item.sql(cx) {
                        sql.common = text.common;
                        sql.overrides.extend(text.overrides);
                    }
                }
                _ => _ = sql.read(cx, &item),
            }
        }
        if let (Some(_), Some(span)) = (stored, not_stored) {
            cx.error(span, "a column is either `stored` or `virtual`: remove one of them");
        }
        if sql.is_empty() && cx.count() == before {
            cx.error(
                self.span,
                "`computed` lacks its expression: write `computed(sql = \"price * amount\", stored)`",
            );
        }
        Some(Computed { sql, stored: not_stored.is_none() })
    }
}
