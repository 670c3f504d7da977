use super::ColumnSpecs;
use std::{fmt, marker::PhantomData, ops::Deref};

/// A struct whose fields are columns of the tables it stands in: `#[sqlx(flatten)]`. Derive it.
#[diagnostic::on_unimplemented(
    message = "the columns of `{Self}` are not known",
    label = "this field is flattened into the table",
    note = "write `#[derive(fsm_core::Embeddable)]` on `{Self}`"
)]
pub trait Embeddable {
    /// One typed constant for each column, by field name.
    type Columns: 'static;

    /// The columns, by field name.
    const COLUMNS: Self::Columns;

    /// The same, by reference.
    #[doc(hidden)]
    const COLUMNS_REF: &'static Self::Columns;

    /// The columns as the derive wrote them, in order.
    #[doc(hidden)]
    const SPECS: ColumnSpecs;
}

/// The columns of a flattened struct among those of a table: `User::COLUMNS.address.city`.
///
/// A type of its own, which needs nothing of `T`: that `T` has no columns is then one error and
/// not one for each place where they would stand.
pub struct Embedded<T>(PhantomData<fn() -> T>);

impl<T> Embedded<T> {
    /// The constant form the derive writes.
    #[doc(hidden)]
    pub const NEW: Self = Self(PhantomData);
}

impl<T: Embeddable> Deref for Embedded<T> {
    type Target = T::Columns;

    fn deref(&self) -> &T::Columns {
        T::COLUMNS_REF
    }
}

impl<T> Clone for Embedded<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Embedded<T> {}

impl<T> fmt::Debug for Embedded<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Embedded")
    }
}

/// Whether a field may hold `NULL`, for types without a [`super::ColumnType`].
///
/// `FieldShape::<Option<T>>::NULLABLE` finds the inherent constant, every other type the one of
/// [`NotOptional`], which must be in scope.
#[doc(hidden)]
pub struct FieldShape<T>(PhantomData<T>);

impl<T> FieldShape<Option<T>> {
    /// An `Option` may.
    pub const NULLABLE: bool = true;
}

/// The other half of [`FieldShape`].
#[doc(hidden)]
pub trait NotOptional {
    /// Anything else may not.
    const NULLABLE: bool = false;
}

impl<T> NotOptional for FieldShape<T> {}
