//! Enums of columns that stand.

use super::scenario::{Scenario, apply, child, t};
use crate::create::model::pool;
use fsm_core::change::{Change, EnumColumn};
use fsm_core::{
    CheckDef, ColumnDef, Dialect, EnumDef, ForeignKeyDef, IndexDef, Metadata, SqlType, TableDef,
    UniqueDef,
};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![
        labels_are_added_at_every_place,
        a_label_gets_another_name_in_the_rows_too,
        labels_go_and_change_places,
        a_label_that_only_differs_by_case_is_renamed,
        text_becomes_an_enum,
    ]
}

pub fn postgres() -> Vec<Case> {
    cases![
        a_new_label_is_used_by_the_next_change,
        an_enum_gets_another_name,
        an_enum_is_swapped_under_everything_that_uses_it,
        a_failure_after_a_new_label_says_that_it_stands,
    ]
}

pub fn mysql() -> Vec<Case> {
    cases![a_label_that_rows_hold_is_not_removed]
}

fn mood(labels: &[&'static str]) -> EnumDef {
    EnumDef::new("mood", labels.iter().copied())
}

fn column(labels: &[&'static str]) -> ColumnDef {
    ColumnDef::new("m", SqlType::Enum(mood(labels))).default_value(labels[0])
}

fn table(labels: &[&'static str]) -> TableDef {
    t().column(column(labels)).index(IndexDef::new(["m"]).named("ix_m"))
}

fn columns(labels: &[&'static str]) -> Vec<EnumColumn> {
    vec![EnumColumn { table: "t".into(), column: column(labels) }]
}

fn labels_become(before: &[&'static str], after: &[&'static str]) -> Change {
    Change::AlterEnum { columns: columns(before), before: mood(before), after: mood(after) }
}

fn scenario(before: &[&'static str], changes: Vec<Change>) -> Scenario {
    Scenario::new([table(before), child()], changes)
        .row("INSERT INTO t (m) VALUES ('ok'), ('bad')")
        .row("INSERT INTO child (t_id) VALUES (1), (2)")
        .keeps("SELECT CAST(t_id AS CHAR(2)) FROM child ORDER BY id")
}

const SHOWN: &str = "SELECT CAST(m AS CHAR(9)) FROM t ORDER BY id";

async fn labels_are_added_at_every_place(db: &TestDatabase) -> TestResult {
    let (before, after) = (["bad", "ok"], ["it's worst", "bad", "so so", "ok", "best"]);
    // The default is its first label.
    let column_after = ColumnDef::new("m", SqlType::Enum(mood(&after))).default_value("bad");
    let mut scenario = scenario(&before, vec![labels_become(&before, &after)]).keeps(SHOWN);
    assert_eq!(scenario.before.table("t")?.find_column("m").unwrap().default, column_after.default);
    scenario.and_back = true;
    scenario.check(db).await
}

async fn a_label_gets_another_name_in_the_rows_too(db: &TestDatabase) -> TestResult {
    let change = Change::RenameEnumLabel {
        name: "mood".into(),
        columns: columns(&["bad", "ok"]),
        before: "ok".into(),
        after: "fi'ne".into(),
    };
    scenario(&["bad", "ok"], vec![change])
        .keeps_as(
            "SELECT CASE WHEN m = 'ok' THEN 'fi''ne' ELSE 'bad' END FROM t ORDER BY id",
            "SELECT CASE WHEN m = 'fi''ne' THEN 'fi''ne' WHEN m = 'bad' THEN 'bad' END FROM t ORDER BY id",
        )
        .only_there()
        .check(db)
        .await
}

async fn labels_go_and_change_places(db: &TestDatabase) -> TestResult {
    let (before, after) = (["bad", "ok", "gone"], ["ok", "bad"]);
    let change = labels_become(&before, &after);
    scenario(&before, vec![change]).keeps(SHOWN).check(db).await
}

async fn a_label_that_only_differs_by_case_is_renamed(db: &TestDatabase) -> TestResult {
    let change = Change::RenameEnumLabel {
        name: "mood".into(),
        columns: columns(&["bad", "ok"]),
        before: "ok".into(),
        after: "OK".into(),
    };
    scenario(&["bad", "ok"], vec![change])
        .keeps_as(
            "SELECT upper(CAST(m AS CHAR(2))) FROM t WHERE m = 'ok'",
            "SELECT CAST(m AS CHAR(2)) FROM t WHERE m = 'OK'",
        )
        .only_there()
        .check(db)
        .await
}

async fn text_becomes_an_enum(db: &TestDatabase) -> TestResult {
    let plain = ColumnDef::new("m", SqlType::String(9)).default_value("bad");
    let after = column(&["bad", "ok"]);
    let mut changes = Vec::new();
    if db.dialect() == Dialect::Postgres {
        changes.push(Change::CreateEnum { def: mood(&["bad", "ok"]) });
    }
    changes.push(Change::AlterColumn { table: "t".into(), before: plain.clone(), after });
    Scenario::new([t().column(plain)], changes)
        .row("INSERT INTO t (m) VALUES ('ok'), ('bad')")
        .keeps(SHOWN)
        .check(db)
        .await
}

async fn a_new_label_is_used_by_the_next_change(db: &TestDatabase) -> TestResult {
    let (before, after) = (["bad", "ok"], ["bad", "ok", "best"]);
    let mut best = column(&after);
    best.default = Some("best".into());
    let mut now = column(&before);
    now.sql_type = SqlType::Enum(mood(&after));
    let changes = vec![
        labels_become(&before, &after),
        Change::AlterColumn { table: "t".into(), before: now, after: best },
        Change::AddCheck {
            table: "t".into(),
            check: CheckDef::new("m <> 'best' OR n > 0").named("ck_best"),
        },
    ];
    let steps = fsm_core::lower(
        &changes,
        &[table(&before)].into_iter().collect(),
        &[],
        db.dialect(),
        &fsm_core::NamingConvention::default(),
    )?;
    assert_eq!(steps.len(), 2, "{steps:#?}");
    scenario(&before, changes).keeps(SHOWN).check(db).await
}

async fn an_enum_gets_another_name(db: &TestDatabase) -> TestResult {
    let change = Change::RenameEnum { before: "mood".into(), after: "a \"mood\"".into() };
    scenario(&["bad", "ok"], vec![change]).keeps(SHOWN).check(db).await
}

async fn an_enum_is_swapped_under_everything_that_uses_it(db: &TestDatabase) -> TestResult {
    let (before, after) = (["bad", "ok", "gone"], ["ok", "bad"]);
    let list = || SqlType::array(SqlType::Enum(mood(&before)));
    let parent = TableDef::new("parent")
        .column(column(&before))
        .unique(UniqueDef::new(["m"]).named("uq_parent"));
    let table = table(&before)
        .column(ColumnDef::new("list", list()).nullable().default_sql("'{bad}'"))
        .column(ColumnDef::new("shown", SqlType::Boolean).nullable().computed("m = 'ok'", true))
        .check(CheckDef::new("m <> 'gone' OR n > 0").named("ck"))
        .foreign_key(ForeignKeyDef::new(["m"], "parent", ["m"]).named("fk"))
        .index(IndexDef::new(["n"]).named("ix_partial").predicate("m = 'ok'"));
    // The check speaks of the label that goes, so it goes first.
    let check = table.checks[0].clone();
    let mut columns = columns(&before);
    columns
        .push(EnumColumn { table: "t".into(), column: table.find_column("list").unwrap().clone() });
    columns.push(EnumColumn { table: "parent".into(), column: column(&before) });
    let changes = vec![
        Change::DropCheck { table: "t".into(), check },
        Change::AddCheck {
            table: "t".into(),
            check: CheckDef::new("m <> 'bad' OR n > 0").named("ck"),
        },
        Change::AlterEnum { columns, before: mood(&before), after: mood(&after) },
    ];
    Scenario::new([parent, table], changes)
        .row("INSERT INTO parent VALUES ('ok'), ('bad')")
        .row("INSERT INTO t (m, n, list) VALUES ('ok', 1, '{ok,bad}'), ('bad', 2, NULL)")
        .keeps(SHOWN)
        .keeps("SELECT list::text, shown::text FROM t ORDER BY id")
        .check(db)
        .await
}

async fn a_failure_after_a_new_label_says_that_it_stands(db: &TestDatabase) -> TestResult {
    let (before, after) = (["bad", "ok"], ["bad", "ok", "best"]);
    let metadata: Metadata = [table(&before)].into_iter().collect();
    metadata.create_all(&pool(db)).await?;
    let check = CheckDef::new("m <> 'best' AND no_such_function(n)").named("ck");
    let changes = [labels_become(&before, &after), Change::AddCheck { table: "t".into(), check }];
    let failed = fsm_core::apply(&changes, &pool(db)).before(&metadata, &[]).await.unwrap_err();
    let fsm_core::ErrorKind::Statement { standing, action, .. } = failed.kind() else {
        return Err(failed.into());
    };
    assert_eq!((*action, &**standing), ("add check", &["add label `mood`".to_owned()][..]));
    Ok(())
}

async fn a_label_that_rows_hold_is_not_removed(db: &TestDatabase) -> TestResult {
    let metadata: Metadata = [table(&["bad", "ok"])].into_iter().collect();
    metadata.create_all(&pool(db)).await?;
    db.execute("INSERT INTO t (m) VALUES ('ok')").await?;
    let change = labels_become(&["bad", "ok"], &["bad"]);
    assert!(apply(db, &[change], &metadata, &[]).await.is_err());
    let rows = db.query_text("SELECT m FROM t").await?;
    assert_eq!(rows[0][0].as_deref(), Some("ok"));
    Ok(())
}
