//! Finds the column that somebody named in a list.
//! It never guesses: what is not found is an error, unless a flattened struct may have it.

use super::ColumnsModel;
use crate::attr::{Named, unraw};
use crate::cx::Cx;
use crate::symbol::{list, nearest};
use proc_macro2::Span;
use syn::Ident;

/// Keys that stand among columns without a value.
const FLAGS: [&str; 3] = ["unique", "nulls_not_distinct", "deferrable"];

/// A column that was named in a list.
#[derive(Clone, Debug)]
pub(crate) struct ColumnRef {
    pub(crate) name: String,
    pub(crate) span: Span,
    /// The struct's own field; `None` if a flattened struct must have it, which the compiler
    /// looks up.
    pub(crate) field: Option<Ident>,
}

impl ColumnsModel {
    /// The columns called this, each once.
    pub(super) fn find_all(&self, cx: &Cx, wanted: &[Named]) -> Vec<ColumnRef> {
        let mut found: Vec<ColumnRef> = Vec::new();
        for named in wanted {
            let Some(column) = self.find(cx, named) else { continue };
            if found.iter().any(|known| known.name == column.name) {
                let message = format!("`{}` is listed twice: remove one of them", named.name);
                cx.error(named.span, message);
            } else {
                found.push(column);
            }
        }
        found
    }

    /// The column called this: by its field's name, or else by its own.
    pub(super) fn find(&self, cx: &Cx, named: &Named) -> Option<ColumnRef> {
        let by_field =
            self.own().find(|column| !named.quoted && unraw(&column.ident) == named.name);
        if let Some(column) =
            by_field.or_else(|| self.own().find(|column| column.name == named.name))
        {
            return Some(ColumnRef {
                name: column.name.clone(),
                span: named.span,
                field: Some(column.ident.clone()),
            });
        }
        if self.has_embedded() {
            return Some(ColumnRef { name: named.name.clone(), span: named.span, field: None });
        }
        if self.skipped.contains(&named.name) {
            let message = format!(
                "`{0}` is skipped and no column: remove its `skip`, or `{0}` here",
                named.name
            );
            cx.error(named.span, message);
            return None;
        }
        let fields: Vec<String> = self.own().map(|column| unraw(&column.ident)).collect();
        let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
        let near = || nearest(&named.name, fields.iter().copied());
        let flag = || nearest(&named.name, FLAGS);
        let hint = match (near(), flag()) {
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, Some(flag)) => format!("did you mean the key `{flag}`?"),
            (None, None) => format!("its columns are {}", list(&fields)),
        };
        cx.error(named.span, format!("`{}` has no column `{}`: {hint}", self.ident, named.name));
        None
    }
}
