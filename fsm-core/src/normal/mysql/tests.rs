use super::MysqlForm;
use crate::normal::{NormalForm, Sameness};
use crate::schema::{MysqlOptions, ReferentialAction, TableDef};

fn expression(one: &str, other: &str, expected: Sameness) {
    assert_eq!(MysqlForm.expression(one, other), expected, "{one} | {other}");
    assert_eq!(MysqlForm.expression(other, one), expected, "{other} | {one}");
}

fn default(declared: &str, one: &str, other: &str, expected: Sameness) {
    let declared = MysqlForm.type_name(declared);
    assert_eq!(MysqlForm.default(&declared, one, other), expected, "{declared}: {one} | {other}");
    assert_eq!(MysqlForm.default(&declared, other, one), expected, "{declared}: {other} | {one}");
}

#[test]
#[rustfmt::skip]
fn an_expression_is_the_same_as_what_the_server_keeps_of_it() {
    // What was written, and what MariaDB 10.11 or MySQL 8 shows of it.
    for (written, kept) in [
        ("a <> 'x' and lower(a) = 'y' or b in ('1','2')", "`a` <> 'x' and lcase(`a`) = 'y' or `b` in ('1','2')"),
        ("A != 'x' AND not (b is null)", "`a` <> 'x' and `b` is not null"),
        ("h in (1,2,3) or not h = 5 or h is true", "`h` in (1,2,3) or `h` <> 5 or `h` is true"),
        ("h % 2 = 0 && i <> 0 xor l > 1", "`h` MOD 2 = 0 and `i` <> 0 xor `l` > 1"),
        ("cast(h as char) like 'a%' escape '|'", "cast(`h` as char charset utf8mb4) like 'a%' escape '|'"),
        ("CASE WHEN h THEN 1 ELSE 0 END", "case when `h` then 1 else 0 end"),
        ("h > 1 = true", "`h` > 1 = 1"),
        ("-(h) < - 3 and (h + 1) * 2 - (3 - h) - 1 > 0", "-`h` < -3 and (`h` + 1) * 2 - (3 - `h`) - 1 > 0"),
        ("date_add(k, interval 1 day) > v", "`k` + interval 1 day > `v`"),
        ("length(a) > 5 and substring(a from 1 for 2) = 'a'", "octet_length(`a`) > 5 and substr(`a`,1,2) = 'a'"),
        ("mod(h,2) = 1 and !h", "`h` MOD 2 = 1 and `h` = 0"),
        ("v > date '2020-01-01' and a collate utf8mb4_bin = 'x'", "`v` > DATE'2020-01-01' and `a` collate utf8mb4_bin = 'x'"),
        ("x'ff' <> c", "X'ff' <> `c`"),
        ("\"dq\" <> a", "'dq' <> `a`"),
        ("t.a > 1", "`a` > 1"),
        ("a > 1 and b > 1", "((`a` > 1) and (`b` > 1))"),
        ("lower(a) = 'y'", "(lower(`a`) = _utf8mb4'y')"),
        ("a = 'it''s'", r"`a` = 'it\'s'"),
        ("now() > a", "current_timestamp() > `a`"),
        ("a between 1 and 2 and not b between 3 and 4", "`a` between 1 and 2 and `b` not between 3 and 4"),
        ("a NOT LIKE 'x'", "`a` not like 'x'"),
        ("concat(a, 'x')", "concat(`a`,'x')"),
        ("(a + b) + c", "`a` + `b` + `c`"),
        ("a = 1 and (b = 2 and c = 3)", "`a` = 1 and `b` = 2 and `c` = 3"),
        ("extract(year from v) > 2000", "extract(year from `v`) > 2000"),
    ] {
        expression(written, kept, Sameness::Same);
    }
}

