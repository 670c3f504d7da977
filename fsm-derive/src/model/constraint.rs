//! Keys, constraints and indexes: those that stand at a column and those that stand at the table,
//! in one list each.
//! It never decides whether two of them go together.

use super::lookup::ColumnRef;
use super::{ColumnModel, ColumnsModel, Field};
use crate::attr::{
    Check, ColumnList, Deferrable, Dialect, ForeignKey, Index, IndexKey, Reference,
    ReferenceOptions, SqlText, Unique,
};
use crate::cx::Cx;
use proc_macro2::Span;

/// The primary key.
#[derive(Debug)]
pub(crate) struct KeyModel {
    pub(crate) name: Option<String>,
    pub(crate) columns: Vec<ColumnRef>,
}

/// A unique constraint.
#[derive(Debug)]
pub(crate) struct UniqueModel {
    pub(crate) name: Option<String>,
    pub(crate) columns: Vec<ColumnRef>,
    pub(crate) deferrable: Option<Deferrable>,
    pub(crate) nulls_not_distinct: bool,
    pub(crate) dialects: Vec<Dialect>,
}

/// An index.
#[derive(Debug)]
pub(crate) struct IndexModel {
    pub(crate) name: Option<String>,
    pub(crate) parts: Vec<PartModel>,
    pub(crate) unique: bool,
    pub(crate) predicate: Option<SqlText>,
    pub(crate) method: Option<SqlText>,
    pub(crate) include: Vec<ColumnRef>,
    pub(crate) nulls_not_distinct: bool,
    pub(crate) comment: Option<String>,
    pub(crate) renamed_from: Option<String>,
    pub(crate) dialects: Vec<Dialect>,
}

/// One part of an index.
#[derive(Debug)]
pub(crate) struct PartModel {
    /// A column, or an expression.
    pub(crate) key: Result<ColumnRef, String>,
    pub(crate) descending: Option<bool>,
    pub(crate) nulls_first: Option<bool>,
    pub(crate) ops: Option<String>,
    pub(crate) collate: Option<String>,
    pub(crate) length: Option<u32>,
}

/// A check constraint.
#[derive(Debug)]
pub(crate) struct CheckModel {
    pub(crate) name: Option<String>,
    pub(crate) column: Option<String>,
    pub(crate) sql: SqlText,
    pub(crate) dialects: Vec<Dialect>,
}

/// A foreign key.
#[derive(Debug)]
pub(crate) struct ForeignKeyModel {
    pub(crate) name: Option<String>,
    pub(crate) columns: Vec<ColumnRef>,
    pub(crate) reference: Reference,
    pub(crate) options: ReferenceOptions,
}

fn itself(column: &ColumnModel, span: Span) -> ColumnRef {
    ColumnRef { name: column.name.clone(), span, field: Some(column.ident.clone()) }
}

fn columns_of(columns: &mut ColumnsModel) -> impl Iterator<Item = &mut ColumnModel> {
    columns.fields.iter_mut().filter_map(Field::column_mut)
}

pub(super) fn primary_key(
    cx: &Cx,
    columns: &ColumnsModel,
    listed: Option<&ColumnList>,
) -> Option<KeyModel> {
    if let Some(listed) = listed {
        return Some(KeyModel {
            name: listed.name.as_ref().map(|name| name.value.clone()),
            columns: columns.find_all(cx, &listed.columns),
        });
    }
    let marked: Vec<ColumnRef> = columns
        .own()
        .filter_map(|column| column.attrs.primary_key.map(|span| itself(column, span)))
        .collect();
    (!marked.is_empty()).then_some(KeyModel { name: None, columns: marked })
}

pub(super) fn uniques(
    cx: &Cx,
    columns: &mut ColumnsModel,
    listed: Vec<Unique>,
) -> Vec<UniqueModel> {
    let mut uniques = Vec::new();
    for column in columns_of(columns) {
        if let Some(marked) = column.attrs.unique.take() {
            uniques.push(UniqueModel {
                name: marked.name.map(|name| name.value),
                columns: vec![itself(column, column.name_span)],
                deferrable: None,
                nulls_not_distinct: false,
                dialects: Vec::new(),
            });
        }
    }
    uniques.extend(listed.into_iter().map(|unique| UniqueModel {
        name: unique.name.map(|name| name.value),
        columns: columns.find_all(cx, &unique.columns),
        deferrable: unique.deferrable,
        nulls_not_distinct: unique.nulls_not_distinct,
        dialects: unique.dialects,
    }));
    uniques
}

