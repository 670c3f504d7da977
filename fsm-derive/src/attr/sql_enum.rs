//! `#[sql_enum(..)]`.
//! It never decides what the enum is stored as.

use super::item::Place;
use super::read_all;
use crate::cx::Cx;
use crate::symbol;
use proc_macro2::Span;
use syn::{Attribute, Path};

/// What `#[sql_enum(..)]` says of an enum.
#[derive(Debug, Default)]
pub(crate) struct SqlEnumAttrs {
    pub(crate) sqlx_type: Option<Span>,
    pub(crate) krate: Option<Path>,
}

impl SqlEnumAttrs {
    pub(crate) fn read(cx: &Cx, attributes: &[Attribute]) -> Self {
        let mut attrs = Self::default();
        let place = Place::new("#[sql_enum(..)]", symbol::SQL_ENUM);
        for item in read_all(cx, attributes, "sql_enum", place) {
            match item.key.name {
                "sqlx_type" => attrs.sqlx_type = item.flag(cx),
                _ => attrs.krate = item.path(cx),
            }
        }
        attrs
    }
}
