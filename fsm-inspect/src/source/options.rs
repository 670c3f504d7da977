//! What the dialect is told about a table beside its columns.
//! It never writes another dialect's options, which no database of this one can hold.

use super::column::assigned;
use super::comment::Unsaid;
use super::literal;
use super::table::Model;
use fsm_core::{Dialect, MysqlOptions, PostgresOptions, SqliteOptions, Str};
use proc_macro2::TokenStream;
use quote::quote;

/// `sqlite(strict)`, `postgres(unlogged)`, `mysql(engine = "InnoDB")`; and what no attribute says.
pub(super) fn write(model: &Model<'_>) -> (Option<TokenStream>, Vec<Unsaid>) {
    let options = &model.table.options;
    let mut unsaid = Vec::new();
    let said = match model.source.dialect {
        Dialect::Sqlite => sqlite(options.sqlite),
        Dialect::Postgres => postgres(&options.postgres, &mut unsaid),
        Dialect::Mysql => mysql(&options.mysql, &mut unsaid),
        _ => Vec::new(),
    };
    let key = super::names::dialect_key(model.source.dialect);
    ((!said.is_empty()).then(|| quote!(#key(#(#said),*))), unsaid)
}

fn sqlite(options: SqliteOptions) -> Vec<TokenStream> {
    let said = [
        options.strict.then(|| quote!(strict)),
        options.without_rowid.then(|| quote!(without_rowid)),
        options.autoincrement.then(|| quote!(autoincrement)),
    ];
    said.into_iter().flatten().collect()
}

/// `key = ".."`; an empty value is none that an attribute takes.
fn value(key: TokenStream, value: Option<&Str>, unsaid: &mut Vec<Unsaid>) -> Option<TokenStream> {
    let value = value?;
    if value.is_empty() {
        unsaid.push(Unsaid::new(format!("`{key}`, which is empty")));
        return None;
    }
    Some(assigned(key, value))
}

fn postgres(options: &PostgresOptions, unsaid: &mut Vec<Unsaid>) -> Vec<TokenStream> {
    let mut parameters = Vec::new();
    for (name, value) in options.with.iter() {
        match parameter(name, value) {
            Some(parameter) => parameters.push(parameter),
            None => unsaid.push(Unsaid::new(format!("the storage parameter `{name} = {value}`"))),
        }
    }
    let said = [
        options.unlogged.then(|| quote!(unlogged)),
        value(quote!(tablespace), options.tablespace.as_ref(), unsaid),
        (!parameters.is_empty()).then(|| quote!(with(#(#parameters),*))),
        value(quote!(partition_by), options.partition_by.as_ref(), unsaid),
    ];
    said.into_iter().flatten().collect()
}

/// `fillfactor = 70`
fn parameter(name: &str, value: &str) -> Option<TokenStream> {
    let words: Option<Vec<syn::Ident>> =
        name.split('.').map(|word| syn::parse_str(word).ok()).collect();
    let words = words?;
    let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    let value: TokenStream = match value {
        "" => return None,
        "true" | "false" => value.parse().ok()?,
        _ if is_number => value.parse().ok()?,
        _ => {
            let text = literal::text(value);
            quote!(#text)
        }
    };
    Some(quote!(#(#words).* = #value))
}

fn mysql(options: &MysqlOptions, unsaid: &mut Vec<Unsaid>) -> Vec<TokenStream> {
    let said = [
        value(quote!(engine), options.engine.as_ref(), unsaid),
        value(quote!(charset), options.charset.as_ref(), unsaid),
        value(quote!(collation), options.collation.as_ref(), unsaid),
        value(quote!(row_format), options.row_format.as_ref(), unsaid),
    ];
    said.into_iter().flatten().collect()
}
