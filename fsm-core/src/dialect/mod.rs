//! Dialects: what each can do, and how it spells names, literals, types and changes.
//! It never decides what is to be created and never touches a connection.

use crate::change::Change;
use crate::name::NamingConvention;
use crate::schema::Dialect;

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
    /// The statements that make `change`, in order.
    #[must_use]
    pub fn spell(self, change: &Change, naming: &NamingConvention) -> Vec<Statement> {
        let _ = (change, naming);
        Vec::new()
    }
}
