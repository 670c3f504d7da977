//! What is said while revisions run: a bar on a terminal, and a line a revision.
//! It never decides what runs.

use super::Context;
use super::console::{Console, note, say};
use super::describe;
use crate::Event;
use crate::graph::{Direction, Revision};
use indicatif::{ProgressBar, ProgressStyle};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How long something takes before the bar moves on its own.
const TICK: Duration = Duration::from_millis(100);

/// What is said while revisions run.
#[derive(Clone)]
pub(super) struct Progress {
    console: Console,
    bar: Option<ProgressBar>,
    /// Whether a line is said for each revision.
    has_lines: bool,
    is_quiet: bool,
    direction: Arc<Mutex<Direction>>,
}

impl Progress {
    pub(super) fn new(at: &Context<'_>) -> Self {
        let is_quiet = at.project.is_quiet();
        let draws = at.console.can_draw() && !is_quiet && !at.is_json();
        Self {
            console: at.console.clone(),
            bar: draws.then(bar),
            has_lines: !at.is_json() && !is_quiet,
            is_quiet,
            direction: Arc::new(Mutex::new(Direction::Upgrade)),
        }
    }

    /// What a migrator tells.
    pub(super) fn listener(&self) -> impl Fn(Event<'_>) + Send + Sync + 'static + use<> {
        let progress = self.clone();
        move |event| progress.hear(event)
    }

    fn hear(&self, event: Event<'_>) {
        match event {
            Event::Waiting => self.beside("another process migrates this database: waiting for it"),
            Event::Begin { revision, direction, done, of, resumed } => {
                if let Ok(mut now) = self.direction.lock() {
                    *now = direction;
                }
                if resumed {
                    let id = &revision.id;
                    self.beside(&format!("going on with {id}, which an earlier run began"));
                }
                if let Some(bar) = &self.bar {
                    bar.set_length(u64::try_from(of).unwrap_or(u64::MAX));
                    bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
                    bar.set_prefix(revision.id.clone());
                    bar.set_message("");
                }
            }
            Event::Statement { action, .. } => {
                if let Some(bar) = &self.bar {
                    bar.set_message(action.to_owned());
                }
            }
            Event::End { revision, elapsed } => self.end(revision, elapsed),
            Event::Edited { revision } => self.beside(&format!(
                "warning: the revision {} does something else now than when it was applied",
                revision.id
            )),
            Event::Place(_) => {}
        }
    }

    fn end(&self, revision: &Revision, elapsed: Duration) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
        if !self.has_lines {
            return;
        }
        let verb = match self.direction.lock().map(|direction| *direction) {
            Ok(Direction::Downgrade) => "undid",
            _ => "applied",
        };
        let message = describe::first_line(revision);
        let message = message.map(|message| format!(", {message}")).unwrap_or_default();
        let line = format!("{verb} {}{message} ({} ms)", revision.id, elapsed.as_millis());
        self.around(|| say!(self.console, "{line}"));
    }

    fn beside(&self, text: &str) {
        if !self.is_quiet {
            self.around(|| note!(self.console, "{text}"));
        }
    }

    /// Does it with the bar out of the way.
    fn around(&self, work: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(work),
            None => work(),
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new(0);
    // The template is this text, so it is always one.
    if let Ok(style) =
        ProgressStyle::with_template("{spinner} {bar:24} {pos}/{len} {prefix} {wide_msg}")
    {
        bar.set_style(style);
    }
    bar.enable_steady_tick(TICK);
    bar
}
