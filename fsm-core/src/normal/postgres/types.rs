//! What is known of types by their names, for the rules by which constants get theirs.

/// The name without its length or precision.
pub(super) fn base(name: &str) -> String {
    match (name.find('('), name.find(')')) {
        // `CHARACTER` without a length, which the grammar has no words for.
        _ if name == "bpchar" => "character".to_owned(),
        (Some(open), Some(close)) if open < close => {
            format!("{}{}", &name[..open], &name[close + 1..])
        }
        _ => name.to_owned(),
    }
}

/// Text of any length, or up to one: both compare as `text`.
pub(super) fn is_string(base: &str) -> bool {
    matches!(base, "text" | "character varying")
}

/// How wide a whole number is; `None` for another type.
pub(super) fn integer(base: &str) -> Option<u8> {
    match base {
        "smallint" => Some(2),
        "integer" => Some(4),
        "bigint" => Some(8),
        _ => None,
    }
}

/// The type that two numbers are calculated in (manual, 10.2); `None` if one is no number.
pub(super) fn common_number(one: &str, other: &str) -> Option<&'static str> {
    let rank = |name: &str| match name {
        "smallint" => Some(0),
        "integer" => Some(1),
        "bigint" => Some(2),
        "numeric" => Some(3),
        "real" => Some(4),
        "double precision" => Some(5),
        _ => None,
    };
    let (one, other) = (rank(one)?, rank(other)?);
    Some(match (one.max(other), one == other) {
        (0, _) => "smallint",
        (1, _) => "integer",
        (2, _) => "bigint",
        (3, _) => "numeric",
        (4, true) => "real",
        // Of a number of four bytes and another, both become numbers of eight.
        _ => "double precision",
    })
}
