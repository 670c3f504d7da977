/// Whether `text`, a piece of SQL, holds `name` as a word of its own, in quotes or without, in
/// whatever case.
///
/// It answers rather too often yes than no: a string of that text counts too, as SQLite takes it
/// for a name where it expects one.
pub(super) fn mentions(text: &str, name: &str) -> bool {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (length, close) = match first {
            '\'' | '"' | '`' => (quoted(rest, first), Some(first)),
            '[' => (rest.find(']').map_or(rest.len(), |at| at + 1), Some(']')),
            _ if is_word(first) => (rest.find(|c| !is_word(c)).unwrap_or(rest.len()), None),
            _ => (first.len_utf8(), None),
        };
        let (token, after) = rest.split_at(length);
        let same = match close {
            Some(close) => inner(token, close).eq_ignore_ascii_case(name),
            None => token.eq_ignore_ascii_case(name),
        };
        if same {
            return true;
        }
        rest = after;
    }
    false
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '$') || !letter.is_ascii()
}

/// The length of the quoted token at the beginning; to the end if nothing closes it.
fn quoted(text: &str, quote: char) -> usize {
    let mut at = 1;
    while let Some(found) = text[at..].find(quote) {
        at += found + 1;
        if !text[at..].starts_with(quote) {
            return at;
        }
        at += 1;
    }
    text.len()
}

fn inner(token: &str, close: char) -> String {
    let inner = token.get(1..).unwrap_or("");
    let inner = inner.strip_suffix(close).unwrap_or(inner);
    inner.replace(&format!("{close}{close}"), &close.to_string())
}

#[cfg(test)]
mod tests {
    use super::mentions;

    #[test]
    fn a_name_is_found_as_a_word_and_in_every_kind_of_quotes() {
        for text in ["a > 0", "x+A", "\"a\"", "`A`", "[a]", "f(t.a)", "'a'", "x AND \"q\"\"\" = a"]
        {
            assert!(mentions(text, "a"), "{text}");
        }
        for text in ["aa > 0", "\"a b\"", "'it''s'", "1", "[b a]", "\"\"\"a\"\"\""] {
            assert!(!mentions(text, "a"), "{text}");
        }
        assert!(mentions("SELECT \"it\"\"s\" FROM t", "it\"s"));
        assert!(mentions("x \u{1f980} y", "\u{1f980}"));
    }
}
