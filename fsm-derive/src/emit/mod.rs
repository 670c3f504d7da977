//! Writes the code: constants, one registration, one trait implementation.
//! It never fails: what it is given was checked.

mod column;
mod constraint;
mod foreign_key;
mod part;
mod skeleton;
mod sql_enum;
mod states;
mod table;

pub(crate) use skeleton::{embeddable_skeleton, sql_enum_skeleton, table_skeleton};
pub(crate) use sql_enum::sql_enum;
pub(crate) use states::{states, states_skeleton};
pub(crate) use table::{embeddable, table};
