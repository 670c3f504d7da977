//! A conversation's data as text: written from what serializes, checked before it is sent, and read
//! back into what deserializes.
//! It never touches a connection and never decides which conversation it is.

mod finite;
mod read;
mod scan;
mod write;

pub use read::Data;
pub(crate) use read::{kind, object, typed, value};
pub(crate) use write::{Written, has_path, path, write};

/// How many bytes a text of a key or a state may have: what the columns hold.
pub(crate) const TEXT_LIMIT: usize = 255;

use crate::error::ErrorKind;

/// Refuses what a column of text does not hold as it is.
pub(crate) fn check_text(part: &'static str, text: &str) -> Result<(), ErrorKind> {
    if text.len() > TEXT_LIMIT {
        return Err(ErrorKind::TooLong { part, bytes: text.len(), limit: TEXT_LIMIT });
    }
    if text.contains('\0') {
        return Err(ErrorKind::Nul { part });
    }
    Ok(())
}
