//! The package that is worked on: its configuration, its folders, its variables, its database's URL.
//! It never opens a connection and never writes.

use super::CommandLine;
use super::args::Global;
use super::failure::Failure;
use crate::config::{Config, ConfigFile, FILE_NAME};
use crate::{DEFAULT_SET, Migrator, Revisions, Settings};
use fsm_core::Dialect;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs, io};

/// The package that is worked on.
#[derive(Debug)]
pub(super) struct Project {
    /// Where the configuration is, or would be.
    folder: PathBuf,
    /// The configuration, if there is one.
    file: Option<PathBuf>,
    config: Config,
    /// What `.env` says.
    variables: BTreeMap<String, String>,
    url: Option<String>,
    settings: Settings,
    is_json: bool,
    verbosity: u8,
    is_quiet: bool,
}

impl Project {
    pub(super) fn find(line: &CommandLine, global: &Global) -> Result<Self, Failure> {
        let (folder, file) = locate(line.folder.as_deref(), global.config.as_deref())?;
        let config = match &file {
            Some(path) => read(path)?.config(global.name.as_deref())?,
            // Its error says that there is no file to name an environment.
            None => ConfigFile::parse(FILE_NAME, "")?.config(global.name.as_deref())?,
        };
        let mut settings = Settings::new();
        for (name, value) in config.settings.iter().chain(global.settings.iter().map(pair)) {
            settings = settings.with(name, value);
        }
        Ok(Self {
            variables: dotenv(&folder)?,
            folder,
            file,
            config,
            url: global.url.clone(),
            settings,
            is_json: global.json,
            verbosity: global.verbose,
            is_quiet: global.quiet,
        })
    }

    pub(super) fn config(&self) -> &Config {
        &self.config
    }

    /// The configuration's file, if there is one.
    pub(super) fn file(&self) -> Option<&Path> {
        self.file.as_deref()
    }

    /// Where the configuration is, or would be.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn is_json(&self) -> bool {
        self.is_json
    }

    pub(super) fn is_verbose(&self) -> bool {
        self.verbosity > 0
    }

    pub(super) fn is_quiet(&self) -> bool {
        self.is_quiet
    }

    /// What revisions are told.
    pub(super) fn settings(&self) -> Arc<Settings> {
        Arc::new(self.settings.clone())
    }

    /// A path of the configuration.
    pub(super) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.folder.join(relative)
    }

    /// A path as it is shown: from the current folder where it is in it.
    pub(super) fn shown(path: &Path) -> String {
        let here = env::current_dir().unwrap_or_default();
        path.strip_prefix(&here).unwrap_or(path).display().to_string()
    }

    /// The sets whose revisions make this history.
    pub(super) fn sets(&self) -> Vec<String> {
        let own = [self.config.set.clone().unwrap_or_else(|| DEFAULT_SET.to_owned())];
        own.into_iter().chain(self.config.include_sets.iter().cloned()).collect()
    }

    /// A set that is to be taken in and is not linked would be missing without a word.
    pub(super) fn refuse_unlinked(&self) -> Result<(), Failure> {
        let linked = Revisions::linked_sets();
        let is_missing = |set: &&String| !linked.contains(&set.as_str());
        match self.config.include_sets.iter().find(is_missing) {
            None => Ok(()),
            Some(set) => Err(Failure::new(format!(
                "`include_sets` names the set `{set}`, and this program has no revision of it"
            ))
            .help("mention the crate that brings it, so that it is linked: `use the_crate as _;`, with its feature for migrations")),
        }
    }

    /// The migrator as the configuration says.
    pub(super) fn configure(&self, migrator: Migrator) -> Migrator {
        let config = &self.config;
        let mut migrator = migrator
            .version_table(config.version_table.clone())
            .settings(self.settings.clone())
            .lock(config.lock)
            .transaction_mode(config.transaction_mode)
            .timeouts(config.timeouts);
        if let Some(set) = &config.set {
            migrator = migrator.only(set);
        }
        for set in &config.include_sets {
            migrator = migrator.include(set);
        }
        if let Some(timeout) = config.lock_timeout {
            migrator = migrator.lock_timeout(timeout);
        }
        migrator
    }

    pub(super) fn variable(&self, name: &str) -> Option<String> {
        if name == "here" {
            return Some(self.folder.display().to_string());
        }
        env::var(name).ok().or_else(|| self.variables.get(name).cloned())
    }

    /// The database's URL, which nobody prints.
    pub(super) fn url(&self) -> Result<String, Failure> {
        if let Some(url) = &self.url {
            return Ok(url.clone());
        }
        if let Some(template) = &self.config.url {
            return Ok(template.expand(|name| self.variable(name))?);
        }
        self.variable("DATABASE_URL").filter(|url| !url.trim().is_empty()).ok_or_else(|| {
            Failure::new("nothing says which database it is").help(
                "set `DATABASE_URL`, also in a file `.env`, write `url` into `fsm.toml`, or give `--url`",
            )
        })
    }

    /// The URL of the command line.
    pub(super) fn named_url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// The dialect of the URL, without connecting.
    pub(super) fn dialect(&self) -> Result<Dialect, Failure> {
        let url = self.url()?;
        let scheme = url.split(':').next().unwrap_or_default();
        Dialect::from_key(scheme).ok_or_else(|| {
            Failure::new(format!("no database has URLs that begin with `{scheme}:`"))
                .help("`sqlite:`, `postgres:` and `mysql:` are known; or name it with `--dialect`")
        })
    }

    /// A file as the compiler named it: from the folder of the workspace, which is this one or one
    /// around it.
    pub(super) fn source(&self, named: &str) -> Option<PathBuf> {
        let folder = fs::canonicalize(&self.folder).unwrap_or_else(|_| self.folder.clone());
        folder.ancestors().map(|folder| folder.join(named)).find(|path| path.is_file())
    }
}

