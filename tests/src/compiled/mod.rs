//! Source that `fsm-inspect` made, compiled and asked for its statements.
//!
//! Writes a package of its own into the target folder; all cases are modules of one program, because
//! linking is what takes the time.

mod spelled;

use fsm_core::{Dialect, Metadata};
use fsm_inspect::RustSource;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

pub use spelled::spelled;

/// A program with the models of several metadata.
#[derive(Debug)]
pub struct Program {
    folder: PathBuf,
    modules: String,
    body: String,
    /// By case: the statements of its metadata, and the source.
    expected: BTreeMap<String, (String, String)>,
}

/// The features of `fsm-core` that the source may need; not SQLite, whose C would be compiled for
/// types that it does not have.
const FEATURES: &str = r#""postgres", "mysql", "bigdecimal", "bit-vec", "chrono", "ipnetwork", "json", "mac_address", "rust_decimal", "time", "uuid""#;

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
        let core = root.join("fsm-core");
        let manifest = format!(
            "[package]\nname = \"{name}\"\nedition = \"2024\"\npublish = false\n\n\
             [dependencies]\nfsm-core = {{ path = '{}', features = [{FEATURES}] }}\n\
             sqlx = {{ version = \"0.9\", default-features = false, features = [\"derive\"] }}\n\n\
             [workspace]\n\n[profile.dev]\ndebug = false\nincremental = false\n",
            core.display()
        );
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        // The versions of the workspace, which are all that is there without a network.
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        let program = Self {
            folder,
            modules: "mod spelled;\nuse fsm_core::Dialect;\nuse spelled::spelled;\n".to_owned(),
            body: String::new(),
            expected: BTreeMap::new(),
        };
        program.write("spelled.rs", include_str!("spelled.rs"));
        program
    }

    /// The source of one more metadata; what a dialect refuses is compiled and not compared.
    ///
    /// `name` is a module's. Every other case is written as several files.
    pub fn add(
        &mut self,
        name: &str,
        source: RustSource<'_>,
        metadata: &Metadata,
        dialect: Dialect,
    ) {
        let source = source.set(name);
        let text = source.to_string();
        let root = if self.expected.len().is_multiple_of(2) {
            self.write(&format!("{name}.rs"), &text);
            text.clone()
        } else {
            let files = source.files();
            for file in &files {
                self.write(&format!("{name}/{}", file.name), &file.text);
            }
            files[0].text.clone()
        };
        let found = if root.contains("pub fn metadata()") {
            format!("{name}::metadata().unwrap()")
        } else {
            format!("fsm_core::metadata_of({name:?})")
        };
        let _ = writeln!(self.modules, "#[allow(dead_code, unused_imports)]\nmod {name};");
        let _ = writeln!(
            self.body,
            "    println!(\"=== {name}\\n{{}}\", spelled(&{found}, Dialect::{dialect:?}).unwrap_or_else(|error| error));"
        );
        if let Ok(sql) = spelled(metadata, dialect) {
            self.expected.insert(name.to_owned(), (sql, text));
        }
    }

    /// How many cases are compared.
    #[must_use]
    pub fn len(&self) -> usize {
        self.expected.len()
    }

    /// Whether no case is compared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.expected.is_empty()
    }

    /// Compiles and runs the program, and answers with the cases whose statements are others than
    /// those of the metadata they were made of.
    ///
    /// # Panics
    /// If it does not compile, with what the compiler says.
    #[must_use]
    pub fn differences(self) -> Vec<String> {
        self.write("main.rs", &format!("{}\nfn main() {{\n{}}}\n", self.modules, self.body));
        let printed = self.run();
        let found: BTreeMap<&str, &str> = printed
            .split("=== ")
            .filter_map(|case| case.split_once('\n'))
            .map(|(name, sql)| (name, sql.strip_suffix('\n').unwrap_or(sql)))
            .collect();
        let different = |(name, (sql, text)): (&String, &(String, String))| {
            let found = found.get(name.as_str()).copied().unwrap_or("nothing");
            (found != sql).then(|| {
                format!("{name}\n--- metadata\n{sql}\n--- source\n{found}\n--- of\n{text}")
            })
        };
        self.expected.iter().filter_map(different).collect()
    }

    fn write(&self, file: &str, text: &str) {
        let path = self.folder.join("src").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
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
