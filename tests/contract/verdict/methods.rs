//! What the methods and the kinds of indexes ask of their columns.

use fsm_core::{
    ColumnDef, Dialect, IndexColumn, IndexDef, NullsOrder, PostgresType, Sql, SqlType, TableDef,
    UniqueDef,
};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

use super::judge;
use super::model::{held, integer, referring, refused, refused_for_others, table, varchar, with};

pub(super) fn mysql() -> Vec<Case> {
    cases![full_texts_and_places, keys_of_other_methods, keys_of_old_row_formats]
}

pub(super) fn postgres() -> Vec<Case> {
    cases![access_methods, types_without_an_order]
}

fn by(columns: &[&'static str], method: &'static str) -> IndexDef {
    IndexDef::new(columns.iter().copied()).method(method)
}

async fn full_texts_and_places(db: &TestDatabase) -> TestResult {
    let place = |name: &'static str| ColumnDef::new(name, SqlType::Custom("POINT".into()));
    let plain = || {
        table("t")
            .column(varchar("a", 9))
            .column(ColumnDef::new("b", SqlType::Text))
            .column(varchar("c", 9).collation("utf8mb4_bin"))
            .column(integer("n"))
            .column(place("p"))
            .column(place("q"))
            .column(place("r").nullable())
    };
    let one = |index: IndexDef| vec![plain().index(index.named("ix"))];
    let models = vec![
        held("two texts", one(by(&["a", "b"], "fulltext"))),
        held("a place", one(by(&["p"], "SPATIAL"))),
        refused("a number", &["`t.ix`", "`n`"], one(by(&["n"], "FULLTEXT"))),
        refused("two collations", &["`t.ix`", "`a`", "`c`"], one(by(&["a", "c"], "FULLTEXT"))),
        refused("a text for a place", &["`t.ix`", "`a`"], one(by(&["a"], "SPATIAL"))),
        refused("a place that may be null", &["`t.ix`", "`r`"], one(by(&["r"], "SPATIAL"))),
        refused("two places", &["`t.ix`", "one column"], one(by(&["p", "q"], "SPATIAL"))),
    ];
    judge(db, models).await
}

/// InnoDB looks for a key in the order of an index.
async fn keys_of_other_methods(db: &TestDatabase) -> TestResult {
    let parent = |method: &'static str| {
        let method = Sql { common: None, overrides: vec![(Dialect::Mysql, method.into())].into() };
        let index = with(IndexDef::new(["code"]).unique(), |index| index.method = Some(method));
        table("parent").column(integer("code")).index(index)
    };
    let child = || referring("child", integer("code"), "parent");
    let models = vec![
        held("the usual one", vec![parent("btree"), child()]),
        refused_for_others(
            "hash",
            &["`child.fk_child_code_parent`"],
            vec![parent("HASH"), child()],
        ),
    ];
    judge(db, models).await
}

async fn keys_of_old_row_formats(db: &TestDatabase) -> TestResult {
    let of = |format: &'static str, length| {
        let one = TableDef::new("t").column(varchar("a", length)).primary_key(["a"]);
        vec![with(one, |table| table.options.mysql.row_format = Some(format.into()))]
    };
    let models = vec![
        held("3072 bytes", of("DYNAMIC", 768)),
        refused("more", &["`t.pk_t`", "`a`", "3072"], of("DYNAMIC", 769)),
        held("767 bytes", of("COMPACT", 191)),
        refused("more in an old format", &["`t.pk_t`", "`a`", "767"], of("compact", 192)),
        refused("a format that there is not", &["`WILD`"], of("WILD", 9)),
    ];
    judge(db, models).await
}

async fn access_methods(db: &TestDatabase) -> TestResult {
    let plain = || {
        table("t")
            .column(integer("a"))
            .column(integer("b"))
            .column(ColumnDef::new("j", SqlType::Json))
            .column(ColumnDef::new("p", SqlType::Postgres(PostgresType::Point)))
            .column(ColumnDef::new("q", SqlType::Postgres(PostgresType::Point)))
    };
    let one = |index: IndexDef| vec![plain().index(index.named("ix"))];
    let ordered = |set: fn(&mut IndexColumn)| IndexDef::new([with(IndexColumn::column("a"), set)]);
    let including = |index: IndexDef| with(index, |index| index.include = vec!["b".into()].into());
    let models = vec![
        held("hash", one(by(&["a"], "hash"))),
        held("brin of two", one(by(&["a", "b"], "BRIN"))),
        held("gist with another column", one(including(by(&["p"], "gist")))),
        held("spgist with another column", one(including(by(&["p"], "spgist")))),
        refused("unique hash", &["`t.ix`", "unique"], one(by(&["a"], "hash").unique())),
        refused("hash of two", &["`t.ix`", "one column"], one(by(&["a", "b"], "hash"))),
        refused("spgist of two", &["`t.ix`", "one column"], one(by(&["p", "q"], "spgist"))),
        refused(
            "gin with another column",
            &["`t.ix`", "further"],
            one(including(by(&["j"], "GIN"))),
        ),
        refused(
            "hash backwards",
            &["`t.ix`", "order"],
            one(ordered(|part| {
                *part = part.clone().descending();
            })
            .method("hash")),
        ),
        refused(
            "brin with nulls first",
            &["`t.ix`", "order"],
            one(ordered(|part| {
                part.nulls = Some(NullsOrder::First);
            })
            .method("brin")),
        ),
    ];
    judge(db, models).await
}

async fn types_without_an_order(db: &TestDatabase) -> TestResult {
    let plain = || table("t").column(ColumnDef::new("p", SqlType::Postgres(PostgresType::Point)));
    let models = vec![
        held("an index that asks for none", vec![plain().index(by(&["p"], "gist"))]),
        refused(
            "a unique constraint",
            &["`t.uq_t_p`", "`p`"],
            vec![plain().unique(UniqueDef::new(["p"]))],
        ),
        refused("an index", &["`t.ix_t_p`", "`p`"], vec![plain().index(IndexDef::new(["p"]))]),
    ];
    judge(db, models).await
}
