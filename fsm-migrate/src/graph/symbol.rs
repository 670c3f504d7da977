//! Symbols as text: a branch, a place, and a number of steps from it.
//! It never asks whether there are such revisions.

use crate::ErrorKind;

/// Words that stand for places.
pub(super) const WORDS: [&str; 4] = ["base", "head", "heads", "current"];

/// A symbol, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Symbol<'s> {
    /// What was written.
    pub(super) text: &'s str,
    /// What stands before the `@`.
    pub(super) branch: Option<&'s str>,
    /// Where it begins.
    pub(super) anchor: Anchor<'s>,
    /// How far it goes from there; 0 is a step count as well.
    pub(super) steps: Option<Steps>,
}

/// Where a symbol begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor<'s> {
    /// Nothing but a number of steps was written.
    Nothing,
    Base,
    Head,
    Heads,
    Current,
    /// An id, its beginning, or a label.
    Name(&'s str),
}

/// A number of steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Steps {
    pub(super) is_up: bool,
    /// More than can be counted is the largest number.
    pub(super) count: u64,
}

/// Takes a symbol apart; `is_name` knows what is an id or a label as it stands.
pub(super) fn parse(text: &str, is_name: impl Fn(&str) -> bool) -> Result<Symbol<'_>, ErrorKind> {
    let refuse = |reason| Err(ErrorKind::InvalidSymbol { symbol: text.to_owned(), reason });
    if text.contains(':') {
        return refuse("it is a range, and one place is asked for");
    }
    let (branch, rest) = match text.split_once('@') {
        Some((branch, rest)) => (Some(branch), rest),
        None => (None, text),
    };
    match (branch, rest) {
        (None, "") => return refuse("it is empty"),
        (Some(""), _) => return refuse("nothing stands before the `@`"),
        (Some(_), "") => return refuse("nothing stands after the `@`"),
        (Some(_), _) if rest.contains('@') => return refuse("there are two `@`"),
        _ => {}
    }
    if is_name(rest) {
        return Ok(Symbol { text, branch, anchor: Anchor::Name(rest), steps: None });
    }
    let (place, steps) = steps(rest);
    let anchor = match place {
        "" => Anchor::Nothing,
        "base" => Anchor::Base,
        "head" => Anchor::Head,
        "heads" => Anchor::Heads,
        "current" => Anchor::Current,
        name => Anchor::Name(name),
    };
    Ok(Symbol { text, branch, anchor, steps })
}

/// What stands before a last `+N` or `-N`, and this.
fn steps(text: &str) -> (&str, Option<Steps>) {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &text[digits.len()..];
    let (place, is_up) = match (digits.strip_suffix('+'), digits.strip_suffix('-')) {
        (Some(place), _) => (place, true),
        (_, Some(place)) => (place, false),
        _ => return (text, None),
    };
    if number.is_empty() {
        return (text, None);
    }
    (place, Some(Steps { is_up, count: number.parse().unwrap_or(u64::MAX) }))
}

/// Why this can be no id.
pub(super) fn wrong_with_id(id: &str) -> Option<&'static str> {
    if id.contains(['+', '-']) {
        return Some("`+` and `-` count steps");
    }
    wrong_with_name(id)
}

/// Why this can be no label.
pub(super) fn wrong_with_label(label: &str) -> Option<&'static str> {
    if label.starts_with(['+', '-']) {
        return Some("what begins with `+` or `-` is a number of steps");
    }
    wrong_with_name(label)
}

fn wrong_with_name(name: &str) -> Option<&'static str> {
    if name.is_empty() {
        Some("it is empty")
    } else if WORDS.contains(&name) {
        Some("it is a word of its own")
    } else if name.contains('@') {
        Some("`@` stands between a branch and a revision")
    } else if name.contains(':') {
        Some("`:` stands between the ends of a range")
    } else if name.contains(char::is_control) {
        Some("it has a character that cannot be seen")
    } else if name.trim() != name {
        Some("it begins or ends with a space")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Anchor, Steps, parse, wrong_with_id, wrong_with_label};

    #[track_caller]
    fn check(text: &str, branch: Option<&str>, anchor: Anchor<'_>, steps: Option<i64>) {
        let symbol = parse(text, |name| name == "my-1").unwrap();
        let steps = steps.map(|n| Steps { is_up: n > 0, count: n.unsigned_abs() });
        assert_eq!((symbol.branch, symbol.anchor, symbol.steps), (branch, anchor, steps), "{text}");
    }

    #[test]
    fn a_symbol_is_a_branch_a_place_and_steps() {
        check("head", None, Anchor::Head, None);
        check("heads", None, Anchor::Heads, None);
        check("lib@base", Some("lib"), Anchor::Base, None);
        check("lib@base+2", Some("lib"), Anchor::Base, Some(2));
        check("current", None, Anchor::Current, None);
        check("+3", None, Anchor::Nothing, Some(3));
        check("lib@-3", Some("lib"), Anchor::Nothing, Some(-3));
        check("abc+10", None, Anchor::Name("abc"), Some(10));
        check("head-2", None, Anchor::Head, Some(-2));
        check("header-2", None, Anchor::Name("header"), Some(-2));
        check("0001", None, Anchor::Name("0001"), None);
        check("my-lib@head", Some("my-lib"), Anchor::Head, None);
    }

    #[test]
    fn what_is_a_name_as_it_stands_is_no_number_of_steps() {
        check("my-1", None, Anchor::Name("my-1"), None);
        check("my-1-1", None, Anchor::Name("my-1"), Some(-1));
    }

    #[test]
    fn what_ends_in_no_number_is_a_name() {
        check("a+", None, Anchor::Name("a+"), None);
        check("a-1x", None, Anchor::Name("a-1x"), None);
        check("--", None, Anchor::Name("--"), None);
    }

    #[test]
    fn numbers_of_any_length_are_read() {
        let symbol = parse("-99999999999999999999999999", |_| false).unwrap();
        assert_eq!(symbol.steps, Some(Steps { is_up: false, count: u64::MAX }));
    }

    #[test]
    fn half_a_symbol_is_refused() {
        for text in ["", "@", "lib@", "@head", "a@b@c", "a:b", ":", "é@"] {
            assert!(parse(text, |_| false).is_err(), "{text}");
        }
    }

    #[test]
    fn ids_and_labels_stay_clear_of_symbols() {
        for name in ["", "head", "base", "heads", "current", "a@b", "a:b", "a\nb", " a"] {
            assert!(wrong_with_id(name).is_some() && wrong_with_label(name).is_some(), "{name:?}");
        }
        assert!(wrong_with_id("a-b").is_some() && wrong_with_id("a+b").is_some());
        assert!(wrong_with_label("my-lib").is_none() && wrong_with_label("-1").is_some());
        assert!(wrong_with_id("3f2a9c1b7d10").is_none() && wrong_with_id("début 1").is_none());
    }
}
