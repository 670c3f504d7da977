//! Cases that show a fault which is not mended yet, each with what is wrong.
//!
//! A case that stands here has to fail; one that holds again makes its test fail until its line is taken out.

use fsm_core::Dialect;

/// The case, where, and what is wrong.
pub(crate) const KNOWN: &[(&str, Dialect, &str)] = &[];

/// What is known to be wrong with a case.
pub(crate) fn known(name: &str, dialect: Dialect) -> Option<&'static str> {
    KNOWN.iter().find(|(case, on, _)| *case == name && *on == dialect).map(|(.., reason)| *reason)
}
