//! The harness itself: each test has an empty database to itself and sees it through the shared calls.

use std::error::Error;
use std::panic;
use std::path::Path;

use fsm_core::Dialect;
use fsm_tests::server::Server;
use fsm_tests::{Case, PREFIX, TestDatabase, TestPool, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![
        starts_without_tables,
        does_not_see_other_tests,
        answers_in_text,
        is_reached_by_its_url,
        is_removed_after_a_panic,
        is_removed_while_a_transaction_holds_it,
    ]
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

async fn is_removed_after_a_panic(db: &TestDatabase) -> TestResult {
    let other = another(db).await?;
    let url = other.url().to_owned();
    let test = tokio::spawn(async move {
        other.execute("CREATE TABLE mine (id INTEGER NOT NULL)").await.unwrap();
        // A panic without its message: nobody reading the log has to wonder.
        panic::resume_unwind(Box::new("on purpose"));
    });
    assert!(test.await.is_err());
    assert!(!exists(db, &url).await?, "{url}");
    Ok(())
}

async fn is_removed_while_a_transaction_holds_it(db: &TestDatabase) -> TestResult {
    let other = another(db).await?;
    let url = other.url().to_owned();
    other.execute("CREATE TABLE mine (id INTEGER NOT NULL)").await?;
    assert!(exists(db, &url).await?, "{url}");
    let insert = "INSERT INTO mine VALUES (1)";
    match other.pool().clone() {
        TestPool::Sqlite(pool) => {
            let mut transaction = pool.begin().await?;
            sqlx::query(insert).execute(&mut *transaction).await?;
            other.remove().await?;
        }
        TestPool::Postgres(pool) => {
            let mut transaction = pool.begin().await?;
            sqlx::query(insert).execute(&mut *transaction).await?;
            other.remove().await?;
        }
        TestPool::Mysql(pool) => {
            let mut transaction = pool.begin().await?;
            sqlx::query(insert).execute(&mut *transaction).await?;
            other.remove().await?;
        }
    }
    assert!(!exists(db, &url).await?, "{url}");
    Ok(())
}

/// A second database, on the server of the first.
async fn another(db: &TestDatabase) -> Result<TestDatabase, Box<dyn Error + Send + Sync>> {
    TestDatabase::create(&Server::find(db.dialect()).await?).await
}

/// Whether the database at `url` is there, as the one of `db` sees it.
async fn exists(db: &TestDatabase, url: &str) -> Result<bool, sqlx::Error> {
    let name = url.rsplit('/').next().unwrap_or_default();
    let sql = match db.dialect() {
        Dialect::Sqlite => return Ok(Path::new(url.trim_start_matches("sqlite://")).exists()),
        Dialect::Postgres => format!("SELECT 1 FROM pg_database WHERE datname = '{name}'"),
        _ => format!("SELECT 1 FROM information_schema.schemata WHERE schema_name = '{name}'"),
    };
    Ok(!db.query_text(&sql).await?.is_empty())
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
