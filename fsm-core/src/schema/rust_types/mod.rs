//! Which column type each Rust type has: every type that sqlx binds and fetches, and no other.
//! It never says how a dialect spells a type, or whether it has it.

mod binary;
mod boolean;
#[cfg(feature = "chrono")]
mod chrono;
#[cfg(any(feature = "bigdecimal", feature = "rust_decimal"))]
mod decimal;
mod floats;
mod integers;
#[cfg(feature = "json")]
mod json;
#[cfg(feature = "mysql")]
mod mysql;
mod network;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "postgres")]
mod ranges;
mod text;
#[cfg(feature = "time")]
mod time;
#[cfg(feature = "uuid")]
mod uuid;
mod wrappers;

macro_rules! column_types {
    ($($(#[$attr:meta])* $rust:ty => $sql:expr;)*) => {$(
        $(#[$attr])*
        #[diagnostic::do_not_recommend]
        impl $crate::schema::ColumnType for $rust {
            const TYPE: $crate::schema::SqlType = $sql;
        }
    )*};
}
use column_types;
