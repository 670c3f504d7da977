use super::settings::Settings;
use crate::dialect::mysql::token::{Placed, Quotes, Token, tokens};
use crate::schema::{ColumnDef, Literal};
use std::fmt::Write as _;

/// What the catalog says of a column's default.
pub(super) struct Told<'r> {
    /// The type in its normal form.
    pub(super) declared: &'r str,
    /// The default; MySQL writes constants without quotes.
    pub(super) text: Option<&'r str>,
    /// Whether it is an expression, where only that word tells (MySQL).
    pub(super) generated: bool,
    /// Whether constants stand in quotes.
    pub(super) quoted: bool,
    /// What an update sets the column to.
    pub(super) on_update: Option<&'r str>,
}

/// Puts the default into the column; answers with what an update sets it to if there is no default
/// to say it with.
pub(super) fn put<'r>(quotes: Quotes, told: &Told<'r>, column: &mut ColumnDef) -> Option<&'r str> {
    let value = told.text.and_then(|text| {
        if told.quoted || told.generated {
            written(quotes, told.declared, text)
        } else {
            Some(bare(told.declared, text))
        }
    });
    let Some(update) = told.on_update else {
        match value {
            Some(Value::Literal(literal)) => column.default = Some(literal),
            Some(Value::Sql(text)) => column.default_sql = Some(text.into()),
            None => {}
        }
        return None;
    };
    // A model says it behind the default, as SQL does.
    let default = match value {
        Some(Value::Literal(literal)) => crate::schema::Dialect::Mysql.quote_literal(&literal),
        Some(Value::Sql(text)) => text,
        None if column.nullable => "NULL".to_owned(),
        None => return Some(update),
    };
    column.default_sql = Some(format!("{default} ON UPDATE {update}").into());
    None
}

/// The default that the server keeps apart from its text, which the catalog cannot show.
pub(super) fn put_bytes(column: &mut ColumnDef, bytes: &[u8]) {
    match String::from_utf8(bytes.to_vec()) {
        Ok(text) => column.default = Some(Literal::String(text.into())),
        Err(_) => {
            let mut text = String::from("X'");
            for byte in bytes {
                // Writing to a string cannot fail.
                let _ = write!(text, "{byte:02X}");
            }
            text.push('\'');
            column.default = None;
            column.default_sql = Some(text.into());
        }
    }
}

/// Whether the text is a constant in which a question mark may stand for what the catalog cannot
/// hold.
pub(super) fn is_doubtful(settings: &Settings, text: &str, extra: &str) -> bool {
    text.contains('?')
        && if settings.mariadb {
            matches!(alone(settings.quotes, text), Some(Token::Text(_)))
        } else {
            !extra.contains("DEFAULT_GENERATED")
        }
}

enum Value {
    Literal(Literal),
    Sql(String),
}

fn alone(quotes: Quotes, text: &str) -> Option<Token> {
    let mut found = tokens(text, quotes)?.into_iter();
    match (found.next(), found.next()) {
        (Some(only), None) => Some(only.token),
        _ => None,
    }
}

/// A default as SQL has it; none for `NULL`.
fn written(quotes: Quotes, declared: &str, text: &str) -> Option<Value> {
    let found = tokens(without_parentheses(text), quotes).unwrap_or_default();
    if let Some(text) = converted(&found) {
        return Some(Value::Literal(Literal::String(text.into())));
    }
    let mut found = found.iter().map(|placed| &placed.token);
    Some(match (found.next(), found.next(), found.next()) {
        (Some(Token::Word(word)), None, _) if word == "null" => return None,
        (Some(Token::Text(text)), None, _) => Value::Literal(Literal::String(text.clone().into())),
        (Some(Token::Number(digits)), None, _) => number(declared, digits),
        (Some(Token::Symbol("-")), Some(Token::Number(digits)), None) => {
            number(declared, &format!("-{digits}"))
        }
        _ => Value::Sql(without_parentheses(text).to_owned()),
    })
}

/// The text of `convert(X'61' using utf8mb4)`, which is how a long text is made to default to one
/// with a backslash in it.
fn converted(found: &[Placed]) -> Option<String> {
    let tokens: Vec<&Token> = found.iter().map(|placed| &placed.token).collect();
    let [function, Token::Symbol("("), Token::Bytes(bytes), using, set, Token::Symbol(")")] =
        &tokens[..]
    else {
        return None;
    };
    let is_text = function.is("convert") && using.is("using") && set.is("utf8mb4");
    is_text.then(|| String::from_utf8(bytes.clone()).ok()).flatten()
}

/// A constant as MySQL shows it.
fn bare(declared: &str, text: &str) -> Value {
    if is_number(declared) {
        return number(declared, text);
    }
    if declared.starts_with("bit") {
        return Value::Sql(text.to_owned());
    }
    if declared.contains("binary")
        && let Some(Token::Bytes(bytes)) = alone(Quotes::USUAL, text)
    {
        return match String::from_utf8(bytes) {
            Ok(text) => Value::Literal(Literal::String(text.into())),
            Err(_) => Value::Sql(text.to_owned()),
        };
    }
    Value::Literal(Literal::String(text.to_owned().into()))
}

