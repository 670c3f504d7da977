//! The tokens of SQLite's SQL, by the rules of its own tokenizer
//! (<https://sqlite.org/lang_keywords.html>, <https://sqlite.org/lang_comment.html>).
//! It never fails and never looks at what tokens mean together.

use std::borrow::Cow;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A keyword or a name without quotes.
    Word,
    /// A name in `"`, backticks or brackets.
    Quoted,
    /// What stands between single quotes.
    Text,
    /// A number.
    Number,
    /// `x'..'`
    Blob,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `,`
    Comma,
    /// An operator, or any other character by itself.
    Operator,
    /// Quotes that nothing closes.
    Broken,
}

/// A token, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'s> {
    pub(crate) kind: TokenKind,
    pub(crate) text: &'s str,
    /// The byte it begins at.
    pub(crate) start: usize,
}

impl<'s> Token<'s> {
    /// The byte after it.
    pub(crate) fn end(self) -> usize {
        self.start + self.text.len()
    }

    /// Whether it is this word, in any case.
    pub(crate) fn is(self, word: &str) -> bool {
        self.kind == TokenKind::Word && self.text.eq_ignore_ascii_case(word)
    }

    /// What it names, or the text it stands for: without quotes, and each doubled quote once.
    pub(crate) fn value(self) -> Cow<'s, str> {
        let Some(inner) = self.text.get(1..self.text.len().saturating_sub(1)) else {
            return Cow::Borrowed(self.text);
        };
        match (self.kind, self.text.as_bytes().first()) {
            (TokenKind::Quoted, Some(b'[')) => Cow::Borrowed(inner),
            (TokenKind::Quoted | TokenKind::Text, Some(&quote)) => {
                let quote = char::from(quote);
                if inner.contains(quote) {
                    let doubled: String = [quote, quote].iter().collect();
                    Cow::Owned(inner.replace(&doubled, &quote.to_string()))
                } else {
                    Cow::Borrowed(inner)
                }
            }
            _ => Cow::Borrowed(self.text),
        }
    }
}

/// The tokens of `sql`; white space and comments are none.
pub(crate) fn tokens(sql: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = sql.get(at..).filter(|rest| !rest.is_empty())?;
            let blank = blank(rest);
            if blank == 0 {
                break;
            }
            at += blank;
        }
        let rest = &sql[at..];
        let (kind, length) = token(rest);
        let token = Token { kind, text: &rest[..length], start: at };
        at += length;
        Some(token)
    })
}

/// How many bytes of white space or of one comment `rest` begins with.
fn blank(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    match bytes {
        [b'-', b'-', ..] => rest.find('\n').map_or(rest.len(), |end| end + 1),
        // A comment that nothing ends goes to the end of the text.
        [b'/', b'*', ..] => rest[2..].find("*/").map_or(rest.len(), |end| end + 4),
        // A mark of the byte order is white space to SQLite.
        [0xef, 0xbb, 0xbf, ..] => 3,
        _ => bytes.iter().take_while(|byte| is_space(**byte)).count(),
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\x0c' | b'\r')
}

/// The kind and the length of the token that `rest` begins with; it is not empty.
fn token(rest: &str) -> (TokenKind, usize) {
    let bytes = rest.as_bytes();
    match bytes {
        [b'(', ..] => (TokenKind::Open, 1),
        [b')', ..] => (TokenKind::Close, 1),
        [b',', ..] => (TokenKind::Comma, 1),
        [b'\'', ..] => quoted(bytes, 0, TokenKind::Text),
        [b'"' | b'`', ..] => quoted(bytes, 0, TokenKind::Quoted),
        [b'[', ..] => match rest.find(']') {
            Some(end) => (TokenKind::Quoted, end + 1),
            None => (TokenKind::Broken, rest.len()),
        },
        [b'x' | b'X', b'\'', ..] => quoted(bytes, 1, TokenKind::Blob),
        [first, ..] if first.is_ascii_digit() => (TokenKind::Number, number(bytes)),
        [b'.', second, ..] if second.is_ascii_digit() => (TokenKind::Number, number(bytes)),
        [first, ..] if is_word(*first) => {
            (TokenKind::Word, bytes.iter().take_while(|byte| is_word(**byte)).count())
        }
        _ => {
            let operator = ["->>", "->", "||", "<<", ">>", "<=", ">=", "<>", "==", "!="]
                .iter()
                .find(|operator| rest.starts_with(**operator));
            let length = operator
                .map(|operator| operator.len())
                .or_else(|| rest.chars().next().map(char::len_utf8));
            (TokenKind::Operator, length.unwrap_or(1))
        }
    }
}

/// Letters, digits, `_`, `$`, and everything beyond ASCII.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || byte >= 0x80
}

