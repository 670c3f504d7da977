//! A revision in words: in a line, in full, and as JSON.
//! It never decides which revisions are shown.

use super::Context;
use crate::Revisions;
use crate::graph::{Facts, Revision};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// What a line says beside the id.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks<'m> {
    /// What the version table says, where that was asked.
    pub(super) current: &'m [String],
}

/// `3f2a9c1b7d10 (fsm) (head), add users`
pub(super) fn line(facts: &Facts<'_>, marks: Marks<'_>) -> String {
    let mut text = named(facts, marks);
    if let Some(message) = first_line(facts.revision) {
        let _ = write!(text, ", {message}");
    }
    text
}

/// `3f2a9c1b7d10 (fsm) (head)`
pub(super) fn named(facts: &Facts<'_>, marks: Marks<'_>) -> String {
    let mut text = facts.revision.id.clone();
    if !facts.revision.branch_labels.is_empty() {
        let _ = write!(text, " ({})", facts.revision.branch_labels.join(", "));
    }
    for (holds, word) in [
        (facts.is_effective_head, "head"),
        (facts.is_head && !facts.is_effective_head, "head that others depend on"),
        (facts.is_branch_point, "branchpoint"),
        (facts.is_merge_point, "mergepoint"),
        (marks.current.contains(&facts.revision.id), "current"),
    ] {
        if holds {
            let _ = write!(text, " ({word})");
        }
    }
    text
}

/// `91c0d2e4aa71 -> 3f2a9c1b7d10 (head), add users`
pub(super) fn arrow(facts: &Facts<'_>, marks: Marks<'_>) -> String {
    let parents = ids(&facts.parents);
    let from = if parents.is_empty() { "<base>".to_owned() } else { parents.join(", ") };
    let dependencies = ids(&facts.dependencies);
    if dependencies.is_empty() {
        format!("{from} -> {}", line(facts, marks))
    } else {
        format!("{from} ({}) -> {}", dependencies.join(", "), line(facts, marks))
    }
}

/// Everything there is to say, several lines.
pub(super) fn full(
    at: &Context<'_>,
    revisions: &Revisions,
    facts: &Facts<'_>,
    marks: Marks<'_>,
) -> String {
    let revision = facts.revision;
    let mut text = format!("Revision: {}\n", named(facts, marks));
    let follows =
        if facts.parents.is_empty() { "<base>".to_owned() } else { ids(&facts.parents).join(", ") };
    let mut field = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(text, "{name}: {value}");
        }
    };
    field("Follows", &follows);
    field("Depends on", &ids(&facts.dependencies).join(", "));
    field("Followed by", &ids(&facts.children).join(", "));
    field("Depended on by", &ids(&facts.dependants).join(", "));
    field("Branches", &facts.labels.join(", "));
    let script = revisions.get(&revision.id);
    field("Created", script.and_then(crate::Script::create_date).unwrap_or_default());
    field("File", &path(at, revision));
    if let Some(message) = &revision.message {
        text.push('\n');
        for line in message.lines() {
            let _ = writeln!(text, "    {line}");
        }
    }
    text
}

/// Where its file is, or where the compiler found it.
fn path(at: &Context<'_>, revision: &Revision) -> String {
    let Some(named) = revision.path.as_deref() else { return String::new() };
    match at.project.source(named) {
        Some(found) => super::Project::shown(&found),
        None => named.to_owned(),
    }
}

/// The same for machines.
pub(super) fn value(revisions: &Revisions, facts: &Facts<'_>, marks: Marks<'_>) -> Value {
    let script = revisions.get(&facts.revision.id);
    json!({
        "id": facts.revision.id,
        "message": facts.revision.message,
        "down_revision": ids(&facts.parents),
        "depends_on": ids(&facts.dependencies),
        "branch_labels": facts.revision.branch_labels,
        "branches": facts.labels,
        "children": ids(&facts.children),
        "dependants": ids(&facts.dependants),
        "is_head": facts.is_head,
        "is_effective_head": facts.is_effective_head,
        "is_branch_point": facts.is_branch_point,
        "is_merge_point": facts.is_merge_point,
        "is_current": marks.current.contains(&facts.revision.id),
        "create_date": script.and_then(crate::Script::create_date),
        "set": script.map(crate::Script::set),
        "path": facts.revision.path,
    })
}

/// The first line of its message, which may be empty.
pub(super) fn first_line(revision: &Revision) -> Option<&str> {
    revision.message.as_deref().and_then(|message| message.lines().next())
}

pub(super) fn ids(revisions: &[&Revision]) -> Vec<String> {
    revisions.iter().map(|revision| revision.id.clone()).collect()
}

/// `1 revision`, `3 revisions`.
pub(super) fn counted(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}
