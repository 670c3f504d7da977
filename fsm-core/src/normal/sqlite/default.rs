use super::expression;
use super::token::{Token, TokenKind, tokens};
use std::borrow::Cow;

/// What a row gets that names no value.
#[derive(Debug, PartialEq)]
pub(super) enum Value<'s> {
    Null,
    Text(String),
    Integer(i128),
    Real(f64),
    /// A blob or an expression, in its normal form.
    Other(Vec<Cow<'s, str>>),
}

/// How a column converts what it is given (<https://sqlite.org/datatype3.html#type_affinity>).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Affinity {
    Integer,
    Text,
    Blob,
    Real,
    Numeric,
}

/// The value that the text after `DEFAULT` gives in a column of that type.
///
/// In parentheses or not, a constant is the same; a name by itself, in double quotes or in none, is
/// a text there, because a default can name no column.
pub(super) fn value<'s>(type_name: &str, text: &'s str) -> Value<'s> {
    let found: Vec<Token<'_>> = tokens(text).collect();
    let constant = match expression::unwrapped(&found) {
        [only] => constant(*only),
        [sign, number] if number.kind == TokenKind::Number => match sign.text {
            "-" => number_of(number.text).map(|value| match value {
                Value::Integer(number) => Value::Integer(-number),
                Value::Real(number) => Value::Real(-number),
                other => other,
            }),
            "+" => number_of(number.text),
            _ => None,
        },
        _ => None,
    };
    match constant {
        Some(constant) => stored(constant, affinity(type_name)),
        None => Value::Other(expression::normal(text)),
    }
}

fn constant<'s>(token: Token<'_>) -> Option<Value<'s>> {
    match token.kind {
        TokenKind::Text | TokenKind::Quoted => Some(Value::Text(token.value().into_owned())),
        TokenKind::Number => number_of(token.text),
        TokenKind::Word if token.is("NULL") => Some(Value::Null),
        TokenKind::Word if token.is("TRUE") => Some(Value::Integer(1)),
        TokenKind::Word if token.is("FALSE") => Some(Value::Integer(0)),
        TokenKind::Word => {
            let moment = ["CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"];
            let text = !moment.iter().any(|word| token.is(word));
            text.then(|| Value::Text(token.text.to_owned()))
        }
        _ => None,
    }
}

/// An integer of 64 bits, or a number with a fraction; `None` for digits that need more thought.
fn number_of<'s>(text: &str) -> Option<Value<'s>> {
    let number = text.parse::<i64>().ok().map(|number| Value::Integer(number.into()));
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || b".eE+-".contains(&byte));
    number.or_else(|| text.parse::<f64>().ok().filter(|_| plain).map(Value::Real))
}

fn affinity(type_name: &str) -> Affinity {
    let name = type_name.to_ascii_uppercase();
    let has = |part: &str| name.contains(part);
    if has("INT") {
        Affinity::Integer
    } else if has("CHAR") || has("CLOB") || has("TEXT") {
        Affinity::Text
    } else if has("BLOB") || name.trim().is_empty() || name == "ANY" {
        // `ANY` converts nothing in a `STRICT` table, so nothing is taken for granted.
        Affinity::Blob
    } else if has("REAL") || has("FLOA") || has("DOUB") {
        Affinity::Real
    } else {
        Affinity::Numeric
    }
}

/// The value as the column keeps it.
#[allow(clippy::cast_precision_loss, reason = "SQLite rounds integers to floating point alike")]
#[allow(clippy::cast_possible_truncation, reason = "only whole numbers below 2^53 are cast")]
fn stored(value: Value<'_>, affinity: Affinity) -> Value<'_> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match (value, affinity) {
        (Value::Integer(number), Affinity::Text) => Value::Text(number.to_string()),
        (Value::Integer(number), Affinity::Real) => Value::Real(number as f64),
        (Value::Real(number), Affinity::Integer | Affinity::Numeric)
            if number.fract() == 0.0 && number.abs() < EXACT =>
        {
            Value::Integer(number as i128)
        }
        (Value::Text(text), Affinity::Integer | Affinity::Real | Affinity::Numeric) => {
            // Only what is written as the number itself would be; the rest is left a text.
            match text.parse::<i64>() {
                Ok(number) if number.to_string() == text => {
                    stored(Value::Integer(number.into()), affinity)
                }
                _ => Value::Text(text),
            }
        }
        (value, _) => value,
    }
}
