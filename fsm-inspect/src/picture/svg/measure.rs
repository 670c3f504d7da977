//! How large texts and boxes are.
//! It never places one.

use crate::picture::diagram::{Attribute, Entity};

/// A letter of the fixed-width font, in tenths of a pixel, a little wider than most of them are.
const LETTER: i32 = 73;
/// The same of the bold name of a table.
const BOLD: i32 = 83;
/// The band with the table's name.
pub(super) const HEADER: i32 = 30;
/// A column.
pub(super) const ROW: i32 = 22;
/// Below the last column.
pub(super) const FOOT: i32 = 6;
/// Left and right of texts.
pub(super) const PAD: i32 = 10;
/// The marks of keys, left of the names.
pub(super) const MARKS: i32 = 30;
/// The same where a column has two of them.
pub(super) const WIDE_MARKS: i32 = 46;
/// Between a column's name and its type.
const BETWEEN: i32 = 18;
/// Longer names and types are cut, and shown whole where one points at them.
const LONGEST: usize = 36;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: i32,
    pub(super) height: i32,
    /// The room of the marks.
    pub(super) marks: i32,
}

pub(super) fn entity(entity: &Entity) -> Size {
    let marks = if entity.attributes.iter().any(|attribute| marks(attribute).len() > 1) {
        WIDE_MARKS
    } else if entity.attributes.iter().any(|attribute| !marks(attribute).is_empty()) {
        MARKS
    } else {
        0
    };
    let row = |attribute: &Attribute| {
        let (name, type_name) = (shown(&attribute.name), shown(&typed(attribute)));
        marks + width(&name, LETTER) + BETWEEN + width(&type_name, LETTER)
    };
    let rows = entity.attributes.iter().map(row).max().unwrap_or(0);
    let title = width(&shown(&entity.name.to_string()), BOLD);
    let count = i32::try_from(entity.attributes.len()).unwrap_or(i32::MAX / ROW / 2);
    Size {
        width: rows.max(title).max(110) + 2 * PAD,
        height: if count == 0 { HEADER } else { HEADER + count * ROW + FOOT },
        marks,
    }
}

/// The keys that a column is part of: at most two, the primary one first.
pub(super) fn marks(attribute: &Attribute) -> Vec<&'static str> {
    let marks = [
        attribute.primary.then_some("PK"),
        attribute.foreign.then_some("FK"),
        (attribute.unique && !attribute.primary).then_some("UK"),
    ];
    marks.into_iter().flatten().take(2).collect()
}

/// A column's type, with a mark where it may be null.
pub(super) fn typed(attribute: &Attribute) -> String {
    let mark = if attribute.nullable { "?" } else { "" };
    format!("{}{mark}", attribute.type_name)
}

/// A text in one line, cut where it is long.
pub(super) fn shown(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { '\u{b7}' } else { c }).collect();
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST - 1).chain(['\u{2026}']).collect()
}

fn width(text: &str, letter: i32) -> i32 {
    // Beyond the alphabets of Europe, letters are as wide as two.
    let letters: i32 = text.chars().map(|c| if u32::from(c) < 0x1100 { 1 } else { 2 }).sum();
    (letters * letter + 9) / 10
}

/// The middle of the row of the column at `at`, from the top of its box.
pub(super) fn row_middle(at: usize) -> i32 {
    HEADER + i32::try_from(at).unwrap_or(0) * ROW + ROW / 2
}
