//! `#[states(..)]` on an enum, `#[state(..)]` on its variants.
//! It never decides what a state is called.

use super::RenameAll;
use super::item::{Item, Place, Value};
use super::read_all;
use super::value::{Spanned, Text};
use crate::cx::Cx;
use crate::symbol;
use syn::{Attribute, Path};

/// What `#[states(..)]` says of an enum.
#[derive(Debug, Default)]
pub(crate) struct StatesAttrs {
    pub(crate) prefix: Option<Text>,
    pub(crate) rename_all: Option<Spanned<RenameAll>>,
    pub(crate) upgrade: Option<Path>,
    pub(crate) krate: Option<Path>,
}

/// What `#[state(..)]` says of a variant.
#[derive(Debug, Default)]
pub(crate) struct StateAttrs {
    pub(crate) name: Option<Text>,
    pub(crate) was: Vec<Text>,
}

impl StatesAttrs {
    pub(crate) fn read(cx: &Cx, attributes: &[Attribute]) -> Self {
        let mut attrs = Self::default();
        let place = Place::new("#[states(..)]", symbol::STATES);
        for item in read_all(cx, attributes, "states", place) {
            match item.key.name {
                "prefix" => attrs.prefix = item.text(cx),
                "rename_all" => attrs.rename_all = item.rename_all(cx),
                "upgrade" => attrs.upgrade = item.function(cx),
                _ => attrs.krate = item.path(cx),
            }
        }
        attrs
    }
}

impl StateAttrs {
    pub(crate) fn read(cx: &Cx, attributes: &[Attribute]) -> Self {
        let mut attrs = Self::default();
        let place = Place { repeatable: &["was"], ..Place::new("#[state(..)]", symbol::STATE) };
        for item in read_all(cx, attributes, "state", place) {
            match item.key.name {
                "name" => attrs.name = item.name(cx),
                _ => attrs.was.extend(item.name(cx)),
            }
        }
        attrs
    }
}

impl Item {
    /// `= path::to::function`
    fn function(&self, cx: &Cx) -> Option<Path> {
        if let Value::Assign(tokens) = &self.value
            && let Ok(path) = syn::parse2(tokens.clone())
        {
            return Some(path);
        }
        self.wrong(cx, "the path of a function");
        None
    }
}
