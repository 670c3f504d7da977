//! Which changes make, or remove, what is asked for, given what stands.
//! It never sends anything and never spells a change.

use super::outcome::{Object, ObjectKind};
use crate::change::{Change, creation, removal, sort_tables};
use crate::error::{Error, ErrorKind};
use crate::name::NamingConvention;
use crate::reflect::{Existing, Look};
use crate::schema::{Dialect, ForeignKeyDef, TableDef, TableName};
use std::collections::BTreeSet;

/// What is asked for: these tables, on this dialect.
#[derive(Debug)]
pub(super) struct Wanted<'a> {
    pub(super) dialect: Dialect,
    pub(super) naming: &'a NamingConvention,
    pub(super) tables: &'a [&'a TableDef],
    /// The foreign keys that are made apart from their tables: the referring table, the name.
    pub(super) rings: BTreeSet<(&'a TableName, String)>,
}

impl<'a> Wanted<'a> {
    /// `look_for_rings` says whether the foreign keys that form rings are looked for one by one.
    pub(super) fn new(
        dialect: Dialect,
        naming: &'a NamingConvention,
        tables: &'a [&'a TableDef],
        look_for_rings: bool,
    ) -> Self {
        let mut wanted = Self { dialect, naming, tables, rings: BTreeSet::new() };
        if look_for_rings && !dialect.capabilities().forward_references {
            let cyclic = sort_tables(tables).cyclic;
            wanted.rings = cyclic
                .into_iter()
                .map(|(table, key)| (&table.name, wanted.key_name(&table.name, key)))
                .collect();
        }
        wanted
    }

    fn key_name(&self, table: &TableName, key: &ForeignKeyDef) -> String {
        self.naming.foreign_key(table, key, self.dialect.capabilities().name_limit)
    }

    /// The query that shows what of it stands.
    pub(super) fn look(&self) -> Look<'a> {
        let capabilities = self.dialect.capabilities();
        let mut look = Look {
            tables: self.tables.iter().map(|table| &table.name).collect(),
            foreign_keys: self.rings.iter().cloned().collect(),
            ..Look::default()
        };
        if capabilities.native_enums {
            let enums: BTreeSet<&TableName> =
                self.tables.iter().flat_map(|table| table.enums()).map(|def| &def.name).collect();
            look.enums = enums.into_iter().collect();
        }
        if capabilities.create_schema {
            look.schemas = look
                .tables
                .iter()
                .chain(&look.enums)
                .filter_map(|name| name.schema.as_deref())
                .collect();
        }
        look
    }

    /// The tables that do not stand.
    ///
    /// # Errors
    /// Something else has a table's name, or there is no schema for unqualified names.
    pub(super) fn missing(&self, existing: &Existing) -> Result<Vec<&'a TableDef>, Error> {
        let mut missing = Vec::new();
        for table in self.tables {
            match existing.relation(&table.name) {
                Some("table") => {}
                Some(kind) => {
                    return Err(ErrorKind::NotATable { name: table.name.clone(), kind }.into());
                }
                None => missing.push(*table),
            }
        }
        self.require_schema(&missing, existing)?;
        Ok(missing)
    }

    /// An unqualified name needs a schema to be created in.
    fn require_schema(&self, missing: &[&TableDef], existing: &Existing) -> Result<(), Error> {
        let unqualified = missing.iter().find(|table| table.name.schema.is_none());
        match unqualified {
            Some(table)
                if self.dialect.capabilities().create_schema
                    && existing.current_schema.is_none() =>
            {
                Err(ErrorKind::NoSchema { table: table.name.clone(), dialect: self.dialect }.into())
            }
            _ => Ok(()),
        }
    }

    /// The same query, and whether the tables stand that foreign keys of others refer to.
    pub(super) fn look_with_parents(&self) -> Look<'a> {
        let mut look = self.look();
        if !self.dialect.capabilities().forward_references {
            let own: BTreeSet<&TableName> = look.tables.iter().copied().collect();
            let keys = self.tables.iter().flat_map(|table| &*table.foreign_keys);
            let referred: BTreeSet<&TableName> =
                keys.map(|key| &key.referred_table).filter(|name| !own.contains(name)).collect();
            look.referred = referred.into_iter().collect();
        }
        look
    }

    /// That what is missing refers to nothing that will not stand either.
    ///
    /// # Errors
    /// A table that is referred to does not stand, and none of its name is created.
    pub(super) fn require_parents(
        &self,
        missing: &[&TableDef],
        existing: &Existing,
    ) -> Result<(), Error> {
        if self.dialect.capabilities().forward_references {
            return Ok(());
        }
        // Whatever their schemas: which one an unqualified name leads to, only the server knows.
        let fold = |name: &TableName| existing.case.fold(&name.name).into_owned();
        let own: BTreeSet<String> = self.tables.iter().map(|table| fold(&table.name)).collect();
        for table in missing {
            for key in &*table.foreign_keys {
                let referred = &key.referred_table;
                if !own.contains(&fold(referred)) && !existing.finds(referred) {
                    let (table, referred) = (table.name.clone(), referred.clone());
                    return Err(ErrorKind::MissingParent { table, referred }.into());
                }
            }
        }
        Ok(())
    }

    /// The foreign keys of rings that are missing though both their tables may stand: what a run
    /// that died in the middle leaves where each statement commits.
    pub(super) fn missing_rings(&self, existing: &Existing) -> bool {
        self.rings.iter().any(|(table, name)| !existing.has_foreign_key(table, name, self.dialect))
    }

    /// Everything, as if nothing stood.
    pub(super) fn everything(&self) -> Vec<Change> {
        let capabilities = self.dialect.capabilities();
        let changes =
            creation(self.tables, capabilities.native_enums, capabilities.forward_references);
        changes
            .into_iter()
            .filter(|change| {
                capabilities.create_schema || !matches!(change, Change::CreateSchema { .. })
            })
            .collect()
    }

    /// What is missing, in the order of creation: tables, and the schemas and enums that these
    /// need; and what of the latter stands.
    ///
    /// # Errors
    /// Something else has an enum's name.
    pub(super) fn creation(
        &self,
        missing: &[&TableDef],
        existing: &Existing,
    ) -> Result<(Vec<Change>, Vec<Object>), Error> {
        let needs = Needs::of(missing);
        let (mut changes, mut existed) = (Vec::new(), Vec::new());
        // Which keys form rings is decided by all tables and not by the missing ones, so that a
        // run that completes another one decides as that one did.
        for change in self.everything() {
            let (needed, stands) = match &change {
                Change::CreateSchema { schema } => {
                    (needs.schemas.contains(&**schema), existing.has_schema(schema))
                }
                Change::CreateEnum { def } if !needs.enums.contains(&def.name) => (false, false),
                Change::CreateEnum { def } => match existing.data_type(&def.name) {
                    None => (true, false),
                    Some("enum") => (true, true),
                    Some(kind) => {
                        let name = def.name.clone();
                        return Err(ErrorKind::NotAnEnum { name, kind }.into());
                    }
                },
                Change::CreateTable { table } => (needs.tables.contains(&table.name), false),
                Change::AddForeignKey { table, foreign_key } => {
                    (self.needs_key(&needs, table, foreign_key, existing), false)
                }
                _ => (true, false),
            };
            match (needed, stands) {
                (true, false) => changes.push(change),
                (true, true) => existed.extend(self.object(&change)),
                (false, _) => {}
            }
        }
        Ok((changes, existed))
    }

    fn needs_key(
        &self,
        needs: &Needs<'_>,
        table: &TableName,
        key: &ForeignKeyDef,
        existing: &Existing,
    ) -> bool {
        let name = self.key_name(table, key);
        needs.tables.contains(table)
            || (!existing.has_foreign_key(table, &name, self.dialect)
                && self.rings.contains(&(table, name)))
    }

    /// What is to be dropped, without the enums: tables, and before them the foreign keys of rings.
    ///
    /// `existing` is what stands; `None` for a drop that does not look.
    pub(super) fn removal(&self, existing: Option<&Existing>) -> Vec<Change> {
        let capabilities = self.dialect.capabilities();
        let mut changes = removal(self.tables, false, capabilities.forward_references);
        if let Some(existing) = existing {
            changes.retain(|change| match change {
                Change::DropTable { table } => existing.has_table(&table.name),
                Change::DropForeignKey { table, foreign_key } => existing.has_foreign_key(
                    table,
                    &self.key_name(table, foreign_key),
                    self.dialect,
                ),
                _ => true,
            });
        }
        changes
    }

    /// Whether rows of the tables can refer to each other in a ring, or to themselves.
    pub(super) fn has_rings(&self) -> bool {
        let to_itself = |table: &&TableDef| {
            table.foreign_keys.iter().any(|key| key.referred_table == table.name)
        };
        self.tables.iter().any(to_itself) || !sort_tables(self.tables).cyclic.is_empty()
    }

    /// How answers name what a change makes or removes.
    pub(super) fn object(&self, change: &Change) -> Option<Object> {
        Some(match change {
            Change::CreateSchema { schema } => Object::new(ObjectKind::Schema, schema),
            Change::CreateEnum { def } | Change::DropEnum { def } => {
                Object::new(ObjectKind::Enum, &def.name)
            }
            Change::CreateTable { table } | Change::DropTable { table } => {
                Object::table(&table.name)
            }
            Change::AddForeignKey { table, foreign_key }
            | Change::DropForeignKey { table, foreign_key } => Object::new(
                ObjectKind::ForeignKey,
                &format!("{table}.{}", self.key_name(table, foreign_key)),
            ),
            _ => return None,
        })
    }
}

/// What tables need besides themselves.
struct Needs<'a> {
    tables: BTreeSet<&'a TableName>,
    enums: BTreeSet<&'a TableName>,
    schemas: BTreeSet<&'a str>,
}

impl<'a> Needs<'a> {
    fn of(tables: &[&'a TableDef]) -> Self {
        let names: BTreeSet<&TableName> = tables.iter().map(|table| &table.name).collect();
        let enums: BTreeSet<&TableName> =
            tables.iter().flat_map(|table| table.enums()).map(|def| &def.name).collect();
        let schemas =
            names.iter().chain(&enums).filter_map(|name| name.schema.as_deref()).collect();
        Self { tables: names, enums, schemas }
    }
}
