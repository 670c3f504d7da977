//! Keys: two that differ in anything never share a row, and nothing of one is cut off.

use super::subject::{Subject, storage};
use fsm_storage::{KeyStrategy, Participants, StorageKey};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use serde_json::json;
use std::collections::BTreeSet;

pub fn cases() -> Vec<Case> {
    let mut cases = crate::rules![
        keys_that_differ_in_anything_share_nothing,
        a_text_of_255_bytes_is_kept_and_a_longer_one_refused,
        nul_in_a_key_is_refused,
    ];
    cases.extend(cases![
        every_key_comes_back_as_it_was_written,
        the_storage_makes_keys_by_its_strategy
    ]);
    cases
}

/// Texts that one would mistake for another: by case, by trailing spaces, by Unicode form.
const TEXTS: &[&str] = &[
    "",
    " ",
    "a",
    "A",
    "a ",
    " a",
    "ä",
    "a\u{308}",
    "Ä",
    "0",
    "default",
    "\\",
    "'",
    "\"",
    "`",
    "%",
    "_",
    "a:b",
    "a,b",
    "\u{1f600}",
    "\n",
    "\r\n",
    "\t",
    "null",
    "NULL",
    "ß",
    "ss",
    "ı",
    "i",
    "I",
    "--",
    "/*",
    "$1",
    "?",
    ":state",
    "\u{7f}",
    "\u{feff}",
    "\u{202e}",
];

fn keys() -> Vec<StorageKey> {
    let mut keys = BTreeSet::new();
    for number in [0, 1, -1, i64::MAX, i64::MIN] {
        for key in [
            StorageKey::new(number, 1, 1),
            StorageKey::new(1, number, 1),
            StorageKey::new(1, 1, number),
            StorageKey::new(1, 1, 1).thread(number),
            StorageKey::new(1, 1, 1).thread(number).business_connection(""),
        ] {
            keys.insert(key);
        }
    }
    for text in TEXTS {
        let key = StorageKey::new(1, 1, 1);
        keys.insert(key.clone().destiny(*text));
        keys.insert(key.clone().business_connection(*text));
        keys.insert(key.clone().business_connection(*text).thread(0));
        keys.insert(key.business_connection(*text).destiny(*text));
    }
    keys.into_iter().collect()
}

async fn keys_that_differ_in_anything_share_nothing(store: &Subject) -> TestResult {
    let keys = keys();
    for (at, key) in keys.iter().enumerate() {
        store.set_state(key, Some(&at.to_string())).await?;
        store.update_data(key, json!({"at": at})).await?;
    }
    for (at, key) in keys.iter().enumerate() {
        assert_eq!(store.get_state(key).await?, Some(at.to_string()), "{key}");
        assert_eq!(store.get_data(key).await?, json!({"at": at}), "{key}");
    }
    for key in keys.iter().step_by(2) {
        assert!(store.clear(key).await?, "{key}");
    }
    for (at, key) in keys.iter().enumerate() {
        let expected = (at % 2 == 1).then(|| at.to_string());
        assert_eq!(store.get_state(key).await?, expected, "{key}");
    }
    Ok(())
}

async fn a_text_of_255_bytes_is_kept_and_a_longer_one_refused(store: &Subject) -> TestResult {
    for (letter, fits) in [("x", 255), ("é", 127), ("\u{1f600}", 63)] {
        let key = StorageKey::new(1, 2, 3);
        let (fitting, long) = (letter.repeat(fits), letter.repeat(fits + 1));
        for key in
            [key.clone().destiny(fitting.clone()), key.clone().business_connection(fitting.clone())]
        {
            store.set_state(&key, Some(&fitting)).await?;
            assert_eq!(store.get_state(&key).await?, Some(fitting.clone()));
        }
        let refused = store.set_state(&key, Some(&long)).await.unwrap_err();
        assert_eq!(refused, "too long: state");
        let refused = store.set_state(&key.clone().destiny(long.clone()), None).await.unwrap_err();
        assert_eq!(refused, "too long: destiny");
        let refused = store.get_state(&key.business_connection(long)).await.unwrap_err();
        assert_eq!(refused, "too long: business connection");
    }
    Ok(())
}

async fn nul_in_a_key_is_refused(store: &Subject) -> TestResult {
    let key = StorageKey::new(1, 2, 3);
    let refused = store.set_state(&key.clone().destiny("a\0b"), Some("s")).await.unwrap_err();
    assert_eq!(refused, "nul: destiny");
    let refused = store.get_data(&key.clone().business_connection("\0")).await.unwrap_err();
    assert_eq!(refused, "nul: business connection");
    let refused = store.set_state_if(&key, Some("\0"), None).await.unwrap_err();
    assert_eq!(refused, "nul: state");
    Ok(())
}

async fn every_key_comes_back_as_it_was_written(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let keys = keys();
    for key in &keys {
        storage.set_state(key, Some("s")).await?;
    }
    let mut listed = Vec::new();
    let mut next = None;
    loop {
        let page = storage.list().after(next).limit(7).await?;
        listed.extend(page.conversations.into_iter().map(|conversation| conversation.key));
        next = page.next;
        if next.is_none() {
            break;
        }
    }
    assert_eq!(listed.len(), keys.len());
    assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), keys.into_iter().collect());
    Ok(())
}

async fn the_storage_makes_keys_by_its_strategy(db: &TestDatabase) -> TestResult {
    let storage = fsm_storage::FsmStorage::builder(super::subject::pool(db))
        .key_strategy(KeyStrategy::ChatTopic)
        .build()?;
    let from = Participants {
        chat_id: Some(2),
        user_id: Some(3),
        thread_id: Some(4),
        business_connection_id: None,
    };
    assert_eq!(storage.key(1, &from), Some(StorageKey::new(1, 2, 2).thread(4)));
    Ok(())
}
