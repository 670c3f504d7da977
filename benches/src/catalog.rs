//! Everything that a catalog tells of the tables of a database, so that two databases can be
//! compared.
//!
//! Never measures and never changes anything.

use crate::Failure;
use fsm_core::Dialect;
use fsm_tests::TestDatabase;

/// Fails on the first thing that one database has and the other has not.
pub(crate) async fn require_equal(
    ours: &TestDatabase,
    by_hand: &TestDatabase,
) -> Result<(), Failure> {
    for query in queries(ours.dialect()) {
        let (ours, by_hand) = (ours.query_text(query).await?, by_hand.query_text(query).await?);
        if ours.is_empty() {
            return Err(format!("nothing to compare: {query}").into());
        }
        if let Some((a, b)) = ours.iter().zip(&by_hand).find(|(a, b)| a != b) {
            return Err(format!("not the same tables:\n  ours    {a:?}\n  by hand {b:?}").into());
        }
        if ours.len() != by_hand.len() {
            return Err(format!("{} and {} objects: {query}", ours.len(), by_hand.len()).into());
        }
    }
    Ok(())
}

fn queries(dialect: Dialect) -> &'static [&'static str] {
    match dialect {
        Dialect::Sqlite => &[
            "SELECT m.name, x.name, x.type, x.\"notnull\", x.dflt_value, x.pk \
             FROM sqlite_master m, pragma_table_xinfo(m.name) x WHERE m.type = 'table' \
             ORDER BY m.name, x.cid",
            "SELECT m.name, i.\"unique\", i.origin, x.seqno, x.name, x.\"desc\" \
             FROM sqlite_master m, pragma_index_list(m.name) i, pragma_index_xinfo(i.name) x \
             WHERE m.type = 'table' AND x.key ORDER BY i.name, x.seqno",
            "SELECT m.name, f.\"from\", f.\"table\", f.\"to\", f.on_delete, f.on_update \
             FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' \
             ORDER BY m.name",
        ],
        Dialect::Postgres => &[
            "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, \
             a.attidentity, pg_get_expr(d.adbin, d.adrelid) FROM pg_class c \
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 \
             LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum \
             WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace \
             ORDER BY c.relname, a.attnum",
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexdef",
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint \
             WHERE connamespace = 'public'::regnamespace ORDER BY conname",
        ],
        _ => &[
            "SELECT table_name, column_name, column_type, is_nullable, column_default, extra, \
             collation_name FROM information_schema.columns WHERE table_schema = DATABASE() \
             ORDER BY table_name, ordinal_position",
            "SELECT table_name, index_name, seq_in_index, column_name, non_unique \
             FROM information_schema.statistics WHERE table_schema = DATABASE() \
             ORDER BY table_name, index_name, seq_in_index",
            "SELECT constraint_name, table_name, referenced_table_name, delete_rule, update_rule \
             FROM information_schema.referential_constraints \
             WHERE constraint_schema = DATABASE() ORDER BY constraint_name",
        ],
    }
}
