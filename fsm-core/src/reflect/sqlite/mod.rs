//! Reading SQLite's catalog: `sqlite_schema`, the pragmas, and the texts that the former keeps.
//! It never takes a text for what it does not understand: that is an error that names the object.

mod column;
mod constraint;
mod default;
mod foreign_key;
mod index;
mod parse;
mod query;
mod remark;
mod rows;
mod table;
mod whole;

pub(in crate::reflect) use whole::SqliteCatalog;

use crate::reflect::existing::Look;
use crate::schema::Dialect;

/// `sqlite_master` is one scan whatever the number of names, so the names are told apart by the
/// reader: with the case rule in one place.
///
/// Each schema answers with one row that holds all its names, because a row of its own for each
/// costs the driver several times what it costs SQLite.
pub(in crate::reflect) fn existing(look: &Look<'_>) -> String {
    let schemas: Vec<Option<&str>> = look.schemas_of_tables().into_iter().collect();
    if schemas.is_empty() {
        return "SELECT 'c', 'main', NULL".to_owned();
    }
    schemas.into_iter().map(relations).collect::<Vec<_>>().join(" UNION ALL ")
}

/// Packs a letter for the kind, the number of characters, a colon, the name.
fn relations(schema: Option<&str>) -> String {
    format!(
        "SELECT {}, group_concat(substr(type, 1, 1) || length(name) || ':' || name, ''), NULL \
         FROM {}.sqlite_master WHERE type IN ('table', 'view')",
        Dialect::Sqlite.quote_string(&format!("p{}", schema.unwrap_or_default())),
        Dialect::Sqlite.quote_identifier(schema.unwrap_or("main")),
    )
}

/// The names and kinds that [`existing`] packs into one text.
pub(in crate::reflect) fn unpack(packed: &str) -> impl Iterator<Item = (&str, &'static str)> {
    let mut rest = packed;
    std::iter::from_fn(move || {
        let (head, tail) = rest.split_once(':')?;
        let (kind, length) = match head.strip_prefix('t') {
            Some(length) => ("table", length),
            None => ("view", head.strip_prefix('v').unwrap_or_default()),
        };
        let length = length.parse::<usize>().ok()?;
        // A letter is a byte in most names, whose end needs no search then.
        let end = match tail.get(..length) {
            Some(name) if name.is_ascii() => length,
            _ => tail.char_indices().nth(length).map_or(tail.len(), |(at, _)| at),
        };
        let (name, after) = tail.split_at(end);
        rest = after;
        Some((name, kind))
    })
}

/// The foreign keys of a schema, unless they are not heeded: schema, table, the table referred to.
///
/// Virtual tables have no page of their own, and cannot be opened without their module.
pub(in crate::reflect) fn references(schema: Option<&str>) -> String {
    let label = Dialect::Sqlite.quote_string(schema.unwrap_or_default());
    let name = schema.unwrap_or("main");
    let (master, text) =
        (Dialect::Sqlite.quote_identifier(name), Dialect::Sqlite.quote_string(name));
    format!(
        "SELECT {label}, m.name, k.\"table\" \
         FROM {master}.sqlite_master AS m, pragma_foreign_key_list(m.name, {text}) AS k \
         WHERE m.type = 'table' AND m.rootpage <> 0 \
         AND (SELECT foreign_keys FROM pragma_foreign_keys)"
    )
}

#[cfg(test)]
mod tests {
    use super::unpack;

    #[test]
    fn names_that_look_like_packing_are_unpacked_as_they_are() {
        let packed = "t5:usersv3:t1:t4:ü:ö't0:";
        let expected = [("users", "table"), ("t1:", "view"), ("ü:ö'", "table"), ("", "table")];
        assert_eq!(unpack(packed).collect::<Vec<_>>(), expected);
        assert_eq!(unpack("").count(), 0);
    }
}
