//! `init`: the configuration and the migrations module of a package.
//! It never changes a file that is there.

use super::args::Init;
use super::console::say;
use super::failure::{Done, Failure, Outcome};
use super::file::Written;
use super::{Context, Project};
use crate::config::FILE_NAME;
use serde_json::json;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The list of modules, without one yet.
const MODULE: &str = "\
//! The revisions of this package's database, each in a file of its own.
//! `revision` adds them to this list.
";

pub(super) fn init(at: &Context<'_>, asked: &Init) -> Done {
    let config = at.project.file().map_or_else(|| at.project.path(FILE_NAME), Path::to_owned);
    let folder = at.project.path(&asked.folder);
    let list = folder.join("mod.rs");
    for file in [&config, &list] {
        if file.exists() {
            return Err(Failure::new(format!("`{}` is there", Project::shown(file)))
                .help("`init` changes no file; remove it to begin anew"));
        }
    }
    let made = new_folders(&folder);
    fs::create_dir_all(&folder).map_err(|error| Failure::file("make", &folder, &error))?;
    let written = Written::new(&list, MODULE)
        .and_then(|list| Ok((list, Written::new(&config, &configuration(&asked.folder))?)));
    match written {
        Ok((list, config)) => {
            list.keep();
            config.keep();
        }
        Err(failure) => {
            for folder in made {
                // Only if it is empty, which a folder of somebody else's is not.
                let _ = fs::remove_dir(folder);
            }
            return Err(failure);
        }
    }
    let (config, list) = (Project::shown(&config), Project::shown(&list));
    if at.is_json() {
        say!(at.console, "{}", json!({ "config": config, "module": list }));
        return Ok(Outcome::Fine);
    }
    say!(at.console, "wrote {config}");
    say!(at.console, "wrote {list}");
    if !at.project.is_quiet() {
        let module = Path::new(&asked.folder).file_name().unwrap_or_default().to_string_lossy();
        say!(
            at.console,
            "next: write `pub mod {module};` into `src/lib.rs`, set `DATABASE_URL`, and run"
        );
        say!(at.console, "  revision --autogenerate -m \"initial\"");
        say!(at.console, "  upgrade");
    }
    Ok(Outcome::Fine)
}

/// The folders that are made with this one, the innermost first.
fn new_folders(folder: &Path) -> Vec<&Path> {
    folder.ancestors().take_while(|folder| !folder.exists()).collect()
}

fn configuration(folder: &str) -> String {
    let folder = toml_text(folder);
    format!(
        "\
# How this package's database is migrated. Every key may be left out.

# The folder of the migrations module.
script_location = {folder}

# The database. Without this key the variable `DATABASE_URL` says it, also in a file `.env`.
# url = \"sqlite://${{STORAGE_PATH}}\"
# url = \"${{DATABASE_URL:-sqlite:app.db?mode=rwc}}\"

# The table that holds which revisions are applied.
# version_table = \"fsm_version\"

# The time zone of dates in files.
# timezone = \"UTC\"

# Tables that are nobody's business here; `*` stands for any text.
# exclude = [\"legacy_*\"]

# Revisions of libraries that are part of this history.
# include_sets = [\"fsm\"]

# Commands that are run on a new revision.
# [[hooks]]
# name = \"rustfmt\"
# command = [\"rustfmt\", \"--edition\", \"2024\", \"{{file}}\"]

# What holds in one environment only, with `-n production`.
# [env.production]
# url = \"${{PRODUCTION_DATABASE_URL}}\"
"
    )
}

/// As a text of TOML.
fn toml_text(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
