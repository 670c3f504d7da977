//! A caller's transaction: worked in, never committed; and refused where the database would commit it.

use super::model::{blog, enums, id, metadata, pool, tables};
use fsm_core::{CheckDef, ErrorKind, Sql, TableDef};
use fsm_tests::{Case, TestDatabase, TestPool, TestResult, cases};
use sqlx::Connection;

/// For SQLite and PostgreSQL, whose DDL can be rolled back.
pub fn transactional() -> Vec<Case> {
    cases![
        a_transaction_rolled_back_leaves_nothing,
        a_transaction_committed_keeps_everything,
        a_transaction_sqlx_does_not_know_of_is_the_callers,
        a_failure_leaves_the_callers_transaction_usable,
    ]
}

/// For MySQL and MariaDB, whose DDL commits.
pub fn committing() -> Vec<Case> {
    cases![
        a_transaction_is_refused_before_it_is_committed,
        a_transaction_sqlx_does_not_know_of_is_not_committed,
        a_session_that_chains_or_ends_at_each_commit_is_served,
        a_transaction_is_no_matter_if_nothing_is_missing
    ]
}

/// A table that the dialects accept until they read its check.
fn broken() -> TableDef {
    TableDef::new("zz_broken")
        .column(id())
        .primary_key(["id"])
        .check(CheckDef::new(Sql::new("no_such_function(id) > 0")).named("ck"))
}

macro_rules! with_pool {
    ($db:expr, $pool:ident => $body:expr) => {
        match $db.pool() {
            TestPool::Sqlite($pool) => $body,
            TestPool::Postgres($pool) => $body,
            TestPool::Mysql($pool) => $body,
        }
    };
}

async fn a_transaction_rolled_back_leaves_nothing(db: &TestDatabase) -> TestResult {
    with_pool!(db, pool => {
        let mut transaction = pool.begin().await?;
        let answer = blog().create_all(&mut *transaction).await?;
        assert_eq!(answer.created_tables().count(), 2);
        assert!(blog().create_all(&mut transaction).await?.is_noop(), "it sees its own tables");
        transaction.rollback().await?;
    });
    assert_eq!(tables(db).await?, Vec::<String>::new());
    assert_eq!(enums(db).await?, Vec::<String>::new());
    Ok(())
}

async fn a_transaction_committed_keeps_everything(db: &TestDatabase) -> TestResult {
    with_pool!(db, pool => {
        let mut connection = pool.acquire().await?;
        let mut transaction = connection.begin().await?;
        blog().create_all(&mut *transaction).await?;
        transaction.commit().await?;
    });
    assert_eq!(tables(db).await?, ["posts", "users"]);
    Ok(())
}

async fn a_transaction_sqlx_does_not_know_of_is_the_callers(db: &TestDatabase) -> TestResult {
    with_pool!(db, pool => {
        let mut connection = pool.acquire().await?;
        sqlx::raw_sql("BEGIN").execute(&mut *connection).await?;
        blog().create_all(&mut *connection).await?;
        blog().drop_all(&mut *connection).await?;
        blog().create_all(&mut *connection).checkfirst(false).await?;
        sqlx::raw_sql("ROLLBACK").execute(&mut *connection).await?;
    });
    assert_eq!(tables(db).await?, Vec::<String>::new());
    Ok(())
}

async fn a_failure_leaves_the_callers_transaction_usable(db: &TestDatabase) -> TestResult {
    let mut metadata = blog();
    metadata.add(broken())?;
    with_pool!(db, pool => {
        let mut transaction = pool.begin().await?;
        sqlx::raw_sql("CREATE TABLE mine (id INTEGER)").execute(&mut *transaction).await?;
        let error = metadata.create_all(&mut *transaction).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Statement { .. }), "{error:?}");
        sqlx::raw_sql("INSERT INTO mine VALUES (1)").execute(&mut *transaction).await?;
        transaction.commit().await?;
    });
    assert_eq!(tables(db).await?, ["mine"]);
    Ok(())
}

