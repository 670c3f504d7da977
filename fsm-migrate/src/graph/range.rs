//! Ranges, `a:b`: what lies between two places.
//! It never looks outside of what the upper end needs.

use super::resolve::{Branch, Spot};
use super::symbol::{Anchor, Steps, Symbol};
use super::{Applied, Graph, NodeSet, Place, Revision, applied::State};
use crate::{Error, ErrorKind};

/// The two ends of a range, as text.
///
/// ```
/// use fsm_migrate::graph::Range;
///
/// # fn main() -> Result<(), fsm_migrate::Error> {
/// let range = Range::parse("3f2a:head")?;
/// assert_eq!((range.lower, range.upper), (Some("3f2a"), Some("head")));
/// assert_eq!(Range::parse("-3:")?.upper, None);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Range<'s> {
    /// Where it begins; `None` for `base`.
    pub lower: Option<&'s str>,
    /// Where it ends; `None` for `heads`.
    pub upper: Option<&'s str>,
}

impl<'s> Range<'s> {
    /// Takes a range apart.
    ///
    /// # Errors
    /// If there is no `:` in it, or more than one.
    pub fn parse(text: &'s str) -> Result<Self, Error> {
        let refuse =
            |reason| Err(ErrorKind::InvalidSymbol { symbol: text.to_owned(), reason }.into());
        let end = |text: &'s str| Some(text.trim()).filter(|text| !text.is_empty());
        match text.split_once(':') {
            None => refuse("a range has a `:` between its ends"),
            Some((_, upper)) if upper.contains(':') => refuse("there are two `:`"),
            Some((lower, upper)) => Ok(Self { lower: end(lower), upper: end(upper) }),
        }
    }
}

/// One end, taken apart.
struct End<'s> {
    symbol: Option<Symbol<'s>>,
}

impl<'s> End<'s> {
    /// The steps, if the end is nothing but a number of steps this way.
    fn bare(&self, is_up: bool) -> Option<(Symbol<'s>, Steps)> {
        let symbol = self.symbol?;
        let steps = symbol.steps.filter(|steps| steps.is_up == is_up)?;
        (symbol.anchor == Anchor::Nothing).then_some((symbol, steps))
    }

    fn is_bare(&self) -> bool {
        self.symbol.is_some_and(|symbol| symbol.anchor == Anchor::Nothing)
    }
}

impl Graph {
    /// What lies between two places, both included, the last to be applied first.
    ///
    /// That is what the upper end needs and what needs the lower end, so that dependencies count
    /// on the way; from `base`, it is all that the upper end needs. Steps alone count from the
    /// other end (`-3:b` is `b` and what is three below, `a:+2` what is two above), and from where
    /// the database is if both ends are steps. They stop where the graph ends. A branch at the
    /// lower end, `LABEL@base:`, leaves of the upper ends those in that branch.
    ///
    /// # Errors
    /// If a symbol means nothing here, if the lower end is not below the upper, or if a row is no
    /// revision of this graph.
    pub fn history(&self, range: &str, applied: &Applied) -> Result<Vec<&Revision>, Error> {
        let state = self.state(applied)?;
        let (lower, upper) = self.ends_of(Range::parse(range)?, &state)?;
        let mut order = self.order(&self.between(&lower, upper.nodes)?);
        order.reverse();
        Ok(self.all(order))
    }

    /// The two ends of a range: the lower, and the upper.
    ///
    /// # Errors
    /// If a symbol means nothing here, or if a row is no revision of this graph.
    pub fn ends(
        &self,
        range: Range<'_>,
        applied: &Applied,
    ) -> Result<(Place<'_>, Place<'_>), Error> {
        let state = self.state(applied)?;
        let (lower, upper) = self.ends_of(range, &state)?;
        Ok((self.shown(lower), self.shown(upper)))
    }

    fn ends_of(&self, range: Range<'_>, state: &State) -> Result<(Spot, Spot), ErrorKind> {
        let (lower, upper) = (self.end(range.lower)?, self.end(range.upper)?);
        let both = lower.is_bare() && upper.is_bare();
        if let Some((symbol, steps)) = lower.bare(false).filter(|_| !both) {
            let upper = self.upper(&upper, state)?;
            let branch = symbol.branch.map(|name| self.branch(name)).transpose()?;
            let starts = in_branch(&upper.nodes, branch.as_ref());
            let lower = self.walk_each(symbol.text, &starts, steps, branch.as_ref(), true)?;
            return Ok((lower, upper));
        }
        let below = match &lower.symbol {
            Some(symbol) => self.clamped(symbol, state)?,
            None => Spot { nodes: Vec::new(), branch: None },
        };
        if let Some((symbol, steps)) = upper.bare(true).filter(|_| !both) {
            let branch = symbol.branch.map(|name| self.branch(name)).transpose()?;
            let above = self.walk_from(symbol.text, &below.nodes, steps, branch.as_ref(), true)?;
            return Ok((below, above));
        }
        Ok((below, self.upper(&upper, state)?))
    }

    fn end<'s>(&self, text: Option<&'s str>) -> Result<End<'s>, ErrorKind> {
        Ok(End { symbol: text.map(|text| self.parse(text)).transpose()? })
    }

    fn upper(&self, end: &End<'_>, state: &State) -> Result<Spot, ErrorKind> {
        match &end.symbol {
            Some(symbol) => self.clamped(symbol, state),
            None => Ok(Spot { nodes: self.effective_head_nodes().collect(), branch: None }),
        }
    }

    /// What a symbol means, with walks that stop where the graph ends.
    fn clamped(&self, symbol: &Symbol<'_>, state: &State) -> Result<Spot, ErrorKind> {
        let start = Symbol { steps: None, ..*symbol };
        let Some(steps) = symbol.steps else { return self.spot(symbol, Some(state), nothing) };
        let branch = symbol.branch.map(|name| self.branch(name)).transpose()?;
        if matches!(symbol.anchor, Anchor::Nothing | Anchor::Current) {
            return self.walk_current(symbol.text, steps, branch.as_ref(), state, true);
        }
        let start = self.spot(&start, Some(state), nothing)?;
        self.walk_from(symbol.text, &start.nodes, steps, branch.as_ref(), true)
    }

    fn between(&self, lower: &Spot, mut upper: Vec<usize>) -> Result<NodeSet, ErrorKind> {
        if let Some(branch) = lower.branch {
            let line = self.lineage([branch]);
            upper.retain(|&node| line.contains(node));
        }
        let mut set = self.below(upper.iter().copied());
        if let Some(&target) = lower.nodes.iter().find(|&&node| !set.contains(node)) {
            let (target, above) = (self.id(target).to_owned(), self.ids(upper));
            return Err(ErrorKind::NotBelow { target, above });
        }
        if !lower.nodes.is_empty() {
            set.intersect(&self.above(lower.nodes.iter().copied()));
        }
        Ok(set)
    }
}

/// For symbols that are not a number of steps alone.
#[expect(clippy::unnecessary_wraps, reason = "in the place of a walk, which can fail")]
fn nothing(_: Steps, _: Option<&Branch>) -> Result<Spot, ErrorKind> {
    Ok(Spot { nodes: Vec::new(), branch: None })
}

fn in_branch(nodes: &[usize], branch: Option<&Branch>) -> Vec<usize> {
    let is_in = |node: &usize| branch.is_none_or(|branch| branch.line.contains(*node));
    nodes.iter().copied().filter(is_in).collect()
}
