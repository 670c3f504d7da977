//! The harness itself: each test has an empty database to itself and sees it through the shared calls.

use fsm_core::Dialect;
use fsm_tests::{Case, PREFIX, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![starts_without_tables, does_not_see_other_tests, answers_in_text, is_reached_by_its_url]
}

async fn starts_without_tables(db: &TestDatabase) -> TestResult {
    assert_eq!(tables(db).await?, Vec::<String>::new());
    Ok(())
}

async fn does_not_see_other_tests(db: &TestDatabase) -> TestResult {
    // `starts_without_tables` runs beside this and would see it in a shared database.
    db.execute("CREATE TABLE mine (id INTEGER NOT NULL)").await?;
    assert_eq!(tables(db).await?, ["mine"]);
    Ok(())
}

async fn answers_in_text(db: &TestDatabase) -> TestResult {
    db.execute("CREATE TABLE t (a INTEGER, b VARCHAR(9))").await?;
    db.execute("INSERT INTO t VALUES (-7, NULL), (8, 'ß')").await?;
    let rows = db.query_text("SELECT a, b FROM t ORDER BY a").await?;
    assert_eq!(rows, [[Some("-7".to_owned()), None], [Some("8".to_owned()), Some("ß".to_owned())]]);
    Ok(())
}

async fn is_reached_by_its_url(db: &TestDatabase) -> TestResult {
    assert!(db.url().contains(PREFIX), "{}", db.url());
    db.execute("CREATE TABLE mine (id INTEGER NOT NULL)").await?;
    let count = "SELECT COUNT(*) FROM mine";
    let found: i64 = match db.dialect() {
        Dialect::Sqlite => {
            let pool = sqlx::SqlitePool::connect(db.url()).await?;
            sqlx::query_scalar(count).fetch_one(&pool).await?
        }
        Dialect::Postgres => {
            let pool = sqlx::PgPool::connect(db.url()).await?;
            sqlx::query_scalar(count).fetch_one(&pool).await?
        }
        _ => {
            let pool = sqlx::MySqlPool::connect(db.url()).await?;
            sqlx::query_scalar(count).fetch_one(&pool).await?
        }
    };
    assert_eq!(found, 0);
    Ok(())
}

async fn tables(db: &TestDatabase) -> Result<Vec<String>, sqlx::Error> {
    let sql = match db.dialect() {
        Dialect::Sqlite => "SELECT name FROM sqlite_schema ORDER BY 1",
        Dialect::Postgres => {
            "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace ORDER BY 1"
        }
        _ => {
            "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1"
        }
    };
    let rows = db.query_text(sql).await?;
    Ok(rows.into_iter().flatten().flatten().collect())
}
