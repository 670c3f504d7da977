use super::{Reflected, Rows, Scope, mysql, postgres, sqlite};
use crate::error::Error;
use crate::name::NamingConvention;
use crate::schema::{Dialect, TableDef};

/// How a dialect's catalog is read whole: the queries, and what their answers mean.
///
/// A fixed number of queries, whatever the number of tables.
pub(crate) trait Catalog: Sync {
    /// The queries that follow on the answers so far; none once everything was asked.
    ///
    /// Called first with no answers, then with those of all queries before, in their order.
    fn queries(&self, scope: &Scope, answers: &[Rows]) -> Vec<String>;

    /// What the answers say.
    fn read(&self, scope: &Scope, answers: &[Rows]) -> Result<Reflected, Error>;

    /// How to learn in which form the server would keep the texts of `table`, a model's: by making
    /// it out of sight. `None` where the server keeps every text as it was written.
    fn scratch(&self, table: &TableDef, naming: &NamingConvention) -> Option<Scratch> {
        let _ = (table, naming);
        None
    }

    /// `table` with its texts (defaults, checks, expressions, predicates) in the form that the
    /// server answered to [`Scratch::ask`] with; columns and constraints under the same names.
    fn read_scratch(&self, table: &TableDef, answers: &[Rows]) -> Result<TableDef, Error> {
        let _ = answers;
        Ok(table.clone())
    }
}

/// A table made out of sight: temporary, or in a transaction that is rolled back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scratch {
    /// The statements that make it, in a transaction where the dialect has them for this.
    pub(crate) make: Vec<String>,
    /// The queries whose answers are read.
    pub(crate) ask: Vec<String>,
    /// The statements that take it away again; sent whether the others failed or not.
    pub(crate) clear: Vec<String>,
}

/// The catalog of a dialect.
pub(crate) fn catalog(dialect: Dialect) -> &'static dyn Catalog {
    match dialect {
        Dialect::Sqlite => &sqlite::SqliteCatalog,
        Dialect::Postgres => &postgres::PostgresCatalog,
        Dialect::Mysql => &mysql::MysqlCatalog,
    }
}
