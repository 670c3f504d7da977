use crate::error::{Error, ErrorKind};
use crate::reflect::{Catalog, Reflected, Rows, Scope};

/// The catalog of the dialect, read whole.
pub(in crate::reflect) struct MysqlCatalog;

impl Catalog for MysqlCatalog {
    fn queries(&self, _scope: &Scope, _answers: &[Rows]) -> Vec<String> {
        Vec::new()
    }

    fn read(&self, _scope: &Scope, _answers: &[Rows]) -> Result<Reflected, Error> {
        let what = "the schema".to_owned();
        Err(ErrorKind::Catalog { what, found: "no reader".to_owned() }.into())
    }
}