async fn a_transaction_is_refused_before_it_is_committed(db: &TestDatabase) -> TestResult {
    db.execute("CREATE TABLE mine (id INTEGER)").await?;
    let mut transaction = db.mysql().begin().await?;
    sqlx::raw_sql("INSERT INTO mine VALUES (1)").execute(&mut *transaction).await?;
    let error = blog().create_all(&mut *transaction).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::ImplicitCommit), "{error:?}");
    transaction.rollback().await?;
    assert_eq!(db.query_text("SELECT COUNT(*) FROM mine").await?, [[Some("0".to_owned())]]);
    assert_eq!(tables(db).await?, ["mine"]);
    Ok(())
}

async fn a_transaction_is_no_matter_if_nothing_is_missing(db: &TestDatabase) -> TestResult {
    let metadata = metadata([super::model::users()]);
    metadata.create_all(&pool(db)).await?;
    let mut transaction = db.mysql().begin().await?;
    sqlx::raw_sql("INSERT INTO users (id, name, mood) VALUES (1, 'a', 'ok')")
        .execute(&mut *transaction)
        .await?;
    assert!(metadata.create_all(&mut *transaction).await?.is_noop());
    transaction.rollback().await?;
    assert_eq!(db.query_text("SELECT COUNT(*) FROM users").await?, [[Some("0".to_owned())]]);
    Ok(())
}

/// MySQL cannot be asked whether one is open.
async fn a_transaction_sqlx_does_not_know_of_is_not_committed(db: &TestDatabase) -> TestResult {
    let version = db.query_text("SELECT VERSION()").await?;
    if !format!("{version:?}").contains("MariaDB") {
        return Ok(());
    }
    metadata([super::model::users()]).create_all(&pool(db)).await?;
    for begin in ["BEGIN", "SET autocommit = 0"] {
        let mut connection = sqlx::MySqlConnection::connect(db.url()).await?;
        sqlx::raw_sql(begin).execute(&mut connection).await?;
        sqlx::raw_sql("INSERT INTO users (id, name, mood) VALUES (1, 'a', 'ok')")
            .execute(&mut connection)
            .await?;
        let created = blog().create_all(&mut connection).await.unwrap_err();
        assert!(matches!(created.kind(), ErrorKind::ImplicitCommit), "{begin}: {created:?}");
        let blind = blog().create_all(&mut connection).checkfirst(false).await.unwrap_err();
        assert!(matches!(blind.kind(), ErrorKind::ImplicitCommit), "{begin}: {blind:?}");
        let dropped = blog().drop_all(&mut connection).await.unwrap_err();
        assert!(matches!(dropped.kind(), ErrorKind::ImplicitCommit), "{begin}: {dropped:?}");
        sqlx::raw_sql("ROLLBACK").execute(&mut connection).await?;
        let rows = db.query_text("SELECT COUNT(*) FROM users").await?;
        assert_eq!(rows, [[Some("0".to_owned())]], "{begin}");
    }
    assert_eq!(tables(db).await?, ["users"]);
    let mut connection = sqlx::MySqlConnection::connect(db.url()).await?;
    sqlx::raw_sql("SET autocommit = 0").execute(&mut connection).await?;
    assert!(!blog().create_all(&mut connection).await?.is_noop(), "nothing was begun yet");
    Ok(())
}

async fn a_session_that_chains_or_ends_at_each_commit_is_served(db: &TestDatabase) -> TestResult {
    for setting in ["SET completion_type = 'CHAIN'", "SET completion_type = 'RELEASE'"] {
        let session = db.pool().in_session(setting).await?.database();
        blog().create_all(&session).await.map_err(|error| format!("{setting}: {error:?}"))?;
        blog().drop_all(&pool(db)).await?;
    }
    Ok(())
}
