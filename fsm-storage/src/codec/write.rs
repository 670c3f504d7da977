use super::finite::is_finite;
use super::scan::{Scan, scan};
use crate::error::ErrorKind;
use serde::Serialize;
use serde_json::ser::Formatter;
use std::{io, ops::Range};

/// Data that was checked and can be sent.
#[derive(Debug)]
pub(crate) struct Written {
    /// The object.
    pub(crate) text: String,
    /// Where its names stand in the text, with their quotes.
    names: Vec<Range<usize>>,
}

impl Written {
    /// How many names it has.
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| &self.text[name.clone()])
    }

    /// Each name with null: what, merged by RFC 7396, removes just these names.
    pub(crate) fn nulls(&self) -> String {
        let mut nulls = String::from("{");
        for (at, name) in self.names().enumerate() {
            nulls.push_str(if at > 0 { "," } else { "" });
            nulls.push_str(name);
            nulls.push_str(":null");
        }
        nulls + "}"
    }

    /// The path to each name, as MySQL writes paths; `None` if one of them has none there.
    pub(crate) fn paths(&self) -> Option<Vec<String>> {
        self.names().map(|name| has_path(&name[1..]).then(|| format!("$.{name}"))).collect()
    }
}

/// Writes `data` as an object that a database keeps as it is.
pub(crate) fn write(
    data: &(impl Serialize + ?Sized),
    depth_limit: usize,
    byte_limit: usize,
) -> Result<Written, ErrorKind> {
    let mut text = Vec::with_capacity(128);
    let mut serializer = serde_json::Serializer::with_formatter(&mut text, Exact);
    data.serialize(&mut serializer).map_err(|source| ErrorKind::Unserializable { source })?;
    // What serializes as raw JSON may begin with spaces; what is stored does not.
    let start = text.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or_default();
    if start > 0 {
        text.drain(..start);
    }
    let Ok(text) = String::from_utf8(text) else {
        return Err(ErrorKind::NotAnObject { found: "no text" });
    };
    if text.len() > byte_limit {
        return Err(ErrorKind::TooLong { part: "data", bytes: text.len(), limit: byte_limit });
    }
    let Scan { names, has_null } = scan(&text, depth_limit)?;
    // serde_json writes null for NaN: only where a null is, one has to look closer.
    if has_null && !is_finite(data) {
        return Err(ErrorKind::NotFinite);
    }
    Ok(Written { text, names })
}

/// Whether MySQL and MariaDB find a name by a path: MariaDB 10.11 takes a minus behind the quote
/// for an operator.
pub(crate) fn has_path(name: &str) -> bool {
    !name.starts_with('-')
}

/// The path to the value called `name`, as SQLite and MySQL write paths.
pub(crate) fn path(name: &str) -> String {
    format!("$.{}", serde_json::Value::from(name))
}

/// Floats that stay floats in PostgreSQL's `jsonb`, whose numbers are decimal: `1e16` would come
/// back as the integer 10000000000000000. What is beyond `u64` is read as a float anyway.
struct Exact;

const BEGIN: f64 = 1e16;
const END: f64 = 2e19;

impl Formatter for Exact {
    fn write_f64<W: io::Write + ?Sized>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        if (BEGIN..END).contains(&value.abs()) {
            return write!(writer, "{value:.1}");
        }
        serde_json::ser::CompactFormatter.write_f64(writer, value)
    }

    fn write_f32<W: io::Write + ?Sized>(&mut self, writer: &mut W, value: f32) -> io::Result<()> {
        if (BEGIN..END).contains(&f64::from(value).abs()) {
            return write!(writer, "{value:.1}");
        }
        serde_json::ser::CompactFormatter.write_f32(writer, value)
    }
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::error::ErrorKind;
    use serde::Serialize;
    use serde_json::json;

    #[track_caller]
    fn text(data: &impl Serialize) -> String {
        write(data, 127, 1 << 20).unwrap().text
    }

    #[track_caller]
    fn refused(data: &impl Serialize) -> ErrorKind {
        write(data, 127, 1 << 20).unwrap_err()
    }

    #[test]
    fn floats_stay_floats() {
        for value in [1e16_f64, -1e16, 1.5e19, 1e20, 1e300, 5e-324, 0.1, 1e15] {
            let read: serde_json::Value =
                serde_json::from_str(&text(&json!({ "a": value }))).unwrap();
            assert!(read["a"].is_f64(), "{read}");
            assert_eq!(read["a"].as_f64().unwrap().to_bits(), value.to_bits());
        }
        assert_eq!(text(&json!({ "a": 1e16 })), r#"{"a":10000000000000000.0}"#);
    }

    #[test]
    fn numbers_that_are_not_finite_are_refused_wherever_they_are() {
        #[derive(Serialize)]
        struct Deep {
            list: Vec<(Option<u8>, f32)>,
        }
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            let data = std::collections::BTreeMap::from([("a", value)]);
            assert!(matches!(refused(&data), ErrorKind::NotFinite));
        }
        let data = Deep { list: vec![(None, f32::NAN)] };
        assert!(matches!(refused(&data), ErrorKind::NotFinite));
        assert_eq!(text(&Deep { list: vec![(None, 0.5)] }), r#"{"list":[[null,0.5]]}"#);
    }

    #[test]
    fn what_is_no_object_is_refused_and_named() {
        #[track_caller]
        fn check(data: &impl Serialize, expected: &str) {
            let ErrorKind::NotAnObject { found } = refused(data) else { panic!("accepted") };
            assert_eq!(found, expected);
        }
        check(&json!([1]), "an array");
        check(&"text", "a string");
        check(&1, "a number");
        check(&-1, "a number");
        check(&true, "a boolean");
        check(&(), "null");
    }

    #[test]
    fn what_is_too_long_is_refused() {
        let kind = write(&json!({ "a": "x".repeat(10) }), 127, 17).unwrap_err();
        assert!(matches!(kind, ErrorKind::TooLong { bytes: 18, limit: 17, .. }), "{kind:?}");
        assert!(write(&json!({ "a": "x".repeat(9) }), 127, 17).is_ok());
    }

    #[test]
    fn names_are_listed_as_they_are_written() {
        let written = write(&json!({ "a\"b": 1, "": { "c": 2 } }), 127, 100).unwrap();
        assert_eq!((written.len(), &*written.nulls()), (2, r#"{"":null,"a\"b":null}"#));
        assert_eq!(written.paths().unwrap(), [r#"$."""#, r#"$."a\"b""#]);
        assert_eq!(write(&json!({ "a-b": 1, "-a": 1 }), 127, 100).unwrap().paths(), None);
        assert_eq!(write(&json!({}), 127, 100).unwrap().nulls(), "{}");
    }
}
