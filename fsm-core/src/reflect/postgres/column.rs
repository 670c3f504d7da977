//! Columns, in the order of the table.

use super::draft::{ColumnFacts, Draft, Drafts, find};
use super::enum_type::Enums;
use super::selection::{Selection, oid};
use super::unmanaged::option;
use crate::dialect::read_postgres_type;
use crate::error::Error;
use crate::reflect::{Rows, Unmanaged};
use crate::schema::{Autoincrement, ColumnDef, ComputedDef, IdentityDef, Sql, SqlType, TableDef};

/// The columns of all tables, those of one together and in order.
///
/// `attcompression` came with PostgreSQL 14: before, the name means what stands outside. Of
/// `attoptions` only those are told that a person can set (manual, ALTER TABLE, `SET`): there are
/// servers that keep a mark of their own among them.
pub(super) fn query(selection: &Selection) -> String {
    format!(
        "SELECT q.* FROM (SELECT ''::\"char\" AS attcompression) AS older, LATERAL (\
         SELECT a.attrelid::text, a.attnum::text, a.attname::text, a.atttypid::text, \
         format_type(a.atttypid, a.atttypmod), a.attcollation::text, \
         CASE WHEN a.attidentity <> '' OR a.attgenerated <> '' \
         THEN concat(a.attnotnull, a.attidentity, a.attgenerated) \
         WHEN a.attnotnull THEN 't' ELSE 'f' END, \
         CASE WHEN a.atthasdef THEN 't' END, \
         pg_get_expr(d.adbin, d.adrelid), \
         CASE WHEN a.attcollation <> t.typcollation THEN (SELECT CASE \
         WHEN pg_collation_is_visible(c.oid) THEN c.collname::text \
         ELSE n.nspname::text || '.' || c.collname::text END \
         FROM pg_catalog.pg_collation AS c \
         JOIN pg_catalog.pg_namespace AS n ON n.oid = c.collnamespace \
         WHERE c.oid = a.attcollation) END, \
         CASE WHEN a.attstorage <> t.typstorage OR a.attstattarget >= 0 OR attcompression <> '' \
         OR a.attoptions IS NOT NULL AND a.attoptions::text LIKE '%n_distinct%' THEN concat_ws(' ', \
         CASE WHEN a.attstorage <> t.typstorage THEN 'STORAGE ' || CASE a.attstorage \
         WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END, \
         CASE attcompression WHEN 'p' THEN 'COMPRESSION pglz' WHEN 'l' THEN 'COMPRESSION lz4' END, \
         CASE WHEN a.attstattarget >= 0 THEN 'STATISTICS ' || a.attstattarget::text END, \
         (SELECT '(' || string_agg(o, ', ') || ')' FROM unnest(a.attoptions) AS o \
         WHERE o LIKE 'n_distinct%')) END \
         FROM pg_catalog.pg_class AS r \
         JOIN pg_catalog.pg_attribute AS a ON a.attrelid = r.oid \
         JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid \
         LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum \
         WHERE {} AND a.attnum > 0 AND NOT a.attisdropped) AS q",
        selection.tables()
    )
}

/// What the flags of a column say: `t` or `f` for `NOT NULL`, then its identity (`a`, `d`) or how it
/// is generated (`s`, `v`).
struct Flags<'f>(&'f str);

impl Flags<'_> {
    fn nullable(&self) -> bool {
        !self.0.starts_with('t')
    }

    fn generated(&self) -> Option<char> {
        self.0.chars().nth(1).filter(|flag| matches!(flag, 's' | 'v'))
    }

    fn identity(&self) -> Option<bool> {
        match self.0.chars().nth(1) {
            Some('a') => Some(true),
            Some('d') => Some(false),
            _ => None,
        }
    }
}

pub(super) fn read(
    drafts: &mut Drafts,
    enums: &Enums,
    rows: &Rows,
    unmanaged: &mut Vec<Unmanaged>,
) -> Result<(), Error> {
    for row in rows.iter() {
        let Some(draft) = find(drafts, row.text(0))? else { continue };
        let type_oid = oid(row.text(3))?;
        let sql_type = sql_type(enums, type_oid, row.text(4));
        let mut column = ColumnDef::new(row.text(2).to_owned(), sql_type);
        let flags = Flags(row.text(6));
        column.nullable = flags.nullable();
        if row.get(7).is_some() {
            let text = draft.text(row.get(8))?;
            match flags.generated() {
                Some(how) => {
                    column.computed =
                        Some(ComputedDef { expression: Sql::new(text), stored: how == 's' });
                }
                None => column.default_sql = Some(Sql::new(text)),
            }
        }
        column.identity = flags.identity().map(|always| {
            // Its options stand with its sequence.
            IdentityDef { always, ..IdentityDef::NEW }
        });
        column.collation = row.get(9).map(|name| Sql::new(name.to_owned()));
        if let Some(text) = row.get(10) {
            unmanaged.push(option("column", &draft.name, row.text(2), Some(text)));
        }
        let number =
            row.text(1).parse().map_err(|_| draft.unreadable("a column without a number"))?;
        let facts = ColumnFacts { number, sql_type: type_oid, collation: oid(row.text(5))? };
        draft.columns.push(column);
        draft.facts.push(facts);
    }
    for draft in drafts.values_mut() {
        in_order(draft);
    }
    Ok(())
}

/// Columns by their numbers, whatever order the answer had.
fn in_order(draft: &mut Draft) {
    if draft.facts.is_sorted_by_key(|facts| facts.number) {
        return;
    }
    let columns = std::mem::take(&mut draft.columns);
    let facts = std::mem::take(&mut draft.facts);
    let mut both: Vec<(ColumnDef, ColumnFacts)> = columns.into_iter().zip(facts).collect();
    both.sort_by_key(|(_, facts)| facts.number);
    (draft.columns, draft.facts) = both.into_iter().unzip();
}

fn sql_type(enums: &Enums, type_oid: u32, text: &str) -> SqlType {
    match enums.find(type_oid) {
        Some((def, false)) => SqlType::Enum(def.clone()),
        Some((def, true)) => SqlType::array(SqlType::Enum(def.clone())),
        None => read_postgres_type(text),
    }
}

/// A key of one integer that nothing numbers is told apart from one that the rule would number.
pub(super) fn settle_numbering(table: &mut TableDef) {
    let by_rule = table
        .autoincrement_column()
        .filter(|column| column.identity.is_none() && column.autoincrement == Autoincrement::Auto)
        .map(|column| column.name.clone());
    if let Some(name) = by_rule
        && let Some(column) = table.columns.to_mut().iter_mut().find(|column| column.name == name)
    {
        column.autoincrement = Autoincrement::Never;
    }
}
