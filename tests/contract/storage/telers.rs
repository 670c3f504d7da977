//! telers' storage over the table: what its trait promises, step by step beside its own storage in
//! memory, and what that one does not promise: a bound, and nothing lost between writers.
#![allow(clippy::disallowed_types, reason = "telers' trait hands hash maps in and takes them back")]

use super::subject::storage;
use fsm_storage::telers::{STACK_LIMIT, STATES, TelersStorage};
use fsm_storage::{ErrorKind, FsmStorage};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Debug;
use telers::fsm::{MemoryStorage, Storage, StorageKey};
use telers::{FSMContext, State};

pub fn cases() -> Vec<Case> {
    cases![
        every_sequence_of_calls_answers_as_the_storage_in_memory,
        states_are_stacked_and_taken_off,
        a_stack_is_bounded,
        the_current_state_is_the_rows_state,
        data_does_not_show_the_stack_and_the_stack_outlives_data,
        the_name_of_the_stack_is_not_free,
        values_are_of_any_type_that_serde_knows,
        numbers_stay_as_they_are_when_states_change,
        what_the_storage_changes_beside_telers_is_in_order,
        finishing_leaves_no_row,
        every_part_of_the_key_counts,
        values_and_states_set_at_the_same_time_are_all_kept,
        errors_become_those_of_telers,
    ]
}

type Error = Box<dyn std::error::Error + Send + Sync>;

fn key() -> StorageKey {
    StorageKey::new(42, -100, 7, None, None)
}

fn ours() -> fsm_storage::StorageKey {
    fsm_storage::StorageKey::new(42, -100, 7)
}

async fn telers(db: &TestDatabase) -> Result<(FsmStorage, TelersStorage), Error> {
    let storage = storage(db).await?;
    Ok((storage.clone(), TelersStorage::new(storage)))
}

#[derive(Clone, Copy, Debug)]
enum Call {
    SetState(&'static str),
    SetPreviousState,
    RemoveStates,
    SetValue(&'static str, u8),
    SetData(&'static [(&'static str, u8)]),
    RemoveData,
}

const CALLS: &[Call] = &[
    Call::SetState("a"),
    Call::SetState("b"),
    Call::SetPreviousState,
    Call::RemoveStates,
    Call::SetValue("x", 1),
    Call::SetData(&[("x", 2), ("y", 3)]),
    Call::SetData(&[]),
    Call::RemoveData,
];

async fn make<S: Storage<Error: Debug>>(storage: &S, key: &StorageKey, call: Call) {
    match call {
        Call::SetState(state) => storage.set_state(key, state).await.unwrap(),
        Call::SetPreviousState => storage.set_previous_state(key).await.unwrap(),
        Call::RemoveStates => storage.remove_states(key).await.unwrap(),
        Call::SetValue(name, value) => storage.set_value(key, name, value).await.unwrap(),
        Call::SetData(data) => {
            storage.set_data(key, data.iter().copied().collect()).await.unwrap();
        }
        Call::RemoveData => storage.remove_data(key).await.unwrap(),
    }
}

type Seen = (Option<Box<str>>, Box<[Box<str>]>, BTreeMap<Box<str>, u8>, Option<u8>);

async fn seen<S: Storage<Error: Debug>>(storage: &S, key: &StorageKey) -> Seen {
    let data: HashMap<Box<str>, u8> = storage.get_data(key).await.unwrap();
    (
        storage.get_state(key).await.unwrap(),
        storage.get_states(key).await.unwrap(),
        data.into_iter().collect(),
        storage.get_value(key, "x").await.unwrap(),
    )
}

async fn every_sequence_of_calls_answers_as_the_storage_in_memory(db: &TestDatabase) -> TestResult {
    const LENGTH: u32 = 3;
    let (_, own) = telers(db).await?;
    let memory = MemoryStorage::new();
    for sequence in 0..CALLS.len().pow(LENGTH) {
        let key = StorageKey::new(1, i64::try_from(sequence)?, 1, None, None);
        let mut made = Vec::new();
        for place in 0..LENGTH {
            let call = CALLS[sequence / CALLS.len().pow(place) % CALLS.len()];
            made.push(call);
            make(&own, &key, call).await;
            make(&memory, &key, call).await;
            assert_eq!(seen(&own, &key).await, seen(&memory, &key).await, "{made:?}");
        }
    }
    Ok(())
}

#[derive(Clone, State)]
enum Form {
    Name,
    Age,
}

async fn states_are_stacked_and_taken_off(db: &TestDatabase) -> TestResult {
    let (_, own) = telers(db).await?;
    let context = FSMContext::new(own, key());
    context.set_state(Form::Name).await?;
    context.set_state(Form::Age).await?;
    assert_eq!(context.get_state().await?.as_deref(), Some("age"));
    assert_eq!(context.get_states().await?, ["name".into(), "age".into()].into());
    context.set_previous_state().await?;
    assert_eq!(context.get_state().await?.as_deref(), Some("name"));
    context.set_previous_state().await?;
    context.set_previous_state().await?;
    assert_eq!(context.get_state().await?, None);
    Ok(())
}

