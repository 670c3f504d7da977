use std::collections::BTreeMap;

use sqlx::types::{Json, JsonRawValue, JsonValue};

use crate::types::sample::{Sample, sample};

pub fn samples() -> Vec<Sample> {
    vec![
        sample!(serde_json::Value; sqlite, postgres, mysql = TEXTS.map(value)),
        sample!(Json<BTreeMap<String, Vec<i64>>>; sqlite, postgres, mysql = [
            Json(BTreeMap::new()),
            Json(BTreeMap::from([("a".to_owned(), vec![i64::MIN, i64::MAX])])),
        ]),
        sample!(Json<Option<i64>>; sqlite, postgres, mysql = [Json(None), Json(Some(7))]),
        sample!(Box<JsonRawValue>, by same; sqlite, postgres, mysql = TEXTS.map(raw)),
    ]
}

/// Every kind of value; the first ones look like numbers to a column that guesses.
const TEXTS: [&str; 11] = [
    "1",
    "-0.5",
    "\"7\"",
    "18446744073709551615",
    "1e300",
    "null",
    "true",
    "[]",
    "{}",
    r#"{"z": [1, {"a": null}], "a": "it's \"\\ 😀"}"#,
    "[[[[[\"\\u00e9 \\ud83d\\ude00\"]]]]]",
];

mod serde_json {
    pub use sqlx::types::JsonValue as Value;
}

fn value(text: &str) -> JsonValue {
    text.parse().expect("JSON")
}

fn raw(text: &str) -> Box<JsonRawValue> {
    JsonRawValue::from_string(text.to_owned()).expect("JSON")
}

/// The value is what is kept; PostgreSQL and MySQL write its text anew.
fn same(a: &Box<JsonRawValue>, b: &Box<JsonRawValue>) -> bool {
    value(a.get()) == value(b.get())
}