fn pair(pair: &(String, String)) -> (&String, &String) {
    (&pair.0, &pair.1)
}

/// The folder that is worked on, and the configuration in it.
fn locate(
    folder: Option<&Path>,
    named: Option<&Path>,
) -> Result<(PathBuf, Option<PathBuf>), Failure> {
    if let Some(file) = named {
        if !file.is_file() {
            let error = Failure::new(format!("there is no configuration `{}`", file.display()));
            return Err(error.help("`init` writes one"));
        }
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        return Ok((folder.unwrap_or(Path::new(".")).to_owned(), Some(file.to_owned())));
    }
    if let Some(folder) = folder {
        let file = folder.join(FILE_NAME);
        return Ok((folder.to_owned(), file.is_file().then_some(file)));
    }
    // Cargo tells a program that it runs where its package is.
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    if let Some(package) = &package {
        let file = package.join(FILE_NAME);
        if file.is_file() {
            return Ok((package.clone(), Some(file)));
        }
    }
    let here = env::current_dir()
        .map_err(|error| Failure::file("read the current folder", Path::new("."), &error))?;
    let found = here.ancestors().map(|folder| folder.join(FILE_NAME)).find(|file| file.is_file());
    if package.is_none()
        && let Some(file) = found
    {
        let folder = file.parent().unwrap_or(&here).to_owned();
        return Ok((folder, Some(file)));
    }
    Ok((package.unwrap_or(here), None))
}

fn read(path: &Path) -> Result<ConfigFile, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::file("read", path, &error))?;
    Ok(ConfigFile::parse(Project::shown(path), &text)?)
}

/// What the nearest `.env` says, of the package's folder and those around it.
fn dotenv(folder: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let Some(path) =
        folder.ancestors().map(|folder| folder.join(".env")).find(|path| path.is_file())
    else {
        return Ok(BTreeMap::new());
    };
    // What stands in the file may be a secret: errors name the file and no more of it.
    let wrong = |error: dotenvy::Error| match error {
        dotenvy::Error::Io(error) => Failure::file("read", &path, &error),
        dotenvy::Error::LineParse(..) => {
            Failure::new(format!("a line of `{}` cannot be understood", path.display()))
                .help("write `NAME=value`, with quotes around a value that has spaces in it")
        }
        _ => Failure::file("read", &path, &io::Error::other("it is no list of variables")),
    };
    dotenvy::from_path_iter(&path).map_err(wrong)?.map(|pair| pair.map_err(wrong)).collect()
}
