//! PostgreSQL.
//! It never decides what is to be created and never touches a connection.

mod types;

use super::literal::enclosed;
use super::{
    Capabilities, Comments, ConstraintScope, Grammar, IdentityOptions, IndexScope, NameCase,
    Speller, TypeRefusal,
};
use crate::name::NameLimit;
use crate::schema::{ColumnDef, Dialect, IdentityDef, Literal, SqlType, TableDef};
use std::borrow::Cow;

pub(super) struct Postgres;

static CAPABILITIES: Capabilities = Capabilities {
    name_limit: NameLimit::Bytes(63),
    names_hold_any_character: true,
    column_case: NameCase::Sensitive,
    table_case: NameCase::Sensitive,
    reserved_prefix: None,
    create_schema: true,
    qualified_references: true,
    max_columns: 1600,
    comments: Comments::Statements,
    forward_references: false,
    transactional_ddl: true,
    native_enums: true,
    enum_as_check: false,
    identity: IdentityOptions::All,
    computed_stored: true,
    computed_virtual: false,
    alter_foreign_keys: true,
    drop_foreign_key: "CONSTRAINT",
    deferrable_foreign_keys: true,
    deferrable_uniques: true,
    match_full: true,
    set_default: true,
    nulls_not_distinct: true,
    constraint_scope: ConstraintScope::Table,
    inline_indexes: false,
    index_scope: IndexScope::Schema,
    index_carries_schema: false,
    drop_index_names_table: false,
    partial_indexes: true,
    expression_indexes: true,
    include: true,
    operator_classes: true,
    index_methods: None,
    index_kinds: &[],
    index_method_last: false,
    index_collations: true,
    prefix_lengths: false,
    nulls_order: true,
    max_index_columns: 32,
    max_key_bytes: None,
};

impl Grammar for Postgres {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn identifier(&self, name: &str) -> String {
        enclosed(name, '"')
    }

    fn string(&self, text: &str) -> String {
        // `E'..'` means the same whatever `standard_conforming_strings` says; a plain string with
        // a backslash does not.
        if text.contains('\\') {
            format!("E{}", enclosed(&text.replace('\\', "\\\\"), '\''))
        } else {
            enclosed(text, '\'')
        }
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
        let numbered = table.autoincrement_column().is_some_and(|found| found.name == column.name);
        match &column.identity {
            Some(identity) => words.push(spell_identity(identity)),
            None if numbered => words.push(spell_identity(&IdentityDef::NEW)),
            None => words.extend(speller.default(column)),
        }
        words.extend(speller.computed(column));
        if Speller::refuses_null(table, column) {
            words.push("NOT NULL".to_owned());
        }
        words
    }

    fn default_literal(
        &self,
        speller: &Speller<'_>,
        _column: &ColumnDef,
        literal: &Literal,
    ) -> String {
        speller.dialect().quote_literal(literal)
    }

    fn default_sql(&self, _column: &ColumnDef, text: &str) -> String {
        text.to_owned()
    }

    fn table_prefix(&self, table: &TableDef) -> &'static str {
        if table.options.postgres.unlogged { "UNLOGGED " } else { "" }
    }

    fn table_options(&self, table: &TableDef) -> (Vec<String>, &'static str) {
        let options = &table.options.postgres;
        let mut words = Vec::new();
        words.extend(options.partition_by.as_ref().map(|by| format!("PARTITION BY {by}")));
        if !options.with.is_empty() {
            let parameters: Vec<String> =
                options.with.iter().map(|(name, value)| format!("{name} = {value}")).collect();
            words.push(format!("WITH ({})", parameters.join(", ")));
        }
        words.extend(
            options.tablespace.as_ref().map(|name| format!("TABLESPACE {}", self.identifier(name))),
        );
        (words, " ")
    }
}

fn spell_identity(identity: &IdentityDef) -> String {
    let when = if identity.always { "ALWAYS" } else { "BY DEFAULT" };
    let numbers = [
        ("START WITH", identity.start),
        ("INCREMENT BY", identity.increment),
        ("MINVALUE", identity.min_value),
        ("MAXVALUE", identity.max_value),
        ("CACHE", identity.cache),
    ];
    let mut options: Vec<String> = numbers
        .iter()
        .filter_map(|(word, number)| number.map(|number| format!("{word} {number}")))
        .collect();
    if identity.cycle {
        options.push("CYCLE".to_owned());
    }
    let options =
        if options.is_empty() { String::new() } else { format!(" ({})", options.join(" ")) };
    format!("GENERATED {when} AS IDENTITY{options}")
}
