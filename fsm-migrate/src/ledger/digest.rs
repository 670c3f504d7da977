use super::FORMAT;
use crate::op::Operation;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;

/// SHA-256 of a text, in hexadecimal.
pub(crate) fn digest(text: &str) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// What tells an edited revision: of its operations, in both directions. Rust code counts by the
/// name it has.
pub(crate) fn checksum(upgrade: &[Operation], downgrade: &[Operation]) -> String {
    let text = format!("{upgrade:?}\n{downgrade:?}");
    format!("{FORMAT}:{}", &digest(&text)[..32])
}
