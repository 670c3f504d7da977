//! What is refused before anything is sent, and what somebody else put into the column: a clear
//! error, and the row as it was.

use super::subject::{Subject, storage};
use fsm_core::Dialect;
use fsm_storage::{ErrorKind, FsmStorage, StorageKey};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const KEY: StorageKey = StorageKey::new(1, 2, 3);

pub fn cases() -> Vec<Case> {
    let mut cases =
        crate::rules![what_is_no_object_is_refused, nul_in_data_is_refused_wherever_it_is];
    cases.extend(cases![
        numbers_that_are_not_finite_are_refused,
        data_that_is_too_long_is_refused,
        a_name_that_stands_twice_is_refused,
        a_missing_table_is_an_error_that_says_what_to_do,
        what_somebody_else_wrote_is_named_and_stays,
        an_error_holds_no_data_of_the_conversation,
    ]);
    cases
}

async fn what_is_no_object_is_refused(store: &Subject) -> TestResult {
    store.set_data(&KEY, json!({"a": 1})).await?;
    for data in [json!([{"a": 1}]), json!("{}"), json!(1), json!(true), json!(null)] {
        assert_eq!(store.set_data(&KEY, &data).await.unwrap_err(), "not an object", "{data}");
        assert_eq!(store.update_data(&KEY, &data).await.unwrap_err(), "not an object", "{data}");
    }
    assert_eq!(store.get_data(&KEY).await?, json!({"a": 1}));
    Ok(())
}

async fn nul_in_data_is_refused_wherever_it_is(store: &Subject) -> TestResult {
    store.set_data(&KEY, json!({"a": 1})).await?;
    for data in [json!({"a": "\0"}), json!({"a\0": 1}), json!({"a": [{"b": "c\0d"}]})] {
        assert_eq!(store.set_data(&KEY, &data).await.unwrap_err(), "nul: data", "{data}");
        assert_eq!(store.update_data(&KEY, &data).await.unwrap_err(), "nul: data", "{data}");
    }
    // A backslash before what only looks like one.
    store.set_data(&KEY, json!({"a": "\\u0000"})).await?;
    assert_eq!(store.get_data(&KEY).await?, json!({"a": "\\u0000"}));
    Ok(())
}

async fn numbers_that_are_not_finite_are_refused(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    storage.set_data(&KEY, json!({"a": 1})).await?;
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let data = BTreeMap::from([("a", vec![Some(0.5), None, Some(number)])]);
        let error = storage.set_data(&KEY, &data).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NotFinite), "{error}");
        let error = storage.update_data(&KEY, &data).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::NotFinite), "{error}");
    }
    assert_eq!(Value::from(storage.get_data(&KEY).await?), json!({"a": 1}));
    Ok(())
}

async fn data_that_is_too_long_is_refused(db: &TestDatabase) -> TestResult {
    storage(db).await?;
    let storage = FsmStorage::builder(super::subject::pool(db)).max_data_bytes(1000).build()?;
    storage.set_data(&KEY, json!({"a": 1})).await?;
    let error = storage.set_data(&KEY, json!({"a": "x".repeat(1000)})).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::TooLong { part: "data", bytes: 1008, limit: 1000, .. }),
        "{error}"
    );
    assert_eq!(error.key(), Some(&KEY));
    assert_eq!(Value::from(storage.get_data(&KEY).await?), json!({"a": 1}));
    Ok(())
}

async fn a_name_that_stands_twice_is_refused(db: &TestDatabase) -> TestResult {
    #[derive(serde::Serialize)]
    struct Twice {
        a: u8,
        #[serde(flatten)]
        rest: BTreeMap<&'static str, u8>,
    }
    let storage = storage(db).await?;
    let data = Twice { a: 1, rest: BTreeMap::from([("a", 2)]) };
    let error = storage.set_data(&KEY, data).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::DuplicateName), "{error}");
    assert!(error.help().unwrap().contains("flatten"));
    Ok(())
}

