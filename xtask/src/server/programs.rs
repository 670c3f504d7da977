//! Where a server's programs are: in `PATH`, or where distributions put what is not meant for it.
//!
//! Runs nothing.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The file of the first of `names` that is in `PATH` or in one of `folders`.
pub(super) fn find(names: &[&str], folders: &[PathBuf]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let places: Vec<PathBuf> = env::split_paths(&path).chain(folders.iter().cloned()).collect();
    names
        .iter()
        .find_map(|name| places.iter().map(|place| place.join(name)).find(|file| file.is_file()))
}

/// The folders `parent/*/child`, the highest number first.
pub(super) fn versions(parent: &Path, child: &str) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(parent)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    let number = |folder: &PathBuf| -> f64 {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        name.parse().unwrap_or(0.0)
    };
    folders.sort_by(|one, other| number(other).total_cmp(&number(one)));
    folders.into_iter().map(|folder| folder.join(child)).collect()
}
