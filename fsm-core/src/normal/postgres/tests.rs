use super::PostgresForm;
use crate::normal::{NormalForm, Sameness};

/// The columns of the table that the expressions are of.
fn type_of(column: &str) -> Option<String> {
    let name = match column {
        "role" | "name" => "character varying(50)",
        "title" | "body" => "TEXT",
        "age" | "x" => "integer",
        "small" => "smallint",
        "big" => "BIGINT",
        "price" => "numeric(10,2)",
        "ratio" => "real",
        "score" => "double precision",
        "mood" => "\"mood\"",
        "code" => "character(3)",
        "tag" => "citext",
        "data" => "JSONB",
        "published" => "boolean",
        "created_at" => "TIMESTAMPTZ",
        "day" => "date",
        "uid" => "uuid",
        _ => return None,
    };
    Some(name.to_owned())
}

/// Both ways round.
fn expression(one: &str, other: &str, expected: Sameness) {
    let found = [(one, other), (other, one)]
        .map(|(one, other)| PostgresForm.expression_of(&type_of, one, other));
    assert_eq!(found, [expected; 2], "{one}\n{other}");
}

fn default(type_name: &str, one: &str, other: &str, expected: Sameness) {
    let found = [(one, other), (other, one)]
        .map(|(one, other)| PostgresForm.default(type_name, one, other));
    assert_eq!(found, [expected; 2], "{type_name}: {one}, {other}");
}

