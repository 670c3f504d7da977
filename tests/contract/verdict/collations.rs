//! Foreign keys between texts that compare differently.

use fsm_core::TableDef;
use fsm_tests::{Case, TestDatabase, TestResult, cases};

use super::judge;
use super::model::{coded, held, integer, labels, referring, refused, varchar, with};

pub(super) fn mysql() -> Vec<Case> {
    cases![collations_of_foreign_keys]
}

fn in_charset(table: TableDef, charset: &'static str) -> TableDef {
    with(table, |table| table.options.mysql.charset = Some(charset.into()))
}

fn in_collation(table: TableDef, collation: &'static str) -> TableDef {
    with(table, |table| table.options.mysql.collation = Some(collation.into()))
}

async fn collations_of_foreign_keys(db: &TestDatabase) -> TestResult {
    let code = || varchar("code", 20);
    let bin = || code().collation("utf8mb4_bin");
    let parent = |code| coded("parent", code);
    let child = |code| referring("child", code, "parent");
    let words: &[&str] = &["`child.fk_child_code_parent`", "`code`", "`parent.code`"];
    let models = vec![
        held("no collation at all", vec![parent(code()), child(code())]),
        held("the same collation", vec![parent(bin()), child(bin())]),
        held(
            "the same collation in other letters",
            vec![parent(bin()), child(code().collation("UTF8MB4_BIN"))],
        ),
        held(
            "the table's collation, and the column's",
            vec![in_collation(parent(code()), "utf8mb4_bin"), child(bin())],
        ),
        held(
            "one character set by two names",
            vec![in_charset(parent(code()), "utf8"), in_charset(child(code()), "utf8mb3")],
        ),
        held(
            "numbers in tables of two character sets",
            vec![
                in_charset(parent(integer("code")), "latin1"),
                in_collation(child(integer("code")), "utf8mb4_bin"),
            ],
        ),
        held(
            "enums of two collations, which are numbers inside",
            vec![
                coded("parent", labels("code", &["a", "b"])),
                child(labels("code", &["a", "b"]).collation("utf8mb4_bin")),
            ],
        ),
        held(
            "a collation that may be the usual one",
            vec![parent(code().collation("utf8mb4_general_ci")), child(code())],
        ),
        refused("a collation on one side", words, vec![parent(bin()), child(code())]),
        refused("a collation on the other side", words, vec![parent(code()), child(bin())]),
        refused(
            "two collations",
            &["`utf8mb4_bin`", "`utf8mb4_unicode_ci`"],
            vec![parent(bin()), child(code().collation("utf8mb4_unicode_ci"))],
        ),
        refused(
            "two character sets",
            &["`latin1`", "`utf8mb4`"],
            vec![in_charset(parent(code()), "latin1"), child(code())],
        ),
        refused(
            "the table's collation on one side",
            words,
            vec![in_collation(parent(code()), "utf8mb4_bin"), child(code())],
        ),
        refused(
            "a collation of a character set that is not the table's",
            &["latin1", "utf8mb4_bin"],
            vec![in_charset(in_collation(parent(code()), "utf8mb4_bin"), "latin1")],
        ),
    ];
    judge(db, models).await
}
