//! A field of a struct: a column, a flattened struct, or nothing.
//! It never looks at a type's name.

use crate::attr::{self, ColumnAttrs, Json, RenameAll, SqlText, SqlxField, unraw};
use crate::cx::Cx;
use proc_macro2::Span;
use syn::{Ident, Type};

/// A field that is in the table.
#[derive(Debug)]
pub(crate) enum Field {
    Column(Box<ColumnModel>),
    Embedded(Box<Embedded>),
}

/// A field that is a column.
#[derive(Debug)]
pub(crate) struct ColumnModel {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) name: String,
    pub(crate) name_span: Span,
    pub(crate) source: Source,
    pub(crate) comment: Option<String>,
    pub(crate) attrs: ColumnAttrs,
}

/// Where a column's type and nullability come from.
#[derive(Debug)]
pub(crate) enum Source {
    /// This type's `ColumnType`.
    Rust(Type),
    /// JSON, whatever the field's type is.
    Json { nullable: bool },
    /// The author's words; nullable if this type is an `Option`.
    Custom(SqlText, Type),
    /// The author's words for a JSON column.
    CustomJson(SqlText, bool),
}

/// A field whose own fields are columns: `#[sqlx(flatten)]`.
#[derive(Debug)]
pub(crate) struct Embedded {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) attrs: ColumnAttrs,
    pub(crate) json: Option<Json>,
}

/// How names are made of identifiers, and comments of doc comments.
#[derive(Clone, Copy, Debug)]
pub(super) struct Naming {
    pub(super) ours: Option<RenameAll>,
    pub(super) sqlx: Option<RenameAll>,
    pub(super) docs: bool,
}

impl Field {
    /// `None` for a field that is skipped.
    pub(super) fn read(cx: &Cx, field: &syn::Field, naming: Naming) -> Option<Self> {
        let ident = field.ident.clone()?;
        let attrs = ColumnAttrs::read(cx, &field.attrs);
        let sqlx = SqlxField::read(cx, &field.attrs);
        if let Some(span) = attrs.skip.or(sqlx.skip) {
            check_skipped(cx, &attrs, span);
            return None;
        }
        if sqlx.flatten.is_some() {
            let ty = sqlx.try_from.unwrap_or_else(|| field.ty.clone());
            return Some(Self::Embedded(Box::new(Embedded { ident, ty, attrs, json: sqlx.json })));
        }
        let (name, name_span) = name(cx, &ident, &attrs, &sqlx, naming);
        let docs = || attr::docs(&field.attrs).filter(|_| naming.docs);
        Some(Self::Column(Box::new(ColumnModel {
            name,
            name_span,
            comment: attrs.comment.as_ref().map(|comment| comment.value.clone()).or_else(docs),
            source: source(cx, &attrs, &sqlx, &field.ty),
            attrs,
            ident,
            ty: field.ty.clone(),
        })))
    }

    pub(crate) fn column(&self) -> Option<&ColumnModel> {
        match self {
            Self::Column(column) => Some(column),
            Self::Embedded(_) => None,
        }
    }

    pub(crate) fn embedded(&self) -> Option<&Embedded> {
        match self {
            Self::Column(_) => None,
            Self::Embedded(embedded) => Some(embedded),
        }
    }

    pub(crate) fn column_mut(&mut self) -> Option<&mut ColumnModel> {
        match self {
            Self::Column(column) => Some(column),
            Self::Embedded(_) => None,
        }
    }
}

/// A field that is left out can say nothing else.
fn check_skipped(cx: &Cx, attrs: &ColumnAttrs, skip: Span) {
    let other = attrs.given.iter().find(|(key, _)| *key != "skip");
    if let Some((key, span)) = other {
        let at = if attrs.skip.is_some() { *span } else { skip };
        cx.error(
            at,
            format!("`{key}` has no use on a field that is skipped: remove it, or remove `skip`"),
        );
    }
}

/// The column's name: the one that sqlx looks for, unless only we are told another.
fn name(
    cx: &Cx,
    ident: &Ident,
    attrs: &ColumnAttrs,
    sqlx: &SqlxField,
    naming: Naming,
) -> (String, Span) {
    let plain = unraw(ident);
    if let Some(rename) = sqlx.rename.as_ref().filter(|rename| rename.value.is_empty()) {
        cx.error(rename.span, "`rename` is empty: write `rename = \"user_id\"`");
    }
    let of_sqlx = match (&sqlx.rename, naming.sqlx) {
        (Some(rename), _) => Some(rename.value.clone()),
        (None, Some(pattern)) => Some(pattern.apply(&plain)),
        (None, None) => None,
    };
    if let Some(ours) = &attrs.name {
        if let Some(theirs) = of_sqlx
            && theirs != ours.value
        {
            cx.error(
                ours.span,
                format!(
                    "the column is `{}` here and `{theirs}` in `#[sqlx(..)]`, so `FromRow` would look for another column: write `#[sqlx(rename = \"{}\")]` and remove `name`",
                    ours.value, ours.value,
                ),
            );
        }
        return (ours.value.clone(), ours.span);
    }
    let span = sqlx.rename.as_ref().map_or(ident.span(), |rename| rename.span);
    let name =
        of_sqlx.or_else(|| naming.ours.map(|pattern| pattern.apply(&plain))).unwrap_or(plain);
    (name, span)
}

fn source(cx: &Cx, attrs: &ColumnAttrs, sqlx: &SqlxField, ty: &Type) -> Source {
    let custom = attrs.sql_type.as_ref().filter(|sql| sql.common.is_some()).cloned();
    match (custom, sqlx.json) {
        (Some(sql), Some(json)) => Source::CustomJson(sql, json.nullable),
        (None, Some(json)) => {
            if json.nullable && sqlx.try_from.is_some() {
                cx.error(
                    json.span,
                    "sqlx cannot read `json(nullable)` with `try_from`: write `json`, or remove `try_from`",
                );
            }
            Source::Json { nullable: json.nullable }
        }
        (custom, None) => {
            let ty = sqlx.try_from.clone().unwrap_or_else(|| ty.clone());
            match custom {
                Some(sql) => Source::Custom(sql, ty),
                None => Source::Rust(ty),
            }
        }
    }
}
