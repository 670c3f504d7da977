//! Cases that show a fault which is not mended yet, each with what is wrong.
//!
//! A case that stands here has to fail; one that holds again makes its test fail until its line is taken out.

use fsm_core::Dialect;

/// The case, where, and what is wrong.
pub(crate) const KNOWN: &[(&str, Dialect, &str)] = &[
    (
        "identity_all_options",
        Dialect::Postgres,
        "the server refuses limits that leave out the number the sequence stands at, used or not",
    ),
    (
        "sequence_counts_down",
        Dialect::Postgres,
        "limits and first number follow the direction in the model, and not on the server",
    ),
    (
        "serial_becomes_identity_always",
        Dialect::Postgres,
        "a serial column is altered as if it were an identity column",
    ),
    (
        "serial_becomes_a_plain_number",
        Dialect::Postgres,
        "a serial column is altered as if it were an identity column",
    ),
    (
        "serial_becomes_wider",
        Dialect::Postgres,
        "the sequence of a serial column keeps its type, and is no longer known as the column's",
    ),
    (
        "rename_tables_that_swap",
        Dialect::Postgres,
        "names of constraints and indexes that change places are not parked",
    ),
    (
        "schema_table_moved_by_the_caller",
        Dialect::Sqlite,
        "a table is not moved from one file to another, which is not refused either",
    ),
    (
        "spelled_check_parentheses",
        Dialect::Sqlite,
        "parentheses inside of a condition that mean nothing are taken for a difference",
    ),
    (
        "strict_added",
        Dialect::Sqlite,
        "taking back STRICT does not bring back the declared types that it has no words for",
    ),
];

/// What is known to be wrong with a case.
pub(crate) fn known(name: &str, dialect: Dialect) -> Option<&'static str> {
    KNOWN.iter().find(|(case, on, _)| *case == name && *on == dialect).map(|(.., reason)| *reason)
}
