//! The same operations inside of the caller's transaction, and on a pool of one connection.

use super::subject::{pool, storage};
use fsm_core::{DatabaseOptions, DatabasePool, Dialect};
use fsm_storage::{ErrorKind, FsmStorage, StorageConnection, StorageKey};
use fsm_tests::{Case, TestDatabase, TestPool, TestResult, cases};
use serde_json::{Value, json};
use std::time::Duration;

const KEY: StorageKey = StorageKey::new(1, 2, 3);
const OTHER: StorageKey = StorageKey::new(1, 2, 4);

pub fn cases() -> Vec<Case> {
    cases![
        everything_works_inside_of_a_transaction,
        what_is_rolled_back_is_as_it_was,
        rows_of_the_callers_and_the_state_are_committed_together,
        what_was_committed_meanwhile_is_not_overwritten,
        a_pool_of_one_connection_never_waits_for_itself,
        a_connection_of_another_database_is_refused,
        a_version_is_not_repeated_inside_of_a_transaction,
    ]
}

/// `$body` with a transaction on the database's pool.
macro_rules! in_transaction {
    ($db:expr, |$transaction:ident| $body:expr) => {
        match $db.pool() {
            TestPool::Sqlite(pool) => {
                let mut $transaction = pool.begin().await?;
                $body
            }
            TestPool::Postgres(pool) => {
                let mut $transaction = pool.begin().await?;
                $body
            }
            TestPool::Mysql(pool) => {
                let mut $transaction = pool.begin().await?;
                $body
            }
        }
    };
}

async fn every_operation(
    storage: &FsmStorage,
    connection: impl Into<StorageConnection<'_>>,
) -> TestResult {
    let mut on = storage.on(connection);
    on.set_state(&KEY, Some("a")).await?;
    assert_eq!(on.get_state(&KEY).await?.as_deref(), Some("a"));
    assert!(on.set_state_if(&KEY, Some("a"), Some("b")).await?);
    assert!(!on.set_state_if(&KEY, None, Some("c")).await?);
    assert!(on.set_state_if(&OTHER, None, Some("c")).await?);
    on.set_data(&KEY, json!({"x": 1})).await?;
    let whole = on.update_data(&KEY, json!({"y": null})).await?;
    assert_eq!(Value::from(whole), json!({"x": 1, "y": null}));
    assert_eq!(on.get_value::<Value>(&KEY, "x").await?, Some(json!(1)));
    let snapshot = on.get(&KEY).await?;
    assert_eq!(snapshot.state.as_deref(), Some("b"));
    on.set_state(&KEY, None).await?;
    assert_eq!(on.get_state(&KEY).await?, None);
    on.set_data(&KEY, json!({})).await?;
    assert!(!on.clear(&KEY).await?);
    let many: std::collections::BTreeMap<String, u32> =
        (0..2000).map(|at| (format!("n{at}"), at)).collect();
    assert_eq!(on.update_data(&KEY, &many).await?.len(), 2000);
    assert_eq!(on.update_data(&KEY, &many).await?.len(), 2000);
    assert!(on.set_state_if(&OTHER, Some("c"), None).await?);
    assert_eq!(on.list().bot(1).limit(5).await?.conversations.len(), 1);
    assert_eq!(on.count_by_state().await?.len(), 1);
    assert_eq!(on.purge_expired(10).await?, 0);
    assert!(on.health().await?.is_fine());
    assert_eq!(on.delete_user(KEY.user_id).await?, 1);
    Ok(())
}

async fn everything_works_inside_of_a_transaction(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    in_transaction!(db, |transaction| {
        every_operation(&storage, &mut transaction).await?;
        every_operation(&storage, &mut *transaction).await?;
        transaction.commit().await?;
    });
    // And on a connection that is in none.
    match db.pool() {
        TestPool::Sqlite(pool) => every_operation(&storage, &mut pool.acquire().await?).await,
        TestPool::Postgres(pool) => every_operation(&storage, &mut pool.acquire().await?).await,
        TestPool::Mysql(pool) => every_operation(&storage, &mut pool.acquire().await?).await,
    }
}

async fn what_is_rolled_back_is_as_it_was(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    storage.set_state(&KEY, Some("before")).await?;
    storage.set_data(&KEY, json!({"a": 1})).await?;
    let before = storage.get(&KEY).await?;
    in_transaction!(db, |transaction| {
        let mut on = storage.on(&mut transaction);
        on.update_data(&KEY, json!({"b": 2})).await?;
        on.clear(&KEY).await?;
        on.set_state(&KEY, Some("after")).await?;
        on.set_state(&OTHER, Some("after")).await?;
        transaction.rollback().await?;
    });
    assert_eq!(storage.get(&KEY).await?, before);
    assert_eq!(storage.get_state(&OTHER).await?, None);
    Ok(())
}

