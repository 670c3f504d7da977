//! SQLite.
//! It never decides what is to be created.

pub(super) mod types;
