//! SQLite 3.
//! It never decides what is to be created and never touches a connection.

mod likeness;
mod options;
mod types;

pub(super) use likeness::SqliteLikeness;

use super::alter::{Clause, object};
use super::literal::{enclosed, push_enclosed};
use super::{
    AlterTable, Capabilities, CommentLimits, Comments, ConstraintScope, Grammar, IdentityOptions,
    IndexScope, NameCase, Numbering, Piece, Refusal, ReservedPrefix, Speller, Statement,
    TypeRefusal,
};
use crate::change::{ConstraintKind, EnumColumn};
use crate::name::NameLimit;
use crate::schema::{
    Autoincrement, ColumnDef, Dialect, EnumDef, Literal, SqlType, TableDef, TableName, TableOptions,
};
use std::borrow::Cow;

pub(crate) use types::{read_strict_type, read_type};

pub(super) struct Sqlite;

static CAPABILITIES: Capabilities = Capabilities {
    name_limit: NameLimit::Unlimited,
    names_hold_any_character: true,
    name_case: NameCase::AsciiInsensitive,
    reserved_prefix: ReservedPrefix::Tables("sqlite_"),
    reserved_columns: &[],
    reserved_types: &[],
    reserved_keys: &[],
    file_name_limit: None,
    catalog_holds_any_character: true,
    create_schema: false,
    qualified_references: false,
    main_schema: Some("main"),
    max_columns: 2000,
    untyped_columns: true,
    comments: Comments::None,
    comment_limits: CommentLimits { table: None, part: None },
    forward_references: true,
    transactional_ddl: true,
    alter_table: AlterTable::Rebuild,
    native_enums: false,
    enum_as_check: true,
    new_labels_at_once: true,
    label_limit: NameLimit::Unlimited,
    label_case: NameCase::Sensitive,
    labels_keep_spaces: true,
    numbering: Numbering::WholePrimaryKey,
    identity: IdentityOptions::None,
    computed_stored: true,
    computed_virtual: true,
    computed_in_primary_key: false,
    only_computed: false,
    numbered_in_expressions: true,
    acted_on_in_checks: true,
    offset_in_constants: true,
    alter_foreign_keys: false,
    drop_foreign_key: "CONSTRAINT",
    deferrable_foreign_keys: true,
    deferrable_uniques: false,
    match_full: false,
    set_default: true,
    nulls_not_distinct: false,
    references_in_any_order: true,
    constraint_scope: ConstraintScope::None,
    inline_indexes: false,
    keys_are_indexes: false,
    index_scope: IndexScope::Schema,
    index_carries_schema: true,
    drop_index_names_table: false,
    partial_indexes: true,
    expression_indexes: true,
    include: false,
    operator_classes: false,
    index_methods: Some(&[]),
    index_kinds: &[],
    index_method_last: false,
    index_collations: true,
    index_of_foreign_key: false,
    prefix_lengths: false,
    nulls_order: false,
    max_indexes: None,
    max_index_columns: 2000,
    max_key_bytes: None,
};

