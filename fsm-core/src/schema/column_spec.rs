use super::refusal::put;
use super::{
    Autoincrement, ColumnDef, ComputedDef, Dialect, IdentityDef, List, Literal, Sql, SqlType, Str,
};
use std::borrow::Cow;

/// A column as the derive writes it: literals and references, which cost the compiler little
/// where each call that yields a [`ColumnDef`] makes it look through that whole type again.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct ColumnSpec(pub &'static str, pub &'static ColumnShape, pub &'static [ColumnOption]);

/// What a Rust type says of a column.
#[doc(hidden)]
#[derive(Debug)]
pub struct ColumnShape {
    /// The column's type.
    pub sql_type: SqlType,
    /// Whether it may hold `NULL`.
    pub nullable: bool,
}

/// SQL as the derive writes it: for all dialects, and for some.
#[doc(hidden)]
pub type SqlSpec = (Option<&'static str>, &'static [(Dialect, Str)]);

/// What an attribute says of a column.
#[doc(hidden)]
#[derive(Debug)]
pub enum ColumnOption {
    /// `length = ..`
    Length(u32),
    /// `precision = .., scale = ..`
    Precision(u32, Option<u32>),
    /// `sql_type(..)` for some dialects
    TypeOverrides(&'static [(Dialect, Str)]),
    /// `default = ".."`
    DefaultString(&'static str),
    /// `default = 1`
    DefaultInteger(i128),
    /// `default = 1.5`
    DefaultNumber(&'static str),
    /// `default = true`
    DefaultBoolean(bool),
    /// `default_sql = ".."`
    DefaultSql(SqlSpec),
    /// `autoincrement = ..`
    Autoincrement(bool),
    /// `identity(..)`
    Identity(IdentityDef),
    /// `computed(..)`, and whether it is stored
    Computed(SqlSpec, bool),
    /// `collation = ".."`
    Collation(SqlSpec),
    /// `comment = ".."`
    Comment(&'static str),
    /// `renamed_from = ".."`
    RenamedFrom(&'static str),
}

impl SqlType {
    /// The author's words, from what the derive wrote.
    #[doc(hidden)]
    #[must_use]
    pub const fn custom_parts((common, overrides): SqlSpec) -> Self {
        Self::Custom(Sql::from_const(common, overrides))
    }
}

/// The shape of JSON.
#[doc(hidden)]
pub const JSON: &ColumnShape = &ColumnShape { sql_type: SqlType::Json, nullable: false };

/// The shape of JSON that may be `NULL`.
#[doc(hidden)]
pub const NULLABLE_JSON: &ColumnShape = &ColumnShape { sql_type: SqlType::Json, nullable: true };

/// Columns, from what the derive wrote.
#[doc(hidden)]
#[must_use]
pub const fn columns<const N: usize>(specs: [ColumnSpec; N]) -> [ColumnDef; N] {
    let mut columns = [const { ColumnDef::from_const("", SqlType::Boolean, false) }; N];
    let mut i = 0;
    while i < N {
        let ColumnSpec(name, shape, options) = specs[i];
        let mut column = ColumnDef::from_const(name, shape.sql_type.const_clone(), shape.nullable);
        let mut k = 0;
        while k < options.len() {
            apply(&mut column, &options[k]);
            k += 1;
        }
        put(&mut columns[i], column);
        i += 1;
    }
    columns
}

const fn apply(column: &mut ColumnDef, option: &'static ColumnOption) {
    match option {
        ColumnOption::Length(length) => {
            let sized = column.sql_type.with_length(*length);
            put(&mut column.sql_type, sized);
        }
        ColumnOption::Precision(precision, scale) => {
            let sized = column.sql_type.with_precision(*precision, *scale);
            put(&mut column.sql_type, sized);
        }
        ColumnOption::TypeOverrides(overrides) => {
            put(&mut column.type_overrides, List::Borrowed(overrides));
        }
        ColumnOption::DefaultString(value) => {
            put(&mut column.default, Some(Literal::String(Cow::Borrowed(value))));
        }
        ColumnOption::DefaultInteger(value) => {
            put(&mut column.default, Some(Literal::Integer(*value)));
        }
        ColumnOption::DefaultNumber(value) => {
            put(&mut column.default, Some(Literal::Number(Cow::Borrowed(value))));
        }
        ColumnOption::DefaultBoolean(value) => {
            put(&mut column.default, Some(Literal::Boolean(*value)));
        }
        ColumnOption::DefaultSql((common, overrides)) => {
            put(&mut column.default_sql, Some(Sql::from_const(*common, overrides)));
        }
        ColumnOption::Autoincrement(always) => {
            column.autoincrement =
                if *always { Autoincrement::Always } else { Autoincrement::Never };
        }
        ColumnOption::Identity(identity) => {
            put(&mut column.identity, Some(IdentityDef { ..*identity }));
        }
        ColumnOption::Computed((common, overrides), stored) => {
            let expression = Sql::from_const(*common, overrides);
            put(&mut column.computed, Some(ComputedDef { expression, stored: *stored }));
        }
        ColumnOption::Collation((common, overrides)) => {
            put(&mut column.collation, Some(Sql::from_const(*common, overrides)));
        }
        ColumnOption::Comment(text) => put(&mut column.comment, Some(Cow::Borrowed(text))),
        ColumnOption::RenamedFrom(name) => {
            put(&mut column.renamed_from, Some(Cow::Borrowed(name)));
        }
    }
}

/// The length, if a column of that shape has one.
///
/// # Panics
/// While the model compiles, if it has none.
#[doc(hidden)]
#[must_use]
#[track_caller]
pub const fn require_length(shape: &'static ColumnShape, length: u32) -> u32 {
    let _ = std::mem::ManuallyDrop::new(shape.sql_type.with_length(length));
    length
}

/// The precision, if a column of that shape has one.
///
/// # Panics
/// While the model compiles, if it has none.
#[doc(hidden)]
#[must_use]
#[track_caller]
pub const fn require_precision(shape: &'static ColumnShape, precision: u32) -> u32 {
    let _ = std::mem::ManuallyDrop::new(shape.sql_type.with_precision(precision, None));
    precision
}
