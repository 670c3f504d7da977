//! Why a command did not do what it was told, and how it is said.
//! It never knows the commands.

use super::console::{Console, note};
use crate::{Error, ErrorKind};
use serde_json::json;
use std::path::Path;

/// How a command ended that did what it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Fine.
    Fine,
    /// It found what it looks for, and said so.
    Found,
}

impl Outcome {
    pub(super) fn found(found: bool) -> Self {
        if found { Self::Found } else { Self::Fine }
    }

    pub(super) fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Found => 1,
        }
    }
}

/// Why a command failed.
#[derive(Debug)]
pub(super) struct Failure {
    code: u8,
    text: String,
    causes: Vec<String>,
    /// The statement that failed, if one did.
    statement: Option<String>,
    help: Option<String>,
}

pub(super) type Done = Result<Outcome, Failure>;

impl Failure {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self { code: 1, text: text.into(), causes: Vec::new(), statement: None, help: None }
    }

    /// A command that cannot be meant so.
    pub(super) fn usage(text: impl Into<String>) -> Self {
        Self { code: 2, ..Self::new(text) }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn because(mut self, cause: impl std::fmt::Display) -> Self {
        self.causes.push(cause.to_string());
        self
    }

    /// Something about a file, and what the system says.
    pub(super) fn file(doing: &str, path: &Path, error: &std::io::Error) -> Self {
        Self::new(format!("could not {doing} `{}`", path.display())).because(error)
    }

    pub(super) fn code(&self) -> u8 {
        self.code
    }

    /// The text, its causes and the help, a line each.
    pub(super) fn report(&self, console: &Console, as_json: bool) {
        if as_json {
            let value = json!({
                "error": self.text,
                "causes": self.causes,
                "statement": self.statement,
                "help": self.help,
            });
            note!(console, "{value}");
            return;
        }
        note!(console, "error: {}", self.text);
        for cause in &self.causes {
            note!(console, "  because: {cause}");
        }
        if let Some(statement) = &self.statement {
            note!(console, "  statement: {statement}");
        }
        if let Some(help) = &self.help {
            note!(console, "  help: {help}");
        }
    }
}

/// In one line.
impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)?;
        self.causes.iter().try_for_each(|cause| write!(f, ": {cause}"))
    }
}

/// The causes, without those that the text before has in it.
fn causes(text: &str, error: &(dyn std::error::Error + 'static)) -> Vec<String> {
    let (mut causes, mut said) = (Vec::new(), text.to_owned());
    let mut cause = error.source();
    while let Some(inner) = cause {
        let text = inner.to_string();
        if !said.ends_with(&text) {
            causes.push(text.clone());
        }
        said = text;
        cause = inner.source();
    }
    causes
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let text = error.to_string();
        let statement = match error.kind() {
            ErrorKind::Core { cause } => cause.core().and_then(statement),
            ErrorKind::Statement { sql, .. } => sql.clone(),
            _ => None,
        };
        Self { code: 1, causes: causes(&text, &error), statement, help: error.help(), text }
    }
}

impl From<fsm_core::Error> for Failure {
    fn from(error: fsm_core::Error) -> Self {
        let text = error.to_string();
        let statement = statement(&error);
        Self { code: 1, causes: causes(&text, &error), statement, help: error.help(), text }
    }
}

fn statement(error: &fsm_core::Error) -> Option<String> {
    match error.kind() {
        fsm_core::ErrorKind::Statement { sql, .. } => Some(sql.clone()),
        _ => None,
    }
}
