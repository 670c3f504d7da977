//! The metadata that source is made of: the cases of the dialects, and some of the source's own.

use fsm_core::Metadata;

/// Every case, by name.
pub fn all() -> Vec<(String, Metadata)> {
    fsm_tests::ddl_cases::cases().into_iter().map(|(name, metadata)| (name.to_owned(), metadata)).collect()
}
