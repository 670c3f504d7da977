//! Running revisions on a connection: transactions where they can hold what is sent, the ledger
//! beside it, and the rows of the version table with the last step of each revision.
//! It never decides which revisions are run.

use super::cursor::Cursor;
use super::migrator::Config;
use super::part::Mode;
use super::{Event, Ran, TransactionMode, lock};
use crate::graph::RowChange;
use crate::ledger::{EntryState, State};
use crate::{Error, ErrorKind};
use fsm_core::Dialect;
use fsm_core::session::{
    Patience, Session, Settings, Violations, count, failed, is_busy, is_missing, require_off, rows,
    still_held,
};
use std::collections::{BTreeSet, VecDeque};
use std::time::Instant;

/// Running, with what has to be known at every step of it.
pub(super) struct Execution<'m> {
    pub(super) config: &'m Config,
    pub(super) patience: Patience,
    /// The rows of the version table, as this run left them.
    pub(super) rows: Vec<String>,
    pub(super) ran: Vec<Ran>,
    /// How many revisions there are in all.
    pub(super) of: usize,
    /// Whether everything happens in a transaction of the caller's.
    pub(super) in_callers: bool,
    /// What is done and stays, of the revision that is run.
    pub(super) standing: Vec<String>,
    /// When the revision that is run began.
    pub(super) began: Instant,
}

/// How a transaction ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// As far as it could go.
    Well,
    /// Another process was here in the meantime.
    Moved,
}

/// What is done in a transaction.
enum Job<'j, 'o> {
    /// Making the tables.
    Tables,
    /// These statements.
    Text(String),
    /// Sending what has that mode, from the first revisions.
    Revisions(&'j mut VecDeque<Cursor<'o>>, Mode),
}

/// What a transaction did.
#[derive(Default)]
struct Did {
    is_moved: bool,
    finished: Vec<Ran>,
    rows: Option<Vec<String>>,
    standing: Vec<String>,
}

