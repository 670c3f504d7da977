//! Many at once on one conversation: no write that was acknowledged is lost.

use super::subject::storage;
use fsm_storage::{FsmStorage, StorageKey};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

const KEY: StorageKey = StorageKey::new(1, 2, 3);
const ROUNDS: usize = 200;

pub fn cases() -> Vec<Case> {
    cases![
        updates_of_distinct_names_all_count,
        updates_of_many_names_all_count,
        taking_the_state_away_loses_no_data,
        taking_the_data_away_loses_no_state,
        two_first_writes_both_succeed,
        one_of_many_wins_a_state,
        one_of_many_wins_a_first_state,
        a_state_is_taken_away_by_one,
        an_expired_row_is_overwritten_once,
    ]
}

/// Runs all at once, and answers what each answered.
async fn all<T: Send + 'static>(
    work: impl IntoIterator<Item = impl Future<Output = T> + Send + 'static>,
) -> Vec<T> {
    let tasks: Vec<_> = work.into_iter().map(tokio::spawn).collect();
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.expect("no task panics"));
    }
    answers
}

async fn updates_of_distinct_names_all_count(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let work = (0..16).map(|task| {
        let storage = storage.clone();
        async move {
            for step in 0..20 {
                let name = format!("{task}-{step}");
                let whole = storage.update_data(&KEY, json!({ &name: step })).await?;
                assert_eq!(whole[&name], json!(step));
            }
            Ok::<_, fsm_storage::Error>(())
        }
    });
    all(work).await.into_iter().collect::<Result<Vec<()>, _>>()?;
    assert_eq!(storage.get_data(&KEY).await?.len(), 16 * 20);
    Ok(())
}

/// More than a server merges at once, beside others that it does merge.
async fn updates_of_many_names_all_count(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let work = (0..6).map(|task| {
        let storage = storage.clone();
        async move {
            let names = if task % 2 == 0 { 1200 } else { 3 };
            for step in 0..3 {
                let patch: BTreeMap<String, u32> =
                    (0..names).map(|at| (format!("{task}-{step}-{at}"), at)).collect();
                storage.update_data(&KEY, &patch).await?;
            }
            Ok::<_, fsm_storage::Error>(())
        }
    });
    all(work).await.into_iter().collect::<Result<Vec<()>, _>>()?;
    assert_eq!(storage.get_data(&KEY).await?.len(), 3 * 3 * (1200 + 3));
    Ok(())
}

async fn taking_the_state_away_loses_no_data(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    for round in 0..ROUNDS {
        storage.clear(&KEY).await?;
        storage.set_state(&KEY, Some("a")).await?;
        let (one, other) = (storage.clone(), storage.clone());
        let taken = tokio::spawn(async move { one.set_state(&KEY, None).await });
        let set = tokio::spawn(async move { other.set_data(&KEY, json!({"round": round})).await });
        taken.await??;
        set.await??;
        let read = storage.get(&KEY).await?;
        assert_eq!(Value::from(read.data), json!({"round": round}));
        assert_eq!(read.state, None, "round {round}");
    }
    Ok(())
}

async fn taking_the_data_away_loses_no_state(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    for round in 0..ROUNDS {
        storage.clear(&KEY).await?;
        storage.set_data(&KEY, json!({"a": 1})).await?;
        let (one, other) = (storage.clone(), storage.clone());
        let taken = tokio::spawn(async move { one.set_data(&KEY, json!({})).await });
        let set = tokio::spawn(async move { other.set_state(&KEY, Some("b")).await });
        taken.await??;
        set.await??;
        let read = storage.get(&KEY).await?;
        assert_eq!((read.state.as_deref(), read.data), (Some("b"), Map::new()), "round {round}");
    }
    Ok(())
}

async fn two_first_writes_both_succeed(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    for round in 0..ROUNDS {
        let key = StorageKey::new(1, 2, i64::try_from(round)?);
        let (one, other) = (storage.clone(), storage.clone());
        let (key_of_one, key_of_other) = (key.clone(), key.clone());
        let state = tokio::spawn(async move { one.set_state(&key_of_one, Some("a")).await });
        let data =
            tokio::spawn(async move { other.update_data(&key_of_other, json!({"a": 1})).await });
        state.await??;
        data.await??;
        let read = storage.get(&key).await?;
        assert_eq!((read.state.as_deref(), read.data.len()), (Some("a"), 1));
    }
    Ok(())
}

async fn winners(
    storage: &FsmStorage,
    expected: Option<&'static str>,
    state: impl Fn(usize) -> Option<String>,
) -> Result<Vec<usize>, Box<dyn std::error::Error + Send + Sync>> {
    let work = (0..64).map(|task| {
        let (storage, state) = (storage.clone(), state(task));
        async move { storage.set_state_if(&KEY, expected, state.as_deref()).await }
    });
    let answers: Vec<bool> = all(work).await.into_iter().collect::<Result<_, _>>()?;
    Ok(answers.iter().enumerate().filter(|(_, won)| **won).map(|(task, _)| task).collect())
}

async fn one_of_many_wins_a_state(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    for _ in 0..8 {
        storage.set_state(&KEY, Some("open")).await?;
        let won = winners(&storage, Some("open"), |task| Some(task.to_string())).await?;
        assert_eq!(won.len(), 1, "{won:?}");
        assert_eq!(storage.get_state(&KEY).await?, Some(won[0].to_string()));
    }
    Ok(())
}

async fn one_of_many_wins_a_first_state(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    for round in 0..8 {
        storage.clear(&KEY).await?;
        // In every other round there is a row already.
        if round % 2 == 1 {
            storage.set_data(&KEY, json!({"a": 1})).await?;
        }
        let won = winners(&storage, None, |task| Some(task.to_string())).await?;
        assert_eq!(won.len(), 1, "{won:?}");
        assert_eq!(storage.get_state(&KEY).await?, Some(won[0].to_string()));
        assert_eq!(storage.get_data(&KEY).await?.len(), round % 2);
    }
    Ok(())
}

async fn a_state_is_taken_away_by_one(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    for round in 0..8 {
        storage.clear(&KEY).await?;
        storage.set_state(&KEY, Some("open")).await?;
        if round % 2 == 1 {
            storage.set_data(&KEY, json!({"a": 1})).await?;
        }
        let won = winners(&storage, Some("open"), |_| None).await?;
        assert_eq!(won.len(), 1, "{won:?}");
        let read = storage.get(&KEY).await?;
        assert_eq!((read.state, read.data.len()), (None, round % 2));
    }
    Ok(())
}

async fn an_expired_row_is_overwritten_once(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    for _ in 0..20 {
        storage.set_data(&KEY, json!({"old": 1})).await?;
        db.execute("UPDATE fsm_data SET expires_at = 1000").await?;
        let work = (0..8).map(|task| {
            let storage = storage.clone();
            async move { storage.update_data(&KEY, json!({ task.to_string(): 1 })).await }
        });
        all(work).await.into_iter().collect::<Result<Vec<_>, _>>()?;
        let data = storage.get_data(&KEY).await?;
        assert_eq!(data.len(), 8, "{data:?}");
        storage.clear(&KEY).await?;
    }
    Ok(())
}
