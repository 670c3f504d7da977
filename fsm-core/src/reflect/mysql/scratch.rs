use crate::error::Error;
use crate::name::NamingConvention;
use crate::reflect::{Rows, Scratch};
use crate::schema::TableDef;

pub(super) fn make(_table: &TableDef, _naming: &NamingConvention) -> Option<Scratch> {
    None
}

pub(super) fn read(table: &TableDef, _answers: &[Rows]) -> Result<TableDef, Error> {
    Ok(table.clone())
}
