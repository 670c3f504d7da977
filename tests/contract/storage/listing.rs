//! Finding conversations, and removing all of a user's; the indexes that answer are asserted.

use super::subject::storage;
use fsm_core::Dialect;
use fsm_storage::{FsmStorage, StorageKey};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use std::collections::{BTreeMap, BTreeSet};

pub fn cases() -> Vec<Case> {
    cases![
        every_combination_of_filters_lists_what_it_should,
        pages_join_to_the_whole_in_order,
        what_is_written_between_pages_moves_nothing,
        states_are_counted,
        everything_about_a_user_is_removed,
        listing_and_purging_use_indexes,
    ]
}

/// Conversations of two bots, in chats, topics and states.
async fn fill(
    storage: &FsmStorage,
) -> Result<BTreeMap<StorageKey, Option<&'static str>>, fsm_storage::Error> {
    let mut all = BTreeMap::new();
    let states = [Some("a"), Some("b"), None, Some("A"), Some("")];
    for (at, number) in (0..60_i64).enumerate() {
        let key = StorageKey::new(1 + number % 2, -(number % 5), number % 7);
        let key = match number % 4 {
            0 => key,
            1 => key.thread(number % 3),
            2 => key.business_connection(["", "x", "X"][at % 3]),
            _ => key.destiny(["other", "x"][at % 2]),
        };
        all.insert(key, states[at % 5]);
    }
    for (key, state) in &all {
        match state {
            Some(state) => storage.set_state(key, Some(state)).await?,
            None => storage.set_data(key, serde_json::json!({"a": 1})).await?,
        }
    }
    Ok(all)
}

async fn every_combination_of_filters_lists_what_it_should(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let all = fill(&storage).await?;
    let states = [None, Some(None), Some(Some("a")), Some(Some("")), Some(Some("none such"))];
    for bits in 0..8 {
        for state in states {
            for limit in [3, 1000] {
                let mut listed = BTreeMap::new();
                let mut next = None;
                loop {
                    let mut list = storage.list().limit(limit).after(next);
                    list = if bits & 1 == 0 { list } else { list.bot(1) };
                    list = if bits & 2 == 0 { list } else { list.chat(-2) };
                    list = if bits & 4 == 0 { list } else { list.user(3) };
                    list = match state {
                        Some(state) => list.state(state),
                        None => list,
                    };
                    let page = list.await?;
                    assert!(page.conversations.len() <= usize::try_from(limit)?);
                    for found in page.conversations {
                        let before = listed.insert(found.key, found.state);
                        assert_eq!(before, None, "listed twice");
                    }
                    next = page.next;
                    if next.is_none() {
                        break;
                    }
                }
                let expected: BTreeMap<StorageKey, Option<String>> = all
                    .iter()
                    .filter(|(key, its)| {
                        (bits & 1 == 0 || key.bot_id == 1)
                            && (bits & 2 == 0 || key.chat_id == -2)
                            && (bits & 4 == 0 || key.user_id == 3)
                            && state.is_none_or(|state| state == **its)
                    })
                    .map(|(key, its)| (key.clone(), its.map(str::to_owned)))
                    .collect();
                assert_eq!(listed, expected, "{bits} {state:?} {limit}");
            }
        }
    }
    Ok(())
}

async fn pages_join_to_the_whole_in_order(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let all = fill(&storage).await?;
    let whole: Vec<StorageKey> =
        storage.list().limit(1000).await?.conversations.into_iter().map(|c| c.key).collect();
    assert_eq!(whole.len(), all.len());
    let mut sorted = whole.clone();
    sorted.sort_by_key(|key| (key.bot_id, key.chat_id, key.user_id));
    assert_eq!(whole, sorted);
    for limit in [1, 2, 7, 59, 60, 61] {
        let mut joined = Vec::new();
        let mut next = None;
        loop {
            let page = storage.list().limit(limit).after(next).await?;
            joined.extend(page.conversations.into_iter().map(|c| c.key));
            next = page.next;
            if next.is_none() {
                break;
            }
        }
        assert_eq!(joined, whole, "{limit}");
    }
    Ok(())
}

async fn what_is_written_between_pages_moves_nothing(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    for user in 0..10 {
        storage.set_state(&StorageKey::new(1, 1, user), Some("a")).await?;
    }
    let page = storage.list().limit(5).await?;
    storage.clear(&StorageKey::new(1, 1, 2)).await?;
    storage.set_state(&StorageKey::new(1, 0, 0), Some("a")).await?;
    let rest = storage.list().after(page.next).await?;
    let users: Vec<i64> = rest.conversations.iter().map(|c| c.key.user_id).collect();
    assert_eq!(users, [5, 6, 7, 8, 9]);
    Ok(())
}

