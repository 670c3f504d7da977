//! What stands in a database: the query that asks, and the reading of its answer into a value.
//! It never compares, never changes anything, and sends nothing itself: `exec` holds the connection.

mod existing;
mod kinds;
mod mysql;
mod name_case;
mod parts;
mod postgres;
mod referring;
#[cfg_attr(
    not(any(feature = "sqlite", feature = "postgres", feature = "mysql")),
    allow(dead_code, reason = "without a database nothing is read")
)]
mod rows;
mod sqlite;
mod unused;

pub(crate) use existing::{Existing, Look};
pub(crate) use name_case::NameCase;
pub(crate) use parts::{Parts, parts_query};
pub(crate) use referring::referring_query;
pub(crate) use rows::Rows;
pub(crate) use unused::unused_enums_query;
