use super::scan::what;
use crate::error::ErrorKind;
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use std::any::type_name;

/// A conversation's data: a JSON object.
pub type Data = serde_json::Map<String, serde_json::Value>;

/// The object that is stored as `text`.
pub(crate) fn object(text: &str) -> Result<Data, ErrorKind> {
    serde_json::from_str(text).map_err(|error| match error.classify() {
        Category::Data => ErrorKind::Corrupt { found: what(text.as_bytes()) },
        _ => ErrorKind::Corrupt { found: "no JSON" },
    })
}

/// The object that is stored as `text`, as a type of the caller's.
pub(crate) fn typed<T: DeserializeOwned>(text: &str) -> Result<T, ErrorKind> {
    match what(text.as_bytes()) {
        "an object" => value(text),
        found => Err(ErrorKind::Corrupt { found }),
    }
}

/// One value of an object, as a type of the caller's.
pub(crate) fn value<T: DeserializeOwned>(text: &str) -> Result<T, ErrorKind> {
    serde_json::from_str(text).map_err(|error| match error.classify() {
        Category::Data => {
            ErrorKind::Mismatch { type_name: type_name::<T>(), reason: reason(&error) }
        }
        _ => ErrorKind::Corrupt { found: "no JSON" },
    })
}

/// In words what a database calls by `name`.
pub(crate) fn kind(name: &str) -> &'static str {
    match name {
        "object" => "an object",
        "array" => "an array",
        "string" | "text" => "a string",
        "true" | "false" | "boolean" => "a boolean",
        "null" => "null",
        "number" | "integer" | "real" | "double" | "decimal" => "a number",
        _ => "no JSON",
    }
}

/// What the type expected and where, without what was found, which is the user's.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!("line {} column {}", error.line(), error.column());
    // serde says: invalid type: string "Ada", expected u8 at line 1 column 12
    let said = text.strip_suffix(&format!(" at {place}")).unwrap_or(&text);
    if said.starts_with("missing field ") {
        return format!("{said} at {place}");
    }
    match said.rsplit_once(", expected ") {
        Some((_, expected)) => format!("expected {expected} at {place}"),
        None => format!("it does not fit at {place}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{object, typed};
    use crate::error::ErrorKind;
    use std::collections::BTreeMap;

    #[test]
    fn what_is_stored_and_no_object_is_named() {
        let all = [("[1]", "an array"), (" 1", "a number"), ("{]", "no JSON"), ("", "no JSON")];
        for (text, expected) in all {
            let Err(ErrorKind::Corrupt { found }) = object(text) else { panic!("{text}") };
            assert_eq!(found, expected, "{text}");
            let Err(ErrorKind::Corrupt { found }) = typed::<BTreeMap<String, u8>>(text) else {
                panic!("{text}")
            };
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_mismatch_tells_what_was_expected_and_not_what_was_found() {
        let text = r#"{"name":"secret, expected by nobody"}"#;
        let Err(ErrorKind::Mismatch { type_name, reason }) = typed::<BTreeMap<String, u8>>(text)
        else {
            panic!("it fits")
        };
        assert!(type_name.contains("BTreeMap"), "{type_name}");
        assert_eq!(reason, "expected u8 at line 1 column 36");
    }
}
