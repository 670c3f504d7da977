//! Indexes that are no constraint's.

use super::array::{numbers, texts};
use super::draft::{Draft, Drafts, find};
use super::index_text::{KeyWords, key_words, without_parentheses};
use super::lookup::Lookup;
use super::selection::{Selection, oid};
use super::unmanaged::option;
use crate::error::Error;
use crate::reflect::rows::Row;
use crate::reflect::{Flaw, Rows, Unmanaged};
use crate::schema::{IndexColumn, IndexDef, NullsOrder, SortOrder, Sql, Str};

/// The bits of `indoption`.
const DESCENDING: u16 = 1;
const NULLS_FIRST: u16 = 2;

/// The indexes of all tables, without those that keep a constraint.
///
/// The text is asked for only where there is an expression, or an operator class with parameters,
/// which those of `btree` and `hash` do not have. `indnullsnotdistinct` came with
/// PostgreSQL 15: before, the name means what stands outside.
pub(super) fn query(selection: &Selection) -> String {
    format!(
        "SELECT q.* FROM (SELECT false AS indnullsnotdistinct) AS older, LATERAL (\
         SELECT i.indrelid::text, n.relname::text, i.indexrelid::text, i.indkey::text, \
         i.indnkeyatts::text, i.indclass::text, i.indcollation::text, i.indoption::text, \
         concat(i.indisunique, i.indisvalid, indnullsnotdistinct), quote_ident(m.amname), \
         CASE WHEN i.indpred IS NOT NULL THEN 't' END, pg_get_expr(i.indpred, i.indrelid), \
         CASE WHEN {spelled} THEN pg_get_indexdef(i.indexrelid) END, \
         CASE WHEN {spelled} THEN ARRAY(\
         SELECT pg_get_indexdef(i.indexrelid, k, false) \
         FROM generate_series(1, i.indnkeyatts) AS k)::text END, \
         CASE WHEN n.reloptions IS NOT NULL OR n.reltablespace <> 0 THEN concat_ws(' ', \
         'WITH (' || array_to_string(n.reloptions, ', ') || ')', \
         'TABLESPACE ' || (SELECT quote_ident(s.spcname) FROM pg_catalog.pg_tablespace AS s \
         WHERE s.oid = n.reltablespace)) END \
         FROM pg_catalog.pg_class AS r \
         JOIN pg_catalog.pg_index AS i ON i.indrelid = r.oid \
         JOIN pg_catalog.pg_class AS n ON n.oid = i.indexrelid \
         JOIN pg_catalog.pg_am AS m ON m.oid = n.relam \
         LEFT JOIN pg_catalog.pg_constraint AS k ON k.conindid = i.indexrelid \
         AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x') \
         WHERE {} AND k.oid IS NULL) AS q",
        selection.tables(),
        spelled = "(i.indexprs IS NOT NULL OR m.amname NOT IN ('btree', 'hash') \
            AND EXISTS (SELECT FROM pg_catalog.pg_attribute AS a \
            WHERE a.attrelid = i.indexrelid AND a.attoptions IS NOT NULL))",
    )
}

/// Where the comment of each index has to go: by the OID of the index, the table and its place.
pub(super) type Places = std::collections::BTreeMap<u32, (u32, usize)>;

pub(super) fn read(
    drafts: &mut Drafts,
    lookup: &Lookup,
    rows: &Rows,
    unmanaged: &mut Vec<Unmanaged>,
    flaws: &mut Vec<Flaw>,
) -> Result<Places, Error> {
    let mut places = Places::new();
    for row in rows.iter() {
        let Some(draft) = find(drafts, row.text(0))? else { continue };
        let name = row.text(1);
        let mut index = index(draft, lookup, row)?;
        index.name = Some(Str::Owned(name.to_owned()));
        let mut marks = row.text(8).chars().map(|mark| mark == 't');
        index.unique = marks.next() == Some(true);
        if marks.next() == Some(false) {
            flaws.push(Flaw::InvalidIndex { table: draft.name.clone(), index: name.to_owned() });
        }
        index.nulls_not_distinct = marks.next() == Some(true);
        index.method = (row.text(9) != "btree").then(|| Sql::new(row.text(9).to_owned()));
        if row.get(10).is_some() {
            index.predicate = Some(Sql::new(draft.text(row.get(11))?));
        }
        if let Some(text) = row.get(14) {
            unmanaged.push(option("index", &draft.name, name, Some(text)));
        }
        places.insert(oid(row.text(2))?, (oid(row.text(0))?, draft.indexes.len()));
        draft.indexes.push(index);
    }
    Ok(places)
}

