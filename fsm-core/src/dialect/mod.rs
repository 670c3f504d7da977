//! Dialects: what each can do, and how it spells names, literals, types and changes.
//! It never decides what is to be created and never touches a connection.

mod mysql;
mod postgres;
mod sqlite;
mod types;

pub use types::TypeRefusal;

use crate::change::Change;
use crate::name::NamingConvention;
use crate::schema::{Dialect, TableName};

/// One statement, and what it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Statement {
    /// What it does: `create table`, `create index`, ….
    pub action: &'static str,
    /// What it does it to, as messages name it.
    pub object: String,
    /// The statement, without a semicolon.
    pub sql: String,
}

impl Dialect {
    pub(crate) fn quote_name(self, name: &TableName) -> String {
        let quote = |part: &str| format!("\"{}\"", part.replace('"', "\"\""));
        match &name.schema {
            Some(schema) => format!("{}.{}", quote(schema), quote(&name.name)),
            None => quote(&name.name),
        }
    }

    pub(crate) fn quote_string(self, text: &str) -> String {
        format!("'{}'", text.replace('\'', "''"))
    }

    /// The statements that make `change`, in order.
    #[must_use]
    pub fn spell(self, change: &Change, naming: &NamingConvention) -> Vec<Statement> {
        let _ = (change, naming);
        Vec::new()
    }
}
