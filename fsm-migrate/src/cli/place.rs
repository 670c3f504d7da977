//! `current` and `ensure-version`: where the database is, and the table that knows.
//! It never runs a revision.

use super::args::{Current, EnsureVersion};
use super::console::{note, say};
use super::describe::{self, Marks};
use super::failure::{Done, Failure, Outcome};
use super::{Context, branch, database};
use crate::graph::{Applied, Direction};
use serde_json::{Value, json};

pub(super) fn current(at: &Context<'_>, asked: &Current) -> Done {
    let migrator = at.migrator()?;
    let current = database::with_pool(at, async |pool| Ok(migrator.current(pool).await?))?;
    let revisions = at.revisions()?;
    let graph = revisions.graph();
    let applied = Applied::from_rows(graph, current.rows.clone())?;
    let shown = graph.current(&applied)?;
    let behind = graph.pending(&applied)?;
    let is_fine = behind.is_empty() && current.unfinished.is_none();
    if at.is_json() {
        let marks = Marks { current: &current.rows };
        let at_heads: Vec<Value> = shown
            .iter()
            .filter_map(|revision| graph.facts(&revision.id))
            .map(|facts| describe::value(&revisions, &facts, marks))
            .collect();
        let value = json!({
            "rows": current.rows,
            "revisions": at_heads,
            "pending": describe::ids(&behind),
            "unfinished": current.unfinished.as_ref().map(|it| json!({
                "revision": it.revision,
                "direction": word(it.direction),
            })),
        });
        say!(at.console, "{value}");
    } else {
        branch::list(at, &revisions, &shown, Marks::default());
        if !at.project.is_quiet() && shown.is_empty() {
            note!(at.console, "no revision is applied");
        }
        if let Some(unfinished) = &current.unfinished {
            note!(
                at.console,
                "the {} of {} did not end: the next `{}` goes on with it",
                word(unfinished.direction),
                unfinished.revision,
                word(unfinished.direction)
            );
        }
    }
    if asked.check_heads && !is_fine {
        return Err(Failure::new(format!(
            "the database is {} behind",
            describe::counted(behind.len(), "revision")
        ))
        .help("run `upgrade heads`"));
    }
    Ok(Outcome::Fine)
}

pub(super) fn ensure_version(at: &Context<'_>, asked: &EnsureVersion) -> Done {
    let migrator = at.migrator()?;
    if asked.offline.sql {
        // A stamp that changes no row makes the tables and no more.
        let text = migrator.stamp_sql(at.dialect(&asked.offline)?, "base", false)?;
        say!(at.console, "{}", text.trim_end());
        return Ok(Outcome::Fine);
    }
    database::with_pool(at, async |pool| Ok(migrator.ensure_version(pool).await?))?;
    let tables = migrator.tables().map(ToString::to_string);
    if at.is_json() {
        say!(at.console, "{}", json!({ "tables": tables }));
    } else if !at.project.is_quiet() {
        say!(at.console, "there are the tables `{}` and `{}`", tables[0], tables[1]);
    }
    Ok(Outcome::Fine)
}

/// The command of a direction.
pub(super) fn word(direction: Direction) -> &'static str {
    match direction {
        Direction::Upgrade => "upgrade",
        Direction::Downgrade => "downgrade",
    }
}
