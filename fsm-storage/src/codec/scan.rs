use crate::error::ErrorKind;
use std::ops::Range;

/// What a text of JSON holds.
#[derive(Debug)]
pub(super) struct Scan {
    /// Where the names of the object stand, with their quotes.
    pub(super) names: Vec<Range<usize>>,
    /// Whether a null is in it.
    pub(super) has_null: bool,
}

/// Looks through JSON that serde has written, and refuses what a database would not keep.
pub(super) fn scan(text: &str, depth_limit: usize) -> Result<Scan, ErrorKind> {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&b'{') {
        return Err(ErrorKind::NotAnObject { found: what(bytes) });
    }
    let mut found = Scan { names: Vec::new(), has_null: false };
    let (mut depth, mut at) = (0_usize, 0);
    // Whether what comes next in the outermost object is a name.
    let mut name_next = true;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                let end = end_of_string(bytes, at)?;
                if depth == 1 && name_next {
                    found.names.push(at..end);
                    name_next = false;
                }
                at = end;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' if depth == 1 => name_next = true,
            b'n' => found.has_null = true,
            _ => {}
        }
        if depth > depth_limit {
            return Err(ErrorKind::TooDeep { limit: depth_limit });
        }
        at += 1;
    }
    // Databases disagree which of the two values counts.
    let mut sorted: Vec<&str> = found.names.iter().map(|name| &text[name.clone()]).collect();
    sorted.sort_unstable();
    if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(ErrorKind::DuplicateName);
    }
    Ok(found)
}

/// Behind the closing quote of the string that begins at `start`.
fn end_of_string(bytes: &[u8], start: usize) -> Result<usize, ErrorKind> {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return Ok(at + 1),
            b'\\' if bytes[at + 1..].starts_with(b"u0000") => {
                return Err(ErrorKind::Nul { part: "data" });
            }
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    Ok(bytes.len())
}

/// What JSON that begins so is, in words.
pub(super) fn what(bytes: &[u8]) -> &'static str {
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'{') => "an object",
        Some(b'[') => "an array",
        Some(b'"') => "a string",
        Some(b't' | b'f') => "a boolean",
        Some(b'n') => "null",
        Some(b'-' | b'0'..=b'9') => "a number",
        _ => "no JSON",
    }
}

#[cfg(test)]
mod tests {
    use super::scan;
    use crate::error::ErrorKind;

    #[test]
    fn only_names_of_the_outermost_object_are_listed() {
        let text = r#"{"a":{"b":"c"},"\\":[{"d":1},"e"],"f\"g":"h,\"i\":","j":null}"#;
        let found = scan(text, 9).unwrap();
        let names: Vec<&str> = found.names.iter().map(|name| &text[name.clone()]).collect();
        assert_eq!(names, [r#""a""#, r#""\\""#, r#""f\"g""#, r#""j""#]);
        assert!(found.has_null);
        assert!(!scan(r#"{"a":"null"}"#, 9).unwrap().has_null);
    }

    #[test]
    fn nul_is_found_and_an_escaped_backslash_is_no_nul() {
        for text in [r#"{"a":"\u0000"}"#, r#"{"\u0000":1}"#, r#"{"a":["x\\\u0000"]}"#] {
            assert!(matches!(scan(text, 9), Err(ErrorKind::Nul { part: "data" })), "{text}");
        }
        assert!(scan(r#"{"a":"\\u0000"}"#, 9).is_ok());
    }

    #[test]
    fn a_name_that_stands_twice_is_refused_unless_in_different_objects() {
        assert!(matches!(scan(r#"{"a":1,"b":2,"a":3}"#, 9), Err(ErrorKind::DuplicateName)));
        assert!(scan(r#"{"a":{"a":1},"b":{"a":1}}"#, 9).is_ok());
    }

    #[test]
    fn arrays_and_objects_count_as_levels() {
        assert!(scan(r#"{"a":[{"b":1}],"c":[[]]}"#, 3).is_ok());
        assert!(matches!(scan(r#"{"a":[{"b":[]}]}"#, 3), Err(ErrorKind::TooDeep { limit: 3 })));
        assert!(scan(r#"{"a":"[[[[{{{{"}"#, 1).is_ok());
    }
}
