//! What stands in a database: the query that asks, and the reading of its answer into a value.
//! It never compares, never changes anything, and sends nothing itself: `exec` holds the connection.

mod catalog;
mod existing;
mod kinds;
mod mysql;
mod name_case;
mod postgres;
mod referring;
mod reflected;
#[cfg_attr(
    not(any(feature = "sqlite", feature = "postgres", feature = "mysql")),
    allow(dead_code, reason = "without a database nothing is read")
)]
mod rows;
mod scope;
mod sqlite;
mod unused;

pub(crate) use catalog::{Catalog, Scratch, catalog};
pub(crate) use existing::{Existing, Look};
pub(crate) use name_case::NameCase;
pub(crate) use referring::referring_query;
pub use reflected::{Flaw, Reflected, Unmanaged};
pub use rows::{Row, Rows};
pub use scope::Scope;
pub(crate) use unused::unused_enums_query;
