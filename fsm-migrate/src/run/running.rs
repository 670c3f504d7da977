//! A request on a connection: where the database is, what is to be done from there, under the lock.
//! It never sends a statement of a revision itself: `execute` does.

use super::cursor::Cursor;
use super::execute::{Ended, Execution};
use super::lock::SessionLock;
use super::part::split;
use super::request::Request;
use super::{Event, Migrator, Report, resume};
use crate::graph::{Applied, Direction, Plan, Step};
use crate::ledger::{NewEntry, State, checksum, entries};
use crate::op::Operation;
use crate::{Error, ErrorKind};
use fsm_core::Dialect;
use fsm_core::session::{Boxed, Patience, Session, Work, control, failed, locked_mysql};
use std::collections::VecDeque;

/// A request on a connection.
pub(super) struct Running<'m, 'q> {
    pub(super) migrator: &'m Migrator,
    pub(super) request: &'q Request,
    pub(super) execution: Execution<'m>,
    /// What was said under MySQL's lock.
    pub(super) answer: Option<Result<(), Error>>,
    /// Applied revisions that do something else now than when they were applied.
    pub(super) edited: Vec<String>,
}

/// What a revision does, in both directions.
struct Operations {
    upgrade: Vec<Operation>,
    downgrade: Vec<Operation>,
}

impl Running<'_, '_> {
    pub(super) async fn whole(&mut self, session: &mut dyn Session) -> Result<Report, Error> {
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
            edited: std::mem::take(&mut self.edited),
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
        self.tell_edited(session, &applied).await?;
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

    /// Says which applied revisions do something else now than when they were applied.
    async fn tell_edited(
        &mut self,
        session: &mut dyn Session,
        applied: &Applied,
    ) -> Result<(), Error> {
        let migrator = self.migrator;
        let query = migrator.config.tables.runs_query(session.dialect());
        let rows = session.fetch(query).await.map_err(|error| failed("read the ledger", error))?;
        self.edited = migrator.edited(&entries(&rows), applied)?;
        for id in &self.edited {
            tracing::warn!(
                target: "fsm_migrate", revision = %id, "an applied revision was edited since"
            );
            if let Some(revision) = migrator.revisions()?.graph().get(id) {
                migrator.config.tell(Event::Edited { revision });
            }
        }
        Ok(())
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
        if let Some(part) = resume::resume(&mut cursor, &entries(&rows), dialect)? {
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
            let now = super::clock::now();
            let targets = targets.join(", ");
            let line = NewEntry::stamp(state.last_run + 1, targets, now);
            text.push(tables.insert(dialect, &[line]));
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
            let limits = self.running.migrator.config.timeouts.of_session();
            if let Some([set, _]) = &limits {
                control(session, "set a timeout", set.clone()).await?;
            }
            let done = self.running.under_lock(session, self.both).await;
            self.running.answer = Some(done);
            match limits {
                Some([_, back]) => control(session, "set a timeout", back).await,
                None => Ok(()),
            }
        })
    }
}
