//! Running revisions on a connection: transactions where they can hold what is sent, the ledger
//! beside it, and the rows of the version table with the last step of each revision.
//! It never decides which revisions are run.

use super::cursor::{Cursor, Waiting};
use super::lowering::{Sent, Standing, lower, scope};
use super::migrator::Config;
use super::part::{Mode, What};
use super::{Event, Ran, TransactionMode, lock, mark};
use crate::graph::RowChange;
use crate::ledger::{Change, EntryState, NewEntry, State};
use crate::op::Operation;
use crate::{Cause, Error, ErrorKind};
use fsm_core::session::{
    Patience, Session, Settings, Violations, count, failed, is_busy, is_missing, read, require_off,
    rows, still_held,
};
use fsm_core::{Dialect, Metadata};
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

const LEDGER: &str = "write the ledger";

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

    /// Sends what comes next and commits by itself.
    async fn alone(
        &mut self,
        session: &mut dyn Session,
        cursor: &mut Cursor<'_>,
    ) -> Result<(), Error> {
        if cursor.pending.is_empty() {
            let units = self.lower_next(session, cursor).await?;
            cursor.take_up(units);
        }
        let Some(waiting) = cursor.pending.front().cloned() else { return Ok(()) };
        self.stop_if_asked(cursor)?;
        let stands = mark::mark(session, &waiting.unit).await?;
        let is_done = match &waiting.mark {
            // It was sent by a run that did not end.
            Some(before) => mark::is_done(&waiting.unit, before, &stands, session.dialect()),
            None => false,
        };
        if !is_done {
            self.write_running(session, cursor, &waiting, &stands).await?;
            if let Some(clear) = mark::clear(&waiting.unit, &stands, session.dialect()) {
                let cleared = session.execute(clear).await;
                cleared.map_err(|error| failed("remove what a failed index left", error))?;
            }
            if let Err(error) = self.send_unit(session, cursor, &waiting).await {
                self.write_failed(session, cursor).await;
                return Err(error);
            }
        }
        self.standing.push(waiting.unit.action.clone());
        cursor.sent += 1;
        cursor.pending.pop_front();
        cursor.done_there.push(waiting.step);
        Ok(())
    }

    async fn send_unit(
        &mut self,
        session: &mut dyn Session,
        cursor: &Cursor<'_>,
        waiting: &Waiting,
    ) -> Result<(), Error> {
        let (action, sql) = (&*waiting.unit.action, waiting.unit.text());
        self.config.tell(Event::Statement { action, sql });
        let started = Instant::now();
        let failure = match &waiting.unit.what {
            Sent::Sql(sql) => session.execute(sql.clone()).await.err().map(Cause::of),
            Sent::Run(function) => {
                function.call(session.connection()).await.err().map(Cause::of_box)
            }
        };
        let elapsed_ms = started.elapsed().as_secs_f64() * 1000.0;
        self.config.tell(Event::Place("sent"));
        let revision = &*cursor.id;
        match failure {
            None => {
                tracing::info!(
                    target: "fsm_migrate", revision, action, elapsed_ms, "statement"
                );
                Ok(())
            }
            Some(cause) => {
                tracing::info!(
                    target: "fsm_migrate", revision, action, elapsed_ms, "statement failed"
                );
                Err(ErrorKind::Statement {
                    revision: cursor.id.clone(),
                    is_downgrade: cursor.direction == crate::graph::Direction::Downgrade,
                    action: action.to_owned(),
                    sql: sql.map(str::to_owned),
                    standing: self.standing.clone(),
                    cause,
                }
                .into())
            }
        }
    }

    /// The statements of the part that is next, from what stands now.
    async fn lower_next(
        &mut self,
        session: &mut dyn Session,
        cursor: &Cursor<'_>,
    ) -> Result<Vec<super::lowering::Unit>, Error> {
        let dialect = session.dialect();
        let Some(part) = cursor.parts.get(cursor.next) else { return Ok(Vec::new()) };
        let naming = self.config.metadata.naming();
        let mut metadata = Metadata::new();
        if part.is_complete(dialect) {
            let mut standing = Standing { metadata: &mut metadata, unmanaged: &[], guess: true };
            return lower(part, &mut standing, dialect, naming)
                .map(|lowered| lowered.units)
                .map_err(|error| in_revision(error, cursor));
        }
        let operations: &[&Operation] = match &part.what {
            What::Schema(operations) => operations,
            _ => &[],
        };
        let mut read = read(session, &scope(operations)).await?;
        let mut standing =
            Standing { metadata: &mut read.metadata, unmanaged: &read.unmanaged, guess: false };
        lower(part, &mut standing, dialect, naming)
            .map(|lowered| lowered.units)
            .map_err(|error| in_revision(error, cursor))
    }

    async fn set_timeouts(&mut self, session: &mut dyn Session, mode: Mode) -> Result<(), Error> {
        for sql in self.config.timeouts.statements(session.dialect(), mode.transaction) {
            let set = session.execute(sql).await;
            set.map_err(|error| failed("set a timeout", error))?;
        }
        Ok(())
    }

    fn stop_if_asked(&self, cursor: &Cursor<'_>) -> Result<(), Error> {
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

/// The ledger.
impl Execution<'_> {
    /// The last lines of a run, and the rows of the version table.
    async fn finish(
        &mut self,
        session: &mut dyn Session,
        cursor: &Cursor<'_>,
    ) -> Result<(), Error> {
        let dialect = session.dialect();
        let tables = &self.config.tables;
        let now = super::clock::now();
        let mut text: Vec<String> = Vec::new();
        let mut lines: Vec<NewEntry> = Vec::new();
        if cursor.is_written {
            let change = done_at(&now);
            let mut steps = cursor.done_there.clone();
            steps.push(0);
            text.push(tables.update(dialect, cursor.run, &steps, &change));
        } else {
            lines.push(cursor.head(EntryState::Done, Some(now)));
        }
        lines.extend(cursor.done.iter().cloned());
        if !lines.is_empty() {
            text.push(tables.insert(dialect, &lines));
        }
        text.extend(cursor.row_changes.iter().map(|change| tables.row_change(dialect, change)));
        let sent = session.execute(text.join(";\n")).await;
        Ok(sent.map_err(|error| failed(LEDGER, error))?)
    }

    /// What is done so far and what is yet to be sent, before a transaction ends.
    async fn write_progress(
        &mut self,
        session: &mut dyn Session,
        cursor: &mut Cursor<'_>,
    ) -> Result<(), Error> {
        let text = self.progress(session.dialect(), cursor, None);
        let sent = session.execute(text.join(";\n")).await;
        Ok(sent.map_err(|error| failed(LEDGER, error))?)
    }

    /// That a statement is sent which commits by itself.
    async fn write_running(
        &mut self,
        session: &mut dyn Session,
        cursor: &mut Cursor<'_>,
        waiting: &Waiting,
        stands: &str,
    ) -> Result<(), Error> {
        let text = self.progress(session.dialect(), cursor, Some((waiting, stands)));
        if let [one] = &*text {
            let sent = session.execute(one.clone()).await;
            sent.map_err(|error| failed(LEDGER, error))?;
            self.config.tell(Event::Place("written"));
            return Ok(());
        }
        self.send(session, text.join(";\n")).await
    }

    /// The statements that bring the ledger up to date; what they write counts as written.
    fn progress(
        &self,
        dialect: Dialect,
        cursor: &mut Cursor<'_>,
        running: Option<(&Waiting, &str)>,
    ) -> Vec<String> {
        let tables = &self.config.tables;
        let now = super::clock::now();
        let mut text: Vec<String> = Vec::new();
        let mut lines: Vec<NewEntry> = Vec::new();
        if !cursor.is_written {
            lines.push(cursor.head(EntryState::Running, None));
        } else if cursor.resumed {
            let change = Change { state: Some(EntryState::Running), ..Change::default() };
            text.push(tables.update(dialect, cursor.run, &[0], &change));
        }
        cursor.recorded += cursor.done.len() + cursor.done_there.len();
        lines.append(&mut cursor.done);
        if !cursor.done_there.is_empty() {
            let steps = std::mem::take(&mut cursor.done_there);
            text.push(tables.update(dialect, cursor.run, &steps, &done_at(&now)));
        }
        for waiting in &cursor.pending {
            let mark = running.filter(|(one, _)| one.step == waiting.step).map(|(_, mark)| mark);
            let state = if mark.is_some() { EntryState::Running } else { EntryState::Planned };
            if !waiting.is_written {
                let started = mark.is_some().then(|| now.clone());
                let mut line = cursor.entry(waiting, state, started);
                line.mark = mark.map(str::to_owned);
                lines.push(line);
            } else if let Some(mark) = mark {
                let change = Change {
                    state: Some(state),
                    mark: Some(mark.to_owned()),
                    started_at: Some(now.clone()),
                    finished_at: None,
                };
                text.push(tables.update(dialect, cursor.run, &[waiting.step], &change));
            }
        }
        if !lines.is_empty() {
            text.push(tables.insert(dialect, &lines));
        }
        cursor.is_written = true;
        cursor.pending.iter_mut().for_each(|waiting| waiting.is_written = true);
        text
    }

    /// That a run failed, if it can still be written down.
    async fn write_failed(&mut self, session: &mut dyn Session, cursor: &Cursor<'_>) {
        let dialect = session.dialect();
        let tables = &self.config.tables;
        let change = Change { state: Some(EntryState::Failed), ..Change::default() };
        let mut steps = vec![0];
        steps.extend(cursor.pending.front().filter(|one| one.is_written).map(|one| one.step));
        let mut text = vec![tables.update(dialect, cursor.run, &steps, &change)];
        if !cursor.done_there.is_empty() {
            let now = super::clock::now();
            text.push(tables.update(dialect, cursor.run, &cursor.done_there, &done_at(&now)));
        }
        // The error that led here says more than one about the ledger would; without this line the
        // run counts as one that did not end, which comes to the same.
        let _ = self.send(session, text.join(";\n")).await;
    }
}

fn done_at(now: &str) -> Change {
    Change { state: Some(EntryState::Done), finished_at: Some(now.to_owned()), ..Change::default() }
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
fn in_revision(error: Error, cursor: &Cursor<'_>) -> Error {
    of_revision(error, &cursor.id, cursor.direction == crate::graph::Direction::Downgrade)
}

pub(super) fn of_revision(error: Error, id: &str, is_downgrade: bool) -> Error {
    match error.into_kind() {
        ErrorKind::Core { cause } => {
            ErrorKind::Revision { revision: id.to_owned(), is_downgrade, cause }.into()
        }
        kind => kind.into(),
    }
}
