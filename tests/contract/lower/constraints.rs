//! Keys and checks of a table that stands.

use super::scenario::{Scenario, child, id, is_sqlite, number, t, text, with_rows};
use fsm_core::change::{Change, ConstraintKind};
use fsm_core::{
    CheckDef, ColumnDef, ForeignKeyDef, IndexDef, PrimaryKeyDef, ReferentialAction, SqlType,
    TableDef, UniqueDef,
};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![
        a_unique_constraint_comes_and_goes,
        a_check_comes_and_goes,
        a_check_gets_another_expression,
        a_foreign_key_comes_and_goes,
        a_foreign_key_gets_another_action_under_its_name,
        a_primary_key_comes_and_goes,
        a_primary_key_gets_another_column,
        constraints_get_other_names,
        a_foreign_key_of_a_table_to_itself_stays,
        a_ring_is_closed_between_tables_that_stand,
    ]
}

pub fn mysql() -> Vec<Case> {
    cases![
        an_index_that_a_foreign_key_needs_is_replaced,
        an_index_made_for_a_foreign_key_goes_with_it,
        one_statement_makes_all_changes_of_a_table,
    ]
}

pub fn servers() -> Vec<Case> {
    cases![columns_of_a_foreign_key_become_wider_on_both_sides]
}

fn unique() -> UniqueDef {
    UniqueDef::new(["a", "n"]).named("uq_new")
}

async fn a_unique_constraint_comes_and_goes(db: &TestDatabase) -> TestResult {
    with_rows(t(), vec![Change::AddUnique { table: "t".into(), unique: unique() }])
        .keeps("SELECT a FROM t ORDER BY id")
        .check(db)
        .await
}

fn check(text: &'static str) -> CheckDef {
    CheckDef::new(text).named("ck_new")
}

async fn a_check_comes_and_goes(db: &TestDatabase) -> TestResult {
    with_rows(t(), vec![Change::AddCheck { table: "t".into(), check: check("n > 0") }])
        .keeps("SELECT a FROM t ORDER BY id")
        .check(db)
        .await
}

async fn a_check_gets_another_expression(db: &TestDatabase) -> TestResult {
    let changes = vec![
        Change::DropCheck { table: "t".into(), check: check("n > 0") },
        Change::AddCheck { table: "t".into(), check: check("n > -1") },
    ];
    with_rows(t().check(check("n > 0")), changes).check(db).await
}

fn key() -> ForeignKeyDef {
    ForeignKeyDef::new(["t_id"], "t", ["id"]).named("fk_new")
}

async fn a_foreign_key_comes_and_goes(db: &TestDatabase) -> TestResult {
    let mut without = child();
    without.foreign_keys = Vec::new().into();
    let change = Change::AddForeignKey { table: "child".into(), foreign_key: key() };
    Scenario::new([t(), without], vec![change])
        .row("INSERT INTO t (a) VALUES ('x')")
        .row("INSERT INTO child (t_id) VALUES (1), (NULL)")
        .keeps("SELECT CAST(t_id AS CHAR(2)) FROM child ORDER BY id")
        .check(db)
        .await
}

async fn a_foreign_key_gets_another_action_under_its_name(db: &TestDatabase) -> TestResult {
    let mut table = child();
    table.foreign_keys = vec![key()].into();
    let changes = vec![
        Change::DropForeignKey { table: "child".into(), foreign_key: key() },
        Change::AddForeignKey {
            table: "child".into(),
            foreign_key: key().on_delete(ReferentialAction::SetNull),
        },
    ];
    Scenario::new([t(), table], changes)
        .row("INSERT INTO t (a) VALUES ('x')")
        .row("INSERT INTO child (t_id) VALUES (1)")
        .keeps("SELECT CAST(t_id AS CHAR(2)) FROM child")
        .check(db)
        .await
}

