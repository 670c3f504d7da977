//! What can be asked of a migrator with a database at hand.
//! It never sends a statement itself: `execute` does.

use super::execute::Execution;
use super::running::Running;
use super::{Check, Current, Migrator, Report, Unfinished};
use crate::Error;
use crate::graph::{Applied, Direction};
use crate::ledger::{LedgerEntry, State, checksum, entries};
use fsm_core::session::{Boxed, Patience, Session, Work, failed, is_missing, with};
use fsm_core::{CompareOptions, Comparison, Source};
use std::collections::BTreeMap;
use std::time::Instant;

/// What a run is to do.
#[derive(Clone, Debug)]
pub(super) enum Request {
    Upgrade(Vec<String>),
    Downgrade(String),
    Stamp { targets: Vec<String>, purge: bool },
    Ensure,
}

impl Migrator {
    /// Applies every revision that is not applied: `upgrade heads`.
    ///
    /// Any number of processes may call it at once: one does the work, and the others wait for it.
    ///
    /// # Errors
    /// As [`Migrator::upgrade`].
    pub async fn run<'c, S: Source<'c>>(&self, source: S) -> Result<Report, Error> {
        self.upgrade(&["heads"], source).await
    }

    /// Applies what the targets need: `head`, an id or its beginning, `LABEL@head`, `+1`, ….
    ///
    /// A revision that an earlier run began and did not end is finished first.
    ///
    /// # Errors
    /// What the graph says of the targets; [`ErrorKind::Statement`](crate::ErrorKind::Statement) with what stands if a statement
    /// is refused; [`ErrorKind::Core`](crate::ErrorKind::Core) for the connection and for what no dialect can do.
    pub async fn upgrade<'c, S: Source<'c>>(
        &self,
        targets: &[&str],
        source: S,
    ) -> Result<Report, Error> {
        let targets = targets.iter().map(|target| (*target).to_owned()).collect();
        self.request(Request::Upgrade(targets), source).await
    }

    /// Undoes what is above the target: `base`, an id or its beginning, `-1`, `LABEL@base`, ….
    ///
    /// # Errors
    /// As [`Migrator::upgrade`].
    pub async fn downgrade<'c, S: Source<'c>>(
        &self,
        target: &str,
        source: S,
    ) -> Result<Report, Error> {
        self.request(Request::Downgrade(target.to_owned()), source).await
    }

    /// Only says that the database is at the targets. `purge` forgets all rows first, and with them
    /// a run that did not end.
    ///
    /// # Errors
    /// What the graph says of the targets, and what the database says.
    pub async fn stamp<'c, S: Source<'c>>(
        &self,
        targets: &[&str],
        purge: bool,
        source: S,
    ) -> Result<Report, Error> {
        let targets = targets.iter().map(|target| (*target).to_owned()).collect();
        self.request(Request::Stamp { targets, purge }, source).await
    }

    /// Makes the version table and the ledger, if they are not there.
    ///
    /// # Errors
    /// What the database says.
    pub async fn ensure_version<'c, S: Source<'c>>(&self, source: S) -> Result<(), Error> {
        self.request(Request::Ensure, source).await.map(drop)
    }

    /// Where the database is. One statement.
    ///
    /// # Errors
    /// What the database says.
    pub async fn current<'c, S: Source<'c>>(&self, source: S) -> Result<Current, Error> {
        let state = self.look(source).await?;
        Ok(Current { unfinished: state.unfinished.as_ref().map(unfinished), rows: state.rows })
    }

    /// The lines of the ledger, in their order.
    ///
    /// # Errors
    /// What the database says.
    pub async fn ledger<'c, S: Source<'c>>(&self, source: S) -> Result<Vec<LedgerEntry>, Error> {
        let mut work = Reading { migrator: self, lines: Vec::new() };
        with(source, &mut work).await?;
        Ok(work.lines)
    }

    /// What differs between the models and the database, the version table and the ledger aside.
    ///
    /// # Errors
    /// As [`fsm_core::compare`].
    pub async fn compare<'c, S: Source<'c>>(
        &self,
        mut options: CompareOptions,
        source: S,
    ) -> Result<Comparison, Error> {
        for name in self.tables() {
            options.filter = options.filter.exclude(name.to_string());
        }
        Ok(self.metadata().compare(source).options(options).await?)
    }

