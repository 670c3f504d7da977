use crate::change::Change;
use crate::error::{Error, ErrorKind};
use crate::name::NamingConvention;
use crate::registry::Metadata;
use crate::schema::{Dialect, TableDef};
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
