//! The statements of a metadata, for comparing two of them. The compiled program has a copy.

use fsm_core::{Dialect, Metadata, NameLimit, TableDef};

/// The statements that create the tables, with the constraints of each kind in the order of their
/// names, which is the one thing that models may change.
///
/// # Errors
/// What the dialect refuses, as text.
pub fn spelled(metadata: &Metadata, dialect: Dialect) -> Result<String, String> {
    let naming = metadata.naming().clone();
    let limit = dialect.capabilities().name_limit;
    let tables = metadata.tables().map(|table| sorted(table.clone(), &naming, limit));
    let metadata: Metadata = tables.collect();
    let metadata = metadata.naming_convention(naming.clone());
    let statements = metadata.create_all_sql(dialect).map_err(|error| error.to_string())?;
    Ok(statements.join(";\n"))
}

fn sorted(mut table: TableDef, naming: &fsm_core::NamingConvention, limit: NameLimit) -> TableDef {
    let name = table.name.clone();
    table.uniques.to_mut().sort_by_key(|unique| naming.unique(&name, unique, limit));
    table.checks.to_mut().sort_by_key(|check| naming.check(&name, check, limit));
    table.foreign_keys.to_mut().sort_by_key(|key| naming.foreign_key(&name, key, limit));
    table.indexes.to_mut().sort_by_key(|index| naming.index(&name, index, limit));
    table
}
