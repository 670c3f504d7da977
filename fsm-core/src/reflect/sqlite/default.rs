use crate::normal::sqlite::token::{Token, TokenKind, tokens};
use crate::schema::{ColumnDef, Dialect, Literal, Sql, SqlType};

/// Gives the column the default that `text` says: a constant where it is one of the column's type,
/// else the text.
pub(super) fn set(column: &mut ColumnDef, text: &str) {
    let found: Vec<Token<'_>> = tokens(text).take(3).collect();
    match found.as_slice() {
        // What a column without a default has too.
        [only] if only.is("NULL") => return,
        [only] => column.default = constant(&column.sql_type, *only),
        [sign, number] if number.kind == TokenKind::Number => {
            column.default = match sign.text {
                "-" => numeric(&column.sql_type, &format!("-{}", number.text)),
                "+" => numeric(&column.sql_type, number.text),
                _ => None,
            };
        }
        _ => {}
    }
    if column.default.is_none() {
        column.default_sql = Some(Sql::new(expression(text, &found)));
    }
}

/// The text as it may stand in parentheses. By itself, a name is a text there.
fn expression(text: &str, tokens: &[Token<'_>]) -> String {
    match tokens {
        [only] if is_text(*only) => Dialect::Sqlite.quote_string(&only.value()),
        _ => text.to_owned(),
    }
}

/// Whether it stands for a text: one in quotes of any kind, or a word that is no constant.
fn is_text(token: Token<'_>) -> bool {
    const CONSTANTS: &[&str] =
        &["NULL", "TRUE", "FALSE", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"];
    match token.kind {
        TokenKind::Text | TokenKind::Quoted => true,
        TokenKind::Word => !CONSTANTS.iter().any(|word| token.is(word)),
        _ => false,
    }
}

fn constant(sql_type: &SqlType, token: Token<'_>) -> Option<Literal> {
    if is_text(token) {
        let text = token.value();
        let fits = match sql_type {
            SqlType::String(length) => {
                u32::try_from(text.chars().count()).is_ok_and(|count| count <= *length)
            }
            SqlType::Text
            | SqlType::UuidHyphenated
            | SqlType::UuidSimple
            | SqlType::Date
            | SqlType::Time
            | SqlType::DateTime
            | SqlType::Custom(_) => true,
            _ => false,
        };
        return fits.then(|| Literal::String(text.into_owned().into()));
    }
    if *sql_type == SqlType::Boolean {
        return match token.text {
            "1" => Some(Literal::Boolean(true)),
            "0" => Some(Literal::Boolean(false)),
            _ if token.is("TRUE") => Some(Literal::Boolean(true)),
            _ if token.is("FALSE") => Some(Literal::Boolean(false)),
            _ => None,
        };
    }
    if token.kind == TokenKind::Number { numeric(sql_type, token.text) } else { None }
}

/// A number that is written as other dialects write it too.
fn numeric(sql_type: &SqlType, text: &str) -> Option<Literal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (least, most) = match sql_type {
        SqlType::TinyInteger => (i8::MIN.into(), i8::MAX.into()),
        SqlType::SmallInteger => (i16::MIN.into(), i16::MAX.into()),
        SqlType::Integer => (i32::MIN.into(), i32::MAX.into()),
        SqlType::UnsignedTinyInteger => (0, u8::MAX.into()),
        SqlType::UnsignedSmallInteger => (0, u16::MAX.into()),
        SqlType::UnsignedInteger => (0, u32::MAX.into()),
        SqlType::BigInteger | SqlType::Float | SqlType::Double | SqlType::Custom(_) => {
            (i64::MIN.into(), i64::MAX.into())
        }
        _ => return None,
    };
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = text.parse::<i128>().ok().filter(|number| (least..=most).contains(number));
        // Zeros in front would be lost, and `-0` is another number where there are fractions.
        return number.filter(|number| number.to_string() == text).map(Literal::Integer);
    }
    let takes_fractions = matches!(sql_type, SqlType::Float | SqlType::Double | SqlType::Custom(_));
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let plain = [whole, fraction, exponent]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let finite = match sql_type {
        SqlType::Float => text.parse::<f32>().is_ok_and(f32::is_finite),
        _ => text.parse::<f64>().is_ok_and(f64::is_finite),
    };
    (takes_fractions && plain && finite).then(|| Literal::Number(text.to_owned().into()))
}

#[cfg(test)]
mod tests {
    use super::set;
    use crate::schema::{ColumnDef, Literal, Sql, SqlType};

    fn check(sql_type: SqlType, text: &str, literal: Option<Literal>, sql: Option<&'static str>) {
        let mut column = ColumnDef::new("a", sql_type);
        set(&mut column, text);
        assert_eq!((column.default, column.default_sql), (literal, sql.map(Sql::new)), "{text}");
    }

    #[test]
    fn a_constant_of_the_columns_type_is_a_literal_and_all_else_is_text() {
        use Literal::{Boolean, Integer, Number};
        let string = |text: &'static str| Some(Literal::from(text));
        check(SqlType::Text, "'it''s'", string("it's"), None);
        check(SqlType::Text, "''", string(""), None);
        check(SqlType::Text, "word", string("word"), None);
        check(SqlType::Text, "\"a\"\"b\"", string("a\"b"), None);
        check(SqlType::Text, "5", None, Some("5"));
        check(SqlType::String(2), "'abc'", None, Some("'abc'"));
        check(SqlType::Integer, "5", Some(Integer(5)), None);
        check(SqlType::Integer, "- 5", Some(Integer(-5)), None);
        check(SqlType::Integer, "+5", Some(Integer(5)), None);
        check(SqlType::Integer, "'5'", None, Some("'5'"));
        check(SqlType::Integer, "word", None, Some("'word'"));
        check(SqlType::Integer, "007", None, Some("007"));
        check(SqlType::Integer, "3000000000", None, Some("3000000000"));
        check(SqlType::Integer, "0x10", None, Some("0x10"));
        check(SqlType::Integer, "TRUE", None, Some("TRUE"));
        check(SqlType::Boolean, "TRUE", Some(Boolean(true)), None);
        check(SqlType::Boolean, "0", Some(Boolean(false)), None);
        check(SqlType::Boolean, "2", None, Some("2"));
        check(SqlType::Double, "-2.5e3", Some(Number("-2.5e3".into())), None);
        check(SqlType::Double, ".5", None, Some(".5"));
        check(SqlType::Double, "1", Some(Integer(1)), None);
        check(SqlType::DateTime, "CURRENT_TIMESTAMP", None, Some("CURRENT_TIMESTAMP"));
        check(SqlType::Text, "lower('A')", None, Some("lower('A')"));
        check(SqlType::LargeBinary, "x'00'", None, Some("x'00'"));
        check(SqlType::Text, "NULL", None, None);
    }
}
