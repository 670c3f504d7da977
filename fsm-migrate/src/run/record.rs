//! What a run writes into the ledger, and the rows of the version table with a revision's last step.
//! It never sends a statement of a revision.

use super::Event;
use super::cursor::{Cursor, Waiting};
use super::execute::Execution;
use crate::Error;
use crate::ledger::{Change, EntryState, NewEntry};
use fsm_core::Dialect;
use fsm_core::session::{Session, failed};

const LEDGER: &str = "write the ledger";

impl Execution<'_> {
    /// The last lines of a run, and the rows of the version table.
    pub(super) async fn finish(
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
    pub(super) async fn write_progress(
        &mut self,
        session: &mut dyn Session,
        cursor: &mut Cursor<'_>,
    ) -> Result<(), Error> {
        let text = self.progress(session.dialect(), cursor, None);
        let sent = session.execute(text.join(";\n")).await;
        Ok(sent.map_err(|error| failed(LEDGER, error))?)
    }

    /// That a statement is sent which commits by itself.
    pub(super) async fn write_running(
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
    pub(super) async fn write_failed(&mut self, session: &mut dyn Session, cursor: &Cursor<'_>) {
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
