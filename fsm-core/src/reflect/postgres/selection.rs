//! Which part of a database is asked for, and in which form the queries say so.

use super::{names_array, string};
use crate::error::{Error, ErrorKind};
use crate::reflect::{Rows, Scope};
use crate::schema::{Str, TableName};
use std::collections::BTreeMap;

/// The schemas that are read, and the conditions by which the queries find what stands in them.
pub(super) struct Selection {
    /// The connection's own schema.
    pub(super) own: Option<String>,
    /// The schemas that are read, by their OIDs.
    pub(super) spaces: BTreeMap<u32, String>,
    /// The OIDs of these schemas, as a list.
    pub(super) namespaces: String,
    /// Whether all tables are read, and so what hangs on none of them.
    pub(super) whole: bool,
    /// What the setting `jit` was before it was switched off.
    pub(super) jit: Option<String>,
    /// What `Selection::relations` says.
    relations: String,
}

/// What belongs to an extension, of one catalog.
pub(super) fn members(class: &str) -> String {
    format!(
        "(SELECT objid FROM pg_catalog.pg_depend \
         WHERE refclassid = 'pg_catalog.pg_extension'::regclass \
         AND classid = 'pg_catalog.{class}'::regclass AND deptype = 'e')"
    )
}

/// The connection, and which of the schemas there are.
///
/// Compiling a query of the catalog takes longer than running it: `jit` is off until the
/// transaction ends, or until the last query says what it was.
pub(super) fn connection(scope: &Scope) -> String {
    let asked: Vec<&str> =
        asked(scope).into_iter().flatten().filter(|n| !n.contains('\0')).collect();
    format!(
        "SELECT 'c', current_schema()::text, current_setting('server_version_num'), \
         current_setting('jit', true), set_config('jit', 'off', true) \
         UNION ALL SELECT 's', nspname::text, oid::text, NULL, NULL \
         FROM pg_catalog.pg_namespace \
         WHERE nspname = current_schema() OR nspname = ANY ({})",
        names_array(&asked)
    )
}

/// The schemas that the scope asks for; `None` is the connection's own.
fn asked(scope: &Scope) -> Vec<Option<&str>> {
    let mut asked: Vec<Option<&str>> = scope.schemas.iter().map(|name| Some(&**name)).collect();
    if scope.schemas.is_empty() && !scope.tables.is_empty() {
        // A table that is asked for by its schema is found there.
        asked.extend(scope.tables.iter().map(|table| table.schema.as_deref()));
    }
    if asked.is_empty() || scope.default_schema {
        asked.push(None);
    }
    asked
}

/// Below this number the catalogs lack columns that are read (PostgreSQL 12).
const OLDEST: u32 = 12_00_00;

impl Selection {
    /// What the answer to [`connection`] leads to.
    pub(super) fn new(scope: &Scope, connection: &Rows) -> Result<Self, Error> {
        let mut own = None;
        let mut jit = None;
        let mut found = BTreeMap::new();
        for row in connection.iter() {
            match row.text(0) {
                "c" => {
                    own = row.get(1).map(str::to_owned);
                    jit = row.get(3).map(str::to_owned);
                    let version = row.text(2);
                    if version.parse().unwrap_or(0) < OLDEST {
                        return Err(unreadable(
                            "the server's version",
                            &format!("`{version}`, of a server older than PostgreSQL 12"),
                        ));
                    }
                }
                "s" => {
                    found.insert(row.text(1).to_owned(), oid(row.text(2))?);
                }
                _ => {}
            }
        }
        let mut spaces = BTreeMap::new();
        for schema in asked(scope) {
            let name = match (schema, &own) {
                (Some(name), _) => name,
                (None, Some(own)) => own,
                (None, None) => {
                    let none = "none: no schema of the search path is there and open to the user";
                    return Err(unreadable("the connection's own schema", none));
                }
            };
            if let Some(&oid) = found.get(name) {
                spaces.insert(oid, name.to_owned());
            }
        }
        let namespaces = spaces.keys().map(u32::to_string).collect::<Vec<_>>().join(", ");
        let oid_of = |table: &TableName| {
            let name = table.schema.as_deref().or(own.as_deref())?;
            found.get(name).copied()
        };
        let mut relations = if scope.tables.is_empty() {
            format!("r.relnamespace IN ({namespaces})")
        } else {
            any_of(&scope.tables, oid_of)
        };
        if !scope.except.is_empty() {
            relations = format!("{relations} AND NOT {}", any_of(&scope.except, oid_of));
        }
        Ok(Self { own, spaces, namespaces, whole: scope.tables.is_empty(), jit, relations })
    }

