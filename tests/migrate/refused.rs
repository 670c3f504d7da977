//! Revisions that fail, and how to go on.

use super::history::{migrator, script};
use fsm_core::{ColumnDef, Dialect, Metadata, TableDef};
use fsm_migrate::prelude::*;
use fsm_migrate::{ErrorKind, Migrator, Revisions, Script};
use fsm_tests::{Case, Suite, TestDatabase, TestResult, cases};

pub fn list(suite: Suite) -> Suite {
    suite.on_all(cases())
}

fn cases() -> Vec<Case> {
    cases![
        what_stands_is_told_and_gone_on_with,
        rows_of_revisions_that_are_gone_are_named,
        a_dialect_that_cannot_is_refused_before_anything_is_sent,
        an_applied_revision_that_was_edited_is_noticed,
        a_lock_that_is_not_to_be_had_is_tried_for_again
    ]
}

/// Two tables with a statement between them that only works if `mended`.
fn broken(mended: bool) -> Vec<Script> {
    vec![script(
        "a1",
        &[],
        move |op| {
            op.create_table("first", |t| {
                t.column("id", BigInteger).primary_key();
            });
            op.execute(if mended {
                "INSERT INTO first VALUES (1)"
            } else {
                "INSERT INTO nowhere VALUES (1)"
            });
            op.create_table("second", |t| {
                t.column("id", BigInteger).primary_key();
            });
        },
        |op| {
            op.drop_table("second");
            op.drop_table("first");
        },
    )]
}

async fn what_stands_is_told_and_gone_on_with(db: &TestDatabase) -> TestResult {
    let pool = db.pool().database();
    let error = migrator(broken(false)).run(&pool).await.unwrap_err();
    let ErrorKind::Statement { revision, standing, sql, .. } = error.kind() else {
        panic!("{error:?}");
    };
    assert_eq!(revision, "a1");
    assert_eq!(sql.as_deref(), Some("INSERT INTO nowhere VALUES (1)"));
    let transactional = db.dialect() != Dialect::Mysql;
    if transactional {
        assert!(standing.is_empty(), "{standing:?}");
    } else {
        assert_eq!(standing, &["create table first"]);
    }
    assert!(error.help().is_some_and(|help| help.contains("run the same again")), "{error:?}");
    let read = Metadata::reflect(&pool).await?;
    assert_eq!(read.metadata.contains("first"), !transactional);

    // The mended revision goes on where the other stopped.
    let report = migrator(broken(true)).run(&pool).await?;
    assert_eq!(report.rows, ["a1"]);
    assert_eq!(report.revisions[0].resumed, !transactional);
    assert_eq!(db.query_text("SELECT count(*) FROM first").await?, [[Some("1".to_owned())]]);
    let read = Metadata::reflect(&pool).await?;
    assert!(read.metadata.contains("second"));
    assert!(migrator(broken(true)).run(&pool).await?.is_noop());
    Ok(())
}

async fn rows_of_revisions_that_are_gone_are_named(db: &TestDatabase) -> TestResult {
    let pool = db.pool().database();
    migrator(broken(true)).run(&pool).await?;
    let other = migrator([script("zz", &[], |_| {}, |_| {})]);
    let error = other.run(&pool).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::UnknownRows { rows } if *rows == ["a1"]),
        "{error:?}"
    );
    Ok(())
}

async fn a_dialect_that_cannot_is_refused_before_anything_is_sent(db: &TestDatabase) -> TestResult {
    let pool = db.pool().database();
    let long = "x".repeat(200);
    let scripts = [script(
        "a1",
        &[],
        move |op| {
            op.create_table("fine", |t| {
                t.column("id", BigInteger).primary_key();
            });
            let long = long.clone();
            op.create_table("wrong", move |t| {
                t.column("id", BigInteger).primary_key();
                // No dialect has both.
                t.column(long, Integer).computed("1", true).default(1);
            });
        },
        |_| {},
    )];
    let error = migrator(scripts).run(&pool).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Revision { .. }), "{error:?}");
    assert!(!Metadata::reflect(&pool).await?.metadata.contains("fine"));
    Ok(())
}

async fn an_applied_revision_that_was_edited_is_noticed(db: &TestDatabase) -> TestResult {
    let pool = db.pool().database();
    let history = |name: &'static str, more: bool| {
        let mut scripts = vec![script(
            "a1",
            &[],
            move |op| {
                op.create_table("users", |t| {
                    t.column("id", BigInteger).primary_key();
                    t.column(name, Integer);
                });
            },
            |op| {
                op.drop_table("users");
            },
        )];
        if more {
            scripts.push(script("b2", &["a1"], |_| {}, |_| {}));
        }
        let model = TableDef::new("users")
            .column(ColumnDef::new("id", BigInteger))
            .column(ColumnDef::new("age", Integer).nullable())
            .primary_key(["id"]);
        let revisions = Revisions::new(scripts).expect("the revisions fit together");
        Migrator::new([model].into_iter().collect()).with_revisions(revisions)
    };
    history("age", false).run(&pool).await?;
    let check = history("age", false).check(&pool).await?;
    assert!(check.edited.is_empty());
    let check = history("years", false).check(&pool).await?;
    assert_eq!(check.edited, ["a1"]);
    assert!(!check.is_fine());
    let report = history("years", true).run(&pool).await?;
    assert_eq!((report.edited, report.rows), (vec!["a1".into()], vec!["b2".into()]));
    Ok(())
}

async fn a_lock_that_is_not_to_be_had_is_tried_for_again(db: &TestDatabase) -> TestResult {
    use fsm_migrate::Timeouts;
    use std::time::Duration;
    if db.dialect() == Dialect::Sqlite {
        // Its one lock is waited for anyway.
        return Ok(());
    }
    let pool = db.pool().database();
    db.execute("CREATE TABLE users (id BIGINT PRIMARY KEY)").await?;
    let alter = || {
        migrator([script(
            "a1",
            &[],
            |op| {
                op.add_column("users", "age", Integer);
            },
            |_| {},
        )])
    };
    let limits = Timeouts::new().lock(Duration::from_millis(400));
    let hold = async {
        if db.dialect() == Dialect::Postgres {
            let mut holder = db.postgres().begin().await?;
            sqlx::query("SELECT * FROM users").fetch_all(&mut *holder).await?;
            tokio::time::sleep(Duration::from_millis(1300)).await;
            holder.rollback().await
        } else {
            let mut holder = db.mysql().begin().await?;
            sqlx::query("SELECT * FROM users").fetch_all(&mut *holder).await?;
            tokio::time::sleep(Duration::from_millis(2300)).await;
            holder.rollback().await
        }
    };
    let never = alter().timeouts(limits.retries(0));
    let (hold_ended, (refused, again)) = tokio::join!(hold, async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let refused = never.run(&pool).await.map(|_| ());
        let again = alter().timeouts(limits.retries(20)).run(&pool).await;
        (refused, again)
    });
    hold_ended?;
    let error = refused.unwrap_err();
    assert!(error.is_busy(db.dialect()), "{error:?}");
    assert_eq!(again?.rows, ["a1"]);
    Ok(())
}
