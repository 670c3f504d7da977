//! The law of order: the same tables, added in any order, are spelled with the same bytes.

use fsm_core::{Dialect, Metadata, TableDef};

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
    all_sql(&metadata)
}

/// The SQL of `metadata` on every dialect, as one text.
///
/// # Errors
/// When a dialect cannot hold it.
pub fn all_sql(metadata: &Metadata) -> Result<String, String> {
    let mut text = String::new();
    for &dialect in Dialect::ALL {
        text.extend(["-- ", dialect.key(), "\n"]);
        for sql in metadata.create_all_sql(dialect).map_err(|error| error.to_string())? {
            text.push_str(&sql);
            text.push_str(";\n");
        }
    }
    Ok(text)
}

/// Both orders lead to the same bytes.
///
/// # Errors
/// With what broke.
pub fn check(one: &[TableDef], other: &[TableDef]) -> Verdict {
    let (one, other) = (spelled(one.iter().cloned())?, spelled(other.iter().cloned())?);
    require(one == other, || format!("{one}\nand\n{other}"))
}
