use super::SqliteForm;
use crate::normal::NormalForm;
use crate::normal::Sameness::{self, Different, Same};

#[test]
fn types_are_one_in_any_case_and_with_any_spaces() {
    let check = |one: &str, other: &str, expected: bool| {
        let same = SqliteForm.type_name(one) == SqliteForm.type_name(other);
        assert_eq!(same, expected, "{one} and {other}");
    };
    check("INTEGER", "integer", true);
    check("VARCHAR(50)", "varchar ( 50 )", true);
    check("DECIMAL(10, 2)", "decimal(10,2)", true);
    check("TINYINT UNSIGNED", "tinyint  unsigned /* small */", true);
    check("\"my type\"", "[My Type]", true);
    check("", " ", true);
    check("INT", "INTEGER", false);
    check("VARCHAR(50)", "TEXT", false);
    check("VARCHAR(50)", "VARCHAR(51)", false);
    check("DOUBLE PRECISION", "DOUBLEPRECISION", false);
    check("NUMERIC(10)", "NUMERIC(10, 0)", false);
    check("NUMERIC(-1)", "NUMERIC(1)", false);
    check("", "BLOB", false);
}

#[test]
fn defaults_are_one_if_a_row_gets_the_same_value() {
    let check = |type_name: &str, one: &str, other: &str, expected: Sameness| {
        for (one, other) in [(one, other), (other, one)] {
            assert_eq!(
                SqliteForm.default(&SqliteForm.type_name(type_name), one, other),
                expected,
                "{type_name}: {one} and {other}"
            );
        }
    };
    check("TEXT", "'a'", "('a')", Same);
    check("TEXT", "'a'", "\"a\"", Same);
    check("TEXT", "'a'", "a", Same);
    check("TEXT", "[a]", "`a`", Same);
    check("TEXT", "'a'", "'A'", Different);
    check("TEXT", "''", "\"\"", Same);
    check("TEXT", "''", "NULL", Different);
    check("TEXT", "''", "' '", Different);
    check("TEXT", "null", "NULL", Same);
    check("TEXT", "'null'", "NULL", Different);
    check("TEXT", "5", "'5'", Same);
    check("TEXT", "5.0", "'5'", Different);
    check("BLOB", "5", "'5'", Different);
    check("ANY", "5", "'5'", Different);
    check("INTEGER", "5", "'5'", Same);
    check("INTEGER", "5", "+5", Same);
    check("INTEGER", "-5", "(- 5)", Same);
    check("INTEGER", "-5", "5", Different);
    check("INTEGER", "5", "5.0", Same);
    check("INTEGER", "5", "5.5", Different);
    check("DOUBLE", "1.5", "1.50", Same);
    check("DOUBLE", "1", "1.0", Same);
    check("BLOB", "1", "1.0", Different);
    check("BOOLEAN", "true", "1", Same);
    check("BOOLEAN", "FALSE", "(0)", Same);
    check("BOOLEAN", "'true'", "true", Different);
    check("DATETIME", "CURRENT_TIMESTAMP", "(current_timestamp)", Same);
    check("DATETIME", "CURRENT_TIMESTAMP", "'CURRENT_TIMESTAMP'", Different);
    check("DATETIME", "CURRENT_TIMESTAMP", "CURRENT_DATE", Different);
    check("TEXT", "lower('A')", "(LOWER( 'A' ))", Same);
    check("TEXT", "lower('A')", "lower('a')", Different);
    check("BLOB", "x'ab'", "X'AB'", Same);
    check("BLOB", "x'ab'", "x'cd'", Different);
    check("INTEGER", "0x10", "0X10", Same);
    check("TEXT", "'open", "'open'", Different);
}

#[test]
fn expressions_are_one_token_by_token() {
    let check = |one: &str, other: &str, expected: Sameness| {
        for (one, other) in [(one, other), (other, one)] {
            assert_eq!(SqliteForm.expression(one, other), expected, "{one} and {other}");
        }
    };
    check("a > 0", "A>0", Same);
    check("a > 0", "((a > 0))", Same);
    check("a > 0", "\"a\" > 0", Same);
    check("a > 0", "[A] > 0 -- positive", Same);
    check("a>0/* b */AND b is NULL", "`a` > 0 and B ISNULL", Same);
    check("a NOTNULL", "a IS NOT NULL", Same);
    check("a <> b", "a != b", Same);
    check("a == b", "a = b", Same);
    check("x'AB' = a", "X'ab' = a", Same);
    check("a in ('x','y')", "a IN ( 'x', 'y' )", Same);
    check("a IN ('x','y')", "a IN ('y','x')", Different);
    check("a = 'X'", "a = 'x'", Different);
    check("a = \"x\"", "a = 'x'", Different);
    check("(a) > (b)", "a > b", Different);
    check("(a) > (b)", "((a) > (b))", Same);
    check("\"1\" = a", "1 = a", Different);
    check("\"null\" = a", "null = a", Different);
    check("\"a b\" = 1", "a b = 1", Different);
    check("\"order\" > 1", "[ORDER] > 1", Same);
    check("a > 0", "a >= 0", Different);
    check("a = 'open", "a = 'open'", Different);
    check("", "", Same);
}
