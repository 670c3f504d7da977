use super::door;
use super::session::Session;
use crate::change::Change;
use crate::error::{Error, ErrorKind};
use crate::reflect::{NameCase, referring_query};
use crate::schema::TableName;
use std::collections::BTreeMap;

/// Refuses to drop a table that one which stays refers to, where the database would not.
///
/// `DROP TABLE` on SQLite deletes the rows first, and with them, or sets to null, those of other
/// tables, if their foreign keys say so (<https://sqlite.org/foreignkeys.html#fk_schemacommands>);
/// with the checking deferred it orphans them.
pub(super) async fn refuse_outsiders(
    session: &mut dyn Session,
    changes: &[Change],
) -> Result<(), Error> {
    let dropped: Vec<&TableName> = changes
        .iter()
        .filter_map(|change| match change {
            Change::DropTable { table } => Some(&table.name),
            _ => None,
        })
        .collect();
    let Some(query) = referring_query(session.dialect(), &dropped) else { return Ok(()) };
    let key = |schema: &str, name: &str| {
        let case = NameCase::Ascii;
        (case.fold(schema).into_owned(), case.fold(name).into_owned())
    };
    let by_key: BTreeMap<(String, String), &TableName> = dropped
        .into_iter()
        .map(|name| (key(name.schema.as_deref().unwrap_or_default(), &name.name), name))
        .collect();
    let rows = door::rows(session, "look for tables that refer to others", query).await?;
    for row in rows.iter() {
        let (schema, from, to) = (row.text(0), row.text(1), row.text(2));
        if let Some(table) = by_key.get(&key(schema, to))
            && !by_key.contains_key(&key(schema, from))
        {
            let by = TableName { schema: table.schema.clone(), name: from.to_owned().into() };
            return Err(ErrorKind::StillReferenced { table: (*table).clone(), by }.into());
        }
    }
    Ok(())
}
