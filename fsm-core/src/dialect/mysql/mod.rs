//! MySQL 8 and MariaDB 10.6 and later: what is spelled here runs on both.
//! It never decides what is to be created and never touches a connection.

mod alter;
mod collation;
mod default;
mod index;
mod key;
mod label;
mod likeness;
mod options;
mod row;
pub(crate) mod token;
mod type_text;
mod types;

pub(super) use likeness::MysqlLikeness;
pub(crate) use type_text::normal_type;
pub(crate) use types::read_type;

use super::alter::Clause;
use super::literal::{enclosed, push_enclosed};
use super::{
    AlterTable, Capabilities, CommentLimits, Comments, ConstraintScope, Grammar, IdentityOptions,
    IndexScope, KeyPart, NameCase, Numbering, Piece, Refusal, ReservedPrefix, RowSize, Speller,
    Statement, TypeRefusal, Unlike,
};
use crate::change::{ConstraintKind, EnumColumn};
use crate::name::NameLimit;
use crate::schema::{
    ColumnDef, Dialect, EnumDef, ForeignKeyDef, IndexDef, Literal, SqlType, TableDef, TableName,
    TableOptions,
};
use std::{borrow::Cow, fmt::Write};

pub(super) struct Mysql;

static CAPABILITIES: Capabilities = Capabilities {
    name_limit: NameLimit::Characters(64),
    names_hold_any_character: false,
    name_case: NameCase::Insensitive,
    reserved_prefix: ReservedPrefix::Tables("#mysql50#"),
    reserved_columns: &["DB_ROW_ID", "DB_TRX_ID", "DB_ROLL_PTR"],
    reserved_types: &[],
    reserved_keys: &["PRIMARY", "GEN_CLUST_INDEX"],
    // What the ending `.frm` or `.ibd` leaves of 255.
    file_name_limit: Some(251),
    catalog_holds_any_character: false,
    create_schema: true,
    qualified_references: true,
    main_schema: None,
    max_columns: 1017,
    untyped_columns: false,
    comments: Comments::Inline,
    comment_limits: CommentLimits { table: Some(2048), part: Some(1024) },
    forward_references: false,
    transactional_ddl: false,
    alter_table: AlterTable::Joined,
    native_enums: false,
    enum_as_check: false,
    new_labels_at_once: true,
    label_limit: NameLimit::Characters(255),
    label_case: NameCase::Insensitive,
    labels_keep_spaces: false,
    numbering: Numbering::FirstOfKey,
    identity: IdentityOptions::Start,
    computed_stored: true,
    computed_virtual: true,
    computed_in_primary_key: false,
    only_computed: true,
    numbered_in_expressions: false,
    acted_on_in_checks: false,
    offset_in_constants: false,
    alter_foreign_keys: true,
    drop_foreign_key: "FOREIGN KEY",
    deferrable_foreign_keys: false,
    deferrable_uniques: false,
    match_full: false,
    set_default: false,
    nulls_not_distinct: false,
    references_in_any_order: false,
    constraint_scope: ConstraintScope::Schema,
    inline_indexes: true,
    keys_are_indexes: true,
    index_scope: IndexScope::Table,
    index_carries_schema: false,
    drop_index_names_table: true,
    partial_indexes: false,
    expression_indexes: false,
    include: false,
    operator_classes: false,
    index_methods: Some(&["BTREE", "HASH"]),
    index_kinds: &["FULLTEXT", "SPATIAL"],
    index_method_last: true,
    index_collations: false,
    index_of_foreign_key: true,
    prefix_lengths: true,
    nulls_order: false,
    max_indexes: Some(64),
    max_index_columns: 16,
    max_key_bytes: Some(3072),
};

impl Grammar for Mysql {
    fn dialect(&self) -> Dialect {
        Dialect::Mysql
    }

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn push_identifier(&self, out: &mut String, name: &str) {
        push_enclosed(out, name, '`');
    }

