//! MySQL 8 and MariaDB 10.6 and later: what is spelled here runs on both.
//! It never decides what is to be created and never touches a connection.

mod types;

use super::literal::enclosed;
use super::{
    Capabilities, Comments, ConstraintScope, Grammar, IdentityOptions, IndexScope, NameCase,
    Speller, TypeRefusal,
};
use crate::name::NameLimit;
use crate::schema::{ColumnDef, Dialect, Literal, SqlType, TableDef};
use std::{borrow::Cow, fmt::Write};

pub(super) struct Mysql;

static CAPABILITIES: Capabilities = Capabilities {
    name_limit: NameLimit::Characters(64),
    names_hold_any_character: false,
    column_case: NameCase::Insensitive,
    table_case: NameCase::Insensitive,
    reserved_prefix: None,
    create_schema: true,
    qualified_references: true,
    max_columns: 1017,
    comments: Comments::Inline,
    forward_references: false,
    transactional_ddl: false,
    native_enums: false,
    enum_as_check: false,
    identity: IdentityOptions::Start,
    computed_stored: true,
    computed_virtual: true,
    alter_foreign_keys: true,
    drop_foreign_key: "FOREIGN KEY",
    deferrable_foreign_keys: false,
    deferrable_uniques: false,
    match_full: false,
    set_default: false,
    nulls_not_distinct: false,
    constraint_scope: ConstraintScope::Schema,
    inline_indexes: true,
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
    prefix_lengths: true,
    nulls_order: false,
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

    fn identifier(&self, name: &str) -> String {
        enclosed(name, '`')
    }

    fn string(&self, text: &str) -> String {
        // What a backslash in quotes means depends on the server's `NO_BACKSLASH_ESCAPES`; bytes
        // mean the same under both.
        if text.contains('\\') { hexadecimal(text) } else { enclosed(text, '\'') }
    }

    /// A comment must be a quoted string. This one reads back exactly unless the server runs with
    /// `NO_BACKSLASH_ESCAPES`, which doubles its backslashes; under no mode does it end early.
    fn comment_string(&self, text: &str) -> String {
        enclosed(&text.replace('\\', "\\\\"), '\'')
    }

    fn boolean(&self, value: bool) -> &'static str {
        if value { "TRUE" } else { "FALSE" }
    }

    fn spell_type(&self, sql_type: &SqlType) -> Result<Cow<'static, str>, TypeRefusal> {
        types::spell_type(sql_type)
    }

    fn column(&self, speller: &Speller<'_>, table: &TableDef, column: &ColumnDef) -> Vec<String> {
        let mut words = vec![self.column_type(speller, table, column)];
        words.extend(speller.collate(column));
        words.extend(speller.computed(column));
        // MariaDB refuses `NOT NULL` on a generated column.
        if column.computed.is_none() {
            // A `TIMESTAMP` without the word is not null on some servers.
            let null = if Speller::refuses_null(table, column) { "NOT NULL" } else { "NULL" };
            words.push(null.to_owned());
        }
        if is_numbered(table, column) {
            words.push("AUTO_INCREMENT".to_owned());
        } else {
            words.extend(speller.default(column));
        }
        words.extend(
            column.comment.as_ref().map(|text| format!("COMMENT {}", self.comment_string(text))),
        );
        words
    }

    fn default_literal(
        &self,
        speller: &Speller<'_>,
        column: &ColumnDef,
        literal: &Literal,
    ) -> String {
        let text = speller.dialect().quote_literal(literal);
        if takes_expressions_only(&speller.declared_type(column)) {
            format!("({text})")
        } else {
            text
        }
    }

    fn default_sql(&self, column: &ColumnDef, text: &str) -> String {
        let _ = column;
        if is_now(text) {
            // The precision must be the column's.
            "CURRENT_TIMESTAMP(6)".to_owned()
        } else {
            format!("({text})")
        }
    }

    fn table_options(&self, table: &TableDef) -> (Vec<String>, &'static str) {
        let options = &table.options.mysql;
        let mut words = Vec::new();
        words.extend(options.engine.as_ref().map(|engine| format!("ENGINE = {engine}")));
        let start = table
            .columns
            .iter()
            .find_map(|column| column.identity.as_ref().and_then(|identity| identity.start));
        words.extend(start.map(|start| format!("AUTO_INCREMENT = {start}")));
        words.extend(options.charset.as_ref().map(|name| format!("DEFAULT CHARSET = {name}")));
        words.extend(options.collation.as_ref().map(|name| format!("COLLATE = {name}")));
        words.extend(options.row_format.as_ref().map(|name| format!("ROW_FORMAT = {name}")));
        words.extend(
            table.comment.as_ref().map(|text| format!("COMMENT = {}", self.comment_string(text))),
        );
        (words, " ")
    }
}

fn hexadecimal(text: &str) -> String {
    let mut hex = String::with_capacity(text.len() * 2 + 12);
    hex.push_str("_utf8mb4 X'");
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

/// Whether a column of this type takes a default in parentheses only: it is stored outside of the
/// row (manual, 11.6 Data Type Default Values).
fn takes_expressions_only(declared: &str) -> bool {
    let declared = declared.to_ascii_uppercase();
    ["TEXT", "BLOB", "JSON", "GEOMETRY"].iter().any(|word| declared.contains(word))
}

fn is_now(text: &str) -> bool {
    let text = text.trim().to_ascii_uppercase();
    let name = text.split('(').next().unwrap_or("").trim();
    matches!(name, "CURRENT_TIMESTAMP" | "NOW" | "LOCALTIME" | "LOCALTIMESTAMP")
}
