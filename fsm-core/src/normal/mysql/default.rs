use super::constant::Constant;
use super::parse;
use crate::dialect::mysql::token::{Quotes, tokens};
use crate::normal::Sameness;
use std::cmp::Ordering;

/// Whether two texts after `DEFAULT` give the same value to a column of the type, which is in its
/// normal form.
pub(super) fn compare(declared: &str, one: &str, other: &str) -> Sameness {
    let ((one, updates), (other, other_updates)) = (split(one), split(other));
    let default =
        if one.trim() == other.trim() { Sameness::Same } else { value(declared, one, other) };
    let update = match (updates, other_updates) {
        (None, None) => Sameness::Same,
        (Some(one), Some(other)) => value(declared, one, other),
        _ => Sameness::Different,
    };
    match (default, update) {
        (Sameness::Same, update) => update,
        (Sameness::Different, _) | (_, Sameness::Different) => Sameness::Different,
        (only @ (Sameness::Unknown | Sameness::Hidden), _) => only,
    }
}

/// The default, and what stands behind `ON UPDATE`.
fn split(text: &str) -> (&str, Option<&str>) {
    let Some(found) = tokens(text, Quotes::USUAL) else { return (text, None) };
    found
        .windows(2)
        .find(|pair| pair[0].token.is("on") && pair[1].token.is("update"))
        .map_or((text, None), |pair| {
            (&text[..pair[0].place.start], Some(&text[pair[1].place.end..]))
        })
}

fn value(declared: &str, one: &str, other: &str) -> Sameness {
    let (Some(one), Some(other)) = (parse::expression(one), parse::expression(other)) else {
        return Sameness::Unknown;
    };
    if one == other {
        return Sameness::Same;
    }
    match (Constant::of(&one), Constant::of(&other)) {
        (Some(one), Some(other)) => match constants(declared, &one, &other) {
            Sameness::Different if may_hide(&one, &other) => Sameness::Hidden,
            answer => answer,
        },
        _ => Sameness::Unknown,
    }
}

/// Whether what stands, `shown`, may be the other: the catalog shows a question mark for each
/// character above U+FFFF and for what is no text, which only a row of the table tells, or the null
/// in a column that may hold one.
fn may_hide(shown: &Constant, other: &Constant) -> bool {
    let Constant::Text(shown) = shown else { return false };
    let bytes = match other {
        Constant::Text(text) => text.as_bytes(),
        Constant::Bytes(bytes) => bytes,
        _ => return false,
    };
    let mut marked = String::new();
    for chunk in bytes.utf8_chunks() {
        marked.extend(chunk.valid().chars().map(|c| if c > '\u{ffff}' { '?' } else { c }));
        marked.extend(chunk.invalid().iter().map(|_| '?'));
    }
    shown.contains('?') && marked == *shown
}

fn certain(same: bool) -> Sameness {
    if same { Sameness::Same } else { Sameness::Different }
}

fn constants(declared: &str, one: &Constant, other: &Constant) -> Sameness {
    use Constant::{Now, Null};
    match (one, other) {
        (Null, Null) => return Sameness::Same,
        (Now(one), Now(other)) => return certain(one == other),
        (Null | Now(_), _) | (_, Null | Now(_)) => return Sameness::Different,
        _ => {}
    }
    let name = declared.split(['(', ' ']).next().unwrap_or(declared);
    let known = match name {
        "tinyint" | "smallint" | "mediumint" | "int" | "bigint" | "decimal" => {
            numbers(one, other, scale_of(declared))
        }
        "float" => floats(one, other, |value| f64::from(as_single(value))),
        "double" => floats(one, other, |value| value),
        "bit" => bits(one, other),
        "char" | "varchar" | "enum" | "tinytext" | "text" | "mediumtext" | "longtext" | "json" => {
            texts(name, one, other)
        }
        "binary" | "varbinary" | "tinyblob" | "blob" | "mediumblob" | "longblob" => {
            bytes(name, one, other)
        }
        "date" | "datetime" | "timestamp" => moments(one, other, digits_of(declared)),
        "time" => times(one, other, digits_of(declared)),
        _ => None,
    };
    known.map_or(Sameness::Unknown, certain)
}

/// Digits after the point.
fn scale_of(declared: &str) -> usize {
    let inside = declared.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
    let scale = inside.and_then(|(list, _)| list.split_once(',')).map(|(_, scale)| scale.trim());
    scale.and_then(|scale| scale.parse().ok()).unwrap_or(0)
}

/// Digits after a second.
fn digits_of(declared: &str) -> usize {
    let inside = declared.split_once('(').and_then(|(_, rest)| rest.split_once(')'));
    inside.and_then(|(digits, _)| digits.trim().parse().ok()).unwrap_or(0)
}

/// Sign, digits before the point without zeros in front, and after it without zeros behind.
type Decimal = (bool, String, String);

