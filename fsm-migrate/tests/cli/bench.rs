//! A folder, models and revisions, and the command line on them.

use fsm_core::{ColumnDef, Metadata, SqlType, TableDef};
use fsm_migrate::cli::{CommandLine, Console};
use fsm_migrate::graph::Revision;
use fsm_migrate::{Operations, Revisions, Script};
use std::fs;
use std::io::{self, BufRead, Cursor, Write};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

/// A folder, models and revisions.
pub(crate) struct Bench {
    folder: TempDir,
    metadata: Metadata,
    scripts: Vec<Script>,
}

/// What a command said, and its exit code.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) code: u8,
    pub(crate) out: String,
    pub(crate) err: String,
}

#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<u8>>>);

impl Page {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Bench {
    /// An empty folder, and a model `users` of two columns.
    pub(crate) fn new() -> Self {
        let mut metadata = Metadata::new();
        metadata.add(users()).unwrap();
        Self { folder: TempDir::new().unwrap(), metadata, scripts: Vec::new() }
    }

    /// The same after `init`.
    pub(crate) fn begun() -> Self {
        let bench = Self::new();
        let url = format!("url = \"sqlite:{}?mode=rwc\"\n", bench.path("app.db").display());
        assert_eq!(bench.run(&["init"]).code, 0);
        bench.write("fsm.toml", &url);
        bench
    }

    /// Another model.
    pub(crate) fn model(mut self, table: TableDef) -> Self {
        self.metadata.remove(table.name.clone());
        self.metadata.add(table).unwrap();
        self
    }

    /// One more revision.
    pub(crate) fn revision(
        mut self,
        revision: Revision,
        upgrade: impl Fn(&mut Operations) + Send + Sync + 'static,
        downgrade: impl Fn(&mut Operations) + Send + Sync + 'static,
    ) -> Self {
        self.scripts.push(Script::new(revision, upgrade, downgrade));
        self
    }

    /// Revisions that do nothing.
    pub(crate) fn empty(self, revisions: impl IntoIterator<Item = Revision>) -> Self {
        revisions.into_iter().fold(self, |bench, it| bench.revision(it, |_| {}, |_| {}))
    }

    /// The revision that makes `users`.
    pub(crate) fn with_users(self) -> Self {
        let revision = Revision::new("aaaa1111").message("users");
        self.revision(
            revision,
            |op| {
                op.create_table("users", |t| {
                    t.column("id", SqlType::BigInteger).not_null();
                    t.column("name", SqlType::String(50)).not_null();
                    t.primary_key(["id"]);
                });
            },
            |op| {
                op.drop_table("users");
            },
        )
    }

    /// The same folder and models, with a program that has no revision in it.
    pub(crate) fn without_revisions(self) -> Self {
        Self { scripts: Vec::new(), ..self }
    }

    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        fs::write(self.path(file), text).unwrap();
    }

    /// The files of a folder, ordered.
    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> =
            entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Runs a command where nobody is there to ask.
    #[track_caller]
    pub(crate) fn run(&self, arguments: &[&str]) -> Answer {
        self.with_input(arguments, None)
    }

    /// Runs a command whose questions are answered so.
    #[track_caller]
    pub(crate) fn answering(&self, arguments: &[&str], answers: &'static str) -> Answer {
        self.with_input(arguments, Some(Box::new(Cursor::new(answers))))
    }

    fn with_input(&self, arguments: &[&str], input: Option<Box<dyn BufRead + Send>>) -> Answer {
        let (out, err) = (Page::default(), Page::default());
        let console = Console::new(out.clone(), err.clone(), input);
        let revisions = Revisions::new(self.scripts.clone()).unwrap();
        let code = CommandLine::new(self.metadata.clone())
            .revisions(revisions)
            .folder(self.folder.path())
            .run_from([&["manage"], arguments].concat(), &console);
        Answer { code, out: out.text(), err: err.text() }
    }

    /// What a command says that goes well.
    #[track_caller]
    pub(crate) fn fine(&self, arguments: &[&str]) -> String {
        let answer = self.run(arguments);
        assert_eq!(answer.code, 0, "{arguments:?}: {answer:?}");
        answer.out
    }

    /// What a command says beside its answer that ends with 1.
    #[track_caller]
    pub(crate) fn refused(&self, arguments: &[&str]) -> String {
        let answer = self.run(arguments);
        assert_eq!(answer.code, 1, "{arguments:?}: {answer:?}");
        answer.err
    }
}

/// A table of two columns.
pub(crate) fn users() -> TableDef {
    TableDef::new("users")
        .column(ColumnDef::new("id", SqlType::BigInteger))
        .column(ColumnDef::new("name", SqlType::String(50)))
        .primary_key(["id"])
}
