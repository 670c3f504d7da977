//! A package of its own in the target folder, which is compiled and run.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

pub(crate) struct Scratch {
    folder: PathBuf,
}

/// The features of `fsm-core` that generated source may need; not SQLite, whose C would be compiled
/// for types that it does not have.
const FEATURES: &str = r#""postgres", "mysql", "bigdecimal", "bit-vec", "chrono", "ipnetwork", "json", "mac_address", "rust_decimal", "time", "uuid""#;

impl Scratch {
    pub(crate) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(folder.join("src"));
        fs::create_dir_all(folder.join("src")).unwrap();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let core = root.join("fsm-core");
        let manifest = format!(
            "[package]\nname = {name:?}\nedition = \"2024\"\npublish = false\n\n\
             [dependencies]\nfsm-core = {{ path = {core:?}, features = [{FEATURES}] }}\n\
             sqlx = {{ version = \"0.9\", default-features = false, features = [\"derive\"] }}\n\n\
             [workspace]\n\n[profile.dev]\ndebug = false\nincremental = false\n"
        );
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        // The versions of the workspace, which are all that is there without a network.
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
        Self { folder }
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.folder.join("src").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// What the program prints.
    pub(crate) fn run(&self) -> String {
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
