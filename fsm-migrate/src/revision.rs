//! Revisions with the work that they do: registered by being linked, or built at run time.
//! It never runs one.

use crate::graph::{Direction, Graph, Revision};
use crate::op::{Operation, Operations, Settings};
use crate::{Error, ErrorKind};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The set that an application's own revisions are in.
pub const DEFAULT_SET: &str = "default";

/// What [`revision!`](crate::revision) writes into a program.
#[doc(hidden)]
#[derive(Debug)]
pub struct Registration {
    pub id: &'static str,
    pub set: &'static str,
    pub message: Option<&'static str>,
    pub create_date: Option<&'static str>,
    pub down_revision: &'static [&'static str],
    pub branch_labels: &'static [&'static str],
    pub depends_on: &'static [&'static str],
    pub file: &'static str,
    pub upgrade: fn(&mut Operations),
    pub downgrade: fn(&mut Operations),
}

inventory::collect!(Registration);

/// Says which revision the module is, whose functions `upgrade` and `downgrade` do its work, and
/// links it into the program.
///
/// `message`, `create_date` and `set` may be left out; a set is what a library names so that
/// applications can take its revisions in or leave them.
///
/// ```
/// mod r_3f2a9c1b7d10 {
///     use fsm_migrate::prelude::*;
///
///     revision! {
///         id: "3f2a9c1b7d10",
///         down_revision: [],
///         branch_labels: [],
///         depends_on: [],
///         message: "add users"
///     }
///
///     pub fn upgrade(op: &mut Operations) {
///         op.create_table("users", |t| {
///             t.column("id", BigInteger).primary_key();
///         });
///     }
///
///     pub fn downgrade(op: &mut Operations) {
///         op.drop_table("users");
///     }
/// }
/// # fn main() {
/// let revisions = fsm_migrate::Revisions::linked(["default"]).unwrap();
/// assert_eq!(revisions.graph().heads()[0].id, "3f2a9c1b7d10");
/// # }
/// ```
#[macro_export]
macro_rules! revision {
    (
        id: $id:literal,
        down_revision: [$($down:literal),* $(,)?],
        branch_labels: [$($label:literal),* $(,)?],
        depends_on: [$($needs:literal),* $(,)?]
        $(, message: $message:literal)?
        $(, create_date: $date:literal)?
        $(, set: $set:literal)?
        $(,)?
    ) => {
        $crate::__private::inventory::submit! {
            $crate::__private::Registration {
                id: $id,
                set: $crate::__private::first(&[$($set,)? $crate::DEFAULT_SET]),
                message: $crate::__private::option(&[$($message)?]),
                create_date: $crate::__private::option(&[$($date)?]),
                down_revision: &[$($down),*],
                branch_labels: &[$($label),*],
                depends_on: &[$($needs),*],
                file: ::core::file!(),
                upgrade,
                downgrade,
            }
        }
    };
}

