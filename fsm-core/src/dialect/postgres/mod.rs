//! PostgreSQL.
//! It never decides what is to be created and never touches a connection.

mod alter;
mod alter_column;
mod cast;
mod likeness;
mod method;
mod options;
mod partition;
mod sequence;
mod type_name;
mod types;

pub(super) use likeness::PostgresLikeness;

use super::alter::Clause;
use super::literal::{enclosed, push_enclosed};
use super::{
    AlterTable, Capabilities, CommentLimits, Comments, ConstraintScope, Grammar, IdentityOptions,
    IndexScope, NameCase, Numbering, PartitionPart, Piece, Refusal, ReservedPrefix, Speller,
    Statement, TypeRefusal,
};
use crate::change::{ConstraintKind, EnumColumn};
use crate::name::NameLimit;
use crate::schema::{
    ColumnDef, Dialect, EnumDef, IdentityDef, IndexDef, Literal, SqlType, TableDef, TableName,
    TableOptions,
};
use std::borrow::Cow;

pub(crate) use type_name::canonical;
pub(crate) use types::read_type;

pub(super) struct Postgres;

static CAPABILITIES: Capabilities = Capabilities {
    name_limit: NameLimit::Bytes(63),
    names_hold_any_character: true,
    name_case: NameCase::Sensitive,
    reserved_prefix: ReservedPrefix::Schemas("pg_"),
    reserved_columns: &["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"],
    reserved_types: types::OWN,
    reserved_keys: &[],
    file_name_limit: None,
    catalog_holds_any_character: true,
    create_schema: true,
    qualified_references: true,
    main_schema: None,
    max_columns: 1600,
    untyped_columns: false,
    comments: Comments::Statements,
    comment_limits: CommentLimits { table: None, part: None },
    forward_references: false,
    transactional_ddl: true,
    alter_table: AlterTable::Each,
    native_enums: true,
    enum_as_check: false,
    new_labels_at_once: false,
    label_limit: NameLimit::Bytes(63),
    label_case: NameCase::Sensitive,
    labels_keep_spaces: true,
    numbering: Numbering::Integers,
    identity: IdentityOptions::All,
    computed_stored: true,
    computed_virtual: false,
    computed_in_primary_key: true,
    only_computed: true,
    numbered_in_expressions: true,
    acted_on_in_checks: true,
    offset_in_constants: true,
    alter_foreign_keys: true,
    drop_foreign_key: "CONSTRAINT",
    deferrable_foreign_keys: true,
    deferrable_uniques: true,
    match_full: true,
    set_default: true,
    nulls_not_distinct: true,
    references_in_any_order: true,
    constraint_scope: ConstraintScope::Table,
    inline_indexes: false,
    keys_are_indexes: true,
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
    index_of_foreign_key: false,
    prefix_lengths: false,
    nulls_order: true,
    max_indexes: None,
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

    fn push_identifier(&self, out: &mut String, name: &str) {
        push_enclosed(out, name, '"');
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
        let numbered = table.autoincrement_column().is_some_and(|found| found.name == column.name);
        match &column.identity {
            Some(identity) => out.push_str(&spell_identity(identity)),
            None if numbered => out.push_str(&spell_identity(&IdentityDef::NEW)),
            None => speller.push_default(column, out),
        }
        speller.push_computed(column, out);
        Speller::push_not_null(table, column, out);
    }

    fn default_literal(
        &self,
        speller: &Speller<'_>,
        column: &ColumnDef,
        literal: &Literal,
    ) -> String {
        let text = speller.dialect().quote_literal(literal);
        // PostgreSQL makes a number into its `"char"` only when it is told to.
        let told = column.sql_type == SqlType::TinyInteger
            && column.type_override(self.dialect()).is_none();
        if told { format!("({text})::{}", types::TINY_INTEGER) } else { text }
    }

    fn default_sql(&self, _speller: &Speller<'_>, _column: &ColumnDef, text: &str) -> String {
        // Behind `DEFAULT` stand a constant, a call or a cast; other operators are read only in
        // parentheses (`b_expr` in PostgreSQL's grammar), as `AT TIME ZONE` is.
        let plain = |letter: char| letter.is_alphanumeric() || "_.:'\"()".contains(letter);
        if text.chars().all(plain) { text.to_owned() } else { format!("({text})") }
    }

    fn table_prefix(&self, table: &TableDef) -> &'static str {
        if table.options.postgres.unlogged { "UNLOGGED " } else { "" }
    }

    fn table_options(&self, table: &TableDef) -> (Vec<String>, &'static str) {
        (options::spell(self, table), " ")
    }

    fn refuse_index(
        &self,
        _speller: &Speller<'_>,
        table: &TableDef,
        index: &IndexDef,
    ) -> Vec<Refusal> {
        method::refuse(table, index)
    }

    fn sequences(&self, table: &TableDef) -> Vec<String> {
        sequence::names(table)
    }

    fn partition_key(&self, table: &TableDef) -> Vec<PartitionPart> {
        partition::parts(table)
    }

    fn refuse_reference(&self, table: &TableDef, target: Option<&TableDef>) -> Vec<Refusal> {
        target.and_then(|target| options::refuse_reference(table, target)).into_iter().collect()
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
        alter_column::alter(speller, table, before, after)
    }

    fn drop_constraint(&self, _kind: ConstraintKind, name: &str) -> String {
        format!("DROP CONSTRAINT {}", self.identifier(name))
    }

    fn rename_constraint(
        &self,
        _speller: &Speller<'_>,
        _table: &TableName,
        _kind: ConstraintKind,
        before: &str,
        after: &str,
    ) -> Vec<Piece> {
        let (from, to) = (self.identifier(before), self.identifier(after));
        let sql = format!("RENAME CONSTRAINT {from} TO {to}");
        vec![Clause::new("rename constraint", before, sql).into()]
    }

    fn rename_index(
        &self,
        speller: &Speller<'_>,
        table: &TableName,
        before: &str,
        after: &str,
    ) -> Piece {
        let index = TableName { schema: table.schema.clone(), name: before.to_owned().into() };
        let sql =
            format!("ALTER INDEX {} RENAME TO {}", speller.name(&index), self.identifier(after));
        Statement::new("rename index", before, sql).into()
    }

    fn alter_options(
        &self,
        speller: &Speller<'_>,
        table: &TableName,
        before: &TableOptions,
        after: &TableOptions,
    ) -> Vec<Piece> {
        alter::options(speller, table, &before.postgres, &after.postgres)
    }

    fn move_object(
        &self,
        speller: &Speller<'_>,
        what: &'static str,
        before: &TableName,
        after: &TableName,
    ) -> Vec<Statement> {
        alter::move_object(speller, what, before, after)
    }

    fn rename_label(
        &self,
        speller: &Speller<'_>,
        name: &TableName,
        _columns: &[EnumColumn],
        before: &str,
        after: &str,
    ) -> Vec<Statement> {
        vec![speller.rename_label(name, before, after)]
    }

    fn alter_enum(
        &self,
        speller: &Speller<'_>,
        before: &EnumDef,
        after: &EnumDef,
        columns: &[EnumColumn],
    ) -> Vec<Statement> {
        speller
            .add_labels(before, after)
            .unwrap_or_else(|| speller.swap_enum(before, after, columns))
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
    format!(" GENERATED {when} AS IDENTITY{options}")
}
