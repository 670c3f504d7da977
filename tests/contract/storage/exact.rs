//! What comes back is what was written: numbers to the last bit, texts to the last byte.

use super::subject::Subject;
use fsm_storage::StorageKey;
use fsm_tests::{Case, TestResult};
use serde_json::{Map, Value, json};

const KEY: StorageKey = StorageKey::new(1, 2, 3);

/// What one would break: quotes, paths, operators, and what is no letter.
const NAMES: &[&str] = &[
    "",
    " ",
    "a",
    "A",
    "a ",
    "$",
    "$.a",
    "$.\"a\"",
    "a.b",
    "a[0]",
    "[0]",
    "*",
    "**",
    "$**",
    "\"",
    "q\"u",
    "\\",
    "bs\\",
    "\\\"",
    "'",
    "`",
    "%",
    "_",
    "?",
    "?1",
    "$1",
    ":state",
    "--",
    "/*",
    "*/",
    ";",
    "{",
    "}",
    "{}",
    "null",
    "last",
    "to",
    "@fsm_merged",
    "é",
    "e\u{301}",
    "ключ",
    "鍵",
    "\u{1f600}",
    "\u{1}",
    "\u{1f}",
    "\n",
    "\r",
    "\t",
    "\u{8}",
    "\u{c}",
    "\u{7f}",
    "\u{2028}",
    "\u{feff}",
    "\u{fffd}",
    "\\u0061",
    "a\\u0041",
    "/",
    "esc\\/",
    "#",
    "#-1",
    "a:b",
    "0",
    "-1",
];

pub fn cases() -> Vec<Case> {
    crate::rules![
        numbers_come_back_to_the_last_bit,
        numbers_beside_an_update_come_back_to_the_last_bit,
        hostile_names_and_texts_come_back_as_they_were,
        hostile_names_are_replaced_one_by_one,
        hostile_names_are_read_one_by_one,
        hostile_states_come_back_as_they_were,
        a_mebibyte_of_data_is_kept,
        ten_thousand_names_are_kept_and_merged,
        data_as_deep_as_the_limit_is_kept_and_merged,
    ]
    .into_iter()
    .collect()
}

fn numbers() -> Value {
    json!({
        "u64": [u64::MAX, u64::MAX - 1, i64::MAX as u64 + 1, i64::MAX],
        "i64": [i64::MIN, i64::MIN + 1, -1, 0, 1],
        "f64": [
            0.1, -0.1, 1.0, 1e15, 1e16, -1e16, 1e17, 1.8e19, 1e20, 1e22, 1e23, 1e100, f64::MAX,
            f64::MIN, f64::MIN_POSITIVE, 5e-324, f64::EPSILON, 0.1 + 0.2, 1e-7, 123_456_789.123_456_78,
            9_007_199_254_740_992.0, 2.225_073_858_507_201e-308, f64::MAX.next_down(),
        ],
    })
}

pub(super) async fn numbers_come_back_to_the_last_bit(store: &Subject) -> TestResult {
    store.set_data(&KEY, numbers()).await?;
    let read = store.get_data(&KEY).await?;
    assert_eq!(read, numbers());
    for (read, written) in floats(&read).iter().zip(floats(&numbers())) {
        assert!(read.is_f64(), "{read} came back as an integer");
        assert_eq!(read.as_f64().unwrap().to_bits(), written.as_f64().unwrap().to_bits());
    }
    assert_eq!(store.get_value(&KEY, "u64").await?, Some(numbers()["u64"].clone()));
    assert_eq!(store.get_value(&KEY, "f64").await?, Some(numbers()["f64"].clone()));
    // The one that is not kept to the last bit everywhere: PostgreSQL has no negative zero.
    store.set_data(&KEY, json!({"zero": -0.0})).await?;
    let zero = store.get_value(&KEY, "zero").await?.unwrap();
    assert!(zero.is_f64() && zero.as_f64() == Some(0.0), "{zero}");
    Ok(())
}

fn floats(data: &Value) -> Vec<Value> {
    data["f64"].as_array().unwrap().clone()
}

pub(super) async fn numbers_beside_an_update_come_back_to_the_last_bit(
    store: &Subject,
) -> TestResult {
    store.set_data(&KEY, numbers()).await?;
    let mut expected = numbers();
    for round in 0..3 {
        expected["round"] = json!(round);
        assert_eq!(store.update_data(&KEY, json!({"round": round})).await?, expected);
    }
    assert_eq!(store.update_data(&KEY, numbers()).await?, expected);
    assert_eq!(store.get_data(&KEY).await?, expected);
    Ok(())
}

fn hostile() -> Map<String, Value> {
    NAMES.iter().map(|name| ((*name).to_owned(), json!({ *name: [name, null] }))).collect()
}

pub(super) async fn hostile_names_and_texts_come_back_as_they_were(store: &Subject) -> TestResult {
    store.set_data(&KEY, hostile()).await?;
    assert_eq!(store.get_data(&KEY).await?, Value::from(hostile()));
    assert_eq!(store.update_data(&KEY, hostile()).await?, Value::from(hostile()));
    Ok(())
}

