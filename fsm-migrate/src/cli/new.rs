//! `revision` and `merge`: new revisions as files.
//! It never decides what a revision does: that is the comparison's business, or its author's.

use super::args::{Merge, NewFile, Revision as Asked};
use super::console::{note, say};
use super::failure::{Done, Failure, Outcome};
use super::{Context, Project, autogenerate, describe, file};
use crate::Revisions;
use crate::graph::{Graph, Revision};
use crate::render::{self, Body, NewRevision};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::path::{Path, PathBuf};

pub(super) fn revision(at: &Context<'_>, asked: &Asked) -> Done {
    let revisions = at.revisions()?;
    refuse_older_program(at, &revisions)?;
    let id = new_id(&revisions, &asked.file);
    let new = revisions.graph().new_revision(&id, &asked.head, asked.file.splice)?;
    let new = completed(&revisions, new, &asked.file)?;
    let body = if asked.autogenerate {
        let body = autogenerate::body(at, &revisions, asked)?;
        if body.is_empty() && !asked.empty {
            nothing_changed(at);
            return Ok(Outcome::Fine);
        }
        body
    } else {
        Body::empty()
    };
    write(at, &revisions, &new, &asked.file, &body)
}

pub(super) fn merge(at: &Context<'_>, asked: &Merge) -> Done {
    let revisions = at.revisions()?;
    refuse_older_program(at, &revisions)?;
    let graph = revisions.graph();
    let mut parents: Vec<String> = Vec::new();
    for symbol in &asked.revisions {
        // `heads` stands for several, and each is joined.
        let found = describe::ids(&graph.lookup(symbol)?.revisions);
        parents.extend(if found.is_empty() { vec![symbol.clone()] } else { found });
    }
    let id = new_id(&revisions, &asked.file);
    let mut new =
        completed(&revisions, graph.merge(&id, &parents, asked.file.splice)?, &asked.file)?;
    if new.message.is_none() {
        new.message = Some(format!("merge {}", new.down_revision.join(" and ")));
    }
    write(at, &revisions, &new, &asked.file, &Body::empty())
}

fn nothing_changed(at: &Context<'_>) {
    if at.is_json() {
        say!(at.console, "{}", json!({ "id": null, "path": null }));
    } else if !at.project.is_quiet() {
        say!(at.console, "the database is as the models say: no revision was written");
    }
}

/// What else is asked for, checked against all that is there.
fn completed(
    revisions: &Revisions,
    mut new: Revision,
    asked: &NewFile,
) -> Result<Revision, Failure> {
    new.depends_on = revisions.graph().new_dependencies(&asked.depends_on)?;
    new.branch_labels.clone_from(&asked.branch_label);
    new.message = asked.message.clone().filter(|message| !message.trim().is_empty());
    let all = revisions.graph().revisions().cloned().chain([new.clone()]);
    Graph::new(all)?;
    Ok(new)
}

fn new_id(revisions: &Revisions, asked: &NewFile) -> String {
    if let Some(id) = &asked.rev_id {
        return id.clone();
    }
    loop {
        // The standard library seeds it from the system's source of randomness.
        let id = render::new_id(RandomState::new().build_hasher().finish());
        if revisions.get(&id).is_none() {
            return id;
        }
    }
}

/// Files of revisions that this program does not have in it: what would be written now would be
/// beside them, where it should follow.
fn refuse_older_program(at: &Context<'_>, revisions: &Revisions) -> Result<(), Failure> {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let known: BTreeSet<String> = revisions
        .scripts()
        .filter_map(|script| name(Path::new(script.revision().path.as_deref()?)))
        .collect();
    if at.line.revisions.is_some() {
        return Ok(());
    }
    for folder in at.project.config().locations().map(|folder| at.project.path(folder)) {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        let mut files: Vec<PathBuf> =
            entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
        files.sort();
        for path in files {
            let is_rust = path.extension().is_some_and(|extension| extension == "rs");
            let unknown = name(&path).is_some_and(|name| !known.contains(&name));
            if !is_rust || !unknown {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap_or_default();
            let declares = text.lines().any(|line| line.trim_start().starts_with("revision!"));
            if declares {
                return Err(Failure::new(format!(
                    "the revision in `{}` is not part of this program",
                    Project::shown(&path)
                ))
                .help("build the program again; is the file's module in the list of modules, and the list in the crate?"));
            }
        }
    }
    Ok(())
}

fn write(
    at: &Context<'_>,
    revisions: &Revisions,
    new: &Revision,
    asked: &NewFile,
    body: &Body,
) -> Done {
    let config = at.project.config();
    let file = NewRevision {
        id: new.id.clone(),
        message: new.message.clone().unwrap_or_default(),
        down_revision: new.down_revision.clone(),
        branch_labels: new.branch_labels.clone(),
        depends_on: new.depends_on.clone(),
        create_date: Some(now(&config.timezone)?),
        set: config.set.clone(),
    };
    let template = config.file_template.as_deref().unwrap_or(render::DEFAULT_FILE_TEMPLATE);
    let module = render::file_name(template, &file)?;
    let folder = folder(at, revisions, new, asked);
    let text = render::revision_file(&file, body);
    let path = Project::shown(&file::add_module(at, &folder, &module, &text)?);
    if at.is_json() {
        let value = json!({
            "id": file.id,
            "path": path,
            "down_revision": file.down_revision,
            "depends_on": file.depends_on,
            "branch_labels": file.branch_labels,
        });
        say!(at.console, "{value}");
    } else {
        say!(at.console, "wrote {path}");
        if !at.project.is_quiet() {
            note!(at.console, "read it, build the program, and run `upgrade`");
        }
    }
    Ok(Outcome::Fine)
}

/// Where the file goes: where it is told to, else beside the first that it follows, if that is in one
/// of the configuration's folders.
fn folder(at: &Context<'_>, revisions: &Revisions, new: &Revision, asked: &NewFile) -> PathBuf {
    if let Some(folder) = &asked.version_path {
        return at.project.path(folder);
    }
    let config = at.project.config();
    let parent = new.down_revision.first().and_then(|id| revisions.get(id));
    let named = parent.and_then(|parent| parent.revision().path.clone());
    let beside = named.and_then(|named| at.project.source(&named));
    let beside = beside.as_deref().and_then(Path::parent).map(Path::to_owned);
    let folders = config.locations().map(|folder| at.project.path(folder));
    let mut all: Vec<PathBuf> = folders.collect();
    let found = all.iter().position(|folder| {
        fs::canonicalize(folder).is_ok_and(|folder| Some(&folder) == beside.as_ref())
    });
    all.swap_remove(found.unwrap_or(0))
}

/// Now, in that time zone: `2026-11-21 20:59:01+00:00`.
fn now(timezone: &str) -> Result<String, Failure> {
    let zone = match timezone {
        zone if zone.eq_ignore_ascii_case("utc") => TimeZone::UTC,
        zone if zone.eq_ignore_ascii_case("local") => TimeZone::system(),
        zone => TimeZone::get(zone).map_err(|error| {
            Failure::new(format!("`{zone}` is no time zone that this system knows"))
                .because(error)
                .help("write `UTC`, `local`, or a name such as `Europe/Berlin` as `timezone`")
        })?,
    };
    Ok(Timestamp::now().to_zoned(zone).strftime("%Y-%m-%d %H:%M:%S%:z").to_string())
}
