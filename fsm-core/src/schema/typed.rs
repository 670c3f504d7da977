use super::{Definition, KeyPart, Reference, SqlType, TableDef, TableSpec, find_column};
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
    const NAME: &'static str = Self::SPEC.name;

    /// The table's schema, as the derive wrote it.
    const SCHEMA: Option<&'static str> = Self::SPEC.schema();

    /// What the derive wrote of the struct.
    #[doc(hidden)]
    const SPEC: &'static TableSpec;

    /// The foreign keys: apart, because tables may refer to each other in a ring, which one
    /// constant cannot.
    #[doc(hidden)]
    const REFERENCES: &'static [Reference] = &[];

    /// What others may refer to: once more and apart, because `cargo check` evaluates this and not
    /// the rest.
    #[doc(hidden)]
    const KEYS: &'static [KeyPart] = &[];

    /// How long the lists of the definition are.
    #[doc(hidden)]
    type Lists: Definition<Self>;

    /// The table as a value.
    #[must_use]
    fn definition() -> &'static TableDef {
        <Self::Lists as Definition<Self>>::DEFINITION
    }
}

/// A column of the table `T` whose field has the type `V`.
///
/// Holds the name and nothing else: the derive writes one for each field, and each word of it costs
/// the compiler time.
pub struct Column<T, V>(&'static str, PhantomData<fn() -> (T, V)>);

/// The column called `name`: what the derive writes.
#[doc(hidden)]
#[must_use]
pub const fn column<T, V>(name: &'static str) -> Column<T, V> {
    Column(name, PhantomData)
}

impl<T, V> Column<T, V> {
    /// The column's name in the database.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.0
    }
}

impl<T: Table, V> Column<T, V> {
    /// The type that the field's Rust type has; a length or a precision that stands in an
    /// attribute is in the table's definition.
    #[must_use]
    pub const fn sql_type(&self) -> &'static SqlType {
        &T::SPEC.columns.shapes[find_column(T::SPEC.columns, self.0)].sql_type
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
