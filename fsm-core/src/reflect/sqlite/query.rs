use crate::reflect::existing::askable;
use crate::reflect::{Rows, Scope};
use crate::schema::{Dialect, TableName};
use std::collections::BTreeSet;

/// The schema that names without one are in.
pub(super) const OWN: &str = "main";

/// How many answers each schema takes.
pub(super) const ANSWERS: usize = 5;

/// A schema that is read: a file that the connection has attached.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Schema {
    /// The name it is attached under.
    pub(super) name: String,
}

impl Schema {
    /// A name in it: without a schema, if it is the connection's own.
    pub(super) fn table_name(&self, name: &str) -> TableName {
        let table = TableName::new(name.to_owned());
        if self.is_own() { table } else { table.in_schema(self.name.clone()) }
    }

    fn is_own(&self) -> bool {
        self.name == OWN
    }

    fn holds(&self, name: &TableName) -> bool {
        name.schema.as_deref().unwrap_or(OWN).eq_ignore_ascii_case(&self.name)
    }
}

/// The question for the attached files.
pub(super) fn attached() -> String {
    "SELECT name FROM pragma_database_list".to_owned()
}

/// The schemas that `scope` asks for and the connection has, sorted. Temporary tables are of the
/// session and no part of the database.
pub(super) fn schemas(scope: &Scope, attached: &Rows) -> Vec<Schema> {
    let default = scope.schemas.is_empty() || scope.default_schema;
    let asked = |name: &str| {
        (default && name == OWN)
            || scope.schemas.iter().any(|asked| asked.eq_ignore_ascii_case(name))
    };
    let names: BTreeSet<&str> = attached
        .iter()
        .map(|row| row.text(0))
        .filter(|name| *name != "temp" && asked(name))
        .collect();
    names.into_iter().map(|name| Schema { name: name.to_owned() }).collect()
}

/// The queries for one schema, [`ANSWERS`] of them, each for all of its tables.
///
/// The schema table is read first, which begins the transaction in which the others run.
pub(super) fn of_schema(scope: &Scope, schema: &Schema) -> [String; ANSWERS] {
    let master = format!("{}.sqlite_schema", Dialect::Sqlite.quote_identifier(&schema.name));
    let text = Dialect::Sqlite.quote_string(&schema.name);
    // Not `LIKE`, which heeds case if the connection was told so.
    let filter = format!("lower(substr(m.name, 1, 7)) <> 'sqlite_'{}", chosen(scope, schema));
    // Virtual tables have no page of their own, and cannot be opened without their module.
    let tables = format!(
        "{master} AS m CROSS JOIN pragma_table_xinfo(m.name, {text}) AS p \
         WHERE m.type = 'table' AND m.rootpage <> 0 AND {filter}"
    );
    [
        format!(
            "SELECT m.type, m.name, m.tbl_name, m.rootpage, m.sql FROM {master} AS m \
             WHERE {filter} ORDER BY m.rowid"
        ),
        format!("SELECT name FROM pragma_table_list WHERE schema = {text} AND type = 'shadow'"),
        format!("SELECT m.name, p.name, p.type, p.\"notnull\", p.pk, p.hidden FROM {tables}"),
        format!(
            "SELECT m.name, k.id, k.\"table\", k.\"from\", coalesce(k.\"to\", \
             (SELECT p.name FROM pragma_table_xinfo(k.\"table\", {text}) AS p WHERE p.pk = k.seq + 1)) \
             FROM {master} AS m CROSS JOIN pragma_foreign_key_list(m.name, {text}) AS k \
             WHERE m.type = 'table' AND m.rootpage <> 0 AND {filter}"
        ),
        format!(
            "SELECT m.name, x.cid, x.name \
             FROM {master} AS m CROSS JOIN pragma_index_xinfo(m.name, {text}) AS x \
             WHERE m.type = 'index' AND m.sql IS NOT NULL AND x.key = 1 AND {filter}"
        ),
    ]
}

/// What `scope` says of tables, as conditions of their own.
fn chosen(scope: &Scope, schema: &Schema) -> String {
    let name = "m.tbl_name COLLATE NOCASE";
    let list = |tables: &[TableName]| {
        let names: Vec<String> = tables
            .iter()
            .filter(|table| schema.holds(table) && askable(table))
            .map(|table| Dialect::Sqlite.quote_string(&table.name))
            .collect();
        names.join(", ")
    };
    let only = list(&scope.tables);
    let except = list(&scope.except);
    // A list that names no table of this schema chooses none of its tables.
    let only = (!scope.tables.is_empty()).then(|| format!(" AND {name} IN ({only})"));
    let except = (!except.is_empty()).then(|| format!(" AND {name} NOT IN ({except})"));
    only.unwrap_or_default() + &except.unwrap_or_default()
}
