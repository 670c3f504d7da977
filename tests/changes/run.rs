//! How a case is run: made, compared, changed, compared, changed back, compared.
//!
//! Says what is wrong with a case and goes on with the next.

use std::time::Duration;

use fsm_core::change::Change;
use fsm_core::{Comparison, Dialect, DropUnknown, ErrorKind, Metadata, Renames, Verdict};
use fsm_tests::{Case as Test, TestDatabase, TestResult};

use crate::case::{Before, Case};
use crate::expected::{self, Outcome};
use crate::ground::{Error, Ground, SCHEMA, full};
use crate::{faults, list};

/// A theme is many cases.
const PATIENCE: Duration = Duration::from_mins(10);

/// A test a theme, each in a database of its own.
pub(crate) fn themes() -> Vec<Test> {
    let names = list::themes().into_iter().map(|(name, _)| name);
    let test = |name| Test::new(name, async move |db: &TestDatabase| theme(db, name).await);
    names.map(|name| test(name).within(PATIENCE)).collect()
}

async fn theme(db: &TestDatabase, name: &str) -> TestResult {
    let only = std::env::var("FSM_CHANGE").unwrap_or_default();
    let mut ground = Ground::new(db).await?;
    let mut failures = Vec::new();
    let themes = list::themes().into_iter();
    for case in themes.filter(|(theme, _)| *theme == name).flat_map(|(_, cases)| cases) {
        if !case.name.contains(&only) {
            continue;
        }
        ground.clear().await?;
        let held = held(&ground, &case).await;
        match (held, faults::known(case.name, ground.dialect())) {
            (Ok(()), None) | (Err(_), Some(_)) => {}
            (Err(error), None) => failures.push(format!("{}: {error}", case.name)),
            (Ok(()), Some(_)) => {
                failures.push(format!("{}: holds, and stands among the known faults", case.name));
            }
        }
    }
    ground.leave().await;
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n\n").into()) }
}

async fn held(ground: &Ground, case: &Case) -> Result<(), Error> {
    let dialect = ground.dialect();
    if let Some(reason) = case.not_run_on(dialect) {
        return written(case, dialect, &Outcome::None(format!("{reason}\n")));
    }
    let before = match &case.before {
        Before::Models(metadata) => {
            if let Some(refused) = refused(metadata, dialect) {
                return written(case, dialect, &Outcome::None(refused));
            }
            ground.create(metadata).await?;
            (**metadata).clone()
        }
        Before::ByHand(sql) => {
            for (_, sql) in sql.iter().filter(|(on, _)| *on == dialect) {
                ground.execute(sql).await?;
            }
            Metadata::reflect(&ground.pool()).await?.metadata
        }
    };
    if let Some(refused) = refused(&case.after, dialect) {
        return written(case, dialect, &Outcome::None(refused));
    }
    let looking = Looking { ground, in_schema: [&before, &case.after].into_iter().any(in_schema) };
    looking.equal(&before, "what stands, with itself").await?;
    let found = looking.compare(&case.after, &case.renames).await?;
    let text = said(&found);
    match case.equal_on(dialect) {
        Some(_) if found.verdict() != Verdict::Equal || !text.is_empty() => {
            return Err(format!("found, where there should be nothing:\n{text}").into());
        }
        Some(reason) => written(case, dialect, &Outcome::None(format!("{reason}\n")))?,
        None if text.is_empty() => {
            return Err("nothing is found, and the case does not say why".into());
        }
        None => {}
    }
    let applied = fsm_core::apply(&found.changes, &ground.pool()).await;
    if let Err(error) = applied {
        if matches!(error.kind(), ErrorKind::Unsupported { .. }) {
            return written(case, dialect, &Outcome::Found(format!("{text}refused: {error}\n")));
        }
        return Err(format!("{text}changing: {}", full(&error)).into());
    }
    if case.equal_on(dialect).is_none() {
        written(case, dialect, &Outcome::Found(text))?;
    }
    looking.equal(&case.after, "what was changed").await?;
    let back: Vec<Change> = found.changes.into_iter().rev().map(Change::reverse).collect();
    let undone = fsm_core::apply(&back, &ground.pool()).await;
    undone.map_err(|error| format!("changing back: {}", full(&error)))?;
    looking.equal(&before, "what was changed back").await
}

fn written(case: &Case, dialect: Dialect, outcome: &Outcome) -> Result<(), Error> {
    Ok(expected::check(case.name, dialect, outcome)?)
}

/// Why the dialect cannot hold it.
fn refused(metadata: &Metadata, dialect: Dialect) -> Option<String> {
    metadata.create_all_sql(dialect).err().map(|error| format!("refused: {error}\n"))
}

/// How a case is looked at.
struct Looking<'g> {
    ground: &'g Ground,
    /// Whether the schema is looked at beside the connection's own.
    in_schema: bool,
}

impl Looking<'_> {
    async fn compare(&self, models: &Metadata, renames: &Renames) -> Result<Comparison, Error> {
        let pool = self.ground.pool();
        let found = models.compare(&pool).renames(renames.clone()).drop_unknown(DropUnknown::ALL);
        let found = if self.in_schema { found.schemas([SCHEMA]) } else { found };
        found.await.map_err(|error| format!("comparing: {}", full(&error)).into())
    }

    async fn equal(&self, models: &Metadata, what: &str) -> Result<(), Error> {
        let found = self.compare(models, &Renames::new()).await?;
        let is_quiet = found.questions.is_empty() && found.kept.is_empty();
        if is_quiet && found.verdict() == Verdict::Equal {
            return Ok(());
        }
        Err(format!("{what}: {found}").into())
    }
}

fn in_schema(models: &Metadata) -> bool {
    models.tables().any(|table| table.name.schema.as_deref() == Some(SCHEMA))
}

/// A line for everything that was found.
fn said(found: &Comparison) -> String {
    let changes = found.changes.iter().map(|change| format!("{change}\n"));
    let flaws = found.flaws.iter().map(|flaw| format!("broken: {flaw}\n"));
    let questions = found.questions.iter().map(|question| format!("question: {question}\n"));
    let skipped = found.skipped.iter().map(|skipped| format!("skipped: {skipped}\n"));
    changes.chain(flaws).chain(questions).chain(skipped).collect()
}
