mod array;
mod column;
mod comment;
mod constraint;
mod draft;
mod enum_type;
mod index;
mod index_text;
mod lookup;
mod scratch;
mod selection;
mod sequence;
mod table;
mod unmanaged;
mod whole;

pub(in crate::reflect) use whole::PostgresCatalog;

use crate::reflect::existing::{Look, askable};
use crate::schema::Dialect;

/// One round trip: the connection, relations and types by name through the catalogs' own indexes.
///
/// The session is in a transaction block exactly if the transaction began before this statement:
/// PostgreSQL's manual, 9.9.5, on `transaction_timestamp()` and `statement_timestamp()`.
pub(in crate::reflect) fn existing(look: &Look<'_>) -> String {
    let mut parts = vec![
        "SELECT 'c', current_schema()::text, \
         (transaction_timestamp() <> statement_timestamp())::text"
            .to_owned(),
    ];
    for (schema, names) in look.tables_by_schema() {
        parts.push(format!(
            "SELECT {}, relname::text, relkind::text FROM pg_catalog.pg_class \
             WHERE relnamespace = {} AND relname = ANY ({})",
            tag('t', schema),
            namespace(schema),
            names_array(&names),
        ));
    }
    // By the search path, as a foreign key finds it.
    for name in look.referred.iter().filter(|name| askable(name)) {
        parts.push(format!(
            "SELECT {}, {}, NULL WHERE to_regclass({}) IS NOT NULL",
            tag('r', name.schema.as_deref()),
            string(&name.name),
            string(&Dialect::Postgres.quote_name(name)),
        ));
    }
    for (schema, names) in look.enums_by_schema() {
        parts.push(format!(
            "SELECT {}, typname::text, typtype::text FROM pg_catalog.pg_type \
             WHERE typnamespace = {} AND typname = ANY ({})",
            tag('e', schema),
            namespace(schema),
            names_array(&names),
        ));
    }
    let schemas = look.askable_schemas();
    if !schemas.is_empty() {
        parts.push(format!(
            "SELECT 's', nspname::text, NULL FROM pg_catalog.pg_namespace \
             WHERE nspname = ANY ({})",
            names_array(&schemas),
        ));
    }
    for (schema, names) in look.referring_by_schema() {
        parts.push(format!(
            "SELECT {}, r.relname::text, k.conname::text FROM pg_catalog.pg_constraint AS k \
             JOIN pg_catalog.pg_class AS r ON r.oid = k.conrelid \
             WHERE k.contype = 'f' AND r.relnamespace = {} AND r.relname = ANY ({})",
            tag('f', schema),
            namespace(schema),
            names_array(&names),
        ));
    }
    parts.join(" UNION ALL ")
}

/// What `pg_class.relkind` means.
pub(in crate::reflect) fn kind(text: &str) -> &'static str {
    match text {
        "r" | "p" => "table",
        "v" => "view",
        "m" => "materialized view",
        "S" => "sequence",
        "f" => "foreign table",
        "i" | "I" => "index",
        "c" => "composite type",
        _ => "object of another kind",
    }
}

/// What `pg_type.typtype` means.
pub(in crate::reflect) fn type_kind(text: &str) -> &'static str {
    match text {
        "e" => "enum",
        "d" => "domain",
        "c" => "composite type or table",
        "r" | "m" => "range type",
        _ => "type of another kind",
    }
}

fn string(text: &str) -> String {
    Dialect::Postgres.quote_string(text)
}

/// What a row is about, and in which schema.
fn tag(letter: char, schema: Option<&str>) -> String {
    string(&format!("{letter}{}", schema.unwrap_or_default()))
}

fn namespace(schema: Option<&str>) -> String {
    let name = schema.map_or_else(|| "current_schema()".to_owned(), string);
    format!("(SELECT oid FROM pg_catalog.pg_namespace WHERE nspname = {name})")
}

/// Names as one array constant: quicker to read for the server than a list of constants.
pub(in crate::reflect) fn names_array(names: &[&str]) -> String {
    let mut text = String::from("{");
    for (at, name) in names.iter().enumerate() {
        text.push_str(if at == 0 { "\"" } else { ",\"" });
        for plain in name.split_inclusive(['"', '\\']) {
            let end = plain.trim_end_matches(['"', '\\']);
            text.push_str(end);
            if end.len() < plain.len() {
                text.push('\\');
                text.push_str(&plain[end.len()..]);
            }
        }
        text.push('"');
    }
    text.push('}');
    format!("{}::pg_catalog.name[]", string(&text))
}

/// The enums that nothing depends on, neither on themselves nor on arrays of them: columns,
/// domains, composite types, functions, views and defaults all stand in `pg_depend`.
pub(in crate::reflect) fn unused_enums(schema: Option<&str>, names: &[&str]) -> String {
    format!(
        "SELECT {}, t.typname::text FROM pg_catalog.pg_type AS t \
         WHERE t.typnamespace = {} AND t.typname = ANY ({}) AND t.typtype = 'e' \
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d \
         WHERE d.refclassid = 'pg_catalog.pg_type'::regclass \
         AND d.refobjid IN (t.oid, t.typarray) AND d.deptype = 'n')",
        string(schema.unwrap_or_default()),
        namespace(schema),
        names_array(names),
    )
}
