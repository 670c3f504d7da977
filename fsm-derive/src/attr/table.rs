//! `#[table(..)]`.
//! It never decides which keys may stand together.

use super::columns::{Check, ColumnList, Index, Unique};
use super::foreign_key::ForeignKey;
use super::item::{Item, Place, Value};
use super::options::Options;
use super::read_all;
use super::sqlx::RenameAll;
use super::value::{Spanned, Text};
use crate::cx::Cx;
use crate::symbol;
use syn::{Attribute, Path, parse::Parser};

/// What `#[table(..)]` says of a struct.
#[derive(Debug, Default)]
pub(crate) struct TableAttrs {
    pub(crate) name: Option<Text>,
    pub(crate) schema: Option<Text>,
    pub(crate) comment: Option<Text>,
    pub(crate) comment_from_docs: bool,
    pub(crate) rename_all: Option<Spanned<RenameAll>>,
    pub(crate) metadata: Option<Text>,
    pub(crate) primary_key: Option<ColumnList>,
    pub(crate) uniques: Vec<Unique>,
    pub(crate) indexes: Vec<Index>,
    pub(crate) checks: Vec<Check>,
    pub(crate) foreign_keys: Vec<ForeignKey>,
    pub(crate) options: Options,
    pub(crate) renamed_from: Option<Text>,
    pub(crate) krate: Option<Path>,
}

impl TableAttrs {
    pub(crate) fn read(cx: &Cx, attributes: &[Attribute]) -> Self {
        let mut attrs = Self::default();
        let place = Place {
            repeatable: &["unique", "index", "check", "foreign_key"],
            ..Place::new("#[table(..)]", symbol::TABLE)
        };
        for item in read_all(cx, attributes, "table", place) {
            attrs.read_one(cx, &item);
        }
        attrs
    }

    /// What `#[column(..)]` says of a struct that derives `Embeddable`: where the crate is.
    pub(crate) fn read_embeddable(cx: &Cx, attributes: &[Attribute]) -> Self {
        let mut attrs = Self::default();
        for item in
            read_all(cx, attributes, "column", Place::new("#[column(..)]", symbol::EMBEDDABLE))
        {
            attrs.read_one(cx, &item);
        }
        attrs
    }

    fn read_one(&mut self, cx: &Cx, item: &Item) {
        match item.key.name {
            "name" => self.name = item.name(cx),
            "schema" => self.schema = item.name(cx),
            "comment" => self.comment = item.text(cx),
            "comment_from_docs" => self.comment_from_docs = item.flag(cx).is_some(),
            "rename_all" => self.rename_all = item.rename_all(cx),
            "metadata" => self.metadata = item.name(cx),
            "primary_key" => self.primary_key = item.column_list(cx),
            "unique" => self.uniques.extend(item.unique(cx)),
            "index" => self.indexes.extend(item.index(cx)),
            "check" => self.checks.extend(item.check(cx)),
            "foreign_key" => self.foreign_keys.extend(item.foreign_key(cx)),
            "sqlite" => self.options.read_sqlite(cx, item),
            "postgres" => self.options.read_postgres(cx, item),
            "mysql" => self.options.read_mysql(cx, item),
            "renamed_from" => self.renamed_from = item.name(cx),
            _ => self.krate = item.path(cx),
        }
    }
}

impl Item {
    /// `= some::path`
    pub(super) fn path(&self, cx: &Cx) -> Option<Path> {
        if let Value::Assign(tokens) = &self.value
            && let Ok(path) = Path::parse_mod_style.parse2(tokens.clone())
        {
            return Some(path);
        }
        self.wrong(cx, "a path");
        None
    }
}