pub(super) fn indexes(cx: &Cx, columns: &mut ColumnsModel, listed: Vec<Index>) -> Vec<IndexModel> {
    let mut indexes = Vec::new();
    for column in columns_of(columns) {
        if let Some(marked) = column.attrs.index.take() {
            indexes.push(IndexModel {
                name: marked.name.map(|name| name.value),
                parts: vec![PartModel {
                    key: Ok(itself(column, column.name_span)),
                    descending: None,
                    nulls_first: None,
                    ops: None,
                    collate: None,
                    length: None,
                }],
                unique: false,
                predicate: None,
                method: None,
                include: Vec::new(),
                nulls_not_distinct: false,
                comment: None,
                renamed_from: None,
                dialects: Vec::new(),
            });
        }
    }
    indexes.extend(listed.into_iter().map(|index| listed_index(cx, columns, index)));
    indexes
}

fn listed_index(cx: &Cx, columns: &ColumnsModel, index: Index) -> IndexModel {
    let parts = index.parts.into_iter().filter_map(|part| {
        Some(PartModel {
            key: match part.key {
                IndexKey::Column(named) => Ok(columns.find(cx, &named)?),
                IndexKey::Expression(sql) => Err(sql),
            },
            descending: part.descending,
            nulls_first: part.nulls_first,
            ops: part.ops.map(|ops| ops.value),
            collate: part.collate.map(|collate| collate.value),
            length: part.length,
        })
    });
    IndexModel {
        name: index.name.map(|name| name.value),
        parts: parts.collect(),
        unique: index.unique,
        predicate: index.predicate,
        method: index.method,
        include: columns.find_all(cx, &index.include),
        nulls_not_distinct: index.nulls_not_distinct,
        comment: index.comment.map(|comment| comment.value),
        renamed_from: index.renamed_from.map(|name| name.value),
        dialects: index.dialects,
    }
}

pub(super) fn checks(columns: &mut ColumnsModel, listed: Vec<Check>) -> Vec<CheckModel> {
    let model = |check: Check, column| CheckModel {
        name: check.name.map(|name| name.value),
        column,
        sql: check.sql,
        dialects: check.dialects,
    };
    let mut checks = Vec::new();
    for column in columns_of(columns) {
        if let Some(check) = column.attrs.check.take() {
            checks.push(model(check, Some(column.name.clone())));
        }
    }
    checks.extend(listed.into_iter().map(|check| model(check, None)));
    checks
}

pub(super) fn foreign_keys(
    cx: &Cx,
    columns: &mut ColumnsModel,
    listed: Vec<ForeignKey>,
) -> Vec<ForeignKeyModel> {
    let mut keys = Vec::new();
    for column in columns_of(columns) {
        if let Some(reference) = column.attrs.reference.take() {
            check_width(cx, 1, &reference);
            keys.push(ForeignKeyModel {
                name: None,
                columns: vec![itself(column, column.name_span)],
                reference,
                options: column.attrs.reference_options,
            });
        }
    }
    for key in listed {
        check_width(cx, key.columns.len(), &key.reference);
        keys.push(ForeignKeyModel {
            name: key.name.map(|name| name.value),
            columns: columns.find_all(cx, &key.columns),
            reference: key.reference,
            options: key.options,
        });
    }
    keys
}

fn check_width(cx: &Cx, columns: usize, reference: &Reference) {
    let referred = reference.target.len();
    if columns != referred && columns > 0 {
        cx.error_over(
            reference,
            format!(
                "{} to {}: name as many columns of `{}` as refer to it",
                count(columns, "column refers", "columns refer"),
                referred,
                reference.target.shown(),
            ),
        );
    }
}

fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("{number} {one}") } else { format!("{number} {many}") }
}
