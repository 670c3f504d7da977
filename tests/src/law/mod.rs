//! Laws of the text that the library makes, as plain functions: property tests and fuzzers call the same.
//!
//! Each answers with what broke; none touches a database.

pub mod naming;
pub mod order;
pub mod quoting;
pub mod structure;

/// What a law answers: `Err` says what broke.
pub type Verdict = Result<(), String>;

/// Broken unless `holds`.
fn require(holds: bool, broken: impl FnOnce() -> String) -> Verdict {
    if holds { Ok(()) } else { Err(broken()) }
}
