use super::super::selection::Selection;
use super::free;

/// What stands in a schema by itself.
pub(super) fn parts(selection: &Selection) -> Vec<String> {
    let namespaces = &selection.namespaces;
    let types = |kind: &str, text: &str, also: &str| {
        format!(
            "SELECT '{kind}', n.nspname::text, t.typname::text, NULL, NULL, {text} \
             FROM pg_catalog.pg_type AS t \
             JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace \
             WHERE t.typnamespace IN ({namespaces}) AND {also} AND {}",
            free("pg_type", "t.oid")
        )
    };
    // Catalogs whose objects have no text that makes them again.
    let named = |kind: &str, class: &str, letters: &str| {
        format!(
            "SELECT '{kind}', n.nspname::text, o.{letters}name::text, NULL, NULL, NULL \
             FROM pg_catalog.{class} AS o \
             JOIN pg_catalog.pg_namespace AS n ON n.oid = o.{letters}namespace \
             WHERE o.{letters}namespace IN ({namespaces}) AND {}",
            free(class, "o.oid")
        )
    };
    vec![
        types("domain", DOMAIN, "t.typtype = 'd'"),
        // The type of a table is a part of the table; so is that of a view.
        types(
            "composite type",
            COMPOSITE,
            "t.typtype = 'c' AND EXISTS (SELECT FROM pg_catalog.pg_class AS c \
             WHERE c.oid = t.typrelid AND c.relkind = 'c')",
        ),
        types("range type", "NULL", "t.typtype = 'r'"),
        // An array is a part of its element's type.
        types("base type", "NULL", "t.typtype IN ('b', 'p') AND t.typcategory <> 'A'"),
        format!(
            "SELECT CASE f.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' \
             ELSE 'function' END, n.nspname::text, \
             format('%s(%s)', f.proname, pg_get_function_identity_arguments(f.oid)), NULL, NULL, \
             CASE WHEN f.prokind <> 'a' THEN pg_get_functiondef(f.oid) END \
             FROM pg_catalog.pg_proc AS f \
             JOIN pg_catalog.pg_namespace AS n ON n.oid = f.pronamespace \
             WHERE f.pronamespace IN ({namespaces}) AND {}",
            free("pg_proc", "f.oid")
        ),
        format!(
            "SELECT 'comment', n.nspname::text, t.typname::text, NULL, NULL, \
             format('COMMENT ON TYPE %I.%I IS %L', n.nspname, t.typname, e.description) \
             FROM pg_catalog.pg_type AS t \
             JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace \
             JOIN pg_catalog.pg_description AS e ON e.objoid = t.oid \
             AND e.classoid = 'pg_catalog.pg_type'::regclass \
             WHERE t.typnamespace IN ({namespaces}) AND t.typtype = 'e' AND {}",
            free("pg_type", "t.oid")
        ),
        named("collation", "pg_collation", "coll"),
        named("operator", "pg_operator", "opr"),
        named("operator class", "pg_opclass", "opc"),
        named("operator family", "pg_opfamily", "opf"),
        named("conversion", "pg_conversion", "con"),
        named("text search configuration", "pg_ts_config", "cfg"),
        named("text search dictionary", "pg_ts_dict", "dict"),
        named("text search parser", "pg_ts_parser", "prs"),
        named("text search template", "pg_ts_template", "tmpl"),
        // An extension belongs to the whole database; what every database has is left out.
        "SELECT 'extension', n.nspname::text, e.extname::text, NULL, NULL, \
         format('CREATE EXTENSION %I SCHEMA %I', e.extname, n.nspname) \
         FROM pg_catalog.pg_extension AS e \
         JOIN pg_catalog.pg_namespace AS n ON n.oid = e.extnamespace \
         WHERE n.nspname <> 'pg_catalog'"
            .to_owned(),
    ]
}

const DOMAIN: &str = "format('CREATE DOMAIN %I.%I AS %s', n.nspname, t.typname, \
    format_type(t.typbasetype, t.typtypmod)) || coalesce(' DEFAULT ' || t.typdefault, '') \
    || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END \
    || coalesce((SELECT string_agg(format(' CONSTRAINT %I %s', k.conname, \
    pg_get_constraintdef(k.oid)), '' ORDER BY k.conname) FROM pg_catalog.pg_constraint AS k \
    WHERE k.contypid = t.oid AND k.contype = 'c'), '')";

const COMPOSITE: &str = "format('CREATE TYPE %I.%I AS (%s)', n.nspname, t.typname, \
    (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' \
    ORDER BY a.attnum) FROM pg_catalog.pg_attribute AS a \
    WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped))";