async fn a_primary_key_comes_and_goes(db: &TestDatabase) -> TestResult {
    let table = TableDef::new("t")
        .column(ColumnDef::new("a", SqlType::Integer))
        .column(ColumnDef::new("b", SqlType::Integer));
    let primary_key = PrimaryKeyDef::new(["a", "b"]);
    Scenario::new([table], vec![Change::AddPrimaryKey { table: "t".into(), primary_key }])
        .row("INSERT INTO t VALUES (1, 2), (1, 3)")
        .keeps("SELECT CAST(b AS CHAR(1)) FROM t ORDER BY b")
        .check(db)
        .await
}

async fn a_primary_key_gets_another_column(db: &TestDatabase) -> TestResult {
    let table = TableDef::new("t")
        .column(ColumnDef::new("a", SqlType::String(9)))
        .column(ColumnDef::new("b", SqlType::String(9)))
        .primary_key(["a"]);
    let changes = vec![
        Change::DropPrimaryKey { table: "t".into(), primary_key: PrimaryKeyDef::new(["a"]) },
        Change::AddPrimaryKey { table: "t".into(), primary_key: PrimaryKeyDef::new(["b", "a"]) },
    ];
    Scenario::new([table], changes)
        .row("INSERT INTO t VALUES ('x', 'y'), ('z', 'y')")
        .keeps("SELECT a, b FROM t ORDER BY a")
        .check(db)
        .await
}

async fn constraints_get_other_names(db: &TestDatabase) -> TestResult {
    let mut table = t()
        .unique(UniqueDef::new(["a"]).named("uq_old"))
        .check(CheckDef::new("n > 0").named("ck_old"));
    table.primary_key = Some(PrimaryKeyDef::new(["id"]).named("pk_old"));
    let mut child = child();
    child.foreign_keys = vec![key().named("fk_old")].into();
    let rename = |table: &'static str, kind, before: &'static str, after: &'static str| {
        Change::RenameConstraint {
            table: table.into(),
            kind,
            before: before.into(),
            after: after.into(),
        }
    };
    let changes = vec![
        rename("t", ConstraintKind::Unique, "uq_old", "uq_new"),
        rename("t", ConstraintKind::Check, "ck_old", "ck_new"),
        rename("t", ConstraintKind::PrimaryKey, "pk_old", "pk_new"),
        rename("child", ConstraintKind::ForeignKey, "fk_old", "fk_new"),
    ];
    Scenario::new([table, child], changes)
        .row("INSERT INTO t (a, n) VALUES ('x', 1)")
        .row("INSERT INTO child (t_id) VALUES (1)")
        .keeps("SELECT CAST(t_id AS CHAR(2)) FROM child")
        .check(db)
        .await
}

async fn a_foreign_key_of_a_table_to_itself_stays(db: &TestDatabase) -> TestResult {
    let table = t()
        .column(ColumnDef::new("up", SqlType::BigInteger).nullable())
        .foreign_key(ForeignKeyDef::new(["up"], "t", ["id"]).on_delete(ReferentialAction::Cascade))
        .index(IndexDef::new(["up"]).named("ix_up"));
    let changes = vec![
        Change::AddCheck { table: "t".into(), check: check("id <> up") },
        Change::DropColumn { table: "t".into(), column: number("n") },
    ];
    let scenario = Scenario::new([table], changes)
        .row("INSERT INTO t (a) VALUES ('root')")
        .row("INSERT INTO t (a, up) VALUES ('leaf', 1), ('leaf', 1)")
        .keeps("SELECT CAST(up AS CHAR(2)) FROM t ORDER BY id");
    // MySQL and MariaDB let no check name a column that is numbered.
    if db.dialect() == fsm_core::Dialect::Mysql {
        return Scenario { changes: scenario.changes[1..].to_vec(), ..scenario }.check(db).await;
    }
    scenario.check(db).await
}