async fn rows_of_the_callers_and_the_state_are_committed_together(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    db.execute("CREATE TABLE orders (id INTEGER NOT NULL PRIMARY KEY)").await?;
    for (id, keep) in [(1, true), (2, false)] {
        in_transaction!(db, |transaction| {
            sqlx::query(sqlx::AssertSqlSafe(format!("INSERT INTO orders (id) VALUES ({id})")))
                .execute(&mut *transaction)
                .await?;
            let key = StorageKey::new(1, 1, id);
            storage.on(&mut *transaction).set_state(&key, Some("order:paid")).await?;
            if keep {
                transaction.commit().await?;
            }
        });
    }
    assert_eq!(db.query_text("SELECT id FROM orders").await?, [[Some("1".to_owned())]]);
    assert!(storage.get_state(&StorageKey::new(1, 1, 1)).await?.is_some());
    assert_eq!(storage.get_state(&StorageKey::new(1, 1, 2)).await?, None);
    Ok(())
}

/// On MySQL a transaction reads the snapshot of its first query: what decides a write must not.
async fn what_was_committed_meanwhile_is_not_overwritten(db: &TestDatabase) -> TestResult {
    // One writer at a time is all that SQLite has, and a stale reader is told so.
    if db.dialect() == Dialect::Sqlite {
        return Ok(());
    }
    let storage = storage(db).await?;
    storage.set_state(&KEY, Some("a")).await?;
    storage.set_data(&KEY, json!({"kept": 0})).await?;
    in_transaction!(db, |transaction| {
        assert_eq!(storage.on(&mut transaction).get_state(&OTHER).await?, None);
        storage.update_data(&KEY, json!({"meanwhile": 1})).await?;
        storage.set_state(&OTHER, Some("meanwhile")).await?;
        let mut on = storage.on(&mut transaction);
        // The row has data, whatever the snapshot says.
        on.set_state(&KEY, None).await?;
        let many: std::collections::BTreeMap<String, u32> =
            (0..2000).map(|at| (format!("n{at}"), at)).collect();
        let whole = on.update_data(&KEY, &many).await?;
        assert_eq!((whole.len(), &whole["meanwhile"]), (2002, &json!(1)));
        assert!(!on.set_state_if(&OTHER, None, Some("mine")).await?);
        transaction.commit().await?;
    });
    let whole = storage.get_data(&KEY).await?;
    assert_eq!((whole.len(), &whole["meanwhile"]), (2002, &json!(1)));
    assert_eq!(storage.get_state(&OTHER).await?.as_deref(), Some("meanwhile"));
    Ok(())
}

async fn a_pool_of_one_connection_never_waits_for_itself(db: &TestDatabase) -> TestResult {
    storage(db).await?;
    let one = DatabaseOptions::new()
        .max_connections(1)
        .acquire_timeout(Duration::from_secs(5))
        .connect(db.url())
        .await?;
    let storage = FsmStorage::builder(&one).build()?;
    storage.set_state(&KEY, Some("a")).await?;
    storage.set_data(&KEY, json!({"a": 1})).await?;
    storage.update_data(&KEY, json!({"b": 1})).await?;
    storage.set_state(&KEY, None).await?;
    storage.set_data(&KEY, json!({})).await?;
    assert!(storage.set_state_if(&KEY, None, Some("b")).await?);
    storage.clear(&KEY).await?;
    storage.list().await?;
    storage.purge_expired(10).await?;
    assert!(storage.health().await?.is_fine());
    match &one {
        DatabasePool::Sqlite(pool) => {
            let mut transaction = pool.begin().await?;
            every_operation(&storage, &mut transaction).await?;
        }
        DatabasePool::Postgres(pool) => {
            let mut transaction = pool.begin().await?;
            every_operation(&storage, &mut transaction).await?;
        }
        DatabasePool::Mysql(pool) => {
            let mut transaction = pool.begin().await?;
            every_operation(&storage, &mut transaction).await?;
        }
        _ => unreachable!(),
    }
    one.close().await;
    Ok(())
}

async fn a_connection_of_another_database_is_refused(db: &TestDatabase) -> TestResult {
    let other = sqlx::SqlitePool::connect("sqlite::memory:").await?;
    let lazily = sqlx::PgPool::connect_lazy("postgres://nobody@127.0.0.1:1/nothing")?;
    let storage = match db.dialect() {
        Dialect::Sqlite => FsmStorage::builder(&lazily).build()?,
        _ => FsmStorage::builder(pool(db)).build()?,
    };
    let mut connection = other.acquire().await?;
    let error = storage.on(&mut connection).set_state(&KEY, Some("a")).await.unwrap_err();
    let ErrorKind::WrongDatabase { connection: Dialect::Sqlite, .. } = error.kind() else {
        panic!("{error:?}")
    };
    let error = storage.on(&mut connection).list().await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::WrongDatabase { .. }), "{error:?}");
    drop(connection);
    other.close().await;
    Ok(())
}

async fn a_version_is_not_repeated_inside_of_a_transaction(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    in_transaction!(db, |transaction| {
        let mut versions = std::collections::BTreeSet::new();
        let mut on = storage.on(&mut transaction);
        for _ in 0..50 {
            for state in [Some("a"), Some("b"), None] {
                on.set_state(&KEY, state).await?;
                versions.extend(on.get(&KEY).await?.version);
            }
        }
        assert_eq!(versions.len(), 100);
        transaction.commit().await?;
    });
    Ok(())
}
