//! The derive macros of `fsm-core` and `fsm-storage`: a struct becomes a table, a struct becomes a
//! group of columns, an enum becomes a column type or the states of a dialogue.
//!
//! They read attributes and write constants; they never decide anything by the name of a type.
//! Use them through these crates.

mod attr;
mod check;
mod cx;
mod emit;
mod model;
#[cfg(test)]
mod snapshot;
mod symbol;

use cx::Cx;
use model::{ColumnsModel, EnumModel, StatesModel, TableModel};
use syn::{DeriveInput, parse_macro_input};

/// Describes a table: implements `fsm_core::Table` and registers the table in its metadata.
///
/// A field's type gives the column's type and whether it may be `NULL`, through
/// `fsm_core::ColumnType`. What `#[sqlx(..)]` says counts here as it does for `FromRow`: `rename_all`
/// on the struct; `rename`, `skip`, `flatten`, `json`, `json(nullable)` and `try_from` on a field.
/// In lists of columns, a column is named by its field, or by its own name as a string.
///
/// # `#[table(..)]`
///
/// | key | |
/// | --- | --- |
/// | `name = ".."` | the table's name; otherwise the struct's in `snake_case` |
/// | `schema = ".."` | the schema it is in |
/// | `comment = ".."` | the comment in the database |
/// | `comment_from_docs` | comments of the table and its columns are their doc comments |
/// | `rename_all = "camelCase"` | sqlx's words; needless where `#[sqlx(rename_all)]` stands |
/// | `metadata = ".."` | the set of the registry it is in |
/// | `primary_key(a, b)` | also with `name = ".."` |
/// | `unique(a, b)` | also with `name`, `deferrable`, `nulls_not_distinct`, `dialects(..)` |
/// | `index(a, b desc, "lower(c)")` | also with `name`, `unique`, `where`, `method`, `include(..)`, `nulls_not_distinct`, `comment`, `renamed_from`, `dialects(..)`; behind a column `asc`, `desc`, `nulls first`, `nulls last`, `ops = ".."`, `collate = ".."`, `length = 10`. A string is an expression |
/// | `check("a > b")` | also `check(name = "..", sql = "..")`, per dialect, `dialects(..)` |
/// | `foreign_key(columns(a, b), references = Type(a, b))` | also `"table(a, b)"`; `name`, `on_delete`, `on_update`, `deferrable`, `match` |
/// | `sqlite(strict, without_rowid, autoincrement)` | |
/// | `postgres(unlogged, tablespace = "..", with(fillfactor = 70), partition_by = "..")` | |
/// | `mysql(engine = "..", charset = "..", collation = "..", row_format = "..")` | |
/// | `renamed_from = ".."` | the name it had before |
/// | `crate = path` | where `fsm_core` is |
///
/// The columns of a list can stand in `columns(..)` too, which a column needs that is called like
/// one of the keys.
///
/// # `#[column(..)]`
///
/// | key | |
/// | --- | --- |
/// | `name = ".."` | the column's name |
/// | `primary_key` | alone or part of it |
/// | `autoincrement`, `autoincrement = false` | otherwise a single integer key is numbered |
/// | `identity`, `identity(always, start = 1, increment = 1, min = 1, max = 9, cycle, cache = 5)` | |
/// | `unique`, `unique = "name"` | |
/// | `index`, `index = "name"` | |
/// | `length = 50` | of text or bytes |
/// | `precision = 10`, `scale = 2` | of decimal numbers |
/// | `sql_type = ".."` | the type in the author's words; on some dialects `sql_type(postgres = "..")` |
/// | `default = ".."` | a string, a number, `true` or `false` |
/// | `default_sql = ".."` | an expression; also per dialect |
/// | `check = ".."` | also `check(name = "..", sql = "..")` |
/// | `references = Type::field` | checked by the compiler; also `"table.column"`, `"schema.table.column"` |
/// | `on_delete = ".."`, `on_update = ".."` | `cascade`, `set null`, `set default`, `restrict`, `no action` |
/// | `deferrable`, `deferrable = "initially deferred"` | |
/// | `match = "full"` | or `simple` |
/// | `collation = ".."` | also per dialect |
/// | `computed = ".."` | stored; `computed(sql = "..", virtual)`, also per dialect |
/// | `comment = ".."` | the comment in the database |
/// | `renamed_from = ".."` | the name it had before |
/// | `skip` | no column |
#[proc_macro_derive(Table, attributes(table, column, sqlx))]
pub fn table(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_table(&parse_macro_input!(input as DeriveInput)).into()
}

