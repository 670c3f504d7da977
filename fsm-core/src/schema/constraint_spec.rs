use super::constraint::const_name;
use super::refusal::put;
use super::{CheckDef, Deferrable, Dialect, IndexColumn, IndexDef, Sql, SqlSpec, Str, UniqueDef};
use super::{IndexKey, NullsOrder, SortOrder};
use std::borrow::Cow;

/// A unique constraint as the derive writes it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct UniqueSpec {
    pub name: Option<&'static str>,
    pub columns: &'static [Str],
    pub deferrable: Option<Deferrable>,
    pub nulls_not_distinct: bool,
    pub dialects: &'static [Dialect],
}

/// A check constraint as the derive writes it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct CheckSpec {
    pub name: Option<&'static str>,
    pub column: Option<&'static str>,
    pub expression: SqlSpec,
    pub dialects: &'static [Dialect],
}

/// An index as the derive writes it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct IndexSpec {
    pub name: Option<&'static str>,
    /// How many of the columns that stand beside are this index's.
    pub columns: usize,
    pub unique: bool,
    /// What few indexes have.
    pub options: Option<IndexOptions>,
}

/// What few indexes have.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct IndexOptions {
    pub predicate: Option<SqlSpec>,
    pub method: Option<SqlSpec>,
    pub include: &'static [Str],
    pub nulls_not_distinct: bool,
    pub comment: Option<&'static str>,
    pub renamed_from: Option<&'static str>,
    pub dialects: &'static [Dialect],
}

/// Unique constraints, from what the derive wrote.
#[doc(hidden)]
#[must_use]
pub const fn uniques<const N: usize>(specs: [UniqueSpec; N]) -> [UniqueDef; N] {
    let mut uniques = [const { UniqueDef::from_const(None, &[]) }; N];
    let mut i = 0;
    while i < N {
        let spec = specs[i];
        let mut unique = UniqueDef::from_const(spec.name, spec.columns);
        unique.deferrable = spec.deferrable;
        unique.nulls_not_distinct = spec.nulls_not_distinct;
        put(&mut unique.dialects, Cow::Borrowed(spec.dialects));
        put(&mut uniques[i], unique);
        i += 1;
    }
    uniques
}

/// Check constraints, from what the derive wrote.
#[doc(hidden)]
#[must_use]
pub const fn checks<const N: usize>(specs: [CheckSpec; N]) -> [CheckDef; N] {
    let mut checks = [const { CheckDef::from_const(None, None, Sql::from_const(None, &[])) }; N];
    let mut i = 0;
    while i < N {
        let spec = specs[i];
        let mut check = CheckDef::from_const(spec.name, spec.column, sql(spec.expression));
        put(&mut check.dialects, Cow::Borrowed(spec.dialects));
        put(&mut checks[i], check);
        i += 1;
    }
    checks
}

/// A column of an index as the derive writes it, or an expression.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct IndexColumnSpec {
    pub key: Result<&'static str, &'static str>,
    /// What few columns have.
    pub options: Option<IndexColumnOptions>,
}

/// What few columns of indexes have.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct IndexColumnOptions {
    pub order: Option<SortOrder>,
    pub nulls: Option<NullsOrder>,
    pub operator_class: Option<&'static str>,
    pub collation: Option<&'static str>,
    pub prefix_length: Option<u32>,
}

/// The columns of all indexes of a table, one index after the other.
#[doc(hidden)]
#[must_use]
pub const fn index_columns<const N: usize>(specs: [IndexColumnSpec; N]) -> [IndexColumn; N] {
    let mut columns = [const { IndexColumn::from_const("") }; N];
    let mut i = 0;
    while i < N {
        let mut column = IndexColumn::from_const_key(match specs[i].key {
            Ok(column) => IndexKey::Column(Cow::Borrowed(column)),
            Err(expression) => IndexKey::Expression(Sql::from_const(Some(expression), &[])),
        });
        if let Some(options) = specs[i].options {
            column.order = options.order;
            column.nulls = options.nulls;
            put(&mut column.operator_class, const_name(options.operator_class));
            put(&mut column.collation, const_name(options.collation));
            column.prefix_length = options.prefix_length;
        }
        put(&mut columns[i], column);
        i += 1;
    }
    columns
}

/// Indexes, from what the derive wrote; `columns` are those of all of them.
#[doc(hidden)]
#[must_use]
pub const fn indexes<const N: usize>(
    specs: [IndexSpec; N],
    mut columns: &'static [IndexColumn],
) -> [IndexDef; N] {
    let mut indexes = [const { IndexDef::from_const(None, &[], false) }; N];
    let mut i = 0;
    while i < N {
        let spec = specs[i];
        let (own, rest) = columns.split_at(spec.columns);
        columns = rest;
        let mut index = IndexDef::from_const(spec.name, own, spec.unique);
        if let Some(options) = spec.options {
            put(&mut index.predicate, option_sql(options.predicate));
            put(&mut index.method, option_sql(options.method));
            put(&mut index.include, Cow::Borrowed(options.include));
            index.nulls_not_distinct = options.nulls_not_distinct;
            put(&mut index.comment, const_name(options.comment));
            put(&mut index.renamed_from, const_name(options.renamed_from));
            put(&mut index.dialects, Cow::Borrowed(options.dialects));
        }
        put(&mut indexes[i], index);
        i += 1;
    }
    indexes
}

const fn sql((common, overrides): SqlSpec) -> Sql {
    Sql::from_const(common, overrides)
}

const fn option_sql(spec: Option<SqlSpec>) -> Option<Sql> {
    match spec {
        Some(spec) => Some(sql(spec)),
        None => None,
    }
}
