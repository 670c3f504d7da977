//! The words, names and constants that a piece of SQL is made of, as MySQL and MariaDB read it.
//! It never decides what they mean together.

use std::ops::Range;

/// How the session reads quotes; see `sql_mode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quotes {
    /// Whether a backslash in quotes escapes: not under `NO_BACKSLASH_ESCAPES`.
    pub(crate) escapes: bool,
    /// Whether double quotes stand around names: under `ANSI_QUOTES`.
    pub(crate) ansi: bool,
}

impl Quotes {
    /// Those of a session whose modes nobody changed.
    pub(crate) const USUAL: Self = Self { escapes: true, ansi: false };
}

/// A piece of SQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// A word without quotes: a keyword, a name or a function, in small letters.
    Word(String),
    /// A name in quotes.
    Name(String),
    /// A string.
    Text(String),
    /// Bytes: `X'00'`, `0x00`.
    Bytes(Vec<u8>),
    /// Bits: `b'101'`.
    Bits(String),
    /// A number, as it was written.
    Number(String),
    /// Anything else.
    Symbol(&'static str),
}

/// A piece of SQL, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Placed {
    pub(crate) token: Token,
    pub(crate) place: Range<usize>,
}

impl Token {
    /// Whether it is this keyword, which is in small letters.
    pub(crate) fn is(&self, keyword: &str) -> bool {
        matches!(self, Self::Word(word) if word == keyword)
    }
}

/// The longest first. The comments whose content is code are pieces by themselves.
#[rustfmt::skip]
const SYMBOLS: &[&str] = &[
    "->>", "<=>", "->", "<=", ">=", "<>", "!=", "<<", ">>", "||", "&&", ":=", "*/",
    "(", ")", ",", ".", "+", "-", "*", "/", "%", "=", "<", ">", "!", "~", "^", "&", "|", "?", ":", "@",
    ";", "{", "}",
];

/// The pieces of `text`; `None` if it is none that the server reads to its end, or holds a comment.
pub(crate) fn tokens(text: &str, quotes: Quotes) -> Option<Vec<Placed>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        if next.is_whitespace() {
            at += next.len_utf8();
            continue;
        }
        let (token, length) = token(&text[at..], quotes)?;
        found.push(Placed { token, place: at..at + length });
        at += length;
    }
    Some(found)
}

/// The first piece and its length.
fn token(text: &str, quotes: Quotes) -> Option<(Token, usize)> {
    let first = text.chars().next()?;
    match first {
        '`' => name(text, '`'),
        '"' if quotes.ansi => name(text, '"'),
        '\'' | '"' => {
            let (value, length) = string(text, first, quotes.escapes)?;
            Some((Token::Text(value), length))
        }
        '0'..='9' => number(text),
        '.' if text[1..].starts_with(|next: char| next.is_ascii_digit()) => number(text),
        '#' => None,
        '-' if text.starts_with("-- ") => None,
        '/' if text.starts_with("/*") => code(text),
        _ if is_letter(first) => Some(word(text)),
        _ => {
            let symbol = SYMBOLS.iter().find(|symbol| text.starts_with(**symbol))?;
            Some((Token::Symbol(symbol), symbol.len()))
        }
    }
}

/// `/*!80016`, `/*M!100301`: the comments whose content the server reads.
fn code(text: &str) -> Option<(Token, usize)> {
    let rest = text.strip_prefix("/*")?;
    let rest = rest.strip_prefix('M').unwrap_or(rest).strip_prefix('!')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    Some((Token::Symbol("/*!"), text.len() - rest.len() + digits))
}

fn is_letter(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '$') || character > '\u{7f}'
}

fn word(text: &str) -> (Token, usize) {
    let length = text.find(|next: char| !is_letter(next)).unwrap_or(text.len());
    let word = text[..length].to_ascii_lowercase();
    // A letter right before a quote makes it another kind of constant.
    if let Some(rest) = text[length..].strip_prefix('\'')
        && let Some(end) = rest.find('\'')
    {
        let digits = &rest[..end];
        let whole = length + end + 2;
        match &*word {
            "x" => {
                if let Some(bytes) = hexadecimal(digits) {
                    return (Token::Bytes(bytes), whole);
                }
            }
            "b" if digits.bytes().all(|digit| matches!(digit, b'0' | b'1')) => {
                return (Token::Bits(digits.to_owned()), whole);
            }
            _ => {}
        }
    }
    (Token::Word(word), length)
}

fn hexadecimal(digits: &str) -> Option<Vec<u8>> {
    let value =
        |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let digits = digits.as_bytes();
    if digits.len() % 2 == 1 {
        return None;
    }
    digits.chunks_exact(2).map(|pair| Some(value(pair[0])? << 4 | value(pair[1])?)).collect()
}

