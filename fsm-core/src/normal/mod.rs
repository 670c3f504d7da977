//! Normal forms: when two spellings of a type, a default, a check, an index expression or a
//! generated column are the same to a dialect.
//! It never decides that two things differ where it cannot tell, and never asks a database.

use crate::schema::{Dialect, ReferentialAction, TableDef};

/// Whether two texts mean the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sameness {
    /// They do, for certain.
    Same,
    /// They do not, for certain: constants that differ, types that differ.
    Different,
    /// The texts alone do not tell: the server has to be asked for the form it keeps.
    Unknown,
    /// Nobody can tell: the catalog does not show all of the text that stands.
    Hidden,
}

/// What a dialect knows about spellings; one implementation a dialect.
pub(crate) trait NormalForm: Sync {
    /// The one spelling of a type that the dialect takes for the same as `text`: `int4` and
    /// `INTEGER` alike.
    fn type_name(&self, text: &str) -> String;

    /// Whether two texts after `DEFAULT` of a column of the type `type_name` (in normal form) give
    /// the same value.
    fn default(&self, type_name: &str, one: &str, other: &str) -> Sameness;

    /// Whether two expressions (check, predicate, generated column, index key) are the same.
    fn expression(&self, one: &str, other: &str) -> Sameness;

    /// The same, where the types of the columns are known: `type_of` answers with that of a column.
    /// A dialect whose server writes conversions into an expression can tell more by them.
    fn expression_of(
        &self,
        type_of: &dyn Fn(&str) -> Option<String>,
        one: &str,
        other: &str,
    ) -> Sameness {
        let _ = type_of;
        self.expression(one, other)
    }

    /// The one of the actions of a foreign key that the dialect takes for the same.
    fn action(&self, action: Option<ReferentialAction>) -> ReferentialAction {
        action.unwrap_or(ReferentialAction::NoAction)
    }

    /// The method of an index on `table`, in small letters; `None` if it is what an index has
    /// anyway.
    fn index_method(&self, table: &TableDef, method: Option<&str>) -> Option<String> {
        let _ = table;
        method.map(str::to_ascii_lowercase).filter(|method| method != "btree")
    }

    /// Whether the model's options of the table are those of the reflected one, as far as they are
    /// this dialect's.
    fn options(&self, model: &TableDef, reflected: &TableDef) -> bool {
        model.options == reflected.options
    }

    /// Whether the collations of a column are the same, each as it is written at the column of its
    /// table: the model's first.
    fn collation(
        &self,
        (_, model): (&TableDef, Option<&str>),
        (_, reflected): (&TableDef, Option<&str>),
    ) -> bool {
        model == reflected
    }
}

/// The normal forms of a dialect.
pub(crate) fn normal_form(dialect: Dialect) -> &'static dyn NormalForm {
    match dialect {
        Dialect::Sqlite => &sqlite::SqliteForm,
        Dialect::Postgres => &postgres::PostgresForm,
        Dialect::Mysql => &mysql::MysqlForm,
    }
}

mod expression;
mod mysql;
mod postgres;
pub(crate) mod sqlite;
