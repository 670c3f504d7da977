use super::{Deferrable, Dialect, List, Sql, Str};
use std::borrow::Cow;

/// The primary key of a table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct PrimaryKeyDef {
    /// The constraint's name; `None` for the naming convention's.
    pub name: Option<Str>,
    /// The key's columns, in order.
    pub columns: List<Str>,
}

/// A unique constraint.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct UniqueDef {
    /// The constraint's name; `None` for the naming convention's.
    pub name: Option<Str>,
    /// The columns that are unique together.
    pub columns: List<Str>,
    /// When it is checked; `None` for at once.
    pub deferrable: Option<Deferrable>,
    /// Whether two `NULL`s count as equal (PostgreSQL 15).
    pub nulls_not_distinct: bool,
    /// The dialects it is made on; empty for all.
    pub dialects: List<Dialect>,
}

/// A check constraint.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct CheckDef {
    /// The constraint's name; `None` for the naming convention's.
    pub name: Option<Str>,
    /// The column it was written at, if any: the naming convention uses it.
    pub column: Option<Str>,
    /// What must hold.
    pub expression: Sql,
    /// The dialects it is made on; empty for all.
    pub dialects: List<Dialect>,
}

impl PrimaryKeyDef {
    /// A key of these columns.
    pub fn new<C: Into<Str>>(columns: impl IntoIterator<Item = C>) -> Self {
        Self { name: None, columns: columns.into_iter().map(Into::into).collect() }
    }

    /// The constraint's name.
    #[must_use]
    pub fn named(mut self, name: impl Into<Str>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The constant form the derive writes.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_const(name: Option<&'static str>, columns: &'static [Str]) -> Self {
        Self { name: const_name(name), columns: Cow::Borrowed(columns) }
    }
}

impl UniqueDef {
    /// These columns are unique together.
    pub fn new<C: Into<Str>>(columns: impl IntoIterator<Item = C>) -> Self {
        Self {
            columns: columns.into_iter().map(Into::into).collect(),
            ..Self::from_const(None, &[])
        }
    }

    /// The constraint's name.
    #[must_use]
    pub fn named(mut self, name: impl Into<Str>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The constant form the derive writes.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_const(name: Option<&'static str>, columns: &'static [Str]) -> Self {
        Self {
            name: const_name(name),
            columns: Cow::Borrowed(columns),
            deferrable: None,
            nulls_not_distinct: false,
            dialects: Cow::Borrowed(&[]),
        }
    }

    /// When it is checked.
    #[must_use]
    pub fn deferrable(mut self, deferrable: Deferrable) -> Self {
        self.deferrable = Some(deferrable);
        self
    }

    /// Two `NULL`s count as equal (PostgreSQL 15).
    #[must_use]
    pub fn nulls_not_distinct(mut self) -> Self {
        self.nulls_not_distinct = true;
        self
    }

    /// Made on these dialects and on no other.
    #[must_use]
    pub fn dialects(mut self, dialects: impl IntoIterator<Item = Dialect>) -> Self {
        self.dialects = dialects.into_iter().collect();
        self
    }
}

impl CheckDef {
    /// `expression` must hold for every row.
    pub fn new(expression: impl Into<Sql>) -> Self {
        Self {
            name: None,
            column: None,
            expression: expression.into(),
            dialects: Cow::Borrowed(&[]),
        }
    }

    /// The constraint's name.
    #[must_use]
    pub fn named(mut self, name: impl Into<Str>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// The constant form the derive writes.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_const(
        name: Option<&'static str>,
        column: Option<&'static str>,
        expression: Sql,
    ) -> Self {
        Self {
            name: const_name(name),
            column: const_name(column),
            expression,
            dialects: Cow::Borrowed(&[]),
        }
    }

    /// The column it is about, which the naming convention uses.
    #[must_use]
    pub fn at_column(mut self, column: impl Into<Str>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// Made on these dialects and on no other.
    #[must_use]
    pub fn dialects(mut self, dialects: impl IntoIterator<Item = Dialect>) -> Self {
        self.dialects = dialects.into_iter().collect();
        self
    }
}

pub(super) const fn const_name(name: Option<&'static str>) -> Option<Str> {
    match name {
        Some(name) => Some(Cow::Borrowed(name)),
        None => None,
    }
}