impl Execution<'_> {
    /// What stands in the version table and the ledger, and whether both are there.
    pub(super) async fn state(
        &mut self,
        session: &mut dyn Session,
    ) -> Result<(State, bool), Error> {
        let dialect = session.dialect();
        let tables = &self.config.tables;
        let mut query = tables.query(dialect);
        let mut is_whole = true;
        loop {
            match ask(session, query.clone()).await? {
                Ok(rows) => return Ok((State::read(&rows), is_whole)),
                Err(error) if is_missing(dialect, &error) && is_whole => {
                    query = tables.rows_query(dialect);
                    is_whole = false;
                }
                Err(error) if is_missing(dialect, &error) => {
                    return Ok((State::default(), false));
                }
                Err(error) if dialect == Dialect::Sqlite && is_busy(dialect, &error) => {
                    self.patience.pause(dialect.key()).await?;
                }
                Err(error) => return Err(failed("read the version table", error).into()),
            }
        }
    }

    /// Makes the tables.
    pub(super) async fn make_tables(&mut self, session: &mut dyn Session) -> Result<(), Error> {
        self.transaction(session, &mut Job::Tables).await.map(drop)
    }

    /// Sends these statements in a transaction.
    pub(super) async fn send(
        &mut self,
        session: &mut dyn Session,
        text: String,
    ) -> Result<(), Error> {
        self.transaction(session, &mut Job::Text(text)).await.map(drop)
    }

    /// Runs all of them, in their order.
    pub(super) async fn run(
        &mut self,
        session: &mut dyn Session,
        mut queue: VecDeque<Cursor<'_>>,
    ) -> Result<Ended, Error> {
        let dialect = session.dialect();
        while let Some(cursor) = queue.front_mut() {
            let mode = cursor.mode(dialect);
            if !mode.transaction {
                if self.in_callers {
                    return Err(outside(cursor));
                }
                self.begins(cursor);
                self.alone(session, cursor).await?;
            } else if self.retried(session, &mut queue, mode).await? == Ended::Moved {
                return Ok(Ended::Moved);
            }
        }
        Ok(Ended::Well)
    }

    /// One transaction, tried again where a lock was not to be had.
    async fn retried(
        &mut self,
        session: &mut dyn Session,
        queue: &mut VecDeque<Cursor<'_>>,
        mode: Mode,
    ) -> Result<Ended, Error> {
        let dialect = session.dialect();
        let mut left = self.config.timeouts.retries;
        loop {
            let kept = match self.config.transaction_mode {
                TransactionMode::WholeRun => queue.clone(),
                TransactionMode::PerRevision => queue.iter().take(1).cloned().collect(),
            };
            let rest = queue.len() - kept.len();
            let result = self.in_mode(session, queue, mode).await;
            let error = match result {
                Ok(did) => {
                    self.ran.extend(did.finished);
                    if let Some(rows) = did.rows {
                        self.rows = rows;
                    }
                    self.standing.extend(did.standing);
                    return Ok(if did.is_moved { Ended::Moved } else { Ended::Well });
                }
                Err(error) => error,
            };
            // Nothing of it stands.
            let untouched = queue.split_off(queue.len() - rest);
            *queue = kept.into_iter().chain(untouched).collect();
            if left == 0 || self.in_callers || !error.is_busy(dialect) {
                if let Some(cursor) = queue.front().filter(|cursor| cursor.is_written) {
                    self.write_failed(session, cursor).await;
                }
                return Err(error);
            }
            left -= 1;
            tracing::info!(target: "fsm_migrate", %error, "a lock was not to be had: trying again");
            self.patience.pause(dialect.key()).await?;
        }
    }

    /// The transaction, with foreign keys switched off around it where that is asked for.
    async fn in_mode(
        &mut self,
        session: &mut dyn Session,
        queue: &mut VecDeque<Cursor<'_>>,
        mode: Mode,
    ) -> Result<Did, Error> {
        if !mode.without_foreign_keys {
            return self.transaction(session, &mut Job::Revisions(queue, mode)).await;
        }
        let settings = Settings::set(session, true).await?;
        require_off(settings.session).await?;
        let done = self.transaction(settings.session, &mut Job::Revisions(queue, mode)).await;
        settings.restore().await?;
        done
    }

    async fn transaction(
        &mut self,
        session: &mut dyn Session,
        job: &mut Job<'_, '_>,
    ) -> Result<Did, Error> {
        let dialect = session.dialect();
        if dialect == Dialect::Mysql {
            return self.transaction_mysql(session, job).await;
        }
        let begin = match dialect {
            _ if self.in_callers => None,
            Dialect::Sqlite => Some("BEGIN IMMEDIATE"),
            _ => Some("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"),
        };
        loop {
            let mut transaction = match session.begin(begin).await {
                Ok(transaction) => transaction,
                Err(error) if dialect == Dialect::Sqlite && is_busy(dialect, &error) => {
                    self.patience.pause(dialect.key()).await?;
                    continue;
                }
                Err(error) => return Err(failed("begin a transaction", error).into()),
            };
            self.config.tell(Event::Place("begun"));
            let done = self.job(transaction.session(), job).await;
            self.config.tell(Event::Place("before the commit"));
            return match done {
                Ok(did) => match transaction.commit().await {
                    Ok(()) => {
                        self.config.tell(Event::Place("committed"));
                        Ok(did)
                    }
                    Err(error) => Err(failed("commit the transaction", error).into()),
                },
                Err(error) => {
                    // What led here says more than an error of the rollback would.
                    let _ = transaction.rollback().await;
                    Err(error)
                }
            };
        }
    }

    /// Around it stands a transaction of sqlx's that holds nothing and ends the session if this call
    /// is dropped, so that a plain one can be begun here.
    async fn transaction_mysql(
        &mut self,
        session: &mut dyn Session,
        job: &mut Job<'_, '_>,
    ) -> Result<Did, Error> {
        if matches!(job, Job::Tables) {
            // Each commits.
            return self.job(session, job).await;
        }
        let plain = |error| Error::from(failed("begin a transaction", error));
        session.execute("START TRANSACTION".to_owned()).await.map_err(plain)?;
        self.config.tell(Event::Place("begun"));
        let done = self.job(session, job).await;
        self.config.tell(Event::Place("before the commit"));
        let end = if done.is_ok() { "COMMIT" } else { "ROLLBACK" };
        let ended = session.execute(format!("{end} AND NO CHAIN NO RELEASE")).await;
        let did = done?;
        ended.map_err(|error| failed("commit the transaction", error))?;
        self.config.tell(Event::Place("committed"));
        Ok(did)
    }

    async fn job(
        &mut self,
        session: &mut dyn Session,
        job: &mut Job<'_, '_>,
    ) -> Result<Did, Error> {
        let dialect = session.dialect();
        match job {
            Job::Tables => {
                for sql in self.config.tables.create(dialect) {
                    let made = session.execute(sql).await;
                    made.map_err(|error| failed("make the version table", error))?;
                }
                Ok(Did::default())
            }
            Job::Text(text) => {
                let sent = session.execute(text.clone()).await;
                sent.map_err(|error| failed("write the version table", error))?;
                Ok(Did::default())
            }
            Job::Revisions(queue, mode) => self.revisions(session, queue, *mode).await,
        }
    }

    /// As many revisions as the transaction is to hold, each as far as its mode allows.
    async fn revisions(
        &mut self,
        session: &mut dyn Session,
        queue: &mut VecDeque<Cursor<'_>>,
        mode: Mode,
    ) -> Result<Did, Error> {
        let dialect = session.dialect();
        let mut did = Did::default();
        let mut expected = self.rows.clone();
        if !lock::is_of_session(dialect, self.config.lock) {
            let (state, _) = self.state(session).await?;
            let unfinished = state.unfinished.map(|run| run.run);
            let own = queue.front().filter(|c| c.is_written).map(|cursor| cursor.run);
            if state.rows != expected
                || unfinished != own
                || !self.is_as_recorded(session, queue.front()).await?
            {
                did.is_moved = true;
                return Ok(did);
            }
            if let Some(cursor) = queue.front_mut().filter(|cursor| !cursor.is_written) {
                cursor.run = state.last_run + 1;
            }
        }
        self.set_timeouts(session, mode).await?;
        let mut run = None;
        while let Some(cursor) = queue.front_mut() {
            if cursor.mode(dialect) != mode {
                break;
            }
            if let Some(run) = run {
                cursor.run = run + 1;
            }
            self.begins(cursor);
            if !self.revision(session, cursor, mode, &mut did.standing).await? {
                break;
            }
            for change in &cursor.row_changes {
                change_rows(&mut expected, change);
            }
            did.rows = Some(expected.clone());
            did.finished.push(self.ends(cursor));
            did.standing.clear();
            run = Some(cursor.run);
            queue.pop_front();
            if self.config.transaction_mode == TransactionMode::PerRevision {
                break;
            }
        }
        Ok(did)
    }

    /// Whether the ledger has as many steps of the run as done as this process has: without a lock
    /// that is held in between, another may have gone on with it.
    async fn is_as_recorded(
        &self,
        session: &mut dyn Session,
        cursor: Option<&Cursor<'_>>,
    ) -> Result<bool, Error> {
        let Some(cursor) = cursor.filter(|cursor| cursor.is_written) else { return Ok(true) };
        let query = self.config.tables.done_query(session.dialect(), cursor.run);
        let answer = rows(session, "read the ledger", query).await?;
        Ok(answer.value() == Some(&*cursor.recorded.to_string()))
    }

    /// One revision, as far as its mode allows; whether it is done.
    async fn revision(
        &mut self,
        session: &mut dyn Session,
        cursor: &mut Cursor<'_>,
        mode: Mode,
        standing: &mut Vec<String>,
    ) -> Result<bool, Error> {
        let dialect = session.dialect();
        let mut sent = 0;
        let mut held: Option<Violations> = None;
        loop {
            let Some(waiting) = cursor.pending.front().cloned() else {
                if cursor.next >= cursor.parts.len() {
                    self.finish(session, cursor).await?;
                    return Ok(true);
                }
                if cursor.mode(dialect) != mode {
                    break;
                }
                let units = self.lower_next(session, cursor).await?;
                cursor.take_up(units);
                continue;
            };
            if cursor.mode(dialect) != mode {
                break;
            }
            if waiting.unit.after_commit && sent > 0 {
                if let Some(front) = cursor.pending.front_mut() {
                    front.unit.after_commit = false;
                }
                break;
            }
            self.stop_if_asked(cursor)?;
            if let Some(before) = &waiting.unit.held_before {
                held = Some(count(session, before).await);
            }
            let started = super::clock::now();
            self.send_unit(session, cursor, &waiting).await?;
            if let (Some(after), Some(before)) = (&waiting.unit.held_after, held.take()) {
                still_held(session, after, &before).await?;
            }
            sent += 1;
            standing.push(waiting.unit.action.clone());
            cursor.sent += 1;
            cursor.pending.pop_front();
            if waiting.is_written {
                cursor.done_there.push(waiting.step);
            } else {
                let entry = cursor.entry(&waiting, EntryState::Done, Some(started));
                cursor.done.push(entry);
            }
        }
        if self.in_callers {
            return Err(outside(cursor));
        }
        self.write_progress(session, cursor).await?;
        Ok(false)
    }

    async fn set_timeouts(&mut self, session: &mut dyn Session, mode: Mode) -> Result<(), Error> {
        for sql in self.config.timeouts.statements(session.dialect(), mode.transaction) {
            let set = session.execute(sql).await;
            set.map_err(|error| failed("set a timeout", error))?;
        }
        Ok(())
    }

    pub(super) fn stop_if_asked(&self, cursor: &Cursor<'_>) -> Result<(), Error> {
        if self.config.is_stopped() {
            let revision = cursor.id.clone();
            return Err(ErrorKind::Interrupted { revision, standing: self.standing.clone() }.into());
        }
        Ok(())
    }

    fn begins(&mut self, cursor: &mut Cursor<'_>) {
        if cursor.is_told {
            return;
        }
        cursor.is_told = true;
        self.began = Instant::now();
        self.standing.clear();
        self.config.tell(Event::Begin {
            revision: cursor.revision,
            direction: cursor.direction,
            done: self.ran.len(),
            of: self.of,
            resumed: cursor.resumed,
        });
    }

    fn ends(&mut self, cursor: &Cursor<'_>) -> Ran {
        self.config.tell(Event::End { revision: cursor.revision, elapsed: self.began.elapsed() });
        Ran {
            revision: cursor.id.clone(),
            message: cursor.revision.message.clone(),
            direction: cursor.direction,
            statements: cursor.sent,
            resumed: cursor.resumed,
        }
    }
}

