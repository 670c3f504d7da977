//! Tables and their options.

use super::array::texts;
use super::draft::{Draft, Drafts};
use super::selection::{Selection, oid};
use crate::error::Error;
use crate::reflect::Rows;
use crate::schema::Str;

pub(super) fn query(selection: &Selection) -> String {
    format!(
        "SELECT r.oid::text, r.relnamespace::text, r.relname::text, r.relpersistence::text, \
         s.spcname::text, r.reloptions::text, o.reloptions::text, \
         CASE WHEN r.relkind = 'p' THEN pg_get_partkeydef(r.oid) END \
         FROM pg_catalog.pg_class AS r \
         LEFT JOIN pg_catalog.pg_tablespace AS s ON s.oid = r.reltablespace \
         LEFT JOIN pg_catalog.pg_class AS o ON o.oid = r.reltoastrelid AND o.reloptions IS NOT NULL \
         WHERE {}",
        selection.tables()
    )
}

pub(super) fn read(selection: &Selection, rows: &Rows) -> Result<Drafts, Error> {
    let mut drafts = Drafts::new();
    for row in rows.iter() {
        let mut draft = Draft::new(selection.name_in(row.text(1), row.text(2))?);
        let options = &mut draft.options.postgres;
        options.unlogged = row.text(3) == "u";
        options.tablespace = row.get(4).map(|name| Str::Owned(name.to_owned()));
        let own = texts(row.text(5));
        let toast = texts(row.text(6)).into_iter().map(|option| format!("toast.{option}"));
        options.with = own.into_iter().chain(toast).filter_map(|option| pair(&option)).collect();
        options.partition_by = row.get(7).map(|text| Str::Owned(text.to_owned()));
        drafts.insert(oid(row.text(0))?, draft);
    }
    Ok(drafts)
}

/// `fillfactor=70`
fn pair(option: &str) -> Option<(Str, Str)> {
    let (name, value) = option.split_once('=')?;
    Some((Str::Owned(name.to_owned()), Str::Owned(value.to_owned())))
}
