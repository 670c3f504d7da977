//! Functions: which types their arguments get, and of which type the answer is.

use super::super::expression::Term;
use super::elaborate::{Type, Typed, as_numbers, known, strings, take_open, terms};
use super::types::{common_number, is_string};

/// Functions of strings: how many of their first arguments are `text`, and what they answer with.
const OF_STRINGS: &[(&str, usize, &str)] = &[
    ("lower", 1, "text"),
    ("upper", 1, "text"),
    ("initcap", 1, "text"),
    ("length", 1, "integer"),
    ("char_length", 1, "integer"),
    ("character_length", 1, "integer"),
    ("octet_length", 1, "integer"),
    ("btrim", 2, "text"),
    ("ltrim", 2, "text"),
    ("rtrim", 2, "text"),
    ("trim both", 2, "text"),
    ("trim leading", 2, "text"),
    ("trim trailing", 2, "text"),
    ("md5", 1, "text"),
    ("reverse", 1, "text"),
    ("replace", 3, "text"),
    ("position", 2, "integer"),
    ("strpos", 2, "integer"),
    ("starts_with", 2, "boolean"),
    ("split_part", 2, "text"),
    ("left", 1, "text"),
    ("right", 1, "text"),
    ("substring", 1, "text"),
    ("like_escape", 2, "text"),
];

/// A function, or anything else.
pub(super) fn call(head: &str, mut parts: Vec<Typed>) -> Typed {
    // `pg_catalog` is looked into first.
    let head = head.strip_prefix("pg_catalog.").unwrap_or(head);
    let is_text = |part: &Typed| {
        part.1 == Type::Open || matches!(&part.1, Type::Known(name) if is_string(name))
    };
    if let Some((_, texts, answer)) = OF_STRINGS.iter().find(|(name, ..)| *name == head) {
        let texts = (*texts).min(parts.len());
        // `bytea` has some of these too.
        if !parts[..texts].iter().all(is_text) {
            return (Term::node(head, terms(parts)), Type::Unsure);
        }
        strings(&mut parts[..texts]);
        return (Term::node(head, terms(parts)), known(answer));
    }
    let found = match (head, parts.len()) {
        ("now" | "transaction_timestamp" | "current_timestamp", 0) => {
            return (Term::node("now", []), known("timestamp with time zone"));
        }
        ("current_date", 0) => known("date"),
        ("localtimestamp", 0) => known("timestamp without time zone"),
        ("gen_random_uuid" | "uuid_generate_v4", 0) => known("uuid"),
        ("nextval", 1) => {
            take_open(&mut parts[0], "regclass");
            known("bigint")
        }
        ("coalesce" | "greatest" | "least", 1..) => agreed(&mut parts),
        ("timezone", 2) => {
            parts.swap(0, 1);
            return in_zone(parts);
        }
        ("AT TIME ZONE", 2) => return in_zone(parts),
        ("extract", 2) => known("numeric"),
        _ => Type::Unsure,
    };
    (Term::node(head, terms(parts)), found)
}

fn in_zone(mut parts: Vec<Typed>) -> Typed {
    take_open(&mut parts[1], "text");
    let found = match &parts[0].1 {
        Type::Known(name) if name == "timestamp with time zone" => {
            known("timestamp without time zone")
        }
        Type::Known(name) if name == "timestamp without time zone" => {
            known("timestamp with time zone")
        }
        _ => Type::Unsure,
    };
    (Term::node("AT TIME ZONE", terms(parts)), found)
}

/// Values of which one is taken: all get one type.
fn agreed(parts: &mut [Typed]) -> Type {
    let mut common: Option<String> = None;
    for (_, found) in parts.iter() {
        let Type::Known(found) = found else {
            if *found == Type::Unsure {
                return Type::Unsure;
            }
            continue;
        };
        common = Some(match common {
            None => found.clone(),
            Some(before) if before == *found => before,
            Some(before) => match common_number(&before, found) {
                Some(wider) => wider.to_owned(),
                None => return Type::Unsure,
            },
        });
    }
    let Some(common) = common else { return Type::Unsure };
    for part in parts.iter_mut() {
        take_open(part, &common);
    }
    if common_number(&common, &common).is_some() {
        as_numbers(parts, &common);
    }
    Type::Known(common)
}