/// Asks without ending a caller's transaction if the answer is an error.
async fn ask(
    session: &mut dyn Session,
    query: String,
) -> Result<sqlx::Result<fsm_core::session::Rows>, Error> {
    if session.dialect() != Dialect::Postgres || !session.in_transaction() {
        return Ok(session.fetch(query).await);
    }
    let mut savepoint = session.begin(None).await.map_err(|e| failed("set a savepoint", e))?;
    let answer = savepoint.session().fetch(query).await;
    savepoint.rollback().await.map_err(|e| failed("roll back to a savepoint", e))?;
    Ok(answer)
}

fn change_rows(rows: &mut Vec<String>, change: &RowChange<'_>) {
    let mut set: BTreeSet<String> = std::mem::take(rows).into_iter().collect();
    match change {
        RowChange::Insert { id } => {
            set.insert((*id).to_owned());
        }
        RowChange::Delete { id } => {
            set.remove(*id);
        }
        RowChange::Update { from, to } => {
            set.remove(*from);
            set.insert((*to).to_owned());
        }
        RowChange::Clear => set.clear(),
    }
    *rows = set.into_iter().collect();
}

/// What cannot happen in a transaction of the caller's.
fn outside(cursor: &Cursor<'_>) -> Error {
    let part = cursor.pending.front().map_or(cursor.next, |waiting| waiting.part);
    ErrorKind::OutsideTransaction { revision: cursor.id.clone(), operation: part + 1 }.into()
}

/// The error, with the revision that it is of.
pub(super) fn of_revision(error: Error, id: &str, is_downgrade: bool) -> Error {
    match error.into_kind() {
        ErrorKind::Core { cause } => {
            ErrorKind::Revision { revision: id.to_owned(), is_downgrade, cause }.into()
        }
        kind => kind.into(),
    }
}
