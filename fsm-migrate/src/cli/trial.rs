//! `test`: every revision up, down and up again on a scratch database, and what must hold there.
//! It never works on a database that has anything in it.

use super::console::{note, say};
use super::failure::{Done, Failure, Outcome};
use super::{Context, autogenerate, database};
use crate::graph::Revision;
use crate::{Migrator, Revisions};
use fsm_core::{
    CompareOptions, DatabasePool, DropUnknown, Metadata, Reflected, Renames, TableDef, Verdict,
};
use serde_json::json;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::path::PathBuf;
use std::{env, fs};

/// What was tried, and what came of it.
#[derive(Debug, Default)]
struct Results {
    passed: Vec<String>,
    failed: Vec<(String, Vec<String>)>,
}

impl Results {
    fn take(&mut self, at: &Context<'_>, what: String, found: Vec<String>) {
        let is_fine = found.is_empty();
        if !at.is_json() && (!is_fine || !at.project.is_quiet()) {
            say!(at.console, "{} {what}", if is_fine { "ok    " } else { "FAILED" });
            for line in &found {
                say!(at.console, "       {line}");
            }
        }
        if is_fine { self.passed.push(what) } else { self.failed.push((what, found)) }
    }
}

pub(super) fn trial(at: &Context<'_>) -> Done {
    let migrator = at.migrator()?;
    let revisions = at.revisions()?;
    let mut results = Results::default();
    let heads = super::describe::ids(&revisions.graph().heads());
    let several = if heads.len() > 1 {
        vec![format!("there are {}: join them with `merge heads`", heads.join(", "))]
    } else {
        Vec::new()
    };
    results.take(at, "there is one head".to_owned(), several);
    let scratch = Scratch::new(at)?;
    database::block_on(async {
        let pool = database::connect(&scratch.url).await?;
        let done = all(at, &migrator, &revisions, &pool, &mut results).await;
        pool.close().await;
        done
    })?;
    if at.is_json() {
        let failed: Vec<_> = results
            .failed
            .iter()
            .map(|(what, found)| json!({ "what": what, "found": found }))
            .collect();
        say!(at.console, "{}", json!({ "passed": results.passed, "failed": failed }));
    } else {
        note!(at.console, "{} passed, {} failed", results.passed.len(), results.failed.len());
    }
    Ok(Outcome::found(!results.failed.is_empty()))
}

/// Where it is tried: the database of `--url`, or a file of SQLite's that is gone afterwards.
struct Scratch {
    url: String,
    folder: Option<PathBuf>,
}

impl Scratch {
    fn new(at: &Context<'_>) -> Result<Self, Failure> {
        if let Some(url) = at.project.named_url() {
            return Ok(Self { url: url.to_owned(), folder: None });
        }
        if !cfg!(feature = "sqlite") {
            return Err(Failure::new("nothing says on which scratch database to try")
                .help("give `--url` of a database that is empty"));
        }
        // A name that nobody else comes upon, in a folder that everybody writes to.
        let random = RandomState::new().build_hasher().finish();
        let name = format!("fsm-migrate-test-{random:016x}");
        let folder = env::temp_dir().join(name);
        fs::create_dir(&folder).map_err(|error| Failure::file("make", &folder, &error))?;
        let file = folder.join("scratch.db").display().to_string();
        Ok(Self { url: format!("sqlite:{file}?mode=rwc"), folder: Some(folder) })
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            // The system clears what is left here anyway.
            let _ = fs::remove_dir_all(folder);
        }
    }
}

async fn all(
    at: &Context<'_>,
    migrator: &Migrator,
    revisions: &Revisions,
    pool: &DatabasePool,
    results: &mut Results,
) -> Result<(), Failure> {
    let empty = look(migrator, pool).await?;
    if !empty.metadata.is_empty() || !migrator.current(pool).await?.rows.is_empty() {
        return Err(Failure::new("the scratch database is not empty")
            .help("name one whose tables nobody needs, and drop them first"));
    }
    let done = tries(at, migrator, revisions, pool, results, &empty).await;
    let mut own = Metadata::new();
    for table in migrator.tables() {
        own.add(
            TableDef::new(table.clone())
                .column(fsm_core::ColumnDef::new("it", fsm_core::SqlType::Text)),
        )?;
    }
    own.drop_all(pool).await?;
    done
}