fn is_number(declared: &str) -> bool {
    ["int", "tinyint", "smallint", "mediumint", "bigint", "decimal", "float", "double", "year"]
        .iter()
        .any(|name| {
            declared.strip_prefix(name).is_some_and(|rest| {
                rest.is_empty() || rest.starts_with('(') || rest.starts_with(' ')
            })
        })
}

fn number(declared: &str, digits: &str) -> Value {
    Value::Literal(match (declared, digits) {
        ("tinyint(1)", "0" | "1") => Literal::Boolean(digits == "1"),
        _ => match digits.parse() {
            Ok(whole) => Literal::Integer(whole),
            Err(_) => Literal::Number(digits.to_owned().into()),
        },
    })
}

/// The text without the parentheses around all of it.
pub(super) fn without_parentheses(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(inner) = inside(text) {
        text = inner.trim();
    }
    text
}

fn inside(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('(')?.strip_suffix(')')?;
    let mut depth = 0_usize;
    for placed in tokens(inner, Quotes::USUAL)? {
        match placed.token {
            Token::Symbol("(") => depth += 1,
            Token::Symbol(")") => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    Some(inner)
}

/// MySQL shows expressions escaped once more, as they would stand in quotes.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match (letter, letters.as_str().chars().next()) {
            ('\\', Some(next @ ('\'' | '\\' | '"'))) => {
                letters.next();
                plain.push(next);
            }
            ('\\', Some('n')) => {
                letters.next();
                plain.push('\n');
            }
            _ => plain.push(letter),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{Told, put, without_parentheses};
    use crate::dialect::mysql::token::Quotes;
    use crate::schema::{ColumnDef, Literal, Sql, SqlType};

    fn check(told: &Told<'_>, default: Option<Literal>, sql: Option<&'static str>) {
        let mut column = ColumnDef::new("a", SqlType::Text).nullable();
        assert_eq!(put(Quotes::USUAL, told, &mut column), None);
        let found = (column.default, column.default_sql);
        assert_eq!(found, (default, sql.map(Sql::new)), "{:?}", told.text);
    }

    #[test]
    fn constants_of_mariadb_stand_in_quotes_and_numbers_do_not() {
        let told = |declared, text| Told {
            declared,
            text: Some(text),
            generated: false,
            quoted: true,
            on_update: None,
        };
        check(&told("int", "NULL"), None, None);
        check(&told("varchar(9)", "'NULL'"), Some(Literal::from("NULL")), None);
        check(&told("varchar(9)", r"'it''s \\ x'"), Some(Literal::from(r"it's \ x")), None);
        check(&told("int", "-5"), Some(Literal::from(-5)), None);
        check(&told("tinyint(1)", "1"), Some(Literal::from(true)), None);
        check(&told("tinyint(1)", "2"), Some(Literal::from(2)), None);
        check(&told("decimal(5,2)", "1.50"), Some(Literal::Number("1.50".into())), None);
        check(&told("int", "(1 + 1)"), None, Some("1 + 1"));
        check(&told("int", "(1 + 1) * (2)"), None, Some("(1 + 1) * (2)"));
        check(&told("datetime", "current_timestamp()"), None, Some("current_timestamp()"));
        check(&told("bit(5)", "b'101'"), None, Some("b'101'"));
        let converted = "convert(X'615c27' using utf8mb4)";
        check(&told("longtext", converted), Some(Literal::from("a\\'")), None);
    }

    #[test]
    fn constants_of_mysql_stand_without_quotes() {
        let told = |declared, text, generated| Told {
            declared,
            text: Some(text),
            generated,
            quoted: false,
            on_update: None,
        };
        check(&told("varchar(9)", "it's \\", false), Some(Literal::from("it's \\")), None);
        check(&told("varchar(9)", "NULL", false), Some(Literal::from("NULL")), None);
        check(&told("varchar(9)", "5", false), Some(Literal::from("5")), None);
        check(&told("int unsigned", "5", false), Some(Literal::from(5)), None);
        check(&told("point", "5", false), Some(Literal::from("5")), None);
        check(&told("binary(3)", "0x616200", false), Some(Literal::from("ab\0")), None);
        check(&told("binary(1)", "0xff", false), None, Some("0xff"));
        check(&told("int", "(1 + 1)", true), None, Some("1 + 1"));
    }

    #[test]
    fn what_an_update_sets_stands_behind_the_default() {
        let told = |text, nullable| {
            let told = Told {
                declared: "datetime",
                text,
                generated: false,
                quoted: true,
                on_update: Some("now()"),
            };
            let mut column = ColumnDef::new("a", SqlType::Text);
            column.nullable = nullable;
            let lost = put(Quotes::USUAL, &told, &mut column);
            (lost, column.default_sql.and_then(|sql| sql.common))
        };
        assert_eq!(told(Some("now()"), false), (None, Some("now() ON UPDATE now()".into())));
        assert_eq!(told(Some("'x'"), true), (None, Some("'x' ON UPDATE now()".into())));
        assert_eq!(told(None, true), (None, Some("NULL ON UPDATE now()".into())));
        assert_eq!(told(None, false), (Some("now()"), None));
    }

    #[test]
    fn only_parentheses_around_everything_are_taken_off() {
        for (text, expected) in [
            ("((a))", "a"),
            ("(a) + (b)", "(a) + (b)"),
            ("(')')", "')'"),
            ("a", "a"),
            ("()", ""),
            ("('", "('"),
        ] {
            assert_eq!(without_parentheses(text), expected);
        }
    }
}
