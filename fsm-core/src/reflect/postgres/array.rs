//! Arrays and vectors as PostgreSQL writes them.

/// The numbers of `{1,2}` or of `1 2`; anything that is none is left out.
pub(super) fn numbers<N: std::str::FromStr>(text: &str) -> Vec<N> {
    text.trim_matches(['{', '}']).split([',', ' ']).filter_map(|part| part.parse().ok()).collect()
}

/// The texts of `{a,"b c",NULL}` (manual, 8.15.6); an empty text for null.
pub(super) fn texts(array: &str) -> Vec<String> {
    let Some(inner) = array.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
        return Vec::new();
    };
    let mut texts = Vec::new();
    let mut letters = inner.chars().peekable();
    while letters.peek().is_some() {
        let mut text = String::new();
        if letters.next_if_eq(&'"').is_some() {
            while let Some(letter) = letters.next() {
                match letter {
                    '\\' => text.extend(letters.next()),
                    '"' => break,
                    _ => text.push(letter),
                }
            }
        } else {
            while let Some(letter) = letters.next_if(|letter| *letter != ',') {
                text.push(letter);
            }
            if text == "NULL" {
                text.clear();
            }
        }
        texts.push(text);
        letters.next_if_eq(&',');
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::{numbers, texts};

    fn check(array: &str, expected: &[&str]) {
        assert_eq!(texts(array), expected, "{array}");
    }

    #[test]
    fn texts_are_read_as_they_were_put_in() {
        check("{}", &[]);
        check("", &[]);
        check("{a,b c}", &["a", "b c"]);
        check(r#"{"a,b","c\"d\\",NULL,"NULL",""}"#, &["a,b", "c\"d\\", "", "NULL", ""]);
        check("{\u{1f980},\"{x}\"}", &["\u{1f980}", "{x}"]);
        check(r#"{"a"#, &[]);
    }

    #[test]
    fn numbers_are_read_from_arrays_and_from_vectors() {
        assert_eq!(numbers::<i16>("{1,-2}"), [1, -2]);
        assert_eq!(numbers::<u32>("1978 0"), [1978, 0]);
        assert_eq!(numbers::<i16>(""), [0_i16; 0]);
    }
}
