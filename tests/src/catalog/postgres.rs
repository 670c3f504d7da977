//! PostgreSQL's catalog: one query over all schemas that are not the system's own.

/// Rows of kind, owner, name, detail.
pub(super) const QUERY: &str = r"
WITH ns AS (
    SELECT oid, nspname::text AS schema FROM pg_namespace
    WHERE nspname NOT LIKE 'pg\_%' ESCAPE E'\\' AND nspname <> 'information_schema'
), rel AS (
    SELECT c.oid, c.relname::text AS name, c.relkind, ns.schema
    FROM pg_class c JOIN ns ON ns.oid = c.relnamespace
)
SELECT 'schema', '', schema, '' FROM ns
UNION ALL
SELECT CASE relkind WHEN 'r' THEN 'table' WHEN 'i' THEN 'index' WHEN 'S' THEN 'sequence'
            WHEN 'v' THEN 'view' ELSE relkind::text END,
       schema, name, CASE relkind WHEN 'i' THEN pg_get_indexdef(oid) ELSE '' END
FROM rel
UNION ALL
SELECT 'column', rel.name, a.attname::text,
       concat_ws(' ', format_type(a.atttypid, a.atttypmod),
                 CASE WHEN a.attnotnull THEN 'not null' END, a.attidentity,
                 pg_get_expr(d.adbin, d.adrelid))
FROM rel
JOIN pg_attribute a ON a.attrelid = rel.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE rel.relkind = 'r'
UNION ALL
SELECT 'collation of column', a.attname::text, c.collname::text, ''
FROM rel
JOIN pg_attribute a ON a.attrelid = rel.oid AND a.attnum > 0
JOIN pg_collation c ON c.oid = a.attcollation
WHERE rel.relkind = 'r' AND c.collname <> 'default'
UNION ALL
SELECT CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'c' THEN 'check'
            WHEN 'f' THEN 'foreign key' ELSE k.contype::text END,
       rel.name, k.conname::text, pg_get_constraintdef(k.oid)
FROM pg_constraint k JOIN rel ON rel.oid = k.conrelid
UNION ALL
SELECT 'enum', ns.schema, t.typname::text, ''
FROM pg_type t JOIN ns ON ns.oid = t.typnamespace WHERE t.typtype = 'e'
UNION ALL
SELECT 'label', t.typname::text, e.enumlabel::text, e.enumsortorder::text
FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
UNION ALL
SELECT 'comment', rel.name, coalesce(a.attname::text, ''), d.description
FROM pg_description d JOIN rel ON rel.oid = d.objoid AND d.classoid = 'pg_class'::regclass
LEFT JOIN pg_attribute a ON a.attrelid = d.objoid AND a.attnum = d.objsubid AND d.objsubid > 0
";
