use super::super::selection::{Selection, members};

/// What hangs on a table or a view.
pub(super) fn parts(selection: &Selection) -> Vec<String> {
    let on = format!(
        "{} AND NOT r.relispartition AND r.oid NOT IN {}",
        selection.relations("r"),
        members("pg_class")
    );
    let attached = |kind: &str, name: &str, text: &str, from: &str, also: &str| {
        format!(
            "SELECT '{kind}', n.nspname::text, {name}::text, n.nspname::text, r.relname::text, \
             {text} FROM pg_catalog.pg_class AS r \
             JOIN pg_catalog.pg_namespace AS n ON n.oid = r.relnamespace \
             JOIN {from} WHERE {on}{also}"
        )
    };
    vec![
        attached(
            "exclusion constraint",
            "k.conname",
            "format('ALTER TABLE %I.%I ADD CONSTRAINT %I ', n.nspname, r.relname, k.conname) \
             || pg_get_constraintdef(k.oid)",
            "pg_catalog.pg_constraint AS k ON k.conrelid = r.oid",
            " AND k.contype = 'x' AND k.conparentid = 0",
        ),
        attached(
            "trigger",
            "g.tgname",
            "pg_get_triggerdef(g.oid)",
            "pg_catalog.pg_trigger AS g ON g.tgrelid = r.oid",
            " AND NOT g.tgisinternal",
        ),
        attached(
            "rule",
            "w.rulename",
            "pg_get_ruledef(w.oid)",
            "pg_catalog.pg_rewrite AS w ON w.ev_class = r.oid",
            " AND w.rulename <> '_RETURN'",
        ),
        attached(
            "policy",
            "y.polname",
            POLICY,
            "pg_catalog.pg_policy AS y ON y.polrelid = r.oid",
            "",
        ),
        attached(
            "statistics object",
            "s.stxname",
            "pg_get_statisticsobjdef(s.oid)",
            "pg_catalog.pg_statistic_ext AS s ON s.stxrelid = r.oid",
            "",
        ),
        attached(
            "publication",
            "u.pubname",
            "NULL",
            "pg_catalog.pg_publication_rel AS l ON l.prrelid = r.oid \
             JOIN pg_catalog.pg_publication AS u ON u.oid = l.prpubid",
            "",
        ),
        attached(
            "comment",
            "k.conname",
            "format('COMMENT ON CONSTRAINT %I ON %I.%I IS %L', k.conname, n.nspname, r.relname, \
             e.description)",
            "pg_catalog.pg_constraint AS k ON k.conrelid = r.oid \
             JOIN pg_catalog.pg_description AS e ON e.objoid = k.oid \
             AND e.classoid = 'pg_catalog.pg_constraint'::regclass",
            "",
        ),
    ]
}

const POLICY: &str = "format('CREATE POLICY %I ON %I.%I AS %s FOR %s TO %s', y.polname, n.nspname, \
    r.relname, CASE WHEN y.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END, \
    CASE y.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' \
    WHEN 'd' THEN 'DELETE' ELSE 'ALL' END, \
    (SELECT string_agg(CASE WHEN role = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(role)) END, \
    ', ') FROM unnest(y.polroles) AS role)) \
    || coalesce(' USING (' || pg_get_expr(y.polqual, r.oid) || ')', '') \
    || coalesce(' WITH CHECK (' || pg_get_expr(y.polwithcheck, r.oid) || ')', '')";
