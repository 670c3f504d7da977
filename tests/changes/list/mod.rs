//! The cases, by theme; each list is one expression, however long, so that a case is found where it is named.

#![allow(clippy::too_many_lines, reason = "a list of cases is read line by line")]

mod checks;
mod columns;
mod defaults;
mod enums;
mod foreign_keys;
mod generated;
mod indexes;
mod numbering;
mod primary_keys;
mod renames;
mod schemas;
mod sequences;
mod spelled;
mod spelled_parts;
mod tables;
mod texts;
mod types;
mod uniques;

use crate::case::Case;

/// Every case, under the name of its theme.
pub(crate) fn themes() -> Vec<(&'static str, Vec<Case>)> {
    vec![
        ("changes::checks", checks::cases()),
        ("changes::columns", columns::cases()),
        ("changes::defaults", defaults::cases()),
        ("changes::enums", enums::cases()),
        ("changes::foreign_keys", foreign_keys::cases()),
        ("changes::generated", generated::cases()),
        ("changes::indexes", indexes::cases()),
        ("changes::numbering", numbering::cases()),
        ("changes::primary_keys", primary_keys::cases()),
        ("changes::renames", renames::cases()),
        ("changes::schemas", schemas::cases()),
        ("changes::sequences", sequences::cases()),
        ("changes::spelled", spelled::cases()),
        ("changes::spelled_parts", spelled_parts::cases()),
        ("changes::tables", tables::cases()),
        ("changes::texts", texts::cases()),
        ("changes::types", types::cases()),
        ("changes::uniques", uniques::cases()),
    ]
}
