use super::refusal::{put, refuse, refuse_list};
use super::sql_type::const_eq_str;
use super::{
    Autoincrement, ColumnDef, ComputedDef, Dialect, IdentityDef, List, Literal, Sql, SqlType, Str,
    TableFacts,
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
    /// The field, where its name is not the column's
    Field(&'static str),
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

/// How many columns the parts of a table have.
#[doc(hidden)]
#[must_use]
pub const fn count_columns(parts: &[&[ColumnSpec]]) -> usize {
    let (mut part, mut count) = (0, 0);
    while part < parts.len() {
        count += parts[part].len();
        part += 1;
    }
    count
}

/// The columns of a struct with flattened fields, in order, as one list.
#[doc(hidden)]
#[must_use]
pub const fn concat_columns<const N: usize>(parts: &[&[ColumnSpec]]) -> [ColumnSpec; N] {
    let mut columns = [ColumnSpec("", JSON, &[]); N];
    let (mut part, mut at) = (0, 0);
    while part < parts.len() {
        let mut i = 0;
        while i < parts[part].len() {
            columns[at] = parts[part][i];
            at += 1;
            i += 1;
        }
        part += 1;
    }
    columns
}

/// Columns, from what the derive wrote.
#[doc(hidden)]
#[must_use]
pub const fn columns<const N: usize>(specs: &'static [ColumnSpec]) -> [ColumnDef; N] {
    let mut columns = [const { ColumnDef::from_const("", SqlType::Boolean, false) }; N];
    let mut i = 0;
    while i < N {
        put(&mut columns[i], definition(&specs[i]));
        i += 1;
    }
    columns
}

const fn definition(ColumnSpec(name, shape, options): &'static ColumnSpec) -> ColumnDef {
    let mut column = ColumnDef::from_const(name, shape.sql_type.const_clone(), shape.nullable);
    let mut i = 0;
    while i < options.len() {
        apply(&mut column, &options[i]);
        i += 1;
    }
    column
}

const fn apply(column: &mut ColumnDef, option: &'static ColumnOption) {
    match option {
        ColumnOption::Field(_) => {}
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

/// Whether every column has a name of its own.
///
/// # Panics
/// While the model compiles, if two have the same.
#[doc(hidden)]
#[track_caller]
pub const fn require_distinct(columns: &[ColumnSpec]) {
    let mut i = 0;
    while i < columns.len() {
        let mut earlier = 0;
        while earlier < i {
            // Columns without a name are those of structs whose derive failed.
            if !columns[i].0.is_empty() && const_eq_str(columns[earlier].0, columns[i].0) {
                refuse(&[
                    "two fields have the column `",
                    columns[i].0,
                    "`, one of them in a flattened struct: write `#[sqlx(rename = \"..\")]` at one of them",
                ]);
            }
            earlier += 1;
        }
        i += 1;
    }
}

/// The column called `name`.
///
/// # Panics
/// While the model compiles, if there is none.
#[doc(hidden)]
#[must_use]
#[track_caller]
pub const fn find_column(columns: &'static [ColumnSpec], name: &str) -> &'static ColumnSpec {
    let mut i = 0;
    while i < columns.len() {
        if const_eq_str(columns[i].0, name) {
            return &columns[i];
        }
        i += 1;
    }
    // It may be a column of a flattened struct whose derive failed, which was told already.
    i = 0;
    while i < columns.len() {
        if columns[i].0.is_empty() {
            return &columns[i];
        }
        i += 1;
    }
    refuse(&[
        "this table has no column `",
        name,
        "`: name a field, or a column of a flattened struct",
    ])
}

/// The name of the column of a field; empty if there is no such field, which
/// [`super::require_foreign_key`] refuses.
#[doc(hidden)]
#[must_use]
pub const fn field_column(facts: &'static TableFacts, field: &str) -> &'static str {
    let mut i = 0;
    while i < facts.columns.len() {
        if facts.columns[i].is_field(field) {
            return facts.columns[i].0;
        }
        i += 1;
    }
    ""
}

/// The column of the field called `field` of the table that `facts` are of.
///
/// # Panics
/// While the model compiles, if the struct has no such field.
#[doc(hidden)]
#[must_use]
#[track_caller]
pub const fn find_field(facts: &'static TableFacts, field: &str) -> &'static ColumnSpec {
    let columns = facts.columns;
    let mut i = 0;
    while i < columns.len() {
        // The column without a name stands for every column of a struct whose derive failed.
        if columns[i].0.is_empty() || columns[i].is_field(field) {
            return &columns[i];
        }
        i += 1;
    }
    let mut fields = [""; 32];
    let mut i = 0;
    while i < columns.len() && i < 10 {
        fields[3 * i] = if i == 0 { " `" } else { ", `" };
        fields[3 * i + 1] = columns[i].field();
        fields[3 * i + 2] = "`";
        i += 1;
    }
    if columns.len() > 10 {
        fields[30] = ", ..";
    }
    refuse_list(&["the table `", facts.name, "` has no field `", field, "`: there are"], &fields)
}

impl ColumnSpec {
    const fn field(&self) -> &'static str {
        let mut i = 0;
        while i < self.2.len() {
            if let ColumnOption::Field(field) = &self.2[i] {
                return field;
            }
            i += 1;
        }
        self.0
    }

    const fn is_field(&self, field: &str) -> bool {
        const_eq_str(self.field(), field)
    }
}

/// Whether the column has a length.
///
/// # Panics
/// While the model compiles, if it has none.
#[doc(hidden)]
#[track_caller]
pub const fn require_length(ColumnSpec(_, shape, _): &'static ColumnSpec) {
    let _ = std::mem::ManuallyDrop::new(shape.sql_type.with_length(1));
}

/// Whether the column has a precision.
///
/// # Panics
/// While the model compiles, if it has none.
#[doc(hidden)]
#[track_caller]
pub const fn require_precision(ColumnSpec(_, shape, _): &'static ColumnSpec) {
    let _ = std::mem::ManuallyDrop::new(shape.sql_type.with_precision(1, None));
}
