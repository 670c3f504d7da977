//! What can be asked of a migrator with a database at hand.
//! It never sends a statement itself: `execute` does.

use super::cursor::Cursor;
use super::execute::{Ended, Execution};
use super::lock::SessionLock;
use super::part::split;
use super::{Check, Current, Migrator, Report, Unfinished, resume};
use crate::graph::{Applied, Direction, Plan, Step};
use crate::ledger::{LedgerEntry, State, checksum, entries};
use crate::op::Operation;
use crate::{Error, ErrorKind};
use fsm_core::session::{Boxed, Patience, Session, Work, failed, is_missing, locked_mysql, with};
use fsm_core::{CompareOptions, Comparison, Dialect, Source};
use std::collections::{BTreeMap, VecDeque};
use std::time::Instant;

/// What a run is to do.
#[derive(Clone, Debug)]
enum Request {
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
    /// What the graph says of the targets; [`ErrorKind::Statement`] with what stands if a statement
    /// is refused; [`ErrorKind::Core`] for the connection and for what no dialect can do.
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
            };
            let done = running.whole(session).await;
            self.answer = Some(done);
            Ok(())
        })
    }
}

/// A request on a connection.
struct Running<'m, 'q> {
    migrator: &'m Migrator,
    request: &'q Request,
    execution: Execution<'m>,
    /// What was said under MySQL's lock.
    answer: Option<Result<(), Error>>,
}

/// What a revision does, in both directions.
struct Operations {
    upgrade: Vec<Operation>,
    downgrade: Vec<Operation>,
}

impl Running<'_, '_> {
    async fn whole(&mut self, session: &mut dyn Session) -> Result<Report, Error> {
        let dialect = session.dialect();
        let config = &self.migrator.config;
        self.execution.in_callers = session.in_transaction() && dialect != Dialect::Mysql;
        let (state, both) = self.execution.state(session).await?;
        if both && self.has_nothing_to_do(&state)? {
            return Ok(Report { rows: state.rows, ..Report::default() });
        }
        if dialect == Dialect::Mysql {
            let mut patience = Patience::new(config.lock_timeout);
            let mut work = UnderLock { running: self, both };
            locked_mysql(session, config.lock, &mut patience, &mut work).await?;
            if let Some(answer) = self.answer.take() {
                answer?;
            }
        } else {
            let mut patience = Patience::new(config.lock_timeout);
            let lock = SessionLock::take(session, config, &mut patience).await?;
            let done = self.under_lock(lock.session, both).await;
            let released = lock.release().await;
            done?;
            released?;
        }
        let execution = &mut self.execution;
        Ok(Report {
            revisions: std::mem::take(&mut execution.ran),
            rows: std::mem::take(&mut execution.rows),
            edited: Vec::new(),
        })
    }

    fn has_nothing_to_do(&self, state: &State) -> Result<bool, Error> {
        if state.unfinished.is_some() {
            return Ok(false);
        }
        match self.request {
            Request::Ensure => Ok(true),
            Request::Stamp { .. } => Ok(false),
            _ => {
                let applied = self.applied(state)?;
                Ok(self.plan(&applied)?.is_empty())
            }
        }
    }

    fn applied(&self, state: &State) -> Result<Applied, Error> {
        let graph = self.migrator.revisions()?.graph();
        Applied::from_rows(graph, state.rows.iter().cloned())
    }