/// The right side is what PostgreSQL 15 answered with, but for `now()` in the place of
/// `CURRENT_TIMESTAMP`, which it keeps as written.
#[rustfmt::skip]
const KEPT: &[(&str, &str)] = &[
        (
            "role IN ('a', 'b')",
            "((role)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
        ),
        (
            "role NOT IN ('a', 'b')",
            "((role)::text <> ALL ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
        ),
        ("role IN ('a')", "((role)::text = 'a'::text)"),
        ("title IN ('a', 'b')", "(title = ANY (ARRAY['a'::text, 'b'::text]))"),
        ("mood IN ('a', 'b')", "(mood = ANY (ARRAY['a'::mood, 'b'::mood]))"),
        ("x in (1,2)", "(x = ANY (ARRAY[1, 2]))"),
        ("small IN (1, 2)", "(small = ANY (ARRAY[1, 2]))"),
        (
            "ratio > 0.5 AND ratio > age",
            "((ratio > (0.5)::double precision) AND (ratio > (age)::double precision))",
        ),
        ("big = x AND small < big", "((big = x) AND (small < big))"),
        ("tag = 'a'", "(tag = 'a'::citext)"),
        ("tag IN ('a', 'b')", "(tag = ANY (ARRAY['a'::citext, 'b'::citext]))"),
        ("code = 'a'", "(code = 'a'::bpchar)"),
        ("name = code", "((name)::bpchar = code)"),
        ("data -> 'a' ->> 0 = 'b'", "(((data -> 'a'::text) ->> 0) = 'b'::text)"),
        ("data #>> '{a,b}' = 'b'", "((data #>> '{a,b}'::text[]) = 'b'::text)"),
        (
            "replace(name, 'a', 'b') = left(title, 3)",
            "(replace((name)::text, 'a'::text, 'b'::text) = \"left\"(title, 3))",
        ),
        ("substring(name from 1 for 2) = 'a'", "(SUBSTRING(name FROM 1 FOR 2) = 'a'::text)"),
        ("x % 2 = 0 AND -x < 0", "(((x % 2) = 0) AND ((- x) < 0))"),
        ("price / 2 > ratio", "(((price / (2)::numeric))::double precision > ratio)"),
        (
            "greatest(price, age, 1) > 0",
            "(GREATEST(price, (age)::numeric, (1)::numeric) > (0)::numeric)",
        ),
        (
            "created_at AT TIME ZONE 'UTC' > now()",
            "((created_at AT TIME ZONE 'UTC'::text) > now())",
        ),
        ("(published AND x > 1) IS TRUE", "((published AND (x > 1)) IS TRUE)"),
        ("x IS DISTINCT FROM age", "(x IS DISTINCT FROM age)"),
        ("title COLLATE \"C\" = 'a'", "((title COLLATE \"C\") = 'a'::text)"),
        ("day = CURRENT_DATE", "(day = CURRENT_DATE)"),
        ("day > date '2020-01-01'", "(day > '2020-01-01'::date)"),
        ("length(title) BETWEEN 1 AND 10", "((length(title) >= 1) AND (length(title) <= 10))"),
        ("name LIKE 'a!_' ESCAPE '!'", "((name)::text ~~ like_escape('a!_'::text, '!'::text))"),
        ("small + 1 > 2", "((small + 1) > 2)"),
        ("big IN (1, 2)", "(big = ANY (ARRAY[(1)::bigint, (2)::bigint]))"),
        ("code IN ('a','b')", "(code = ANY (ARRAY['a'::bpchar, 'b'::bpchar]))"),
        ("price in (1, 2.5)", "(price = ANY (ARRAY[(1)::numeric, 2.5]))"),
        ("Age >= 18 AND age < 120", "((age >= 18) AND (age < 120))"),
        ("age BETWEEN 18 AND 120", "((age >= 18) AND (age <= 120))"),
        ("age NOT BETWEEN 18 AND 120", "((age < 18) OR (age > 120))"),
        ("a.age > 1 OR (age > 2 OR age > 3)", "((age > 1) OR ((age > 2) OR (age > 3)))"),
        ("name LIKE 'a%'", "((name)::text ~~ 'a%'::text)"),
        ("title NOT ILIKE 'a%'", "(title !~~* 'a%'::text)"),
        ("name != ''", "((name)::text <> ''::text)"),
        ("name = title", "((name)::text = title)"),
        ("price > 0", "(price > (0)::numeric)"),
        ("price >= 0.5", "(price >= 0.5)"),
        ("age > 0.5", "((age)::numeric > 0.5)"),
        ("score < 1", "(score < (1)::double precision)"),
        ("score < 1.5", "(score < (1.5)::double precision)"),
        ("ratio > 0", "(ratio > (0)::double precision)"),
        ("big > 5000000000", "(big > '5000000000'::bigint)"),
        ("small > 5", "(small > 5)"),
        ("x > -1", "(x > '-1'::integer)"),
        ("x > '5'", "(x > 5)"),
        ("length(name) > 2", "(length((name)::text) > 2)"),
        ("char_length(trim(title)) > 0", "(char_length(TRIM(BOTH FROM title)) > 0)"),
        ("lower(name) = name", "(lower((name)::text) = (name)::text)"),
        ("lower(name)", "lower((name)::text)"),
        ("name ~ '^[a-z]+$'", "((name)::text ~ '^[a-z]+$'::text)"),
        ("title || name <> ''", "((title || (name)::text) <> ''::text)"),
        ("data ->> 'a' = 'b'", "((data ->> 'a'::text) = 'b'::text)"),
        ("data @> '{}'", "(data @> '{}'::jsonb)"),
        ("mood = 'a'", "(mood = 'a'::mood)"),
        ("published", "published"),
        ("NOT published", "(NOT published)"),
        ("published = true", "(published = true)"),
        ("published = 't'", "(published = true)"),
        ("published IS NOT true", "(published IS NOT TRUE)"),
        ("day > '2020-01-01'", "(day > '2020-01-01'::date)"),
        ("created_at < CURRENT_TIMESTAMP", "(created_at < now())"),
        ("created_at > now() - interval '1 day'", "(created_at > (now() - '1 day'::interval))"),
        ("extract(year from day) > 2000", "(EXTRACT(year FROM day) > (2000)::numeric)"),
        ("coalesce(price, 0) > 1", "(COALESCE(price, (0)::numeric) > (1)::numeric)"),
        ("coalesce(name, '')", "COALESCE(name, ''::character varying)"),
        ("price * age", "(price * (age)::numeric)"),
        ("x + 1 * 2", "(x + (1 * 2))"),
        ("x::text = 'a'", "((x)::text = 'a'::text)"),
        ("cast(x as bigint) > big", "((x)::bigint > big)"),
        ("name IS NULL OR title IS NOT NULL", "((name IS NULL) OR (title IS NOT NULL))"),
        ("\"age\" > 1", "(age > 1)"),
        (
            "case when age > 1 then 1 else 2 end = 1",
            "(\nCASE\n    WHEN (age > 1) THEN 1\n    ELSE 2\nEND = 1)",
        ),
        (
            "uid = 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'",
            "(uid = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)",
        ),
];

