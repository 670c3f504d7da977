//! The labels that a revision has by the branch that it is in.
//! It never decides what a label before an `@` means: that is the line of its revision.

use super::Graph;
use std::collections::{BTreeMap, BTreeSet};

impl Graph {
    /// The labels of the branches that a revision is in, its own among them, ordered.
    ///
    /// A label holds for everything that follows its revision, across branch points and joins.
    /// Where nothing branches off or joins on the way from its revision to the head, it holds below
    /// as well, down to the next branch point or join; a dependency counts as branching off.
    pub(super) fn labels_of(&self, node: usize) -> Vec<&str> {
        if self.labels.is_empty() {
            return Vec::new();
        }
        let own = self.own_labels();
        let mut found: BTreeSet<&str> = BTreeSet::new();
        for below in self.line_below([node]).iter() {
            found.extend(own.get(&below).into_iter().flatten());
        }
        found.extend(self.straight_above(node).iter().filter_map(|at| own.get(at)).flatten());
        found.into_iter().collect()
    }

    /// What follows on a line that neither branches nor joins up to its head; nothing if it does.
    fn straight_above(&self, node: usize) -> Vec<usize> {
        let mut line = Vec::new();
        let mut at = node;
        loop {
            let here = &self.nodes[at];
            if here.users.len() > 1 || here.down.len() > 1 {
                return Vec::new();
            }
            match here.next.first() {
                Some(&next) => at = next,
                None => return line,
            }
            line.push(at);
        }
    }

    fn own_labels(&self) -> BTreeMap<usize, Vec<&str>> {
        let mut own: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for (label, &node) in &self.labels {
            own.entry(node).or_default().push(label);
        }
        own
    }
}
