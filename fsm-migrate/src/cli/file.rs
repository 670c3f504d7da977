//! New files: a revision stands in its folder and in the list of modules, or in neither.
//! It never knows what is in them.

use super::Context;
use super::failure::Failure;
use super::hook;
use crate::render;
use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Writes a revision's file, runs the hooks on it, and adds it to the list of modules, in this
/// order. If anything fails, nothing of it is left.
pub(super) fn add_module(
    at: &Context<'_>,
    folder: &Path,
    module: &str,
    text: &str,
) -> Result<PathBuf, Failure> {
    let list = list_of(at, folder)?;
    let existing = fs::read_to_string(&list).map_err(|error| {
        Failure::file("read", &list, &error)
            .help("`init` writes the list of modules; `module_file` in `fsm.toml` says where it is")
    })?;
    let listed = render::module_list(&existing, module)?;
    let path = folder.join(format!("{module}.rs"));
    if path.exists() || listed == existing {
        let there = if path.exists() { &path } else { &list };
        return Err(Failure::new(format!("`{}` has a module `{module}`", there.display()))
            .help("give the revision another message or `--rev-id`"));
    }
    let written = Written::new(&path, text)?;
    hook::run(at, &path)?;
    replace(&list, &listed).map_err(|error| Failure::file("write", &list, &error))?;
    written.keep();
    Ok(path)
}

/// The file that lists the modules of a folder.
fn list_of(at: &Context<'_>, folder: &Path) -> Result<PathBuf, Failure> {
    let config = at.project.config();
    let list = match &config.module_file {
        Some(file) if folder == at.project.path(&config.script_location) => at.project.path(file),
        _ => folder.join("mod.rs"),
    };
    // A link is followed: what it leads to is written, and it stays a link.
    match fs::canonicalize(&list) {
        Ok(list) => Ok(list),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(Failure::new(format!("there is no list of modules `{}`", list.display()))
                .help("`init` writes it; `script_location` in `fsm.toml` says where"))
        }
        Err(error) => Err(Failure::file("read", &list, &error)),
    }
}

/// A new file that is removed again unless it is kept.
pub(super) struct Written {
    path: PathBuf,
    is_kept: bool,
}

impl Written {
    /// Writes a file that is not there yet.
    pub(super) fn new(path: &Path, text: &str) -> Result<Self, Failure> {
        let failed = |error: io::Error| Failure::file("write", path, &error);
        let mut file =
            OpenOptions::new().write(true).create_new(true).open(path).map_err(failed)?;
        let written = Self { path: path.to_owned(), is_kept: false };
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)?;
        Ok(written)
    }

    pub(super) fn keep(mut self) {
        self.is_kept = true;
    }
}

impl Drop for Written {
    fn drop(&mut self) {
        if !self.is_kept {
            // It may be gone already, and there is nobody to tell.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Puts `text` in the place of a file, whole or not at all.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let mut name: OsString = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".new-{}", std::process::id()));
    let beside = path.with_file_name(name);
    let write = || {
        fs::write(&beside, text)?;
        fs::set_permissions(&beside, fs::metadata(path)?.permissions())?;
        fs::rename(&beside, path)
    };
    write().inspect_err(|_| {
        let _ = fs::remove_file(&beside);
    })
}