async fn a_stack_is_bounded(db: &TestDatabase) -> TestResult {
    let (storage, own) = telers(db).await?;
    for at in 0..STACK_LIMIT * 2 {
        own.set_state(&key(), at.to_string()).await?;
    }
    let states = own.get_states(&key()).await?;
    let expected: Vec<Box<str>> =
        (STACK_LIMIT..STACK_LIMIT * 2).map(|at| at.to_string().into()).collect();
    assert_eq!(states.to_vec(), expected);
    let few = own.stack_limit(2);
    few.set_state(&key(), "last").await?;
    assert_eq!(few.get_states(&key()).await?.len(), 2);
    // Without history, nothing but the state is stored.
    let none = few.stack_limit(0);
    none.set_state(&key(), "only").await?;
    assert_eq!(none.get_states(&key()).await?, ["only".into()].into());
    assert!(storage.get_data(&ours()).await?.is_empty());
    Ok(())
}

async fn the_current_state_is_the_rows_state(db: &TestDatabase) -> TestResult {
    let (storage, own) = telers(db).await?;
    own.set_state(&key(), "first").await?;
    own.set_state(&key(), "second").await?;
    assert_eq!(storage.get_state(&ours()).await?.as_deref(), Some("second"));
    let page = storage.list().state("second").await?;
    assert_eq!(page.conversations[0].key, ours());
    assert_eq!(Value::from(storage.get_data(&ours()).await?), json!({STATES: ["first"]}));
    Ok(())
}

async fn data_does_not_show_the_stack_and_the_stack_outlives_data(db: &TestDatabase) -> TestResult {
    let (_, own) = telers(db).await?;
    for state in ["a", "b", "c"] {
        own.set_state(&key(), state).await?;
    }
    let all = async || own.get_data::<Value>(&key()).await;
    assert!(all().await?.is_empty());
    own.set_value(&key(), "x", 1).await?;
    own.set_data(&key(), HashMap::from([("y", 2)])).await?;
    assert_eq!(all().await?, HashMap::from([("y".into(), json!(2))]));
    own.set_data(&key(), HashMap::<&str, u8>::new()).await?;
    assert!(all().await?.is_empty());
    own.set_value(&key(), "x", 1).await?;
    own.remove_data(&key()).await?;
    assert!(all().await?.is_empty());
    assert_eq!(own.get_states(&key()).await?.len(), 3);
    own.set_value(&key(), "x", 1).await?;
    own.remove_states(&key()).await?;
    assert_eq!(own.get_states(&key()).await?.len(), 0);
    assert_eq!(own.get_value::<_, u8>(&key(), "x").await?, Some(1));
    Ok(())
}

async fn the_name_of_the_stack_is_not_free(db: &TestDatabase) -> TestResult {
    let (_, own) = telers(db).await?;
    own.set_state(&key(), "a").await?;
    own.set_state(&key(), "b").await?;
    assert_eq!(own.get_value::<_, Value>(&key(), STATES).await?, None);
    let errors = [
        own.set_value(&key(), STATES, ["x"]).await.unwrap_err(),
        own.set_data(&key(), HashMap::from([(STATES, 1), ("y", 2)])).await.unwrap_err(),
    ];
    for error in errors {
        assert!(matches!(error.kind(), ErrorKind::ReservedName { name: STATES, .. }), "{error}");
        assert_eq!(error.key(), Some(&ours()));
    }
    assert_eq!(own.get_states(&key()).await?.len(), 2);
    assert!(own.get_data::<Value>(&key()).await?.is_empty());
    Ok(())
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Order {
    item: Option<String>,
    prices: Vec<f64>,
}

async fn values_are_of_any_type_that_serde_knows(db: &TestDatabase) -> TestResult {
    let (_, own) = telers(db).await?;
    let order = Order { item: None, prices: vec![0.1, 1e16, -5e-324] };
    own.set_value(&key(), "order", order.clone()).await?;
    assert_eq!(own.get_value(&key(), "order").await?, Some(order.clone()));
    own.set_data(&key(), HashMap::from([("\"$.a\"", order.clone())])).await?;
    assert_eq!(own.get_data(&key()).await?, HashMap::from([("\"$.a\"".into(), order)]));
    own.set_value(&key(), "nothing", None::<u8>).await?;
    assert_eq!(own.get_value::<_, Option<u8>>(&key(), "nothing").await?, Some(None));
    assert_eq!(own.get_value::<_, u8>(&key(), "missing").await?, None);
    let error = own.get_data::<u8>(&key()).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Mismatch { .. }), "{error}");
    let error = own.set_value(&key(), "nan", f64::NAN).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::NotFinite), "{error}");
    let error = own.set_data(&key(), HashMap::from([("nul", "\0")])).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Nul { .. }), "{error}");
    Ok(())
}

