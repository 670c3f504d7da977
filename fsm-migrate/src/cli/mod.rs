//! The command line: Alembic's commands and words, and some beyond.
//! It never does anything that is no call of the library too; what it adds is files, the
//! environment, the clock, questions and text.

mod args;
mod ask;
mod autogenerate;
mod branch;
mod check;
mod console;
mod database;
mod describe;
mod drawing;
mod edit;
mod failure;
mod file;
mod history;
mod hook;
mod init;
mod inspect;
mod log;
mod new;
mod ours;
mod place;
mod plan;
mod progress;
mod project;
mod schema;
mod stop;
mod trial;
mod upgrade;

pub use console::Console;

use crate::{Error, Migrator, Revisions};
use args::{Arguments, Command};
use clap::{CommandFactory as _, FromArgMatches as _};
use console::note;
use failure::{Done, Outcome};
use fsm_core::{Dialect, Filter, Metadata};
use project::Project;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

/// Runs the command line of this process on the program's models and linked revisions.
///
/// ```no_run
/// // use my_app as _; // links models and revisions
/// fn main() -> std::process::ExitCode {
///     fsm_migrate::cli::main(fsm_core::metadata())
/// }
/// ```
#[must_use]
pub fn main(metadata: Metadata) -> ExitCode {
    CommandLine::new(metadata).main()
}

/// Runs a command line, program's name first, and answers with its exit code.
pub fn run_from<T: Into<OsString> + Clone>(
    args: impl IntoIterator<Item = T>,
    metadata: Metadata,
    console: &Console,
) -> u8 {
    CommandLine::new(metadata).run_from(args, console)
}

type Adjust = Arc<dyn Fn(Migrator) -> Migrator + Send + Sync>;

/// A command line, for programs that have more to say than [`main`] asks.
///
/// ```no_run
/// # fn main() -> std::process::ExitCode {
/// use fsm_core::{Compared, Filter};
///
/// fsm_migrate::cli::CommandLine::new(fsm_core::metadata())
///     .filter(Filter::new().rule(|kind, table, _| {
///         kind != Compared::Table || !table.name.starts_with("legacy_")
///     }))
///     .main()
/// # }
/// ```
#[derive(Clone)]
pub struct CommandLine {
    metadata: Metadata,
    revisions: Option<Revisions>,
    adjust: Option<Adjust>,
    filter: Option<Filter>,
    folder: Option<PathBuf>,
}

impl std::fmt::Debug for CommandLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CommandLine").field("folder", &self.folder).finish_non_exhaustive()
    }
}

impl CommandLine {
    /// On these models and the linked revisions.
    #[must_use]
    pub fn new(metadata: Metadata) -> Self {
        Self { metadata, revisions: None, adjust: None, filter: None, folder: None }
    }

    /// These revisions instead of the linked ones.
    #[must_use]
    pub fn revisions(mut self, revisions: Revisions) -> Self {
        self.revisions = Some(revisions);
        self
    }

    /// What is changed on the migrator after the configuration was read.
    #[must_use]
    pub fn migrator(
        mut self,
        adjust: impl Fn(Migrator) -> Migrator + Send + Sync + 'static,
    ) -> Self {
        self.adjust = Some(Arc::new(adjust));
        self
    }

    /// What `revision --autogenerate` and `check` look at, instead of what the configuration says.
    #[must_use]
    pub fn filter(mut self, filter: Filter) -> Self {
        self.filter = Some(filter);
        self
    }

    /// Where `fsm.toml` is looked for, instead of the package's folder and the current one.
    #[must_use]
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// Runs the command line of this process.
    #[must_use]
    pub fn main(self) -> ExitCode {
        ExitCode::from(self.run_from(std::env::args_os(), &Console::standard()))
    }

