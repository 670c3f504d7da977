use super::ColumnSpec;
use std::marker::PhantomData;

/// A struct whose fields are columns of the tables it stands in: `#[sqlx(flatten)]`. Derive it.
#[diagnostic::on_unimplemented(
    message = "the columns of `{Self}` are not known",
    label = "this field is flattened into the table",
    note = "write `#[derive(fsm_core::Embeddable)]` on `{Self}`"
)]
pub trait Embeddable {
    /// One typed constant for each column, by field name.
    type Columns;

    /// The columns, by field name.
    const COLUMNS: Self::Columns;

    /// The columns as the derive wrote them, in order.
    #[doc(hidden)]
    const SPECS: &'static [ColumnSpec];
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
