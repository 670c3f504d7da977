use super::{ColumnShape, ColumnSpecs, KeyPart, TableSpec};

/// Refuses a model while it compiles, in words that name its parts.
///
/// Costs nothing unless it is called: the text is put together by the evaluation that fails.
///
/// # Panics
/// Always, with the words one after the other.
#[track_caller]
pub(super) const fn refuse(words: &[&str]) -> ! {
    refuse_list(words, &[])
}

/// The same, with words that were put together apart.
///
/// # Panics
/// Always.
#[track_caller]
#[allow(clippy::panic, reason = "evaluated while the model compiles, to refuse it there")]
pub(super) const fn refuse_list(words: &[&str], more: &[&str]) -> ! {
    const LIMIT: usize = 1024;
    let mut text = [0; LIMIT];
    let (mut word, mut at) = (0, 0);
    while word < words.len() + more.len() {
        let bytes = if word < words.len() {
            words[word].as_bytes()
        } else {
            more[word - words.len()].as_bytes()
        };
        let mut i = 0;
        // A name that does not fit is left out rather than cut inside a character.
        while at + bytes.len() <= LIMIT && i < bytes.len() {
            text[at + i] = bytes[i];
            i += 1;
        }
        at += i;
        word += 1;
    }
    match std::str::from_utf8(text.split_at(at).0) {
        Ok(text) => panic!("{}", text),
        Err(_) => panic!("this model is refused"),
    }
}

/// Stands in for the columns of a struct whose derive failed: one that pairs with every other.
#[doc(hidden)]
pub const NO_COLUMNS: ColumnSpecs = ColumnSpecs {
    names: &[""],
    shapes: &[&ColumnShape { sql_type: super::SqlType::custom_const(""), nullable: true }],
    options: &[],
};

/// Stands in for a struct whose derive failed.
#[doc(hidden)]
pub const NO_SPEC: &TableSpec =
    &TableSpec { name: "", columns: NO_COLUMNS, parts: &[], place: ("", "", 0) };

/// Stands in for the keys of a struct whose derive failed: any foreign key may refer to it.
#[doc(hidden)]
pub const NO_KEYS: &[KeyPart] = &[(0, "", NO_COLUMNS.shapes[0])];

/// Puts a value in the place of one that is known to own nothing, which a constant cannot drop.
pub(super) const fn put<T>(place: &mut T, value: T) {
    let _ = std::mem::ManuallyDrop::new(std::mem::replace(place, value));
}