    /// Whether the database is where the program wants it: no revision pending, and as the models
    /// say.
    ///
    /// # Errors
    /// What the graph and the database say.
    pub async fn check<'c, S: Source<'c> + Copy>(&self, source: S) -> Result<Check, Error> {
        let state = self.look(source).await?;
        let revisions = self.revisions()?;
        let applied = Applied::from_rows(revisions.graph(), state.rows.iter().cloned())?;
        let plan = revisions.graph().upgrade(&applied, ["heads"])?;
        let pending = plan.steps().iter().map(|step| step.revision().clone()).collect();
        let lines = self.ledger(source).await?;
        let edited = self.edited(&lines, &applied)?;
        let comparison = self.compare(CompareOptions::new(), source).await?;
        let unfinished = state.unfinished.as_ref().map(unfinished);
        Ok(Check { pending, edited, unfinished, comparison })
    }

    pub(super) async fn look<'c, S: Source<'c>>(&self, source: S) -> Result<State, Error> {
        let mut work = Looking { migrator: self, state: State::default(), failure: None };
        with(source, &mut work).await?;
        match work.failure {
            Some(error) => Err(error),
            None => Ok(work.state),
        }
    }

    async fn request<'c, S: Source<'c>>(
        &self,
        request: Request,
        source: S,
    ) -> Result<Report, Error> {
        let mut work = Requested { migrator: self, request, answer: None };
        with(source, &mut work).await?;
        work.answer.unwrap_or_else(|| Ok(Report::default()))
    }

    fn execution(&self) -> Execution<'_> {
        Execution {
            config: &self.config,
            patience: Patience::new(self.config.lock_timeout),
            rows: Vec::new(),
            ran: Vec::new(),
            of: 0,
            in_callers: false,
            standing: Vec::new(),
            began: Instant::now(),
        }
    }

    /// The applied revisions that do something else now than when they were applied.
    pub(super) fn edited(
        &self,
        lines: &[LedgerEntry],
        applied: &Applied,
    ) -> Result<Vec<String>, Error> {
        let revisions = self.revisions()?;
        let mut last: BTreeMap<&str, &str> = BTreeMap::new();
        for line in lines.iter().filter(|line| line.step == 0 && line.direction == "upgrade") {
            if let Some(hash) = &line.hash {
                last.insert(&line.revision, hash);
            }
        }
        let mut edited = Vec::new();
        for revision in revisions.graph().applied(applied)? {
            let (Some(before), Ok(script)) =
                (last.get(&*revision.id), revisions.script(&revision.id))
            else {
                continue;
            };
            let now = checksum(
                &script.operations(Direction::Upgrade, &self.config.settings),
                &script.operations(Direction::Downgrade, &self.config.settings),
            );
            let same_form = before.split(':').next() == now.split(':').next();
            if same_form && **before != now {
                edited.push(revision.id.clone());
            }
        }
        Ok(edited)
    }
}

pub(super) fn unfinished(run: &crate::ledger::Unfinished) -> Unfinished {
    let direction = if run.is_downgrade { Direction::Downgrade } else { Direction::Upgrade };
    Unfinished { revision: run.revision.clone(), direction }
}

struct Looking<'m> {
    migrator: &'m Migrator,
    state: State,
    failure: Option<Error>,
}

impl Work for Looking<'_> {
    fn run<'s>(
        &'s mut self,
        session: &'s mut dyn Session,
    ) -> Boxed<'s, Result<(), fsm_core::Error>> {
        Box::pin(async move {
            match self.migrator.execution().state(session).await {
                Ok((state, _)) => self.state = state,
                Err(error) => self.failure = Some(error),
            }
            Ok(())
        })
    }
}

struct Reading<'m> {
    migrator: &'m Migrator,
    lines: Vec<LedgerEntry>,
}

impl Work for Reading<'_> {
    fn run<'s>(
        &'s mut self,
        session: &'s mut dyn Session,
    ) -> Boxed<'s, Result<(), fsm_core::Error>> {
        Box::pin(async move {
            let dialect = session.dialect();
            let query = self.migrator.config.tables.entries_query(dialect, None);
            match session.fetch(query).await {
                Ok(rows) => self.lines = entries(&rows),
                Err(error) if is_missing(dialect, &error) => {}
                Err(error) => return Err(failed("read the ledger", error)),
            }
            Ok(())
        })
    }
}

struct Requested<'m> {
    migrator: &'m Migrator,
    request: Request,
    answer: Option<Result<Report, Error>>,
}

impl Work for Requested<'_> {
    fn run<'s>(
        &'s mut self,
        session: &'s mut dyn Session,
    ) -> Boxed<'s, Result<(), fsm_core::Error>> {
        Box::pin(async move {
            let mut running = Running {
                migrator: self.migrator,
                request: &self.request,
                execution: self.migrator.execution(),
                answer: None,
                edited: Vec::new(),
            };
            let done = running.whole(session).await;
            self.answer = Some(done);
            Ok(())
        })
    }
}
