//! The lists and turns of phrase in the texts of errors.
//! It never holds a whole sentence: those stand at the kinds.

use super::{ConfigProblem, MissingRevision};
use std::fmt;

/// Names shown at most: an error is read by people.
const MOST: usize = 8;

/// `` `a`, `b` and `c` ``.
pub(super) struct Named<'a>(pub(super) &'a [String]);

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = if self.0.len() > MOST { MOST - 1 } else { self.0.len() };
        for (index, name) in self.0[..shown].iter().enumerate() {
            match index {
                0 => {}
                _ if index + 1 == self.0.len() => f.write_str(" and ")?,
                _ => f.write_str(", ")?,
            }
            write!(f, "`{name}`")?;
        }
        match self.0.len() - shown {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

/// `` `a` -> `b` -> `a` ``.
pub(super) struct Ring<'a>(pub(super) &'a [String]);

impl fmt::Display for Ring<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = if self.0.len() > 2 * MOST { MOST } else { self.0.len() };
        for name in &self.0[..shown] {
            write!(f, "`{name}` -> ")?;
        }
        if shown < self.0.len() {
            write!(f, "{} more -> ", self.0.len() - shown)?;
        }
        write!(f, "`{}`", self.0.first().map_or("", String::as_str))
    }
}

/// Where a ring goes.
pub(super) struct Through(pub(super) bool);

impl fmt::Display for Through {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0 { " that goes through `depends_on`" } else { "" })
    }
}

/// What a walk could do.
pub(super) struct Fork<'a>(pub(super) Option<&'a str>);

impl fmt::Display for Fork<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(at) => write!(f, "go several ways at `{at}`"),
            None => f.write_str("begin in several places"),
        }
    }
}

/// Where something is, or that it is nowhere.
pub(super) struct Positions<'a>(pub(super) &'a [String]);

impl fmt::Display for Positions<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { f.write_str("`base`") } else { Named(self.0).fmt(f) }
    }
}

/// The direction that was not asked for.
pub(super) struct Against(pub(super) bool);

impl fmt::Display for Against {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0 {
            "down, and this is an upgrade"
        } else {
            "up, and this is a downgrade"
        })
    }
}

/// Where two things of one name stand.
pub(super) struct Places<'a>(pub(super) Option<&'a str>, pub(super) Option<&'a str>);

impl fmt::Display for Places<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0, self.1) {
            (Some(first), Some(second)) => write!(f, ": in `{first}` and in `{second}`"),
            (Some(place), None) | (None, Some(place)) => write!(f, ", once in `{place}`"),
            (None, None) => Ok(()),
        }
    }
}

/// Every name that leads nowhere.
pub(super) struct Missing<'a>(pub(super) &'a [MissingRevision]);

impl fmt::Display for Missing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, missing) in self.0.iter().enumerate() {
            if index == MOST {
                return write!(f, "; and {} more", self.0.len() - MOST);
            }
            let MissingRevision { revision, parent, is_dependency, .. } = missing;
            let (between, verb) = (
                if index > 0 { "; " } else { "" },
                if *is_dependency { "depends on" } else { "follows" },
            );
            write!(f, "{between}the revision `{revision}` {verb} `{parent}`, which is not there")?;
        }
        Ok(())
    }
}

/// What to do about names that lead nowhere.
pub(super) fn missing_help(missing: &[MissingRevision]) -> String {
    let near: Vec<String> = missing
        .iter()
        .take(MOST)
        .filter_map(|missing| {
            missing.similar.as_ref().map(|similar| format!("`{similar}` for `{}`", missing.parent))
        })
        .collect();
    if near.is_empty() {
        "bring the file back, or is its module missing from the list of modules?".to_owned()
    } else {
        format!("did you mean {}? if not, bring the file back", near.join(", "))
    }
}

/// Everything that is wrong in a file.
pub(super) struct Problems<'a>(pub(super) &'a str, pub(super) &'a [ConfigProblem]);

impl fmt::Display for Problems<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` cannot be understood", self.0)?;
        for (index, problem) in self.1.iter().enumerate() {
            if index == MOST {
                return write!(f, "; and {} more", self.1.len() - MOST);
            }
            let between = if index == 0 { ":" } else { ";" };
            write!(f, "{between} line {}: {}", problem.line, problem.message)?;
        }
        Ok(())
    }
}

/// What was to be done with a revision.
pub(super) struct Way(pub(super) bool);

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0 { "undone" } else { "applied" })
    }
}
