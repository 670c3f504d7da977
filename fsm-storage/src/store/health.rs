//! Whether the table is what this version expects, as the catalog tells it.

use super::session::Session;
use crate::error::Error;
use crate::sql::Values;
use fsm_core::{Dialect, TableDef, TableName};
use std::fmt;

/// What [`FsmStorage::health`](crate::FsmStorage::health) found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Health {
    /// The table.
    pub table: TableName,
    /// Whether it is there.
    pub exists: bool,
    /// What is not as this version expects, a sentence each; empty if it is not there.
    pub differences: Vec<String>,
}

impl Health {
    /// Whether the table is there and as this version expects.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        self.exists && self.differences.is_empty()
    }
}

/// One line: that the table is fine, or what is not.
impl fmt::Display for Health {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { table, exists, differences } = self;
        match (exists, &**differences) {
            (false, _) => write!(f, "there is no table `{table}`"),
            (true, []) => write!(f, "the table `{table}` is fine"),
            (true, some) => {
                write!(f, "the table `{table}` is not as expected: {}", some.join(", "))
            }
        }
    }
}

/// What the catalog tells of the table.
#[derive(Debug, Default)]
struct Found {
    columns: Vec<FoundColumn>,
    primary_key: Vec<String>,
    indexes: Vec<Vec<String>>,
}

#[derive(Debug)]
struct FoundColumn {
    name: String,
    sql_type: String,
    nullable: bool,
    has_default: bool,
}

impl Session<'_, '_> {
    pub(super) async fn health(&mut self) -> Result<Health, Error> {
        let shared = self.shared();
        let mut found = Found::default();
        for row in self.fetch_all(&shared.statements.catalog, &Values::default()).await? {
            let text = |column| row.text(column).map(Option::unwrap_or_default);
            let names = || Ok::<_, Error>(text(2)?.split(',').map(str::to_owned).collect());
            match text(0)? {
                "c" => found.columns.push(FoundColumn {
                    name: text(1)?.to_owned(),
                    sql_type: text(2)?.to_owned(),
                    nullable: text(3)? == "1",
                    has_default: text(4)? == "1",
                }),
                "p" => found.primary_key = names()?,
                _ => found.indexes.push(names()?),
            }
        }
        let exists = !found.columns.is_empty();
        let differences =
            if exists { differences(&shared.definition, &found, shared.dialect()) } else { vec![] };
        Ok(Health { table: shared.table.clone(), exists, differences })
    }
}

fn differences(expected: &TableDef, found: &Found, dialect: Dialect) -> Vec<String> {
    let mut differences = Vec::new();
    for column in expected.columns.iter() {
        let name = &column.name;
        let Some(there) = found.columns.iter().find(|there| there.name == **name) else {
            differences.push(format!("the column `{name}` is missing"));
            continue;
        };
        if let Some(wanted) = misfit(name, &there.sql_type, dialect) {
            differences
                .push(format!("the column `{name}` is `{}`, not `{wanted}`", there.sql_type));
        }
        if there.nullable != column.nullable {
            let verb = if there.nullable { "can" } else { "cannot" };
            differences.push(format!("the column `{name}` {verb} be NULL"));
        }
    }
    for column in &found.columns {
        let known = expected.columns.iter().any(|known| *known.name == column.name);
        if !known && !column.nullable && !column.has_default {
            differences.push(format!(
                "the column `{}` is none of the storage's and must have a value",
                column.name
            ));
        }
    }
    let key: Vec<&str> = expected
        .primary_key
        .iter()
        .flat_map(|key| key.columns.iter())
        .map(|name| &**name)
        .collect();
    if found.primary_key != key {
        differences.push(format!("the primary key is not ({})", key.join(", ")));
    }
    for index in expected.indexes.iter() {
        let columns: Vec<&str> = index.columns.iter().filter_map(column_of).collect();
        let begins = |there: &Vec<String>| columns.iter().eq(there.iter().take(columns.len()));
        if !found.indexes.iter().any(begins) {
            differences.push(format!("no index begins with ({})", columns.join(", ")));
        }
    }
    differences
}

fn column_of(part: &fsm_core::IndexColumn) -> Option<&str> {
    if let fsm_core::IndexKey::Column(name) = &part.key { Some(name) } else { None }
}

/// What the type of a column should be, if `found` is none that does.
fn misfit(column: &str, found: &str, dialect: Dialect) -> Option<&'static str> {
    let found = found.to_ascii_lowercase();
    let is_text = matches!(column, "business_connection_id" | "destiny" | "state");
    let (wanted, fits) = match (dialect, column) {
        // SQLite goes by the affinity that the name of a type gives (sqlite.org/datatype3.html).
        (Dialect::Sqlite, "data") => ("TEXT", is_text_affinity(&found)),
        (Dialect::Sqlite, _) if is_text => ("VARCHAR(255)", is_text_affinity(&found)),
        (Dialect::Sqlite, _) => ("BIGINT", found.contains("int")),
        (Dialect::Postgres, "data") => ("jsonb", found == "jsonb"),
        (Dialect::Postgres, _) if is_text => (
            "character varying(255)",
            found == "text" || found == "character varying" || found == "character varying(255)",
        ),
        (Dialect::Postgres, "key_parts") => {
            ("smallint", matches!(&*found, "smallint" | "integer" | "bigint"))
        }
        (Dialect::Postgres, _) => ("bigint", found == "bigint"),
        (Dialect::Mysql, "data") => ("json", found == "json" || found == "longtext"),
        (Dialect::Mysql, _) if is_text => ("varbinary(255)", found == "varbinary(255)"),
        // Servers write a width or none: `bigint(20)`.
        (Dialect::Mysql, "key_parts") => ("smallint", found.contains("int")),
        (Dialect::Mysql, _) => {
            ("bigint", found.starts_with("bigint") && !found.contains("unsigned"))
        }
        _ => return None,
    };
    (!fits).then_some(wanted)
}

fn is_text_affinity(name: &str) -> bool {
    !name.contains("int") && ["char", "clob", "text"].iter().any(|part| name.contains(part))
}
