//! The schema of the storm: tables enough that creating them takes time, with all that one schema can hold.
//!
//! Built at run time and from structs; says nothing about what is done with it.

mod built;

pub use built::{TABLES, tables};
