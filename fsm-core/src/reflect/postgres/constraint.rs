//! Primary keys, uniques, checks and foreign keys.

use super::array::numbers;
use super::draft::{Draft, Drafts, find};
use super::selection::{Selection, oid, unreadable};
use super::unmanaged::option;
use crate::error::Error;
use crate::reflect::rows::Row;
use crate::reflect::{Flaw, Rows, Unmanaged};
use crate::schema::{
    CheckDef, Deferrable, ForeignKeyDef, MatchType, PrimaryKeyDef, ReferentialAction, Str,
    TableName, UniqueDef,
};
use std::collections::BTreeMap;

/// The constraints of all tables; those that stand for another on a partition are left out.
///
/// `indnullsnotdistinct` and `confdelsetcols` came with PostgreSQL 15, `conenforced` and `conperiod`
/// with 18: before, the names mean what stands outside.
pub(super) fn query(selection: &Selection) -> String {
    format!(
        "SELECT q.* FROM (SELECT false AS indnullsnotdistinct, NULL::int2[] AS confdelsetcols, \
         true AS conenforced, false AS conperiod) AS older, LATERAL (\
         SELECT k.conrelid::text, k.conname::text, k.contype::text, k.conkey::text, \
         k.confrelid::text, k.confkey::text, \
         CASE WHEN k.contype = 'f' \
         THEN concat(k.confdeltype, k.confupdtype, k.confmatchtype) END, \
         CASE WHEN k.condeferred THEN 'd' WHEN k.condeferrable THEN 'i' END, \
         CASE WHEN NOT k.convalidated THEN 'f' END, \
         CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END, \
         CASE WHEN indnullsnotdistinct THEN 't' END, \
         CASE WHEN i.indnkeyatts < i.indnatts OR n.reloptions IS NOT NULL OR n.reltablespace <> 0 \
         OR k.contype = 'p' AND k.condeferrable OR k.contype = 'c' AND k.connoinherit \
         OR confdelsetcols IS NOT NULL OR NOT conenforced OR conperiod \
         THEN pg_get_constraintdef(k.oid) \
         || coalesce(' WITH (' || array_to_string(n.reloptions, ', ') || ')', '') \
         || coalesce(' USING INDEX TABLESPACE ' || (SELECT quote_ident(s.spcname) \
         FROM pg_catalog.pg_tablespace AS s WHERE s.oid = n.reltablespace), '') END \
         FROM pg_catalog.pg_class AS r \
         JOIN pg_catalog.pg_constraint AS k ON k.conrelid = r.oid \
         LEFT JOIN pg_catalog.pg_index AS i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u') \
         LEFT JOIN pg_catalog.pg_class AS n ON n.oid = i.indexrelid \
         WHERE {} AND k.contype IN ('p', 'u', 'c', 'f') AND k.conparentid = 0) AS q",
        selection.tables()
    )
}

/// The columns that foreign keys refer to in tables that are not read.
pub(super) fn referred_query(selection: &Selection) -> String {
    format!(
        "SELECT DISTINCT t.oid::text, n.nspname::text, t.relname::text, a.attnum::text, \
         a.attname::text FROM pg_catalog.pg_class AS r \
         JOIN pg_catalog.pg_constraint AS k ON k.conrelid = r.oid \
         JOIN pg_catalog.pg_class AS t ON t.oid = k.confrelid \
         JOIN pg_catalog.pg_namespace AS n ON n.oid = t.relnamespace \
         JOIN pg_catalog.pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = ANY (k.confkey) \
         WHERE {} AND k.contype = 'f' AND k.conparentid = 0 AND ({}) IS NOT TRUE",
        selection.tables(),
        selection.relations("t")
    )
}

/// Tables that are referred to: their names, and their columns by number.
type Referred = BTreeMap<u32, (TableName, BTreeMap<i16, Str>)>;