async fn numbers_stay_as_they_are_when_states_change(db: &TestDatabase) -> TestResult {
    let (_, own) = telers(db).await?;
    own.set_value(&key(), "large", u128::MAX).await?;
    own.set_value(&key(), "float", 1e16).await?;
    for state in ["a", "b"] {
        own.set_state(&key(), state).await?;
    }
    own.set_previous_state(&key()).await?;
    own.remove_states(&key()).await?;
    assert_eq!(own.get_value(&key(), "large").await?, Some(u128::MAX));
    let float: Value = own.get_value(&key(), "float").await?.unwrap();
    assert!(float.is_f64() && float == json!(1e16), "{float}");
    Ok(())
}

async fn what_the_storage_changes_beside_telers_is_in_order(db: &TestDatabase) -> TestResult {
    let (storage, own) = telers(db).await?;
    own.set_state(&key(), "a").await?;
    own.set_state(&key(), "b").await?;
    storage.set_state(&ours(), Some("c")).await?;
    assert_eq!(own.get_states(&key()).await?, ["a".into(), "c".into()].into());
    storage.set_state(&ours(), None).await?;
    assert_eq!(own.get_states(&key()).await?.len(), 0);
    own.set_state(&key(), "d").await?;
    assert_eq!(own.get_states(&key()).await?, ["d".into()].into());
    storage.clear(&ours()).await?;
    assert_eq!(own.get_state(&key()).await?, None);
    // What is there under the name and is no stack is told, and stays.
    storage.set_state(&ours(), Some("e")).await?;
    storage.set_data(&ours(), json!({STATES: 7})).await?;
    let error = own.set_state(&key(), "f").await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Mismatch { .. }), "{error}");
    assert_eq!(storage.get_state(&ours()).await?.as_deref(), Some("e"));
    Ok(())
}

async fn finishing_leaves_no_row(db: &TestDatabase) -> TestResult {
    let (storage, own) = telers(db).await?;
    let context = FSMContext::new(own, key());
    context.finish().await?;
    context.set_state("a").await?;
    context.set_state("b").await?;
    context.set_value("x", 1).await?;
    context.finish().await?;
    assert!(storage.list().await?.conversations.is_empty());
    assert!(!storage.clear(&ours()).await?);
    Ok(())
}

async fn every_part_of_the_key_counts(db: &TestDatabase) -> TestResult {
    let (_, own) = telers(db).await?;
    let connection = Some("b".to_owned());
    let keys = [
        key(),
        key().destiny("other"),
        StorageKey::new(43, -100, 7, None, None),
        StorageKey::new(42, 7, -100, None, None),
        StorageKey::new(42, -100, 7, Some(0), None),
        StorageKey::new(42, -100, 7, None, connection.clone()),
        StorageKey::new(42, -100, 7, Some(0), connection).destiny("other"),
    ];
    for (at, key) in keys.iter().enumerate() {
        own.set_state(key, at.to_string()).await?;
        own.set_value(key, "at", at).await?;
    }
    for (at, key) in keys.iter().enumerate() {
        assert_eq!(own.get_state(key).await?.as_deref(), Some(&*at.to_string()));
        assert_eq!(own.get_value(key, "at").await?, Some(at));
    }
    Ok(())
}

async fn values_and_states_set_at_the_same_time_are_all_kept(db: &TestDatabase) -> TestResult {
    const WRITERS: usize = 8;
    const ROUNDS: usize = 5;
    let (_, own) = telers(db).await?;
    let own = own.stack_limit(1000);
    let mut tasks = tokio::task::JoinSet::new();
    for writer in 0..WRITERS {
        let own = own.clone();
        tasks.spawn(async move {
            for round in 0..ROUNDS {
                own.set_value(&key(), format!("{writer}-{round}"), round).await?;
                own.set_state(&key(), format!("{writer}-{round}")).await?;
            }
            Ok::<(), fsm_storage::Error>(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }
    assert_eq!(own.get_data::<usize>(&key()).await?.len(), WRITERS * ROUNDS);
    let states = own.get_states(&key()).await?;
    let all: std::collections::BTreeSet<_> = states.iter().collect();
    assert_eq!((states.len(), all.len()), (WRITERS * ROUNDS, WRITERS * ROUNDS));
    Ok(())
}

async fn errors_become_those_of_telers(db: &TestDatabase) -> TestResult {
    let (_, own) = telers(db).await?;
    let error = own.set_state(&key(), "s".repeat(256)).await.unwrap_err();
    let error = telers::fsm::storage::Error::from(error);
    assert_eq!(
        error.to_string(),
        "Storage error: `set_state` failed for bot 42, chat -100, user 7: the state has 256 bytes, 255 are kept"
    );
    let source = std::error::Error::source(&error).unwrap();
    assert!(source.downcast_ref::<fsm_storage::Error>().is_some());
    Ok(())
}
