use super::{
    CheckDef, ColumnDef, ColumnSpec, ForeignKeyDef, IndexDef, SqlType, Str, TableDef, TableOptions,
    UniqueDef,
};
use std::{fmt, marker::PhantomData};

/// A struct that describes a table. Derive it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a table",
    note = "write `#[derive(fsm_core::Table)]` on `{Self}`"
)]
pub trait Table {
    /// One typed constant for each column, by field name.
    type Columns;

    /// The table's columns: `User::COLUMNS.username`.
    const COLUMNS: Self::Columns;

    /// The table's name, as the derive wrote it.
    const NAME: &'static str = Self::FACTS.name;

    /// The table's schema, as the derive wrote it.
    const SCHEMA: Option<&'static str> = Self::FACTS.schema;

    /// What is small and most tables have.
    #[doc(hidden)]
    const FACTS: &'static TableFacts;

    /// The columns as values, in order.
    #[doc(hidden)]
    const DEFS: &'static [ColumnDef];

    /// The unique constraints.
    #[doc(hidden)]
    const UNIQUES: &'static [UniqueDef] = &[];

    /// The check constraints.
    #[doc(hidden)]
    const CHECKS: &'static [CheckDef] = &[];

    /// The foreign keys.
    #[doc(hidden)]
    const FOREIGN_KEYS: &'static [ForeignKeyDef] = &[];

    /// The indexes.
    #[doc(hidden)]
    const INDEXES: &'static [IndexDef] = &[];

    /// The table as a value: put together here and not by the derive, so that the compiler looks
    /// through the type once and not once a model.
    #[doc(hidden)]
    const DEFINITION: &'static TableDef = &TableDef::from_parts(
        Self::FACTS,
        Self::DEFS,
        Self::UNIQUES,
        Self::CHECKS,
        Self::FOREIGN_KEYS,
        Self::INDEXES,
    );

    /// The table as a value.
    #[must_use]
    fn definition() -> &'static TableDef {
        Self::DEFINITION
    }
}

/// What the derive writes of a struct beside its columns, constraints and indexes: one constant,
/// for each costs the compiler time.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct TableFacts {
    /// The table's name.
    pub name: &'static str,
    /// The table's schema.
    pub schema: Option<&'static str>,
    /// The columns.
    pub columns: &'static [ColumnSpec],
    /// The column lists that are unique: what a foreign key may refer to.
    pub keys: &'static [&'static [&'static str]],
    /// The primary key's name and columns.
    pub primary_key: Option<(Option<&'static str>, &'static [Str])>,
    /// The comment in the database.
    pub comment: Option<&'static str>,
    /// The name the table had before.
    pub renamed_from: Option<&'static str>,
    /// Options of single dialects.
    pub options: Option<&'static TableOptions>,
    /// The set of the registry it is in.
    pub set: &'static str,
    /// The struct's module, file and line.
    pub place: (&'static str, &'static str, u32),
}

/// A column of the table `T` whose field has the type `V`.
pub struct Column<T, V> {
    /// The columns the derive wrote, and which of them it is: a literal, which costs the compiler
    /// less than a call.
    #[doc(hidden)]
    pub place: (&'static [ColumnSpec], usize),
    #[doc(hidden)]
    pub table: PhantomData<fn() -> (T, V)>,
}

impl<T, V> Column<T, V> {
    /// The column's name in the database.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.spec().0
    }

    /// The type that the field's Rust type has; a length or a precision that stands in an
    /// attribute is in the table's definition.
    #[must_use]
    pub const fn sql_type(&self) -> &'static SqlType {
        &self.spec().1.sql_type
    }

    /// What the derive wrote.
    #[doc(hidden)]
    #[must_use]
    pub const fn spec(&self) -> &'static ColumnSpec {
        &self.place.0[self.place.1]
    }
}

impl<T, V> Clone for Column<T, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, V> Copy for Column<T, V> {}

impl<T, V> fmt::Debug for Column<T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Column").field(&self.name()).finish()
    }
}
