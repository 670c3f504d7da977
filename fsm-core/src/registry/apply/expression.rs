use sqlparser::keywords::ALL_KEYWORDS;

/// `text` with the column called `before` under the name `after`; `None` if it does not speak of it.
///
/// Strings stay as they are, and so do functions of that name. A name without quotes is taken for
/// the column whatever its case, as every dialect does; the new one gets `quote`s if it needs some.
pub(super) fn rename(text: &str, before: &str, after: &str, quote: char) -> Option<String> {
    let mut renamed = String::with_capacity(text.len());
    let mut found = false;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' | '"' | '`' => quoted(rest, first),
            _ if begins_name(first) => {
                rest.find(|letter| !continues_name(letter)).unwrap_or(rest.len())
            }
            // A number, with what letters it may hold.
            _ if first.is_ascii_digit() => {
                rest.find(|letter| !continues_name(letter)).unwrap_or(rest.len())
            }
            _ => first.len_utf8(),
        };
        let (token, after_token) = rest.split_at(length);
        let is_it = match first {
            '"' | '`' => inner(token, first).is_some_and(|name| name == before),
            _ if begins_name(first) => {
                token.eq_ignore_ascii_case(before)
                    && !after_token.trim_start().starts_with('(')
                    && !is_grammar(token)
            }
            _ => false,
        };
        if is_it {
            found = true;
            push(
                &mut renamed,
                after,
                if matches!(first, '"' | '`') { Some(first) } else { None },
                quote,
            );
        } else {
            renamed.push_str(token);
        }
        rest = after_token;
    }
    found.then_some(renamed)
}

/// Whether the word is part of what an expression is built of, and never a column's name without
/// quotes.
fn is_grammar(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "ALL", "AND", "ANY", "ARRAY", "AS", "BETWEEN", "CASE", "CAST", "COLLATE", "DISTINCT",
        "ELSE", "END", "ESCAPE", "EXISTS", "FALSE", "FROM", "IN", "IS", "LIKE", "NOT", "NULL",
        "OR", "SELECT", "THEN", "TRUE", "WHEN", "WHERE",
    ];
    WORDS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether `text` speaks of the column.
pub(crate) fn mentions(text: &str, column: &str) -> bool {
    rename(text, column, column, '"').is_some()
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

/// What stands in the quotes.
fn inner(token: &str, quote: char) -> Option<String> {
    let inner = token.strip_prefix(quote)?.strip_suffix(quote)?;
    Some(inner.replace(&format!("{quote}{quote}"), &quote.to_string()))
}

/// The new name, quoted as the old one was, and with `quote`s where it needs some.
fn push(out: &mut String, name: &str, quoted_by: Option<char>, quote: char) {
    let quote = match quoted_by {
        Some(quoted_by) => quoted_by,
        None if is_plain(name) => return out.push_str(name),
        None => quote,
    };
    out.push(quote);
    out.push_str(&name.replace(quote, &format!("{quote}{quote}")));
    out.push(quote);
}

/// Whether every dialect reads the name as it stands, without quotes.
pub(super) fn is_plain(name: &str) -> bool {
    name.starts_with(begins_name)
        && name.chars().all(|letter| continues_name(letter) && !letter.is_uppercase())
        && ALL_KEYWORDS.binary_search(&&*name.to_ascii_uppercase()).is_err()
}

fn begins_name(letter: char) -> bool {
    letter.is_alphabetic() || letter == '_'
}

fn continues_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_' || letter == '$'
}

#[cfg(test)]
mod tests {
    use super::rename;

    fn check(text: &str, expected: &str) {
        assert_eq!(rename(text, "a", "b", '"').as_deref().unwrap_or(text), expected);
    }

    #[test]
    fn the_column_is_renamed_and_nothing_that_looks_like_it() {
        check("a > 0", "b > 0");
        check("A > 0", "b > 0");
        check("\"a\" > 'a'", "\"b\" > 'a'");
        check("`a` + aa + t.a", "`b` + aa + t.b");
        check("a(a) = 'it''s a' and a", "a(b) = 'it''s a' and b");
        check("1a + \"A\"", "1a + \"A\"");
        check("'unclosed a", "'unclosed a");
    }

    #[test]
    fn a_word_of_the_grammar_is_no_column() {
        for (text, before, expected) in [
            ("a IS NULL", "null", None),
            ("\"null\" IS NULL", "null", Some("\"b\" IS NULL")),
            ("collate COLLATE \"C\" > ''", "collate", None),
            ("\"in\" IN (1)", "in", Some("\"b\" IN (1)")),
            ("key > 0", "key", Some("b > 0")),
        ] {
            assert_eq!(rename(text, before, "b", '"').as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_name_that_needs_quotes_gets_them() {
        for (text, after, quote, expected) in [
            ("a > 0", "B c", '"', "\"B c\" > 0"),
            ("a > 0", "B c", '`', "`B c` > 0"),
            ("a > 0", "select", '"', "\"select\" > 0"),
            ("`a`", "x`y", '"', "`x``y`"),
        ] {
            assert_eq!(rename(text, "a", after, quote).unwrap(), expected);
        }
    }
}