fn number(text: &str) -> Option<(Token, usize)> {
    if let Some(digits) = text.strip_prefix("0x") {
        let length = digits.bytes().take_while(u8::is_ascii_hexdigit).count();
        let bytes = match length % 2 {
            0 => hexadecimal(&digits[..length]),
            _ => hexadecimal(&format!("0{}", &digits[..length])),
        };
        let ends = length > 0 && !digits[length..].starts_with(is_letter);
        return ends.then_some((Token::Bytes(bytes?), length + 2));
    }
    let bytes = text.as_bytes();
    let digits =
        |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut length = digits(0);
    if bytes.get(length) == Some(&b'.') {
        length += 1;
        length += digits(length);
    }
    if bytes.get(length).is_some_and(|byte| matches!(byte, b'e' | b'E')) {
        let sign =
            usize::from(bytes.get(length + 1).is_some_and(|byte| matches!(byte, b'+' | b'-')));
        let exponent = bytes.get(length + 1 + sign..).map_or(0, |_| digits(length + 1 + sign));
        if exponent > 0 {
            length += 1 + sign + exponent;
        }
    }
    // A name may begin with digits; what it is then depends on what stands around it.
    let ends = !text[length..].starts_with(is_letter);
    ends.then(|| (Token::Number(text[..length].to_ascii_lowercase()), length))
}

fn name(text: &str, quote: char) -> Option<(Token, usize)> {
    let (name, length) = string(text, quote, false)?;
    Some((Token::Name(name), length))
}

/// What stands in quotes, and how long it is with them (manual, 11.1.1 String Literals).
fn string(text: &str, quote: char, escapes: bool) -> Option<(String, usize)> {
    let mut value = String::new();
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        if letter == quote {
            if letters.peek().is_some_and(|(_, next)| *next == quote) {
                letters.next();
                value.push(quote);
                continue;
            }
            return Some((value, at + quote.len_utf8()));
        }
        if letter != '\\' || !escapes {
            value.push(letter);
            continue;
        }
        match letters.next()?.1 {
            '0' => value.push('\0'),
            'b' => value.push('\u{8}'),
            'n' => value.push('\n'),
            'r' => value.push('\r'),
            't' => value.push('\t'),
            'Z' => value.push('\u{1a}'),
            // Kept together, for patterns.
            other @ ('%' | '_') => {
                value.push('\\');
                value.push(other);
            }
            other => value.push(other),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Quotes, Token, tokens};

    fn check(text: &str, quotes: Quotes, expected: Option<&[Token]>) {
        let found = tokens(text, quotes);
        if let Some(found) = &found {
            for placed in found {
                assert!(text.get(placed.place.clone()).is_some(), "{text}");
            }
        }
        let found: Option<Vec<Token>> =
            found.map(|found| found.into_iter().map(|placed| placed.token).collect());
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    fn word(text: &str) -> Token {
        Token::Word(text.to_owned())
    }

    fn text(text: &str) -> Token {
        Token::Text(text.to_owned())
    }

    fn number(text: &str) -> Token {
        Token::Number(text.to_owned())
    }

    #[test]
    fn constants_are_read_as_the_session_reads_them() {
        let usual = Quotes::USUAL;
        check("'it''s'", usual, Some(&[text("it's")]));
        check(r"'a\\b\'c\n\0\%'", usual, Some(&[text("a\\b'c\n\0\\%")]));
        check(r"'a\'", Quotes { escapes: false, ..usual }, Some(&[text("a\\")]));
        check(r"'a\'", usual, None);
        check("'a", usual, None);
        check("\"a\"", usual, Some(&[text("a")]));
        check("\"a\"", Quotes { ansi: true, ..usual }, Some(&[Token::Name("a".into())]));
        check(
            "x'0aFf' 0x1 b'10'",
            usual,
            Some(&[Token::Bytes(vec![10, 255]), Token::Bytes(vec![1]), Token::Bits("10".into())]),
        );
        check(
            "1 1.5 .5 1e-3 2E5 1.",
            usual,
            Some(&[
                number("1"),
                number("1.5"),
                number(".5"),
                number("1e-3"),
                number("2e5"),
                number("1."),
            ]),
        );
        check("1a", usual, None);
        check("1e", usual, None);
        check("0xg", usual, None);
    }

    #[test]
    fn names_words_and_symbols_are_told_apart() {
        check(
            "`a``b`.Foo<=>\u{e4}",
            Quotes::USUAL,
            Some(&[
                Token::Name("a`b".into()),
                Token::Symbol("."),
                word("foo"),
                Token::Symbol("<=>"),
                word("\u{e4}"),
            ]),
        );
        check(
            "varchar(3) /*M!100301 COMPRESSED*/",
            Quotes::USUAL,
            Some(&[
                word("varchar"),
                Token::Symbol("("),
                number("3"),
                Token::Symbol(")"),
                Token::Symbol("/*!"),
                word("compressed"),
                Token::Symbol("*/"),
            ]),
        );
        for comment in ["a /* b */", "a -- b", "a # b", "a \\ b"] {
            check(comment, Quotes::USUAL, None);
        }
    }
}
