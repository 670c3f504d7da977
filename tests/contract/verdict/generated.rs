//! Generated columns, and expressions that name what the database numbers.

use fsm_core::{CheckDef, Dialect, ForeignKeyDef, IndexDef, Sql, TableDef, UniqueDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

use super::judge;
use super::model::{
    Model, coded, held, integer, referring, refused, refused_for_others, table, varchar,
};

pub(super) fn cases() -> Vec<Case> {
    cases![generated_columns, expressions_of_numbered_columns]
}

async fn generated_columns(db: &TestDatabase) -> TestResult {
    let dialect = db.dialect();
    let made = |name: &'static str, stored| integer(name).computed("a + 1", stored);
    let plain = || TableDef::new("t").column(integer("a"));
    let quoted = Sql::new("\"a \"\"b\"\" `c`\" + 1").on(Dialect::Mysql, "`a \"b\" ``c``` + 1");
    let mut models = vec![
        held("two of one column", vec![plain().column(made("b", true)).column(made("c", true))]),
        held(
            "of a quoted name",
            vec![
                table("t")
                    .column(integer("a \"b\" `c`"))
                    .column(integer("b").computed(quoted, true)),
            ],
        ),
        held(
            "unique and referred to",
            vec![
                plain().column(made("code", true)).unique(UniqueDef::new(["code"])),
                referring("child", integer("code"), "t"),
            ],
        ),
        held(
            "that refers",
            vec![
                coded("parent", integer("code")),
                plain().column(made("b", true)).foreign_key(ForeignKeyDef::new(
                    ["b"],
                    "parent",
                    ["code"],
                )),
            ],
        ),
        held(
            "null and indexed",
            vec![
                TableDef::new("t")
                    .column(integer("a").nullable())
                    .column(made("b", true).nullable())
                    .index(IndexDef::new(["b"])),
            ],
        ),
        held(
            "of text",
            vec![
                table("t")
                    .column(varchar("a", 20))
                    .column(varchar("b", 20).computed("lower(a)", true)),
            ],
        ),
    ];
    let in_key = vec![plain().column(made("b", true)).primary_key(["b"])];
    let only = vec![TableDef::new("t").column(integer("a").computed("1", true))];
    let words: &[&str] = &["`t.b`", "in the primary key"];
    match dialect {
        Dialect::Postgres => models.extend([held("in the key", in_key), held("only", only)]),
        Dialect::Sqlite => models.extend([
            refused("in the key", words, in_key),
            refused("only", &["`t`", "all its columns are generated"], only),
            held("not stored", vec![plain().column(made("b", false)).index(IndexDef::new(["b"]))]),
        ]),
        _ => models.extend([
            refused_for_others("in the key", words, in_key),
            held("only", only),
            held("not stored", vec![plain().column(made("b", false)).index(IndexDef::new(["b"]))]),
        ]),
    }
    judge(db, models).await
}

async fn expressions_of_numbered_columns(db: &TestDatabase) -> TestResult {
    let check = || vec![table("t").check(CheckDef::new("id > 0").named("positive"))];
    let made = |stored| vec![table("t").column(integer("b").computed("id + 1", stored))];
    let models: Vec<Model> = if db.dialect() == Dialect::Mysql {
        vec![
            refused("a check", &["`t.positive`", "`id`"], check()),
            refused("a generated column", &["`t.b`", "`id`"], made(true)),
            refused_for_others("one that is not stored", &["`t.b`", "`id`"], made(false)),
            held(
                "a text of that name",
                vec![table("t").column(varchar("a", 9)).check(CheckDef::new("a <> 'id'"))],
            ),
            held(
                "a column that is not numbered",
                vec![TableDef::new("t").column(integer("id")).check(CheckDef::new("id > 0"))],
            ),
        ]
    } else {
        vec![held("a check", check()), held("a generated column", made(true))]
    };
    judge(db, models).await
}
