use super::constraint::const_name;
use super::{Dialect, List, Sql, Str};
use std::borrow::Cow;

/// An index.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct IndexDef {
    /// The index's name; `None` for the naming convention's.
    pub name: Option<Str>,
    /// What is indexed, in order.
    pub columns: List<IndexColumn>,
    /// Whether two rows may not be equal in it.
    pub unique: bool,
    /// Which rows are in it (`WHERE`).
    pub predicate: Option<Sql>,
    /// The access method (`btree`, `gin`, `hash`, `fulltext`, …).
    pub method: Option<Sql>,
    /// Columns that are stored with it without being searched (`INCLUDE`).
    pub include: List<Str>,
    /// Whether two `NULL`s count as equal (PostgreSQL 15).
    pub nulls_not_distinct: bool,
    /// The comment in the database.
    pub comment: Option<Str>,
    /// The name this index had before: a hint for comparing.
    pub renamed_from: Option<Str>,
    /// The dialects it is made on; empty for all.
    pub dialects: List<Dialect>,
}

/// One part of an index.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct IndexColumn {
    /// A column or an expression.
    pub key: IndexKey,
    /// The direction it is sorted in; `None` for ascending, unsaid.
    pub order: Option<SortOrder>,
    /// Where `NULL`s are sorted.
    pub nulls: Option<NullsOrder>,
    /// The operator class (PostgreSQL).
    pub operator_class: Option<Str>,
    /// The collation's name.
    pub collation: Option<Str>,
    /// How many characters or bytes of the column are indexed (MySQL).
    pub prefix_length: Option<u32>,
}

/// What a part of an index is made of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum IndexKey {
    /// A column, by name.
    Column(Str),
    /// An expression.
    Expression(Sql),
}

/// The direction an index part is sorted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SortOrder {
    /// `ASC`
    Ascending,
    /// `DESC`
    Descending,
}

/// Where an index part sorts `NULL`s.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NullsOrder {
    /// `NULLS FIRST`
    First,
    /// `NULLS LAST`
    Last,
}

impl IndexDef {
    /// An index of these columns.
    pub fn new<C: Into<IndexColumn>>(columns: impl IntoIterator<Item = C>) -> Self {
        Self {
            columns: columns.into_iter().map(Into::into).collect(),
            ..Self::from_const(None, &[], false)
        }
    }

    /// The constant form the derive writes.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_const(
        name: Option<&'static str>,
        columns: &'static [IndexColumn],
        unique: bool,
    ) -> Self {
        Self {
            name: const_name(name),
            columns: Cow::Borrowed(columns),
            unique,
            predicate: None,
            method: None,
            include: Cow::Borrowed(&[]),
            nulls_not_distinct: false,
            comment: None,
            renamed_from: None,
            dialects: Cow::Borrowed(&[]),
        }
    }

    /// The index's name.
    #[must_use]
    pub fn named(mut self, name: impl Into<Str>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Two rows may not be equal in it.
    #[must_use]
    pub fn unique(mut self) -> Self {
        self.unique = true;
        self
    }

    /// Only rows for which `predicate` holds are in it.
    #[must_use]
    pub fn predicate(mut self, predicate: impl Into<Sql>) -> Self {
        self.predicate = Some(predicate.into());
        self
    }

    /// The access method.
    #[must_use]
    pub fn method(mut self, method: impl Into<Sql>) -> Self {
        self.method = Some(method.into());
        self
    }

    /// Columns that are stored with it without being searched (PostgreSQL).
    #[must_use]
    pub fn include<C: Into<Str>>(mut self, columns: impl IntoIterator<Item = C>) -> Self {
        self.include = columns.into_iter().map(Into::into).collect();
        self
    }

    /// Two `NULL`s count as equal (PostgreSQL 15).
    #[must_use]
    pub fn nulls_not_distinct(mut self) -> Self {
        self.nulls_not_distinct = true;
        self
    }

    /// The comment in the database.
    #[must_use]
    pub fn comment(mut self, comment: impl Into<Str>) -> Self {
        self.comment = Some(comment.into());
        self
    }

    /// The name this index had before.
    #[must_use]
    pub fn renamed_from(mut self, name: impl Into<Str>) -> Self {
        self.renamed_from = Some(name.into());
        self
    }

    /// Made on these dialects and on no other.
    #[must_use]
    pub fn dialects(mut self, dialects: impl IntoIterator<Item = Dialect>) -> Self {
        self.dialects = dialects.into_iter().collect();
        self
    }
}

impl IndexColumn {
    /// A column, in the dialect's own order.
    pub fn column(name: impl Into<Str>) -> Self {
        Self { key: IndexKey::Column(name.into()), ..Self::from_const("") }
    }

    /// An expression.
    pub fn expression(sql: impl Into<Sql>) -> Self {
        Self { key: IndexKey::Expression(sql.into()), ..Self::from_const("") }
    }

    /// The constant form the derive writes: a column.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_const(column: &'static str) -> Self {
        Self::from_const_key(IndexKey::Column(Cow::Borrowed(column)))
    }

    /// The constant form the derive writes: a column or an expression.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_const_key(key: IndexKey) -> Self {
        Self {
            key,
            order: None,
            nulls: None,
            operator_class: None,
            collation: None,
            prefix_length: None,
        }
    }

    /// Sorted from the smallest up, and said so.
    #[must_use]
    pub fn ascending(mut self) -> Self {
        self.order = Some(SortOrder::Ascending);
        self
    }

    /// Sorted from the largest down.
    #[must_use]
    pub fn descending(mut self) -> Self {
        self.order = Some(SortOrder::Descending);
        self
    }

    /// Where `NULL`s are sorted.
    #[must_use]
    pub fn nulls(mut self, nulls: NullsOrder) -> Self {
        self.nulls = Some(nulls);
        self
    }

    /// The operator class (PostgreSQL).
    #[must_use]
    pub fn operator_class(mut self, class: impl Into<Str>) -> Self {
        self.operator_class = Some(class.into());
        self
    }

    /// The collation's name.
    #[must_use]
    pub fn collation(mut self, collation: impl Into<Str>) -> Self {
        self.collation = Some(collation.into());
        self
    }

    /// Only so many characters or bytes of the column are indexed (MySQL).
    #[must_use]
    pub fn prefix_length(mut self, length: u32) -> Self {
        self.prefix_length = Some(length);
        self
    }
}

impl<T: Into<Str>> From<T> for IndexColumn {
    fn from(name: T) -> Self {
        Self::column(name)
    }
}