async fn a_missing_table_is_an_error_that_says_what_to_do(db: &TestDatabase) -> TestResult {
    let storage = FsmStorage::builder(super::subject::pool(db)).build()?;
    let error = storage.set_state(&KEY, Some("s")).await.unwrap_err();
    assert!(error.help().unwrap_or_default().contains("create_all"), "{error:?}");
    assert!(!error.is_retryable());
    assert_eq!(error.operation(), Some("set_state"));
    Ok(())
}

/// Puts `text` into the column of data, past the storage and past the database's own checks.
async fn corrupt(db: &TestDatabase, text: &str) -> TestResult {
    let literal = db.dialect().quote_string(text);
    let update = format!("UPDATE fsm_data SET data = {literal}");
    match db.dialect() {
        Dialect::Mysql => db.execute(&format!("SET check_constraint_checks = 0; {update}")).await?,
        _ => db.execute(&update).await?,
    }
    Ok(())
}

async fn what_somebody_else_wrote_is_named_and_stays(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let mut texts = vec![
        ("[1, 2]", "an array"),
        ("\"text\"", "a string"),
        ("17", "a number"),
        ("null", "null"),
        ("true", "a boolean"),
    ];
    if db.dialect() != Dialect::Postgres {
        texts.extend([
            ("{\"a\": ", "no JSON"),
            ("{'a': 1}", "no JSON"),
            ("secret", "no JSON"),
            ("{\"a\":1}}", "no JSON"),
            ("", "no JSON"),
        ]);
    }
    for (text, expected) in texts {
        storage.set_state(&KEY, Some("s")).await?;
        storage.set_data(&KEY, json!({"a": 1})).await?;
        corrupt(db, text).await?;
        let all = "SELECT * FROM fsm_data";
        let before = db.query_text(all).await?;
        let errors = [
            storage.get_data(&KEY).await.unwrap_err(),
            storage.get(&KEY).await.unwrap_err(),
            storage.get_data_as::<BTreeMap<String, u8>>(&KEY).await.unwrap_err(),
            storage.get_value::<Value>(&KEY, "a").await.unwrap_err(),
            storage.update_data(&KEY, json!({"b": 2})).await.unwrap_err(),
            storage.update_data(&KEY, json!({"a": 2, "b": 2, "c": 2})).await.unwrap_err(),
            storage.update_data(&KEY, many_names()).await.unwrap_err(),
        ];
        for error in errors {
            let ErrorKind::Corrupt { found } = error.kind() else { panic!("{text}: {error:?}") };
            assert_eq!(*found, expected, "{text}: {error}");
            assert_eq!(error.key(), Some(&KEY));
            assert!(error.to_string().contains("bot 1, chat 2, user 3"), "{error}");
            assert!(!format!("{error:?}{error:#?}").contains("secret"), "{error:?}");
            assert!(!error.is_retryable());
        }
        assert_eq!(db.query_text(all).await?, before, "{text}: the row was touched");
        // The state is no part of it, and writing anew is.
        assert_eq!(storage.get_state(&KEY).await?.as_deref(), Some("s"));
        storage.set_data(&KEY, json!({"a": 2})).await?;
        assert_eq!(Value::from(storage.get_data(&KEY).await?), json!({"a": 2}));
    }
    Ok(())
}

/// More than any server merges at once.
fn many_names() -> BTreeMap<String, u32> {
    (0..2000).map(|at| (format!("n{at}"), at)).collect()
}

async fn an_error_holds_no_data_of_the_conversation(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    storage.set_data(&KEY, json!({"name": "secret, expected by nobody", "age": "secret"})).await?;
    let error = storage.get_data_as::<BTreeMap<String, u8>>(&KEY).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Mismatch { .. }), "{error:?}");
    let told = format!("{error}{error:?}{error:#?}");
    assert!(told.contains("expected u8") && !told.contains("secret"), "{told}");
    let error = storage.get_value::<u8>(&KEY, "age").await.unwrap_err();
    let told = format!("{error}{error:?}{error:#?}");
    assert!(told.contains("expected u8") && !told.contains("secret"), "{told}");
    // Neither does one of the database's.
    db.execute("DROP TABLE fsm_data").await?;
    let error = storage.set_data(&KEY, json!({"a": "secret"})).await.unwrap_err();
    let told = format!("{error}{error:?}{error:#?}");
    assert!(!told.contains("secret"), "{told}");
    Ok(())
}