pub(super) async fn hostile_names_are_replaced_one_by_one(store: &Subject) -> TestResult {
    store.set_data(&KEY, hostile()).await?;
    let mut expected = hostile();
    for (at, name) in NAMES.iter().enumerate() {
        expected.insert((*name).to_owned(), json!(at));
        let merged = store.update_data(&KEY, json!({ *name: at })).await?;
        assert_eq!(merged, Value::from(expected.clone()), "{name:?}");
    }
    // Some at once, in another order.
    for names in NAMES.chunks(5) {
        let patch: Map<String, Value> =
            names.iter().rev().map(|name| ((*name).to_owned(), Value::Null)).collect();
        expected.extend(patch.clone());
        let merged = store.update_data(&KEY, patch).await?;
        assert_eq!(merged, Value::from(expected.clone()), "{names:?}");
    }
    Ok(())
}

pub(super) async fn hostile_names_are_read_one_by_one(store: &Subject) -> TestResult {
    for name in NAMES {
        assert_eq!(store.get_value(&KEY, name).await?, None, "{name:?}");
    }
    let only = json!({"another": 1});
    store.set_data(&KEY, only).await?;
    for name in NAMES {
        assert_eq!(store.get_value(&KEY, name).await?, None, "{name:?}");
    }
    store.set_data(&KEY, hostile()).await?;
    for name in NAMES {
        let value = store.get_value(&KEY, name).await?;
        assert_eq!(value.as_ref(), Some(&hostile()[*name]), "{name:?}");
    }
    Ok(())
}

pub(super) async fn hostile_states_come_back_as_they_were(store: &Subject) -> TestResult {
    for state in NAMES {
        store.set_state(&KEY, Some(state)).await?;
        assert_eq!(store.get_state(&KEY).await?.as_deref(), Some(*state));
        for other in NAMES.iter().filter(|other| *other != state) {
            assert!(
                !store.set_state_if(&KEY, Some(other), Some("x")).await?,
                "{state:?} {other:?}"
            );
        }
    }
    Ok(())
}

pub(super) async fn a_mebibyte_of_data_is_kept(store: &Subject) -> TestResult {
    let data = json!({"text": "é\"\\".repeat(1 << 18), "other": 1});
    assert!(data.to_string().len() > 1 << 20);
    store.set_data(&KEY, &data).await?;
    assert_eq!(store.get_data(&KEY).await?, data);
    let merged = store.update_data(&KEY, json!({"other": 2})).await?;
    assert_eq!((&merged["text"], &merged["other"]), (&data["text"], &json!(2)));
    assert_eq!(store.get_value(&KEY, "other").await?, Some(json!(2)));
    Ok(())
}

pub(super) async fn ten_thousand_names_are_kept_and_merged(store: &Subject) -> TestResult {
    let numbered = |from: usize, to: usize, value: &str| -> Map<String, Value> {
        (from..to).map(|at| (format!("name{at}"), json!({ "is": value }))).collect()
    };
    store.set_data(&KEY, numbered(0, 10_000, "first")).await?;
    let mut expected = numbered(0, 10_000, "first");
    let patch = numbered(5_000, 15_000, "second");
    expected.extend(patch.clone());
    assert_eq!(store.update_data(&KEY, patch).await?, Value::from(expected.clone()));
    let patch = json!({"name3": null, "name14999": 1});
    expected.extend(patch.as_object().unwrap().clone());
    assert_eq!(store.update_data(&KEY, patch).await?, Value::from(expected.clone()));
    assert_eq!(store.get_data(&KEY).await?, Value::from(expected));
    // Where there is nothing yet.
    let other = StorageKey::new(1, 2, 4);
    let whole = store.update_data(&other, numbered(0, 10_000, "x")).await?;
    assert_eq!(whole, Value::from(numbered(0, 10_000, "x")));
    Ok(())
}

pub(super) async fn data_as_deep_as_the_limit_is_kept_and_merged(store: &Subject) -> TestResult {
    let limit = store.depth_limit();
    let nested = |levels: usize| {
        (1..levels).fold(json!({"in": 1}), |inner, at| match at % 2 {
            0 => json!({ "in": inner }),
            _ => json!({ "in": [inner] }).get_mut("in").unwrap().take(),
        })
    };
    let deep = json!({ "deep": nested(limit - 1) });
    store.set_data(&KEY, &deep).await?;
    assert_eq!(store.get_data(&KEY).await?, deep);
    let whole = json!({ "deep": deep["deep"], "more": deep["deep"] });
    assert_eq!(store.update_data(&KEY, json!({ "more": deep["deep"] })).await?, whole);
    assert_eq!(store.get_value(&KEY, "deep").await?, Some(deep["deep"].clone()));
    let refused = store.set_data(&KEY, json!({ "deep": nested(limit) })).await.unwrap_err();
    assert_eq!(refused, format!("too deep: {limit}"));
    assert_eq!(store.get_data(&KEY).await?, whole);
    Ok(())
}
