//! Whether what was said of a table and its columns goes together.
//! It never repairs anything: each contradiction is an error at the key that came second.

use crate::attr::ColumnAttrs;
use crate::cx::Cx;
use crate::model::{ColumnModel, ColumnsModel, Embedded, Field, Source, TableModel};
use proc_macro2::Span;

/// Keys that contradict each other, with the reason.
const CONFLICTS: &[(&str, &str, &str)] = &[
    ("default", "default_sql", "a column has one default"),
    ("default", "computed", "a computed column has no default"),
    ("default_sql", "computed", "a computed column has no default"),
    ("default", "identity", "an identity column takes its default from its sequence"),
    ("default_sql", "identity", "an identity column takes its default from its sequence"),
    ("computed", "identity", "a column is computed or numbered, not both"),
    ("length", "precision", "text and bytes have a length, numbers have a precision"),
    ("length", "scale", "text and bytes have a length, numbers have a scale"),
];

/// Keys that say something of the table, which an embedded struct does not have.
const OF_THE_TABLE: &[&str] = &["primary_key", "unique", "index", "check", "references"];

pub(crate) fn table(cx: &Cx, table: &TableModel) {
    columns(cx, &table.columns);
    if let Some(listed) = &table.listed_key {
        for column in table.columns.own() {
            if let Some(span) = column.attrs.primary_key {
                cx.error(
                    span,
                    "the primary key stands in `#[table(primary_key(..))]` already: remove one of them",
                );
            }
        }
        if listed.columns.is_empty() {
            return;
        }
    }
    if table.columns.fields.is_empty() && cx.count() == 0 {
        cx.error_over(
            &table.columns.ident,
            format!("`{0}` has no column: write `struct {0} {{ id: i64 }}`", table.columns.ident),
        );
    }
}

pub(crate) fn embeddable(cx: &Cx, model: &ColumnsModel) {
    columns(cx, model);
    for column in model.own() {
        for (key, span) in &column.attrs.given {
            if OF_THE_TABLE.contains(key) {
                cx.error(
                    *span,
                    format!(
                        "`{key}` belongs to a table, and `{}` stands in many: write it in the `#[table(..)]` of each",
                        model.ident
                    ),
                );
            }
        }
    }
}

fn columns(cx: &Cx, model: &ColumnsModel) {
    let mut names: Vec<&str> = Vec::new();
    for field in &model.fields {
        match field {
            Field::Column(column) => {
                if names.contains(&column.name.as_str()) {
                    cx.error(
                        column.name_span,
                        format!(
                            "another field has the column `{}`: give this one another name",
                            column.name
                        ),
                    );
                }
                names.push(&column.name);
                keys(cx, column);
            }
            Field::Embedded(embedded) => flattened(cx, embedded),
        }
    }
}

fn keys(cx: &Cx, column: &ColumnModel) {
    let attrs = &column.attrs;
    for (a, b, why) in CONFLICTS {
        if let (Some(a_span), Some(b_span)) = (attrs.place_of(a), attrs.place_of(b)) {
            let a_first = position(attrs, a) < position(attrs, b);
            let (first, second, span) = if a_first { (a, b, b_span) } else { (b, a, a_span) };
            cx.error(
                span,
                format!("`{second}` contradicts `{first}`: {why}, so remove one of them"),
            );
        }
    }
    needs(cx, attrs, "scale", "precision", "precision = 10, scale = 2");
    for key in ["on_delete", "on_update", "deferrable", "match"] {
        needs(cx, attrs, key, "references", "references = User::id");
    }
    numbering(cx, attrs);
    sizes(cx, column);
}

fn needs(cx: &Cx, attrs: &ColumnAttrs, key: &str, needed: &str, write: &str) {
    if let (Some(span), None) = (attrs.place_of(key), attrs.place_of(needed)) {
        cx.error(span, format!("`{key}` needs `{needed}`: write `{write}` beside it"));
    }
}

fn numbering(cx: &Cx, attrs: &ColumnAttrs) {
    let Some(autoincrement) = attrs.autoincrement else { return };
    let because = if autoincrement.value {
        ["default", "default_sql", "computed"]
            .into_iter()
            .find(|key| attrs.place_of(key).is_some())
            .map(|key| format!("`autoincrement` contradicts `{key}`"))
    } else {
        attrs
            .identity
            .as_ref()
            .map(|_| "`autoincrement = false` contradicts `identity`, which numbers".to_owned())
    };
    if let Some(because) = because {
        cx.error(autoincrement.span, format!("{because}: remove one of them"));
    }
}

/// A length or a precision changes the type that the field has; the author's own words, and JSON,
/// have none.
fn sizes(cx: &Cx, column: &ColumnModel) {
    for key in ["length", "precision", "scale"] {
        let Some(span) = column.attrs.place_of(key) else { continue };
        match column.source {
            Source::Rust(_) => {}
            Source::Json { .. } => {
                cx.error(span, format!("`{key}` has no use on JSON: remove it"));
            }
            Source::Custom(..) | Source::CustomJson(..) => {
                sized_custom(cx, key, span);
            }
        }
        // `scale` needs `precision`: one error is enough.
        return;
    }
}

fn sized_custom(cx: &Cx, key: &str, span: Span) {
    let write = if key == "length" { "VARCHAR(50)" } else { "NUMERIC(10, 2)" };
    cx.error(
        span,
        format!("`{key}` contradicts `sql_type`: write it there, as in `sql_type = \"{write}\"`"),
    );
}

fn flattened(cx: &Cx, embedded: &Embedded) {
    if let Some((key, span)) = embedded.attrs.given.first() {
        cx.error(
            *span,
            format!(
                "`{key}` has no use on a flattened field, which is many columns: write it at the fields of its type"
            ),
        );
    }
    if let Some(json) = embedded.json {
        cx.error(json.span, "a field is `json` or `flatten`, not both: remove one of them");
    }
}

fn position(attrs: &ColumnAttrs, key: &str) -> Option<usize> {
    attrs.given.iter().position(|(name, _)| *name == key)
}
