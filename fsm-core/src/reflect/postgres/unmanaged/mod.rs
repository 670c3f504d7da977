//! What stands in the schemas that are read and is no part of schema values.
//! It never lists what an extension brought: the extension itself stands for that.

mod attached;
mod relation;
mod standing;

use super::selection::Selection;
use crate::reflect::{Rows, Unmanaged};
use crate::schema::TableName;

/// Rows of kind, schema, name, the table's schema, the table, and the text it was made with.
pub(super) fn query(selection: &Selection) -> String {
    let mut parts = relation::parts(selection);
    parts.extend(attached::parts(selection));
    if selection.whole {
        parts.extend(standing::parts(selection));
    }
    parts.join(" UNION ALL ")
}

pub(super) fn read(selection: &Selection, rows: &Rows, unmanaged: &mut Vec<Unmanaged>) {
    for row in rows.iter() {
        let name = selection.name(row.text(1), row.text(2));
        let mut found = Unmanaged::new(row.text(0).to_owned(), name);
        found.table = row.get(4).map(|table| selection.name(row.text(3), table));
        found.definition = row.get(5).map(|text| text.trim_end_matches(';').to_owned());
        unmanaged.push(found);
    }
}

/// What a modelled object has that its value has no field for.
pub(super) fn option(
    kind: &str,
    table: &TableName,
    name: &str,
    definition: Option<&str>,
) -> Unmanaged {
    let name = TableName { schema: table.schema.clone(), name: name.to_owned().into() };
    let mut found = Unmanaged::new(format!("option of {kind}"), name);
    found.table = Some(table.clone());
    found.definition = definition.map(str::to_owned);
    found
}

/// The condition that nothing brought the object along: no extension, and no object it is part of.
fn free(class: &str, oid: &str) -> String {
    format!(
        "NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS x \
         WHERE x.classid = 'pg_catalog.{class}'::regclass AND x.objid = {oid} AND x.objsubid = 0 \
         AND x.deptype IN ('e', 'i'))"
    )
}
