//! What handlers wrote down: when they were let in, and when they were done.

use fsm_core::Dialect;
use fsm_tests::load::LOG;
use fsm_tests::{TestDatabase, TestResult};

use crate::process::Error;

pub(super) async fn create(db: &TestDatabase) -> TestResult {
    let id = match db.dialect() {
        Dialect::Sqlite => "INTEGER PRIMARY KEY AUTOINCREMENT",
        Dialect::Postgres => "BIGSERIAL PRIMARY KEY",
        _ => "BIGINT AUTO_INCREMENT PRIMARY KEY",
    };
    let columns = format!("id {id}, who VARCHAR(50) NOT NULL, what VARCHAR(3) NOT NULL");
    Ok(db.execute(&format!("CREATE TABLE {LOG} ({columns})")).await?)
}

/// Whom the last line is about, if it was let in and is not done.
pub(super) async fn inside(db: &TestDatabase) -> Result<Option<String>, Error> {
    let sql =
        format!("SELECT who FROM {LOG} WHERE what = 'in' AND id = (SELECT MAX(id) FROM {LOG})");
    Ok(db.query_text(&sql).await?.into_iter().flatten().flatten().next())
}

/// Fails if one was let in while another was inside, unless that one was killed before it was
/// done; answers how many were let in.
pub(super) async fn check(
    db: &TestDatabase,
    was_killed: impl Fn(&str) -> bool,
) -> Result<usize, Error> {
    let rows = db.query_text(&format!("SELECT who, what FROM {LOG} ORDER BY id")).await?;
    let mut inside: Option<String> = None;
    let mut handled = 0;
    for row in rows {
        let [Some(who), Some(what)] = &row[..] else { return Err("a hole in the log".into()) };
        match (&*what.clone(), inside.take()) {
            ("in", None) => inside = Some(who.clone()),
            ("in", Some(before)) if was_killed(&before) => inside = Some(who.clone()),
            ("out", Some(before)) if before == *who => {}
            (what, before) => return Err(format!("{who} {what} while {before:?}").into()),
        }
        handled += usize::from(what == "in");
    }
    match inside {
        Some(who) if !was_killed(&who) => Err(format!("{who} is not done").into()),
        _ => Ok(handled),
    }
}
