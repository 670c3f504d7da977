use crate::dialect;
use crate::reflect::NameCase;
use crate::registry::Metadata;
use crate::schema::{ElementType, EnumDef, SqlType, Str, TableDef, TableName};
use std::borrow::Cow;

/// Which names are one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names {
    pub(super) tables: NameCase,
    pub(super) parts: dialect::NameCase,
}

impl Names {
    /// Whether two names of columns, constraints or indexes are one.
    pub(super) fn same(self, one: &str, other: &str) -> bool {
        one == other
            || self.parts != dialect::NameCase::Sensitive
                && self.parts.fold(one) == self.parts.fold(other)
    }

    pub(super) fn same_list(self, ones: &[Str], others: &[Str]) -> bool {
        ones.len() == others.len()
            && ones.iter().zip(others).all(|(one, other)| self.same(one, other))
    }

    pub(super) fn same_table(self, one: &TableName, other: &TableName) -> bool {
        one == other || self.tables != NameCase::Exact && self.fold(one) == self.fold(other)
    }

    pub(super) fn fold(self, name: &TableName) -> (Option<Cow<'_, str>>, Cow<'_, str>) {
        (
            name.schema.as_deref().map(|schema| self.tables.fold(schema)),
            self.tables.fold(&name.name),
        )
    }
}

/// `metadata` with no word of `schema`, the connection's own: as it is read.
pub(super) fn without_schema<'m>(metadata: &'m Metadata, schema: &str) -> Cow<'m, Metadata> {
    let here = |name: &TableName| name.schema.as_deref() == Some(schema);
    let concerned = |table: &TableDef| {
        here(&table.name)
            || table.foreign_keys.iter().any(|key| here(&key.referred_table))
            || table
                .columns
                .iter()
                .any(|column| enum_of(&column.sql_type).is_some_and(|def| here(&def.name)))
    };
    let objects = metadata.enums().map(|def| &def.name);
    let mut objects = objects.chain(metadata.sequences().map(|def| &def.name));
    if !metadata.tables().any(concerned) && !objects.any(here) {
        return Cow::Borrowed(metadata);
    }
    let strip = |name: &mut TableName| {
        if here(name) {
            name.schema = None;
        }
    };
    let tables = metadata.tables().cloned().map(|mut table| {
        strip(&mut table.name);
        for key in table.foreign_keys.to_mut() {
            strip(&mut key.referred_table);
        }
        for column in table.columns.to_mut() {
            if let Some(def) = enum_of_mut(&mut column.sql_type) {
                strip(&mut def.name);
            }
        }
        table
    });
    let mut stripped: Metadata = tables.collect();
    for mut def in metadata.enums().cloned() {
        strip(&mut def.name);
        stripped.add_enum(def);
    }
    for mut def in metadata.sequences().cloned() {
        strip(&mut def.name);
        stripped.add_sequence(def);
    }
    Cow::Owned(stripped.naming_convention(metadata.naming().clone()))
}

/// The enum of a column's type, also of an array's elements.
pub(super) fn enum_of(sql_type: &SqlType) -> Option<&EnumDef> {
    match sql_type {
        SqlType::Enum(def) => Some(def),
        SqlType::Array(element) => enum_of(element),
        _ => None,
    }
}

fn enum_of_mut(sql_type: &mut SqlType) -> Option<&mut EnumDef> {
    match sql_type {
        SqlType::Enum(def) => Some(def),
        SqlType::Array(element) => {
            if let ElementType::Static(borrowed) = element {
                *element = ElementType::Boxed(Box::new(borrowed.clone()));
            }
            match element {
                ElementType::Boxed(element) => enum_of_mut(element),
                ElementType::Static(_) => None,
            }
        }
        _ => None,
    }
}
