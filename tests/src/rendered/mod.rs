//! Revisions that `fsm-migrate` wrote, compiled and asked what they do.
//!
//! Writes a package of its own into the target folder; all cases are modules of one program, because
//! linking is what takes the time.

mod resolved;

pub use resolved::{resolved, shown};

use fsm_core::change::Change;
use fsm_core::{
    CompareOptions, Comparison, Dialect, Metadata, NamingConvention, Str, TableDef, TableName,
};
use fsm_migrate::render::{Body, NewRevision, revision_file};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

/// A program of rendered revisions.
#[derive(Debug)]
pub struct Program {
    folder: PathBuf,
    modules: String,
    body: String,
    files: Vec<String>,
    /// By case: what it is to come to.
    expected: BTreeMap<String, String>,
    texts: BTreeMap<String, String>,
}

/// A case that does not come to what it was made of, with its file.
#[derive(Debug)]
pub struct Difference {
    /// The case and the direction.
    pub name: String,
    /// Where the changes that the file was made of begin to differ from those that it comes to.
    pub expected: String,
    /// The same place in the changes that it comes to.
    pub found: String,
    /// The file.
    pub file: String,
}

impl Program {
    /// A program without cases, in the folder `name` of `target`: what cargo tells a test as
    /// `CARGO_TARGET_TMPDIR`.
    ///
    /// # Panics
    /// If the folder cannot be written.
    #[must_use]
    pub fn new(target: &str, name: &str) -> Self {
        let folder = Path::new(target).join(name);
        let _ = fs::remove_dir_all(folder.join("src"));
        fs::create_dir_all(folder.join("src")).unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let manifest = format!(
            "[package]\nname = \"{name}\"\nedition = \"2024\"\npublish = false\n\n\
             [dependencies]\nfsm-core = {{ path = '{}' }}\nfsm-migrate = {{ path = '{}' }}\n\n\
             [workspace]\n\n[profile.dev]\ndebug = false\nincremental = false\n",
            root.join("fsm-core").display(),
            root.join("fsm-migrate").display()
        );
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        // The versions of the workspace, which are all that is there without a network.
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        let program = Self {
            folder,
            modules: "mod resolved;\n".to_owned(),
            body: String::new(),
            files: Vec::new(),
            expected: BTreeMap::new(),
            texts: BTreeMap::new(),
        };
        program.write("resolved.rs", include_str!("resolved.rs"));
        program
    }

    /// One more case: two revisions, one from nothing to `before` and one for the comparison.
    ///
    /// # Panics
    /// If a file cannot be written.
    pub fn add(&mut self, name: &str, before: &Metadata, comparison: &Comparison) {
        let dialect = comparison.dialect;
        let base = Comparison::between(&Metadata::new(), before, dialect, &CompareOptions::new());
        let nothing = Metadata::new();
        self.file(&format!("{name}_base"), &base, before.naming(), &nothing);
        self.file(&format!("{name}_next"), comparison, before.naming(), before);
        let _ = write!(
            self.body,
            "    let mut state = fsm_core::Metadata::new();\n    \
             let dialect = fsm_core::Dialect::{dialect:?};\n    \
             println!(\"=== {name} base\\n{{}}\", resolved::resolved({name}_base::upgrade, &mut state, dialect));\n    \
             println!(\"=== {name} up\\n{{}}\", resolved::resolved({name}_next::upgrade, &mut state, dialect));\n    \
             println!(\"=== {name} down\\n{{}}\", resolved::resolved({name}_next::downgrade, &mut state, dialect));\n    \
             let mut state = fsm_core::Metadata::new();\n    \
             let _ = resolved::resolved({name}_base::upgrade, &mut state, dialect);\n    \
             println!(\"=== {name} gone\\n{{}}\", resolved::resolved({name}_base::downgrade, &mut state, dialect));\n"
        );
        let named = |comparison: &Comparison| -> Vec<Change> {
            let named = |change: &Change| named(change, before.naming(), dialect);
            comparison.changes.iter().map(named).collect()
        };
        let back = |changes: &[Change]| -> Vec<Change> {
            changes.iter().rev().cloned().map(Change::reverse).collect()
        };
        let (base, next) = (named(&base), named(comparison));
        for (direction, changes) in
            [("base", &base), ("up", &next), ("down", &back(&next)), ("gone", &back(&base))]
        {
            let shown = shown(changes, dialect);
            self.expected.insert(format!("{name} {direction}"), shown);
        }
    }

    fn file(
        &mut self,
        name: &str,
        comparison: &Comparison,
        naming: &NamingConvention,
        before: &Metadata,
    ) {
        let new = NewRevision::new(name, name.replace('_', " "));
        let text = revision_file(&new, &Body::of(comparison, naming, Some(before)));
        self.write(&format!("{name}.rs"), &text);
        self.files.push(format!("{name}.rs"));
        self.texts.insert(name.to_owned(), text);
        let _ = writeln!(self.modules, "mod {name};");
    }

