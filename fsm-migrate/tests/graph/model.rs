//! The definition, naively: a set of applied revisions, closed under what they need.
//!
//! Everything is read off a table of who needs whom; nothing here is shared with the library.

use fsm_migrate::graph::Revision;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) type Ids = BTreeSet<String>;

/// A graph that has no rings, because everything needs what comes before it.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) revisions: Vec<Revision>,
    positions: BTreeMap<String, usize>,
    /// For each revision, which ones it needs however far, itself among them.
    below: Vec<Vec<bool>>,
}

impl Model {
    pub(crate) fn new(revisions: Vec<Revision>) -> Self {
        let positions: BTreeMap<String, usize> =
            revisions.iter().map(|revision| revision.id.clone()).zip(0..).collect();
        let mut below: Vec<Vec<bool>> = Vec::new();
        for (index, revision) in revisions.iter().enumerate() {
            let mut mine = vec![false; revisions.len()];
            mine[index] = true;
            for name in revision.down_revision.iter().chain(&revision.depends_on) {
                for (mine, theirs) in mine.iter_mut().zip(&below[positions[name]]) {
                    *mine |= theirs;
                }
            }
            below.push(mine);
        }
        Self { revisions, positions, below }
    }

    pub(crate) fn at(&self, id: &str) -> usize {
        self.positions[id]
    }

    pub(crate) fn id(&self, at: usize) -> &str {
        &self.revisions[at].id
    }

    pub(crate) fn revision(&self, id: &str) -> &Revision {
        &self.revisions[self.at(id)]
    }

    /// Whether the one needs the other, however far; each needs itself.
    pub(crate) fn needs(&self, id: &str, other: &str) -> bool {
        self.below[self.at(id)][self.at(other)]
    }

    /// These and all that they need.
    pub(crate) fn closure<'a>(&self, ids: impl IntoIterator<Item = &'a str>) -> Ids {
        let rows: Vec<&Vec<bool>> = ids.into_iter().map(|id| &self.below[self.at(id)]).collect();
        let is_in = |at: &usize| rows.iter().any(|row| row[*at]);
        (0..self.revisions.len()).filter(is_in).map(|at| self.id(at).to_owned()).collect()
    }

    /// The rows of the version table: those that no other of the set needs.
    pub(crate) fn rows(&self, set: &Ids) -> Ids {
        let mut is_needed = vec![false; self.revisions.len()];
        for at in set.iter().map(|id| self.at(id)) {
            for (below, needed) in self.below[at].iter().enumerate() {
                is_needed[below] |= *needed && below != at;
            }
        }
        set.iter().filter(|id| !is_needed[self.at(id)]).cloned().collect()
    }

    /// What follows it.
    pub(crate) fn children(&self, id: &str) -> Vec<&str> {
        let follows = |revision: &&Revision| revision.down_revision.iter().any(|down| down == id);
        self.revisions.iter().filter(follows).map(|revision| revision.id.as_str()).collect()
    }

    /// Of the set, what needs one of these.
    pub(crate) fn needing(&self, set: &Ids, these: &[&str]) -> Ids {
        let needs_one = |id: &&String| these.iter().any(|this| self.needs(id, this));
        set.iter().filter(needs_one).cloned().collect()
    }
}

/// How one revision is chosen: its prefix, how many it follows and depends on, which ones by
/// position among those before it, and whether it follows near ones.
type Choice = (u16, u8, u8, [u32; 5], bool);

/// Graphs of up to `most` revisions, whose ids are in no order.
pub(crate) fn models(most: usize) -> impl Strategy<Value = Model> {
    let follows = prop_oneof![8 => Just(1u8), 1 => Just(0), 2 => Just(2), 1 => Just(3)];
    let depends = prop_oneof![6 => Just(0u8), 1 => 1..3u8];
    let choice = (any::<u16>(), follows, depends, any::<[u32; 5]>(), any::<bool>());
    prop::collection::vec(choice, 1..=most).prop_map(|choices| Model::new(built(&choices)))
}

fn built(choices: &[Choice]) -> Vec<Revision> {
    let mut revisions: Vec<Revision> = Vec::new();
    for (number, (prefix, follows, depends, picks, is_near)) in choices.iter().enumerate() {
        // Near ones make long branches, far ones many.
        let first = if *is_near { number.saturating_sub(3) } else { 0 };
        let pick = |picks: &[u32], first: usize| -> Vec<String> {
            let picks = picks.iter().filter(|_| number > first);
            let among = |pick: &u32| first + *pick as usize % (number - first);
            picks.map(|pick| revisions[among(pick)].id.clone()).collect()
        };
        let revision = Revision::new(format!("{prefix:04x}x{number}"))
            .down_revision(pick(&picks[..usize::from(*follows)], first))
            .depends_on(pick(&picks[3..3 + usize::from(*depends)], 0));
        revisions.push(revision);
    }
    revisions
}
