//! The whole text of a revision's file.
//! It never writes it anywhere.

use super::body::{Body, Section};
use super::code::Expr;
use super::{comment, layout, literal};

/// How wide a line of the head may be, with what stands before it.
const WIDTH: usize = 100;

/// A revision that is to get a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct NewRevision {
    /// Its id.
    pub id: String,
    /// What it is for.
    pub message: String,
    /// The ids of the revisions that it follows.
    pub down_revision: Vec<String>,
    /// Its labels.
    pub branch_labels: Vec<String>,
    /// What it depends on, by id or label.
    pub depends_on: Vec<String>,
    /// When it is written, as the file is to say it: `2026-11-21 20:59:01+00:00`.
    pub create_date: Option<String>,
    /// The set that it is in, if that is not the application's own.
    pub set: Option<String>,
}

impl NewRevision {
    /// A revision that follows none.
    pub fn new(id: impl Into<String>, message: impl Into<String>) -> Self {
        Self { id: id.into(), message: message.into(), ..Self::default() }
    }

    /// The ids of the revisions that it follows.
    #[must_use]
    pub fn down_revision<S: Into<String>>(mut self, ids: impl IntoIterator<Item = S>) -> Self {
        self.down_revision = ids.into_iter().map(Into::into).collect();
        self
    }

    /// Its labels.
    #[must_use]
    pub fn branch_labels<S: Into<String>>(mut self, labels: impl IntoIterator<Item = S>) -> Self {
        self.branch_labels = labels.into_iter().map(Into::into).collect();
        self
    }

    /// What it depends on, by id or label.
    #[must_use]
    pub fn depends_on<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.depends_on = names.into_iter().map(Into::into).collect();
        self
    }

    /// When it is written.
    #[must_use]
    pub fn create_date(mut self, date: impl Into<String>) -> Self {
        self.create_date = Some(date.into());
        self
    }

    /// The set that it is in.
    #[must_use]
    pub fn set(mut self, set: impl Into<String>) -> Self {
        self.set = Some(set.into());
        self
    }
}

/// The text of a revision's file: Rust as `rustfmt` lays it out, with a line end behind the last
/// line. The same revision has the same text, byte for byte.
#[must_use]
pub fn revision_file(new: &NewRevision, body: &Body) -> String {
    let mut text = head(new, &body.head);
    text.push_str("\nuse fsm_migrate::prelude::*;\n\n");
    text.push_str(&declaration(new));
    for (name, lines) in [("upgrade", &body.upgrade), ("downgrade", &body.downgrade)] {
        text.push('\n');
        text.push_str(&layout::function(name, lines));
    }
    text
}

fn head(new: &NewRevision, sections: &[Section]) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut say = |text: &str, first: &str, next: &str| {
        lines.extend(comment::lines(text, &format!("//! {first}"), &format!("//! {next}"), WIDTH));
    };
    let message = new.message.trim();
    say(if message.is_empty() { "A revision without a message" } else { message }, "", "");
    for section in sections {
        say("", "", "");
        say(&section.title, "", "");
        for item in &section.items {
            say(item, "- ", "  ");
        }
    }
    say("", "", "");
    say(&format!("Revision ID: {}", new.id), "", "  ");
    let revises = new.down_revision.join(", ");
    say(&format!("Revises: {}", if revises.is_empty() { "nothing" } else { &revises }), "", "  ");
    if let Some(date) = &new.create_date {
        say(&format!("Create Date: {date}"), "", "  ");
    }
    lines.join("\n") + "\n"
}

/// ```text
/// revision! {
///     id: "3f2a9c1b7d10",
///     down_revision: ["91c0d2e4aa71"],
///     branch_labels: [],
///     depends_on: [],
///     message: "add users"
/// }
/// ```
fn declaration(new: &NewRevision) -> String {
    let list =
        |items: &[String]| Expr::List("[", items.iter().map(|item| literal::text(item)).collect());
    let mut fields = vec![
        ("id", literal::text(&new.id)),
        ("down_revision", list(&new.down_revision)),
        ("branch_labels", list(&new.branch_labels)),
        ("depends_on", list(&new.depends_on)),
    ];
    if !new.message.trim().is_empty() {
        fields.push(("message", literal::text(new.message.trim())));
    }
    fields.extend(new.create_date.as_deref().map(|date| ("create_date", literal::text(date))));
    fields.extend(new.set.as_deref().map(|set| ("set", literal::text(set))));
    let lines: Vec<String> = fields
        .into_iter()
        .map(|(name, value)| format!("    {name}: {}", layout::one_line(&value)))
        .collect();
    format!("revision! {{\n{}\n}}\n", lines.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::{Body, NewRevision, revision_file};

    #[test]
    fn a_revision_without_changes_is_a_file_to_write_in() {
        let new = NewRevision::new("3f2a9c1b7d10", "fill the \"names\"")
            .down_revision(["91c0d2e4aa71"])
            .branch_labels(["shop"])
            .create_date("2026-11-21 20:59:01");
        let expected = r#"//! fill the "names"
//!
//! Revision ID: 3f2a9c1b7d10
//! Revises: 91c0d2e4aa71
//! Create Date: 2026-11-21 20:59:01

use fsm_migrate::prelude::*;

revision! {
    id: "3f2a9c1b7d10",
    down_revision: ["91c0d2e4aa71"],
    branch_labels: ["shop"],
    depends_on: [],
    message: MESSAGE,
    create_date: "2026-11-21 20:59:01"
}

pub fn upgrade(_op: &mut Operations) {}

pub fn downgrade(_op: &mut Operations) {}
"#;
        let expected = expected.replace("MESSAGE", "r#\"fill the \"names\"\"#");
        assert_eq!(revision_file(&new, &Body::empty()), expected);
    }
}
