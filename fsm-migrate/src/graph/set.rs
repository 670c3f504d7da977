//! Sets of revisions of one graph, as bits.
//! It never knows what a revision is.

/// A set of nodes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NodeSet {
    words: Vec<u64>,
    len: usize,
}

impl NodeSet {
    /// The empty set for a graph of `size` nodes.
    pub(super) fn new(size: usize) -> Self {
        Self { words: vec![0; size.div_ceil(64)], len: 0 }
    }

    pub(super) fn contains(&self, node: usize) -> bool {
        self.words[node / 64] & (1 << (node % 64)) != 0
    }

    /// Puts the node in, and says whether it is new.
    pub(super) fn insert(&mut self, node: usize) -> bool {
        let (word, bit) = (&mut self.words[node / 64], 1 << (node % 64));
        let is_new = *word & bit == 0;
        *word |= bit;
        self.len += usize::from(is_new);
        is_new
    }

    /// Takes the node out, and says whether it was there.
    pub(super) fn remove(&mut self, node: usize) -> bool {
        let (word, bit) = (&mut self.words[node / 64], 1 << (node % 64));
        let was_there = *word & bit != 0;
        *word &= !bit;
        self.len -= usize::from(was_there);
        was_there
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The nodes, the smallest first.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.words.iter().enumerate().flat_map(|(index, &word)| {
            let mut rest = word;
            std::iter::from_fn(move || {
                let bit = rest.trailing_zeros() as usize;
                // Zero when nothing is left, and then nothing is taken away.
                rest &= rest.wrapping_sub(1);
                (bit < 64).then_some(index * 64 + bit)
            })
        })
    }

    /// Adds all of the other.
    pub(super) fn unite(&mut self, other: &Self) {
        self.combine(other, |a, b| a | b);
    }

    /// Keeps what the other has too.
    pub(super) fn intersect(&mut self, other: &Self) {
        self.combine(other, |a, b| a & b);
    }

    /// Takes out what the other has.
    pub(super) fn subtract(&mut self, other: &Self) {
        self.combine(other, |a, b| a & !b);
    }

    fn combine(&mut self, other: &Self, how: impl Fn(u64, u64) -> u64) {
        let mut len = 0;
        for (word, &theirs) in self.words.iter_mut().zip(&other.words) {
            *word = how(*word, theirs);
            len += word.count_ones() as usize;
        }
        self.len = len;
    }
}

#[cfg(test)]
mod tests {
    use super::NodeSet;
    use std::collections::BTreeSet;

    fn of(size: usize, step: usize) -> (NodeSet, BTreeSet<usize>) {
        let mut set = NodeSet::new(size);
        for node in (0..size).step_by(step) {
            assert!(set.insert(node) && !set.insert(node));
        }
        (set, (0..size).step_by(step).collect())
    }

    #[test]
    fn a_set_is_what_a_tree_set_is() {
        for size in [0, 1, 63, 64, 65, 200] {
            let ((two, tree_two), (three, tree_three)) = (of(size, 2), of(size, 3));
            for (how, expected) in [
                (NodeSet::unite as fn(&mut NodeSet, &NodeSet), &tree_two | &tree_three),
                (NodeSet::intersect, &tree_two & &tree_three),
                (NodeSet::subtract, &tree_two - &tree_three),
            ] {
                let mut set = two.clone();
                how(&mut set, &three);
                assert_eq!(set.iter().collect::<BTreeSet<_>>(), expected);
                assert_eq!(set.len(), expected.len());
            }
        }
    }
}