#[test]
fn expressions_that_may_differ_are_not_the_same() {
    for (one, other) in [
        ("a > 1", "a > 2"),
        ("a > 1", "b > 1"),
        ("a and b or c", "a and (b or c)"),
        ("a - (b - c)", "a - b - c"),
        ("a || b", "concat(a, b)"),
        ("x'41' = a", "0x41 = a"),
        ("a = 'x'", "a = 'X'"),
        ("f(a)", "g(a)"),
        ("a like 'x'", "a like 'x' escape '|'"),
        ("a->'$.x'", "json_extract(a, '$.x')"),
        ("_latin1'a' = b", "'a' = b"),
        ("a is null", "a is not null"),
        ("a in (1, 2)", "a in (2, 1)"),
        ("a >", "a"),
        ("", "a"),
        ("1.50", "1.5"),
        ("cast(a as signed)", "cast(a as unsigned)"),
        ("not (a and b)", "not a and b"),
    ] {
        expression(one, other, Sameness::Unknown);
    }
    expression("1", "2", Sameness::Different);
    expression("'a'", "'b'", Sameness::Different);
}

#[test]
fn what_is_nested_or_long_without_end_is_left_to_the_server() {
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    expression(&nested(15), "a", Sameness::Same);
    expression(&nested(900), "a", Sameness::Unknown);
    expression(&nested(100_000), "a", Sameness::Unknown);
    expression(&format!("{}a", "- ".repeat(900)), "a", Sameness::Unknown);
    expression(&format!("{}a", "not ".repeat(900)), "a", Sameness::Unknown);
    expression(&format!("a{}", " + a".repeat(100_000)), "a", Sameness::Unknown);
    let sum = format!("a{}", " + a".repeat(900));
    expression(&sum, &sum.replace('+', " + "), Sameness::Same);
}

#[test]
#[rustfmt::skip]
fn a_default_is_the_same_as_what_the_server_keeps_of_it() {
    for (declared, written, kept) in [
        ("varchar(20)", "'it''s'", r"'it\'s'"),
        ("varchar(20)", "_utf8mb4 X'615C'", r"'a\\'"),
        ("longtext", "(CONVERT(X'615C27' USING utf8mb4))", r"'a\\'''"),
        ("varchar(20)", "5", "'5'"),
        ("int", "'5'", "5"),
        ("int", "(1+1)", "(1 + 1)"),
        ("decimal(10,2)", "'1.5'", "1.50"),
        ("decimal(10,2)", "1", "1.00"),
        ("tinyint(1)", "TRUE", "1"),
        ("tinyint(1)", "FALSE", "'0'"),
        ("double", "1e10", "10000000000"),
        ("float", ".1", "0.1"),
        ("datetime(6)", "CURRENT_TIMESTAMP(6)", "current_timestamp(6)"),
        ("datetime", "NOW()", "CURRENT_TIMESTAMP"),
        ("datetime", "now(0)", "current_timestamp()"),
        ("date", "(CURRENT_TIMESTAMP)", "current_timestamp()"),
        ("date", "(curdate())", "curdate()"),
        ("datetime", "'2020-1-1'", "'2020-01-01 00:00:00'"),
        ("datetime(6)", "'2020-01-01 10:00:00.5'", "'2020-01-01 10:00:00.500000'"),
        ("date", "DATE '2020-01-01'", "'2020-01-01'"),
        ("time(6)", "'1:2'", "'01:02:00.000000'"),
        ("bit(5)", "(b'101')", "b'101'"),
        ("bit(5)", "5", "b'101'"),
        ("binary(4)", "'ab'", r"'ab\0\0'"),
        ("varchar(9)", "NULL", "null"),
        ("json", "('{}')", "'{}'"),
        ("datetime", "CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP", "current_timestamp() on update current_timestamp()"),
        ("datetime", "NULL ON UPDATE now()", "NULL ON UPDATE current_timestamp()"),
    ] {
        default(declared, written, kept, Sameness::Same);
    }
}

#[test]
fn two_constants_that_differ_are_two_defaults() {
    for (declared, one, other) in [
        ("varchar(20)", "'a'", "'A'"),
        ("varchar(20)", "'a'", "'a '"),
        ("varchar(20)", "'NULL'", "NULL"),
        ("int", "1", "2"),
        ("int", "-1", "1"),
        ("decimal(10,2)", "1.5", "1.51"),
        ("double", "1", "1.5"),
        ("tinyint(1)", "TRUE", "FALSE"),
        ("datetime", "'2020-01-01'", "'2020-01-02'"),
        ("datetime", "'2020-01-01'", "CURRENT_TIMESTAMP"),
        ("datetime(6)", "CURRENT_TIMESTAMP(3)", "CURRENT_TIMESTAMP(6)"),
        ("datetime", "CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP"),
        ("time", "'-01:00:00'", "'01:00:00'"),
        ("enum('a','b')", "'a'", "'b'"),
        ("bit(5)", "b'101'", "b'100'"),
        ("varbinary(4)", "'ab'", r"'ab\0'"),
        ("json", "('{}')", "('[]')"),
    ] {
        default(declared, one, other, Sameness::Different);
    }
}

