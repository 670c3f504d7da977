//! Names and texts, plain and hostile.
//!
//! Knows no dialect: what one refuses, `verify` takes out again.

use std::collections::BTreeSet;

use fsm_core::{Dialect, Str};

use crate::draw::Draw;

/// Beginnings of names that break quoting which is not careful. A number follows.
const HOSTILE: &[&str] = &[
    "MixedCase",
    "with space ",
    "it's",
    "double\"quote",
    "back`tick",
    "back\\slash",
    "a.b",
    "100%s %(x)s",
    "$1 ?:x",
    "-- /*",
    "); DROP TABLE x; --",
    "[brackets]",
    "Größe",
    "имя",
    "名字",
    "🦀",
    "a,b(c)",
    "1st",
    "a name that is a good deal longer than one would think fits any",
];

/// Words that mean something where they are not quoted.
const RESERVED: &[&str] = &[
    "select",
    "order",
    "TABLE",
    "user",
    "check",
    "default",
    "key",
    "references",
    "collate",
    "generated",
    "unique",
    "index",
    "null",
    "constraint",
    "primary",
    "group",
    "desc",
    "as",
    "on",
    "values",
];

/// Texts for comments, defaults and labels.
pub(crate) const TEXTS: &[&str] = &[
    "plain",
    "it's",
    "a \"quoted\" word",
    "back\\slash",
    "`ticks`",
    "100% %s",
    "two\nlines",
    "NULL",
    "CURRENT_TIMESTAMP",
    "nextval('x')",
    "-- no comment",
    "); --",
    "🦀",
    "Größe",
    " space at both ends ",
    "''",
    "'",
    "\\",
    "\\'",
    "1",
    "true",
    "(1)",
    "a,b",
    "::text",
    "E'x'",
    "?",
    "$1",
];

/// A name that is not among `taken`, not even in other letters, and then is.
pub(crate) fn name(draw: &mut Draw, plain: &str, taken: &mut BTreeSet<String>) -> Str {
    let mut number = taken.len();
    let style = draw.below(100);
    let base = draw.below(HOSTILE.len() * RESERVED.len());
    let mut name = match style {
        0..=69 => format!("{plain}{number}"),
        70..=89 => format!("{}{number}", HOSTILE[base % HOSTILE.len()]),
        _ => RESERVED[base % RESERVED.len()].to_owned(),
    };
    while !taken.insert(name.to_lowercase()) {
        number += 1;
        name = format!("{plain}{number}");
    }
    name.into()
}

/// A text; the first is plain.
pub(crate) fn text(draw: &mut Draw) -> &'static str {
    draw.one(TEXTS)
}

/// A text that is another one than `before`.
pub(crate) fn other_text(draw: &mut Draw, before: Option<&str>) -> &'static str {
    let text = text(draw);
    if before == Some(text) { "another text" } else { text }
}

/// The column as it stands in an expression: in quotes, and without them now and then where that is
/// the same.
pub(crate) fn column(draw: &mut Draw, dialect: Dialect, name: &str) -> String {
    let plain = name.len() > 1
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.ends_with(|last: char| last.is_ascii_digit())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    if plain && draw.chance(30) { name.to_owned() } else { dialect.quote_identifier(name) }
}
