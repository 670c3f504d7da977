//! Going on with a revision that a run began and did not end: what the ledger says is done, what is
//! left, and whether the revision still is what it was.
//! It never sends anything.

use super::cursor::{Cursor, Waiting};
use super::lowering::{Sent, Unit};
use super::part::{Part, What};
use crate::ledger::{EntryState, LedgerEntry};
use crate::{Error, ErrorKind};
use fsm_core::Dialect;
use std::collections::{BTreeMap, VecDeque};

/// Puts the cursor to where the lines of the ledger say; answers from which part on lines that were
/// never sent have to go, because the revision was edited there.
pub(super) fn resume(
    cursor: &mut Cursor<'_>,
    lines: &[LedgerEntry],
    dialect: Dialect,
) -> Result<Option<usize>, Error> {
    cursor.resumed = true;
    cursor.is_written = true;
    let is_done = |line: &&LedgerEntry| line.step > 0 && line.state == EntryState::Done;
    cursor.recorded = lines.iter().filter(is_done).count();
    let mut by_part: BTreeMap<usize, Vec<&LedgerEntry>> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.step > 0) {
        by_part.entry(usize::try_from(line.part).unwrap_or(usize::MAX)).or_default().push(line);
        cursor.next_step = cursor.next_step.max(line.step + 1);
    }
    for (&part, lines) in &by_part {
        let is_left = lines.iter().any(|line| line.state != EntryState::Done);
        let is_touched =
            lines.iter().any(|line| matches!(line.state, EntryState::Done | EntryState::Running));
        let known = cursor.parts.get(part).map(|part| &*part.hash);
        let is_same = lines.iter().all(|line| line.operation.as_deref() == known);
        if !is_same {
            if is_touched {
                let (revision, operation) = (cursor.id.clone(), part + 1);
                return Err(ErrorKind::EditedWhileUnfinished { revision, operation }.into());
            }
            cursor.next = part;
            return Ok(Some(part));
        }
        if is_left {
            cursor.next = part + 1;
            cursor.pending = waiting(&cursor.parts[part], part, lines, dialect);
            return Ok(None);
        }
        cursor.next = part + 1;
    }
    Ok(None)
}

/// What is left of a part, as it was planned.
fn waiting(
    part: &Part<'_>,
    at: usize,
    lines: &[&LedgerEntry],
    dialect: Dialect,
) -> VecDeque<Waiting> {
    let is_only = lines.len() == 1;
    lines
        .iter()
        .filter(|line| line.state != EntryState::Done)
        .map(|line| {
            let text = line.statement.clone().unwrap_or_default();
            let mut unit = Unit::sql(line.action.clone(), text);
            if let What::Run { function, .. } = &part.what {
                unit.what = Sent::Run((*function).clone());
            }
            if let (What::Schema(operations), true) = (&part.what, is_only)
                && let [operation] = &**operations
            {
                super::lowering::name_what_tells(
                    operation,
                    std::slice::from_mut(&mut unit),
                    dialect,
                );
            }
            let mark = (line.state == EntryState::Running).then(|| line.mark.clone()).flatten();
            Waiting { unit, step: line.step, part: at, is_written: true, mark }
        })
        .collect()
}
