//! The statements that sqlx sends, as sqlx itself logs them.
//!
//! Sees nothing while it is switched off, which is whenever something is measured.

use std::fmt::Debug;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once, PoisonError};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

static ON: AtomicBool = AtomicBool::new(false);
static STATEMENTS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// The texts of the statements that are sent while `work` runs, in this whole process.
pub(crate) async fn statements<T>(work: impl Future<Output = T>) -> (T, Vec<String>) {
    static INSTALL: Once = Once::new();
    INSTALL.call_once(|| {
        // Another subscriber is nobody's: this program has only one.
        let _ = tracing::subscriber::set_global_default(Listener);
    });
    ON.store(true, Ordering::SeqCst);
    let answer = work.await;
    ON.store(false, Ordering::SeqCst);
    let mut found = STATEMENTS.lock().unwrap_or_else(PoisonError::into_inner);
    (answer, std::mem::take(&mut *found))
}

struct Listener;

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        ON.load(Ordering::Relaxed) && metadata.target() == "sqlx::query"
    }

    fn event(&self, event: &Event<'_>) {
        let mut statement = Statement::default();
        event.record(&mut statement);
        // sqlx logs a text of up to four words as the summary alone, and a longer one between line breaks.
        let text = if statement.whole.is_empty() { statement.summary } else { statement.whole };
        let text = text.strip_prefix("\n\n").unwrap_or(&text);
        let text = text.strip_suffix('\n').unwrap_or(text);
        STATEMENTS.lock().unwrap_or_else(PoisonError::into_inner).push(text.to_owned());
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

#[derive(Default)]
struct Statement {
    summary: String,
    whole: String,
}

impl Visit for Statement {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => value.clone_into(&mut self.summary),
            "db.statement" => value.clone_into(&mut self.whole),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}
