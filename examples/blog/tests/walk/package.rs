//! A copy of the blog without migrations, in a folder of its own, and its command line.

use fsm_tests::TestDatabase;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::{env, fs};
use tempfile::TempDir;

pub type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// Copies share what cargo builds for them, one at a time.
static BUILDING: Mutex<()> = Mutex::new(());

const BLOG: &str = env!("CARGO_MANIFEST_DIR");

/// A copy of the blog.
pub struct Package {
    folder: TempDir,
    url: String,
    /// What cargo calls it. Packages of one name share what is built of them, whatever their folder,
    /// and would take each other's files for their own.
    name: String,
}

/// What a command said, and its exit code.
#[derive(Debug)]
pub struct Answer {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Package {
    /// The blog as somebody has it who never migrated anything.
    pub fn new(db: &TestDatabase, walk: &str) -> Result<Self> {
        let name = format!("walk-{walk}-{}", db.dialect().key());
        let package = Self { folder: TempDir::new()?, url: db.url().to_owned(), name };
        let blog = Path::new(BLOG);
        let workspace = blog.join("../..").canonicalize()?;
        for folder in ["src", "src/bin"] {
            fs::create_dir(package.path(folder))?;
        }
        for file in ["src/models.rs", "src/bin/manage.rs"] {
            fs::copy(blog.join(file), package.path(file))?;
        }
        let library = fs::read_to_string(blog.join("src/lib.rs"))?;
        fs::write(package.path("src/lib.rs"), library.replace("pub mod migrations;\n", ""))?;
        fs::write(package.path("Cargo.toml"), manifest(&package.name, &workspace))?;
        // The same versions of everything, and nothing from the network.
        fs::copy(workspace.join("Cargo.lock"), package.path("Cargo.lock"))?;
        Ok(package)
    }

    pub fn path(&self, inside: &str) -> PathBuf {
        self.folder.path().join(inside)
    }

    fn program(&self) -> PathBuf {
        self.path(&format!("manage{}", env::consts::EXE_SUFFIX))
    }

    /// Changes a file of the package.
    pub fn edit(&self, file: &str, before: &str, after: &str) -> Result<()> {
        let text = fs::read_to_string(self.path(file))?;
        assert!(text.contains(before), "{file} has no `{before}`:\n{text}");
        Ok(fs::write(self.path(file), text.replacen(before, after, 1))?)
    }

    /// The text of the only revision whose file's name has that in it.
    pub fn revision(&self, part: &str) -> Result<String> {
        let mut found = self.files()?.into_iter().filter(|name| name.contains(part));
        let name = found.next().ok_or_else(|| format!("no file is called `{part}`"))?;
        Ok(fs::read_to_string(self.path("src/migrations").join(name))?)
    }

    /// The files of the migrations module.
    pub fn files(&self) -> Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(self.path("src/migrations"))? {
            names.push(entry?.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        Ok(names)
    }

    /// Builds the package as it stands.
    pub fn build(&self) -> Result<()> {
        let _alone = BUILDING.lock().unwrap_or_else(PoisonError::into_inner);
        let target = target();
        let built = Command::new(env!("CARGO"))
            .args(["build", "--offline", "--quiet", "--bin", &self.name])
            .current_dir(self.folder.path())
            .env("CARGO_TARGET_DIR", &target)
            .output()?;
        if !built.status.success() {
            return Err(String::from_utf8_lossy(&built.stderr).into_owned().into());
        }
        let program = format!("{}{}", self.name, env::consts::EXE_SUFFIX);
        fs::copy(target.join("debug").join(program), self.program())?;
        Ok(())
    }

    /// Runs a command of the guide, built anew if something changed; what it says on both streams, as
    /// a terminal shows it.
    pub fn say(&self, command: &str) -> Result<String> {
        let shell = match command.strip_prefix("manage ") {
            Some(arguments) => {
                self.build()?;
                format!("{} {arguments}", self.program().display())
            }
            None => command.to_owned(),
        };
        let page = self.path("said");
        let file = fs::File::create(&page)?;
        Command::new("sh")
            .args(["-c", &shell])
            .current_dir(self.folder.path())
            .env("DATABASE_URL", &self.url)
            .env_remove("CARGO_MANIFEST_DIR")
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .status()?;
        Ok(fs::read_to_string(page)?)
    }

    /// Runs the command line in the package's folder.
    pub fn manage(&self, arguments: &[&str]) -> Result<Answer> {
        let output = Command::new(self.program())
            .args(arguments)
            .current_dir(self.folder.path())
            .env("DATABASE_URL", &self.url)
            .env_remove("CARGO_MANIFEST_DIR")
            .output()?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok(Answer {
            code: output.status.code(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        })
    }

    /// The same, which has to go well; what it said on its first stream.
    pub fn fine(&self, arguments: &[&str]) -> Result<String> {
        let answer = self.manage(arguments)?;
        assert_eq!(answer.code, Some(0), "{arguments:?}: {answer:?}");
        Ok(answer.out)
    }
}

/// Where this test was built, so that what nobody changed is not built again.
fn target() -> PathBuf {
    let tmp = Path::new(env!("CARGO_TARGET_TMPDIR"));
    tmp.parent().unwrap_or(tmp).to_owned()
}

/// The blog's manifest, outside of the workspace.
fn manifest(name: &str, workspace: &Path) -> String {
    let path = |name: &str| format!("path = {:?}", workspace.join(name).display().to_string());
    let databases = "features = [\"sqlite\", \"postgres\", \"mysql\"";
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\nautobins = false\n\n\
         [lib]\nname = \"blog\"\n\n[[bin]]\nname = \"{name}\"\npath = \"src/bin/manage.rs\"\n\n\
         [dependencies]\n\
         fsm-core = {{ {}, {databases}, \"chrono\"] }}\n\
         fsm-migrate = {{ {}, {databases}, \"cli\"] }}\n\
         fsm-storage = {{ {}, {databases}] }}\n\
         sqlx = {{ version = \"0.9\", default-features = false, features = [\"runtime-tokio\", \"derive\", \"chrono\"] }}\n\
         chrono = {{ version = \"0.4\", default-features = false, features = [\"std\"] }}\n\n\
         [workspace]\n\n\
         [profile.dev]\ndebug = \"line-tables-only\"\n\n\
         [profile.dev.package.\"*\"]\ndebug = false\n",
        path("fsm-core"),
        path("fsm-migrate"),
        path("fsm-storage"),
    )
}