impl Grammar for Sqlite {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn capabilities(&self) -> &'static Capabilities {
        &CAPABILITIES
    }

    fn push_identifier(&self, out: &mut String, name: &str) {
        push_enclosed(out, name, '"');
    }

    fn string(&self, text: &str) -> String {
        enclosed(text, '\'')
    }

    // The words `TRUE` and `FALSE` are known since 3.23 only, and mean these numbers.
    fn boolean(&self, value: bool) -> &'static str {
        if value { "1" } else { "0" }
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
        if is_rowid(table, column)
            && let Some(key) = &table.primary_key
        {
            out.push_str("INTEGER NOT NULL ");
            out.push_str(&speller.primary_key_here(&table.name, key));
            if table.options.sqlite.autoincrement {
                out.push_str(" AUTOINCREMENT");
            }
            return;
        }
        out.push_str(&column_type(speller, table, column));
        speller.push_collation(column, out);
        speller.push_default(column, out);
        speller.push_computed(column, out);
        Speller::push_not_null(table, column, out);
    }

    fn default_literal(
        &self,
        speller: &Speller<'_>,
        _column: &ColumnDef,
        literal: &Literal,
    ) -> String {
        speller.dialect().quote_literal(literal)
    }

    fn default_sql(&self, _speller: &Speller<'_>, _column: &ColumnDef, text: &str) -> String {
        format!("({text})")
    }

    fn column_type<'c>(
        &self,
        speller: &Speller<'_>,
        table: &TableDef,
        column: &'c ColumnDef,
    ) -> Cow<'c, str> {
        if is_rowid(table, column) {
            return Cow::Borrowed("INTEGER");
        }
        column_type(speller, table, column)
    }

    // A row's number and a column of a strict table are read as the widest of the types that are
    // kept as they are, so that what stands would no longer refer to what a model says.
    fn pairs(&self, here: &SqlType, there: &SqlType) -> bool {
        here.pairs_with(there)
            || types::spell_strict_type(here)
                .is_ok_and(|kept| types::spell_strict_type(there).is_ok_and(|other| kept == other))
    }

    fn primary_key_at_column(&self, table: &TableDef) -> bool {
        table.columns.iter().any(|column| is_rowid(table, column))
    }

    fn table_options(&self, table: &TableDef) -> (Vec<String>, &'static str) {
        (options::spell(table), ", ")
    }

    fn refuse_options(&self, speller: &Speller<'_>, table: &TableDef) -> Vec<Refusal> {
        options::refuse(speller, table)
    }

    fn refuse_default_sql(&self, text: &str) -> Option<Refusal> {
        text.trim().to_ascii_lowercase().starts_with("now(").then(|| {
            (
                "the default calls `now()`, which is no function here".to_owned(),
                Some("write `CURRENT_TIMESTAMP`, which every dialect knows".to_owned()),
            )
        })
    }

    fn alter_column(
        &self,
        speller: &Speller<'_>,
        table: &TableName,
        before: &ColumnDef,
        after: &ColumnDef,
    ) -> Vec<Piece> {
        let definition = |column: &ColumnDef| {
            let mut sql = String::new();
            speller.push_column(&Speller::alone(table, column), column, &mut sql);
            sql
        };
        if definition(before) == definition(after) {
            return Vec::new();
        }
        let sql = format!("ALTER COLUMN {}", definition(after));
        vec![Self::refused("alter column", object(table, &after.name), sql)]
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
        vec![Self::refused("rename constraint", before.to_owned(), sql)]
    }

    fn rename_index(
        &self,
        _speller: &Speller<'_>,
        _table: &TableName,
        before: &str,
        after: &str,
    ) -> Piece {
        let (from, to) = (self.identifier(before), self.identifier(after));
        Self::refused("rename index", before.to_owned(), format!("RENAME INDEX {from} TO {to}"))
    }

    fn alter_options(
        &self,
        _speller: &Speller<'_>,
        table: &TableName,
        before: &TableOptions,
        after: &TableOptions,
    ) -> Vec<Piece> {
        if before.sqlite == after.sqlite {
            return Vec::new();
        }
        vec![Self::refused("set table options", table.to_string(), "SET OPTIONS".to_owned())]
    }

    fn move_object(
        &self,
        speller: &Speller<'_>,
        _what: &'static str,
        before: &TableName,
        after: &TableName,
    ) -> Vec<Statement> {
        let sql = format!(
            "ALTER TABLE {} RENAME TO {}",
            speller.name(before),
            self.identifier(&after.name)
        );
        vec![Statement::new("rename table", before.to_string(), sql)]
    }

    /// Only the rows: the check is the table's.
    fn rename_label(
        &self,
        speller: &Speller<'_>,
        _name: &TableName,
        columns: &[EnumColumn],
        before: &str,
        after: &str,
    ) -> Vec<Statement> {
        let update = |EnumColumn { table, column }: &EnumColumn| {
            let name = self.identifier(&column.name);
            let (before, after) = (self.string(before), self.string(after));
            let target = speller.name(table);
            let sql = format!("UPDATE {target} SET {name} = {after} WHERE {name} = {before}");
            Statement::new("rename label", object(table, &column.name), sql)
        };
        columns.iter().map(update).collect()
    }

    fn alter_enum(
        &self,
        _speller: &Speller<'_>,
        _before: &EnumDef,
        _after: &EnumDef,
        _columns: &[EnumColumn],
    ) -> Vec<Statement> {
        Vec::new()
    }
}

/// What SQLite cannot do in place comes out in the words others have for it: `lower` makes the table
/// anew instead.
impl Sqlite {
    fn refused(action: &'static str, object: String, sql: String) -> Piece {
        Clause::new(action, object, sql).into()
    }
}

fn column_type<'c>(speller: &Speller<'_>, table: &TableDef, column: &'c ColumnDef) -> Cow<'c, str> {
    if column.type_override(Dialect::Sqlite).is_some() {
        return speller.declared_type(column);
    }
    let declared = match types::spell_strict_type(&column.sql_type) {
        Ok(declared) if table.options.sqlite.strict => declared,
        _ => speller.declared_type(column),
    };
    // A key whose type is this very word is the row's number, which the database gives.
    let numbered = declared.eq_ignore_ascii_case("INTEGER")
        && matches!(table.primary_key_columns(), [only] if *only == column.name)
        && !table.options.sqlite.without_rowid;
    if numbered { Cow::Borrowed("INT") } else { declared }
}

/// Whether the column is the row's number: what `INTEGER PRIMARY KEY` makes of it
/// (<https://sqlite.org/lang_createtable.html#rowid>).
fn is_rowid(table: &TableDef, column: &ColumnDef) -> bool {
    let asked = column.identity.is_some()
        || table.autoincrement_column().is_some_and(|numbered| numbered.name == column.name);
    let typed = match column.type_override(Dialect::Sqlite) {
        Some(text) => text.eq_ignore_ascii_case("INTEGER"),
        None => column.sql_type.is_integer(),
    };
    asked
        && typed
        && column.autoincrement != Autoincrement::Never
        && matches!(table.primary_key_columns(), [only] if *only == column.name)
        && !table.options.sqlite.without_rowid
}
