//! What was created from models is as the models say.

use fsm_core::{DatabasePool, Dialect, DropUnknown, Metadata, Verdict, compare};
use fsm_tests::{Case, TestDatabase, TestResult, cases, ddl_cases, model};
use sqlx::sqlite::SqlitePoolOptions;
use sqlx::{AssertSqlSafe, SqlitePool};

pub fn cases() -> Vec<Case> {
    cases![every_case_is_equal_once_it_is_created, the_wide_models_are_equal_once_they_are_created]
}

/// The schemas that cases name.
const SCHEMAS: [&str; 3] = ["fsm_app", "it's \"a\" `b`; --", "pg_mine"];

async fn every_case_is_equal_once_it_is_created(db: &TestDatabase) -> TestResult {
    let pool = match db.dialect() {
        Dialect::Sqlite => DatabasePool::Sqlite(attached().await?),
        _ => db.pool().database(),
    };
    let mut failures = Vec::new();
    let mut ran = 0;
    for (name, metadata) in ddl_cases::cases() {
        // A schema is a database of the server there: not ours to make.
        let schemas = metadata.tables().any(|table| table.name.schema.is_some());
        if metadata.create_all_sql(db.dialect()).is_err()
            || db.dialect() == Dialect::Mysql && schemas
        {
            continue;
        }
        ran += 1;
        if let Err(error) = check(&metadata, &pool).await {
            failures.push(format!("{name}: {error}"));
        }
        metadata.drop_all(&pool).await?;
    }
    assert!(ran > 40, "only {ran} cases ran");
    assert!(failures.is_empty(), "{}\n\n{} of {ran}", failures.join("\n\n"), failures.len());
    Ok(())
}

async fn the_wide_models_are_equal_once_they_are_created(db: &TestDatabase) -> TestResult {
    check(&model::metadata()?, &db.pool().database()).await
}

async fn check(metadata: &Metadata, pool: &DatabasePool) -> TestResult {
    metadata.create_all(pool).await?;
    for drop_unknown in [DropUnknown::NONE, DropUnknown::PARTS] {
        let comparison = compare(metadata, pool).drop_unknown(drop_unknown).await?;
        if comparison.verdict() != Verdict::Equal || !comparison.questions.is_empty() {
            return Err(comparison.to_string().into());
        }
    }
    let again = metadata.create_all(pool).compare_existing(true).await?;
    let comparison = again.comparison.ok_or("nothing was compared")?;
    if !comparison.changes.is_empty() || !again.lacking.is_empty() {
        return Err(comparison.to_string().into());
    }
    Ok(())
}

/// One connection with the schemas that the cases name.
async fn attached() -> Result<SqlitePool, sqlx::Error> {
    let pool = SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await?;
    for schema in SCHEMAS {
        let name = Dialect::Sqlite.quote_identifier(schema);
        sqlx::raw_sql(AssertSqlSafe(format!("ATTACH ':memory:' AS {name}"))).execute(&pool).await?;
    }
    Ok(pool)
}