    /// The one temporary table of this name.
    pub(super) fn temporary(name: &str) -> Self {
        Self {
            own: None,
            spaces: BTreeMap::new(),
            namespaces: "pg_my_temp_schema()".to_owned(),
            whole: false,
            jit: None,
            relations: format!(
                "r.relnamespace = pg_my_temp_schema() AND r.relname = {}",
                string(name)
            ),
        }
    }

    /// The condition on `pg_class` under this alias that says whether a relation is asked for.
    pub(super) fn relations(&self, alias: &str) -> String {
        self.relations.replace("r.rel", &format!("{alias}.rel"))
    }

    /// The condition on `pg_class AS r` that says whether it is a table that is read: no partition,
    /// no table made of another or of a type, and none that an extension brought.
    pub(super) fn tables(&self) -> String {
        format!(
            "{} AND r.relkind IN ('r', 'p') AND NOT r.relispartition AND r.reloftype = 0 \
             AND r.oid NOT IN (SELECT inhrelid FROM pg_catalog.pg_inherits) AND r.oid NOT IN {}",
            self.relations("r"),
            members("pg_class"),
        )
    }

    /// The name of what stands in the schema called `space`.
    pub(super) fn name(&self, space: &str, name: &str) -> TableName {
        let name = TableName::new(name.to_owned());
        if self.own.as_deref() == Some(space) { name } else { name.in_schema(space.to_owned()) }
    }

    /// The same, by the schema's OID.
    pub(super) fn name_in(&self, space: &str, name: &str) -> Result<TableName, Error> {
        // A temporary table stands in a schema whose name nobody asked for.
        if self.spaces.is_empty() {
            return Ok(TableName::new(name.to_owned()));
        }
        match self.spaces.get(&oid(space)?) {
            Some(space) => Ok(self.name(space, name)),
            None => Err(unreadable(&format!("`{name}`"), "a schema that was not asked for")),
        }
    }

    /// The schemas that are read, sorted.
    pub(super) fn schemas(&self) -> Vec<Str> {
        let mut names: Vec<Str> = self.spaces.values().cloned().map(Str::Owned).collect();
        names.sort();
        names
    }
}

fn any_of(tables: &[TableName], oid_of: impl Fn(&TableName) -> Option<u32>) -> String {
    let mut by_space: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for table in tables.iter().filter(|table| !table.name.contains('\0')) {
        if let Some(space) = oid_of(table) {
            by_space.entry(space).or_default().push(&table.name);
        }
    }
    if by_space.is_empty() {
        return "(r.relname IS NULL)".to_owned();
    }
    let parts: Vec<String> = by_space
        .iter()
        .map(|(space, names)| {
            format!("r.relnamespace = {space} AND r.relname = ANY ({})", names_array(names))
        })
        .collect();
    format!("({})", parts.join(" OR "))
}

/// An OID as the catalog writes it.
pub(super) fn oid(text: &str) -> Result<u32, Error> {
    text.parse().map_err(|_| unreadable("an object's number", &format!("`{text}`")))
}

/// What could not be read, and what stands there instead.
pub(super) fn unreadable(what: &str, found: &str) -> Error {
    ErrorKind::Catalog { what: what.to_owned(), found: found.to_owned() }.into()
}