async fn a_ring_is_closed_between_tables_that_stand(db: &TestDatabase) -> TestResult {
    let side = |name: &'static str| {
        TableDef::new(name)
            .column(id())
            .column(ColumnDef::new("other", SqlType::BigInteger).nullable())
            .primary_key(["id"])
    };
    let add = |table: &'static str, other: &'static str| Change::AddForeignKey {
        table: table.into(),
        foreign_key: ForeignKeyDef::new(["other"], other, ["id"]).named(format!("fk_{table}")),
    };
    Scenario::new([side("x"), side("y")], vec![add("x", "y"), add("y", "x")])
        .row("INSERT INTO x (other) VALUES (1)")
        .row("INSERT INTO y (other) VALUES (1)")
        .keeps(
            "SELECT CAST(other AS CHAR(2)) FROM x UNION ALL SELECT CAST(other AS CHAR(2)) FROM y",
        )
        .only_there()
        .check(db)
        .await?;
    assert!(!is_sqlite(db) || db.query_text("PRAGMA foreign_key_check").await?.is_empty());
    Ok(())
}

async fn an_index_that_a_foreign_key_needs_is_replaced(db: &TestDatabase) -> TestResult {
    let table = child().index(IndexDef::new(["t_id"]).named("ix_old"));
    let changes = vec![
        Change::DropIndex { table: "child".into(), index: IndexDef::new(["t_id"]).named("ix_old") },
        Change::CreateIndex {
            table: "child".into(),
            index: IndexDef::new(["t_id", "id"]).named("ix_new"),
        },
    ];
    Scenario::new([t(), table], changes)
        .row("INSERT INTO t (a) VALUES ('x')")
        .row("INSERT INTO child (t_id) VALUES (1)")
        .keeps("SELECT t_id FROM child")
        .check(db)
        .await
}

async fn an_index_made_for_a_foreign_key_goes_with_it(db: &TestDatabase) -> TestResult {
    let mut table = child();
    table.foreign_keys = vec![key()].into();
    let change = Change::DropForeignKey { table: "child".into(), foreign_key: key() };
    Scenario::new([t(), table], vec![change]).check(db).await
}

async fn one_statement_makes_all_changes_of_a_table(db: &TestDatabase) -> TestResult {
    let before: fsm_core::Metadata = [t()].into_iter().collect();
    let table = || "t".into();
    let changes = [
        Change::RenameColumn { table: table(), before: "a".into(), after: "b".into() },
        Change::AddColumn { table: table(), column: text("c") },
        Change::DropColumn { table: table(), column: number("n") },
        Change::AddUnique { table: table(), unique: UniqueDef::new(["b"]).named("uq") },
        Change::CreateIndex { table: table(), index: IndexDef::new(["c"]).named("ix") },
        Change::SetTableComment { table: table(), before: None, after: Some("new".into()) },
        Change::RenameTable { before: table(), after: "u".into() },
    ];
    let steps = fsm_core::lower(&changes, &before, &[], db.dialect(), before.naming())?;
    // And one more for the name, which MariaDB does not tell others within the first.
    assert_eq!(steps.iter().map(|step| step.statements.len()).sum::<usize>(), 2, "{steps:#?}");
    Scenario::new([t()], changes.to_vec())
        .row("INSERT INTO t (a) VALUES ('x')")
        .keeps_as("SELECT a FROM t", "SELECT b FROM u")
        .only_there()
        .check(db)
        .await
}

async fn columns_of_a_foreign_key_become_wider_on_both_sides(db: &TestDatabase) -> TestResult {
    let parent = TableDef::new("parent")
        .column(ColumnDef::new("code", SqlType::Integer))
        .unique(UniqueDef::new(["code"]));
    let child =
        TableDef::new("t").column(id()).column(number("code")).primary_key(["id"]).foreign_key(
            ForeignKeyDef::new(["code"], "parent", ["code"]).on_delete(ReferentialAction::Cascade),
        );
    let changes = vec![
        Change::AlterColumn {
            table: "parent".into(),
            before: ColumnDef::new("code", SqlType::Integer),
            after: ColumnDef::new("code", SqlType::BigInteger),
        },
        Change::AlterColumn {
            table: "t".into(),
            before: number("code"),
            after: ColumnDef::new("code", SqlType::BigInteger).nullable(),
        },
    ];
    Scenario::new([parent, child], changes)
        .row("INSERT INTO parent VALUES (7)")
        .row("INSERT INTO t (code) VALUES (7)")
        .keeps("SELECT CAST(code AS CHAR(2)) FROM t")
        .check(db)
        .await
}
