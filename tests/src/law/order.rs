//! The law of order: the same tables, added in any order, are spelled with the same bytes.

use fsm_core::{Dialect, Metadata, TableDef};

use super::structure::statements;
use super::{Verdict, require};

/// The SQL of `tables` on every dialect, as one text.
///
/// # Errors
/// When two of them have one name.
pub fn spelled(tables: impl IntoIterator<Item = TableDef>) -> Result<String, String> {
    let mut metadata = Metadata::new();
    for table in tables {
        metadata.add(table).map_err(|error| error.to_string())?;
    }
    Ok(all_sql(&metadata))
}

/// The SQL of `metadata` on every dialect, as one text.
#[must_use]
pub fn all_sql(metadata: &Metadata) -> String {
    let tables: Vec<TableDef> = metadata.tables().cloned().collect();
    let mut text = String::new();
    for &dialect in Dialect::ALL {
        text.push_str(&format!("-- {dialect}\n"));
        for statement in statements(dialect, &tables) {
            text.push_str(&statement.sql);
            text.push_str(";\n");
        }
    }
    text
}

/// Both orders lead to the same bytes.
///
/// # Errors
/// With what broke.
pub fn check(one: &[TableDef], other: &[TableDef]) -> Verdict {
    let (one, other) = (spelled(one.iter().cloned())?, spelled(other.iter().cloned())?);
    require(one == other, || format!("{one}\nand\n{other}"))
}