fn index(draft: &Draft, lookup: &Lookup, row: Row<'_>) -> Result<IndexDef, Error> {
    let keys: Vec<i16> = numbers(row.text(3));
    let count: usize = row.text(4).parse().unwrap_or(keys.len()).min(keys.len());
    let classes: Vec<u32> = numbers(row.text(5));
    let collations: Vec<u32> = numbers(row.text(6));
    let options: Vec<u16> = numbers(row.text(7));
    let words = words(draft, &keys[..count], row)?;
    let mut columns = Vec::with_capacity(count);
    for (at, &key) in keys[..count].iter().enumerate() {
        let mut part = match words.get(at) {
            Some((text, words)) => spelled(draft, key, text, words)?,
            None => {
                plain(draft, lookup, key, classes.get(at).copied(), collations.get(at).copied())?
            }
        };
        let option = options.get(at).copied().unwrap_or(0);
        let (descending, first) = (option & DESCENDING != 0, option & NULLS_FIRST != 0);
        part.order = descending.then_some(SortOrder::Descending);
        part.nulls = match (descending, first) {
            (false, true) => Some(NullsOrder::First),
            (true, false) => Some(NullsOrder::Last),
            _ => None,
        };
        columns.push(part);
    }
    let mut index = IndexDef::new(columns);
    index.include = draft.names(&keys[count..])?.into();
    Ok(index)
}

/// A part of which the server's text is known.
fn spelled(draft: &Draft, key: i16, text: &str, words: &KeyWords) -> Result<IndexColumn, Error> {
    let mut part = match key {
        0 => IndexColumn::expression(without_parentheses(text).to_owned()),
        _ => IndexColumn::column(draft.names(&[key])?.swap_remove(0)),
    };
    part.collation = words.collation.clone().map(Str::Owned);
    part.operator_class = words.operator_class.clone().map(Str::Owned);
    Ok(part)
}

/// A part that is a column.
fn plain(
    draft: &Draft,
    lookup: &Lookup,
    key: i16,
    class: Option<u32>,
    collation: Option<u32>,
) -> Result<IndexColumn, Error> {
    let Some(at) = draft.position(key) else {
        return Err(draft.unreadable("an index on a column that is not there"));
    };
    let facts = &draft.facts[at];
    let mut part = IndexColumn::column(draft.columns[at].name.clone());
    let class = class.and_then(|class| lookup.class(class, facts.sql_type));
    part.operator_class = class.map(|name| Str::Owned(name.to_owned()));
    part.collation = collation
        .filter(|collation| *collation != 0 && *collation != facts.collation)
        .and_then(|collation| lookup.collation(collation))
        .map(|name| Str::Owned(name.to_owned()));
    Ok(part)
}

/// The text of each part, and the words behind it, where the text was asked for.
fn words(draft: &Draft, keys: &[i16], row: Row<'_>) -> Result<Vec<(String, KeyWords)>, Error> {
    if row.get(12).is_none() && !keys.contains(&0) {
        return Ok(Vec::new());
    }
    let whole = draft.text(row.get(12))?;
    let parts = texts(row.text(13));
    let words = key_words(&whole, &parts).filter(|words| words.len() == keys.len());
    words.ok_or_else(|| draft.unreadable("an index whose text has another form"))
}