#[test]
fn what_the_server_makes_of_an_expression_is_the_same() {
    for (written, kept) in KEPT {
        expression(written, kept, Sameness::Same);
    }
}

#[test]
fn what_means_something_else_is_never_the_same() {
    for (one, other, expected) in [
        ("age > 18", "(age > 21)", Sameness::Different),
        ("age > 18", "(age >= 18)", Sameness::Different),
        ("age > 18", "(x > 18)", Sameness::Different),
        (
            "role IN ('a', 'b')",
            "((role)::text = ANY ((ARRAY['a'::character varying, 'c'::character varying])::text[]))",
            Sameness::Different,
        ),
        ("title = 'a'", "(title = 'A'::text)", Sameness::Different),
        ("published", "(NOT published)", Sameness::Unknown),
        // A whole division, and one that is not.
        ("x / 2 > 1", "((x)::numeric / (2)::numeric) > 1", Sameness::Unknown),
        ("x / 2::numeric > 1", "((x / 2) > 1)", Sameness::Unknown),
        // `citext` looks at letters only, `text` at their case too.
        ("tag = 'a'", "((tag)::text = 'a'::text)", Sameness::Unknown),
        ("code = 'a'", "((code)::text = 'a'::text)", Sameness::Unknown),
        ("\"Age\" > 1", "(age > 1)", Sameness::Different),
        ("x > 1 AND age > 2", "(x > 1) OR (age > 2)", Sameness::Unknown),
        ("x = age", "(age = x)", Sameness::Unknown),
        ("x IN (1, 2)", "(x = ANY (ARRAY[1, 2, 3]))", Sameness::Unknown),
        ("name::varchar(3) = 'a'", "((name)::text = 'a'::text)", Sameness::Unknown),
        ("day > '1.2.2020'", "(day > '2020-02-01'::date)", Sameness::Unknown),
        ("title = 'a' -- b", "(title = 'a'::text)", Sameness::Unknown),
        ("(age, x) = (1, 2)", "((age = 1) AND (x = 2))", Sameness::Unknown),
        ("title SIMILAR TO 'a%'", "(title ~ similar_to_escape('a%'::text))", Sameness::Unknown),
        ("code = title", "(code = (title)::bpchar)", Sameness::Unknown),
        ("title COLLATE \"C\" = 'a'", "(title = 'a'::text)", Sameness::Unknown),
        // The parser knows no `COLLATE` behind a conversion.
        (
            "name COLLATE \"C\" = 'a'",
            "(((name)::text COLLATE \"C\") = 'a'::text)",
            Sameness::Unknown,
        ),
        ("x IS DISTINCT FROM 1", "(x IS NOT DISTINCT FROM 1)", Sameness::Unknown),
        ("trim(title)", "TRIM(LEADING FROM title)", Sameness::Unknown),
        ("(", ")", Sameness::Unknown),
        ("a ? b", "a", Sameness::Unknown),
    ] {
        expression(one, other, expected);
    }
}

#[test]
fn without_types_nothing_is_taken_for_the_same_that_may_not_be() {
    let form = PostgresForm;
    assert_eq!(form.expression("a = 'x'", "((a)::text = 'x'::text)"), Sameness::Unknown);
    assert_eq!(form.expression("a > 1 and b", "((a > 1) AND b)"), Sameness::Same);
    assert_eq!(form.expression("a > 1", "(a > 2)"), Sameness::Different);
}

