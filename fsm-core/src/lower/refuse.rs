use crate::change::Change;
use crate::error::{Error, ErrorKind};
use crate::name::NamingConvention;
use crate::registry::Metadata;
use crate::schema::{Dialect, IndexDef, IndexKey, TableDef};
use crate::verify::verify;

/// Refuses what the dialect cannot hold after `changes`, as far as it does not stand already.
///
/// # Errors
/// [`ErrorKind::Unsupported`], and what [`Metadata::apply`] says.
pub fn refuse(
    changes: &[Change],
    before: &Metadata,
    dialect: Dialect,
    naming: &NamingConvention,
) -> Result<(), Error> {
    let before = before.clone().naming_convention(naming.clone());
    let mut target = before.clone();
    for change in changes {
        target.apply(change)?;
    }
    if dialect.capabilities().index_of_foreign_key {
        without_indexes_of_keys(&mut target)?;
    }
    let is_new = |table: &&TableDef| {
        before.table(table.name.clone()).ok().is_none_or(|was| was.definition() != *table)
    };
    let tables: Vec<&TableDef> = target.tables().filter(is_new).collect();
    let Err(error) = verify(&tables, &target, dialect) else { return Ok(()) };
    let ErrorKind::Unsupported { problems, .. } = error.kind() else { return Err(error) };
    let standing: Vec<&TableDef> = before.tables().collect();
    let known = verify(&standing, &before, dialect);
    let known = match known.as_ref().map_err(Error::kind) {
        Err(ErrorKind::Unsupported { problems, .. }) => &**problems,
        _ => &[],
    };
    if problems.iter().all(|problem| known.contains(problem)) {
        return Ok(());
    }
    Err(error)
}

/// Leaves out the indexes that are called as a foreign key of their table and are of its columns:
/// another key that used them has gone, and this one uses them again.
fn without_indexes_of_keys(metadata: &mut Metadata) -> Result<(), Error> {
    let serves = |table: &TableDef, index: &IndexDef| {
        table.foreign_keys.iter().any(|key| {
            let parts = index.columns.iter().map(|part| &part.key);
            let columns = key.columns.iter().cloned().map(IndexKey::Column);
            index.name.is_some() && index.name == key.name && columns.eq(parts.cloned())
        })
    };
    let tables: Vec<TableDef> = metadata
        .tables()
        .filter(|table| table.indexes.iter().any(|index| serves(table, index)))
        .cloned()
        .collect();
    for mut table in tables {
        let bare = table.clone();
        table.indexes.to_mut().retain(|index| !serves(&bare, index));
        metadata.replace(table.name.clone(), table)?;
    }
    Ok(())
}
