//! What tests across crates and databases stand on: servers, a database for each test, suites for every dialect.
//!
//! Holds no tests itself, and nothing that a published crate may depend on.

pub mod catalog;
pub mod compiled;
mod database;
pub mod ddl_cases;
#[cfg(doctest)]
mod guide;
pub mod hostile;
pub mod law;
pub mod lexer;
pub mod load;
pub mod model;
pub mod rendered;
pub mod schemas;
pub mod server;
mod suite;

pub use database::{PREFIX, TestDatabase, TestPool, leftover};
pub use suite::{Case, Suite, TestResult};