#[test]
fn what_the_server_may_change_is_left_to_it() {
    for (declared, one, other) in [
        ("int", "1.4", "1"),
        ("decimal(10,1)", "1.25", "1.3"),
        ("datetime", "'20200101'", "'2020-01-01'"),
        ("datetime", "'20-01-01'", "'2020-01-01'"),
        ("datetime", "'2020-01-01 00:00:00.6'", "'2020-01-01 00:00:01'"),
        ("enum('a','b')", "'A'", "'a'"),
        ("enum('a','b')", "1", "'a'"),
        ("char(5)", "'a '", "'a'"),
        ("set('a','b')", "'a,b'", "'b,a'"),
        ("year", "'05'", "2005"),
        ("varchar(9)", "1.50", "'1.50'"),
        ("varchar(36)", "(uuid())", "'a'"),
        ("varchar(36)", "(uuid())", "(uuid_short())"),
        ("point", "'a'", "'b'"),
    ] {
        default(declared, one, other, Sameness::Unknown);
    }
}

#[test]
fn refusing_at_once_and_refusing_are_one() {
    use ReferentialAction::{Cascade, NoAction, Restrict};
    assert_eq!(MysqlForm.action(None), MysqlForm.action(Some(Restrict)));
    assert_eq!(MysqlForm.action(Some(NoAction)), MysqlForm.action(Some(Restrict)));
    assert_ne!(MysqlForm.action(None), MysqlForm.action(Some(Cascade)));
}

#[test]
fn an_index_has_the_method_of_its_engine() {
    let method = |engine: Option<&'static str>, method| {
        let mut table = TableDef::new("t");
        table.options.mysql.engine = engine.map(Into::into);
        MysqlForm.index_method(&table, method)
    };
    for says_nothing in [None, Some("BTREE"), Some("hash")] {
        assert_eq!(method(None, says_nothing), None);
    }
    assert_eq!(method(Some("memory"), Some("HASH")), None);
    assert_eq!(method(Some("memory"), Some("BTREE")).as_deref(), Some("btree"));
    assert_eq!(method(None, Some("FULLTEXT")).as_deref(), Some("fulltext"));
}

fn options(charset: &'static str, collation: &'static str) -> TableDef {
    let word = |text: &'static str| (!text.is_empty()).then(|| text.into());
    let mut table = TableDef::new("t");
    table.options.mysql =
        MysqlOptions { charset: word(charset), collation: word(collation), ..MysqlOptions::NEW };
    table
}

#[test]
fn a_model_without_a_collation_says_the_usual_one() {
    let usual = options("utf8mb4", "utf8mb4_general_ci");
    let other = options("", "utf8mb4_bin");
    for (model, like_usual, like_other) in [
        (options("", ""), true, false),
        (options("UTF8MB4", ""), true, false),
        (options("", "utf8mb4_general_ci"), true, false),
        (options("", "utf8mb4_bin"), false, true),
        (options("utf8mb4", "utf8mb4_bin"), false, true),
        (options("latin1", ""), false, false),
    ] {
        assert_eq!(MysqlForm.options(&model, &usual), like_usual, "{:?}", model.options.mysql);
        assert_eq!(MysqlForm.options(&model, &other), like_other, "{:?}", model.options.mysql);
    }
    let engine = |engine: &'static str| {
        let mut table = usual.clone();
        table.options.mysql.engine = Some(engine.into());
        table
    };
    assert!(MysqlForm.options(&engine("InnoDB"), &usual));
    assert!(!MysqlForm.options(&engine("MyISAM"), &usual));
    assert!(MysqlForm.collation((&usual, Some("utf8mb4_general_ci")), (&usual, None)));
    assert!(MysqlForm.collation((&usual, Some("utf8_bin")), (&usual, Some("utf8mb3_bin"))));
    assert!(!MysqlForm.collation((&usual, None), (&usual, Some("utf8mb4_bin"))));
}
