//! Sending: one thing of a revision, in a transaction or by itself, and the statements of what comes
//! next, worked out from what stands.
//! It never begins a transaction.

use super::cursor::{Cursor, Waiting};
use super::execute::{Execution, of_revision};
use super::lowering::{Sent, Standing, lower, scope};
use super::part::What;
use super::{Event, mark};
use crate::op::Operation;
use crate::{Cause, Error, ErrorKind};
use fsm_core::Metadata;
use fsm_core::session::{Session, failed, read};
use std::time::Instant;

impl Execution<'_> {
    /// Sends what comes next and commits by itself.
    pub(super) async fn alone(
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
            let mut left = self.config.timeouts.retries;
            while let Err(error) = self.send_unit(session, cursor, &waiting).await {
                let dialect = session.dialect();
                if left == 0 || !error.is_busy(dialect) {
                    self.write_failed(session, cursor).await;
                    return Err(error);
                }
                left -= 1;
                tracing::info!(
                    target: "fsm_migrate", %error, "a lock was not to be had: trying again"
                );
                self.patience.pause(dialect.key()).await?;
            }
        }
        self.standing.push(waiting.unit.action.clone());
        cursor.sent += 1;
        cursor.pending.pop_front();
        cursor.done_there.push(waiting.step);
        Ok(())
    }

    pub(super) async fn send_unit(
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
    pub(super) async fn lower_next(
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
}

/// The error, with the revision that it is of.
fn in_revision(error: Error, cursor: &Cursor<'_>) -> Error {
    of_revision(error, &cursor.id, cursor.direction == crate::graph::Direction::Downgrade)
}
