//! States and data as types of the application's.

use super::subject::storage;
use fsm_storage::{ErrorKind, States, StorageKey};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

const KEY: StorageKey = StorageKey::new(1, 2, 3);

pub fn cases() -> Vec<Case> {
    cases![
        states_of_an_enum_are_kept_by_name,
        an_unknown_state_is_an_error_that_names_it_and_stays,
        old_names_become_what_they_were_renamed_to,
        data_is_kept_as_a_struct,
        data_that_does_not_fit_says_what_was_expected,
        one_value_is_read_as_a_type,
    ]
}

#[derive(Clone, Copy, Debug, PartialEq, States)]
enum Form {
    Name,
    #[state(was = "form:years")]
    Age,
    #[state(name = "Form:Confirm?")]
    Confirm,
}

#[derive(Debug, PartialEq, States)]
#[states(prefix = "", rename_all = "UPPERCASE", upgrade = shouted)]
enum Loud {
    Begin,
    End,
}

fn shouted(stored: &str) -> Option<Loud> {
    Loud::parse(&stored.to_uppercase())
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Person {
    name: String,
    age: Option<u8>,
    #[serde(default)]
    tags: Vec<String>,
}

async fn states_of_an_enum_are_kept_by_name(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    assert_eq!(storage.get_state_as::<Form>(&KEY).await?, None);
    for (state, name) in
        [(Form::Name, "form:name"), (Form::Age, "form:age"), (Form::Confirm, "Form:Confirm?")]
    {
        storage.set_state_as(&KEY, &state).await?;
        assert_eq!(storage.get_state(&KEY).await?.as_deref(), Some(name));
        assert_eq!(storage.get_state_as::<Form>(&KEY).await?, Some(state));
    }
    let (from, to) = (Form::Confirm, Form::Name);
    assert!(storage.set_state_if(&KEY, Some(from.as_str()), Some(to.as_str())).await?);
    storage.set_state_as(&KEY, &Loud::End).await?;
    assert_eq!(storage.get_state(&KEY).await?.as_deref(), Some("END"));
    Ok(())
}

async fn an_unknown_state_is_an_error_that_names_it_and_stays(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    storage.set_state(&KEY, Some("form:email")).await?;
    let error = storage.get_state_as::<Form>(&KEY).await.unwrap_err();
    let ErrorKind::UnknownState { state, type_name } = error.kind() else { panic!("{error:?}") };
    assert_eq!(state, "form:email");
    assert!(type_name.ends_with("Form"), "{type_name}");
    assert!(error.to_string().contains("`form:email`"), "{error}");
    assert!(error.help().unwrap().contains("was"));
    assert_eq!(storage.get_state(&KEY).await?.as_deref(), Some("form:email"));
    Ok(())
}

async fn old_names_become_what_they_were_renamed_to(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    storage.set_state(&KEY, Some("form:years")).await?;
    assert_eq!(storage.get_state_as::<Form>(&KEY).await?, Some(Form::Age));
    storage.set_state(&KEY, Some("begin")).await?;
    assert_eq!(storage.get_state_as::<Loud>(&KEY).await?, Some(Loud::Begin));
    Ok(())
}

async fn data_is_kept_as_a_struct(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    assert_eq!(storage.get_data_as::<Person>(&KEY).await?, None);
    let ada = Person { name: "Ada".into(), age: None, tags: vec!["x".into()] };
    storage.set_data(&KEY, &ada).await?;
    assert_eq!(storage.get_data_as::<Person>(&KEY).await?, Some(ada));
    storage.update_data(&KEY, json!({"age": 36})).await?;
    assert_eq!(storage.get_data_as::<Person>(&KEY).await?.unwrap().age, Some(36));
    storage.set_state(&KEY, Some("a")).await?;
    storage.set_data(&KEY, json!({})).await?;
    assert_eq!(storage.get_data_as::<Person>(&KEY).await?, None);
    Ok(())
}

async fn data_that_does_not_fit_says_what_was_expected(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    storage.set_data(&KEY, json!({"age": 300, "name": "x"})).await?;
    let error = storage.get_data_as::<Person>(&KEY).await.unwrap_err();
    let ErrorKind::Mismatch { type_name, reason } = error.kind() else { panic!("{error:?}") };
    assert!(type_name.ends_with("Person"), "{type_name}");
    assert!(reason.contains("expected u8") && !reason.contains("300"), "{reason}");
    storage.set_data(&KEY, json!({"age": 3})).await?;
    let error = storage.get_data_as::<Person>(&KEY).await.unwrap_err();
    assert!(error.to_string().contains("missing field `name`"), "{error}");
    Ok(())
}

async fn one_value_is_read_as_a_type(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    storage.set_data(&KEY, json!({"age": 36, "nothing": null})).await?;
    assert_eq!(storage.get_value::<u8>(&KEY, "age").await?, Some(36));
    assert_eq!(storage.get_value::<Option<u8>>(&KEY, "nothing").await?, Some(None));
    assert_eq!(storage.get_value::<Value>(&KEY, "nothing").await?, Some(Value::Null));
    assert_eq!(storage.get_value::<u8>(&KEY, "other").await?, None);
    assert!(storage.get_value::<String>(&KEY, "age").await.is_err());
    Ok(())
}
