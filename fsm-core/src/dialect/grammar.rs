use super::{Capabilities, Speller, TypeRefusal};
use crate::schema::{ColumnDef, Dialect, Literal, Sql, SqlType, TableDef};
use std::borrow::Cow;

/// What a dialect makes of a column in a key or an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyPart {
    /// It takes this many bytes at most.
    Bytes(u64),
    /// It needs a prefix length.
    NeedsPrefix,
    /// It cannot stand there.
    Never,
    /// The prefix length does not fit it: it is no text, or shorter.
    WrongPrefix,
}

/// Something that a dialect cannot do: what is wrong, and what to write instead.
pub(crate) type Refusal = (String, Option<String>);

/// What differs from dialect to dialect beyond yes and no; one implementation a dialect.
pub(crate) trait Grammar: Sync {
    /// Whose grammar this is.
    fn dialect(&self) -> Dialect;

    /// What the dialect can do.
    fn capabilities(&self) -> &'static Capabilities;

    /// A name in quotes, at the end of `out`.
    fn push_identifier(&self, out: &mut String, name: &str);

    /// A name in quotes.
    fn identifier(&self, name: &str) -> String {
        let mut quoted = String::with_capacity(name.len() + 2);
        self.push_identifier(&mut quoted, name);
        quoted
    }

    /// A string constant.
    fn string(&self, text: &str) -> String;

    /// A comment.
    fn comment(&self, text: &str) -> String {
        self.string(text)
    }

    /// True or false.
    fn boolean(&self, value: bool) -> &'static str;

    /// A column type.
    fn spell_type(&self, sql_type: &SqlType) -> Result<Cow<'static, str>, TypeRefusal>;

    /// A column's whole definition, each part with a space before it, at the end of `out`, where its
    /// name stands.
    fn push_column(
        &self,
        speller: &Speller<'_>,
        table: &TableDef,
        column: &ColumnDef,
        out: &mut String,
    );

    /// A constant after `DEFAULT`.
    fn default_literal(
        &self,
        speller: &Speller<'_>,
        column: &ColumnDef,
        literal: &Literal,
    ) -> String;

    /// An expression after `DEFAULT`.
    fn default_sql(&self, speller: &Speller<'_>, column: &ColumnDef, text: &str) -> String;

    /// Whether the table's primary key stands at its column.
    fn primary_key_at_column(&self, table: &TableDef) -> bool {
        let _ = table;
        false
    }

    /// What stands between `CREATE` and `TABLE`, with a space behind it.
    fn table_prefix(&self, table: &TableDef) -> &'static str {
        let _ = table;
        ""
    }

    /// What stands behind the closing parenthesis, one option a text, and what joins them.
    fn table_options(&self, table: &TableDef) -> (Vec<String>, &'static str);

    /// The collation as it stands behind `COLLATE`.
    fn collation(&self, name: &str) -> String {
        self.identifier(name)
    }

    /// The text an author wrote for this dialect.
    fn text<'s>(&self, sql: &'s Sql) -> Option<&'s str> {
        sql.text(self.dialect())
    }

    /// What this column takes in a key or an index, with that prefix.
    fn key_part(
        &self,
        speller: &Speller<'_>,
        table: &TableDef,
        column: &ColumnDef,
        prefix: Option<u32>,
    ) -> KeyPart {
        let _ = (speller, table, column, prefix);
        KeyPart::Bytes(0)
    }

    /// What is wrong with the options this dialect has of its own.
    fn refuse_options(&self, speller: &Speller<'_>, table: &TableDef) -> Vec<Refusal>;

    /// What is wrong with a default in the author's own words.
    fn refuse_default_sql(&self, text: &str) -> Option<Refusal> {
        let _ = text;
        None
    }
}
