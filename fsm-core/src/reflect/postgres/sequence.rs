//! Sequences: of identity columns, of serial columns, and those on their own.

use super::draft::Drafts;
use super::selection::{Selection, members, oid};
use super::unmanaged::option;
use crate::error::Error;
use crate::reflect::rows::Row;
use crate::reflect::{Rows, Unmanaged};
use crate::schema::{Autoincrement, Dialect, IdentityDef, SequenceDef, SqlType, Str};
use std::collections::BTreeMap;

pub(super) fn query(selection: &Selection) -> String {
    format!(
        "SELECT s.oid::text, s.relnamespace::text, s.relname::text, \
         format_type(q.seqtypid, NULL), q.seqstart::text, q.seqincrement::text, q.seqmin::text, \
         q.seqmax::text, q.seqcache::text, q.seqcycle::text, \
         d.deptype::text, d.refobjid::text, d.refobjsubid::text, \
         CASE WHEN d.deptype = 'a' THEN s.oid::regclass::text END, s.relpersistence::text \
         FROM pg_catalog.pg_class AS s \
         JOIN pg_catalog.pg_sequence AS q ON q.seqrelid = s.oid \
         LEFT JOIN pg_catalog.pg_depend AS d ON d.classid = 'pg_catalog.pg_class'::regclass \
         AND d.objid = s.oid AND d.objsubid = 0 \
         AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid > 0 \
         AND d.deptype IN ('a', 'i') \
         WHERE s.relkind = 'S' AND s.relnamespace IN ({}) AND s.oid NOT IN {}",
        selection.namespaces,
        members("pg_class")
    )
}

/// Gives identity columns their options and serial columns their numbering, and answers with the
/// sequences that stand on their own, by their OIDs.
pub(super) fn read(
    selection: &Selection,
    drafts: &mut Drafts,
    rows: &Rows,
    unmanaged: &mut Vec<Unmanaged>,
) -> Result<BTreeMap<u32, SequenceDef>, Error> {
    let mut alone = BTreeMap::new();
    let mut serials = BTreeMap::new();
    for row in rows.iter() {
        let name = selection.name_in(row.text(1), row.text(2))?;
        let mut def = SequenceDef::new(name);
        let data_type = row.text(3);
        def.data_type = (data_type != "bigint").then(|| Str::Owned(data_type.to_owned()));
        set_options(&mut def, row, range(data_type));
        let owner = match row.get(11) {
            Some(table) => Some((oid(table)?, row.text(12).parse::<i16>().unwrap_or(0))),
            None => None,
        };
        let Some((table, number)) = owner else {
            unlogged(&def, row, unmanaged);
            alone.insert(oid(row.text(0))?, def);
            continue;
        };
        let Some(draft) = drafts.get_mut(&table) else { continue };
        let Some(at) = draft.position(number) else { continue };
        let column = &mut draft.columns[at];
        if row.text(10) == "i" {
            if let Some(identity) = &mut column.identity {
                *identity = options(identity.always, &def);
            }
            unlogged(&def, row, unmanaged);
        } else if is_usual(&def, row, &column.sql_type) && has_default(column, row.text(13)) {
            serials.entry(table).or_insert_with(Vec::new).push(at);
        } else {
            let text = format!("OWNED BY {}.{}", draft.name, column.name);
            unmanaged.push(option("sequence", &draft.name, &def.name.name, Some(&text)));
            alone.insert(oid(row.text(0))?, def);
        }
    }
    number(drafts, serials);
    Ok(alone)
}

/// The database numbers by one column; of several it is the key, or the first. The others become
/// identity columns, which number as well.
fn number(drafts: &mut Drafts, serials: BTreeMap<u32, Vec<usize>>) {
    for (table, mut places) in serials {
        let Some(draft) = drafts.get_mut(&table) else { continue };
        places.sort_unstable();
        let key = draft.primary_key.as_ref().map_or(&[][..], |key| &key.columns);
        let is_key = |at: &&usize| key.contains(&draft.columns[**at].name);
        let chosen = places.iter().find(is_key).or_else(|| places.first()).copied();
        for at in places {
            let column = &mut draft.columns[at];
            column.default_sql = None;
            if Some(at) == chosen {
                column.autoincrement = Autoincrement::Always;
            } else {
                column.identity = Some(IdentityDef::NEW);
            }
        }
    }
}

/// Whether the sequence is as `serial` makes it.
fn is_usual(def: &SequenceDef, row: Row<'_>, sql_type: &SqlType) -> bool {
    let fits = match row.text(3) {
        "smallint" => *sql_type == SqlType::SmallInteger,
        "integer" => *sql_type == SqlType::Integer,
        // Before PostgreSQL 10 every sequence counted so, and some still do.
        _ => matches!(sql_type, SqlType::SmallInteger | SqlType::Integer | SqlType::BigInteger),
    };
    fits && options(false, def) == IdentityDef::NEW && row.text(14) != "u"
}

/// Whether the column defaults to the next number of the sequence of this name.
fn has_default(column: &crate::schema::ColumnDef, sequence: &str) -> bool {
    let expected = format!("nextval('{}'::regclass)", sequence.replace('\'', "''"));
    let text = column.default_sql.as_ref().and_then(|sql| sql.text(Dialect::Postgres));
    text == Some(&*expected)
}

fn unlogged(def: &SequenceDef, row: Row<'_>, unmanaged: &mut Vec<Unmanaged>) {
    // That of an identity column follows its table, which tells.
    if row.text(14) == "u" && row.get(10).is_none() {
        let mut found = Unmanaged::new("option of sequence", def.name.clone());
        found.definition = Some("UNLOGGED".to_owned());
        unmanaged.push(found);
    }
}

/// The smallest and the largest number of the type.
fn range(data_type: &str) -> (i64, i64) {
    match data_type {
        "smallint" => (i64::from(i16::MIN), i64::from(i16::MAX)),
        "integer" => (i64::from(i32::MIN), i64::from(i32::MAX)),
        _ => (i64::MIN, i64::MAX),
    }
}

/// The options that are not what is meant where nothing is said (manual, CREATE SEQUENCE).
fn set_options(def: &mut SequenceDef, row: Row<'_>, (smallest, largest): (i64, i64)) {
    let number = |at: usize| row.text(at).parse::<i64>().ok();
    let unusual = |at: usize, usual: i64| number(at).filter(|found| *found != usual);
    let increment = number(5).unwrap_or(1);
    let (usual_min, usual_max) = if increment < 0 { (smallest, -1) } else { (1, largest) };
    def.increment = unusual(5, 1);
    def.min_value = unusual(6, usual_min);
    def.max_value = unusual(7, usual_max);
    let first = if increment < 0 { number(7) } else { number(6) };
    def.start = number(4).filter(|start| Some(*start) != first);
    def.cache = unusual(8, 1);
    def.cycle = row.text(9) == "true";
}

fn options(always: bool, def: &SequenceDef) -> IdentityDef {
    let mut identity = IdentityDef::NEW;
    identity.always = always;
    identity.start = def.start;
    identity.increment = def.increment;
    identity.min_value = def.min_value;
    identity.max_value = def.max_value;
    identity.cycle = def.cycle;
    identity.cache = def.cache;
    identity
}
