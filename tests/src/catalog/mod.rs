//! What a database holds, read from its own catalog: independent of the library's way of reading.
//!
//! Changes nothing, and leaves nothing out that a schema can make.

mod mysql;
mod postgres;
mod sqlite;

use std::fmt;

use fsm_core::Dialect;

use crate::TestPool;

/// One object, with all that the database says about it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Object {
    /// `table`, `column`, `index`, ….
    pub kind: String,
    /// What it belongs to: a table, a schema, an enum.
    pub of: String,
    /// Its name, exactly.
    pub name: String,
    /// Its definition, in the database's words.
    pub detail: String,
}

impl fmt::Debug for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}.{:?}: {:?}", self.kind, self.of, self.name, self.detail)
    }
}

/// Everything in the database, sorted; on MySQL in the connection's own schema.
///
/// # Errors
/// What the database answers.
pub async fn objects(pool: &TestPool) -> Result<Vec<Object>, sqlx::Error> {
    objects_of(pool, None, None).await
}

/// The same, on MySQL and SQLite in `schema` too; only those of `kinds` are sure to be among them.
///
/// # Errors
/// What the database answers.
pub async fn objects_of(
    pool: &TestPool,
    schema: Option<&str>,
    kinds: Option<&[&str]>,
) -> Result<Vec<Object>, sqlx::Error> {
    let mut objects = match pool.dialect() {
        Dialect::Sqlite => sqlite::objects(pool, schema).await?,
        Dialect::Postgres => read(pool, postgres::QUERY).await?,
        _ => mysql::objects(pool, schema, kinds).await?,
    };
    objects.sort();
    Ok(objects)
}

/// The names of the objects of one kind.
#[must_use]
pub fn names<'o>(objects: &'o [Object], kind: &str) -> Vec<&'o str> {
    objects.iter().filter(|object| object.kind == kind).map(|object| &*object.name).collect()
}

/// Reads rows of kind, owner, name and detail.
async fn read(pool: &TestPool, sql: &str) -> Result<Vec<Object>, sqlx::Error> {
    let rows = pool.query_text(sql).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let mut values = row.into_iter().map(Option::unwrap_or_default);
            let mut next = || values.next().unwrap_or_default();
            Object { kind: next(), of: next(), name: next(), detail: next() }
        })
        .collect())
}