async fn states_are_counted(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    assert_eq!(storage.count_by_state().await?, BTreeMap::new());
    let all = fill(&storage).await?;
    let mut expected: BTreeMap<Option<String>, u64> = BTreeMap::new();
    for state in all.values() {
        *expected.entry(state.map(str::to_owned)).or_default() += 1;
    }
    assert_eq!(storage.count_by_state().await?, expected);
    Ok(())
}

async fn everything_about_a_user_is_removed(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let all = fill(&storage).await?;
    let theirs = all.keys().filter(|key| key.user_id == 3).count();
    assert!(theirs > 2);
    // What is expired is still about them.
    db.execute("UPDATE fsm_data SET expires_at = 1000 WHERE user_id = 3 AND bot_id = 1").await?;
    assert_eq!(storage.delete_user(3).await?, u64::try_from(theirs)?);
    assert_eq!(storage.delete_user(3).await?, 0);
    let left: BTreeSet<i64> =
        storage.list().limit(1000).await?.conversations.iter().map(|c| c.key.user_id).collect();
    assert_eq!(left, [0, 1, 2, 4, 5, 6].into());
    assert_eq!(db.query_text("SELECT 1 FROM fsm_data").await?.len(), all.len() - theirs);
    Ok(())
}

/// Twenty thousand rows, most of them alive and in one state.
async fn fill_many(db: &TestDatabase) -> TestResult {
    let select = "SELECT n % 2, n % 100, n, 0, '', 'default', 0, \
                  CASE WHEN n % 200 = 0 THEN 'rare' ELSE 'often' END, 1, 1, \
                  CASE WHEN n % 400 = 1 THEN 1000 END FROM numbers";
    let columns = "bot_id, chat_id, user_id, thread_id, business_connection_id, destiny, \
                   key_parts, state, version, updated_at, expires_at";
    let numbers = match db.dialect() {
        Dialect::Postgres => "SELECT n FROM generate_series(1, 20000) AS g (n)".to_owned(),
        Dialect::Mysql => "SELECT seq AS n FROM seq_1_to_20000".to_owned(),
        _ => String::new(),
    };
    if db.dialect() == Dialect::Sqlite {
        db.execute(&format!(
            "INSERT INTO fsm_data ({columns}) WITH RECURSIVE numbers (n) AS \
             (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 20000) {select}"
        ))
        .await?;
        return Ok(());
    }
    db.execute(&format!("INSERT INTO fsm_data ({columns}) WITH numbers AS ({numbers}) {select}"))
        .await?;
    Ok(())
}

async fn listing_and_purging_use_indexes(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    fill_many(db).await?;
    if db.dialect() == Dialect::Sqlite {
        // Which has no statistics unless somebody asks for them.
        uses_indexes(&storage).await?;
    }
    let analyze = if db.dialect() == Dialect::Mysql { "ANALYZE TABLE fsm_data" } else { "ANALYZE" };
    db.execute(analyze).await?;
    // Connections of SQLite read the statistics when they are opened.
    let fresh = fsm_core::DatabasePool::connect(db.url()).await?;
    uses_indexes(&FsmStorage::builder(&fresh).build()?).await?;
    fresh.close().await;
    assert_eq!(storage.purge_expired(1000).await?, 50);
    Ok(())
}

async fn uses_indexes(storage: &FsmStorage) -> TestResult {
    let start = StorageKey::new(1, 50, 10_050);
    let rare = "ix_fsm_data_state";
    let by_user = "ix_fsm_data_user_id";
    let primary = match storage.dialect() {
        Dialect::Postgres => "pk_fsm_data",
        Dialect::Mysql => "PRIMARY",
        _ => "sqlite_autoindex_fsm_data_1",
    };
    let plans = [
        (storage.list().state("rare").explain().await?, rare),
        (storage.list().state("rare").after(start.clone()).explain().await?, rare),
        (storage.list().state("rare").bot(1).after(start.clone()).explain().await?, rare),
        (storage.list().state(None).explain().await?, rare),
        (storage.list().user(5000).explain().await?, by_user),
        (storage.list().user(5000).after(start.clone()).explain().await?, by_user),
        (storage.list().bot(1).chat(3).explain().await?, primary),
        (storage.list().explain().await?, primary),
        (storage.list().after(start).explain().await?, primary),
        (storage.explain_removal(None).await?, "ix_fsm_data_expires_at"),
        (storage.explain_removal(Some(5000)).await?, by_user),
    ];
    for (at, (plan, index)) in plans.into_iter().enumerate() {
        // MariaDB lists what it could have used as well.
        let index = match storage.dialect() {
            Dialect::Mysql => format!("\"key\": \"{index}"),
            _ => index.to_owned(),
        };
        assert!(plan.contains(&index), "{at}: {index} is not in\n{plan}");
        assert!(
            !plan.contains("Seq Scan on fsm_data") && !plan.contains("SCAN fsm_data\n"),
            "{plan}"
        );
    }
    Ok(())
}
