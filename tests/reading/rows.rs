//! Rows: a few in every table, such that every constraint that this program draws holds for them.

use std::collections::{BTreeMap, BTreeSet};

use fsm_core::{Dialect, MatchType, SqlType, Str, TableDef, TableName};

use crate::draw::Draw;
use crate::ground::{Error, Ground};
use crate::lineage::Lineage;
use crate::schema::{Schema, family};

/// How many rows there are, and what is null in the second.
#[derive(Clone, Debug, Default)]
pub(crate) struct Rows {
    pub(crate) count: usize,
    nulls: BTreeSet<(TableName, Str)>,
}

/// The rows of tables as texts: table, column, values.
pub(crate) type Values = BTreeMap<TableName, BTreeMap<Str, Vec<Option<String>>>>;

impl Rows {
    /// None in a third of the samples, or one to three a table.
    pub(crate) fn any(draw: &mut Draw, schema: &Schema) -> Self {
        let count = draw.below(3) * (1 + draw.below(2));
        let count = count.min(3);
        let mut nulls = BTreeSet::new();
        for table in &schema.tables {
            for column in table.columns.iter() {
                if draw.chance(40) && column.nullable && may_be_null(schema, table, &column.name) {
                    nulls.insert((table.name.clone(), column.name.clone()));
                }
            }
        }
        Self { count, nulls }
    }

    /// Whether a row of before has no value there.
    pub(crate) fn has_nulls(&self, table: &TableName, column: &Str) -> bool {
        self.count > 1 && self.nulls.contains(&(table.clone(), column.clone()))
    }

    /// Puts them in.
    ///
    /// # Errors
    /// What the database answers.
    pub(crate) async fn insert(&self, ground: &Ground<'_>, schema: &Schema) -> Result<(), Error> {
        if self.count == 0 {
            return Ok(());
        }
        let inserts: Vec<String> = schema
            .tables
            .iter()
            .filter_map(|table| self.statement(schema.dialect, table))
            .collect();
        unheeded(ground, schema.dialect, &inserts).await
    }

    fn statement(&self, dialect: Dialect, table: &TableDef) -> Option<String> {
        let columns: Vec<_> =
            table.columns.iter().filter(|column| column.computed.is_none()).collect();
        if columns.is_empty() {
            return None;
        }
        let rows: Vec<String> = (1..=self.count)
            .map(|row| {
                let values: Vec<String> = columns
                    .iter()
                    .map(|column| {
                        if row == 2 && self.has_nulls(&table.name, &column.name) {
                            "NULL".to_owned()
                        } else {
                            family::value(dialect, column, row)
                        }
                    })
                    .collect();
                format!("({})", values.join(", "))
            })
            .collect();
        let names: Vec<String> =
            columns.iter().map(|column| dialect.quote_identifier(&column.name)).collect();
        let overriding = if dialect == Dialect::Postgres { "OVERRIDING SYSTEM VALUE " } else { "" };
        Some(format!(
            "INSERT INTO {} ({}) {overriding}VALUES {}",
            dialect.quote_name(&table.name),
            names.join(", "),
            rows.join(", ")
        ))
    }

    /// Takes all rows out.
    ///
    /// # Errors
    /// What the database answers.
    pub(crate) async fn delete(ground: &Ground<'_>, schema: &Schema) -> Result<(), Error> {
        let deletes: Vec<String> = schema
            .tables
            .iter()
            .map(|table| format!("DELETE FROM {}", schema.dialect.quote_name(&table.name)))
            .collect();
        unheeded(ground, schema.dialect, &deletes).await
    }
}

/// A null that no foreign key and no other constraint is broken by.
fn may_be_null(schema: &Schema, table: &TableDef, column: &Str) -> bool {
    let referred = schema
        .tables
        .iter()
        .flat_map(|from| from.foreign_keys.iter())
        .any(|key| key.referred_table == table.name && key.referred_columns.contains(column));
    let whole = table
        .foreign_keys
        .iter()
        .any(|key| key.match_type == Some(MatchType::Full) && key.columns.contains(column));
    !referred && !whole && !table.primary_key_columns().contains(column)
}

