//! Foreign keys: by struct and field where the compiler can check them, and else by names.
//! It never decides what the compiler accepts: it asks the same questions.

use super::comment::Unsaid;
use super::constraint::{self, Placed, made_on};
use super::rust_type::FieldType;
use super::table::Model;
use super::{column, literal};
use fsm_core::{
    ForeignKeyDef, IndexKey, MatchType, ReferentialAction, SqlType, Str, TableDef, TableName,
};
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeSet;

pub(super) fn place(
    model: &Model<'_>,
    key: &ForeignKeyDef,
    taken: &BTreeSet<usize>,
    siblings: &mut BTreeSet<String>,
) -> Result<Placed, Unsaid> {
    let (table, limit) = (&model.table.name, model.limit());
    let what = format!(
        "the foreign key of `{}` to `{}` of `{}`",
        key.columns.join("`, `"),
        key.referred_columns.join("`, `"),
        key.referred_table
    );
    let unsaid = || Unsaid::new(what.clone());
    let fields = model.fields(&key.columns).ok_or_else(unsaid)?;
    if key.columns.len() != key.referred_columns.len() {
        return Err(unsaid());
    }
    let reference = match checked(model, key) {
        Some((sibling, reference)) => {
            siblings.insert(sibling);
            reference
        }
        None => {
            let text = literal::text(&by_names(key).ok_or_else(unsaid)?);
            quote!(#text)
        }
    };
    let mut plain = key.clone();
    plain.name = None;
    let name = constraint::name(
        model.source.metadata.naming().foreign_key(table, key, limit),
        &model.context.conventions.naming.foreign_key(table, &plain, limit),
        &what,
    )?;
    let mut said = vec![quote!(references = #reference)];
    said.extend(key.on_delete.map(|what| column::assigned(quote!(on_delete), action(what))));
    said.extend(key.on_update.map(|what| column::assigned(quote!(on_update), action(what))));
    said.extend(key.deferrable.map(constraint::deferral));
    said.extend(key.match_type.map(|match_type| match match_type {
        MatchType::Full => quote!(match = "full"),
        _ => quote!(match = "simple"),
    }));
    if let ([only], None) = (&*key.columns, &name)
        && let Some(at) = model.place(only).filter(|at| !taken.contains(at))
    {
        return Ok(Placed::Column(at, said));
    }
    let name = name.map(|name| column::assigned(quote!(name), &name));
    let name = name.iter();
    Ok(Placed::Table(quote!(foreign_key(#(#name,)* columns(#(#fields),*), #(#said),*))))
}

fn action(action: ReferentialAction) -> &'static str {
    match action {
        ReferentialAction::Restrict => "restrict",
        ReferentialAction::Cascade => "cascade",
        ReferentialAction::SetNull => "set null",
        ReferentialAction::SetDefault => "set default",
        _ => "no action",
    }
}

/// `User::id` or `User(a, b)` with the struct's name, if the compiler accepts it.
fn checked(model: &Model<'_>, key: &ForeignKeyDef) -> Option<(String, TokenStream)> {
    let context = model.context;
    let names = context.names.table(&key.referred_table)?;
    let referred = *context.tables.get(&key.referred_table)?;
    if !is_key(model, referred, &key.referred_columns) {
        return None;
    }
    let sets_null = [key.on_delete, key.on_update].contains(&Some(ReferentialAction::SetNull));
    for (own, other) in key.columns.iter().zip(key.referred_columns.iter()) {
        let (own, other) = (model.table.find_column(own)?, referred.find_column(other)?);
        let shape = |column| FieldType::of(model.source, context.names, column).shape;
        if !pairs(&shape(own), &shape(other)) || (sets_null && !own.nullable) {
            return None;
        }
    }
    let struct_name = crate::ident::token(&names.ident);
    let fields: Option<Vec<_>> =
        key.referred_columns.iter().map(|name| names.field_of(referred, name)).collect();
    let reference = match &fields?[..] {
        [only] => quote!(#struct_name::#only),
        fields => quote!(#struct_name(#(#fields),*)),
    };
    Some((names.ident.clone(), reference))
}

/// Arrays pair element by element while a model compiles, so equal ones do for certain.
fn pairs(own: &SqlType, other: &SqlType) -> bool {
    match (own, other) {
        (SqlType::Array(_), SqlType::Array(_)) => own == other,
        _ => own.pairs_with(other),
    }
}

/// Whether these columns are the primary key, or unique together: of all rows, as whole columns.
fn is_key(model: &Model<'_>, table: &TableDef, columns: &[Str]) -> bool {
    let wanted: BTreeSet<&str> = columns.iter().map(|name| &**name).collect();
    if wanted.len() < columns.len() {
        return false;
    }
    let dialect = model.source.dialect;
    let is_wanted =
        |key: &[Str]| key.len() == wanted.len() && key.iter().all(|name| wanted.contains(&**name));
    let unique = |index: &&fsm_core::IndexDef| {
        let column = |part: &fsm_core::IndexColumn| match &part.key {
            IndexKey::Column(name) if part.prefix_length.is_none() => Some(name.clone()),
            _ => None,
        };
        let parts: Option<Vec<Str>> = index.columns.iter().map(column).collect();
        let whole = index.predicate.as_ref().is_none_or(|sql| sql.text(dialect).is_none());
        index.unique
            && whole
            && made_on(&index.dialects, dialect)
            && parts.is_some_and(|parts| is_wanted(&parts))
    };
    is_wanted(table.primary_key_columns())
        || table
            .uniques
            .iter()
            .any(|unique| made_on(&unique.dialects, dialect) && is_wanted(&unique.columns))
        || table.indexes.iter().any(|index| unique(&index))
}

/// `schema.table.column` or `table(a, b)`, if that is read as these names.
fn by_names(key: &ForeignKeyDef) -> Option<String> {
    let table = key.referred_table.to_string();
    let columns = &key.referred_columns;
    let listed = format!("{table}({})", columns.join(", "));
    let candidates = match &**columns {
        [only] => vec![format!("{table}.{only}"), listed],
        _ => vec![listed],
    };
    candidates.into_iter().find(|text| {
        read(text).is_some_and(|(table, read)| table == key.referred_table && read[..] == **columns)
    })
}

/// The names in a text, as the derive reads them.
fn read(text: &str) -> Option<(TableName, Vec<String>)> {
    let (table, columns): (&str, Vec<String>) = if let Some(open) = text.strip_suffix(')') {
        let (table, columns) = open.split_once('(')?;
        (table, columns.split(',').map(|column| column.trim().to_owned()).collect())
    } else {
        let (table, column) = text.rsplit_once('.')?;
        (table, vec![column.trim().to_owned()])
    };
    let name = match table.rsplit_once('.') {
        Some((schema, table)) => {
            TableName::new(table.trim().to_owned()).in_schema(schema.trim().to_owned())
        }
        None => TableName::new(table.trim().to_owned()),
    };
    let empty = name.name.is_empty()
        || name.schema.as_deref() == Some("")
        || columns.iter().any(String::is_empty);
    (!empty).then_some((name, columns))
}
