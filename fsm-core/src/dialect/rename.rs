use super::{Speller, Statement};
use crate::schema::TableName;

impl Speller<'_> {
    /// A table gets another name, another schema, or both.
    pub(crate) fn rename_table(&self, before: &TableName, after: &TableName) -> Vec<Statement> {
        self.grammar.move_object(self, "TABLE", before, after)
    }

    /// A native enum gets another name, another schema, or both.
    pub(crate) fn rename_enum(&self, before: &TableName, after: &TableName) -> Vec<Statement> {
        self.grammar.move_object(self, "TYPE", before, after)
    }
}
