use super::refusal::{put, refuse, refuse_list};
use super::sql_type::const_eq_str;
use super::{
    Autoincrement, ColumnDef, ComputedDef, Dialect, IdentityDef, KeyPart, List, Literal,
    NO_COLUMNS, Sql, SqlType, Str, TableSpec,
};
use std::borrow::Cow;

/// The columns of a struct as the derive writes them: literals in lists of one kind, which cost
/// the compiler far less than a value for each column, and less again without an empty list each.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct ColumnSpecs {
    /// The columns' names.
    pub names: &'static [&'static str],
    /// What each column's Rust type says of it.
    pub shapes: &'static [&'static ColumnShape],
    /// What attributes say of single columns, by their place in the lists.
    pub options: &'static [(usize, ColumnOption)],
}

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
#[derive(Clone, Copy, Debug)]
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
    Identity(&'static IdentityDef),
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
pub const fn count_columns(parts: &[ColumnSpecs]) -> usize {
    let (mut part, mut count) = (0, 0);
    while part < parts.len() {
        count += parts[part].names.len();
        part += 1;
    }
    count
}

/// How many attributes the columns of all parts have.
#[doc(hidden)]
#[must_use]
pub const fn count_options(parts: &[ColumnSpecs]) -> usize {
    let (mut part, mut count) = (0, 0);
    while part < parts.len() {
        count += parts[part].options.len();
        part += 1;
    }
    count
}

/// The columns of a struct with flattened fields: `N` columns with `M` attributes.
#[doc(hidden)]
#[derive(Debug)]
pub struct Concatenated<const N: usize, const M: usize> {
    names: [&'static str; N],
    shapes: [&'static ColumnShape; N],
    options: [(usize, ColumnOption); M],
}

/// The columns of a struct with flattened fields, in order, as one list of each kind.
#[doc(hidden)]
#[must_use]
pub const fn concat_columns<const N: usize, const M: usize>(
    parts: &[ColumnSpecs],
) -> Concatenated<N, M> {
    let mut all = Concatenated {
        names: [""; N],
        shapes: [JSON; N],
        options: [(0, ColumnOption::Length(0)); M],
    };
    let (mut part, mut at, mut option_at) = (0, 0, 0);
    while part < parts.len() {
        let ColumnSpecs { names, shapes, options } = parts[part];
        let mut i = 0;
        while i < options.len() {
            all.options[option_at] = (at + options[i].0, options[i].1);
            option_at += 1;
            i += 1;
        }
        i = 0;
        while i < names.len() {
            all.names[at] = names[i];
            all.shapes[at] = shapes[i];
            at += 1;
            i += 1;
        }
        part += 1;
    }
    all
}

impl<const N: usize, const M: usize> Concatenated<N, M> {
    /// As the derive would have written them.
    #[must_use]
    pub const fn specs(&'static self) -> ColumnSpecs {
        ColumnSpecs { names: &self.names, shapes: &self.shapes, options: &self.options }
    }
}

/// Columns, from what the derive wrote.
pub(super) const fn columns<const N: usize>(specs: ColumnSpecs) -> [ColumnDef; N] {
    let mut columns = [const { ColumnDef::from_const("", SqlType::Boolean, false) }; N];
    let mut i = 0;
    while i < N {
        let shape = specs.shapes[i];
        let column =
            ColumnDef::from_const(specs.names[i], shape.sql_type.const_clone(), shape.nullable);
        put(&mut columns[i], column);
        i += 1;
    }
    i = 0;
    while i < specs.options.len() {
        let (at, option) = specs.options[i];
        apply(&mut columns[at], option);
        i += 1;
    }
    columns
}

const fn apply(column: &mut ColumnDef, option: ColumnOption) {
    match option {
        ColumnOption::Field(_) => {}
        ColumnOption::Length(length) => {
            let sized = column.sql_type.with_length(length);
            put(&mut column.sql_type, sized);
        }
        ColumnOption::Precision(precision, scale) => {
            let sized = column.sql_type.with_precision(precision, scale);
            put(&mut column.sql_type, sized);
        }
        ColumnOption::TypeOverrides(overrides) => {
            put(&mut column.type_overrides, List::Borrowed(overrides));
        }
        ColumnOption::DefaultString(value) => {
            put(&mut column.default, Some(Literal::String(Cow::Borrowed(value))));
        }
        ColumnOption::DefaultInteger(value) => {
            put(&mut column.default, Some(Literal::Integer(value)));
        }
        ColumnOption::DefaultNumber(value) => {
            put(&mut column.default, Some(Literal::Number(Cow::Borrowed(value))));
        }
        ColumnOption::DefaultBoolean(value) => {
            put(&mut column.default, Some(Literal::Boolean(value)));
        }
        ColumnOption::DefaultSql((common, overrides)) => {
            put(&mut column.default_sql, Some(Sql::from_const(common, overrides)));
        }
        ColumnOption::Autoincrement(always) => {
            column.autoincrement =
                if always { Autoincrement::Always } else { Autoincrement::Never };
        }
        ColumnOption::Identity(identity) => {
            put(&mut column.identity, Some(IdentityDef { ..*identity }));
        }
        ColumnOption::Computed((common, overrides), stored) => {
            let expression = Sql::from_const(common, overrides);
            put(&mut column.computed, Some(ComputedDef { expression, stored }));
        }
        ColumnOption::Collation((common, overrides)) => {
            put(&mut column.collation, Some(Sql::from_const(common, overrides)));
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
pub const fn require_distinct(ColumnSpecs { names, .. }: ColumnSpecs) {
    let mut i = 0;
    while i < names.len() {
        let mut earlier = 0;
        while earlier < i {
            // Columns without a name are those of structs whose derive failed.
            if !names[i].is_empty() && const_eq_str(names[earlier], names[i]) {
                refuse(&[
                    "two fields have the column `",
                    names[i],
                    "`, one of them in a flattened struct: write `#[sqlx(rename = \"..\")]` at one of them",
                ]);
            }
            earlier += 1;
        }
        i += 1;
    }
}

/// The place of the column called `name`.
///
/// # Panics
/// While the model compiles, if there is none.
#[doc(hidden)]
#[must_use]
#[track_caller]
pub const fn find_column(columns: ColumnSpecs, name: &str) -> usize {
    if let Some(at) = place(columns.names, name) {
        return at;
    }
    // It may be a column of a flattened struct whose derive failed, which was told already.
    if let Some(at) = place(columns.names, "") {
        return at;
    }
    refuse(&[
        "this table has no column `",
        name,
        "`: name a field, or a column of a flattened struct",
    ])
}

/// What the Rust type of the column called `name` says of it; anything if there is no such column,
/// which [`find_column`] refuses.
#[doc(hidden)]
#[must_use]
pub const fn shape_of(columns: ColumnSpecs, name: &str) -> &'static ColumnShape {
    match place(columns.names, name) {
        Some(at) => columns.shapes[at],
        None => NO_COLUMNS.shapes[0],
    }
}

/// A part of the key numbered `key`: the column called `name`, which a flattened struct has.
#[doc(hidden)]
#[must_use]
pub const fn key_part(key: usize, columns: ColumnSpecs, name: &'static str) -> KeyPart {
    match place(columns.names, name) {
        Some(at) => (key, columns.field(at), columns.shapes[at]),
        None => (key, name, NO_COLUMNS.shapes[0]),
    }
}

const fn place(names: &[&str], name: &str) -> Option<usize> {
    let mut i = 0;
    while i < names.len() {
        if const_eq_str(names[i], name) {
            return Some(i);
        }
        i += 1;
    }
    None
}

impl ColumnSpecs {
    /// The field of the column at `at`.
    const fn field(&self, at: usize) -> &'static str {
        let mut i = 0;
        while i < self.options.len() {
            if let (column, ColumnOption::Field(field)) = self.options[i]
                && column == at
            {
                return field;
            }
            i += 1;
        }
        self.names[at]
    }

    /// The place of the column of a field.
    pub(super) const fn of_field(&self, field: &str) -> Option<usize> {
        let mut i = 0;
        while i < self.names.len() {
            // The column without a name stands for every column of a struct whose derive failed.
            if self.names[i].is_empty() || const_eq_str(self.field(i), field) {
                return Some(i);
            }
            i += 1;
        }
        None
    }
}

/// The place of the column of the field called `field` of the table that `spec` is of.
///
/// # Panics
/// While the model compiles, if the struct has no such field.
#[track_caller]
pub(super) const fn find_field(spec: &'static TableSpec, field: &str) -> usize {
    let columns = spec.columns;
    if let Some(at) = columns.of_field(field) {
        return at;
    }
    let mut fields = [""; 32];
    let mut i = 0;
    while i < columns.names.len() && i < 10 {
        fields[3 * i] = if i == 0 { " `" } else { ", `" };
        fields[3 * i + 1] = columns.field(i);
        fields[3 * i + 2] = "`";
        i += 1;
    }
    if columns.names.len() > 10 {
        fields[30] = ", ..";
    }
    refuse_list(&["the table `", spec.name, "` has no field `", field, "`: there are"], &fields)
}

/// Whether the type has a length.
///
/// # Panics
/// While the model compiles, if it has none.
#[doc(hidden)]
#[track_caller]
pub const fn require_length(shape: &ColumnShape) {
    shape.sql_type.require_length();
}

/// Whether the type has a precision.
///
/// # Panics
/// While the model compiles, if it has none.
#[doc(hidden)]
#[track_caller]
pub const fn require_precision(shape: &ColumnShape) {
    shape.sql_type.require_precision();
}
