//! `heads`, `branches` and `show`: what there is to say about the graph.
//! It never asks a database, unless a symbol is about one.

use super::args::{Heads, Show};
use super::console::say;
use super::describe::{self, Marks};
use super::failure::{Done, Failure, Outcome};
use super::{Context, database};
use crate::Revisions;
use crate::graph::Revision;
use serde_json::Value;

pub(super) fn heads(at: &Context<'_>, heads: &Heads) -> Done {
    let revisions = at.revisions()?;
    let graph = revisions.graph();
    let shown = if heads.resolve_dependencies { graph.effective_heads() } else { graph.heads() };
    list(at, &revisions, &shown, Marks::default());
    Ok(Outcome::Fine)
}

/// A line a revision, or all there is to say about each.
pub(super) fn list(at: &Context<'_>, revisions: &Revisions, shown: &[&Revision], marks: Marks<'_>) {
    let facts = shown.iter().filter_map(|revision| revisions.graph().facts(&revision.id));
    if at.is_json() {
        let values: Vec<Value> =
            facts.map(|facts| describe::value(revisions, &facts, marks)).collect();
        say!(at.console, "{}", Value::from(values));
        return;
    }
    for facts in facts {
        if at.project.is_verbose() {
            say!(at.console, "{}", describe::full(at, revisions, &facts, marks));
        } else {
            say!(at.console, "{}", describe::line(&facts, marks));
        }
    }
}

pub(super) fn branches(at: &Context<'_>) -> Done {
    let revisions = at.revisions()?;
    let graph = revisions.graph();
    let points = graph.branch_points();
    if at.is_json() {
        list(at, &revisions, &points, Marks::default());
        return Ok(Outcome::Fine);
    }
    for point in points {
        let Some(facts) = graph.facts(&point.id) else { continue };
        say!(at.console, "{}", describe::line(&facts, Marks::default()));
        for child in facts.children.iter().filter_map(|child| graph.facts(&child.id)) {
            say!(at.console, "    -> {}", describe::line(&child, Marks::default()));
        }
    }
    Ok(Outcome::Fine)
}

pub(super) fn show(at: &Context<'_>, show: &Show) -> Done {
    let revisions = at.revisions()?;
    let graph = revisions.graph();
    let place = if database::is_about_database(&show.revision) {
        let current = database::current(at)?;
        let applied = crate::graph::Applied::from_rows(graph, current.rows)?;
        graph.resolve(&show.revision, &applied)?
    } else {
        graph.lookup(&show.revision)?
    };
    if place.revisions.is_empty() {
        return Err(Failure::new(format!("`{}` is no revision", show.revision)));
    }
    if at.is_json() {
        list(at, &revisions, &place.revisions, Marks::default());
        return Ok(Outcome::Fine);
    }
    for facts in place.revisions.iter().filter_map(|revision| graph.facts(&revision.id)) {
        say!(at.console, "{}", describe::full(at, &revisions, &facts, Marks::default()));
    }
    Ok(Outcome::Fine)
}