/// From the quote at `at` to the same one, doubled ones passed over.
fn quoted(bytes: &[u8], at: usize, kind: TokenKind) -> (TokenKind, usize) {
    let quote = bytes.get(at);
    let mut end = at + 1;
    while end < bytes.len() {
        if bytes.get(end) == quote {
            if bytes.get(end + 1) != quote {
                return (kind, end + 1);
            }
            end += 1;
        }
        end += 1;
    }
    (TokenKind::Broken, bytes.len())
}

/// Digits with a point and an exponent, or hexadecimal ones; letters that follow belong to it.
fn number(bytes: &[u8]) -> usize {
    let mut end = 0;
    let hexadecimal = matches!(bytes, [b'0', b'x' | b'X', ..]);
    while let Some(&byte) = bytes.get(end) {
        let sign = matches!(byte, b'+' | b'-')
            && !hexadecimal
            && end > 0
            && matches!(bytes.get(end - 1), Some(b'e' | b'E'));
        if !(is_word(byte) || byte == b'.' || sign) {
            break;
        }
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::{TokenKind, tokens};

    fn check(sql: &str, expected: &[(TokenKind, &str)]) {
        let found: Vec<(TokenKind, &str)> =
            tokens(sql).map(|token| (token.kind, token.text)).collect();
        assert_eq!(found, expected, "{sql}");
    }

    #[test]
    fn every_kind_of_token_ends_where_sqlite_ends_it() {
        use TokenKind::{Blob, Broken, Close, Comma, Number, Open, Operator, Quoted, Text, Word};
        check("a -- b\n c", &[(Word, "a"), (Word, "c")]);
        check("a/* ' */b /* never", &[(Word, "a"), (Word, "b")]);
        check("'it''s' \"a\"\"b\"", &[(Text, "'it''s'"), (Quoted, "\"a\"\"b\"")]);
        check("[a]]b`c``d`", &[(Quoted, "[a]"), (Operator, "]"), (Word, "b"), (Quoted, "`c``d`")]);
        check("x'00' X'' xy", &[(Blob, "x'00'"), (Blob, "X''"), (Word, "xy")]);
        check(
            "1 .5 1.e-3 0x1F 1_0",
            &[(Number, "1"), (Number, ".5"), (Number, "1.e-3"), (Number, "0x1F"), (Number, "1_0")],
        );
        check("1-2", &[(Number, "1"), (Operator, "-"), (Number, "2")]);
        check(
            "f(a,b)",
            &[(Word, "f"), (Open, "("), (Word, "a"), (Comma, ","), (Word, "b"), (Close, ")")],
        );
        check(
            "a->>b||c<>d!=e",
            &[
                (Word, "a"),
                (Operator, "->>"),
                (Word, "b"),
                (Operator, "||"),
                (Word, "c"),
                (Operator, "<>"),
                (Word, "d"),
                (Operator, "!="),
                (Word, "e"),
            ],
        );
        check("größe €", &[(Word, "größe"), (Word, "€")]);
        check("'open", &[(Broken, "'open")]);
        check("\"open''", &[(Broken, "\"open''")]);
        check("[open", &[(Broken, "[open")]);
        check("\u{feff}a\0", &[(Word, "a"), (Operator, "\0")]);
    }

    #[test]
    fn quotes_come_off_as_they_were_put_on() {
        for (sql, expected) in [
            ("'it''s'", "it's"),
            ("''", ""),
            ("\"a\"\"b\"", "a\"b"),
            ("[a\"\"b]", "a\"\"b"),
            ("`a``b`", "a`b"),
            ("plain", "plain"),
            ("'''", "'''"),
        ] {
            let value = tokens(sql).next().unwrap().value();
            assert_eq!(value, expected, "{sql}");
        }
    }
}
