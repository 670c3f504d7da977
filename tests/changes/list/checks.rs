use crate::case::{Case, case, integer, table, varchar};
use fsm_core::Dialect::{Mysql, Postgres, Sqlite};
use fsm_core::{CheckDef, Sql, TableDef};

fn plain() -> TableDef {
    table("t").column(integer("a").nullable()).column(integer("b").nullable()).column(varchar("c"))
}

fn check(name: &'static str, before: &'static str, after: &'static str) -> Case {
    let with = |text| plain().check(CheckDef::new(text).named("ck"));
    case(name, with(before), with(after))
}

pub(super) fn cases() -> Vec<Case> {
    let ck = |text: &'static str| CheckDef::new(text);
    vec![
        case("check_added", plain(), plain().check(ck("a > 0").named("ck"))),
        case("check_added_at_a_column", plain(), plain().check(ck("a > 0").at_column("a"))),
        case("check_dropped", plain().check(ck("a > 0").named("ck")), plain()),
        case(
            "check_gets_another_name",
            plain().check(ck("a > 0").named("one")),
            plain().check(ck("a > 0").named("other")),
        ),
        case(
            "check_added_beside_another",
            plain().check(ck("a > 0").named("one")),
            plain().check(ck("a > 0").named("one")).check(ck("a > b").named("two")),
        ),
        case(
            "checks_change_places",
            plain().check(ck("a > 0").named("one")).check(ck("b > 0").named("two")),
            plain().check(ck("b > 0").named("one")).check(ck("a > 0").named("two")),
        ),
        check("check_number", "a > 0", "a > 1"),
        check("check_operator", "a > 0", "a >= 0"),
        check("check_column", "a > 0", "b > 0"),
        check("check_in_list_gets_a_value", "a IN (1, 2)", "a IN (1, 2, 3)"),
        check("check_in_list_of_texts", "c IN ('x', 'y')", "c IN ('x', 'z')"),
        check("check_text_of_another_case", "c <> 'x'", "c <> 'X'"),
        check("check_negated", "a IN (1, 2)", "a NOT IN (1, 2)"),
        check("check_and_becomes_or", "a > 0 AND b > 0", "a > 0 OR b > 0"),
        check(
            "check_parentheses_that_matter",
            "a > 0 AND (b > 0 OR a < 9)",
            "(a > 0 AND b > 0) OR a < 9",
        ),
        check("check_between", "a BETWEEN 1 AND 9", "a BETWEEN 1 AND 10"),
        check("check_like", "c LIKE 'a%'", "c LIKE 'b%'"),
        check("check_null", "a IS NOT NULL", "b IS NOT NULL"),
        check("check_arithmetic", "a + b > 0", "a - b > 0"),
        check("check_function", "lower(c) = c", "upper(c) = c"),
        check(
            "check_case",
            "CASE WHEN a > 0 THEN b > 0 ELSE b < 0 END",
            "CASE WHEN a > 0 THEN b > 0 ELSE b < 1 END",
        ),
        check("check_quotes", "c <> 'it''s'", "c <> 'its'"),
        check("check_spaces_only", "a>0", "a  >  0").same("spaces mean nothing"),
        check("check_parentheses_only", "a > 0", "(a > 0)")
            .same("parentheses around the whole mean nothing"),
        check("check_words_of_another_case", "a is not null", "a IS NOT NULL")
            .same("words are the same in any case"),
        check("check_cast", "a::text <> '1'", "a::text <> '2'")
            .only(&[Postgres], "casts are written otherwise"),
        check("check_regular_expression", "c ~ '^a'", "c ~* '^a'")
            .only(&[Postgres], "there is no such operator"),
        case(
            "check_of_one_dialect",
            plain(),
            plain().check(ck("length(c) > 1").named("ck").dialects([Sqlite])),
        )
        .none(Postgres, "the check is SQLite's only")
        .none(Mysql, "the check is SQLite's only"),
        case(
            "check_for_each_dialect",
            plain().check(
                CheckDef::new(Sql::new("char_length(c) > 1").on(Sqlite, "length(c) > 1"))
                    .named("ck"),
            ),
            plain().check(
                CheckDef::new(Sql::new("char_length(c) > 2").on(Sqlite, "length(c) > 1"))
                    .named("ck"),
            ),
        )
        .none(Sqlite, "the text for SQLite is the same"),
        case(
            "check_under_a_type_that_changes",
            table("t").column(integer("a")).check(ck("a IN (1, 2)").named("ck")),
            table("t").column(crate::case::bigint("a")).check(ck("a IN (1, 2)").named("ck")),
        ),
    ]
}
