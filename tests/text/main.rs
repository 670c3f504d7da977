//! Tests of text: they need no database.

mod capabilities;
mod ddl;
