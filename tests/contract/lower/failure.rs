//! What a change that fails leaves, and who is kept waiting.

use super::catalog;
use super::scenario::{apply, child, is_sqlite, t, text};
use crate::create::model::pool;
use fsm_core::change::Change;
use fsm_core::{CheckDef, Dialect, ErrorKind, Metadata, UniqueDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use std::time::Duration;

pub fn cases() -> Vec<Case> {
    cases![
        a_failure_in_the_middle_leaves_nothing_or_says_what,
        what_a_dialect_cannot_hold_is_refused_before_anything_is_sent,
        a_change_that_does_not_fit_is_refused,
        no_change_sends_nothing,
    ]
}

pub fn sqlite() -> Vec<Case> {
    cases![
        foreign_keys_that_act_in_a_transaction_are_refused,
        foreign_keys_that_were_off_stay_off,
        a_call_that_is_dropped_in_the_middle_leaves_everything_as_it_was,
        a_process_that_dies_in_the_middle_leaves_the_old_table,
    ]
}

async fn a_failure_in_the_middle_leaves_nothing_or_says_what(db: &TestDatabase) -> TestResult {
    let before: Metadata = [t(), child()].into_iter().collect();
    before.create_all(&pool(db)).await?;
    db.execute("INSERT INTO t (a) VALUES ('same'), ('same')").await?;
    db.execute("INSERT INTO child (t_id) VALUES (1)").await?;
    let built = catalog::read(db).await?;
    let changes = [
        Change::AddCheck { table: "child".into(), check: CheckDef::new("t_id < 9").named("ck") },
        Change::AddColumn { table: "child".into(), column: text("b") },
        Change::AddUnique { table: "t".into(), unique: UniqueDef::new(["a"]) },
    ];
    let failed = fsm_core::apply(&changes, &pool(db)).before(&before, &[]).await.unwrap_err();
    let ErrorKind::Statement { standing, .. } = failed.kind() else { return Err(failed.into()) };
    if db.dialect() == Dialect::Mysql {
        assert_eq!(*standing, ["alter table `child`"]);
    } else {
        assert_eq!(*standing, [""; 0]);
        assert_eq!(catalog::read(db).await?, built);
    }
    assert_eq!(db.query_text("SELECT a FROM t").await?.len(), 2);
    assert_eq!(db.query_text("SELECT id FROM child").await?.len(), 1);
    if is_sqlite(db) {
        for _ in 0..4 {
            assert_eq!(db.query_text("PRAGMA foreign_keys").await?[0][0].as_deref(), Some("1"));
        }
    }
    Ok(())
}

async fn what_a_dialect_cannot_hold_is_refused_before_anything_is_sent(
    db: &TestDatabase,
) -> TestResult {
    let before: Metadata = [t()].into_iter().collect();
    before.create_all(&pool(db)).await?;
    let built = catalog::read(db).await?;
    let changes = [
        Change::AddColumn { table: "t".into(), column: text("b") },
        Change::AddColumn { table: "t".into(), column: text("") },
    ];
    let failed = fsm_core::apply(&changes, &pool(db)).before(&before, &[]).await.unwrap_err();
    assert!(matches!(failed.kind(), ErrorKind::Unsupported { .. }), "{failed:?}");
    assert_eq!(catalog::read(db).await?, built);
    Ok(())
}

async fn a_change_that_does_not_fit_is_refused(db: &TestDatabase) -> TestResult {
    let before: Metadata = [t()].into_iter().collect();
    let changes = [Change::DropColumn { table: "t".into(), column: text("nowhere") }];
    let failed = fsm_core::apply(&changes, &pool(db)).before(&before, &[]).await.unwrap_err();
    assert!(matches!(failed.kind(), ErrorKind::Inapplicable { .. }), "{failed:?}");
    Ok(())
}

async fn no_change_sends_nothing(db: &TestDatabase) -> TestResult {
    let before = Metadata::new();
    assert!(fsm_core::apply(&[], &pool(db)).before(&before, &[]).await?.is_noop());
    Ok(())
}

fn check() -> Change {
    Change::AddCheck { table: "t".into(), check: CheckDef::new("id > 0").named("ck") }
}

async fn foreign_keys_that_act_in_a_transaction_are_refused(db: &TestDatabase) -> TestResult {
    let before: Metadata = [t(), child()].into_iter().collect();
    before.create_all(&pool(db)).await?;
    let mut transaction = db.sqlite().begin().await?;
    let failed =
        fsm_core::apply(&[check()], &mut *transaction).before(&before, &[]).await.unwrap_err();
    assert!(matches!(failed.kind(), ErrorKind::ForeignKeysAct), "{failed:?}");
    transaction.rollback().await?;
    let mut connection = db.sqlite().acquire().await?;
    sqlx::raw_sql("PRAGMA foreign_keys = OFF; BEGIN").execute(&mut *connection).await?;
    fsm_core::apply(&[check()], &mut *connection).before(&before, &[]).await?;
    sqlx::raw_sql("COMMIT; PRAGMA foreign_keys = ON").execute(&mut *connection).await?;
    Ok(())
}

async fn foreign_keys_that_were_off_stay_off(db: &TestDatabase) -> TestResult {
    let before: Metadata = [t(), child()].into_iter().collect();
    before.create_all(&pool(db)).await?;
    let off =
        db.pool().in_session("PRAGMA foreign_keys = OFF; PRAGMA legacy_alter_table = ON").await?;
    fsm_core::apply(&[check()], &off.database()).before(&before, &[]).await?;
    assert_eq!(off.query_text("PRAGMA foreign_keys").await?[0][0].as_deref(), Some("0"));
    assert_eq!(off.query_text("PRAGMA legacy_alter_table").await?[0][0].as_deref(), Some("1"));
    off.close().await;
    Ok(())
}

/// A table whose copying takes some time.
async fn large(db: &TestDatabase) -> Result<Metadata, Box<dyn std::error::Error + Send + Sync>> {
    let before: Metadata = [t(), child()].into_iter().collect();
    before.create_all(&pool(db)).await?;
    db.execute(
        "INSERT INTO t (a, n) WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 200000) SELECT 'a' || x, x FROM c",
    )
    .await?;
    db.execute("INSERT INTO child (t_id) VALUES (1), (2)").await?;
    Ok(before)
}

async fn a_call_that_is_dropped_in_the_middle_leaves_everything_as_it_was(
    db: &TestDatabase,
) -> TestResult {
    let before = large(db).await?;
    let built = catalog::read(db).await?;
    let one = db.pool().in_session("PRAGMA foreign_keys = ON").await?;
    let (pool, changes) = (one.database(), [check()]);
    let mut dropped = 0;
    for milliseconds in [0, 1, 2, 3, 5, 8, 13, 20, 30, 45] {
        let call = fsm_core::apply(&changes, &pool).before(&before, &[]).into_future();
        dropped += i32::from(
            tokio::time::timeout(Duration::from_millis(milliseconds), call).await.is_err(),
        );
        if dropped == 0 {
            break;
        }
        assert_eq!(one.query_text("PRAGMA foreign_keys").await?[0][0].as_deref(), Some("1"));
        assert_eq!(one.query_text("PRAGMA legacy_alter_table").await?[0][0].as_deref(), Some("0"));
        if catalog::read(db).await? != built {
            // It was done before its time was over.
            break;
        }
    }
    assert!(dropped > 2, "{dropped} calls were dropped");
    assert_eq!(one.query_text("SELECT count(*) FROM t").await?[0][0].as_deref(), Some("200000"));
    assert_eq!(one.query_text("SELECT count(*) FROM child").await?[0][0].as_deref(), Some("2"));
    one.close().await;
    Ok(())
}

async fn a_process_that_dies_in_the_middle_leaves_the_old_table(db: &TestDatabase) -> TestResult {
    let before = large(db).await?;
    let built = catalog::read(db).await?;
    let mut killed = 0;
    for milliseconds in [20, 40, 60, 90, 120, 160, 220, 300] {
        let mut child =
            std::process::Command::new(env!("CARGO_BIN_EXE_apply_worker")).arg(db.url()).spawn()?;
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        child.kill()?;
        child.wait()?;
        if catalog::read(db).await? != built {
            break;
        }
        killed += 1;
        assert_eq!(
            db.query_text("SELECT count(*), sum(n) FROM t").await?[0][0].as_deref(),
            Some("200000")
        );
        assert_eq!(db.query_text("SELECT count(*) FROM child").await?[0][0].as_deref(), Some("2"));
        assert_eq!(db.query_text("PRAGMA integrity_check").await?[0][0].as_deref(), Some("ok"));
    }
    assert!(killed > 1, "{killed} processes were killed before they were done");
    // And what died is no reason to fail now, whether or not it came to its end.
    if catalog::read(db).await? == built {
        apply(db, &[check()], &before, &[]).await?;
    }
    assert!(db.execute("INSERT INTO t (id) VALUES (-1)").await.is_err());
    Ok(())
}
