//! The texts that `sqlite_schema` keeps, as values: what `CREATE TABLE` and `CREATE INDEX` say
//! beyond what the pragmas tell.
//! It never guesses: on anything it does not understand, it says where.

mod constraint;
mod cursor;
mod foreign_key;
mod index;
mod table;

pub(super) use constraint::{Constraint, KeyPart, Rule};
pub(super) use foreign_key::Reference;
pub(super) use index::{IndexPart, IndexText};
pub(super) use table::{ColumnText, TableText};

#[cfg(test)]
mod tests;