    fn plan(&self, applied: &Applied) -> Result<Plan<'_>, Error> {
        let graph = self.migrator.revisions()?.graph();
        match self.request {
            Request::Upgrade(targets) => graph.upgrade(applied, targets),
            Request::Downgrade(target) => graph.downgrade(applied, target),
            Request::Stamp { .. } | Request::Ensure => graph.upgrade(applied, [] as [&str; 0]),
        }
    }

    async fn under_lock(&mut self, session: &mut dyn Session, both: bool) -> Result<(), Error> {
        if !both {
            self.execution.make_tables(session).await?;
        }
        if let Request::Stamp { targets, purge } = self.request {
            return self.stamp(session, targets, *purge).await;
        }
        loop {
            let (state, _) = self.execution.state(session).await?;
            self.execution.rows.clone_from(&state.rows);
            if let Some(run) = &state.unfinished {
                self.finish(session, &state, run).await?;
                continue;
            }
            if matches!(self.request, Request::Ensure) {
                return Ok(());
            }
            if self.go(session, &state).await? == Ended::Well {
                return Ok(());
            }
        }
    }

    /// What is left to do, from where the database is.
    async fn go(&mut self, session: &mut dyn Session, state: &State) -> Result<Ended, Error> {
        let migrator = self.migrator;
        let graph = migrator.revisions()?.graph();
        let applied = Applied::from_rows(graph, state.rows.iter().cloned())?;
        let plan = match self.request {
            Request::Upgrade(targets) => graph.upgrade(&applied, targets)?,
            Request::Downgrade(target) => graph.downgrade(&applied, target)?,
            _ => return Ok(Ended::Well),
        };
        if plan.is_empty() {
            return Ok(Ended::Well);
        }
        let operations: Vec<Operations> =
            plan.steps().iter().map(|step| operations(migrator, step)).collect::<Result<_, _>>()?;
        let dialect = session.dialect();
        refuse_ids(dialect, &plan)?;
        self.execution.of = self.execution.ran.len() + plan.steps().len();
        let mut queue = VecDeque::new();
        for (step, operations) in plan.steps().iter().zip(&operations) {
            let run = state.last_run + 1 + i64::try_from(queue.len()).unwrap_or_default();
            queue.push_back(cursor(step, operations, run, dialect));
        }
        self.execution.run(session, queue).await
    }

    /// Goes on with a revision that a run began and did not end.
    async fn finish(
        &mut self,
        session: &mut dyn Session,
        state: &State,
        run: &crate::ledger::Unfinished,
    ) -> Result<(), Error> {
        let migrator = self.migrator;
        let dialect = session.dialect();
        let revisions = migrator.revisions()?;
        let Some(script) = revisions.get(&run.revision) else {
            let revision = run.revision.clone();
            return Err(ErrorKind::UnfinishedIsGone { revision }.into());
        };
        let graph = revisions.graph();
        let applied = Applied::from_rows(graph, state.rows.iter().cloned())?;
        let plan = if run.is_downgrade {
            graph.undo(&applied, &run.revision)?
        } else {
            graph.upgrade(&applied, [&*run.revision])?
        };
        let step = plan.steps().iter().find(|step| step.revision().id == script.revision().id);
        let Some(step) = step else {
            let revision = run.revision.clone();
            return Err(ErrorKind::UnfinishedIsGone { revision }.into());
        };
        let operations = operations(migrator, step)?;
        let mut cursor = cursor(step, &operations, run.run, dialect);
        let query = migrator.config.tables.entries_query(dialect, Some(run.run));
        let rows = session.fetch(query).await.map_err(|error| failed("read the ledger", error))?;
        if let Some(part) = resume::resume(&mut cursor, &entries(&rows))? {
            let part = u32::try_from(part).unwrap_or(u32::MAX);
            let text = migrator.config.tables.remove_planned(dialect, run.run, part);
            self.execution.send(session, text).await?;
        }
        self.execution.of = self.execution.ran.len() + 1;
        self.execution.run(session, VecDeque::from([cursor])).await.map(drop)
    }

    async fn stamp(
        &mut self,
        session: &mut dyn Session,
        targets: &[String],
        purge: bool,
    ) -> Result<(), Error> {
        let dialect = session.dialect();
        let (state, _) = self.execution.state(session).await?;
        let revisions = self.migrator.revisions()?;
        let graph = revisions.graph();
        let stamp = if purge {
            graph.stamp_purged(targets)?
        } else {
            if let Some(run) = &state.unfinished {
                return Err(ErrorKind::Unfinished { revision: run.revision.clone() }.into());
            }
            graph.stamp(&Applied::from_rows(graph, state.rows.iter().cloned())?, targets)?
        };
        let tables = &self.migrator.config.tables;
        let mut text: Vec<String> =
            stamp.row_changes().iter().map(|change| tables.row_change(dialect, change)).collect();
        if purge {
            text.push(tables.forget_unfinished(dialect));
        }
        if !text.is_empty() {
            self.execution.send(session, text.join(";\n")).await?;
        }
        self.execution.rows = stamp.after().rows().to_vec();
        Ok(())
    }
}

/// The work of a revision, in both directions.
fn operations(migrator: &Migrator, step: &Step<'_>) -> Result<Operations, Error> {
    let script = migrator.revisions()?.script(&step.revision().id)?;
    let settings = &migrator.config.settings;
    Ok(Operations {
        upgrade: script.operations(Direction::Upgrade, settings),
        downgrade: script.operations(Direction::Downgrade, settings),
    })
}

fn cursor<'o>(
    step: &Step<'o>,
    operations: &'o Operations,
    run: i64,
    dialect: Dialect,
) -> Cursor<'o> {
    let checksum = checksum(&operations.upgrade, &operations.downgrade);
    let downgrade: Vec<String> =
        operations.downgrade.iter().map(|operation| format!("{operation:?}")).collect();
    let own = match step.direction() {
        Direction::Upgrade => &operations.upgrade,
        Direction::Downgrade => &operations.downgrade,
    };
    Cursor::new(step, split(own, dialect), checksum, downgrade.join("\n"), run)
}

/// An id that the version table cannot hold.
fn refuse_ids(dialect: Dialect, plan: &Plan<'_>) -> Result<(), Error> {
    const LONGEST: usize = 768;
    let too_long = |step: &&Step<'_>| step.revision().id.chars().count() > LONGEST;
    match plan.steps().iter().find(too_long) {
        Some(step) if dialect == Dialect::Mysql => {
            let id = step.revision().id.clone();
            Err(ErrorKind::InvalidId { id, reason: "MySQL and MariaDB hold 768 characters" }.into())
        }
        _ => Ok(()),
    }
}

struct UnderLock<'r, 'm, 'q> {
    running: &'r mut Running<'m, 'q>,
    both: bool,
}

impl Work for UnderLock<'_, '_, '_> {
    fn run<'s>(
        &'s mut self,
        session: &'s mut dyn Session,
    ) -> Boxed<'s, Result<(), fsm_core::Error>> {
        Box::pin(async move {
            let done = self.running.under_lock(session, self.both).await;
            self.running.answer = Some(done);
            Ok(())
        })
    }
}
