//! Constant defaults, and the numbers of identity columns.

use fsm_core::{ColumnDef, Dialect, IdentityDef, Literal, SqlType, TableDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

use super::judge;
use super::model::{
    Model, held, integer, labels, refused, refused_for_others, table, varchar, with,
};

pub(super) fn cases() -> Vec<Case> {
    cases![defaults]
}

pub(super) fn mysql() -> Vec<Case> {
    cases![first_numbers]
}

pub(super) fn postgres() -> Vec<Case> {
    cases![numbers_of_an_identity]
}

fn number(digits: &'static str) -> Literal {
    Literal::Number(digits.into())
}

async fn defaults(db: &TestDatabase) -> TestResult {
    let odd = "it's \\ \"q\" `b` \n\t;-- /* %s";
    let of = |sql_type, value: Literal| {
        vec![table("t").column(ColumnDef::new("a", sql_type).default_value(value))]
    };
    let wrong: &[&str] = &["`t.a`", "the default"];
    let mut models = vec![
        held(
            "odd text",
            vec![
                table("t")
                    .column(varchar("a", 60).default_value(odd))
                    .column(ColumnDef::new("b", SqlType::Text).default_value(odd))
                    .column(labels("c", &["it's \\ \"q\"", "b"]).default_value("it's \\ \"q\"")),
            ],
        ),
        held(
            "empty text",
            vec![
                table("t")
                    .column(varchar("a", 9).default_value(""))
                    .column(labels("b", &["", "c"]).default_value("")),
            ],
        ),
        held(
            "the ends of integers",
            vec![
                table("t")
                    .column(ColumnDef::new("a", SqlType::BigInteger).default_value(i64::MIN))
                    .column(ColumnDef::new("b", SqlType::BigInteger).default_value(i64::MAX))
                    .column(integer("c").default_value(i64::from(i32::MIN))),
            ],
        ),
        held("a large number", of(SqlType::Double, number("1e300"))),
        held(
            "a day and a time",
            vec![
                table("t")
                    .column(ColumnDef::new("a", SqlType::Date).default_value("2020-02-29"))
                    .column(ColumnDef::new("b", SqlType::Time).default_value("23:59:59"))
                    .column(
                        ColumnDef::new("c", SqlType::DateTime).default_value("2020-02-29 12:00:00"),
                    ),
            ],
        ),
        held("JSON", of(SqlType::Json, Literal::from("{\"a\": \"\\\\ '\"}"))),
        held("null", vec![table("t").column(integer("a").nullable().default_sql("NULL"))]),
        // The same as no default at all.
        held(
            "null for what refuses it",
            vec![table("t").column(integer("a").default_sql(" null "))],
        ),
        // What SQLite or PostgreSQL would refuse with the first row only.
        refused_for_others("too large for a double", wrong, of(SqlType::Double, number("1e400"))),
        refused_for_others("too large for a float", wrong, of(SqlType::Float, number("1e300"))),
        refused_for_others(
            "a day that there is not",
            wrong,
            of(SqlType::Date, Literal::from("2021-02-29")),
        ),
        refused_for_others("too many bytes", wrong, of(SqlType::Binary(2), Literal::from("abc"))),
    ];
    let decimal =
        |precision, scale| SqlType::Numeric { precision: Some(precision), scale: Some(scale) };
    let offset = of(SqlType::DateTimeTz, Literal::from("2020-02-29 12:00:00+00:00"));
    match db.dialect() {
        Dialect::Sqlite => models.push(held("an offset", offset)),
        Dialect::Postgres => models.extend([
            held("an offset", offset),
            held("more digits than are kept", of(decimal(5, 2), number("1.23456"))),
            refused_for_others("too large a decimal", wrong, of(decimal(5, 2), number("1234.5"))),
        ]),
        _ => models.extend([
            refused_for_others("an offset", wrong, offset),
            held("more digits than are kept", of(decimal(5, 2), number("1.23456"))),
            held("as many digits as there are", of(decimal(5, 2), number("0999.99e0"))),
            refused("too large a decimal", wrong, of(decimal(5, 2), number("1234.5"))),
            refused("too large an integer", wrong, of(decimal(3, 0), Literal::Integer(1000))),
            refused("too large with its exponent", wrong, of(decimal(5, 2), number("1.2e3"))),
        ]),
    }
    judge(db, models).await
}

fn numbered(sql_type: SqlType, set: impl FnOnce(&mut IdentityDef)) -> Vec<TableDef> {
    let column = ColumnDef::new("id", sql_type).identity(with(IdentityDef::NEW, set));
    vec![TableDef::new("t").column(column).primary_key(["id"])]
}

async fn first_numbers(db: &TestDatabase) -> TestResult {
    let from =
        |start: i64| numbered(SqlType::SmallInteger, |identity| identity.start = Some(start));
    let words: &[&str] = &["`t.id`", "the first number is"];
    let models = vec![
        held("one", from(1)),
        held("the last", from(32_767)),
        // The server begins with 1, or fails with the first row.
        refused_for_others("zero", words, from(0)),
        refused_for_others("one that the type has not", words, from(32_768)),
        refused("a negative one", words, from(-5)),
    ];
    judge(db, models).await
}

async fn numbers_of_an_identity(db: &TestDatabase) -> TestResult {
    let of = |set: fn(&mut IdentityDef)| numbered(SqlType::SmallInteger, set);
    let start: &[&str] = &["`t.id`", "the first number is"];
    let ends: &[&str] = &["`t.id`", "the smallest number"];
    let range: &[&str] = &["`t.id`", "more than the column's type has"];
    let models: Vec<Model> = vec![
        held("from 1000", of(|identity| identity.start = Some(1000))),
        held("from below zero", of(|identity| identity.min_value = Some(-5))),
        held("backwards", of(|identity| identity.increment = Some(-1))),
        held(
            "backwards from 100",
            of(|identity| {
                identity.increment = Some(-1);
                identity.max_value = Some(100);
            }),
        ),
        refused("from zero", start, of(|identity| identity.start = Some(0))),
        refused("from where the type ends", start, of(|identity| identity.start = Some(32_768))),
        refused(
            "from below the smallest",
            start,
            of(|identity| {
                identity.start = Some(1);
                identity.min_value = Some(10);
            }),
        ),
        refused(
            "backwards from above the largest",
            start,
            of(|identity| {
                identity.increment = Some(-1);
                identity.start = Some(100);
            }),
        ),
        refused("up to zero", ends, of(|identity| identity.max_value = Some(0))),
        refused("more than the type has", range, of(|identity| identity.max_value = Some(32_768))),
    ];
    judge(db, models).await
}
