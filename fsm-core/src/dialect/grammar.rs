use super::{Capabilities, Clause, Piece, Speller, Statement, TypeRefusal};
use crate::change::{ConstraintKind, EnumColumn};
use crate::schema::{
    ColumnDef, Dialect, EnumDef, ForeignKeyDef, IndexDef, Literal, Sql, SqlType, TableDef,
    TableName, TableOptions,
};
use std::borrow::Cow;

/// What a dialect makes of a column in a key or an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyPart {
    /// It takes this many bytes at most.
    Bytes(u64),
    /// It needs a prefix length.
    NeedsPrefix,
    /// It takes more than this many bytes, which is what the row format allows.
    TooLong(u64),
    /// It cannot stand there.
    Never,
    /// The prefix length does not fit it: it is no text, or shorter.
    WrongPrefix,
}

/// Something that a dialect cannot do: what is wrong, and what to write instead.
pub(crate) type Refusal = (String, Option<String>);

/// What a row takes at least of a place that is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RowSize {
    /// What its columns take.
    pub(crate) bytes: u64,
    /// What there is.
    pub(crate) limit: u64,
    /// Which place.
    pub(crate) place: &'static str,
    /// What to write instead.
    pub(crate) help: &'static str,
}

/// A part of what the rows of a table are parted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PartitionPart {
    /// A column, by name.
    Column(String),
    /// Anything else.
    Expression,
}

/// Two columns of text that compare differently: how each does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unlike {
    /// The column that refers.
    pub(crate) here: String,
    /// The column referred to.
    pub(crate) there: String,
}

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

    /// The type of a column as it stands in its table: what the table or its key make of
    /// [`Speller::declared_type`].
    fn column_type<'c>(
        &self,
        speller: &Speller<'_>,
        table: &TableDef,
        column: &'c ColumnDef,
    ) -> Cow<'c, str> {
        let _ = table;
        speller.declared_type(column)
    }

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

    /// What a row of the table takes, where a table is limited by it.
    fn row_sizes(&self, speller: &Speller<'_>, table: &TableDef) -> Vec<RowSize> {
        let _ = (speller, table);
        Vec::new()
    }

    /// What keeps the table from referring to the other, whatever the columns are; `None` for a
    /// table that is not known.
    fn refuse_reference(&self, table: &TableDef, target: Option<&TableDef>) -> Vec<Refusal> {
        let _ = (table, target);
        Vec::new()
    }

    /// What keeps the foreign key from referring to the table, though columns and types fit.
    fn refuse_foreign_key(
        &self,
        table: &TableDef,
        key: &ForeignKeyDef,
        target: &TableDef,
    ) -> Vec<Refusal> {
        let _ = (table, key, target);
        Vec::new()
    }

    /// The sequences that the database makes for the table, by the names it gives them.
    fn sequences(&self, table: &TableDef) -> Vec<String> {
        let _ = table;
        Vec::new()
    }

    /// What the rows of the table are parted by, each of which every key must hold.
    fn partition_key(&self, table: &TableDef) -> Vec<PartitionPart> {
        let _ = table;
        Vec::new()
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

    /// The form in which labels of an enum are equal that are one in this column.
    fn fold_label<'l>(&self, table: &TableDef, column: &ColumnDef, label: &'l str) -> Cow<'l, str> {
        let _ = (table, column);
        self.capabilities().label_case.fold(label)
    }

    /// Whether a column of the one type can refer to one of the other.
    fn pairs(&self, here: &SqlType, there: &SqlType) -> bool {
        here.pairs_with(there)
    }

    /// Why the one column cannot refer to the other, though their types pair.
    fn unlike(
        &self,
        speller: &Speller<'_>,
        here: (&TableDef, &ColumnDef),
        there: (&TableDef, &ColumnDef),
    ) -> Option<Unlike> {
        let _ = (speller, here, there);
        None
    }

    /// What the method or the kind of an index does not do.
    fn refuse_index(
        &self,
        speller: &Speller<'_>,
        table: &TableDef,
        index: &IndexDef,
    ) -> Vec<Refusal> {
        let _ = (speller, table, index);
        Vec::new()
    }

    /// What is wrong with the options this dialect has of its own.
    fn refuse_options(&self, speller: &Speller<'_>, table: &TableDef) -> Vec<Refusal>;

    /// What is wrong with a default in the author's own words.
    fn refuse_default_sql(&self, text: &str) -> Option<Refusal> {
        let _ = text;
        None
    }

    /// A column becomes another of the same name; each says by itself whether it is numbered and
    /// whether it holds `NULL`.
    fn alter_column(
        &self,
        speller: &Speller<'_>,
        table: &TableName,
        before: &ColumnDef,
        after: &ColumnDef,
    ) -> Vec<Piece>;

    /// The clause by which a constraint goes.
    fn drop_constraint(&self, kind: ConstraintKind, name: &str) -> String;

    /// A constraint gets another name; nothing where it has none, or where it has to be made anew.
    fn rename_constraint(
        &self,
        speller: &Speller<'_>,
        table: &TableName,
        kind: ConstraintKind,
        before: &str,
        after: &str,
    ) -> Vec<Piece>;

    /// An index gets another name.
    fn rename_index(
        &self,
        speller: &Speller<'_>,
        table: &TableName,
        before: &str,
        after: &str,
    ) -> Piece;

    /// The options of a table become others.
    fn alter_options(
        &self,
        speller: &Speller<'_>,
        table: &TableName,
        before: &TableOptions,
        after: &TableOptions,
    ) -> Vec<Piece>;

    /// A table or a type gets another name, another schema, or both.
    fn move_object(
        &self,
        speller: &Speller<'_>,
        what: &'static str,
        before: &TableName,
        after: &TableName,
    ) -> Vec<Statement>;

    /// A label gets another name, in the type and in the rows.
    fn rename_label(
        &self,
        speller: &Speller<'_>,
        name: &TableName,
        columns: &[EnumColumn],
        before: &str,
        after: &str,
    ) -> Vec<Statement>;

    /// An enum's labels become others.
    fn alter_enum(
        &self,
        speller: &Speller<'_>,
        before: &EnumDef,
        after: &EnumDef,
        columns: &[EnumColumn],
    ) -> Vec<Statement>;

    /// The clause that gives a column another definition, and another name if `before` is one;
    /// `None` where a column is altered part by part.
    fn redefine_column(
        &self,
        speller: &Speller<'_>,
        table: &TableName,
        before: &str,
        after: &ColumnDef,
    ) -> Option<Clause> {
        let _ = (speller, table, before, after);
        None
    }

    /// What gives rows a value that hold `NULL` in a column that no longer may, before it is
    /// redefined.
    fn fill_column(
        &self,
        speller: &Speller<'_>,
        table: &TableName,
        before: &ColumnDef,
        after: &ColumnDef,
    ) -> Option<Statement> {
        let _ = (speller, table, before, after);
        None
    }

    /// What gives rows another label, before their column is redefined.
    fn relabel_rows(
        &self,
        speller: &Speller<'_>,
        table: &TableDef,
        column: &ColumnDef,
        before: &str,
        after: &str,
    ) -> Vec<Statement> {
        let _ = (speller, table, column, before, after);
        Vec::new()
    }
}