async fn tries(
    at: &Context<'_>,
    migrator: &Migrator,
    revisions: &Revisions,
    pool: &DatabasePool,
    results: &mut Results,
    empty: &Reflected,
) -> Result<(), Failure> {
    for revision in revisions.graph().sorted() {
        let found = match up_down_up(migrator, revision, pool).await {
            Ok(found) => found,
            Err(failure) => {
                results.take(at, format!("up, down and up: {revision}"), vec![failure.to_string()]);
                return Ok(());
            }
        };
        results.take(at, format!("up, down and up: {revision}"), found);
    }
    let comparison = autogenerate::compare(at, migrator, revisions, Renames::new(), pool).await?;
    let found = match comparison.verdict() {
        Verdict::Different => comparison.to_string().lines().map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    results.take(at, "at head the database is as the models say".to_owned(), found);
    let down = migrator.downgrade("base", pool).await;
    let found = match down {
        Err(error) => vec![Failure::from(error).to_string()],
        Ok(_) => differences(&empty.metadata, migrator, pool).await?,
    };
    results.take(at, "at base nothing is left".to_owned(), found);
    match migrator.upgrade(&["heads"], pool).await.map_err(Failure::from) {
        Ok(_) => results.take(at, "from base to head at once".to_owned(), Vec::new()),
        Err(failure) => {
            results.take(at, "from base to head at once".to_owned(), vec![failure.to_string()]);
        }
    }
    migrator.downgrade("base", pool).await?;
    Ok(())
}

/// What is not as it was after going down, and after going up again.
async fn up_down_up(
    migrator: &Migrator,
    revision: &Revision,
    pool: &DatabasePool,
) -> Result<Vec<String>, Failure> {
    let id = revision.id.as_str();
    let before = look(migrator, pool).await?;
    migrator.upgrade(&[id], pool).await?;
    let after = look(migrator, pool).await?;
    // Down to what it follows, and only in its own branch.
    let below = revision.down_revision.first().map_or("base", String::as_str);
    migrator.downgrade(&format!("{id}@{below}"), pool).await?;
    let mut found = differences(&before.metadata, migrator, pool).await?;
    for text in &mut found {
        text.insert_str(0, "after going down: ");
    }
    migrator.upgrade(&[id], pool).await?;
    let again = differences(&after.metadata, migrator, pool).await?;
    found.extend(again.into_iter().map(|text| format!("after going up again: {text}")));
    Ok(found)
}

async fn look(migrator: &Migrator, pool: &DatabasePool) -> Result<Reflected, Failure> {
    let own = migrator.tables().map(Clone::clone);
    Ok(Metadata::reflect(pool).except(own).await?)
}

/// What the database would have to change to be as it was.
async fn differences(
    was: &Metadata,
    migrator: &Migrator,
    pool: &DatabasePool,
) -> Result<Vec<String>, Failure> {
    let now = look(migrator, pool).await?;
    if was.is_empty() {
        // Comparing takes at least one table.
        let tables = now.metadata.tables().map(|table| format!("table `{}` is there", table.name));
        let enums = now.metadata.enums().map(|def| format!("enum `{}` is there", def.name));
        return Ok(tables.chain(enums).collect());
    }
    let mut options = CompareOptions::new().drop_unknown(DropUnknown::ALL);
    for own in migrator.tables() {
        options.filter = options.filter.exclude(own.to_string());
    }
    let comparison = was.compare(pool).options(options).await?;
    Ok(comparison.changes.iter().map(|change| format!("to be as it was: {change}")).collect())
}
