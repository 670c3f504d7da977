//! Other sessions: waiting for the lock, giving up, being cancelled, and racing.

use super::model::{blog, names, pool, ring, tables};
use fsm_core::{DatabaseOptions, Dialect, ErrorKind, LockStrategy};
use fsm_tests::{Case, TestDatabase, TestPool, TestResult, cases};
use std::time::{Duration, Instant};

pub fn cases() -> Vec<Case> {
    cases![
        a_lock_held_too_long_is_an_error,
        a_lock_that_is_freed_is_taken,
        nothing_missing_needs_no_lock,
        a_cancelled_call_frees_the_lock,
        tasks_that_race_all_succeed,
        tasks_that_race_for_the_other_half_all_succeed,
    ]
}

/// For PostgreSQL, MySQL and MariaDB, where a lock can be left out.
pub fn servers() -> Vec<Case> {
    cases![
        tasks_that_race_without_a_lock_all_succeed,
        tasks_that_race_for_a_row_all_succeed,
        a_row_that_another_holds_is_waited_for,
    ]
}

/// A session of its own that holds the lock until it is closed.
enum Holder {
    Sqlite(sqlx::SqliteConnection),
    Postgres(sqlx::PgConnection),
    Mysql(sqlx::MySqlConnection),
}

impl Holder {
    async fn take(db: &TestDatabase) -> Result<Self, sqlx::Error> {
        use sqlx::Connection;
        Ok(match db.dialect() {
            Dialect::Sqlite => {
                let mut connection = sqlx::SqliteConnection::connect(db.url()).await?;
                sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut connection).await?;
                Self::Sqlite(connection)
            }
            Dialect::Postgres => {
                let mut connection = sqlx::PgConnection::connect(db.url()).await?;
                sqlx::raw_sql("SELECT pg_advisory_lock(7382364470647943781)")
                    .execute(&mut connection)
                    .await?;
                Self::Postgres(connection)
            }
            _ => {
                let mut connection = sqlx::MySqlConnection::connect(db.url()).await?;
                sqlx::raw_sql("SELECT GET_LOCK(CONCAT('fsm_core:', MD5(DATABASE())), 0)")
                    .execute(&mut connection)
                    .await?;
                Self::Mysql(connection)
            }
        })
    }

    async fn free(self) -> Result<(), sqlx::Error> {
        use sqlx::Connection;
        match self {
            Self::Sqlite(connection) => connection.close().await,
            Self::Postgres(connection) => connection.close().await,
            Self::Mysql(connection) => connection.close().await,
        }
    }
}

/// A pool whose SQLite sessions do not wait by themselves, so that waiting is the call's.
async fn impatient(db: &TestDatabase) -> Result<fsm_core::DatabasePool, sqlx::Error> {
    if let TestPool::Sqlite(pool) = db.pool() {
        let options = (*pool.connect_options()).clone().busy_timeout(Duration::ZERO);
        return Ok(fsm_core::DatabasePool::Sqlite(sqlx::SqlitePool::connect_with(options).await?));
    }
    Ok(pool(db))
}

async fn a_lock_held_too_long_is_an_error(db: &TestDatabase) -> TestResult {
    let pool = impatient(db).await?;
    let holder = Holder::take(db).await?;
    let started = Instant::now();
    let error =
        blog().create_all(&pool).lock_timeout(Duration::from_millis(400)).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::LockTimeout { .. }), "{error:?}");
    assert!(started.elapsed() < Duration::from_secs(10));
    holder.free().await?;
    assert_eq!(tables(db).await?, Vec::<String>::new());
    blog().create_all(&pool).lock_timeout(Duration::from_secs(10)).await?;
    Ok(())
}

async fn a_lock_that_is_freed_is_taken(db: &TestDatabase) -> TestResult {
    let pool = impatient(db).await?;
    let holder = Holder::take(db).await?;
    let waiting = tokio::spawn(async move { blog().create_all(&pool).await });
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(!waiting.is_finished());
    holder.free().await?;
    let answer = tokio::time::timeout(Duration::from_secs(20), waiting).await???;
    assert_eq!(answer.created_tables().count(), 2);
    Ok(())
}

async fn nothing_missing_needs_no_lock(db: &TestDatabase) -> TestResult {
    blog().create_all(&pool(db)).await?;
    let holder = Holder::take(db).await?;
    let noop = blog().create_all(&pool(db)).lock_timeout(Duration::ZERO).await?;
    assert!(noop.is_noop());
    holder.free().await?;
    Ok(())
}

