//! Column types and parts of indexes, as revisions write them.
//! It never says how a dialect spells one.

#![allow(non_snake_case, reason = "beside `BigInteger` and `String(50)`, which are variants")]

use super::operations::on;
use fsm_core::{
    ComputedDef, Dialect, EnumDef, IndexColumn, PostgresType, Sql, SqlType, Str, TableName,
};

/// A decimal number of `precision` digits, `scale` of them after the point; each is a number, or
/// `None` for the dialect's own.
pub fn Numeric(precision: impl Into<Option<u32>>, scale: impl Into<Option<u32>>) -> SqlType {
    SqlType::Numeric { precision: precision.into(), scale: scale.into() }
}

/// At most this many bytes.
#[must_use]
pub fn Binary(length: u32) -> SqlType {
    SqlType::Binary(length)
}

/// One of these labels; `name` is the native type's, where a dialect has native enums.
pub fn Enum<L: Into<Str>>(
    name: impl Into<TableName>,
    labels: impl IntoIterator<Item = L>,
) -> SqlType {
    let name = name.into();
    let mut def = EnumDef::new(name.name.clone(), labels);
    def.name = name;
    SqlType::Enum(def)
}

/// An array of another type (PostgreSQL).
#[must_use]
pub fn Array(element: SqlType) -> SqlType {
    SqlType::array(element)
}

/// A type that only PostgreSQL has.
#[must_use]
pub fn Postgres(native: PostgresType) -> SqlType {
    SqlType::Postgres(native)
}

/// A type in its author's own words.
pub fn Custom(text: impl Into<Sql>) -> SqlType {
    SqlType::custom(text)
}

/// The expression of a generated column, stored with the row or worked out at each read.
pub fn Computed(expression: impl Into<Sql>, stored: bool) -> ComputedDef {
    ComputedDef { expression: expression.into(), stored }
}

/// A text for one dialect alone; `.on(..)` adds texts of others.
pub fn only(dialect: Dialect, text: impl Into<Str>) -> Sql {
    on(dialect, text)
}

/// A column of an index.
pub fn col(name: impl Into<Str>) -> IndexColumn {
    IndexColumn::column(name)
}

/// A column of an index, from the smallest up.
pub fn asc(name: impl Into<Str>) -> IndexColumn {
    IndexColumn::column(name).ascending()
}

/// A column of an index, from the largest down.
pub fn desc(name: impl Into<Str>) -> IndexColumn {
    IndexColumn::column(name).descending()
}

/// An expression of an index.
pub fn expr(sql: impl Into<Sql>) -> IndexColumn {
    IndexColumn::expression(sql)
}
