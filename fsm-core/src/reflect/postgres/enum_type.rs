//! Native enums, with their labels in order.

use super::selection::{Selection, members, oid};
use crate::error::Error;
use crate::reflect::Rows;
use crate::schema::EnumDef;
use std::collections::BTreeMap;

/// The enums by the OIDs of their types and of the arrays of these.
#[derive(Default)]
pub(super) struct Enums {
    defs: Vec<(EnumDef, bool)>,
    places: BTreeMap<u32, (usize, bool)>,
}

/// The enums of the schemas, and those of others that columns use.
pub(super) fn query(selection: &Selection) -> String {
    let used = format!(
        "(SELECT a.atttypid FROM pg_catalog.pg_class AS r \
         JOIN pg_catalog.pg_attribute AS a ON a.attrelid = r.oid \
         WHERE {} AND a.attnum > 0 AND a.atttypid >= 16384)",
        selection.tables()
    );
    format!(
        "SELECT t.oid::text, t.typarray::text, n.nspname::text, t.typname::text, e.enumlabel::text, \
         (t.typnamespace IN ({}))::text FROM pg_catalog.pg_type AS t \
         JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace \
         LEFT JOIN pg_catalog.pg_enum AS e ON e.enumtypid = t.oid \
         WHERE t.typtype = 'e' AND t.oid NOT IN {} \
         AND (t.typnamespace IN ({}) OR t.oid IN {used} OR t.typarray IN {used}) \
         ORDER BY n.nspname, t.typname, e.enumsortorder",
        selection.namespaces,
        members("pg_type"),
        selection.namespaces,
    )
}

pub(super) fn read(selection: &Selection, rows: &Rows) -> Result<Enums, Error> {
    let mut enums = Enums::default();
    for row in rows.iter() {
        let type_oid = oid(row.text(0))?;
        let at = match enums.places.get(&type_oid) {
            Some(&(at, _)) => at,
            None => {
                let at = enums.defs.len();
                let name = selection.name(row.text(2), row.text(3));
                let def = EnumDef { name, labels: Vec::new().into() };
                enums.defs.push((def, row.text(5) == "true"));
                enums.places.insert(type_oid, (at, false));
                enums.places.insert(oid(row.text(1))?, (at, true));
                at
            }
        };
        // An enum without labels has a row without one.
        if let Some(label) = row.get(4) {
            enums.defs[at].0.labels.to_mut().push(label.to_owned().into());
        }
    }
    Ok(enums)
}

impl Enums {
    /// The enum whose type has this OID, and whether it is the array of it.
    pub(super) fn find(&self, type_oid: u32) -> Option<(&EnumDef, bool)> {
        let &(at, array) = self.places.get(&type_oid)?;
        Some((&self.defs[at].0, array))
    }

    /// The enums of the schemas that are read.
    pub(super) fn of_schemas(self) -> impl Iterator<Item = EnumDef> {
        self.defs.into_iter().filter(|(_, asked)| *asked).map(|(def, _)| def)
    }
}