/// Runs the statements with foreign keys unheeded, which all the rows together keep.
async fn unheeded(
    ground: &Ground<'_>,
    dialect: Dialect,
    statements: &[String],
) -> Result<(), Error> {
    if statements.is_empty() {
        return Ok(());
    }
    let (before, after) = match dialect {
        Dialect::Sqlite => ("PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON"),
        Dialect::Postgres => {
            ("SET session_replication_role = replica", "SET session_replication_role = origin")
        }
        _ => ("SET FOREIGN_KEY_CHECKS = 0", "SET FOREIGN_KEY_CHECKS = 1"),
    };
    ground.execute(before).await?;
    let mut done = Ok(());
    for statement in statements {
        done = ground.execute(statement).await;
        if done.is_err() {
            break;
        }
    }
    ground.execute(after).await?;
    done
}

/// What stands in the columns of the schema whose values are those of before.
///
/// # Errors
/// What the database answers.
pub(crate) async fn read(
    ground: &Ground<'_>,
    schema: &Schema,
    lineage: &Lineage,
) -> Result<Values, Error> {
    let mut found = Values::new();
    for table in &schema.tables {
        let Some(origin) = lineage.tables.get(&table.name) else { continue };
        let columns: Vec<&Str> = table
            .columns
            .iter()
            .map(|column| &column.name)
            .filter(|name| origin.columns.contains_key(*name))
            .collect();
        let texts: Vec<String> =
            columns.iter().map(|name| as_text(schema.dialect, table, name)).collect();
        let list = if texts.is_empty() { "1".to_owned() } else { texts.join(", ") };
        let rows = ground
            .query(&format!("SELECT {list} FROM {}", schema.dialect.quote_name(&table.name)))
            .await?;
        let mut of_table = BTreeMap::new();
        of_table.insert(Str::Borrowed(""), vec![None; rows.len()]);
        for (at, name) in columns.into_iter().enumerate() {
            let mut values: Vec<Option<String>> =
                rows.iter().map(|row| row.get(at).cloned().flatten()).collect();
            values.sort();
            of_table.insert(name.clone(), values);
        }
        found.insert(table.name.clone(), of_table);
    }
    Ok(found)
}

fn as_text(dialect: Dialect, table: &TableDef, name: &str) -> String {
    let quoted = dialect.quote_identifier(name);
    let Some(column) = table.find_column(name) else { return quoted };
    match dialect {
        Dialect::Sqlite => format!("quote({quoted})"),
        Dialect::Postgres => format!("{quoted}::text"),
        _ => {
            let raw = matches!(column.sql_type, SqlType::Uuid | SqlType::Custom(_));
            if raw { format!("HEX({quoted})") } else { quoted }
        }
    }
}

/// What of the values of before is not as it was.
pub(crate) fn lost(before: &Values, after: &Values, lineage: &Lineage) -> Option<String> {
    for (table, columns) in after {
        let origin = lineage.tables.get(table)?;
        let there = before.get(&origin.name)?;
        for (column, values) in columns {
            let (name, labels) = match origin.columns.get(column) {
                Some(source) => (&source.name, &*source.labels),
                None => (column, &[][..]),
            };
            let Some(was) = there.get(name) else { continue };
            let mut was: Vec<Option<String>> = was
                .iter()
                .map(|value| {
                    value.as_ref().map(|value| {
                        labels.iter().fold(value.clone(), |value, (before, after)| {
                            let quoted = |text: &str| Dialect::Sqlite.quote_string(text);
                            if value == **before {
                                after.to_string()
                            } else if value == quoted(before) {
                                quoted(after)
                            } else {
                                value
                            }
                        })
                    })
                })
                .collect();
            was.sort();
            if was != *values {
                return Some(format!("`{table}`.`{column}` holds {values:?} instead of {was:?}"));
            }
        }
    }
    None
}
