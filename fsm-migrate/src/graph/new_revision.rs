//! Revisions that are to be written: what they follow and depend on.
//! It never writes one, and never invents an id.

use super::{Graph, Revision, symbol};
use crate::{Error, ErrorKind};

impl Graph {
    /// A new revision of that id that follows these; `["head"]` is what people expect, `["base"]`
    /// begins a new line. With `splice` it may follow one that others follow, and makes a branch.
    ///
    /// # Errors
    /// If the id cannot be one or is taken, if a symbol means nothing here or several heads, if
    /// two mean the same revision, or if one is no head and there is no `splice`.
    pub fn new_revision(
        &self,
        id: &str,
        heads: impl IntoIterator<Item = impl AsRef<str>>,
        splice: bool,
    ) -> Result<Revision, Error> {
        let parents = self.new_parents(id, heads, splice)?;
        Ok(Revision::new(id).down_revision(self.ids(parents)))
    }

    /// A new revision of that id that joins these.
    ///
    /// # Errors
    /// As [`Graph::new_revision`], and if these are fewer than two, or if one follows another.
    pub fn merge(
        &self,
        id: &str,
        revisions: impl IntoIterator<Item = impl AsRef<str>>,
        splice: bool,
    ) -> Result<Revision, Error> {
        let parents = self.new_parents(id, revisions, splice)?;
        for &parent in &parents {
            let line = self.line_below([parent]);
            let others = parents.iter().copied().filter(|&other| other != parent);
            let others = self.ids(others.filter(|&other| line.contains(other)));
            if !others.is_empty() {
                let revision = self.id(parent).to_owned();
                return Err(ErrorKind::Overlap { revision, others }.into());
            }
        }
        if parents.len() < 2 {
            return Err(ErrorKind::NothingToMerge { revisions: self.ids(parents) }.into());
        }
        Ok(Revision::new(id).down_revision(self.ids(parents)))
    }

    /// What a new revision writes for its dependencies: labels as they are, and whole ids.
    ///
    /// # Errors
    /// If a symbol means nothing here, or several heads.
    pub fn new_dependencies(
        &self,
        symbols: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Vec<String>, Error> {
        let mut names = Vec::new();
        for symbol in symbols {
            let symbol = symbol.as_ref();
            match self.place_alone(symbol)?.nodes.as_slice() {
                [_] if self.labels.contains_key(symbol) => names.push(symbol.to_owned()),
                [node] => names.push(self.id(*node).to_owned()),
                [] => {
                    return Err(ErrorKind::InvalidSymbol {
                        symbol: symbol.to_owned(),
                        reason: "nothing can depend on `base`",
                    }
                    .into());
                }
                several => {
                    let heads = self.ids(several.iter().copied());
                    return Err(ErrorKind::SeveralHeads { symbol: symbol.to_owned(), heads }.into());
                }
            }
        }
        Ok(names)
    }

    /// The same graph with one revision more.
    ///
    /// # Errors
    /// As [`Graph::new`].
    pub fn with(&self, revision: Revision) -> Result<Self, Error> {
        Self::new(self.revisions.iter().cloned().chain([revision]))
    }

    fn new_parents(
        &self,
        id: &str,
        heads: impl IntoIterator<Item = impl AsRef<str>>,
        splice: bool,
    ) -> Result<Vec<usize>, Error> {
        if let Some(reason) = symbol::wrong_with_id(id) {
            return Err(ErrorKind::InvalidId { id: id.to_owned(), reason }.into());
        }
        if let Some(other) = self.get(id) {
            let (id, first) = (id.to_owned(), other.path.clone());
            return Err(ErrorKind::DuplicateId { id, first, second: None }.into());
        }
        let mut parents = Vec::new();
        for symbol in heads {
            for node in self.place_alone(symbol.as_ref())?.nodes {
                if parents.contains(&node) {
                    let revision = self.id(node).to_owned();
                    return Err(ErrorKind::AskedTwice { revision }.into());
                }
                parents.push(node);
            }
        }
        let followed = parents.iter().find(|&&node| !self.nodes[node].next.is_empty());
        if let Some(&node) = followed.filter(|_| !splice) {
            let children = self.ids(self.nodes[node].next.iter().copied());
            return Err(ErrorKind::NotAHead { revision: self.id(node).to_owned(), children }.into());
        }
        Ok(parents)
    }
}
