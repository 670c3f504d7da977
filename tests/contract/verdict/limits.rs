//! Numbers of columns and indexes, and the widths of rows.

use fsm_core::{ForeignKeyDef, IndexDef, SqlType, TableDef, UniqueDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

use super::judge;
use super::model::{columns, held, indexes, refused, refused_for_others, table, with};

pub(super) fn mysql() -> Vec<Case> {
    cases![numbers_of_indexes, widths_of_rows]
}

pub(super) fn postgres() -> Vec<Case> {
    cases![numbers_of_columns]
}

async fn numbers_of_indexes(db: &TestDatabase) -> TestResult {
    let many = |count| indexes(columns(table("t"), 70, &SqlType::Integer), count);
    // The server makes an index for each foreign key that finds none.
    let referring = |indexed: usize, keys: usize| {
        let mut child = columns(table("child"), 70, &SqlType::BigInteger);
        for at in 0..indexed {
            child = child.unique(UniqueDef::new([format!("c{at}")]));
        }
        (0..keys).fold(child, |child, at| {
            child.foreign_key(ForeignKeyDef::new([format!("c{at}")], "parent", ["id"]))
        })
    };
    let models = vec![
        held("as many as there may be", vec![many(63)]),
        refused("one more", &["`t`", "65 indexes", "64"], vec![many(64)]),
        held("foreign keys on indexed columns", vec![table("parent"), referring(63, 63)]),
        refused(
            "foreign keys that need indexes",
            &["`child`", "66 indexes"],
            vec![table("parent"), referring(60, 65)],
        ),
        refused_for_others(
            "17 columns, which MariaDB takes and MySQL does not",
            &["17 columns", "16"],
            vec![
                columns(table("t"), 17, &SqlType::Boolean)
                    .index(IndexDef::new((0..17).map(|at| format!("c{at}")).collect::<Vec<_>>())),
            ],
        ),
    ];
    judge(db, models).await
}

async fn widths_of_rows(db: &TestDatabase) -> TestResult {
    let wide = |count, sql_type: SqlType| vec![columns(table("t"), count, &sql_type)];
    let words: &[&str] = &["`t`", "8125"];
    let models = vec![
        held("short texts that fit into half a page", wide(40, SqlType::String(50))),
        refused_for_others("one more", words, wide(41, SqlType::String(50))),
        held("texts of 252 bytes", wide(32, SqlType::String(63))),
        refused_for_others("one more", words, wide(33, SqlType::String(63))),
        held("long texts", wide(385, SqlType::Text)),
        refused("one more", words, wide(386, SqlType::Text)),
        held("numbers", wide(1000, SqlType::TinyInteger)),
        held("numbers of eight bytes", wide(1012, SqlType::BigInteger)),
        refused("one more", words, wide(1013, SqlType::BigInteger)),
        held("decimals", wide(269, SqlType::Numeric { precision: None, scale: None })),
        refused("one more", words, wide(270, SqlType::Numeric { precision: None, scale: None })),
        held("texts that are kept elsewhere", wide(253, SqlType::String(64))),
        refused("one more", &["`t`", "65535"], wide(254, SqlType::String(64))),
        held("bytes of a fixed number", wide(506, SqlType::Uuid)),
        refused("one more", words, wide(507, SqlType::Uuid)),
        held("moments", wide(1000, SqlType::DateTime)),
        held("bytes of the columns together", wide(1, SqlType::String(16_000))),
        refused("65,535 bytes", &["`t`", "65535"], wide(2, SqlType::String(9000))),
    ];
    judge(db, models).await
}

async fn numbers_of_columns(db: &TestDatabase) -> TestResult {
    let names = |count: usize| (0..count).map(|at| format!("c{at}")).collect::<Vec<_>>();
    let wide = |count| columns(TableDef::new("t"), count, &SqlType::Boolean);
    let including = |count: usize, more: usize| {
        with(IndexDef::new(names(count)).named("ix_wide"), |index| {
            index.include =
                (count..count + more).map(|at| format!("c{at}").into()).collect::<Vec<_>>().into();
        })
    };
    let models = vec![
        held("as many as there may be", vec![wide(1600)]),
        refused("one more", &["1601 columns", "1600"], vec![wide(1601)]),
        held("an index of 32", vec![wide(40).index(including(32, 0))]),
        refused("an index of 33", &["`t.ix_wide`", "33"], vec![wide(40).index(including(33, 0))]),
        held("an index of 32, some of them included", vec![wide(40).index(including(30, 2))]),
        refused(
            "an index of 33, some of them included",
            &["`t.ix_wide`", "33"],
            vec![wide(40).index(including(30, 3))],
        ),
    ];
    judge(db, models).await
}
