use super::{ColumnShape, ElementType, SqlType};

/// A Rust type that a column can have.
///
/// Implemented for every type that sqlx binds and fetches. A type of your own takes the column
/// type of what it wraps, and with it a `Vec` of your type is an array:
///
/// ```
/// # use fsm_core::{ColumnType, SqlType};
/// struct UserId(i64);
///
/// impl ColumnType for UserId {
///     const TYPE: SqlType = <i64 as ColumnType>::TYPE;
/// }
/// ```
///
/// `std::time::Duration`, `chrono::TimeDelta` and `time::Duration` have none: sqlx binds them on
/// PostgreSQL without fetching them, and fetches them on MySQL without binding them. Use
/// `PgInterval` or `MySqlTime`, or a number of seconds.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no column type",
    label = "no column type is known for this field's type",
    note = "write `#[derive(fsm_core::SqlEnum)]` on an enum of your own, or implement `fsm_core::ColumnType`: `const TYPE: SqlType = <i64 as ColumnType>::TYPE;`",
    note = "or say what the database calls it: `#[column(sql_type = \"..\")]`, or leave the field out: `#[column(skip)]`",
    note = "the types of chrono, uuid, time, rust_decimal, serde_json and others need the feature of that name, as in sqlx"
)]
pub trait ColumnType {
    /// The column's type.
    const TYPE: SqlType;

    /// Whether the column may hold `NULL`: true for `Option<T>`.
    const NULLABLE: bool = false;

    /// Both, by reference: what the derive reads.
    #[doc(hidden)]
    const SHAPE: &'static ColumnShape =
        &ColumnShape { sql_type: Self::TYPE, nullable: Self::NULLABLE };

    /// The column type of a `Vec<Self>`: an array of this type, except that a `Vec<u8>` is bytes.
    #[doc(hidden)]
    const LIST: SqlType = SqlType::Array(ElementType::Static(&Self::TYPE));

    /// The column type of a `[Self; N]`.
    #[doc(hidden)]
    const FIXED_LIST: SqlType = Self::LIST;
}
