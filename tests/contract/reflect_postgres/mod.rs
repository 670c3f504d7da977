//! Reading a PostgreSQL database: what stands there comes back as the values that make it, and what
//! has no value is named.

mod hanging;
mod scope;
mod table;
mod unmanaged;
mod whole;

use fsm_core::{Metadata, Reflected, TableDef, Unmanaged};
use fsm_tests::{Case, TestDatabase};

pub fn cases() -> Vec<Case> {
    [whole::cases(), table::cases(), hanging::cases(), unmanaged::cases(), scope::cases()]
        .into_iter()
        .flatten()
        .collect()
}

type Answer<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Runs the statements and reads what stands then.
async fn reflected(db: &TestDatabase, sql: &str) -> Answer<Reflected> {
    db.execute(sql).await?;
    Ok(Metadata::reflect(db.postgres()).await?)
}

/// The table of this name.
fn table<'r>(reflected: &'r Reflected, name: &'static str) -> &'r TableDef {
    reflected.metadata.table(name).unwrap().definition()
}

/// What is named, a line each.
fn lines(unmanaged: &[Unmanaged]) -> Vec<String> {
    unmanaged.iter().map(ToString::to_string).collect()
}
