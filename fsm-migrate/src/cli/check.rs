//! `check`: whether the database is at head, and whether a new revision would have something in it.
//! It never changes anything.

use super::console::{note, say};
use super::failure::{Done, Outcome};
use super::place::word;
use super::{Context, autogenerate, database, describe};
use fsm_core::{Renames, Verdict};
use serde_json::json;

pub(super) fn check(at: &Context<'_>) -> Done {
    let migrator = at.migrator()?;
    let revisions = at.revisions()?;
    let (state, comparison) = database::with_pool(at, async |pool| {
        let state = migrator.check(pool).await?;
        // What `revision --autogenerate` would find, dropped parts among it.
        let comparison =
            autogenerate::compare(at, &migrator, &revisions, Renames::new(), pool).await?;
        Ok((state, comparison))
    })?;
    let verdict = comparison.verdict();
    let is_fine = state.pending.is_empty()
        && state.edited.is_empty()
        && state.unfinished.is_none()
        && verdict != Verdict::Different;
    if at.is_json() {
        let texts = |items: &[_]| items.iter().map(ToString::to_string).collect::<Vec<String>>();
        let value = json!({
            "is_fine": is_fine,
            "pending": state.pending.iter().map(|revision| &revision.id).collect::<Vec<_>>(),
            "edited": state.edited,
            "unfinished": state.unfinished.as_ref().map(|it| json!({
                "revision": it.revision,
                "direction": word(it.direction),
            })),
            "changes": texts(&comparison.changes),
            "flaws": comparison.flaws.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "skipped": comparison.skipped.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "kept": comparison.kept.iter().map(ToString::to_string).collect::<Vec<_>>(),
        });
        say!(at.console, "{value}");
        return Ok(Outcome::found(!is_fine));
    }
    if let Some(unfinished) = &state.unfinished {
        let (direction, id) = (word(unfinished.direction), &unfinished.revision);
        say!(at.console, "the {direction} of {id} did not end: `{direction}` goes on with it");
    }
    if !state.pending.is_empty() {
        let behind = describe::counted(state.pending.len(), "revision");
        say!(at.console, "the database is {behind} behind: run `upgrade heads`");
        for pending in &state.pending {
            say!(at.console, "  pending: {pending}");
        }
    }
    for edited in &state.edited {
        say!(at.console, "the revision {edited} does something else now than when it was applied");
    }
    if !state.pending.is_empty() && !at.project.is_verbose() {
        // What the pending revisions make is missing, which is no news.
        return Ok(Outcome::Found);
    }
    if verdict == Verdict::Equal {
        if !at.project.is_quiet() {
            say!(at.console, "the database is as the models say");
        }
    } else if verdict == Verdict::Different || !at.project.is_quiet() {
        say!(at.console, "{comparison}");
    }
    if verdict == Verdict::Different && state.pending.is_empty() && !at.project.is_quiet() {
        note!(at.console, "help: write the difference with `revision --autogenerate`");
    }
    Ok(Outcome::found(!is_fine))
}
