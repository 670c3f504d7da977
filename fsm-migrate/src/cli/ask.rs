//! Likely renames: asked where somebody can answer, and told by flags where nobody can.
//! It never guesses.

use super::Context;
use super::args::Renames as Flags;
use super::failure::Failure;
use crate::render;
use fsm_core::{Question, Renames};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// What is known of renames so far.
pub(super) struct Answers<'f> {
    flags: &'f Flags,
    renames: Renames,
    /// What was answered, either way.
    answered: BTreeSet<(String, String, String)>,
}

impl<'f> Answers<'f> {
    pub(super) fn new(flags: &'f Flags) -> Self {
        let mut renames = Renames::new();
        for (before, after) in &flags.rename_table {
            renames = renames.table(before.as_str(), after.as_str());
        }
        for part in &flags.rename_column {
            let (before, after) = (part.before.clone(), part.after.clone());
            renames = renames.column(part.table.as_str(), before, after);
        }
        for part in &flags.rename_index {
            let (before, after) = (part.before.clone(), part.after.clone());
            renames = renames.index(part.table.as_str(), before, after);
        }
        for (before, after) in &flags.rename_enum {
            renames = renames.enum_type(before.as_str(), after.as_str());
        }
        for part in &flags.rename_label {
            let (before, after) = (part.before.clone(), part.after.clone());
            renames = renames.label(part.table.as_str(), before, after);
        }
        Self { flags, renames, answered: BTreeSet::new() }
    }

    /// The hints to compare with.
    pub(super) fn renames(&self) -> Renames {
        self.renames.clone()
    }

    /// Answers what is still open; whether there was something, so that it has to be compared again.
    pub(super) fn answer(
        &mut self,
        at: &Context<'_>,
        questions: &[Question],
    ) -> Result<bool, Failure> {
        let open: Vec<&Question> =
            questions.iter().filter(|question| !self.is_answered(question)).collect();
        if open.is_empty() {
            return Ok(false);
        }
        if !at.console.can_ask() || at.is_json() {
            return Err(unanswered(&open));
        }
        for question in open {
            if at.console.ask(&question.to_string()) {
                self.accept(question);
            }
            self.answered.insert(key(question));
        }
        Ok(true)
    }

    fn is_answered(&self, question: &Question) -> bool {
        let full = format!("{}.{}", question.table, question.before);
        let refused = |name: &String| {
            name == "*"
                || *name == full
                || (*question.kind == *"table" && *name == *question.before)
        };
        self.flags.no_rename.iter().any(refused) || self.answered.contains(&key(question))
    }

    fn accept(&mut self, question: &Question) {
        let Question { kind, table, before, after, .. } = question;
        let (table, before, after) = (table.clone(), before.clone(), after.clone());
        let renames = std::mem::take(&mut self.renames);
        self.renames = match &**kind {
            "table" => renames.table(&*before, &*after),
            "column" => renames.column(table, before, after),
            "index" => renames.index(table, before, after),
            _ => renames.label(table, before, after),
        };
    }
}

fn key(question: &Question) -> (String, String, String) {
    (question.kind.to_string(), question.table.to_string(), question.before.to_string())
}

/// What to write on the command line instead of an answer.
fn unanswered(open: &[&Question]) -> Failure {
    let mut failure = Failure::new(match open {
        [_] => "a change may be a rename, and nobody is there to ask".to_owned(),
        several => {
            format!("{} changes may be renames, and nobody is there to ask", several.len())
        }
    });
    let mut help = String::from("say which it is:");
    for question in open {
        failure = failure.because(question);
        let no = match &*question.kind {
            "table" => question.before.to_string(),
            _ => format!("{}.{}", question.table, question.before),
        };
        let yes = render::rename_flags(question);
        let _ = write!(help, "\n    {yes} if so, --no-rename {no} if not");
    }
    failure.help(help)
}
