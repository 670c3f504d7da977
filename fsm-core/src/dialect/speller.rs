use super::{Capabilities, Grammar, Statement};
use crate::name::NamingConvention;
use crate::schema::{Dialect, TableName};

/// A dialect and a naming convention: what every spelling needs.
pub(crate) struct Speller<'n> {
    pub(crate) grammar: &'static dyn Grammar,
    pub(crate) naming: &'n NamingConvention,
}

impl<'n> Speller<'n> {
    pub(crate) fn new(dialect: Dialect, naming: &'n NamingConvention) -> Self {
        Self { grammar: dialect.grammar(), naming }
    }

    pub(crate) fn dialect(&self) -> Dialect {
        self.grammar.dialect()
    }

    pub(crate) fn can(&self) -> &'static Capabilities {
        self.grammar.capabilities()
    }

    pub(crate) fn identifier(&self, name: &str) -> String {
        self.grammar.identifier(name)
    }

    /// Names in quotes, in parentheses.
    pub(crate) fn identifiers<'i>(
        &self,
        names: impl IntoIterator<Item = &'i crate::schema::Str>,
    ) -> String {
        let mut list = String::from("(");
        for (at, name) in names.into_iter().enumerate() {
            if at > 0 {
                list.push_str(", ");
            }
            self.grammar.push_identifier(&mut list, name);
        }
        list.push(')');
        list
    }

    pub(crate) fn name(&self, name: &TableName) -> String {
        self.dialect().quote_name(name)
    }

    /// No statement where no statement makes a schema.
    pub(super) fn create_schema(&self, schema: &str) -> Vec<Statement> {
        // The one object that is often there before us, as `public` is on PostgreSQL.
        self.schema("create schema", schema, "CREATE SCHEMA IF NOT EXISTS")
    }

    pub(super) fn drop_schema(&self, schema: &str) -> Vec<Statement> {
        self.schema("drop schema", schema, "DROP SCHEMA")
    }

    fn schema(&self, action: &'static str, schema: &str, verb: &str) -> Vec<Statement> {
        if !self.can().create_schema {
            return Vec::new();
        }
        vec![Statement::new(action, schema, format!("{verb} {}", self.identifier(schema)))]
    }
}
