//! Tables, schemas' sequences, comments and options.

use super::scenario::{Scenario, apply, child, id, t, text, with_rows};
use crate::create::model::pool;
use fsm_core::change::Change;
use fsm_core::{
    ColumnDef, Dialect, ForeignKeyDef, Metadata, SequenceDef, SqlType, TableDef, TableName,
    TableOptions,
};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![
        a_table_comes_and_goes,
        a_table_is_renamed_and_its_children_follow,
        a_new_table_takes_the_name_of_a_renamed_one,
        a_table_is_renamed_and_changed_at_once,
        a_comment_of_a_table_comes_and_goes,
    ]
}

pub fn postgres() -> Vec<Case> {
    cases![
        options_of_a_table_change,
        a_sequence_comes_changes_and_goes,
        a_table_moves_to_another_schema_and_back
    ]
}

pub fn mysql() -> Vec<Case> {
    cases![the_collation_of_a_table_changes_with_its_columns]
}

fn rename(before: &'static str, after: &'static str) -> Change {
    Change::RenameTable { before: before.into(), after: after.into() }
}

async fn a_table_comes_and_goes(db: &TestDatabase) -> TestResult {
    let table = TableDef::new("new")
        .column(id())
        .column(ColumnDef::new("t_id", SqlType::BigInteger).nullable())
        .primary_key(["id"])
        .foreign_key(ForeignKeyDef::new(["t_id"], "t", ["id"]));
    with_rows(t(), vec![Change::CreateTable { table }]).check(db).await
}

/// With names of their own for what would be called after the table.
fn named() -> [TableDef; 2] {
    let mut t = t();
    t.primary_key = Some(fsm_core::PrimaryKeyDef::new(["id"]).named("pk"));
    let mut child = child();
    child.foreign_keys = vec![child.foreign_keys[0].clone().named("fk")].into();
    [t, child]
}

async fn a_table_is_renamed_and_its_children_follow(db: &TestDatabase) -> TestResult {
    Scenario::new(named(), vec![rename("t", "people")])
        .row("INSERT INTO t (a) VALUES ('x')")
        .row("INSERT INTO child (t_id) VALUES (1)")
        .keeps_as("SELECT a FROM t", "SELECT a FROM people")
        .keeps("SELECT CAST(t_id AS CHAR(2)) FROM child")
        .only_there()
        .check(db)
        .await
}

async fn a_new_table_takes_the_name_of_a_renamed_one(db: &TestDatabase) -> TestResult {
    let mut new = t();
    new.primary_key = Some(fsm_core::PrimaryKeyDef::new(["id"]).named("pk_new"));
    let extra = ColumnDef::new("other", SqlType::BigInteger).nullable();
    let changes = vec![
        rename("t", "people"),
        Change::CreateTable { table: new },
        Change::AddColumn { table: "child".into(), column: extra },
        Change::AddForeignKey {
            table: "child".into(),
            foreign_key: ForeignKeyDef::new(["other"], "t", ["id"]).named("fk_other"),
        },
    ];
    Scenario::new(named(), changes)
        .row("INSERT INTO t (a) VALUES ('x')")
        .row("INSERT INTO child (t_id) VALUES (1)")
        .keeps_as("SELECT a FROM t", "SELECT a FROM people")
        .keeps("SELECT CAST(t_id AS CHAR(2)) FROM child")
        .only_there()
        .check(db)
        .await
}

async fn a_table_is_renamed_and_changed_at_once(db: &TestDatabase) -> TestResult {
    let changes = vec![
        rename("t", "people"),
        Change::RenameColumn { table: "people".into(), before: "a".into(), after: "name".into() },
        Change::AddCheck {
            table: "people".into(),
            check: fsm_core::CheckDef::new("name <> ''").named("ck_name"),
        },
    ];
    Scenario::new(named(), changes)
        .row("INSERT INTO t (a) VALUES ('x')")
        .row("INSERT INTO child (t_id) VALUES (1)")
        .keeps_as("SELECT a FROM t", "SELECT name FROM people")
        .keeps("SELECT CAST(t_id AS CHAR(2)) FROM child")
        .only_there()
        .check(db)
        .await
}