fn decimal(value: &Constant) -> Option<Decimal> {
    let text = match value {
        Constant::Number(text) | Constant::Text(text) => text.trim(),
        _ => return None,
    };
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
    if !all(whole) || !all(fraction) || whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let zero = whole.is_empty() && fraction.is_empty();
    Some((negative && !zero, whole.to_owned(), fraction.to_owned()))
}

/// `None` where the server would round.
fn numbers(one: &Constant, other: &Constant, scale: usize) -> Option<bool> {
    let (one, other) = (decimal(one)?, decimal(other)?);
    let exact = one.2.len() <= scale && other.2.len() <= scale;
    (exact || one == other).then(|| one == other)
}

fn floats(one: &Constant, other: &Constant, kept: fn(f64) -> f64) -> Option<bool> {
    let float = |value: &Constant| match value {
        Constant::Number(text) | Constant::Text(text) => {
            text.trim().parse::<f64>().ok().filter(|value| value.is_finite())
        }
        _ => None,
    };
    Some(kept(float(one)?).partial_cmp(&kept(float(other)?)) == Some(Ordering::Equal))
}

#[allow(clippy::cast_possible_truncation, reason = "it is what the column does")]
fn as_single(value: f64) -> f32 {
    value as f32
}

fn bits(one: &Constant, other: &Constant) -> Option<bool> {
    let bits = |value: &Constant| match value {
        Constant::Bits(bits) => u128::from_str_radix(bits, 2).ok(),
        Constant::Number(digits) => digits.parse().ok(),
        Constant::Bytes(bytes) if bytes.len() <= 8 => {
            Some(bytes.iter().fold(0, |value, byte| value << 8 | u128::from(*byte)))
        }
        _ => None,
    };
    Some(bits(one)? == bits(other)?)
}

fn text(value: &Constant) -> Option<&str> {
    match value {
        Constant::Text(text) => Some(text),
        // Other numbers are written by the server in its own way.
        Constant::Number(digits) if digits.parse::<i64>().is_ok() => Some(digits),
        _ => None,
    }
}

fn texts(name: &str, one: &Constant, other: &Constant) -> Option<bool> {
    let (from_number, one, other) =
        (matches!((one, other), (Constant::Text(_), Constant::Text(_))), text(one)?, text(other)?);
    match name {
        // A number is that of a label.
        "enum" if !from_number => None,
        // The label counts, however the default writes it.
        "enum" if one != other && one.to_lowercase() == other.to_lowercase() => None,
        // Spaces at the end are cut or not, by the session.
        "char" | "enum" if one != other && one.trim_end() == other.trim_end() => None,
        _ => Some(one == other),
    }
}

fn bytes(name: &str, one: &Constant, other: &Constant) -> Option<bool> {
    let bytes = |value: &Constant| match value {
        Constant::Bytes(bytes) => Some(bytes.clone()),
        Constant::Text(text) => Some(text.clone().into_bytes()),
        _ => None,
    };
    let (mut one, mut other) = (bytes(one)?, bytes(other)?);
    if name == "binary" {
        // Filled up with zeros.
        for side in [&mut one, &mut other] {
            while side.last() == Some(&0) {
                side.pop();
            }
        }
    }
    Some(one == other)
}

/// `None` where the server would round or guess.
fn moments(one: &Constant, other: &Constant, digits: usize) -> Option<bool> {
    let moment = |value: &Constant| {
        let Constant::Text(text) = value else { return None };
        let text = text.trim();
        let (date, time) = match text.split_once([' ', 'T']) {
            Some((date, time)) => (date, time.trim()),
            None => (text, "0:0:0"),
        };
        let mut parts = date.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let whole = parts.next().is_none() && year.len() == 4;
        let part = |text: &str| text.parse::<u32>().ok();
        whole.then_some(())?;
        Some((part(year)?, part(month)?, part(day)?, clock(time, digits)?))
    };
    Some(moment(one)? == moment(other)?)
}

fn times(one: &Constant, other: &Constant, digits: usize) -> Option<bool> {
    let time = |value: &Constant| match value {
        Constant::Text(text) if text.contains(':') => clock(text.trim(), digits),
        _ => None,
    };
    Some(time(one)? == time(other)?)
}

/// Hours with their sign, minutes, seconds, and what is behind them.
fn clock(text: &str, digits: usize) -> Option<(bool, u32, u32, u32, String)> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(text) => (true, text),
        None => (false, text),
    };
    let (clock, fraction) = text.split_once('.').unwrap_or((text, ""));
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > digits || !fraction.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let mut parts = clock.split(':');
    let mut part = |missing: Option<&'static str>| parts.next().or(missing)?.parse::<u32>().ok();
    let (hours, minutes, seconds) = (part(None)?, part(None)?, part(Some("0"))?);
    let whole = parts.next().is_none() && minutes < 60 && seconds < 60;
    whole.then(|| (negative, hours, minutes, seconds, fraction.to_owned()))
}
