use super::{ColumnDef, SqlType, TableDef};
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
    const NAME: &'static str;

    /// The table's schema, as the derive wrote it.
    const SCHEMA: Option<&'static str>;

    /// The column lists that are unique: the primary key and the unique constraints.
    #[doc(hidden)]
    const KEYS: &'static [&'static [&'static str]];

    /// Where the struct stands: module, file, line.
    #[doc(hidden)]
    const PLACE: (&'static str, &'static str, u32);

    /// The table as a value.
    fn definition() -> &'static TableDef;
}

/// A column of the table `T` whose field has the type `V`.
pub struct Column<T, V> {
    /// All columns of the table, and which of them it is: written by the derive as a literal,
    /// which the compiler passes faster than a call.
    #[doc(hidden)]
    pub place: (&'static [ColumnDef], usize),
    #[doc(hidden)]
    pub table: PhantomData<fn() -> (T, V)>,
}

impl<T, V> Column<T, V> {
    /// The column as a value.
    #[must_use]
    pub const fn definition(&self) -> &'static ColumnDef {
        &self.place.0[self.place.1]
    }

    /// The column's name in the database.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.definition().const_name()
    }

    /// The column's type.
    #[must_use]
    pub const fn sql_type(&self) -> &'static SqlType {
        &self.definition().sql_type
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
