//! The derive macros of `fsm-core`: a struct becomes a table, a struct becomes a group of columns,
//! an enum becomes a column type.
//!
//! They read attributes and write constants; they never decide anything by the name of a type.
//! Use them through `fsm_core`, which documents every attribute.

mod attr;
mod check;
mod cx;
mod emit;
mod model;
#[cfg(test)]
mod snapshot;
mod symbol;

use cx::Cx;
use model::{ColumnsModel, EnumModel, TableModel};
use syn::{DeriveInput, parse_macro_input};

/// Describes a table: implements `fsm_core::Table` and registers the table in its metadata.
#[proc_macro_derive(Table, attributes(table, column, sqlx))]
pub fn table(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expand_table(&parse_macro_input!(input as DeriveInput)).into()
}

/// Describes columns that stand in several tables: implements `fsm_core::Embeddable`, for fields
/// that are `#[sqlx(flatten)]`.
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
