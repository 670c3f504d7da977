//! `inspect` and `diagram`: a database as models, and tables as a picture.
//! It never changes the database.

use super::args::{Diagram, Inspect};
use super::console::say;
use super::failure::{Done, Failure, Outcome};
use super::{Context, Project, database};
use crate::Migrator;
use fsm_core::{Metadata, Reflected};
use serde_json::json;
use std::fs;
use std::path::Path;

pub(super) fn inspect(at: &Context<'_>, asked: &Inspect) -> Done {
    let reflected = reflect(at, &at.migrator()?)?;
    let source = fsm_inspect::rust_source(&reflected);
    let Some(folder) = &asked.output else {
        if at.is_json() {
            say!(at.console, "{}", json!({ "source": source.to_string() }));
        } else {
            say!(at.console, "{}", source.to_string().trim_end());
        }
        return Ok(Outcome::Fine);
    };
    let files = source.files();
    if let Some(there) = files.iter().map(|file| folder.join(&file.name)).find(|path| path.exists())
    {
        return Err(Failure::new(format!("`{}` is there", Project::shown(&there)))
            .help("name another folder"));
    }
    fs::create_dir_all(folder).map_err(|error| Failure::file("make", folder, &error))?;
    let mut names = Vec::new();
    for file in &files {
        let path = folder.join(&file.name);
        write(&path, &file.text)?;
        names.push(Project::shown(&path));
    }
    if at.is_json() {
        say!(at.console, "{}", json!({ "files": names }));
    } else {
        for name in names {
            say!(at.console, "wrote {name}");
        }
    }
    Ok(Outcome::Fine)
}

pub(super) fn diagram(at: &Context<'_>, asked: &Diagram) -> Done {
    let reflected;
    let metadata = if asked.database {
        reflected = reflect(at, &at.migrator()?)?;
        &reflected.metadata
    } else {
        at.metadata()
    };
    let text = if asked.svg { fsm_inspect::svg(metadata) } else { fsm_inspect::mermaid(metadata) };
    match &asked.output {
        Some(path) => {
            write(path, &text)?;
            if !at.project.is_quiet() {
                say!(at.console, "wrote {}", Project::shown(path));
            }
        }
        None => say!(at.console, "{}", text.trim_end()),
    }
    Ok(Outcome::Fine)
}

/// What stands, without the tables that are this crate's own.
fn reflect(at: &Context<'_>, migrator: &Migrator) -> Result<Reflected, Failure> {
    let own = migrator.tables().map(Clone::clone);
    database::with_pool(at, async |pool| Ok(Metadata::reflect(pool).except(own).await?))
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|error| Failure::file("write", path, &error))
}
