//! Placeholder.
use fsm_tests::Case;
pub(crate) fn cases() -> Vec<Case> { Vec::new() }
