//! How far a revision is: what is done, what comes next, and what of it the ledger holds.
//! It never sends anything.

use super::lowering::Unit;
use super::part::{Mode, Part};
use crate::graph::{Direction, Revision, RowChange, Step};
use crate::ledger::{EntryState, NewEntry, digest, word};
use fsm_core::Dialect;
use std::collections::VecDeque;

/// A revision that is being run.
#[derive(Clone)]
pub(super) struct Cursor<'o> {
    pub(super) id: String,
    pub(super) revision: &'o Revision,
    pub(super) direction: Direction,
    pub(super) parts: Vec<Part<'o>>,
    pub(super) row_changes: Vec<RowChange<'o>>,
    pub(super) checksum: String,
    /// The downgrade it was given, in words.
    pub(super) downgrade: String,
    /// The number of the run in the ledger.
    pub(super) run: i64,
    /// The part that is lowered next.
    pub(super) next: usize,
    /// What is left of the part before it.
    pub(super) pending: VecDeque<Waiting>,
    /// Lines for what is done, not yet in the ledger.
    pub(super) done: Vec<NewEntry>,
    /// Steps whose lines stand in the ledger as something else, and that are done.
    pub(super) done_there: Vec<u32>,
    /// How many steps the ledger has as done.
    pub(super) recorded: usize,
    /// Whether the ledger holds the run.
    pub(super) is_written: bool,
    pub(super) next_step: u32,
    pub(super) sent: usize,
    pub(super) started_at: String,
    pub(super) resumed: bool,
    /// Whether anybody was told that it began.
    pub(super) is_told: bool,
}

/// Something that is to be sent.
#[derive(Clone, Debug)]
pub(super) struct Waiting {
    pub(super) unit: Unit,
    pub(super) step: u32,
    pub(super) part: usize,
    /// Whether the ledger holds a line for it.
    pub(super) is_written: bool,
    /// What stood before it was sent by a run that did not end.
    pub(super) mark: Option<String>,
}

impl<'o> Cursor<'o> {
    pub(super) fn new(
        step: &Step<'o>,
        parts: Vec<Part<'o>>,
        checksum: String,
        downgrade: String,
        run: i64,
    ) -> Self {
        Self {
            id: step.revision().id.clone(),
            revision: step.revision(),
            direction: step.direction(),
            parts,
            row_changes: step.row_changes().to_vec(),
            checksum,
            downgrade,
            run,
            next: 0,
            pending: VecDeque::new(),
            done: Vec::new(),
            done_there: Vec::new(),
            recorded: 0,
            is_written: false,
            next_step: 1,
            sent: 0,
            started_at: super::clock::now(),
            resumed: false,
            is_told: false,
        }
    }

    /// How what comes next is sent. What is indifferent goes with what comes after it.
    pub(super) fn mode(&self, dialect: Dialect) -> Mode {
        if let Some(waiting) = self.pending.front() {
            return self.mode_of(waiting.part, dialect);
        }
        if self.next >= self.parts.len() {
            return Mode { transaction: true, without_foreign_keys: false };
        }
        self.mode_of(self.next, dialect)
    }

    /// How a part is sent: a part that does not mind goes with the first after it that does.
    pub(super) fn mode_of(&self, part: usize, dialect: Dialect) -> Mode {
        let Some(this) = self.parts.get(part) else {
            return Mode { transaction: true, without_foreign_keys: false };
        };
        let mode = this.mode(dialect);
        if !this.is_indifferent(dialect) || !mode.transaction {
            return mode;
        }
        // Those before it count as well, so that a revision stays in one transaction if it can.
        let minds = |other: &&Part<'_>| !other.is_indifferent(dialect);
        let near = self.parts[part..].iter().find(minds);
        let near = near.or_else(|| self.parts[..part].iter().rev().find(minds));
        Mode {
            transaction: true,
            without_foreign_keys: near
                .is_some_and(|other| other.mode(dialect).without_foreign_keys),
        }
    }

    /// Takes up the units of the part that is next.
    pub(super) fn take_up(&mut self, units: Vec<Unit>) {
        let part = self.next;
        self.next += 1;
        for unit in units {
            let step = self.next_step;
            self.next_step += 1;
            let waiting = Waiting { unit, step, part, is_written: false, mark: None };
            self.pending.push_back(waiting);
        }
    }

    /// The line of the run itself.
    pub(super) fn head(&self, state: EntryState, finished_at: Option<String>) -> NewEntry {
        NewEntry {
            run: self.run,
            step: 0,
            part: 0,
            revision: self.id.clone(),
            direction: word(self.direction),
            state,
            action: self.revision.message.clone().unwrap_or_default(),
            statement: None,
            operation: None,
            hash: Some(self.checksum.clone()),
            mark: None,
            started_at: Some(self.started_at.clone()),
            finished_at,
            downgrade: (self.direction == Direction::Upgrade).then(|| self.downgrade.clone()),
        }
    }

    /// The line of something that is sent.
    pub(super) fn entry(
        &self,
        waiting: &Waiting,
        state: EntryState,
        started_at: Option<String>,
    ) -> NewEntry {
        let statement = waiting.unit.text().map(str::to_owned);
        NewEntry {
            run: self.run,
            step: waiting.step,
            part: u32::try_from(waiting.part).unwrap_or(u32::MAX),
            revision: self.id.clone(),
            direction: word(self.direction),
            state,
            action: waiting.unit.action.clone(),
            hash: statement.as_deref().map(digest),
            statement,
            operation: self.parts.get(waiting.part).map(|part| part.hash.clone()),
            mark: None,
            started_at,
            finished_at: (state == EntryState::Done).then(super::clock::now),
            downgrade: None,
        }
    }
}
