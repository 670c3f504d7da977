//! `edit`: a revision in the editor.
//! It never reads what was written there.

use super::Context;
use super::args::Edit;
use super::failure::{Done, Failure, Outcome};
use std::env;
use std::process::Command;

pub(super) fn edit(at: &Context<'_>, asked: &Edit) -> Done {
    let revisions = at.revisions()?;
    let graph = revisions.graph();
    let place = if super::database::is_about_database(&asked.revision) {
        let rows = super::database::current(at)?.rows;
        graph.resolve(&asked.revision, &crate::graph::Applied::from_rows(graph, rows)?)?
    } else {
        graph.lookup(&asked.revision)?
    };
    let [revision] = place.revisions.as_slice() else {
        return Err(Failure::new(format!("`{}` is not one revision", asked.revision)));
    };
    let named = revision.path.as_deref().unwrap_or_default();
    let Some(path) = at.project.source(named) else {
        return Err(Failure::new(format!("the file of `{}` is not here: `{named}`", revision.id))
            .help("run it in the folder of the package that has the file"));
    };
    let editor = ["VISUAL", "EDITOR"].iter().find_map(|name| env::var(name).ok());
    let editor = editor
        .filter(|editor| !editor.trim().is_empty())
        .ok_or_else(|| Failure::new("nothing says which editor to open").help("set `EDITOR`"))?;
    // As shells have it, the variable may hold arguments too.
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default();
    let status = Command::new(program)
        .args(words)
        .arg(&path)
        .status()
        .map_err(|error| Failure::new(format!("could not open `{program}`")).because(error))?;
    if status.success() {
        Ok(Outcome::Fine)
    } else {
        Err(Failure::new(format!("`{program}` ended with {status}")))
    }
}
