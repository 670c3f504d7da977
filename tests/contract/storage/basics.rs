//! What each operation does to one conversation.

use super::subject::Subject;
use fsm_storage::StorageKey;
use fsm_tests::{Case, TestResult};
use serde_json::json;

const KEY: StorageKey = StorageKey::new(1, -100, 7);

pub fn cases() -> Vec<Case> {
    crate::rules![
        what_was_never_written_reads_as_nothing,
        a_state_is_kept_and_none_takes_it_away,
        data_is_kept_and_an_empty_object_takes_it_away,
        state_and_data_do_not_touch_each_other,
        updating_puts_values_beside_and_in_the_place_of_others,
        updating_keeps_null_as_a_value,
        updating_replaces_what_is_nested_as_a_whole,
        updating_with_nothing_answers_what_there_is,
        one_value_is_read,
        clearing_removes_both_and_answers_whether_there_was_something,
        a_state_is_changed_only_if_it_is_the_expected_one,
        a_state_is_taken_away_only_if_it_is_the_expected_one,
        a_state_is_set_only_where_there_is_none,
    ]
}

pub(super) async fn what_was_never_written_reads_as_nothing(store: &Subject) -> TestResult {
    assert_eq!(store.get_state(&KEY).await?, None);
    assert_eq!(store.get_data(&KEY).await?, json!({}));
    assert_eq!(store.get_value(&KEY, "a").await?, None);
    assert_eq!(store.get(&KEY).await?, fsm_storage::Snapshot::default());
    assert!(!store.clear(&KEY).await?);
    store.set_state(&KEY, None).await?;
    store.set_data(&KEY, json!({})).await?;
    assert_eq!(store.update_data(&KEY, json!({})).await?, json!({}));
    assert!(!store.clear(&KEY).await?);
    Ok(())
}

pub(super) async fn a_state_is_kept_and_none_takes_it_away(store: &Subject) -> TestResult {
    for state in ["form:name", "form:age", "", "form:age"] {
        store.set_state(&KEY, Some(state)).await?;
        assert_eq!(store.get_state(&KEY).await?.as_deref(), Some(state));
    }
    store.set_state(&KEY, None).await?;
    assert_eq!(store.get_state(&KEY).await?, None);
    assert!(!store.clear(&KEY).await?);
    Ok(())
}

pub(super) async fn data_is_kept_and_an_empty_object_takes_it_away(store: &Subject) -> TestResult {
    for data in [json!({"a": 1, "b": [1, {"c": null}]}), json!({"": ""})] {
        store.set_data(&KEY, &data).await?;
        assert_eq!(store.get_data(&KEY).await?, data);
    }
    store.set_data(&KEY, json!({})).await?;
    assert_eq!(store.get_data(&KEY).await?, json!({}));
    assert!(!store.clear(&KEY).await?);
    Ok(())
}

pub(super) async fn state_and_data_do_not_touch_each_other(store: &Subject) -> TestResult {
    store.set_state(&KEY, Some("s")).await?;
    store.set_data(&KEY, json!({"a": 1})).await?;
    assert_eq!(store.get_state(&KEY).await?.as_deref(), Some("s"));
    store.set_state(&KEY, Some("t")).await?;
    assert_eq!(store.get_data(&KEY).await?, json!({"a": 1}));
    store.set_state(&KEY, None).await?;
    assert_eq!(store.get_data(&KEY).await?, json!({"a": 1}));
    store.set_state(&KEY, Some("u")).await?;
    store.set_data(&KEY, json!({})).await?;
    assert_eq!(store.get_state(&KEY).await?.as_deref(), Some("u"));
    assert!(store.clear(&KEY).await?);
    Ok(())
}

pub(super) async fn updating_puts_values_beside_and_in_the_place_of_others(
    store: &Subject,
) -> TestResult {
    assert_eq!(store.update_data(&KEY, json!({"a": 1})).await?, json!({"a": 1}));
    assert_eq!(store.update_data(&KEY, json!({"b": 2})).await?, json!({"a": 1, "b": 2}));
    let whole = json!({"a": "x", "b": 2, "c": 3});
    assert_eq!(store.update_data(&KEY, json!({"c": 3, "a": "x"})).await?, whole);
    assert_eq!(store.get_data(&KEY).await?, whole);
    store.set_state(&KEY, Some("s")).await?;
    store.update_data(&KEY, json!({"a": 1, "b": 1, "c": 1})).await?;
    assert_eq!(store.get_state(&KEY).await?.as_deref(), Some("s"));
    assert_eq!(store.get_data(&KEY).await?, json!({"a": 1, "b": 1, "c": 1}));
    Ok(())
}

