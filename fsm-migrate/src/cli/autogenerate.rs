//! What the models changed since the database's schema, as the body of a revision.
//! It never writes a file, and never drops what this history did not make.

use super::args::Revision as Asked;
use super::ask::Answers;
use super::console::note;
use super::failure::Failure;
use super::ours::Ours;
use super::{Context, database, describe};
use crate::graph::Applied;
use crate::render::Body;
use crate::{Migrator, Revisions};
use fsm_core::{
    CompareOptions, Compared, Comparison, DatabasePool, DropUnknown, Metadata, Renames, Unmanaged,
};

/// What the models changed. Where something may be a rename, it is asked.
pub(super) fn body(
    at: &Context<'_>,
    revisions: &Revisions,
    asked: &Asked,
) -> Result<Body, Failure> {
    let migrator = at.migrator()?;
    let mut answers = Answers::new(&asked.renames);
    database::with_pool(at, async |pool| {
        refuse_behind(&migrator, revisions, pool).await?;
        let comparison = loop {
            let comparison = compare(at, &migrator, revisions, answers.renames(), pool).await?;
            if !answers.answer(at, &comparison.questions)? {
                break comparison;
            }
        };
        let standing = standing(&migrator, revisions, pool).await?;
        tell(at, &comparison);
        Ok(Body::of(&comparison, at.metadata().naming(), Some(&standing)))
    })
}

/// What stands: as the revisions make it, which knows enums that a database keeps as text, and as
/// the database has it where no revision made it.
async fn standing(
    migrator: &Migrator,
    revisions: &Revisions,
    pool: &DatabasePool,
) -> Result<Metadata, Failure> {
    let graph = revisions.graph();
    let reflected = Metadata::reflect(pool).await?;
    let rows = migrator.current(pool).await?.rows;
    // Revisions with code or SQL of their own may not tell what they make.
    let made = migrator.schema_at(pool.dialect(), &Applied::from_rows(graph, rows)?);
    let Ok(mut standing) = made else { return Ok(reflected.metadata) };
    for table in reflected.metadata.tables() {
        if !standing.contains(table.name.clone()) {
            standing.add(table.clone())?;
        }
    }
    Ok(standing)
}

/// The difference is to the database's schema, so all revisions have to be in it.
async fn refuse_behind(
    migrator: &Migrator,
    revisions: &Revisions,
    pool: &DatabasePool,
) -> Result<(), Failure> {
    let current = migrator.current(pool).await?;
    if let Some(unfinished) = current.unfinished {
        let text = format!("the revision `{}` was begun and did not end", unfinished.revision);
        return Err(Failure::new(text).help("run `upgrade heads` first, which goes on with it"));
    }
    let graph = revisions.graph();
    let behind = graph.pending(&Applied::from_rows(graph, current.rows)?)?;
    if behind.is_empty() {
        return Ok(());
    }
    let behind = describe::counted(behind.len(), "revision");
    Err(Failure::new(format!("the database is {behind} behind"))
        .help("run `upgrade heads` first: what is new is told from the database's schema"))
}

/// What differs, with what goes where no model has it any more: parts of tables, and of tables,
/// enums and sequences those that a revision of this history made.
pub(super) async fn compare(
    at: &Context<'_>,
    migrator: &Migrator,
    revisions: &Revisions,
    renames: Renames,
    pool: &DatabasePool,
) -> Result<Comparison, Failure> {
    let options = CompareOptions::new().renames(renames).filter(at.filter());
    let parts = options.clone().drop_unknown(DropUnknown::PARTS);
    let first = migrator.compare(parts, pool).await?;
    let ours = Ours::of(revisions, &at.project.settings());
    let is_object = |kept: &&Unmanaged| {
        kept.table.is_none() && ["table", "enum", "sequence"].contains(&&*kept.kind)
    };
    let (own, others): (Vec<&Unmanaged>, Vec<&Unmanaged>) =
        first.kept.iter().filter(is_object).partition(|kept| ours.has(&kept.kind, &kept.name));
    if own.is_empty() {
        return Ok(first);
    }
    let mut filter = options.filter.clone();
    for other in &others {
        let kind = match &*other.kind {
            "table" => Compared::Table,
            "enum" => Compared::Enum,
            _ => Compared::Sequence,
        };
        filter = filter.exclude_kind(kind, other.name.to_string());
    }
    let options = options.filter(filter).drop_unknown(DropUnknown::ALL);
    let mut second = migrator.compare(options, pool).await?;
    second.kept.extend(others.into_iter().cloned());
    second.kept.sort();
    second.kept.dedup();
    Ok(second)
}

/// What a person should know besides the file.
fn tell(at: &Context<'_>, comparison: &Comparison) {
    if at.project.is_quiet() || at.is_json() {
        return;
    }
    for change in &comparison.changes {
        note!(at.console, "found: {change}");
    }
    for skipped in &comparison.skipped {
        note!(at.console, "skipped: {skipped}");
    }
    for kept in &comparison.kept {
        note!(at.console, "kept, because no revision here made it: {kept}");
    }
}