async fn a_comment_of_a_table_comes_and_goes(db: &TestDatabase) -> TestResult {
    let change = Change::SetTableComment {
        table: "t".into(),
        before: None,
        after: Some("it's \\ one".into()),
    };
    with_rows(t(), vec![change]).check(db).await
}

async fn options_of_a_table_change(db: &TestDatabase) -> TestResult {
    let mut after = TableOptions::NEW;
    after.postgres.unlogged = true;
    after.postgres.with = vec![("fillfactor".into(), "70".into())].into();
    let before = TableOptions::NEW;
    let change = Change::SetTableOptions { table: "t".into(), before, after };
    Scenario::new([t()], vec![change])
        .row("INSERT INTO t (a) VALUES ('x')")
        .keeps("SELECT a FROM t")
        .check(db)
        .await
}

async fn a_sequence_comes_changes_and_goes(db: &TestDatabase) -> TestResult {
    let mut before = Metadata::new();
    before.add(t())?;
    before.create_all(&pool(db)).await?;
    let built = super::catalog::read(db).await?;
    let def = SequenceDef::new("a \"sequence\"").start(5).comment("it's one");
    let mut other = def.clone();
    other.increment = Some(-2);
    other.max_value = Some(5);
    other.min_value = Some(-100);
    other.comment = None;
    let changes = [
        Change::CreateSequence { def: def.clone() },
        Change::AlterSequence { before: def, after: other },
    ];
    apply(db, &changes, &before, &[]).await?;
    let numbers = "SELECT nextval('\"a \"\"sequence\"\"\"')::text FROM generate_series(1, 2)";
    let numbers = db.query_text(numbers).await?;
    assert_eq!(numbers, [[Some("5".to_owned())], [Some("3".to_owned())]]);
    let mut target = before.clone();
    changes.iter().try_for_each(|change| target.apply(change))?;
    let back: Vec<Change> = changes.into_iter().rev().map(Change::reverse).collect();
    apply(db, &back, &target, &[]).await?;
    assert_eq!(super::catalog::read(db).await?, built);
    Ok(())
}

async fn a_table_moves_to_another_schema_and_back(db: &TestDatabase) -> TestResult {
    let after = TableName::new("people").in_schema("a \"schema\"");
    let changes = vec![
        Change::CreateSchema { schema: "a \"schema\"".into() },
        Change::RenameTable { before: "t".into(), after },
    ];
    let before: Metadata = named().into_iter().collect();
    before.create_all(&pool(db)).await?;
    let built = super::catalog::read(db).await?;
    apply(db, &changes, &before, &[]).await?;
    db.execute("INSERT INTO \"a \"\"schema\"\"\".people (a) VALUES ('x')").await?;
    let mut target = before.clone();
    changes.iter().try_for_each(|change| target.apply(change))?;
    let back: Vec<Change> = changes.into_iter().rev().map(Change::reverse).collect();
    apply(db, &back, &target, &[]).await?;
    assert_eq!(super::catalog::read(db).await?, built);
    assert_eq!(db.query_text("SELECT a FROM t").await?.len(), 1);
    Ok(())
}

async fn the_collation_of_a_table_changes_with_its_columns(db: &TestDatabase) -> TestResult {
    assert_eq!(db.dialect(), Dialect::Mysql);
    let mut after = TableOptions::NEW;
    after.mysql.collation = Some("utf8mb4_bin".into());
    let before = TableOptions::NEW;
    let change = Change::SetTableOptions { table: "t".into(), before, after };
    with_rows(t().column(text("b")), vec![change])
        .keeps("SELECT a FROM t ORDER BY id")
        .check(db)
        .await
}