/// Describes columns that stand in several tables: implements `fsm_core::Embeddable`, for fields
/// that are `#[sqlx(flatten)]`.
///
/// The fields take the keys of `#[column(..)]` that say nothing of the table (no `primary_key`,
/// `unique`, `index`, `check`, `references`), the struct `#[column(crate = path)]`.
#[proc_macro_derive(Embeddable, attributes(column, sqlx))]
pub fn embeddable(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_embeddable(&parse_macro_input!(input as DeriveInput)).into()
}

/// Makes an enum without fields the type of a column: implements `fsm_core::ColumnType`, and with
/// `#[sql_enum(sqlx_type)]` what `#[derive(sqlx::Type)]` would.
#[proc_macro_derive(SqlEnum, attributes(sql_enum, sqlx))]
pub fn sql_enum(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_sql_enum(&parse_macro_input!(input as DeriveInput)).into()
}

/// Makes an enum without fields the states of a dialogue: implements `fsm_storage::States`.
///
/// A state is called by the enum and the variant in `snake_case`: `Form::Age` is `form:age`.
///
/// | key of `#[states(..)]` | |
/// | --- | --- |
/// | `prefix = "Form"` | what stands before the colon, as aiogram stores it; no colon either with `prefix = ""` |
/// | `rename_all = "camelCase"` | how the variants are written |
/// | `upgrade = function` | `fn(&str) -> Option<Self>`: what a name became that nothing else knows |
/// | `crate = path` | where `fsm_storage` is |
///
/// | key of `#[state(..)]` | |
/// | --- | --- |
/// | `name = ".."` | the whole name, as it is stored |
/// | `was = ".."` | the whole name that older versions stored; may be given several times |
#[proc_macro_derive(States, attributes(states, state))]
pub fn states(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_states(&parse_macro_input!(input as DeriveInput)).into()
}

fn expand_states(input: &DeriveInput) -> proc_macro2::TokenStream {
    let cx = Cx::new();
    let model = StatesModel::read(&cx, input);
    match (cx.finish(), &model) {
        (Ok(()), Some(model)) => emit::states(model),
        (errors, _) => emit::states_skeleton(input, model.as_ref(), errors.as_ref().err()),
    }
}

fn expand_table(input: &DeriveInput) -> proc_macro2::TokenStream {
    let cx = Cx::new();
    let model = TableModel::read(&cx, input);
    if let Some(model) = &model {
        check::table(&cx, model);
    }
    match (cx.finish(), &model) {
        (Ok(()), Some(model)) => emit::table(model),
        (errors, _) => emit::table_skeleton(input, model.as_ref(), errors.as_ref().err()),
    }
}

fn expand_embeddable(input: &DeriveInput) -> proc_macro2::TokenStream {
    let cx = Cx::new();
    let model = ColumnsModel::read_embeddable(&cx, input);
    if let Some(model) = &model {
        check::embeddable(&cx, model);
    }
    match (cx.finish(), &model) {
        (Ok(()), Some(model)) => emit::embeddable(model),
        (errors, _) => emit::embeddable_skeleton(input, model.as_ref(), errors.as_ref().err()),
    }
}

fn expand_sql_enum(input: &DeriveInput) -> proc_macro2::TokenStream {
    let cx = Cx::new();
    let model = EnumModel::read(&cx, input);
    match (cx.finish(), &model) {
        (Ok(()), Some(model)) => emit::sql_enum(model),
        (errors, _) => emit::sql_enum_skeleton(input, errors.as_ref().err()),
    }
}
