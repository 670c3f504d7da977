//! A cargo workspace written into a temporary folder, with the dependencies of this repository.
//!
//! Never says what is in it, and never measures by itself.

use crate::Failure;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The repository these benches stand in.
const REPOSITORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// The workspace; dropping it removes the folder.
///
/// What is built lands in the repository's `target/`, so that a second run finds the dependencies.
#[derive(Debug)]
pub(crate) struct Generated {
    folder: TempDir,
    target: PathBuf,
}

/// One package of it: its name, and the path and text of its only source file.
#[derive(Clone, Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) path: &'static str,
    pub(crate) source: String,
}

impl Generated {
    /// Writes the packages.
    pub(crate) fn create(name: &str, packages: &[Package]) -> Result<Self, Failure> {
        let folder = tempfile::Builder::new().prefix("fsm-bench-").tempdir()?;
        let repository = Path::new(REPOSITORY).canonicalize()?;
        let names: Vec<String> =
            packages.iter().map(|package| format!("{:?}", package.name)).collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\
             [profile.dev]\ndebug = \"line-tables-only\"\n",
            names.join(", ")
        );
        fs::write(folder.path().join("Cargo.toml"), manifest)?;
        // The same versions as in the repository.
        fs::copy(repository.join("Cargo.lock"), folder.path().join("Cargo.lock"))?;
        let target = env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| repository.join("target"), PathBuf::from)
            .join(format!("bench-{name}"));
        let generated = Self { folder, target };
        for package in packages {
            let folder = generated.folder.path().join(&package.name);
            fs::create_dir_all(folder.join("src"))?;
            // Quoted by Rust's rules, which TOML shares.
            let core = format!("{:?}", repository.join("fsm-core").to_string_lossy());
            let manifest = format!(
                "[package]\nname = {:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\
                 [dependencies]\nfsm-core = {{ path = {core}, features = [\"chrono\"] }}\n\
                 sqlx = {{ version = \"0.9\", default-features = false, \
                 features = [\"derive\", \"chrono\"] }}\nchrono = \"0.4\"\n",
                package.name
            );
            fs::write(folder.join("Cargo.toml"), manifest)?;
            generated.write(package)?;
        }
        Ok(generated)
    }

    /// Writes the source of `package` anew.
    pub(crate) fn write(&self, package: &Package) -> Result<(), Failure> {
        fs::write(self.folder.path().join(&package.name).join(package.path), &package.source)?;
        Ok(())
    }

    /// Runs cargo and answers with what it printed and how long it took.
    pub(crate) fn cargo(
        &self,
        arguments: &[&str],
        incremental: bool,
    ) -> Result<(Output, Duration), Failure> {
        let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .args(arguments)
            .args(["--quiet", "--offline"])
            .current_dir(self.folder.path())
            .env("CARGO_TARGET_DIR", &self.target)
            .env("CARGO_INCREMENTAL", if incremental { "1" } else { "0" });
        let start = Instant::now();
        let output = command.output()?;
        let time = start.elapsed();
        if output.status.success() {
            return Ok((output, time));
        }
        let said = String::from_utf8_lossy(&output.stderr);
        // Warnings come first.
        let from = said.find("\nerror").unwrap_or(0);
        let first: Vec<&str> = said[from..].lines().take(20).collect();
        Err(format!("cargo {} failed:\n{}", arguments.join(" "), first.join("\n")).into())
    }
}
