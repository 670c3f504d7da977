//! `upgrade`, `downgrade` and `stamp`: runs, and the SQL of runs.
//! It never decides what is run.

use super::args::{Downgrade, Offline, Stamp, Upgrade};
use super::console::{note, say};
use super::failure::{Done, Failure, Outcome};
use super::place::word;
use super::progress::Progress;
use super::{Context, database, stop};
use crate::{Error, Migrator, Report};
use fsm_core::{DatabasePool, Dialect};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

pub(super) fn upgrade(at: &Context<'_>, asked: &Upgrade) -> Done {
    if asked.offline.sql {
        return offline(at, &asked.offline, &asked.targets, |migrator, dialect, range| {
            migrator.upgrade_sql(dialect, range)
        });
    }
    refuse_range(&asked.targets)?;
    let targets = split(&asked.targets);
    let targets: Vec<&str> = targets.iter().map(String::as_str).collect();
    let report = run(at, async |migrator, pool| migrator.upgrade(&targets, pool).await)?;
    answer(at, &report);
    Ok(Outcome::Fine)
}

pub(super) fn downgrade(at: &Context<'_>, asked: &Downgrade) -> Done {
    let target = std::slice::from_ref(&asked.target);
    if asked.offline.sql {
        if !asked.target.contains(':') {
            return Err(Failure::usage("a downgrade without a database begins somewhere")
                .help(format!("write `FROM:{}`, such as `head:{}`", asked.target, asked.target)));
        }
        return offline(at, &asked.offline, target, |migrator, dialect, range| {
            migrator.downgrade_sql(dialect, range)
        });
    }
    refuse_range(target)?;
    let report = run(at, async |migrator, pool| migrator.downgrade(&asked.target, pool).await)?;
    answer(at, &report);
    Ok(Outcome::Fine)
}

pub(super) fn stamp(at: &Context<'_>, asked: &Stamp) -> Done {
    if asked.offline.sql {
        return offline(at, &asked.offline, &asked.targets, |migrator, dialect, range| {
            migrator.stamp_sql(dialect, range, asked.purge)
        });
    }
    refuse_range(&asked.targets)?;
    let migrator = at.migrator()?;
    let targets = split(&asked.targets);
    let targets: Vec<&str> = targets.iter().map(String::as_str).collect();
    let report = database::with_pool(at, async |pool| {
        Ok(migrator.stamp(&targets, asked.purge, pool).await?)
    })?;
    if at.is_json() {
        say!(at.console, "{}", value(&report));
    } else if !at.project.is_quiet() {
        say!(at.console, "the database is at {}", place(&report.rows));
    }
    Ok(Outcome::Fine)
}

/// Runs, with progress, until it is done or was asked to stop.
fn run(
    at: &Context<'_>,
    work: impl AsyncFnOnce(&Migrator, &DatabasePool) -> Result<Report, Error>,
) -> Result<Report, Failure> {
    let progress = Progress::new(at);
    let stop = Arc::new(AtomicBool::new(false));
    let migrator = at.migrator()?.on_event(progress.listener()).stop_when(Arc::clone(&stop));
    database::with_pool(at, async |pool| {
        let done = stop::stoppable(&at.console, &stop, work(&migrator, pool)).await;
        progress.finish();
        Ok(done?)
    })
}

fn answer(at: &Context<'_>, report: &Report) {
    if at.is_json() {
        say!(at.console, "{}", value(report));
    } else if !at.project.is_quiet() {
        if report.is_noop() {
            say!(at.console, "nothing to do: the database is at {}", place(&report.rows));
        }
        for edited in &report.edited {
            note!(
                at.console,
                "warning: the revision {edited} does something else now than when it was applied"
            );
        }
    }
}

fn place(rows: &[String]) -> String {
    if rows.is_empty() { "base".to_owned() } else { rows.join(", ") }
}

fn value(report: &Report) -> serde_json::Value {
    let revisions: Vec<_> = report
        .revisions
        .iter()
        .map(|ran| {
            json!({
                "revision": ran.revision,
                "message": ran.message,
                "direction": word(ran.direction),
                "statements": ran.statements,
                "resumed": ran.resumed,
            })
        })
        .collect();
    json!({ "revisions": revisions, "rows": report.rows, "edited": report.edited })
}

/// SQL on the console. `current` at a range's beginning is asked of the database.
fn offline(
    at: &Context<'_>,
    asked: &Offline,
    targets: &[String],
    text: impl FnOnce(&Migrator, Dialect, &str) -> Result<String, Error>,
) -> Done {
    let dialect = at.dialect(asked)?;
    let mut range = targets.join(",");
    if let Some(target) = range.strip_prefix("current:") {
        let rows = database::current(at)?.rows;
        let start = if rows.is_empty() { "base".to_owned() } else { rows.join(",") };
        range = format!("{start}:{target}");
    }
    let text = text(&at.migrator()?, dialect, &range)?;
    if at.is_json() {
        say!(at.console, "{}", json!({ "dialect": dialect.key(), "sql": text }));
    } else {
        say!(at.console, "{}", text.trim_end());
    }
    Ok(Outcome::Fine)
}

fn split(targets: &[String]) -> Vec<String> {
    let each = targets.iter().flat_map(|target| target.split(','));
    each.map(|target| target.trim().to_owned()).filter(|target| !target.is_empty()).collect()
}

fn refuse_range(targets: &[String]) -> Result<(), Failure> {
    match targets.iter().find(|target| target.contains(':')) {
        None => Ok(()),
        Some(range) => Err(Failure::usage(format!("`{range}` is a range"))
            .help("a database knows where it begins: name the target; ranges go with `--sql`")),
    }
}
