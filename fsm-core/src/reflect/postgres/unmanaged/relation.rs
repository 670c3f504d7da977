use super::super::selection::{Selection, members};

/// What is listed in `pg_class` and is no table that is read.
pub(super) fn parts(selection: &Selection) -> Vec<String> {
    let (asked, parent_asked) = (selection.relations("r"), selection.relations("p"));
    let members = members("pg_class");
    let view = |kind: char, label: &str, word: &str| {
        format!(
            "SELECT '{label}', n.nspname::text, r.relname::text, NULL::text, NULL::text, \
             format('CREATE {word} %I.%I%s AS', n.nspname, r.relname, \
             ' WITH (' || array_to_string(r.reloptions, ', ') || ')') || pg_get_viewdef(r.oid) \
             FROM pg_catalog.pg_class AS r \
             JOIN pg_catalog.pg_namespace AS n ON n.oid = r.relnamespace \
             WHERE {asked} AND r.relkind = '{kind}' AND r.oid NOT IN {members}"
        )
    };
    vec![
        view('v', "view", "VIEW"),
        view('m', "materialized view", "MATERIALIZED VIEW"),
        // The indexes of a materialized view.
        format!(
            "SELECT 'index', n.nspname::text, x.relname::text, n.nspname::text, r.relname::text, \
             pg_get_indexdef(x.oid) FROM pg_catalog.pg_class AS r \
             JOIN pg_catalog.pg_namespace AS n ON n.oid = r.relnamespace \
             JOIN pg_catalog.pg_index AS i ON i.indrelid = r.oid \
             JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid \
             WHERE {asked} AND r.relkind = 'm' AND r.oid NOT IN {members}"
        ),
        format!(
            "SELECT 'foreign table', n.nspname::text, r.relname::text, NULL, NULL, NULL \
             FROM pg_catalog.pg_class AS r \
             JOIN pg_catalog.pg_namespace AS n ON n.oid = r.relnamespace \
             WHERE {asked} AND r.relkind = 'f' AND NOT r.relispartition AND r.oid NOT IN {members}"
        ),
        // Partitions, and tables made of others.
        format!(
            "SELECT CASE WHEN r.relispartition THEN 'partition' ELSE 'inherited table' END, \
             n.nspname::text, r.relname::text, m.nspname::text, p.relname::text, \
             CASE WHEN r.relispartition AND r.relkind <> 'f' THEN \
             format('CREATE TABLE %I.%I PARTITION OF %I.%I ', n.nspname, r.relname, m.nspname, \
             p.relname) || pg_get_expr(r.relpartbound, r.oid) || CASE WHEN r.relkind = 'p' \
             THEN ' PARTITION BY ' || pg_get_partkeydef(r.oid) ELSE '' END END \
             FROM pg_catalog.pg_inherits AS h \
             JOIN pg_catalog.pg_class AS r ON r.oid = h.inhrelid \
             JOIN pg_catalog.pg_namespace AS n ON n.oid = r.relnamespace \
             JOIN pg_catalog.pg_class AS p ON p.oid = h.inhparent \
             JOIN pg_catalog.pg_namespace AS m ON m.oid = p.relnamespace \
             WHERE (({asked}) OR ({parent_asked})) AND r.relkind IN ('r', 'p', 'f') \
             AND r.oid NOT IN {members}"
        ),
        format!(
            "SELECT 'typed table', n.nspname::text, r.relname::text, NULL, NULL, \
             format('CREATE TABLE %I.%I OF %s', n.nspname, r.relname, r.reloftype::regtype) \
             FROM pg_catalog.pg_class AS r \
             JOIN pg_catalog.pg_namespace AS n ON n.oid = r.relnamespace \
             WHERE {asked} AND r.relkind IN ('r', 'p') AND r.reloftype <> 0 AND r.oid NOT IN {members}"
        ),
        options(selection),
    ]
}

/// What a table has beyond its options: its access method, row security, what tells its rows apart
/// in replication.
fn options(selection: &Selection) -> String {
    format!(
        "SELECT 'option of table', n.nspname::text, r.relname::text, n.nspname::text, \
         r.relname::text, o.text FROM pg_catalog.pg_class AS r \
         JOIN pg_catalog.pg_namespace AS n ON n.oid = r.relnamespace \
         CROSS JOIN LATERAL (VALUES \
         (CASE WHEN r.relrowsecurity THEN 'ENABLE ROW LEVEL SECURITY' END), \
         (CASE WHEN r.relforcerowsecurity THEN 'FORCE ROW LEVEL SECURITY' END), \
         (CASE r.relreplident WHEN 'n' THEN 'REPLICA IDENTITY NOTHING' \
         WHEN 'f' THEN 'REPLICA IDENTITY FULL' WHEN 'i' THEN 'REPLICA IDENTITY USING INDEX ' || \
         (SELECT quote_ident(x.relname) FROM pg_catalog.pg_index AS i \
         JOIN pg_catalog.pg_class AS x ON x.oid = i.indexrelid \
         WHERE i.indrelid = r.oid AND i.indisreplident) END), \
         (CASE WHEN r.relam NOT IN (0, 2) THEN 'USING ' || \
         (SELECT quote_ident(m.amname) FROM pg_catalog.pg_am AS m WHERE m.oid = r.relam) END)) \
         AS o (text) \
         WHERE {} AND (r.relrowsecurity OR r.relforcerowsecurity \
         OR r.relreplident NOT IN ('d', CASE WHEN r.relkind = 'p' THEN 'n' ELSE 'd' END) \
         OR r.relam NOT IN (0, 2)) AND o.text IS NOT NULL",
        selection.tables()
    )
}
