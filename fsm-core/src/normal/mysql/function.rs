use super::tree::Tree;

/// Functions of several names, each with the one it is given here.
#[rustfmt::skip]
const NAMES: &[(&str, &str)] = &[
    ("lower", "lcase"), ("upper", "ucase"),
    ("length", "octet_length"), ("character_length", "char_length"),
    ("substring", "substr"), ("mid", "substr"),
    ("now", "current_timestamp"), ("localtime", "current_timestamp"),
    ("localtimestamp", "current_timestamp"),
    ("current_date", "curdate"), ("current_time", "curtime"),
    ("power", "pow"), ("ceiling", "ceil"), ("dayofmonth", "day"),
    ("schema", "database"),
];

/// Functions that may stand without parentheses.
const BARE: &[&str] = &[
    "current_timestamp",
    "localtime",
    "localtimestamp",
    "current_date",
    "current_time",
    "utc_date",
    "utc_time",
    "utc_timestamp",
];

pub(super) fn is_bare(word: &str) -> bool {
    BARE.contains(&word)
}

/// A function of that name, which is in small letters.
pub(super) fn call(name: &str, mut arguments: Vec<Tree>) -> Tree {
    let known = NAMES.iter().find(|(other, _)| *other == name);
    let name = known.map_or(name, |(_, one)| *one);
    // Digits after a second: none is what is meant by none.
    if matches!(name, "current_timestamp" | "curtime")
        && matches!(&arguments[..], [Tree::Number(digits)] if digits == "0")
    {
        arguments.clear();
    }
    match (name, &mut arguments[..]) {
        ("mod", [_, _]) => {
            let mut pair = arguments.into_iter();
            match (pair.next(), pair.next()) {
                (Some(one), Some(other)) => Tree::Binary("%", Box::new(one), Box::new(other)),
                _ => Tree::Call(name.to_owned(), Vec::new()),
            }
        }
        ("date_add" | "adddate" | "date_sub" | "subdate", [_, Tree::Call(interval, _)])
            if interval == "interval" =>
        {
            let operator = if name.contains("add") { "+" } else { "-" };
            let mut pair = arguments.into_iter();
            match (pair.next(), pair.next()) {
                (Some(one), Some(other)) => Tree::Binary(operator, Box::new(one), Box::new(other)),
                _ => Tree::Call(name.to_owned(), Vec::new()),
            }
        }
        _ => Tree::Call(name.to_owned(), arguments),
    }
}
