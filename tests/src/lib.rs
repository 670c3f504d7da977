//! Integration tests across crates and databases.
