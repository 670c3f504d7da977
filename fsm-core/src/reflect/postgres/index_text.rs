//! What the server's own text of an index says of its parts: only there does it say whether the
//! collation and the operator class of an expression are those it would have anyway.

/// The words behind a part of an index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct KeyWords {
    /// The collation, if it is not the expression's.
    pub(super) collation: Option<String>,
    /// The operator class as it stands there, if it is not the type's default.
    pub(super) operator_class: Option<String>,
}

/// The parts with the words behind each, from the text of the index and those of its parts.
pub(super) fn key_words(whole: &str, parts: &[String]) -> Option<Vec<(String, KeyWords)>> {
    // Before the parts stand names, and parentheses only within their quotes.
    let open = whole
        .match_indices('(')
        .map(|(at, _)| at)
        .find(|at| whole[..*at].matches('"').count().is_multiple_of(2))?;
    let mut rest = &whole[open + 1..];
    let mut found = Vec::new();
    for part in parts {
        rest = rest.strip_prefix(part.as_str())?;
        let end = end_of_words(rest)?;
        found.push((part.clone(), read(&rest[..end])));
        rest = rest[end..].strip_prefix(", ").unwrap_or(&rest[end..]);
    }
    Some(found)
}

/// Where the words behind a part end: at a comma, or at the parenthesis that closes the list.
fn end_of_words(text: &str) -> Option<usize> {
    find_outside(text, |letter| matches!(letter, ',' | ')'))
}

/// The first such letter that stands in no quotes and no parentheses that `text` opens.
fn find_outside(text: &str, wanted: impl Fn(char) -> bool) -> Option<usize> {
    let (mut quoted, mut depth) = (None, 0_usize);
    text.char_indices().find_map(|(at, letter)| {
        match (quoted, letter) {
            (Some(quote), _) if letter == quote => quoted = None,
            (None, '"' | '\'') => quoted = Some(letter),
            (None, _) if depth == 0 && wanted(letter) => return Some(at),
            (None, '(') => depth += 1,
            (None, ')') if depth > 0 => depth -= 1,
            _ => {}
        }
        None
    })
}

/// ` COLLATE "C" text_pattern_ops DESC NULLS LAST`
fn read(words: &str) -> KeyWords {
    let mut read = KeyWords::default();
    let mut rest = words.trim_start();
    if let Some(named) = rest.strip_prefix("COLLATE ") {
        let end = name_end(named);
        read.collation = Some(plain(&named[..end]));
        rest = named[end..].trim_start();
    }
    let end = name_end(rest);
    let class = &rest[..end];
    if !matches!(class, "" | "ASC" | "DESC" | "NULLS") {
        // Behind a class may stand its parameters.
        let more = rest[end..].trim_start();
        let parameters = match more.strip_prefix('(').and_then(|inner| inner.find(')')) {
            Some(close) => &more[..close + 2],
            None => "",
        };
        read.operator_class = Some(match parameters {
            "" => class.to_owned(),
            parameters => format!("{class} {parameters}"),
        });
    }
    read
}

/// Where the name ends that `text` begins with, quotes heeded.
fn name_end(text: &str) -> usize {
    let mut quoted = false;
    let end = text.char_indices().find(|(_, letter)| {
        if *letter == '"' {
            quoted = !quoted;
        }
        !quoted && (*letter == ' ' || *letter == '(')
    });
    end.map_or(text.len(), |(at, _)| at)
}

/// A name without its quotes; one in a schema with a dot between.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    let mut letters = name.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => plain.push('"'),
            '"' => quoted = !quoted,
            _ => plain.push(letter),
        }
    }
    plain
}

/// `text` without the parentheses around the whole of it.
pub(super) fn without_parentheses(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(inner) = text.strip_prefix('(') {
        match find_outside(inner, |letter| letter == ')') {
            Some(end) if end + 1 == inner.len() => text = inner[..end].trim(),
            _ => break,
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{KeyWords, key_words, without_parentheses};

    fn check(whole: &str, parts: &[&str], expected: &[(Option<&str>, Option<&str>)]) {
        let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        let found = key_words(whole, &parts).expect("a text of this form");
        let expected: Vec<KeyWords> = expected
            .iter()
            .map(|(collation, class)| KeyWords {
                collation: collation.map(str::to_owned),
                operator_class: class.map(str::to_owned),
            })
            .collect();
        let words: Vec<KeyWords> = found.into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, expected, "{whole}");
    }

    #[test]
    fn the_words_behind_each_part_are_read() {
        check("CREATE INDEX i ON public.t USING btree (lower(a))", &["lower(a)"], &[(None, None)]);
        check(
            r#"CREATE INDEX "a ( "" b" ON public."t(" USING btree (((a || ','::text)) COLLATE "C" text_pattern_ops DESC NULLS LAST, b) INCLUDE (c) WHERE (d > 1)"#,
            &["((a || ','::text))", "b"],
            &[(Some("C"), Some("text_pattern_ops")), (None, None)],
        );
        check(
            r#"CREATE INDEX i ON t USING gist (((a)::ltree) s.gist_ltree_ops (siglen='100'), (lower(b)) COLLATE "my s"."my "" c" NULLS FIRST)"#,
            &["((a)::ltree)", "(lower(b))"],
            &[(None, Some("s.gist_ltree_ops (siglen='100')")), (Some("my s.my \" c"), None)],
        );
    }

    #[test]
    fn only_parentheses_around_the_whole_are_taken_off() {
        for (text, expected) in [
            ("(a + b)", "a + b"),
            ("((a + b))", "a + b"),
            ("(a) + (b)", "(a) + (b)"),
            ("lower(a)", "lower(a)"),
            ("(a || ')'::text)", "a || ')'::text"),
            ("(a", "(a"),
        ] {
            assert_eq!(without_parentheses(text), expected);
        }
    }
}
