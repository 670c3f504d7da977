//! What is created, read, created again of what was read, and read again, is the same both times.

use fsm_core::{Dialect, Metadata, Reflected};
use fsm_tests::{Case, TestDatabase, TestResult, cases, ddl_cases, model};
use sqlx::sqlite::SqlitePoolOptions;
use sqlx::{AssertSqlSafe, SqlitePool};

pub fn cases() -> Vec<Case> {
    cases![every_case_reads_back_and_is_built_again, the_wide_models_read_back_and_are_built_again]
}

/// The schemas that cases name.
const SCHEMAS: [&str; 3] = ["fsm_app", "it's \"a\" `b`; --", "pg_mine"];

async fn every_case_reads_back_and_is_built_again(_db: &TestDatabase) -> TestResult {
    let mut failures = Vec::new();
    let mut ran = 0;
    for (name, metadata) in ddl_cases::cases() {
        if metadata.create_all_sql(Dialect::Sqlite).is_err() {
            continue;
        }
        ran += 1;
        if let Err(error) = check(&metadata).await {
            failures.push(format!("{name}: {error}"));
        }
    }
    assert!(ran > 50, "only {ran} cases ran");
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    Ok(())
}

async fn the_wide_models_read_back_and_are_built_again(_db: &TestDatabase) -> TestResult {
    check(&model::metadata()?).await?;
    Ok(())
}

async fn check(metadata: &Metadata) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let first = built(&metadata.create_all_sql(Dialect::Sqlite)?).await?;
    let read = all(&first).await?;
    if !read.unmanaged.is_empty() || !read.flaws.is_empty() {
        return Err(format!("not managed: {:?} {:?}", read.unmanaged, read.flaws).into());
    }
    let names: Vec<_> = metadata.tables().map(|table| &table.name).collect();
    let found: Vec<_> = read.metadata.tables().map(|table| &table.name).collect();
    if names != found {
        return Err(format!("{names:?} were created and {found:?} read").into());
    }
    let second = built(&read.metadata.create_all_sql(Dialect::Sqlite)?).await?;
    let again = all(&second).await?;
    for (table, again) in read.metadata.tables().zip(again.metadata.tables()) {
        if table != again {
            return Err(format!("{table:#?}\nbecame\n{again:#?}").into());
        }
    }
    // What no value of the schema tells would be lost on the way: the texts are the same too, but
    // for constraints at columns, which stand at the table the second time.
    let texts = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema \
                 WHERE sql IS NOT NULL ORDER BY type, name)";
    let one: Option<String> = sqlx::query_scalar(texts).fetch_one(&first).await?;
    let other: Option<String> = sqlx::query_scalar(texts).fetch_one(&second).await?;
    if one != other {
        return Err(format!("{one:?}\nbecame\n{other:?}").into());
    }
    Ok(())
}

async fn all(pool: &SqlitePool) -> Result<Reflected, fsm_core::Error> {
    let schemas: Vec<String> =
        SCHEMAS.iter().map(ToString::to_string).chain(["main".to_owned()]).collect();
    Metadata::reflect(pool).schemas(schemas).await
}

/// A database in memory, with the schemas that cases name, made by these statements.
async fn built(statements: &[String]) -> Result<SqlitePool, sqlx::Error> {
    let pool = SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await?;
    for schema in SCHEMAS {
        let name = Dialect::Sqlite.quote_identifier(schema);
        sqlx::raw_sql(AssertSqlSafe(format!("ATTACH ':memory:' AS {name}"))).execute(&pool).await?;
    }
    for sql in statements {
        sqlx::raw_sql(AssertSqlSafe(sql.clone())).execute(&pool).await?;
    }
    Ok(pool)
}
