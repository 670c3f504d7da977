//! Every case that a dialect accepts runs on its database as it is spelled, and leaves nothing behind when it is dropped.

use fsm_core::{Dialect, Metadata};
use fsm_tests::{Case, TestDatabase, TestResult, cases, ddl_cases};
use sqlx::{AssertSqlSafe, SqlitePool, sqlite::SqlitePoolOptions};

pub fn cases() -> Vec<Case> {
    cases![accepted_cases_run]
}

/// The schema that cases use; the others have names that are theirs to test.
const SCHEMA: &str = "fsm_app";

async fn accepted_cases_run(db: &TestDatabase) -> TestResult {
    let memory = attached().await?;
    let mut failures = Vec::new();
    let mut ran = 0;
    for (name, metadata) in ddl_cases::cases() {
        // A schema of that name is a database of that name on the server: not ours to make.
        if db.dialect() == Dialect::Mysql && name == "hostile_schema" {
            continue;
        }
        let Some(statements) = statements(db.dialect(), &metadata) else { continue };
        ran += 1;
        for sql in statements {
            let sql = sql.replace(SCHEMA, &schema(db).await?);
            let result = if db.dialect() == Dialect::Sqlite {
                sqlx::raw_sql(AssertSqlSafe(sql.clone())).execute(&memory).await.map(drop)
            } else {
                db.execute(&sql).await
            };
            if let Err(error) = result {
                failures.push(format!("{name}: {error}\n{sql}"));
            }
        }
    }
    assert!(ran > 40, "only {ran} cases ran");
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    let left = match db.dialect() {
        Dialect::Sqlite => {
            let sql = "SELECT count(*) FROM (SELECT name FROM sqlite_schema WHERE name <> 'sqlite_sequence')";
            let left: i64 = sqlx::query_scalar(sql).fetch_one(&memory).await?;
            vec![vec![Some(left.to_string())]]
        }
        Dialect::Postgres => {
            let sql =
                "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace";
            db.query_text(sql).await?
        }
        _ => {
            let sql =
                "SELECT count(*) FROM information_schema.tables WHERE table_schema = database()";
            db.query_text(sql).await?
        }
    };
    assert_eq!(left, [[Some("0".to_owned())]], "something stands after every case was dropped");
    Ok(())
}

/// What creates the case and drops it again; `None` if it is refused.
fn statements(dialect: Dialect, metadata: &Metadata) -> Option<Vec<String>> {
    let mut statements = metadata.create_all_sql(dialect).ok()?;
    statements.extend(metadata.drop_all_sql(dialect).ok()?);
    Some(statements)
}

/// On MySQL a schema is a database of the server: the test's own stands in.
async fn schema(db: &TestDatabase) -> Result<String, sqlx::Error> {
    if db.dialect() != Dialect::Mysql {
        return Ok(SCHEMA.to_owned());
    }
    let answer = db.query_text("SELECT database()").await?;
    Ok(answer.into_iter().flatten().flatten().collect())
}

/// One connection with the schemas that the cases name.
async fn attached() -> Result<SqlitePool, sqlx::Error> {
    let pool = SqlitePoolOptions::new().max_connections(1).connect("sqlite::memory:").await?;
    for schema in [SCHEMA, "it's \"a\" `b`; --", "pg_mine"] {
        let name = Dialect::Sqlite.quote_identifier(schema);
        let sql = format!("ATTACH ':memory:' AS {name}");
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&pool).await?;
    }
    Ok(pool)
}
