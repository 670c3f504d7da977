use super::{Mysql, hexadecimal};
use crate::dialect::{Speller, literal};
use crate::schema::{ColumnDef, Dialect, Literal, TableDef};

/// A constant after `DEFAULT`.
pub(super) fn literal(declared: &str, value: &Literal) -> String {
    if !takes_expressions_only(declared) {
        return literal::spell(&Mysql, value);
    }
    match value {
        // MariaDB writes the expression down and reads it again under the modes of other sessions:
        // no backslash in it may be in quotes, and no bytes with a character set before them.
        Literal::String(text) if text.contains('\\') => {
            format!("(CONVERT({} USING utf8mb4))", hexadecimal(text))
        }
        _ => format!("({})", literal::spell(&Mysql, value)),
    }
}

/// An expression after `DEFAULT`, in parentheses but for the ones MySQL knew before it knew
/// expressions there: the current time, which must name the column's precision, and what
/// `ON UPDATE` sets.
pub(super) fn sql(declared: &str, text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    if let Some(at) = lower.find(" on update ") {
        let (default, update) = (&text[..at], &text[at + " on update ".len()..]);
        if is_now(update) {
            return format!("{} ON UPDATE {}", sql(declared, default.trim()), now(declared));
        }
    }
    if text.trim().eq_ignore_ascii_case("NULL") {
        "NULL".to_owned()
    } else if !is_now(text) {
        format!("({text})")
    } else if is_moment(declared) {
        now(declared)
    } else {
        format!("({})", now(declared))
    }
}

/// Whether the default is `NULL` for a column that refuses it: elsewhere the same as none, here an
/// error.
pub(super) fn says_nothing(table: &TableDef, column: &ColumnDef) -> bool {
    let text = column.default_sql.as_ref().and_then(|sql| sql.text(Dialect::Mysql));
    Speller::refuses_null(table, column)
        && text.is_some_and(|text| text.trim().eq_ignore_ascii_case("NULL"))
}

/// Whether a column of this type takes a default in parentheses only, because its values are stored
/// outside of the row (manual, 11.6 Data Type Default Values).
fn takes_expressions_only(declared: &str) -> bool {
    let declared = declared.to_ascii_uppercase();
    ["TEXT", "BLOB", "JSON", "GEOMETRY", "POINT", "LINESTRING", "POLYGON"]
        .iter()
        .any(|word| declared.contains(word))
        && !declared.starts_with("ENUM")
}

/// Whether the text is one of the functions for the current time.
fn is_now(text: &str) -> bool {
    let text = text.trim().to_ascii_uppercase();
    let (name, arguments) = text.split_once('(').unwrap_or((&text, ")"));
    let precision = arguments.trim_end().strip_suffix(')').unwrap_or("x").trim();
    matches!(name.trim_end(), "CURRENT_TIMESTAMP" | "NOW" | "LOCALTIME" | "LOCALTIMESTAMP")
        && precision.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_moment(declared: &str) -> bool {
    let declared = declared.to_ascii_uppercase();
    declared.starts_with("DATETIME") || declared.starts_with("TIMESTAMP")
}

/// The current time in the precision of the type: `DATETIME(6)` has six digits.
fn now(declared: &str) -> String {
    let digits = declared
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'))
        .map(|(digits, _)| digits.trim())
        .filter(|digits| digits.len() == 1 && digits.bytes().all(|byte| byte.is_ascii_digit()));
    let timed = is_moment(declared) || declared.to_ascii_uppercase().starts_with("TIME");
    match digits {
        Some(digits) if timed && digits != "0" => format!("CURRENT_TIMESTAMP({digits})"),
        _ => "CURRENT_TIMESTAMP".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{literal, sql};
    use crate::schema::Literal;

    #[test]
    fn the_current_time_has_the_columns_precision() {
        for (declared, text, expected) in [
            ("DATETIME(6)", "CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP(6)"),
            ("DATETIME(6)", "now()", "CURRENT_TIMESTAMP(6)"),
            ("DATETIME(3)", "NOW(6)", "CURRENT_TIMESTAMP(3)"),
            ("timestamp", "CURRENT_TIMESTAMP(6)", "CURRENT_TIMESTAMP"),
            ("TIME(6)", "CURRENT_TIMESTAMP", "(CURRENT_TIMESTAMP(6))"),
            ("DATE", "now()", "(CURRENT_TIMESTAMP)"),
            ("VARCHAR(6)", "now()", "(CURRENT_TIMESTAMP)"),
            ("DATETIME(6)", "now() + interval 1 day", "(now() + interval 1 day)"),
            (
                "DATETIME(6)",
                "current_timestamp on update now()",
                "CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6)",
            ),
            ("DATETIME(6)", "NULL ON UPDATE NOW()", "NULL ON UPDATE CURRENT_TIMESTAMP(6)"),
        ] {
            assert_eq!(sql(declared, text), expected, "{declared} {text}");
        }
    }

    #[test]
    fn a_long_text_takes_its_default_in_parentheses() {
        assert_eq!(literal("LONGTEXT", &Literal::from("a")), "('a')");
        assert_eq!(
            literal("LONGTEXT", &Literal::from("a\\'")),
            "(CONVERT(X'615C27' USING utf8mb4))"
        );
        assert_eq!(literal("VARCHAR(9)", &Literal::from("a")), "'a'");
        assert_eq!(literal("VARCHAR(9)", &Literal::from("\\")), "_utf8mb4 X'5C'");
        assert_eq!(literal("ENUM('TEXT')", &Literal::from("TEXT")), "'TEXT'");
    }
}
