use super::super::expression::Term;
use super::types::{base, integer, is_string};

/// A constant of a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Constant<'t> {
    /// The value as it is written.
    value: &'t str,
    /// The type, with its length or precision.
    type_name: &'t str,
}

impl<'t> Constant<'t> {
    /// What an elaborated term is, if it is a constant.
    pub(super) fn of(term: &'t Term) -> Option<Self> {
        match term {
            Term::Cast(inner, type_name) => match &**inner {
                Term::Text(value) => Some(Self { value, type_name }),
                _ => None,
            },
            Term::Boolean(value) => {
                Some(Self { value: if *value { "t" } else { "f" }, type_name: "boolean" })
            }
            _ => None,
        }
    }

    /// Whether the two are different values for certain.
    pub(super) fn differs(&self, other: &Self) -> bool {
        let name = base(self.type_name);
        if name != base(other.type_name) {
            return false;
        }
        match &*name {
            name if is_string(name) || name == "boolean" => self.value != other.value,
            name if integer(name).is_some() => {
                let number = |text: &str| text.trim().parse::<i64>().ok();
                matches!((number(self.value), number(other.value)), (Some(a), Some(b)) if a != b)
            }
            "numeric" => match (decimal(self.value), decimal(other.value)) {
                (Some(a), Some(b)) => a != b,
                _ => false,
            },
            _ => false,
        }
    }
}

/// A decimal number without the zeros that change nothing: sign, digits before and after the point.
pub(super) fn decimal(text: &str) -> Option<(bool, &str, &str)> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    Some((negative && !(whole.is_empty() && fraction.is_empty()), whole, fraction))
}

/// A constant in the form in which the server writes one of this type, as far as that is certain.
pub(super) fn written(value: &str, type_name: &str) -> Term {
    let name = base(type_name);
    let trimmed = value.trim();
    if name == "boolean" {
        // What `boolin` takes, without beginnings of words (manual, 8.6).
        match trimmed.to_ascii_lowercase().as_str() {
            "t" | "true" | "y" | "yes" | "on" | "1" => return Term::Boolean(true),
            "f" | "false" | "n" | "no" | "off" | "0" => return Term::Boolean(false),
            _ => {}
        }
    }
    let text = match integer(&name) {
        Some(_) => trimmed.parse::<i64>().map_or_else(|_| value.to_owned(), |n| n.to_string()),
        None if name == "uuid" => trimmed.to_ascii_lowercase(),
        None => value.to_owned(),
    };
    Term::Text(text).cast(name)
}
