//! Revisions that are applied and undone.

use super::history::{blog, migrator, script};
use fsm_core::Metadata;
use fsm_migrate::EntryState;
use fsm_migrate::prelude::*;
use fsm_tests::{Case, Suite, TestDatabase, TestResult, cases};
use std::string::String;

pub fn list(suite: Suite) -> Suite {
    suite.on_all(cases())
}

fn cases() -> Vec<Case> {
    cases![
        everything_is_applied_and_undone_again,
        a_second_run_does_nothing,
        targets_are_symbols,
        the_ledger_says_what_was_done,
        a_stamp_changes_rows_alone,
        two_in_one_process_do_it_once,
        what_is_planned_is_what_is_sent
    ]
}

async fn names(db: &TestDatabase) -> Result<Vec<String>, fsm_core::Error> {
    let read = Metadata::reflect(&db.pool().database()).await?;
    let names = read.metadata.tables().map(|table| table.name.to_string());
    Ok(names.filter(|name| !name.starts_with("fsm_version")).collect())
}

async fn everything_is_applied_and_undone_again(db: &TestDatabase) -> TestResult {
    let pool = db.pool().database();
    let migrator = migrator(blog());
    let report = migrator.run(&pool).await?;
    assert_eq!(report.rows, ["e5"]);
    let ids: Vec<&str> = report.revisions.iter().map(|ran| &*ran.revision).collect();
    assert_eq!(ids, ["a1", "b2", "c3", "d4", "e5"]);
    assert_eq!(names(db).await?, ["posts", "users"]);
    let rows = db.query_text("SELECT name, email, role FROM users ORDER BY id").await?;
    let text = |values: [Option<&str>; 3]| values.map(|one| one.map(str::to_owned)).to_vec();
    assert_eq!(
        rows,
        [
            text([Some("ada"), Some("a@example.org"), Some("member")]),
            text([Some("bob"), None, Some("member")])
        ]
    );
    let posts = db.query_text("SELECT headline FROM posts").await?;
    assert_eq!(
        posts,
        [[Some("first".to_owned())]],
        "the row lived through the change of its parent"
    );
    let read = Metadata::reflect(&pool).await?;
    let users = read.metadata.table("users")?.definition();
    assert!(users.indexes.iter().any(|index| index.name.as_deref() == Some("ix_users_role")));

    let report = migrator.downgrade("base", &pool).await?;
    assert_eq!(report.revisions.len(), 5);
    assert!(report.rows.is_empty());
    assert!(names(db).await?.is_empty());
    Ok(())
}

async fn a_second_run_does_nothing(db: &TestDatabase) -> TestResult {
    let pool = db.pool().database();
    let migrator = migrator(blog());
    assert!(!migrator.run(&pool).await?.is_noop());
    let second = migrator.run(&pool).await?;
    assert!(second.is_noop(), "{second}");
    assert_eq!(second.rows, ["e5"]);
    Ok(())
}

async fn targets_are_symbols(db: &TestDatabase) -> TestResult {
    let pool = db.pool().database();
    let migrator = migrator(blog());
    assert_eq!(migrator.upgrade(&["+2"], &pool).await?.rows, ["b2"]);
    assert_eq!(migrator.upgrade(&["c3"], &pool).await?.rows, ["c3"]);
    assert_eq!(migrator.downgrade("-1", &pool).await?.rows, ["b2"]);
    assert_eq!(migrator.upgrade(&["head"], &pool).await?.rows, ["e5"]);
    assert_eq!(migrator.downgrade("a1", &pool).await?.rows, ["a1"]);
    assert_eq!(migrator.current(&pool).await?.rows, ["a1"]);
    Ok(())
}

async fn the_ledger_says_what_was_done(db: &TestDatabase) -> TestResult {
    let pool = db.pool().database();
    let migrator = migrator(blog());
    migrator.run(&pool).await?;
    migrator.downgrade("-1", &pool).await?;
    let ledger = migrator.ledger(&pool).await?;
    assert!(ledger.iter().all(|line| line.state == EntryState::Done), "{ledger:#?}");
    let runs: Vec<(&str, &str)> = ledger
        .iter()
        .filter(|line| line.step == 0)
        .map(|line| (&*line.revision, &*line.direction))
        .collect();
    assert_eq!(
        runs,
        [
            ("a1", "upgrade"),
            ("b2", "upgrade"),
            ("c3", "upgrade"),
            ("d4", "upgrade"),
            ("e5", "upgrade"),
            ("e5", "downgrade")
        ]
    );
    let first = &ledger[0];
    assert!(first.finished_at >= first.started_at && first.started_at.is_some());
    assert!(first.hash.as_deref().is_some_and(|hash| hash.starts_with("1:")));
    let steps = ledger.iter().filter(|line| line.revision == "a1" && line.step > 0);
    assert!(steps.clone().count() >= 2);
    assert!(steps.clone().all(|line| line.statement.is_some() && line.hash.is_some()));
    Ok(())
}

async fn a_stamp_changes_rows_alone(db: &TestDatabase) -> TestResult {
    let pool = db.pool().database();
    let migrator = migrator(blog());
    assert_eq!(migrator.stamp(&["c3"], false, &pool).await?.rows, ["c3"]);
    assert!(names(db).await?.is_empty());
    assert_eq!(migrator.stamp(&["base"], true, &pool).await?.rows, [""; 0]);
    assert_eq!(migrator.run(&pool).await?.rows, ["e5"]);
    Ok(())
}

async fn two_in_one_process_do_it_once(db: &TestDatabase) -> TestResult {
    let pool = db.pool().database();
    let (one, other) = (migrator(blog()), migrator(blog()));
    let (one, other) = tokio::join!(one.run(&pool), other.run(&pool));
    let (one, other) = (one?, other?);
    assert_eq!(one.revisions.len() + other.revisions.len(), 5, "{one}\n{other}");
    assert_eq!((one.rows, other.rows), (vec!["e5".to_owned()], vec!["e5".to_owned()]));
    Ok(())
}

async fn what_is_planned_is_what_is_sent(db: &TestDatabase) -> TestResult {
    let pool = db.pool().database();
    let plain = || {
        vec![script(
            "a1",
            &[],
            |op| {
                op.create_table("users", |t| {
                    t.column("id", BigInteger).primary_key();
                });
                op.add_column("users", "name", String(50));
            },
            |op| {
                op.drop_table("users");
            },
        )]
    };
    let migrator = migrator(plain());
    let planned = migrator.plan_upgrade(&["head"], &pool).await?;
    let planned: Vec<String> =
        planned.revisions[0].statements.iter().filter_map(|one| one.sql.clone()).collect();
    assert!(!planned.is_empty() && names(db).await?.is_empty());
    migrator.run(&pool).await?;
    let ledger = migrator.ledger(&pool).await?;
    let sent: Vec<String> = ledger.into_iter().filter_map(|line| line.statement).collect();
    assert_eq!(planned, sent);
    Ok(())
}
