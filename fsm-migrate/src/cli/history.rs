//! `history`: the revisions, and what was run on the database.
//! It never runs one.

use super::args::History;
use super::console::say;
use super::describe::{self, Marks};
use super::drawing::Lines;
use super::failure::{Done, Outcome};
use super::{Context, branch, database};
use crate::graph::{Applied, Range, Revision};
use crate::{EntryState, LedgerEntry, Revisions};
use serde_json::{Value, json};

pub(super) fn history(at: &Context<'_>, asked: &History) -> Done {
    if asked.applied {
        return applied(at);
    }
    let revisions = at.revisions()?;
    let graph = revisions.graph();
    let range = asked.rev_range.as_deref().unwrap_or(":");
    let rows = if asked.indicate_current || needs_database(Range::parse(range)?) {
        database::current(at)?.rows
    } else {
        Vec::new()
    };
    let state = Applied::from_rows(graph, rows.clone())?;
    let shown = graph.history(range, &state)?;
    let marks = Marks { current: if asked.indicate_current { &rows } else { &[] } };
    if at.is_json() || at.project.is_verbose() {
        branch::list(at, &revisions, &shown, marks);
    } else if asked.graph || at.console.is_terminal() {
        draw(at, &revisions, &shown, marks);
    } else {
        for facts in shown.iter().filter_map(|revision| graph.facts(&revision.id)) {
            say!(at.console, "{}", describe::arrow(&facts, marks));
        }
    }
    Ok(Outcome::Fine)
}

fn draw(at: &Context<'_>, revisions: &Revisions, shown: &[&Revision], marks: Marks<'_>) {
    let mut lines = Lines::default();
    let is_shown: std::collections::BTreeSet<&str> =
        shown.iter().map(|revision| revision.id.as_str()).collect();
    for facts in shown.iter().filter_map(|revision| revisions.graph().facts(&revision.id)) {
        let parents: Vec<String> = describe::ids(&facts.parents)
            .into_iter()
            .filter(|id| is_shown.contains(id.as_str()))
            .collect();
        let drawn = lines.draw(&facts.revision.id, &parents);
        if let Some(above) = drawn.above {
            say!(at.console, "{above}");
        }
        let needs = describe::ids(&facts.dependencies);
        let needs =
            if needs.is_empty() { String::new() } else { format!(" (needs {})", needs.join(", ")) };
        say!(at.console, "{} {}{needs}", drawn.beside, describe::line(&facts, marks));
        if let Some(below) = drawn.below {
            say!(at.console, "{below}");
        }
    }
}

/// Whether an end of the range is counted from where the database is, and not from the other end.
fn needs_database(range: Range<'_>) -> bool {
    let place = |end: Option<&str>| {
        end.map_or("", |end| end.rsplit('@').next().unwrap_or_default()).to_owned()
    };
    let (lower, upper) = (place(range.lower), place(range.upper));
    let is_bare = |end: &str| end.starts_with(['+', '-']);
    lower.starts_with("current")
        || upper.starts_with("current")
        || is_bare(&lower) && (is_bare(&upper) || lower.starts_with('+'))
        || is_bare(&upper) && upper.starts_with('-')
}

/// What was run, the newest first.
fn applied(at: &Context<'_>) -> Done {
    let migrator = at.migrator()?;
    let entries = database::with_pool(at, async |pool| Ok(migrator.ledger(pool).await?))?;
    let mut runs: Vec<&LedgerEntry> = entries.iter().filter(|entry| entry.step == 0).collect();
    runs.sort_by_key(|entry| std::cmp::Reverse(entry.run));
    if at.is_json() {
        let steps = |run: i64| -> Vec<Value> {
            entries.iter().filter(|it| it.run == run && it.step > 0).map(step).collect()
        };
        let values: Vec<Value> = runs
            .iter()
            .map(|run| {
                let mut value = step(run);
                value["steps"] = Value::from(steps(run.run));
                value
            })
            .collect();
        say!(at.console, "{}", Value::from(values));
        return Ok(Outcome::Fine);
    }
    for run in runs {
        let when = run.started_at.as_deref().unwrap_or("-");
        let comma = if run.action.is_empty() { "" } else { ", " };
        let state = match run.state {
            EntryState::Done => String::new(),
            state => format!(" ({})", state_word(state)),
        };
        say!(
            at.console,
            "{when}  {:<9} {}{comma}{}{state}",
            run.direction,
            run.revision,
            run.action
        );
        if at.project.is_verbose() {
            for it in entries.iter().filter(|it| it.run == run.run && it.step > 0) {
                let when = it.started_at.as_deref().unwrap_or("-");
                say!(
                    at.console,
                    "{when}    {:>3} {} ({})",
                    it.step,
                    it.action,
                    state_word(it.state)
                );
            }
        }
    }
    Ok(Outcome::Fine)
}

fn step(entry: &LedgerEntry) -> Value {
    json!({
        "run": entry.run,
        "step": entry.step,
        "revision": entry.revision,
        "direction": entry.direction,
        "state": state_word(entry.state),
        "action": entry.action,
        "statement": entry.statement,
        "hash": entry.hash,
        "started_at": entry.started_at,
        "finished_at": entry.finished_at,
        "version": entry.version,
        "downgrade": entry.downgrade,
    })
}

fn state_word(state: EntryState) -> &'static str {
    match state {
        EntryState::Planned => "planned",
        EntryState::Running => "running",
        EntryState::Done => "done",
        EntryState::Failed => "failed",
        EntryState::Forgotten => "forgotten",
    }
}

#[cfg(test)]
mod tests {
    use super::{Range, needs_database};

    #[test]
    fn a_range_that_hangs_on_the_database_asks_it() {
        for (range, expected) in [
            (":", false),
            ("a:b", false),
            ("-3:b", false),
            ("-3:", false),
            ("a:+2", false),
            (":+2", false),
            ("-1:+1", true),
            ("current:", true),
            (":current-1", true),
            ("lib@+1:", true),
            (":-1", true),
            ("lib@base:head-1", false),
        ] {
            assert_eq!(needs_database(Range::parse(range).unwrap()), expected, "{range}");
        }
    }
}
