//! A table as a struct with its attributes.
//! It never writes what stands around the struct.

use super::comment::{Unsaid, not_in_this_model};
use super::constraint::Constraints;
use super::convention::Conventions;
use super::names::{Names, TableNames};
use super::rust_type::{FieldType, Needs};
use super::{RustSource, column, literal, options};
use crate::ident;
use fsm_core::{NameLimit, Str, TableDef, TableName};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::{BTreeMap, BTreeSet};

/// What all structs of a source are written from.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) names: &'a Names,
    pub(super) conventions: &'a Conventions,
    pub(super) tables: &'a BTreeMap<&'a TableName, &'a TableDef>,
}

/// A table that becomes a struct.
#[derive(Clone, Copy, Debug)]
pub(super) struct Model<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) source: &'a RustSource<'a>,
    pub(super) table: &'a TableDef,
    pub(super) names: &'a TableNames,
}

/// A struct, and what it needs around it.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) item: TokenStream,
    pub(super) needs: Needs,
    /// The enums and the other structs it names.
    pub(super) siblings: BTreeSet<String>,
}

impl Model<'_> {
    /// The fields of columns that a list names, each once; none if there is one without a field.
    pub(super) fn fields(&self, columns: &[Str]) -> Option<Vec<Ident>> {
        let different: BTreeSet<&Str> = columns.iter().collect();
        if columns.is_empty() || different.len() < columns.len() {
            return None;
        }
        columns.iter().map(|name| self.names.field_of(self.table, name)).collect()
    }

    /// The place of the column called `name`.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.table.columns.iter().position(|column| column.name == name)
    }

    /// How long the database's names may be.
    pub(super) fn limit(&self) -> NameLimit {
        self.source.dialect.capabilities().name_limit
    }
}

/// ```text
/// #[derive(Debug, Clone, Table, FromRow)]
/// #[table(name = "users", unique(first_name, last_name))]
/// pub struct Person {
///     #[column(primary_key)]
///     pub id: i64,
/// }
/// ```
pub(super) fn write(model: &Model<'_>) -> Written {
    let table = model.table;
    let constraints = Constraints::of(model);
    let mut needs = Needs::default();
    let mut siblings = constraints.siblings.clone();
    let mut unsaid: Vec<Unsaid> = Vec::new();
    let mut fields = Vec::new();
    for (at, def) in table.columns.iter().enumerate() {
        let Some(ident) = model.names.field(at) else {
            unsaid.push(Unsaid::new(format!("the column {}, called `{}`", at + 1, def.name)));
            continue;
        };
        let field_type = FieldType::of(model.source, model.context.names, def);
        needs.add(&field_type.needs);
        siblings.extend(named_in(&field_type.rust, model.context.names));
        let placed = constraints.at_column.get(&at).map_or(&[][..], Vec::as_slice);
        let key =
            constraints.primary_key_at_columns && table.primary_key_columns().contains(&def.name);
        fields.push(column::write(model, def, &ident, &field_type, placed, key));
    }
    let (options, unsaid_options) = options::write(model);
    unsaid.extend(constraints.unsaid.iter().cloned());
    unsaid.extend(unsaid_options);
    unsaid.extend(hanging(model));

    let mut keys: Vec<TokenStream> = Vec::new();
    let ident = &model.names.ident;
    if heck::ToSnakeCase::to_snake_case(ident.as_str()) != *table.name.name {
        keys.push(column::assigned(quote!(name), &table.name.name));
    }
    keys.extend(table.name.schema.as_deref().map(|name| column::assigned(quote!(schema), name)));
    let set = model.source.set.as_deref().filter(|set| !set.is_empty());
    keys.extend(set.map(|set| column::assigned(quote!(metadata), set)));
    keys.extend(table.comment.as_deref().map(|text| column::assigned(quote!(comment), text)));
    let before = table.renamed_from.as_deref().filter(|name| !name.is_empty());
    keys.extend(before.map(|name| column::assigned(quote!(renamed_from), name)));
    keys.extend(constraints.at_table.iter().cloned());
    keys.extend(options);

    let said = (!keys.is_empty()).then(|| quote!(#[table(#(#keys),*)]));
    let rename_all = model.names.rename_all.map(|word| {
        let word = literal::text(word);
        quote!(#[sqlx(rename_all = #word)])
    });
    let allow =
        constraints.names_a_column_twice.then(|| quote!(#[allow(clippy::duplicated_attributes)]));
    let unsaid = not_in_this_model(&unsaid);
    let name = ident::token(ident);
    siblings.remove(ident);
    Written {
        item: quote! {
            #unsaid
            #allow
            #[derive(Debug, Clone, Table, FromRow)]
            #said
            #rename_all
            pub struct #name {
                #(#fields)*
            }
        },
        needs,
        siblings,
    }
}

/// The enum that a type is made of, if any.
fn named_in(rust: &str, names: &Names) -> Option<String> {
    let element = rust.trim_start_matches("Vec<").trim_end_matches('>');
    names.enums().find(|(_, ident)| *ident == element).map(|(_, ident)| ident.to_owned())
}

/// What hangs on the table and is no part of schema values, and what of them does not do its work.
fn hanging(model: &Model<'_>) -> Vec<Unsaid> {
    let name = &model.table.name;
    let unmanaged = model.source.unmanaged.iter();
    let unmanaged = unmanaged
        .filter(|unmanaged| unmanaged.table.as_ref() == Some(name))
        .map(|unmanaged| Unsaid::new(format!("{} `{}`", unmanaged.kind, unmanaged.name.name)));
    let flaws = model.source.flaws.iter();
    let flaws =
        flaws.filter(|flaw| flawed(flaw) == Some(name)).map(|flaw| Unsaid::new(format!("{flaw}")));
    unmanaged.chain(flaws).collect()
}

/// The table that a flaw is one of; none if this does not know the flaw.
pub(super) fn flawed(flaw: &fsm_core::Flaw) -> Option<&TableName> {
    match flaw {
        fsm_core::Flaw::InvalidIndex { table, .. } | fsm_core::Flaw::NotValidated { table, .. } => {
            Some(table)
        }
        _ => None,
    }
}
