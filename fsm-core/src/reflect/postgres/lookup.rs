//! Operator classes and collations by their OIDs.

use super::selection::{Selection, oid};
use crate::error::Error;
use crate::reflect::Rows;
use std::collections::BTreeMap;

/// The type `text`, whose operators `character varying` uses.
const TEXT: u32 = 25;
const VARCHAR: u32 = 1043;

pub(super) struct Lookup {
    classes: BTreeMap<u32, Class>,
    /// The default operator class for a type, by method and type.
    defaults: BTreeMap<(u32, u32), u32>,
    collations: BTreeMap<u32, String>,
}

struct Class {
    name: String,
    method: u32,
    is_default: bool,
}

pub(super) fn query(selection: &Selection) -> String {
    format!(
        "SELECT 'o', o.oid::text, CASE WHEN pg_opclass_is_visible(o.oid) \
         THEN quote_ident(o.opcname) \
         ELSE quote_ident(n.nspname) || '.' || quote_ident(o.opcname) END, \
         o.opcmethod::text, o.opcintype::text, o.opcdefault::text \
         FROM pg_catalog.pg_opclass AS o \
         JOIN pg_catalog.pg_namespace AS n ON n.oid = o.opcnamespace \
         UNION ALL SELECT 'c', c.oid::text, CASE WHEN pg_collation_is_visible(c.oid) \
         THEN c.collname::text ELSE n.nspname::text || '.' || c.collname::text END, \
         NULL, NULL, NULL \
         FROM pg_catalog.pg_collation AS c \
         JOIN pg_catalog.pg_namespace AS n ON n.oid = c.collnamespace \
         WHERE c.oid IN (SELECT unnest(i.indcollation) FROM pg_catalog.pg_class AS r \
         JOIN pg_catalog.pg_index AS i ON i.indrelid = r.oid WHERE {})",
        selection.tables()
    )
}

pub(super) fn read(rows: &Rows) -> Result<Lookup, Error> {
    let mut lookup =
        Lookup { classes: BTreeMap::new(), defaults: BTreeMap::new(), collations: BTreeMap::new() };
    for row in rows.iter() {
        let (number, name) = (oid(row.text(1))?, row.text(2).to_owned());
        if row.text(0) == "c" {
            lookup.collations.insert(number, name);
            continue;
        }
        let (method, is_default) = (oid(row.text(3))?, row.text(5) == "true");
        if is_default {
            lookup.defaults.insert((method, oid(row.text(4))?), number);
        }
        lookup.classes.insert(number, Class { name, method, is_default });
    }
    Ok(lookup)
}

impl Lookup {
    /// The name of the operator class, unless it is the one that a column of the type gets anyway.
    ///
    /// A type without a default of its own (an enum, an array, a domain) gets that of a type it
    /// counts as.
    pub(super) fn class(&self, class: u32, sql_type: u32) -> Option<&str> {
        let found = self.classes.get(&class)?;
        let sql_type = if sql_type == VARCHAR { TEXT } else { sql_type };
        let usual = match self.defaults.get(&(found.method, sql_type)) {
            Some(&default) => default == class,
            None => found.is_default,
        };
        (!usual).then_some(&*found.name)
    }

    /// The name of the collation.
    pub(super) fn collation(&self, collation: u32) -> Option<&str> {
        self.collations.get(&collation).map(String::as_str)
    }
}
