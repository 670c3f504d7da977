//! The names of a source: a struct for each table, an enum for each set of labels, a field for each
//! column.
//! It never writes them.

use super::RustSource;
use super::enum_type::can_derive;
use super::rust_type::{FieldType, Needs};
use crate::ident::{self, Distinct};
use fsm_core::{ColumnDef, Dialect, EnumDef, SqlType, TableDef, TableName};
use heck::{ToKebabCase, ToLowerCamelCase, ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Names that a file uses without importing them.
const PRELUDE: &[&str] = &[
    "Box", "Err", "FromRow", "None", "Ok", "Option", "Result", "Some", "SqlEnum", "String",
    "Table", "Vec",
];

/// The names of a source.
#[derive(Debug, Default)]
pub(super) struct Names {
    tables: BTreeMap<TableName, TableNames>,
    enums: Vec<(EnumDef, String)>,
}

/// The names of a table's struct.
#[derive(Debug)]
pub(super) struct TableNames {
    /// The struct.
    pub(super) ident: String,
    /// The module, where each table has one.
    pub(super) module: String,
    /// What makes the columns' names of the fields', in sqlx's words.
    pub(super) rename_all: Option<&'static str>,
    /// The field of each column; none for a column that no struct can have.
    fields: Vec<Option<String>>,
}

impl Names {
    pub(super) fn of(source: &RustSource<'_>) -> Self {
        let tables: Vec<&TableDef> =
            source.metadata.tables().filter(|table| can_be(table)).collect();
        let mut names = Self::default();
        let enums: Vec<&EnumDef> = enums(&tables);
        let mut distinct = Distinct::default();
        distinct.reserve(PRELUDE.iter().copied());
        distinct.reserve(imported(source, &tables).iter().copied());

        let wanted = |table: &TableDef| source.structs.get(&table.name).cloned();
        let plain = |table: &TableDef| {
            let name = wanted(table);
            ident::type_name(name.as_deref().unwrap_or(&table.name.name), "Row")
        };
        let all: BTreeSet<String> = tables.iter().map(|table| plain(table)).collect();
        // Tables whose struct has their own name keep it, whatever comes before them.
        let follows = |table: &TableDef| plain(table).to_snake_case() == *table.name.name;
        let mut idents = vec![String::new(); tables.len()];
        for own in [true, false] {
            for (at, table) in tables.iter().enumerate().filter(|(_, table)| follows(table) == own)
            {
                let first = plain(table);
                let schema = table.name.schema.iter();
                let both = schema.map(|schema| format!("{schema}_{}", table.name.name));
                let candidates = std::iter::once(first.clone())
                    .filter(|first| !distinct.is_taken(first))
                    .chain(both.map(|both| ident::type_name(&both, "Row")))
                    .chain([format!("{first}Row")]);
                let candidates: Vec<String> = candidates.collect();
                idents[at] = distinct.take(candidates, "", &all);
            }
        }
        for def in enums {
            let first = ident::type_name(&def.name.name, "Label");
            let mut candidates = vec![];
            if !distinct.is_taken(&first) {
                candidates.push(first.clone());
            }
            candidates.push(format!("{first}Type"));
            let ident = distinct.take(candidates, "", &all);
            names.enums.push((def.clone(), ident));
        }
        let mut modules = Distinct::default();
        modules.reserve(["enums", "mod", "main", "lib"]);
        modules.reserve(idents.iter().map(String::as_str));
        modules.reserve(names.enums.iter().map(|(_, ident)| ident.as_str()));
        for (table, ident) in tables.into_iter().zip(idents) {
            let module = modules.take([ident::field(&ident)], "_", &BTreeSet::new());
            let (rename_all, fields) = fields(table);
            let table_names = TableNames { ident, module, rename_all, fields };
            names.tables.insert(table.name.clone(), table_names);
        }
        names
    }

    /// The names of a table's struct, if it has one.
    pub(super) fn table(&self, name: &TableName) -> Option<&TableNames> {
        self.tables.get(name)
    }

    /// The Rust enum of a column's type, if one can be derived.
    pub(super) fn enum_ident(&self, def: &EnumDef) -> Option<&str> {
        self.enums.iter().find(|(known, _)| known == def).map(|(_, ident)| ident.as_str())
    }

    /// The Rust enums, in the order in which columns use them.
    pub(super) fn enums(&self) -> impl Iterator<Item = (&EnumDef, &str)> {
        self.enums.iter().map(|(def, ident)| (def, ident.as_str()))
    }
}

impl TableNames {
    /// The field of the column at `at`.
    pub(super) fn field(&self, at: usize) -> Option<Ident> {
        self.fields.get(at)?.as_deref().map(ident::token)
    }

    /// The field of the column called `name`.
    pub(super) fn field_of(&self, table: &TableDef, name: &str) -> Option<Ident> {
        self.field(table.columns.iter().position(|column| column.name == name)?)
    }
}

/// Whether a struct can describe the table at all.
fn can_be(table: &TableDef) -> bool {
    !table.name.name.is_empty()
        && table.name.schema.as_deref() != Some("")
        && table.columns.iter().any(|column| !column.name.is_empty())
}

/// The columns that a struct can have, by place: those with a name of their own.
fn usable(table: &TableDef) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let own = |(_, column): &(usize, &ColumnDef)| {
        !column.name.is_empty() && seen.insert(column.name.clone())
    };
    table.columns.iter().enumerate().filter(own).map(|(at, _)| at).collect()
}

