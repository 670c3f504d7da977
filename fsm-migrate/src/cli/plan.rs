//! `plan`: what would run, statement by statement, and what is dangerous about it.
//! It never runs any of it.

use super::args::Plan;
use super::console::say;
use super::failure::{Done, Outcome};
use super::place::word;
use super::{Context, database};
use crate::{Planned, PlannedRevision};
use serde_json::{Value, json};

pub(super) fn plan(at: &Context<'_>, asked: &Plan) -> Done {
    let migrator = at.migrator()?;
    let planned = database::with_pool(at, async |pool| {
        Ok(match &asked.down {
            Some(target) => migrator.plan_downgrade(target, pool).await?,
            None => {
                let targets: Vec<&str> =
                    asked.targets.iter().flat_map(|target| target.split(',')).collect();
                migrator.plan_upgrade(&targets, pool).await?
            }
        })
    })?;
    if at.is_json() {
        say!(at.console, "{}", value(&planned));
        return Ok(Outcome::Fine);
    }
    if planned.revisions.is_empty() && !at.project.is_quiet() {
        say!(at.console, "nothing to do");
    }
    for (place, revision) in planned.revisions.iter().enumerate() {
        if place > 0 {
            say!(at.console);
        }
        show(at, revision);
    }
    Ok(Outcome::Fine)
}

fn show(at: &Context<'_>, revision: &PlannedRevision) {
    let message = revision.message.as_deref().and_then(|message| message.lines().next());
    let message = message.map(|message| format!(", {message}")).unwrap_or_default();
    say!(at.console, "{} {}{message}", word(revision.direction), revision.revision);
    for statement in &revision.statements {
        let outside = if statement.in_transaction { "" } else { " (in no transaction)" };
        say!(at.console, "\n  -- {}{outside}", statement.action);
        for hazard in &statement.hazards {
            say!(at.console, "  -- {hazard}");
        }
        if let Some(sql) = &statement.sql {
            say!(at.console, "  {};", sql.replace('\n', "\n  "));
        }
    }
}

fn value(planned: &Planned) -> Value {
    let revisions: Vec<Value> = planned
        .revisions
        .iter()
        .map(|revision| {
            let statements: Vec<Value> = revision
                .statements
                .iter()
                .map(|statement| {
                    let hazards: Vec<Value> = statement
                        .hazards
                        .iter()
                        .map(|it| json!({ "kind": it.kind.to_string(), "text": it.text }))
                        .collect();
                    json!({
                        "action": statement.action,
                        "sql": statement.sql,
                        "in_transaction": statement.in_transaction,
                        "hazards": hazards,
                    })
                })
                .collect();
            json!({
                "revision": revision.revision,
                "message": revision.message,
                "direction": word(revision.direction),
                "statements": statements,
            })
        })
        .collect();
    json!({ "revisions": revisions })
}