#[test]
fn what_the_server_makes_of_a_default_is_the_same() {
    for (type_name, written, kept) in [
        ("VARCHAR(50)", "'member'", "'member'::character varying"),
        ("text", "'it''s'", "'it''s'::text"),
        ("text", "E'a\\\\b'", "'a\\b'::text"),
        ("character varying", "''", "''::character varying"),
        ("integer", "0", "0"),
        ("integer", "-1", "'-1'::integer"),
        ("integer", "'5'", "5"),
        ("bigint", "5", "'5'::bigint"),
        ("bigint", "0", "0"),
        ("bigint", "-5", "'-5'::integer"),
        ("smallint", "5", "'5'::smallint"),
        ("numeric(10,2)", "0", "(0)::numeric"),
        ("numeric(10,2)", "-1.5", "'-1.5'::numeric"),
        ("double precision", "1.5", "(1.5)::double precision"),
        ("boolean", "TRUE", "true"),
        ("boolean", "'f'", "false"),
        ("timestamptz", "CURRENT_TIMESTAMP", "now()"),
        ("timestamp", "now()", "CURRENT_TIMESTAMP"),
        ("jsonb", "'{}'", "'{}'::jsonb"),
        ("\"mood\"", "'a'", "'a'::mood"),
        ("uuid", "gen_random_uuid()", "gen_random_uuid()"),
        ("date", "'2020-01-01'", "'2020-01-01'::date"),
        (
            "timestamp(3)",
            "'2020-01-01 00:00:00'",
            "'2020-01-01 00:00:00'::timestamp without time zone",
        ),
        ("bigint", "nextval('s')", "nextval('s'::regclass)"),
        ("text[]", "'{}'", "'{}'::text[]"),
        ("timestamp", "(now() at time zone 'utc')", "timezone('utc'::text, now())"),
        ("integer", "NULL", "NULL::integer"),
        ("interval", "'1 day'", "'1 day'::interval"),
        ("integer", "1 + 1", "(1 + 1)"),
    ] {
        default(type_name, written, kept, Sameness::Same);
    }
}

#[test]
fn defaults_that_give_other_values_are_never_the_same() {
    use Sameness::{Different, Unknown};
    for (type_name, one, other, expected) in [
        ("text", "'a'", "'b'::text", Different),
        ("VARCHAR(50)", "'a'", "'A'::character varying", Different),
        ("text", "'a'", "'a '::text", Different),
        ("integer", "0", "1", Different),
        ("integer", "'0'", "1", Different),
        ("boolean", "true", "false", Different),
        ("numeric(10,2)", "1.5", "'-1.5'::numeric", Different),
        ("numeric", "1.5", "1.50", Unknown),
        ("timestamptz", "now()", "clock_timestamp()", Unknown),
        ("timestamptz", "now()", "CURRENT_TIMESTAMP(3)", Unknown),
        ("date", "'2020-01-01'", "'20200101'::date", Unknown),
        ("jsonb", "'{\"a\":1}'", "'{\"a\": 1}'::jsonb", Unknown),
        ("character(3)", "'a'", "'a  '::bpchar", Unknown),
        ("bigint", "nextval('a')", "nextval('b'::regclass)", Unknown),
        ("text", "lower('A')", "'a'::text", Unknown),
        ("integer", "1", "random()", Unknown),
        ("smallint", "70000", "'4464'::smallint", Unknown),
        ("text", "", "''", Unknown),
    ] {
        default(type_name, one, other, expected);
    }
}

#[test]
fn no_text_is_too_deep_or_too_long() {
    let deep = format!("{}a{}", "(".repeat(5000), ")".repeat(5000));
    let long = vec!["a"; 20_000].join(" OR ");
    let not = format!("{}a", "NOT ".repeat(5000));
    for text in [deep, long, not] {
        assert_eq!(PostgresForm.expression(&text, "a"), Sameness::Unknown);
    }
    // As deep as people write, and as long as an `IN` of many.
    let fair = vec!["a"; 300].join(" OR ");
    let nested = format!("{}a{}", "(".repeat(20), ")".repeat(20));
    let sum = vec!["a"; 40].join(" + ");
    for text in [fair, nested, sum] {
        assert_eq!(PostgresForm.expression(&text, &format!("({text} )")), Sameness::Same, "{text}");
    }
    let long_sum = vec!["a"; 700].join(" + ");
    assert_eq!(PostgresForm.expression(&long_sum, "a"), Sameness::Unknown);
}