    /// Runs a command line, program's name first, and answers with its exit code.
    pub fn run_from<T: Into<OsString> + Clone>(
        &self,
        args: impl IntoIterator<Item = T>,
        console: &Console,
    ) -> u8 {
        let matches = Arguments::command().try_get_matches_from(args);
        let arguments =
            matches.and_then(|mut matches| Arguments::from_arg_matches_mut(&mut matches));
        let arguments = match arguments {
            Ok(arguments) => arguments,
            Err(error) if error.use_stderr() => {
                note!(console, "{}", error.to_string().trim_end());
                return 2;
            }
            Err(help) => {
                console::say!(console, "{}", help.to_string().trim_end());
                return 0;
            }
        };
        let as_json = arguments.global.json;
        let log = log::subscriber(&arguments.global, console);
        let done = match log {
            Some(log) => tracing::subscriber::with_default(log, || self.run(arguments, console)),
            None => self.run(arguments, console),
        };
        match done {
            Ok(outcome) => outcome.code(),
            Err(failure) => {
                failure.report(console, as_json);
                failure.code()
            }
        }
    }

    fn run(&self, arguments: Arguments, console: &Console) -> Done {
        let Arguments { global, command } = arguments;
        if let Command::Completions(completions) = &command {
            let mut text = Vec::new();
            let name = program_name();
            clap_complete::generate(completions.shell, &mut Arguments::command(), name, &mut text);
            console::say!(console, "{}", String::from_utf8_lossy(&text).trim_end());
            return Ok(Outcome::Fine);
        }
        let project = Project::find(self, &global)?;
        let at = Context { line: self, project, console: console.clone() };
        match command {
            Command::Init(init) => init::init(&at, &init),
            Command::Revision(revision) => new::revision(&at, &revision),
            Command::Merge(merge) => new::merge(&at, &merge),
            Command::Upgrade(upgrade) => upgrade::upgrade(&at, &upgrade),
            Command::Downgrade(downgrade) => upgrade::downgrade(&at, &downgrade),
            Command::Stamp(stamp) => upgrade::stamp(&at, &stamp),
            Command::Current(current) => place::current(&at, &current),
            Command::History(history) => history::history(&at, &history),
            Command::Heads(heads) => branch::heads(&at, &heads),
            Command::Branches => branch::branches(&at),
            Command::Show(show) => branch::show(&at, &show),
            Command::Check => check::check(&at),
            Command::EnsureVersion(ensure) => place::ensure_version(&at, &ensure),
            Command::Edit(edit) => edit::edit(&at, &edit),
            Command::Plan(plan) => plan::plan(&at, &plan),
            Command::CreateAll(create) => schema::create_all(&at, &create),
            Command::DropAll(drop) => schema::drop_all(&at, &drop),
            Command::Inspect(inspect) => inspect::inspect(&at, &inspect),
            Command::Diagram(diagram) => inspect::diagram(&at, &diagram),
            Command::Test(_) => trial::trial(&at),
            Command::Completions(_) => Ok(Outcome::Fine),
        }
    }
}

/// What this program is called, for completions.
fn program_name() -> String {
    let path = std::env::args_os().next().map(PathBuf::from);
    let stem = path.as_deref().and_then(|path| path.file_stem());
    stem.map_or_else(|| "manage".to_owned(), |stem| stem.to_string_lossy().into_owned())
}

/// What every command works on.
struct Context<'l> {
    line: &'l CommandLine,
    project: Project,
    console: Console,
}

impl Context<'_> {
    fn metadata(&self) -> &Metadata {
        &self.line.metadata
    }

    /// The revisions of the program and of the sets that the configuration takes in.
    fn revisions(&self) -> Result<Revisions, Error> {
        match &self.line.revisions {
            Some(revisions) => Ok(revisions.clone()),
            None => Revisions::linked(self.project.sets()),
        }
    }

    fn migrator(&self) -> Result<Migrator, failure::Failure> {
        self.project.refuse_unlinked()?;
        let mut migrator = self.project.configure(Migrator::new(self.metadata().clone()));
        if let Some(revisions) = &self.line.revisions {
            migrator = migrator.with_revisions(revisions.clone());
        }
        Ok(match &self.line.adjust {
            Some(adjust) => adjust(migrator),
            None => migrator,
        })
    }

    fn filter(&self) -> Filter {
        self.line.filter.clone().unwrap_or_else(|| self.project.config().filter())
    }

    fn is_json(&self) -> bool {
        self.project.is_json()
    }

    /// The dialect that SQL is for: as it is said, else that of the URL.
    fn dialect(&self, offline: &args::Offline) -> Result<Dialect, failure::Failure> {
        match offline.dialect {
            Some(database) => Ok(database.into()),
            None => self.project.dialect(),
        }
    }
}