/// The enums of all tables that a Rust enum can be derived for, each once.
fn enums<'t>(tables: &[&'t TableDef]) -> Vec<&'t EnumDef> {
    let mut found: Vec<&EnumDef> = Vec::new();
    for column in tables.iter().flat_map(|table| table.columns.iter()) {
        let mut sql_type = &column.sql_type;
        while let SqlType::Array(element) = sql_type {
            sql_type = element;
        }
        if let SqlType::Enum(def) = sql_type
            && can_derive(def)
            && !found.contains(&def)
        {
            found.push(def);
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

/// The names that the fields' types bring into a file.
fn imported(source: &RustSource<'_>, tables: &[&TableDef]) -> BTreeSet<&'static str> {
    let mut needs = Needs::default();
    for column in tables.iter().flat_map(|table| table.columns.iter()) {
        needs.add(&FieldType::of(source, &Names::default(), column).needs);
    }
    needs.imports.into_values().flatten().collect()
}

type Rename = (&'static str, fn(&str) -> String);

/// sqlx's patterns for the names of columns, with the functions that it calls.
const PATTERNS: &[Rename] = &[
    ("camelCase", |name| name.to_lower_camel_case()),
    ("PascalCase", |name| name.to_upper_camel_case()),
    ("SCREAMING_SNAKE_CASE", |name| name.to_shouty_snake_case()),
    ("UPPERCASE", |name| name.to_uppercase()),
    ("kebab-case", |name| name.to_kebab_case()),
];

fn fields(table: &TableDef) -> (Option<&'static str>, Vec<Option<String>>) {
    let places = usable(table);
    let names: Vec<&str> = places.iter().map(|at| &*table.columns[*at].name).collect();
    let (pattern, idents) =
        pattern(&names).unwrap_or_else(|| (None, ident::fields(names.iter().copied())));
    let mut fields = vec![None; table.columns.len()];
    for (at, ident) in places.into_iter().zip(idents) {
        fields[at] = Some(ident);
    }
    (pattern, fields)
}

/// The pattern that makes all names of identifiers, where they are not identifiers themselves.
fn pattern(names: &[&str]) -> Option<(Option<&'static str>, Vec<String>)> {
    if names.iter().all(|name| ident::field(name) == *name) {
        return None;
    }
    let idents: Vec<String> = names.iter().map(|name| name.to_snake_case()).collect();
    let different: BTreeSet<&String> = idents.iter().collect();
    if different.len() < idents.len() || idents.iter().any(|ident| ident::field(ident) != *ident) {
        return None;
    }
    let (word, _) = PATTERNS
        .iter()
        .find(|(_, rename)| idents.iter().zip(names).all(|(ident, name)| rename(ident) == *name))?;
    Some((Some(word), idents))
}

/// The word that attributes have for a dialect.
pub(super) fn dialect_key(dialect: Dialect) -> Ident {
    Ident::new(dialect.key(), Span::call_site())
}