/// Dropped at every moment between the first statement and the last, a call leaves its only connection fit for
/// others: the next call gets the lock, and nothing written is lost.
async fn a_cancelled_call_frees_the_lock(db: &TestDatabase) -> TestResult {
    db.execute("CREATE TABLE written (id INTEGER)").await?;
    let pool = DatabaseOptions::new().max_connections(1).connect(db.url()).await?;
    let mut written = 0;
    for step in 0..60 {
        let moment = Duration::from_micros(step * 250);
        let _ = tokio::time::timeout(moment, ring().create_all(&pool)).await;
        if insert(&pool, "INSERT INTO written VALUES (1)").await.is_ok() {
            written += 1;
        }
        let whole = ring().create_all(&pool).lock_timeout(Duration::from_secs(20)).await;
        whole.map_err(|error| format!("after {moment:?}: {error:?}"))?;
        assert_eq!(tables(db).await?, ["a", "b", "written"], "after {moment:?}");
        ring().drop_all(&pool).await?;
        assert_eq!(tables(db).await?, ["written"], "after {moment:?}");
        let count = names(db, "SELECT CAST(COUNT(*) AS CHAR(9)) FROM written").await?.concat();
        assert_eq!(count.trim(), written.to_string(), "after {moment:?}");
    }
    assert!(written > 50, "only {written} of 60 were written");
    pool.close().await;
    Ok(())
}

async fn insert(pool: &fsm_core::DatabasePool, sql: &'static str) -> Result<(), sqlx::Error> {
    use fsm_core::DatabasePool::{Mysql, Postgres, Sqlite};
    match pool {
        Sqlite(pool) => sqlx::raw_sql(sql).execute(pool).await.map(drop),
        Postgres(pool) => sqlx::raw_sql(sql).execute(pool).await.map(drop),
        Mysql(pool) => sqlx::raw_sql(sql).execute(pool).await.map(drop),
        _ => unreachable!("there are three pools"),
    }
}

async fn race(db: &TestDatabase, lock: LockStrategy, half: bool) -> TestResult {
    let pool = DatabaseOptions::new().max_connections(16).connect(db.url()).await?;
    for round in 0..10 {
        if half {
            blog().create_all(&pool).tables(["users"]).await?;
        }
        let tasks: Vec<_> = (0..16)
            .map(|_| {
                let pool = pool.clone();
                tokio::spawn(async move { blog().create_all(&pool).lock(lock).await })
            })
            .collect();
        let mut created = 0;
        for task in tasks {
            let answer = task.await?.map_err(|error| format!("round {round}: {error:?}"))?;
            created += answer.created_tables().count();
            assert_eq!(
                answer.created_tables().count() + answer.existed_tables().count(),
                2,
                "{answer}"
            );
        }
        assert_eq!(created, if half { 1 } else { 2 }, "round {round}: each table is created once");
        blog().drop_all(&pool).await?;
    }
    pool.close().await;
    Ok(())
}

async fn tasks_that_race_all_succeed(db: &TestDatabase) -> TestResult {
    race(db, LockStrategy::Advisory, false).await
}

async fn tasks_that_race_for_the_other_half_all_succeed(db: &TestDatabase) -> TestResult {
    race(db, LockStrategy::Advisory, true).await
}

async fn tasks_that_race_without_a_lock_all_succeed(db: &TestDatabase) -> TestResult {
    race(db, LockStrategy::None, false).await
}

async fn tasks_that_race_for_a_row_all_succeed(db: &TestDatabase) -> TestResult {
    race(db, LockStrategy::Row, false).await?;
    // Without the table of the lock, as at the first start.
    db.execute("DROP TABLE fsm_core_lock").await?;
    race(db, LockStrategy::Row, true).await
}

async fn a_row_that_another_holds_is_waited_for(db: &TestDatabase) -> TestResult {
    let pool = DatabaseOptions::new().max_connections(2).connect(db.url()).await?;
    let create = || async { blog().create_all(&pool).lock(LockStrategy::Row).await };
    create().await?;
    blog().drop_all(&pool).await?;
    let hold = |seconds: u8| {
        format!("REPLACE INTO fsm_core_lock VALUES (1, 'another', UNIX_TIMESTAMP() + {seconds})")
    };
    if let TestPool::Postgres(other) = db.pool() {
        let mut rival = other.begin().await?;
        sqlx::raw_sql("SELECT FROM fsm_core_lock FOR UPDATE").execute(&mut *rival).await?;
        refused(&pool).await;
        rival.rollback().await?;
        create().await?;
    } else {
        db.execute(&hold(60)).await?;
        refused(&pool).await;
        assert_eq!(tables(db).await?, ["fsm_core_lock"]);
        // A holder that died: its lease ends by itself.
        db.execute(&hold(1)).await?;
        create().await?;
        assert_eq!(db.query_text("SELECT 1 FROM fsm_core_lock").await?.len(), 0);
    }
    pool.close().await;
    Ok(())
}

async fn refused(pool: &fsm_core::DatabasePool) {
    let create = blog();
    let waiting = create.create_all(pool).lock(LockStrategy::Row);
    let refused = waiting.lock_timeout(Duration::from_millis(300)).await.unwrap_err();
    assert!(matches!(refused.kind(), ErrorKind::LockTimeout { .. }), "{refused:?}");
}