    fn string(&self, text: &str) -> String {
        // What a backslash in quotes means depends on the server's `NO_BACKSLASH_ESCAPES`; bytes
        // mean the same under both.
        if text.contains('\\') {
            format!("_utf8mb4 {}", hexadecimal(text))
        } else {
            enclosed(text, '\'')
        }
    }

    /// A comment must be a quoted string. This one reads back exactly unless the server runs with
    /// `NO_BACKSLASH_ESCAPES`, which doubles its backslashes; under no mode does it end early.
    fn comment(&self, text: &str) -> String {
        quoted(text)
    }

    fn boolean(&self, value: bool) -> &'static str {
        if value { "TRUE" } else { "FALSE" }
    }

    fn spell_type(&self, sql_type: &SqlType) -> Result<Cow<'static, str>, TypeRefusal> {
        types::spell_type(sql_type)
    }

    fn push_column(
        &self,
        speller: &Speller<'_>,
        table: &TableDef,
        column: &ColumnDef,
        out: &mut String,
    ) {
        out.push(' ');
        out.push_str(&speller.declared_type(column));
        speller.push_collation(column, out);
        speller.push_computed(column, out);
        // MariaDB refuses both words on a generated column. Elsewhere one is said always: a
        // `TIMESTAMP` without is not null on some servers.
        if column.computed.is_none() {
            let null = Speller::refuses_null(table, column);
            out.push_str(if null { " NOT NULL" } else { " NULL" });
        }
        if is_numbered(table, column) {
            out.push_str(" AUTO_INCREMENT");
        } else if !default::says_nothing(table, column) {
            speller.push_default(column, out);
        }
        if let Some(comment) = &column.comment {
            out.push_str(" COMMENT ");
            out.push_str(&self.comment(comment));
        }
    }

    fn default_literal(
        &self,
        speller: &Speller<'_>,
        column: &ColumnDef,
        literal: &Literal,
    ) -> String {
        default::literal(&speller.declared_type(column), literal)
    }

    fn default_sql(&self, speller: &Speller<'_>, column: &ColumnDef, text: &str) -> String {
        default::sql(&speller.declared_type(column), text)
    }

    fn table_options(&self, table: &TableDef) -> (Vec<String>, &'static str) {
        (options::spell(table), " ")
    }

    fn refuse_reference(&self, table: &TableDef, target: Option<&TableDef>) -> Vec<Refusal> {
        options::refuse_reference(table, target)
    }

    fn refuse_foreign_key(
        &self,
        table: &TableDef,
        key: &ForeignKeyDef,
        target: &TableDef,
    ) -> Vec<Refusal> {
        key::refuse_foreign_key(table, key, target)
    }

    fn key_part(
        &self,
        speller: &Speller<'_>,
        table: &TableDef,
        column: &ColumnDef,
        prefix: Option<u32>,
    ) -> KeyPart {
        key::part(speller, table, column, prefix)
    }

    fn fold_label<'l>(&self, table: &TableDef, column: &ColumnDef, label: &'l str) -> Cow<'l, str> {
        label::fold(table, column, label)
    }

    fn unlike(
        &self,
        speller: &Speller<'_>,
        here: (&TableDef, &ColumnDef),
        there: (&TableDef, &ColumnDef),
    ) -> Option<Unlike> {
        collation::unlike(speller, here, there)
    }

    fn row_sizes(&self, speller: &Speller<'_>, table: &TableDef) -> Vec<RowSize> {
        row::sizes(speller, table)
    }

    fn refuse_index(
        &self,
        speller: &Speller<'_>,
        table: &TableDef,
        index: &IndexDef,
    ) -> Vec<Refusal> {
        index::refuse(speller, table, index)
    }

    fn refuse_options(&self, _speller: &Speller<'_>, table: &TableDef) -> Vec<Refusal> {
        options::refuse(table)
    }

    fn alter_column(
        &self,
        speller: &Speller<'_>,
        table: &TableName,
        before: &ColumnDef,
        after: &ColumnDef,
    ) -> Vec<Piece> {
        let fill = alter::fill(speller, table, before, after).map(Piece::from);
        fill.into_iter()
            .chain([alter::modify(speller, table, &before.name, after).into()])
            .collect()
    }

    fn redefine_column(
        &self,
        speller: &Speller<'_>,
        table: &TableName,
        before: &str,
        after: &ColumnDef,
    ) -> Option<Clause> {
        Some(alter::modify(speller, table, before, after))
    }

    fn fill_column(
        &self,
        speller: &Speller<'_>,
        table: &TableName,
        before: &ColumnDef,
        after: &ColumnDef,
    ) -> Option<Statement> {
        alter::fill(speller, table, before, after)
    }

    fn relabel_rows(
        &self,
        speller: &Speller<'_>,
        table: &TableDef,
        column: &ColumnDef,
        before: &str,
        after: &str,
    ) -> Vec<Statement> {
        alter::widen(speller, table, column, before, after)
    }

    fn drop_constraint(&self, kind: ConstraintKind, name: &str) -> String {
        alter::drop_constraint(kind, name)
    }

    fn rename_constraint(
        &self,
        speller: &Speller<'_>,
        table: &TableName,
        kind: ConstraintKind,
        before: &str,
        after: &str,
    ) -> Vec<Piece> {
        match kind {
            ConstraintKind::Unique => vec![self.rename_index(speller, table, before, after)],
            // A primary key has no name, and the others have to be made anew.
            ConstraintKind::PrimaryKey | ConstraintKind::Check | ConstraintKind::ForeignKey => {
                Vec::new()
            }
        }
    }

    fn rename_index(
        &self,
        _speller: &Speller<'_>,
        _table: &TableName,
        before: &str,
        after: &str,
    ) -> Piece {
        let (from, to) = (self.identifier(before), self.identifier(after));
        Clause::new("rename index", before, format!("RENAME INDEX {from} TO {to}")).into()
    }

    fn alter_options(
        &self,
        _speller: &Speller<'_>,
        table: &TableName,
        before: &TableOptions,
        after: &TableOptions,
    ) -> Vec<Piece> {
        alter::options(table, before, after)
    }

    fn move_object(
        &self,
        speller: &Speller<'_>,
        _what: &'static str,
        before: &TableName,
        after: &TableName,
    ) -> Vec<Statement> {
        let sql = format!("RENAME TABLE {} TO {}", speller.name(before), speller.name(after));
        vec![Statement::new("rename table", before.to_string(), sql)]
    }

    fn rename_label(
        &self,
        speller: &Speller<'_>,
        _name: &TableName,
        columns: &[EnumColumn],
        before: &str,
        after: &str,
    ) -> Vec<Statement> {
        alter::rename_label(speller, columns, before, after)
    }

    fn alter_enum(
        &self,
        speller: &Speller<'_>,
        _before: &EnumDef,
        after: &EnumDef,
        columns: &[EnumColumn],
    ) -> Vec<Statement> {
        alter::alter_enum(speller, after, columns)
    }
}

/// A label of `ENUM(..)`, where MySQL takes bytes but no character set before them.
pub(super) fn label(text: &str) -> String {
    if text.contains('\\') { hexadecimal(text) } else { enclosed(text, '\'') }
}

/// A quoted string under the usual modes; see [`Mysql::comment`].
fn quoted(text: &str) -> String {
    enclosed(&text.replace('\\', "\\\\"), '\'')
}

fn hexadecimal(text: &str) -> String {
    let mut hex = String::with_capacity(text.len() * 2 + 3);
    hex.push_str("X'");
    for byte in text.bytes() {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02X}");
    }
    hex.push('\'');
    hex
}

fn is_numbered(table: &TableDef, column: &ColumnDef) -> bool {
    column.identity.is_some()
        || table.autoincrement_column().is_some_and(|numbered| numbered.name == column.name)
}
