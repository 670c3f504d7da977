//! Indexes of a table that stands.

use super::scenario::{Scenario, alter, number, t, text, with_rows};
use fsm_core::change::Change;
use fsm_core::{ColumnDef, IndexColumn, IndexDef, SqlType};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![
        an_index_comes_and_goes,
        a_unique_index_comes_and_goes,
        an_index_gets_another_name,
        an_index_becomes_another_under_its_name,
    ]
}

pub fn partial() -> Vec<Case> {
    cases![indexes_of_every_kind_outlive_a_change_of_the_table, a_predicate_changes]
}

pub fn mysql() -> Vec<Case> {
    cases![an_index_of_a_prefix_comes_and_goes]
}

fn create(index: IndexDef) -> Change {
    Change::CreateIndex { table: "t".into(), index }
}

fn drop(index: IndexDef) -> Change {
    Change::DropIndex { table: "t".into(), index }
}

async fn an_index_comes_and_goes(db: &TestDatabase) -> TestResult {
    let index = IndexDef::new([IndexColumn::column("a").descending(), "n".into()]);
    with_rows(t(), vec![create(index)]).check(db).await
}

async fn a_unique_index_comes_and_goes(db: &TestDatabase) -> TestResult {
    with_rows(t(), vec![create(IndexDef::new(["a"]).named("u").unique())]).check(db).await
}

async fn an_index_gets_another_name(db: &TestDatabase) -> TestResult {
    let change =
        Change::RenameIndex { table: "t".into(), before: "ix_old".into(), after: "ix_new".into() };
    with_rows(t().index(IndexDef::new(["a"]).named("ix_old")), vec![change]).check(db).await
}

async fn an_index_becomes_another_under_its_name(db: &TestDatabase) -> TestResult {
    let index = |column: &'static str| IndexDef::new([column]).named("ix");
    with_rows(t().index(index("a")), vec![drop(index("a")), create(index("n"))]).check(db).await
}

async fn indexes_of_every_kind_outlive_a_change_of_the_table(db: &TestDatabase) -> TestResult {
    let table = t()
        .index(IndexDef::new(["a"]).named("ix_partial").predicate("n > 1"))
        .index(IndexDef::new([IndexColumn::expression("lower(a)")]).named("ix_expression"))
        .index(IndexDef::new([IndexColumn::column("a").descending(), "n".into()]).named("ix_desc"))
        .index(IndexDef::new(["n"]).named("ix_unique").unique().predicate("a IS NOT NULL"));
    let longer = ColumnDef::new("a", SqlType::String(90)).nullable();
    with_rows(table, vec![alter(text("a"), longer)])
        .keeps("SELECT a FROM t ORDER BY id")
        .check(db)
        .await
}

async fn a_predicate_changes(db: &TestDatabase) -> TestResult {
    let index = |text: &'static str| IndexDef::new(["a"]).named("ix").predicate(text);
    let changes = vec![drop(index("n > 1")), create(index("n > 2"))];
    with_rows(t().index(index("n > 1")), changes).check(db).await
}

async fn an_index_of_a_prefix_comes_and_goes(db: &TestDatabase) -> TestResult {
    let table = t().column(ColumnDef::new("long", SqlType::Text).nullable());
    let index = IndexDef::new([IndexColumn::column("long").prefix_length(9)]);
    Scenario::new(
        [table],
        vec![create(index), Change::DropColumn { table: "t".into(), column: number("n") }],
    )
    .check(db)
    .await
}
