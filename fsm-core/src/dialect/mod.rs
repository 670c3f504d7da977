//! Dialects: what each can do, and how it spells names, literals, types and changes.
//! It never decides what is to be created and never touches a connection.

mod alter;
mod alter_enum;
mod capability;
mod column;
mod constraint;
mod enum_type;
mod grammar;
mod index;
mod likeness;
mod literal;
pub(crate) mod mysql;
mod postgres;
mod rename;
mod sequence;
mod speller;
pub(crate) mod sqlite;
mod table;
mod types;

pub(crate) use alter::{Clause, Piece};
pub use capability::{
    AlterTable, Capabilities, CommentLimits, Comments, ConstraintScope, IdentityOptions,
    IndexScope, NameCase, Numbering, ReservedPrefix,
};
pub(crate) use constraint::made_on;
pub(crate) use grammar::{Grammar, KeyPart, PartitionPart, Refusal, RowSize, Unlike};
pub(crate) use likeness::{Altered, InTheWay, Likeness};
pub(crate) use postgres::{canonical as canonical_postgres_type, read_type as read_postgres_type};
pub(crate) use speller::Speller;
pub use types::TypeRefusal;

use crate::change::Change;
use crate::error::{Error, ErrorKind};
use crate::name::NamingConvention;
use crate::schema::{Dialect, Literal, TableName};
use std::str::FromStr;

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
    /// Whether no other statement needs what it makes, so that it may come after all of them.
    pub(crate) leaf: bool,
}

impl Statement {
    pub(crate) fn new(action: &'static str, object: impl Into<String>, sql: String) -> Self {
        Self { action, object: object.into(), sql, leaf: false }
    }

    /// The same statement as one that no other needs.
    pub(crate) fn leaf(self, leaf: bool) -> Self {
        Self { leaf, ..self }
    }
}

/// As [`Dialect::from_key`], for configuration and command lines.
impl FromStr for Dialect {
    type Err = Error;

    /// # Errors
    /// [`ErrorKind::UnknownDialect`] if `word` is none of the names, which are in small letters.
    fn from_str(word: &str) -> Result<Self, Error> {
        Self::from_key(word)
            .ok_or_else(|| ErrorKind::UnknownDialect { word: word.to_owned() }.into())
    }
}

impl Dialect {
    /// What the dialect spells by. The one place that says which code a dialect has.
    pub(crate) fn grammar(self) -> &'static dyn Grammar {
        match self {
            Self::Sqlite => &sqlite::Sqlite,
            Self::Postgres => &postgres::Postgres,
            Self::Mysql => &mysql::Mysql,
        }
    }

    /// What the dialect can do.
    #[must_use]
    pub fn capabilities(self) -> &'static Capabilities {
        self.grammar().capabilities()
    }

    /// `name` in the dialect's quotes, whatever it holds.
    #[must_use]
    pub fn quote_identifier(self, name: &str) -> String {
        self.grammar().identifier(name)
    }

    /// The name of a table or another object of a schema, each part in the dialect's quotes.
    #[must_use]
    pub fn quote_name(self, name: &TableName) -> String {
        match &name.schema {
            Some(schema) => {
                format!("{}.{}", self.quote_identifier(schema), self.quote_identifier(&name.name))
            }
            None => self.quote_identifier(&name.name),
        }
    }

    /// A constant as the dialect writes it, whatever it holds.
    #[must_use]
    pub fn quote_literal(self, literal: &Literal) -> String {
        literal::spell(self.grammar(), literal)
    }

    /// A string constant as the dialect writes it, whatever it holds.
    #[must_use]
    pub fn quote_string(self, text: &str) -> String {
        self.grammar().string(text)
    }

    /// The statements that make `change`, in order.
    ///
    /// Nothing is refused here: what a dialect cannot do (see `verify`) comes out as a statement
    /// that the database refuses, and what it does without a statement as none. A change by itself
    /// does not say all: where a table has to be made anew, where an index or a foreign key is in
    /// the way, [`lower`](fn@crate::lower) knows, which sees what stands before and after.
    #[must_use]
    pub fn spell(self, change: &Change, naming: &NamingConvention) -> Vec<Statement> {
        let speller = Speller::new(self, naming);
        match change {
            Change::CreateSchema { schema } => speller.create_schema(schema),
            Change::DropSchema { schema } => speller.drop_schema(schema),
            Change::CreateEnum { def } => vec![speller.create_enum(def)],
            Change::DropEnum { def } => vec![speller.drop_enum(def)],
            Change::CreateTable { table } => speller.create_table(table),
            Change::DropTable { table } => vec![speller.drop_table(table)],
            Change::CreateSequence { def } => speller.create_sequence(def),
            Change::DropSequence { def } => vec![speller.drop_sequence(def)],
            Change::AlterSequence { before, after } => speller.alter_sequence(before, after),
            Change::CreateIndex { table, index } => speller.create_index(table, index),
            Change::DropIndex { table, index } => vec![speller.drop_index(table, index)],
            Change::RenameTable { before, after } => speller.rename_table(before, after),
            Change::RenameEnum { before, after } => speller.rename_enum(before, after),
            Change::RenameEnumLabel { name, columns, before, after } => {
                speller.grammar.rename_label(&speller, name, columns, before, after)
            }
            Change::AlterEnum { columns, before, after } => {
                speller.grammar.alter_enum(&speller, before, after, columns)
            }
            Change::AddColumn { table, .. }
            | Change::DropColumn { table, .. }
            | Change::AlterColumn { table, .. }
            | Change::RenameColumn { table, .. }
            | Change::AddPrimaryKey { table, .. }
            | Change::DropPrimaryKey { table, .. }
            | Change::AddUnique { table, .. }
            | Change::DropUnique { table, .. }
            | Change::AddCheck { table, .. }
            | Change::DropCheck { table, .. }
            | Change::AddForeignKey { table, .. }
            | Change::DropForeignKey { table, .. }
            | Change::RenameConstraint { table, .. }
            | Change::RenameIndex { table, .. }
            | Change::SetTableComment { table, .. }
            | Change::SetTableOptions { table, .. } => {
                speller.altered(table, speller.pieces(change))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::error::ErrorKind;
    use crate::schema::Dialect;

    #[test]
    fn a_dialect_is_parsed_from_the_words_that_urls_and_attributes_use() {
        for (word, dialect) in [
            ("sqlite", Dialect::Sqlite),
            ("postgres", Dialect::Postgres),
            ("postgresql", Dialect::Postgres),
            ("mysql", Dialect::Mysql),
            ("mariadb", Dialect::Mysql),
        ] {
            assert_eq!(word.parse::<Dialect>().unwrap(), dialect);
        }
        for dialect in Dialect::ALL {
            assert_eq!(dialect.key().parse::<Dialect>().unwrap(), *dialect);
        }
    }

    #[test]
    fn a_word_that_is_no_dialect_is_named_with_what_there_is() {
        for word in ["", "oracle", "SQLite", "postgres:"] {
            let refused = word.parse::<Dialect>().unwrap_err();
            assert!(matches!(refused.kind(), ErrorKind::UnknownDialect { .. }), "{refused}");
            assert_eq!(refused.to_string(), format!("no dialect is called `{word}`"));
            assert!(refused.help().unwrap().contains("`mariadb`"));
        }
    }
}