/// The first of a list that has one.
#[doc(hidden)]
#[must_use]
pub const fn first(list: &[&'static str]) -> &'static str {
    match list {
        [first, ..] => first,
        [] => DEFAULT_SET,
    }
}

/// The only one of a list, if it has one.
#[doc(hidden)]
#[must_use]
pub const fn option(list: &[&'static str]) -> Option<&'static str> {
    match list {
        [only, ..] => Some(only),
        [] => None,
    }
}

type Work = Arc<dyn Fn(&mut Operations) + Send + Sync>;

/// A revision and the work that it does.
#[derive(Clone)]
pub struct Script {
    revision: Revision,
    set: String,
    create_date: Option<String>,
    upgrade: Work,
    downgrade: Work,
}

impl fmt::Debug for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Script").field("revision", &self.revision).finish_non_exhaustive()
    }
}

impl Script {
    /// A revision whose work is done by these functions.
    pub fn new(
        revision: Revision,
        upgrade: impl Fn(&mut Operations) + Send + Sync + 'static,
        downgrade: impl Fn(&mut Operations) + Send + Sync + 'static,
    ) -> Self {
        Self {
            revision,
            set: DEFAULT_SET.to_owned(),
            create_date: None,
            upgrade: Arc::new(upgrade),
            downgrade: Arc::new(downgrade),
        }
    }

    /// The revision.
    #[must_use]
    pub fn revision(&self) -> &Revision {
        &self.revision
    }

    /// The set that it is in.
    #[must_use]
    pub fn set(&self) -> &str {
        &self.set
    }

    /// When its file was written, as the file says it.
    #[must_use]
    pub fn create_date(&self) -> Option<&str> {
        self.create_date.as_deref()
    }

    /// What it does, in that direction.
    #[must_use]
    pub fn operations(&self, direction: Direction, settings: &Arc<Settings>) -> Vec<Operation> {
        let mut operations = Operations::with_settings(Arc::clone(settings));
        match direction {
            Direction::Upgrade => (self.upgrade)(&mut operations),
            Direction::Downgrade => (self.downgrade)(&mut operations),
        }
        operations.into_list()
    }

    fn linked(found: &Registration) -> Self {
        let mut revision = Revision::new(found.id)
            .down_revision(found.down_revision.iter().copied())
            .depends_on(found.depends_on.iter().copied())
            .branch_labels(found.branch_labels.iter().copied())
            .path(found.file);
        revision.message = found.message.map(str::to_owned);
        Self {
            revision,
            set: found.set.to_owned(),
            create_date: found.create_date.map(str::to_owned),
            upgrade: Arc::new(found.upgrade),
            downgrade: Arc::new(found.downgrade),
        }
    }
}

/// The revisions of a program, and how they are connected.
#[derive(Clone, Debug)]
pub struct Revisions {
    graph: Graph,
    scripts: BTreeMap<String, Script>,
}

impl Revisions {
    /// The linked revisions that are in one of these sets; [`DEFAULT_SET`] is the application's.
    ///
    /// A crate of revisions that the program never mentions is not linked: `use migrations as _;`.
    ///
    /// # Errors
    /// What [`Graph::new`] says of revisions that do not fit together.
    pub fn linked<S: AsRef<str>>(sets: impl IntoIterator<Item = S>) -> Result<Self, Error> {
        let sets: Vec<S> = sets.into_iter().collect();
        let wanted = |found: &&Registration| sets.iter().any(|set| set.as_ref() == found.set);
        Self::new(inventory::iter::<Registration>().filter(wanted).map(Script::linked))
    }

    /// The sets that are linked, ordered, each once.
    #[must_use]
    pub fn linked_sets() -> Vec<&'static str> {
        let mut sets: Vec<&'static str> =
            inventory::iter::<Registration>().map(|found| found.set).collect();
        sets.sort_unstable();
        sets.dedup();
        sets
    }

    /// These revisions.
    ///
    /// # Errors
    /// What [`Graph::new`] says of revisions that do not fit together.
    pub fn new(scripts: impl IntoIterator<Item = Script>) -> Result<Self, Error> {
        let scripts: Vec<Script> = scripts.into_iter().collect();
        let graph = Graph::new(scripts.iter().map(|script| script.revision.clone()))?;
        let by_id = |script: Script| (script.revision.id.clone(), script);
        Ok(Self { graph, scripts: scripts.into_iter().map(by_id).collect() })
    }

    /// How they are connected.
    #[must_use]
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The revision of exactly that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Script> {
        self.scripts.get(id)
    }

    /// All of them, ordered by id.
    #[must_use]
    pub fn scripts(&self) -> impl ExactSizeIterator<Item = &Script> {
        self.scripts.values()
    }

    /// The same revision of exactly that id, or the error that names it.
    pub(crate) fn script(&self, id: &str) -> Result<&Script, Error> {
        self.get(id)
            .ok_or_else(|| ErrorKind::UnknownRevision { name: id.to_owned(), similar: None }.into())
    }
}
