use super::{ColumnDef, SqlType, TableDef};
use std::{borrow::Cow, fmt, marker::PhantomData};

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
    const NAME: &'static str;

    /// The table's schema, as the derive wrote it.
    const SCHEMA: Option<&'static str>;

    /// The column lists that are unique: the primary key and the unique constraints.
    #[doc(hidden)]
    const KEYS: &'static [&'static [&'static str]];

    /// The table as a value.
    fn definition() -> &'static TableDef;
}

/// A column of the table `T` whose field has the type `V`.
pub struct Column<T, V> {
    definition: &'static ColumnDef,
    table: PhantomData<fn() -> (T, V)>,
}

impl<T, V> Column<T, V> {
    /// The constant form the derive writes.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_const(definition: &'static ColumnDef) -> Self {
        Self { definition, table: PhantomData }
    }

    /// The column as a value.
    #[must_use]
    pub const fn definition(&self) -> &'static ColumnDef {
        self.definition
    }

    /// The column's name in the database.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match &self.definition.name {
            Cow::Borrowed(name) => name,
            Cow::Owned(name) => name.as_str(),
        }
    }

    /// The column's type.
    #[must_use]
    pub const fn sql_type(&self) -> &'static SqlType {
        &self.definition.sql_type
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
