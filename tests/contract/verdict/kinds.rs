//! Tables of kinds that PostgreSQL alone has: partitioned ones, and unlogged ones.

use fsm_core::{IndexDef, TableDef, UniqueDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

use super::judge;
use super::model::{coded, held, integer, referring, refused, varchar, with};

pub(super) fn postgres() -> Vec<Case> {
    cases![partitioned_tables, unlogged_tables]
}

fn by(table: TableDef, partition: &'static str) -> TableDef {
    with(table, |table| table.options.postgres.partition_by = Some(partition.into()))
}

async fn partitioned_tables(db: &TestDatabase) -> TestResult {
    let plain = || {
        TableDef::new("t")
            .column(integer("a"))
            .column(varchar("b", 9))
            .column(integer("odd, (name"))
            .column(integer("g").computed("a + 1", true))
    };
    let key = |columns: &[&'static str]| plain().primary_key(columns.iter().copied());
    let models = vec![
        held("no key", vec![by(plain(), "RANGE (a)")]),
        held("a key with the column", vec![by(key(&["b", "a"]), "RANGE (a)")]),
        held("other letters and parentheses", vec![by(key(&["b", "a"]), " range ( ( A ) )")]),
        held("a quoted name", vec![by(key(&["odd, (name", "a"]), "HASH (\"odd, (name\", a)")]),
        held("an operator class", vec![by(key(&["b", "a"]), "LIST (b text_pattern_ops)")]),
        held("an expression and no key", vec![by(plain(), "RANGE (a, (a + 1), lower(b))")]),
        refused(
            "a key without the column",
            &["`t.pk_t`", "`b`"],
            vec![by(key(&["a"]), "RANGE (b)")],
        ),
        refused(
            "a unique constraint without one of the columns",
            &["`t.uq_t_a`", "`b`"],
            vec![by(plain().unique(UniqueDef::new(["a"])), "RANGE (a, b)")],
        ),
        refused(
            "a unique index without the column",
            &["`t.ix_t_a`", "`b`"],
            vec![by(plain().index(IndexDef::new(["a"]).unique()), "RANGE (b)")],
        ),
        refused(
            "a key and an expression",
            &["`t.pk_t`", "expression"],
            vec![by(key(&["a", "b"]), "RANGE ((a + 1))")],
        ),
        refused(
            "a key and a call",
            &["`t.pk_t`", "expression"],
            vec![by(key(&["a", "b"]), "RANGE (lower(b))")],
        ),
        refused("a column that is not there", &["`A`"], vec![by(plain(), "RANGE (\"A\")")]),
        refused("a generated column", &["`g`", "generated"], vec![by(plain(), "RANGE (g)")]),
        refused("a list of two", &["`LIST`"], vec![by(plain(), "LIST (a, b)")]),
        refused("a way that there is not", &["`wild"], vec![by(plain(), "wild (a)")]),
    ];
    judge(db, models).await
}

async fn unlogged_tables(db: &TestDatabase) -> TestResult {
    let unlogged =
        |table| with(table, |table: &mut TableDef| table.options.postgres.unlogged = true);
    let parent = || coded("parent", integer("code"));
    let child = || referring("child", integer("code"), "parent");
    let models = vec![
        held("an unlogged child", vec![parent(), unlogged(child())]),
        held("both", vec![unlogged(parent()), unlogged(child())]),
        refused(
            "an unlogged parent",
            &["`child.fk_child_code_parent`", "`parent`"],
            vec![unlogged(parent()), child()],
        ),
    ];
    judge(db, models).await
}
