//! A configuration as far as one table of the file says it.
//! It never fills in what is left out before all tables are laid over each other.

use super::reader::{Reader, Section};
use super::{Config, Hook, Template, VERSION_TABLE};
use crate::{ConfigProblem, Timeouts, TransactionMode};
use fsm_core::{Compared, LockStrategy, TableName};
use std::collections::BTreeMap;
use std::time::Duration;

/// Declares the draft: what a table may say, and how one is laid over another.
macro_rules! draft {
    ($($field:ident: $ty:ty),* $(,)?) => {
        #[derive(Clone, Debug, Default)]
        pub(super) struct Draft {
            $($field: Option<$ty>,)*
            settings: BTreeMap<String, String>,
        }

        impl Draft {
            /// What `over` says stands before what this says.
            pub(super) fn overlay(&mut self, over: Self) {
                $(if over.$field.is_some() { self.$field = over.$field; })*
                self.settings.extend(over.settings);
            }
        }
    };
}

draft! {
    script_location: String,
    version_locations: Vec<String>,
    module_file: String,
    file_template: String,
    timezone: String,
    set: String,
    url: Template,
    version_table: String,
    version_table_schema: String,
    transaction_mode: TransactionMode,
    lock: LockStrategy,
    lock_timeout: Duration,
    statement_lock: Duration,
    statement_time: Duration,
    retries: u32,
    include: Vec<String>,
    exclude: Vec<String>,
    exclude_kinds: Vec<(Compared, String)>,
    include_sets: Vec<String>,
    hooks: Vec<Hook>,
}

/// The kinds of objects that patterns can leave out.
const KINDS: [(&str, Compared); 9] = [
    ("column", Compared::Column),
    ("unique", Compared::Unique),
    ("check", Compared::Check),
    ("foreign_key", Compared::ForeignKey),
    ("index", Compared::Index),
    ("enum", Compared::Enum),
    ("sequence", Compared::Sequence),
    ("comment", Compared::Comment),
    ("options", Compared::Options),
];

type Read = (Draft, BTreeMap<String, Draft>);

/// What the text says in all of its tables, or everything that is wrong with it.
pub(super) fn read(text: &str) -> Result<Read, Vec<ConfigProblem>> {
    let reader = Reader::new(text);
    let Some(root) = reader.root() else { return Err(reader.into_problems()) };
    let mut root = root;
    let mut environments = BTreeMap::new();
    if let Some(mut named) = root.table("env") {
        for name in named.names() {
            if let Some(mut section) = named.table(&name) {
                environments.insert(name, one(&mut section));
                section.finish();
            }
        }
    }
    let base = one(&mut root);
    root.finish();
    let problems = reader.into_problems();
    if problems.is_empty() { Ok((base, environments)) } else { Err(problems) }
}

fn one(section: &mut Section<'_, '_>) -> Draft {
    let mut draft = Draft {
        script_location: section.text("script_location"),
        version_locations: section.texts("version_locations"),
        module_file: section.text("module_file"),
        file_template: section.text("file_template"),
        timezone: section.text("timezone"),
        set: section.text("set"),
        url: section.parsed("url", Template::parse),
        version_table: section.text("version_table"),
        version_table_schema: section.text("version_table_schema"),
        transaction_mode: section.choice(
            "transaction_mode",
            &[
                ("per-revision", TransactionMode::PerRevision),
                ("whole-run", TransactionMode::WholeRun),
            ],
        ),
        include: section.texts("include"),
        exclude: section.texts("exclude"),
        include_sets: section.texts("include_sets"),
        hooks: hooks(section),
        ..Draft::default()
    };
    if let Some(mut lock) = section.table("lock") {
        draft.lock = lock.choice(
            "strategy",
            &[
                ("advisory", LockStrategy::Advisory),
                ("row", LockStrategy::Row),
                ("none", LockStrategy::None),
            ],
        );
        draft.lock_timeout = lock.duration("timeout");
        lock.finish();
    }
    if let Some(mut timeouts) = section.table("timeouts") {
        draft.statement_lock = timeouts.duration("lock");
        draft.statement_time = timeouts.duration("statement");
        draft.retries = timeouts.number("retries");
        timeouts.finish();
    }
    if let Some(mut settings) = section.table("settings") {
        for name in settings.names() {
            if let Some(value) = settings.text(&name) {
                draft.settings.insert(name, value);
            }
        }
    }
    if let Some(mut kinds) = section.table("exclude_kinds") {
        let mut patterns = Vec::new();
        for (name, kind) in KINDS {
            let of_kind = kinds.texts(name).unwrap_or_default();
            patterns.extend(of_kind.into_iter().map(|pattern| (kind, pattern)));
        }
        kinds.finish();
        draft.exclude_kinds = Some(patterns);
    }
    draft
}

fn hooks(section: &mut Section<'_, '_>) -> Option<Vec<Hook>> {
    let sections = section.tables("hooks")?;
    let mut hooks = Vec::new();
    for mut section in sections {
        let command = section.texts("command");
        let name = section.text("name");
        match command {
            Some(command) if !command.is_empty() => {
                let name = name.unwrap_or_else(|| command[0].clone());
                hooks.push(Hook { name, command });
            }
            Some(_) => section.problem("`command` is empty", None),
            None if section.has("command") => {}
            None => section.problem(
                "a hook has no `command`",
                Some("write the program and its arguments: `command = [\"rustfmt\", \"{file}\"]`"),
            ),
        }
        section.finish();
    }
    Some(hooks)
}

impl Draft {
    /// What is left out is as it usually is.
    pub(super) fn finish(self) -> Config {
        let mut version_table =
            TableName::new(self.version_table.unwrap_or_else(|| VERSION_TABLE.to_owned()));
        version_table.schema = self.version_table_schema.map(Into::into);
        let mut timeouts = Timeouts::new();
        timeouts.lock = self.statement_lock;
        timeouts.statement = self.statement_time;
        timeouts.retries = self.retries.unwrap_or(timeouts.retries);
        Config {
            script_location: self.script_location.unwrap_or_else(|| "src/migrations".to_owned()),
            version_locations: self.version_locations.unwrap_or_default(),
            module_file: self.module_file,
            file_template: self.file_template,
            timezone: self.timezone.unwrap_or_else(|| "UTC".to_owned()),
            set: self.set,
            url: self.url,
            version_table,
            transaction_mode: self.transaction_mode.unwrap_or_default(),
            lock: self.lock.unwrap_or_default(),
            lock_timeout: self.lock_timeout,
            timeouts,
            include: self.include.unwrap_or_default(),
            exclude: self.exclude.unwrap_or_default(),
            exclude_kinds: self.exclude_kinds.unwrap_or_default(),
            include_sets: self.include_sets.unwrap_or_default(),
            settings: self.settings,
            hooks: self.hooks.unwrap_or_default(),
        }
    }
}
