//! What symbols mean: which revisions stand where one points to.
//! It never plans what to do about them.

use super::symbol::{self, Anchor, Steps, Symbol};
use super::{Applied, Graph, NodeSet, Revision, applied::State, nearest};
use crate::{Error, ErrorKind};

/// Where a symbol points to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place<'g> {
    /// The revisions; none for `base`.
    pub revisions: Vec<&'g Revision>,
    /// The revision that the branch before the `@` stands for.
    pub branch: Option<&'g Revision>,
}

/// A [`Place`] inside.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) nodes: Vec<usize>,
    pub(super) branch: Option<usize>,
}

/// A branch, with everything on its line.
pub(super) struct Branch {
    pub(super) node: usize,
    pub(super) line: NodeSet,
}

impl Graph {
    /// What a symbol means for a database.
    ///
    /// A number of steps alone counts from where the database is.
    ///
    /// # Errors
    /// If it means nothing here, or if a row is no revision of this graph.
    pub fn resolve(&self, symbol: &str, applied: &Applied) -> Result<Place<'_>, Error> {
        let state = self.state(applied)?;
        Ok(self.shown(self.place(symbol, &state)?))
    }

    /// What a symbol means without a database: `-N` counts from the heads, `+N` from `base`.
    ///
    /// # Errors
    /// If it means nothing here; `current` does not.
    pub fn lookup(&self, symbol: &str) -> Result<Place<'_>, Error> {
        Ok(self.shown(self.place_alone(symbol)?))
    }

    pub(super) fn shown(&self, spot: Spot) -> Place<'_> {
        let branch = spot.branch.map(|node| &self.revisions[node]);
        Place { revisions: self.all(spot.nodes), branch }
    }

    /// What a symbol means for a database.
    pub(super) fn place(&self, text: &str, state: &State) -> Result<Spot, ErrorKind> {
        let symbol = self.parse(text)?;
        self.spot(&symbol, Some(state), |steps, branch| {
            self.walk_current(text, steps, branch, state, false)
        })
    }

    /// What a symbol means for an upgrade.
    pub(super) fn place_up(&self, text: &str, state: &State) -> Result<Spot, ErrorKind> {
        self.refuse_against(text, true)?;
        self.place(text, state)
    }

    /// What a symbol means for a downgrade.
    pub(super) fn place_down(&self, text: &str, state: &State) -> Result<Spot, ErrorKind> {
        self.refuse_against(text, false)?;
        self.place(text, state)
    }

    /// Refuses a number of steps alone that leads the other way.
    fn refuse_against(&self, text: &str, is_upgrade: bool) -> Result<(), ErrorKind> {
        match self.parse(text)? {
            Symbol { anchor: Anchor::Nothing, steps: Some(steps), .. }
                if steps.is_up != is_upgrade =>
            {
                Err(ErrorKind::WrongDirection { symbol: text.to_owned(), is_upgrade })
            }
            _ => Ok(()),
        }
    }

    /// What a symbol means without a database.
    pub(super) fn place_alone(&self, text: &str) -> Result<Spot, ErrorKind> {
        let symbol = self.parse(text)?;
        self.spot(&symbol, None, |steps, branch| {
            if steps.is_up {
                return self.walk_from(text, &[], steps, branch, false);
            }
            let mut heads: Vec<usize> = self.effective_head_nodes().collect();
            heads.retain(|&head| branch.is_none_or(|branch| branch.line.contains(head)));
            self.walk_each(text, &heads, steps, branch, false)
        })
    }

    pub(super) fn parse<'s>(&self, text: &'s str) -> Result<Symbol<'s>, ErrorKind> {
        symbol::parse(text, |name| self.node(name).is_some() || self.labels.contains_key(name))
    }

    /// What a symbol means; `bare` knows where a number of steps alone begins.
    pub(super) fn spot(
        &self,
        symbol: &Symbol<'_>,
        state: Option<&State>,
        bare: impl FnOnce(Steps, Option<&Branch>) -> Result<Spot, ErrorKind>,
    ) -> Result<Spot, ErrorKind> {
        let branch = symbol.branch.map(|name| self.branch(name)).transpose()?;
        let branch = branch.as_ref();
        let in_branch = |node: &usize| branch.is_none_or(|branch| branch.line.contains(*node));
        let nodes: Vec<usize> = match (symbol.anchor, symbol.steps) {
            (Anchor::Nothing, Some(steps)) => return bare(steps, branch),
            (Anchor::Current, Some(steps)) => {
                let state = state.ok_or_else(|| no_database(symbol))?;
                return self.walk_current(symbol.text, steps, branch, state, false);
            }
            (Anchor::Nothing, None) | (Anchor::Base, _) => Vec::new(),
            (Anchor::Head, _) => {
                let heads = self.head_nodes().filter(in_branch).collect();
                self.one_head(symbol.text, heads)?
            }
            (Anchor::Heads, steps) => {
                let heads: Vec<usize> = match branch {
                    Some(_) => self.head_nodes().filter(in_branch).collect(),
                    None => self.effective_head_nodes().collect(),
                };
                if steps.is_some() { self.one_head(symbol.text, heads)? } else { heads }
            }
            (Anchor::Current, None) => {
                let state = state.ok_or_else(|| no_database(symbol))?;
                self.starts(branch, state, false)
            }
            (Anchor::Name(name), _) => {
                let node = self.named(name, branch)?;
                if !in_branch(&node) {
                    let branch = symbol.branch.unwrap_or_default().to_owned();
                    return Err(ErrorKind::NotInBranch {
                        revision: self.id(node).to_owned(),
                        branch,
                    });
                }
                vec![node]
            }
        };
        match symbol.steps {
            Some(steps) => self.walk_from(symbol.text, &nodes, steps, branch, false),
            None => Ok(Spot { nodes, branch: branch.map(|branch| branch.node) }),
        }
    }

    fn one_head(&self, text: &str, heads: Vec<usize>) -> Result<Vec<usize>, ErrorKind> {
        if heads.len() > 1 {
            let heads = self.ids(heads);
            return Err(ErrorKind::SeveralHeads { symbol: text.to_owned(), heads });
        }
        Ok(heads)
    }

    /// The branch of that label, of that id or of its beginning.
    pub(super) fn branch(&self, name: &str) -> Result<Branch, ErrorKind> {
        let node = self.named(name, None)?;
        Ok(Branch { node, line: self.lineage([node]) })
    }

    /// The revision of that id, of that label, or of the only id or label that begins so.
    ///
    /// Ids and labels of up to three characters are written in full.
    pub(super) fn named(&self, name: &str, branch: Option<&Branch>) -> Result<usize, ErrorKind> {
        if let Some(node) = self.node(name).or_else(|| self.labels.get(name).copied()) {
            return Ok(node);
        }
        let begins = |full: &str| full.starts_with(name) && full.chars().nth(3).is_some();
        let first = self.revisions.partition_point(|revision| revision.id.as_str() < name);
        let by_id = (first..self.len())
            .take_while(|&node| self.id(node).starts_with(name))
            .filter(|&node| begins(self.id(node)));
        let by_label = self.labels.range(name.to_owned()..);
        let by_label = by_label
            .take_while(|(label, _)| label.starts_with(name))
            .filter(|(label, _)| begins(label))
            .map(|(_, &node)| node);
        let mut candidates: Vec<usize> = if name.is_empty() {
            Vec::new()
        } else {
            by_id
                .chain(by_label)
                .filter(|&node| branch.is_none_or(|branch| branch.line.contains(node)))
                .collect()
        };
        candidates.sort_unstable();
        candidates.dedup();
        match candidates.as_slice() {
            [node] => Ok(*node),
            [] => {
                let known = self.revisions.iter().map(|revision| revision.id.as_str());
                let known = known.chain(self.labels.keys().map(String::as_str));
                let similar = nearest(name, known.chain(symbol::WORDS));
                Err(ErrorKind::UnknownRevision { name: name.to_owned(), similar })
            }
            _ => {
                let candidates = self.ids(candidates);
                Err(ErrorKind::AmbiguousPrefix { prefix: name.to_owned(), candidates })
            }
        }
    }

    /// The revisions that all symbols together mean, ordered; none needs another.
    pub(super) fn targets(
        &self,
        symbols: impl IntoIterator<Item = impl AsRef<str>>,
        mut resolve: impl FnMut(&Self, &str) -> Result<Spot, ErrorKind>,
    ) -> Result<Vec<usize>, Error> {
        let mut targets = Vec::new();
        for symbol in symbols {
            let nodes = resolve(self, symbol.as_ref())?.nodes;
            // Of the heads of a branch one may depend on another, and then brings it.
            if nodes.len() > 1 {
                targets.extend(self.tops(&self.below(nodes)));
            } else {
                targets.extend(nodes);
            }
        }
        targets.sort_unstable();
        targets.dedup();
        self.refuse_overlap(&targets)?;
        Ok(targets)
    }

    /// Refuses targets of which one needs another.
    fn refuse_overlap(&self, targets: &[usize]) -> Result<(), ErrorKind> {
        let tops = self.tops(&self.below(targets.iter().copied()));
        if tops == targets {
            return Ok(());
        }
        for top in tops {
            let below = self.below([top]);
            let others =
                targets.iter().copied().filter(|&node| node != top && below.contains(node));
            let others = self.ids(others);
            if !others.is_empty() {
                return Err(ErrorKind::Overlap { revision: self.id(top).to_owned(), others });
            }
        }
        Ok(())
    }
}

fn no_database(symbol: &Symbol<'_>) -> ErrorKind {
    ErrorKind::InvalidSymbol {
        symbol: symbol.text.to_owned(),
        reason: "there is no database to ask here",
    }
}
