//! What is dangerous about a change: what it destroys, may fail at, or keeps waiting.
//! It never decides whether it is made.

/// What is dangerous about a statement or a change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Hazard {
    /// Of which kind.
    pub kind: HazardKind,
    /// What and why, in a sentence.
    pub text: String,
}

/// The kinds of [`Hazard`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum HazardKind {
    /// Rows, values or labels are gone afterwards.
    Destroys,
    /// It is refused if the rows that stand do not allow it.
    MayFail,
    /// It keeps others from writing, or from reading, for longer than a moment.
    Blocks,
}

/// What is dangerous about a change.
#[must_use]
pub fn hazards(_change: &fsm_core::change::Change, _dialect: fsm_core::Dialect) -> Vec<Hazard> {
    Vec::new()
}
