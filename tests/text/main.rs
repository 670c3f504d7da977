//! Tests of text: they need no database.

mod ddl;
