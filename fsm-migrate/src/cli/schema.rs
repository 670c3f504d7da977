//! `create-all` and `drop-all`: the tables of the models, without revisions.
//! It never touches the version table.

use super::args::{CreateAll, DropAll};
use super::console::{note, say};
use super::failure::{Done, Failure, Outcome};
use super::{Context, database};
use crate::config::shown_url;
use serde_json::json;

pub(super) fn create_all(at: &Context<'_>, asked: &CreateAll) -> Done {
    if asked.offline.sql {
        for statement in at.metadata().create_all_sql(at.dialect(&asked.offline)?)? {
            say!(at.console, "{statement};\n");
        }
        return Ok(Outcome::Fine);
    }
    let created = database::with_pool(at, async |pool| Ok(at.metadata().create_all(pool).await?))?;
    if at.is_json() {
        let names = |all: &[fsm_core::Object]| -> Vec<String> {
            all.iter().map(ToString::to_string).collect()
        };
        let value =
            json!({ "created": names(&created.created), "existed": names(&created.existed) });
        say!(at.console, "{value}");
    } else if !at.project.is_quiet() {
        say!(at.console, "{created}");
        if !created.is_noop() && !at.revisions()?.graph().is_empty() {
            note!(at.console, "the version table does not know of it: `stamp heads` tells it");
        }
    }
    Ok(Outcome::Fine)
}

pub(super) fn drop_all(at: &Context<'_>, asked: &DropAll) -> Done {
    let tables = at.metadata().len();
    if !asked.yes {
        if !at.console.can_ask() || at.is_json() {
            return Err(Failure::new("nobody is there to ask whether all tables may go")
                .help("`--yes` says so"));
        }
        let url = shown_url(&at.project.url()?);
        let question =
            format!("drop the {tables} tables of the models, and their rows, from `{url}`?");
        if !at.console.ask(&question) {
            return Err(Failure::new("nothing was dropped"));
        }
    }
    let dropped = database::with_pool(at, async |pool| Ok(at.metadata().drop_all(pool).await?))?;
    if at.is_json() {
        let names: Vec<String> = dropped.dropped.iter().map(ToString::to_string).collect();
        say!(at.console, "{}", json!({ "dropped": names }));
    } else if !at.project.is_quiet() {
        say!(at.console, "{dropped}");
        if !dropped.is_noop() && !at.revisions()?.graph().is_empty() {
            note!(at.console, "the version table does not know of it: `stamp base` tells it");
        }
    }
    Ok(Outcome::Fine)
}