    /// How many directions of cases there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.expected.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.expected.is_empty()
    }

    /// The files that `rustfmt` would lay out in another way, with what it says; `None` where it is
    /// not there.
    ///
    /// # Panics
    /// If a file is no Rust.
    #[must_use]
    pub fn laid_out_otherwise(&self) -> Option<String> {
        // Beside the files, so that `rustfmt` finds no configuration but the usual one.
        fs::write(self.folder.join("rustfmt.toml"), "").unwrap();
        let mut command = Command::new("rustfmt");
        command.args(["--check", "--edition", "2024", "--color", "never"]);
        let Output { stdout, stderr, .. } =
            command.args(&self.files).current_dir(self.folder.join("src")).output().ok()?;
        let stderr = String::from_utf8_lossy(&stderr);
        assert!(stderr.is_empty(), "{stderr}");
        Some(String::from_utf8(stdout).unwrap())
    }

    /// Compiles and runs the program, and answers with the cases that do not come to the changes
    /// they were made of.
    ///
    /// # Panics
    /// If it does not compile, with what the compiler says.
    #[must_use]
    pub fn differences(&self) -> Vec<Difference> {
        let main = format!("{}\nfn main() {{\n{}}}\n", self.modules, self.body);
        self.write("main.rs", &main);
        let printed = self.run();
        let found: BTreeMap<&str, &str> = printed
            .split("=== ")
            .filter_map(|case| case.split_once('\n'))
            .map(|(name, changes)| (name, changes.strip_suffix('\n').unwrap_or(changes)))
            .collect();
        let mut differences = Vec::new();
        for (name, expected) in &self.expected {
            let found = found.get(name.as_str()).copied().unwrap_or("nothing");
            if found == expected {
                continue;
            }
            let (case, direction) = name.rsplit_once(' ').unwrap();
            let of = if matches!(direction, "base" | "gone") { "base" } else { "next" };
            let same = expected.chars().zip(found.chars()).take_while(|(a, b)| a == b).count();
            let around = |text: &str| -> String {
                text.chars().skip(same.saturating_sub(300)).take(600).collect()
            };
            differences.push(Difference {
                name: name.clone(),
                expected: around(expected),
                found: around(found),
                file: self.texts[&format!("{case}_{of}")].clone(),
            });
        }
        differences
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.folder.join("src").join(file), text).unwrap();
    }

    /// What the program prints.
    fn run(&self) -> String {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command
            .args(["run", "--quiet", "--offline"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"));
        let Output { status, stdout, stderr } = command.output().unwrap();
        assert!(
            status.success(),
            "{} does not run:\n{}",
            self.folder.display(),
            String::from_utf8_lossy(&stderr)
        );
        String::from_utf8(stdout).unwrap()
    }
}

/// Metadata with every name said, as it is read from a database that has names for everything.
#[must_use]
pub fn with_names(metadata: &Metadata, dialect: Dialect) -> Metadata {
    let tables = metadata.tables().map(|table| {
        let mut table = table.clone();
        all_named(&mut table, metadata.naming(), dialect);
        table
    });
    let mut named: Metadata = tables.collect();
    for def in metadata.enums() {
        named.add_enum(def.clone());
    }
    for def in metadata.sequences() {
        named.add_sequence(def.clone());
    }
    named.naming_convention(metadata.naming().clone())
}

/// The change with the names that its file says: those of the convention where there is none, and
/// no hint for comparing.
fn named(change: &Change, naming: &NamingConvention, dialect: Dialect) -> Change {
    let limit = dialect.capabilities().name_limit;
    let mut change = change.clone();
    let name = |place: &mut Option<Str>, name: String| {
        place.get_or_insert_with(|| name.into());
    };
    match &mut change {
        Change::CreateTable { table } | Change::DropTable { table } => {
            all_named(table, naming, dialect);
        }
        Change::AddPrimaryKey { table, primary_key: key }
        | Change::DropPrimaryKey { table, primary_key: key } => {
            let found = naming.primary_key(table, key, limit);
            name(&mut key.name, found);
        }
        Change::AddUnique { table, unique } | Change::DropUnique { table, unique } => {
            let found = naming.unique(table, unique, limit);
            name(&mut unique.name, found);
        }
        Change::AddCheck { table, check } | Change::DropCheck { table, check } => {
            let found = naming.check(table, check, limit);
            name(&mut check.name, found);
        }
        Change::AddForeignKey { table, foreign_key: key }
        | Change::DropForeignKey { table, foreign_key: key } => {
            let found = naming.foreign_key(table, key, limit);
            name(&mut key.name, found);
        }
        Change::CreateIndex { table, index } | Change::DropIndex { table, index } => {
            let found = naming.index(table, index, limit);
            name(&mut index.name, found);
            index.renamed_from = None;
        }
        Change::AddColumn { column, .. } | Change::DropColumn { column, .. } => {
            column.renamed_from = None;
        }
        Change::AlterColumn { before, after, .. } => {
            before.renamed_from = None;
            after.renamed_from = None;
        }
        _ => {}
    }
    change
}

fn all_named(table: &mut TableDef, naming: &NamingConvention, dialect: Dialect) {
    let limit = dialect.capabilities().name_limit;
    let of: TableName = table.name.clone();
    table.renamed_from = None;
    for column in table.columns.to_mut() {
        column.renamed_from = None;
    }
    if let Some(key) = &mut table.primary_key {
        key.name = Some(naming.primary_key(&of, key, limit).into());
    }
    for unique in table.uniques.to_mut() {
        unique.name = Some(naming.unique(&of, unique, limit).into());
    }
    for check in table.checks.to_mut() {
        check.name = Some(naming.check(&of, check, limit).into());
    }
    for key in table.foreign_keys.to_mut() {
        key.name = Some(naming.foreign_key(&of, key, limit).into());
    }
    for index in table.indexes.to_mut() {
        index.name = Some(naming.index(&of, index, limit).into());
        index.renamed_from = None;
    }
}
