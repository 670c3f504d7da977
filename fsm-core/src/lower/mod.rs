//! Lowering: changes to the statements that make them on a dialect, with what stands before and
//! after in view, as a table of SQLite is rebuilt whole.
//! It never sends a statement and never decides what changes.
