//! Models that are made, read, and made again from what was read: both databases are the same.

use super::Answer;
use fsm_core::{Dialect, Metadata};
use fsm_tests::catalog::{Object, objects};
use fsm_tests::server::Server;
use fsm_tests::{Case, TestDatabase, TestResult, cases, ddl_cases};

pub fn cases() -> Vec<Case> {
    cases![what_was_read_makes_the_same_database]
}

/// The extensions whose types the cases use.
const EXTENSIONS: &str = "CREATE EXTENSION citext; CREATE EXTENSION cube; \
    CREATE EXTENSION hstore; CREATE EXTENSION ltree; CREATE EXTENSION pg_trgm";

async fn what_was_read_makes_the_same_database(db: &TestDatabase) -> TestResult {
    let mut failed = Vec::new();
    let server = Server::find(Dialect::Postgres).await?;
    for (name, metadata) in ddl_cases::cases() {
        if metadata.verify(Dialect::Postgres).is_err() {
            continue;
        }
        let (made, again) =
            (TestDatabase::create(&server).await?, TestDatabase::create(&server).await?);
        if let Err(error) = made_again(&made, &again, &metadata).await {
            failed.push(format!("{name}: {error}"));
        }
        made.remove().await?;
        again.remove().await?;
    }
    let _ = db;
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    Ok(())
}

async fn made_again(db: &TestDatabase, other: &TestDatabase, metadata: &Metadata) -> Answer<()> {
    db.execute(EXTENSIONS).await?;
    other.execute(EXTENSIONS).await?;
    metadata.create_all(db.postgres()).await.map_err(|error| format!("the model: {error:?}"))?;
    let schemas: Vec<String> = db
        .query_text("SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_|^information'")
        .await?
        .into_iter()
        .flatten()
        .flatten()
        .collect();
    let read = Metadata::reflect(db.postgres())
        .schemas(schemas)
        .await
        .map_err(|error| format!("{error:?}"))?;
    read.metadata
        .create_all(other.postgres())
        .await
        .map_err(|error| format!("what was read: {error:?}"))?;
    let (one, two) = (objects(db.pool()).await?, objects(other.pool()).await?);
    let only = |these: &[Object], those: &[Object]| -> Vec<String> {
        these.iter().filter(|o| !those.contains(o)).map(|o| format!("{o:?}")).collect()
    };
    if one == two {
        return Ok(());
    }
    Err(format!(
        "only made:\n  {}\nonly made again:\n  {}",
        only(&one, &two).join("\n  "),
        only(&two, &one).join("\n  ")
    )
    .into())
}
