//! What a schema can be created through: pools, connections, transactions, also in spawned tasks and generic code.

use super::model::{blog, pool, tables};
use fsm_core::{Backend, Created, DatabaseOptions, DatabasePool, Dialect, Error, ErrorKind};
use fsm_tests::{Case, TestDatabase, TestPool, TestResult, cases};
use sqlx::Acquire;

pub fn cases() -> Vec<Case> {
    cases![
        a_pool_and_a_pooled_connection,
        a_spawned_task,
        a_function_over_any_database,
        a_pool_of_one_connection,
        a_url_chooses_the_database,
        an_unknown_scheme_is_named_without_the_password,
        a_server_that_is_not_there_is_named_by_its_refusal,
    ]
}

/// Runs one body on the pool's own type.
macro_rules! with_pool {
    ($db:expr, $pool:ident => $body:expr) => {
        match $db.pool() {
            TestPool::Sqlite($pool) => $body,
            TestPool::Postgres($pool) => $body,
            TestPool::Mysql($pool) => $body,
        }
    };
}

async fn a_pool_and_a_pooled_connection(db: &TestDatabase) -> TestResult {
    with_pool!(db, pool => {
        let created = blog().create_all(pool).await?;
        assert_eq!(created.created_tables().count(), 2);
        let mut connection = pool.acquire().await?;
        assert!(blog().create_all(&mut connection).await?.is_noop());
        assert!(blog().create_all(&mut *connection).await?.is_noop());
        let dropped = blog().drop_all(&mut *connection).await?;
        assert_eq!(dropped.dropped_tables().count(), 2);
    });
    Ok(())
}

async fn a_spawned_task(db: &TestDatabase) -> TestResult {
    with_pool!(db, pool => {
        let (one, two) = (pool.clone(), pool.clone());
        tokio::spawn(async move { blog().create_all(&one).await }).await??;
        let task = tokio::spawn(async move {
            let mut connection = two.acquire().await?;
            let noop = blog().create_all(&mut *connection).await;
            let mut transaction = two.begin().await?;
            let inside = blog().create_all(&mut *transaction).await;
            transaction.rollback().await?;
            Ok::<_, sqlx::Error>((noop, inside))
        });
        let (noop, inside) = task.await??;
        assert!(noop?.is_noop());
        assert!(inside?.is_noop());
    });
    let pool = pool(db);
    tokio::spawn(async move { blog().create_all(&pool).await }).await??;
    Ok(())
}

async fn create_through<'c, A>(database: A) -> Result<Created, Error>
where
    A: Acquire<'c> + Send,
    A::Database: Backend,
{
    blog().create_all(database).await
}

async fn a_function_over_any_database(db: &TestDatabase) -> TestResult {
    with_pool!(db, pool => {
        let created = create_through(pool).await?;
        assert_eq!(created.created_tables().collect::<Vec<_>>(), ["users", "posts"]);
        let mut connection = pool.acquire().await?;
        assert!(create_through(&mut *connection).await?.is_noop());
        let mut transaction = connection.begin().await?;
        assert!(create_through(&mut transaction).await?.is_noop());
        drop(transaction);
        let pool = pool.clone();
        let spawned = tokio::spawn(async move { create_through(&pool).await });
        assert!(spawned.await??.is_noop());
    });
    Ok(())
}

async fn a_pool_of_one_connection(db: &TestDatabase) -> TestResult {
    let pool = DatabaseOptions::new().max_connections(1).connect(db.url()).await?;
    blog().create_all(&pool).compare_existing(true).await?;
    let blog = blog();
    let (one, two) = tokio::join!(blog.create_all(&pool), blog.drop_all(&pool));
    one?;
    two?;
    pool.close().await;
    Ok(())
}

async fn a_url_chooses_the_database(db: &TestDatabase) -> TestResult {
    let pool = DatabasePool::connect(db.url()).await?;
    assert_eq!(pool.dialect(), db.dialect());
    blog().create_all(&pool).await?;
    pool.close().await;
    assert_eq!(tables(db).await?, ["posts", "users"]);
    if db.dialect() == Dialect::Mysql {
        let url = db.url().replacen("mysql:", "mariadb:", 1);
        DatabasePool::connect(&url).await?.close().await;
    }
    Ok(())
}

async fn an_unknown_scheme_is_named_without_the_password(db: &TestDatabase) -> TestResult {
    let connect = |url: &'static str| async move {
        let error = DatabasePool::connect(url).await.unwrap_err();
        (
            format!("{error} {error:?} {:?}", error.help()),
            matches!(error.kind(), ErrorKind::UnknownScheme { .. }),
        )
    };
    for url in ["oracle://user:secret@host/name", "user secret:x", "secret", ":secret@host"] {
        let (text, unknown) = connect(url).await;
        assert!(unknown, "{text}");
        assert!(!text.contains("secret"), "{text}");
    }
    let (text, _) = connect("app.db").await;
    assert!(text.starts_with("the database URL names no database system"), "{text}");
    let unreachable = match db.dialect() {
        Dialect::Sqlite => "sqlite:///nowhere/secret.db",
        Dialect::Postgres => "postgres://user:secret@127.0.0.1:1/name",
        _ => "mysql://user:secret@127.0.0.1:1/name",
    };
    let (text, unknown) = connect(unreachable).await;
    assert!(!unknown, "{text}");
    assert!(!text.contains("secret"), "{text}");
    Ok(())
}

/// sqlx's pool says that it timed out, which is true of every cause.
async fn a_server_that_is_not_there_is_named_by_its_refusal(db: &TestDatabase) -> TestResult {
    let (url, expected) = match db.dialect() {
        Dialect::Sqlite => ("sqlite:no/such/folder/file.db", "unable to open database file"),
        Dialect::Postgres => ("postgres://postgres:secret@127.0.0.1:1/app", "Connection refused"),
        _ => ("mysql://root:secret@127.0.0.1:1/app", "Connection refused"),
    };
    let options = DatabaseOptions::new().acquire_timeout(std::time::Duration::from_millis(300));
    let refused = options.connect(url).await.map(drop).unwrap_err();
    assert_eq!(refused.to_string(), "could not connect to the database");
    let cause = std::error::Error::source(&refused).ok_or("the cause is kept")?.to_string();
    assert!(cause.contains(expected) && !cause.contains("secret"), "{cause}");
    Ok(())
}