pub(super) async fn updating_keeps_null_as_a_value(store: &Subject) -> TestResult {
    store.set_data(&KEY, json!({"a": 1, "b": {"c": 1, "d": null}})).await?;
    let whole = json!({"a": null, "b": {"c": 1, "d": null}, "e": {"f": null}});
    assert_eq!(store.update_data(&KEY, json!({"a": null, "e": {"f": null}})).await?, whole);
    assert_eq!(store.get_data(&KEY).await?, whole);
    assert_eq!(store.get_value(&KEY, "a").await?, Some(json!(null)));
    Ok(())
}

pub(super) async fn updating_replaces_what_is_nested_as_a_whole(store: &Subject) -> TestResult {
    store.set_data(&KEY, json!({"a": {"b": 1, "c": 2}, "d": [1, 2]})).await?;
    let whole = json!({"a": {"b": 3}, "d": [3]});
    assert_eq!(store.update_data(&KEY, json!({"a": {"b": 3}, "d": [3]})).await?, whole);
    assert_eq!(store.get_data(&KEY).await?, whole);
    Ok(())
}

pub(super) async fn updating_with_nothing_answers_what_there_is(store: &Subject) -> TestResult {
    store.set_data(&KEY, json!({"a": 1})).await?;
    assert_eq!(store.update_data(&KEY, json!({})).await?, json!({"a": 1}));
    Ok(())
}

pub(super) async fn one_value_is_read(store: &Subject) -> TestResult {
    store.set_state(&KEY, Some("s")).await?;
    assert_eq!(store.get_value(&KEY, "a").await?, None);
    store.set_data(&KEY, json!({"a": [1, "x"], "b": null, "c": "text"})).await?;
    assert_eq!(store.get_value(&KEY, "a").await?, Some(json!([1, "x"])));
    assert_eq!(store.get_value(&KEY, "b").await?, Some(json!(null)));
    assert_eq!(store.get_value(&KEY, "c").await?, Some(json!("text")));
    assert_eq!(store.get_value(&KEY, "d").await?, None);
    Ok(())
}

pub(super) async fn clearing_removes_both_and_answers_whether_there_was_something(
    store: &Subject,
) -> TestResult {
    store.set_state(&KEY, Some("s")).await?;
    store.set_data(&KEY, json!({"a": 1})).await?;
    assert!(store.clear(&KEY).await?);
    assert!(!store.clear(&KEY).await?);
    assert_eq!(store.get(&KEY).await?, fsm_storage::Snapshot::default());
    Ok(())
}

pub(super) async fn a_state_is_changed_only_if_it_is_the_expected_one(
    store: &Subject,
) -> TestResult {
    assert!(!store.set_state_if(&KEY, Some("a"), Some("b")).await?);
    store.set_state(&KEY, Some("a")).await?;
    assert!(!store.set_state_if(&KEY, Some("A"), Some("b")).await?);
    assert!(!store.set_state_if(&KEY, Some("a "), Some("b")).await?);
    assert!(store.set_state_if(&KEY, Some("a"), Some("b")).await?);
    assert!(!store.set_state_if(&KEY, Some("a"), Some("c")).await?);
    assert!(store.set_state_if(&KEY, Some("b"), Some("b")).await?);
    assert_eq!(store.get_state(&KEY).await?.as_deref(), Some("b"));
    Ok(())
}

pub(super) async fn a_state_is_taken_away_only_if_it_is_the_expected_one(
    store: &Subject,
) -> TestResult {
    store.set_state(&KEY, Some("a")).await?;
    assert!(!store.set_state_if(&KEY, Some("b"), None).await?);
    assert!(store.set_state_if(&KEY, Some("a"), None).await?);
    assert!(!store.clear(&KEY).await?);
    store.set_state(&KEY, Some("a")).await?;
    store.set_data(&KEY, json!({"x": 1})).await?;
    assert!(!store.set_state_if(&KEY, Some("b"), None).await?);
    assert!(store.set_state_if(&KEY, Some("a"), None).await?);
    assert_eq!(store.get_state(&KEY).await?, None);
    assert_eq!(store.get_data(&KEY).await?, json!({"x": 1}));
    Ok(())
}

pub(super) async fn a_state_is_set_only_where_there_is_none(store: &Subject) -> TestResult {
    assert!(store.set_state_if(&KEY, None, None).await?);
    assert!(store.set_state_if(&KEY, None, Some("a")).await?);
    assert!(!store.set_state_if(&KEY, None, Some("b")).await?);
    assert!(!store.set_state_if(&KEY, None, None).await?);
    assert_eq!(store.get_state(&KEY).await?.as_deref(), Some("a"));
    store.set_data(&KEY, json!({"x": 1})).await?;
    store.set_state(&KEY, None).await?;
    assert!(store.set_state_if(&KEY, None, Some("c")).await?);
    assert_eq!(store.get_state(&KEY).await?.as_deref(), Some("c"));
    assert_eq!(store.get_data(&KEY).await?, json!({"x": 1}));
    Ok(())
}
