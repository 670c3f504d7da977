//! What stands in quotes: where it ends and what it means.
//!
//! Each function takes the text from the opening quote on, and answers with the meaning and what is left.

type Read<'t> = Result<(String, &'t str), String>;

const OPEN: &str = "a quote that does not close";

/// A quote is written twice; nothing else is special.
pub(super) fn doubled(text: &str, quote: char) -> Read<'_> {
    let mut value = String::new();
    let mut rest = &text[quote.len_utf8()..];
    loop {
        let at = rest.find(quote).ok_or(OPEN)?;
        value.push_str(&rest[..at]);
        rest = &rest[at + quote.len_utf8()..];
        match rest.strip_prefix(quote) {
            Some(after) => {
                value.push(quote);
                rest = after;
            }
            None => return Ok((value, rest)),
        }
    }
}

/// MySQL 8.0 manual, 11.1.1, table 11.1; `\%` and `\_` stand for themselves, backslash included.
pub(super) fn mysql_escaped(text: &str, quote: char) -> Read<'_> {
    let mut value = String::new();
    let mut characters = text.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        if character == quote {
            let after = &text[at + 1..];
            if !after.starts_with(quote) {
                return Ok((value, after));
            }
            characters.next();
            value.push(quote);
        } else if character == '\\' {
            let (_, escaped) = characters.next().ok_or(OPEN)?;
            match escaped {
                '0' => value.push('\0'),
                'b' => value.push('\u{8}'),
                'n' => value.push('\n'),
                'r' => value.push('\r'),
                't' => value.push('\t'),
                'Z' => value.push('\u{1a}'),
                '%' | '_' => value.extend(['\\', escaped]),
                other => value.push(other),
            }
        } else {
            value.push(character);
        }
    }
    Err(OPEN.to_owned())
}

/// PostgreSQL manual, 4.1.2.2, table 4.1. Number escapes are not read: nothing here writes them.
pub(super) fn postgres_escaped(text: &str) -> Read<'_> {
    let mut value = String::new();
    let mut characters = text.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        match character {
            '\'' => {
                let after = &text[at + 1..];
                if !after.starts_with('\'') {
                    return Ok((value, after));
                }
                characters.next();
                value.push('\'');
            }
            '\\' => {
                let (_, escaped) = characters.next().ok_or(OPEN)?;
                match escaped {
                    'b' => value.push('\u{8}'),
                    'f' => value.push('\u{c}'),
                    'n' => value.push('\n'),
                    'r' => value.push('\r'),
                    't' => value.push('\t'),
                    '0'..='7' | 'x' | 'u' | 'U' => return Err("a number escape".to_owned()),
                    other => value.push(other),
                }
            }
            other => value.push(other),
        }
    }
    Err(OPEN.to_owned())
}

/// Bytes as hexadecimal digits.
pub(super) fn hexadecimal(text: &str) -> Read<'_> {
    let (digits, after) = doubled(text, '\'')?;
    let bytes: Result<Vec<u8>, _> = digits
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(&String::from_utf8_lossy(pair), 16))
        .collect();
    let bytes = bytes.map_err(|_| "a digit that is none".to_owned())?;
    if digits.len() % 2 == 1 {
        return Err("half a byte".to_owned());
    }
    let value = String::from_utf8(bytes).map_err(|_| "bytes that are no text".to_owned())?;
    Ok((value, after))
}
