//! Operations that no one thought of, in sequences that no one thought of: a storage answers what
//! the reference answers. A sequence that fails is made as short as it can be.

use super::reference::Reference;
use super::subject::{Subject, pool, storage};
use fsm_storage::{FsmStorage, StorageKey};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use std::time::Duration;

pub fn cases() -> Vec<Case> {
    cases![a_storage_answers_what_the_reference_answers]
        .into_iter()
        .map(|case| case.within(Duration::from_mins(30)))
        .collect()
}

/// For MySQL and MariaDB, once more the way of the other.
pub fn in_session() -> Vec<Case> {
    cases![a_storage_that_answers_in_its_session_answers_the_same]
        .into_iter()
        .map(|case| case.within(Duration::from_mins(30)))
        .collect()
}

#[derive(Clone, Debug)]
enum Operation {
    Get,
    GetState,
    GetData,
    GetValue(String),
    SetState(Option<String>),
    SetStateIf(Option<String>, Option<String>),
    SetData(Value),
    UpdateData(Value),
    Clear,
    Expire,
}

fn keys() -> [StorageKey; 4] {
    let key = StorageKey::new(1, 2, 3);
    [key.clone(), key.clone().thread(0), key.clone().business_connection(""), key.destiny("")]
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => proptest::sample::select(&["a", "b", "c", "d"][..]).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[-$.*\"'\\\\\\[\\]{}:,a]{0,3}",
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        proptest::num::f64::NORMAL.prop_map(Value::from),
        proptest::num::f64::SUBNORMAL.prop_map(Value::from),
        (0_u32..64).prop_map(|power| Value::from(2_f64.powi(power.cast_signed()))),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 16, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map(name(), inner, 0..4).prop_map(|map| json!(map)),
        ]
    })
}

fn data() -> impl Strategy<Value = Value> {
    prop_oneof![
        9 => proptest::collection::btree_map(name(), value(), 0..6).prop_map(|map| json!(map)),
        1 => value(),
    ]
}

fn state() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        1 => Just(None),
        3 => proptest::sample::select(&["a", "A", "b", "", "a "][..])
            .prop_map(|state| Some(state.to_owned())),
        1 => any::<String>().prop_map(Some),
    ]
}

fn operation() -> impl Strategy<Value = Operation> {
    prop_oneof![
        1 => Just(Operation::Get),
        1 => Just(Operation::GetState),
        1 => Just(Operation::GetData),
        2 => name().prop_map(Operation::GetValue),
        3 => state().prop_map(Operation::SetState),
        3 => (state(), state()).prop_map(|(old, new)| Operation::SetStateIf(old, new)),
        3 => data().prop_map(Operation::SetData),
        6 => data().prop_map(Operation::UpdateData),
        1 => Just(Operation::Clear),
        1 => Just(Operation::Expire),
    ]
}

/// What an operation answered, as something that can be compared.
async fn answer(store: &Subject, key: &StorageKey, operation: &Operation) -> String {
    fn shown<T: std::fmt::Debug>(answer: &T) -> String {
        format!("{answer:?}")
    }
    match operation {
        Operation::Get => {
            shown(&store.get(key).await.map(|read| (read.state, Value::from(read.data))))
        }
        Operation::GetState => shown(&store.get_state(key).await),
        Operation::GetData => shown(&store.get_data(key).await),
        Operation::GetValue(name) => shown(&store.get_value(key, name).await),
        Operation::SetState(state) => shown(&store.set_state(key, state.as_deref()).await),
        Operation::SetStateIf(old, new) => {
            shown(&store.set_state_if(key, old.as_deref(), new.as_deref()).await)
        }
        Operation::SetData(data) => shown(&store.set_data(key, data).await),
        Operation::UpdateData(patch) => shown(&store.update_data(key, patch).await),
        Operation::Clear => shown(&store.clear(key).await),
        Operation::Expire => match store {
            Subject::Reference(reference, _) => {
                reference.expire();
                String::new()
            }
            Subject::Storage(_) => String::new(),
        },
    }
}

async fn compare(
    db: &TestDatabase,
    storage: &FsmStorage,
    operations: &[(usize, Operation)],
) -> Result<(), TestCaseError> {
    let fail = |error: sqlx::Error| TestCaseError::fail(error.to_string());
    db.execute("DELETE FROM fsm_data").await.map_err(fail)?;
    let hour = Duration::from_hours(1);
    let reference = Subject::Reference(Reference::default(), Some(hour));
    let storage = Subject::Storage(storage.with_ttl(hour));
    let keys = keys();
    for (at, operation) in operations {
        if matches!(operation, Operation::Expire) {
            db.execute("UPDATE fsm_data SET expires_at = 1000").await.map_err(fail)?;
        }
        let expected = answer(&reference, &keys[*at], operation).await;
        let answered = answer(&storage, &keys[*at], operation).await;
        prop_assert_eq!(answered, expected, "{:?}", operation);
    }
    let mut alive = 0;
    for key in &keys {
        let expected = answer(&reference, key, &Operation::Get).await;
        let answered = answer(&storage, key, &Operation::Get).await;
        prop_assert_eq!(&answered, &expected, "in the end");
        alive += usize::from(
            expected
                != answer(&Subject::Reference(Reference::default(), None), key, &Operation::Get)
                    .await,
        );
    }
    // A row is there only while it holds something.
    let rows = db
        .query_text(
            "SELECT state, data FROM fsm_data WHERE expires_at IS NULL OR expires_at > 1000",
        )
        .await
        .map_err(fail)?;
    prop_assert_eq!(rows.len(), alive, "{:?}", rows);
    Ok(())
}

/// How many sequences, unless `PROPTEST_CASES` says it.
const SEQUENCES: u32 = 64;

fn check(db: &TestDatabase, storage: &FsmStorage) -> TestResult {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|text| text.parse().ok());
    let config = Config {
        cases: asked.unwrap_or(SEQUENCES),
        failure_persistence: None,
        ..Config::default()
    };
    let sequences = proptest::collection::vec((0..keys().len(), operation()), 1..25);
    let handle = tokio::runtime::Handle::current();
    tokio::task::block_in_place(|| {
        TestRunner::new(config)
            .run(&sequences, |operations| handle.block_on(compare(db, storage, &operations)))
    })?;
    Ok(())
}

async fn a_storage_answers_what_the_reference_answers(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    check(db, &storage)
}

async fn a_storage_that_answers_in_its_session_answers_the_same(db: &TestDatabase) -> TestResult {
    storage(db).await?;
    check(db, &FsmStorage::builder(pool(db)).answers_writes(false).build()?)
}