pub(super) fn read(
    selection: &Selection,
    drafts: &mut Drafts,
    rows: &Rows,
    referred: &Rows,
    unmanaged: &mut Vec<Unmanaged>,
    flaws: &mut Vec<Flaw>,
) -> Result<(), Error> {
    let referred = all_referred(selection, drafts, rows, referred)?;
    for row in rows.iter() {
        let Some(draft) = find(drafts, row.text(0))? else { continue };
        let name = row.text(1);
        let kind = match row.text(2) {
            "p" => {
                let columns = draft.names(&numbers(row.text(3)))?;
                draft.primary_key = Some(PrimaryKeyDef::new(columns).named(name.to_owned()));
                "primary key"
            }
            "u" => {
                let columns = draft.names(&numbers(row.text(3)))?;
                let mut unique = UniqueDef::new(columns).named(name.to_owned());
                unique.deferrable = deferrable(row);
                unique.nulls_not_distinct = row.get(10).is_some();
                draft.uniques.push(unique);
                "unique constraint"
            }
            "c" => {
                let check = CheckDef::new(draft.text(row.get(9))?).named(name.to_owned());
                draft.checks.push(check);
                "check"
            }
            _ => {
                let key = foreign_key(draft, &referred, row)?;
                draft.foreign_keys.push(key);
                "foreign key"
            }
        };
        if row.get(8).is_some() {
            let (table, constraint) = (draft.name.clone(), name.to_owned());
            flaws.push(Flaw::NotValidated { table, constraint });
        }
        if let Some(definition) = row.get(11) {
            unmanaged.push(option(kind, &draft.name, name, Some(definition)));
        }
    }
    Ok(())
}

fn deferrable(row: Row<'_>) -> Option<Deferrable> {
    match row.get(7)? {
        "d" => Some(Deferrable::InitiallyDeferred),
        _ => Some(Deferrable::InitiallyImmediate),
    }
}

fn foreign_key(draft: &Draft, referred: &Referred, row: Row<'_>) -> Result<ForeignKeyDef, Error> {
    let columns = draft.names(&numbers(row.text(3)))?;
    let gone = || draft.unreadable("a foreign key to a table that was dropped meanwhile");
    let (table, names) = referred.get(&oid(row.text(4))?).ok_or_else(gone)?;
    let referred: Option<Vec<Str>> =
        numbers(row.text(5)).iter().map(|number: &i16| names.get(number).cloned()).collect();
    let referred = referred.ok_or_else(gone)?;
    let mut key =
        ForeignKeyDef::new(columns, table.clone(), referred).named(row.text(1).to_owned());
    let mut flags = row.text(6).chars();
    key.on_delete = action(flags.next());
    key.on_update = action(flags.next());
    key.match_type = (flags.next() == Some('f')).then_some(MatchType::Full);
    key.deferrable = deferrable(row);
    Ok(key)
}

fn action(flag: Option<char>) -> Option<ReferentialAction> {
    match flag? {
        'r' => Some(ReferentialAction::Restrict),
        'c' => Some(ReferentialAction::Cascade),
        'n' => Some(ReferentialAction::SetNull),
        'd' => Some(ReferentialAction::SetDefault),
        // No action is what stands where nothing was said.
        _ => None,
    }
}

/// What the foreign keys refer to, in the tables that are read and in others.
fn all_referred(
    selection: &Selection,
    drafts: &Drafts,
    constraints: &Rows,
    others: &Rows,
) -> Result<Referred, Error> {
    let mut referred = Referred::new();
    for row in constraints.iter().filter(|row| row.text(2) == "f") {
        let table = oid(row.text(4))?;
        let Some(draft) = drafts.get(&table) else { continue };
        let (_, names) =
            referred.entry(table).or_insert_with(|| (draft.name.clone(), BTreeMap::new()));
        for number in numbers::<i16>(row.text(5)) {
            if let Some(at) = draft.position(number) {
                names.insert(number, draft.columns[at].name.clone());
            }
        }
    }
    for row in others.iter() {
        let name = selection.name(row.text(1), row.text(2));
        let number: i16 = row
            .text(3)
            .parse()
            .map_err(|_| unreadable(&format!("`{name}`"), "a column without a number"))?;
        let (_, names) =
            referred.entry(oid(row.text(0))?).or_insert_with(|| (name, BTreeMap::new()));
        names.insert(number, Str::Owned(row.text(4).to_owned()));
    }
    Ok(referred)
}
