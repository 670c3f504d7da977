//! Pictures.

use fsm_core::Metadata;

/// x
#[must_use]
pub fn mermaid(_metadata: &Metadata) -> String {
    String::new()
}

/// x
#[must_use]
pub fn svg(_metadata: &Metadata) -> String {
    String::new()
}
