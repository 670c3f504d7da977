//! Comments on tables, columns, indexes and sequences.

use super::draft::Drafts;
use super::index::Places;
use super::selection::{Selection, oid};
use crate::error::Error;
use crate::reflect::Rows;
use crate::schema::{SequenceDef, Str};
use std::collections::BTreeMap;

pub(super) fn query(selection: &Selection) -> String {
    format!(
        "SELECT d.objoid::text, d.objsubid::text, d.description \
         FROM pg_catalog.pg_description AS d \
         JOIN pg_catalog.pg_class AS r ON r.oid = d.objoid \
         WHERE d.classoid = 'pg_catalog.pg_class'::regclass AND r.relnamespace IN ({})",
        selection.namespaces
    )
}

pub(super) fn read(
    drafts: &mut Drafts,
    indexes: &Places,
    sequences: &mut BTreeMap<u32, SequenceDef>,
    rows: &Rows,
) -> Result<(), Error> {
    for row in rows.iter() {
        let (object, part) = (oid(row.text(0))?, row.text(1).parse::<i16>().unwrap_or(0));
        let comment = Some(Str::Owned(row.text(2).to_owned()));
        if let Some(draft) = drafts.get_mut(&object) {
            match draft.position(part) {
                Some(at) => draft.columns[at].comment = comment,
                None if part == 0 => draft.comment = comment,
                None => {}
            }
        } else if let Some((table, at)) = indexes.get(&object) {
            if let Some(index) = drafts.get_mut(table).and_then(|draft| draft.indexes.get_mut(*at))
            {
                index.comment = comment;
            }
        } else if let Some(sequence) = sequences.get_mut(&object) {
            sequence.comment = comment;
        }
    }
    Ok(())
}
