//! Going a number of steps, from a revision or from where a database is.
//! It never takes one of several ways: that is an error.

use super::resolve::{Branch, Spot};
use super::symbol::Steps;
use super::{Graph, applied::State};
use crate::ErrorKind;

impl Graph {
    /// From where the database is.
    ///
    /// The branch of the answer is the revision it began at: what is above another one of the
    /// database's revisions is not meant.
    pub(super) fn walk_current(
        &self,
        text: &str,
        steps: Steps,
        branch: Option<&Branch>,
        state: &State,
        clamp: bool,
    ) -> Result<Spot, ErrorKind> {
        let starts = self.starts(branch, state, steps.is_up);
        if starts.is_empty() && !steps.is_up && steps.count > 0 && !clamp {
            return Err(past_the_end(text, steps, 0));
        }
        let mut spot = self.walk_from(text, &starts, steps, branch, clamp)?;
        if !steps.is_up {
            spot.branch = starts.first().copied().or(spot.branch);
        }
        Ok(spot)
    }

    /// Where the database is: its rows, or what is nearest to them in the branch.
    pub(super) fn starts(&self, branch: Option<&Branch>, state: &State, is_up: bool) -> Vec<usize> {
        let rows = state.tops(self);
        let Some(branch) = branch else { return rows };
        let within = |nodes: Vec<usize>| -> Vec<usize> {
            nodes.into_iter().filter(|&node| branch.line.contains(node)).collect()
        };
        let rows = within(rows);
        if !rows.is_empty() {
            rows
        } else if is_up {
            // The branch begins above what is applied, or is applied because something depends on it.
            let mut on_line = state.set.clone();
            on_line.intersect(&branch.line);
            self.tops(&on_line)
        } else {
            within(self.tips(state))
        }
    }

    /// From the only one of these, or from `base` if there is none.
    pub(super) fn walk_from(
        &self,
        text: &str,
        starts: &[usize],
        steps: Steps,
        branch: Option<&Branch>,
        clamp: bool,
    ) -> Result<Spot, ErrorKind> {
        if let [_, _, ..] = starts {
            let candidates = self.ids(starts.iter().copied());
            return Err(ErrorKind::AmbiguousWalk { symbol: text.to_owned(), at: None, candidates });
        }
        let end = self.walk(text, starts.first().copied(), steps, branch, clamp)?;
        Ok(Spot { nodes: end.into_iter().collect(), branch: branch.map(|branch| branch.node) })
    }

    /// From each of these.
    pub(super) fn walk_each(
        &self,
        text: &str,
        starts: &[usize],
        steps: Steps,
        branch: Option<&Branch>,
        clamp: bool,
    ) -> Result<Spot, ErrorKind> {
        let mut nodes = Vec::new();
        for &start in starts {
            nodes.extend(self.walk(text, Some(start), steps, branch, clamp)?);
        }
        nodes.sort_unstable();
        nodes.dedup();
        Ok(Spot { nodes, branch: branch.map(|branch| branch.node) })
    }

    /// From one, `None` for `base`; `clamp` makes the end of the graph the end of the walk.
    fn walk(
        &self,
        text: &str,
        start: Option<usize>,
        steps: Steps,
        branch: Option<&Branch>,
        clamp: bool,
    ) -> Result<Option<usize>, ErrorKind> {
        let mut at = start;
        for found in 0..steps.count {
            let ways: Vec<usize> = match (at, steps.is_up) {
                (Some(node), false) => self.nodes[node].down.clone(),
                (None, false) => Vec::new(),
                (Some(node), true) => upwards(self.nodes[node].next.iter().copied(), branch),
                (None, true) => upwards(self.base_nodes(), branch),
            };
            at = match (ways.as_slice(), at) {
                ([next], _) => Some(*next),
                // Below a root is `base`, a step of its own.
                ([], Some(_)) if !steps.is_up => None,
                ([], _) if clamp => break,
                ([], _) => return Err(past_the_end(text, steps, found)),
                (several, _) => {
                    let at = at.map_or("base", |node| self.id(node)).to_owned();
                    return Err(ErrorKind::AmbiguousWalk {
                        symbol: text.to_owned(),
                        at: Some(at),
                        candidates: self.ids(several.iter().copied()),
                    });
                }
            };
        }
        Ok(at)
    }
}

/// The ways up that stay in the branch.
fn upwards(ways: impl Iterator<Item = usize>, branch: Option<&Branch>) -> Vec<usize> {
    ways.filter(|&node| branch.is_none_or(|branch| branch.line.contains(node))).collect()
}

fn past_the_end(text: &str, steps: Steps, found: u64) -> ErrorKind {
    ErrorKind::PastTheEnd { symbol: text.to_owned(), asked: steps.count, found }
}
