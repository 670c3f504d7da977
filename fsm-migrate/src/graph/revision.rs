//! One revision: what it is called, what it follows and what it depends on.
//! It never holds the work that it does.

/// A revision.
///
/// ```
/// use fsm_migrate::graph::Revision;
///
/// let revision = Revision::new("3f2a9c1b7d10").down_revision(["91c0d2e4aa71"]).message("add users");
/// assert_eq!(revision.to_string(), "3f2a9c1b7d10, add users");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Revision {
    /// The id, which the version table holds.
    pub id: String,
    /// The revisions that this one follows: none for a root, several for a join.
    pub down_revision: Vec<String>,
    /// What has to be applied before, though it is of another line: ids, beginnings of ids, or labels.
    pub depends_on: Vec<String>,
    /// Names of the branch that begins here.
    pub branch_labels: Vec<String>,
    /// What it is for, in a line.
    pub message: Option<String>,
    /// Where it stands: a file, or a module.
    pub path: Option<String>,
}

impl Revision {
    /// A root of that id.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), ..Self::default() }
    }

    /// The same, following these.
    #[must_use]
    pub fn down_revision<T: Into<String>>(mut self, ids: impl IntoIterator<Item = T>) -> Self {
        self.down_revision = ids.into_iter().map(Into::into).collect();
        self
    }

    /// The same, depending on these: ids, beginnings of ids, or labels.
    #[must_use]
    pub fn depends_on<T: Into<String>>(mut self, names: impl IntoIterator<Item = T>) -> Self {
        self.depends_on = names.into_iter().map(Into::into).collect();
        self
    }

    /// The same, with these names for the branch that begins here.
    #[must_use]
    pub fn branch_labels<T: Into<String>>(mut self, labels: impl IntoIterator<Item = T>) -> Self {
        self.branch_labels = labels.into_iter().map(Into::into).collect();
        self
    }

    /// The same, with a line that says what it is for.
    #[must_use]
    pub fn message(mut self, message: impl Into<String>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// The same, standing there.
    #[must_use]
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }
}

/// The id, and the message if there is one.
impl std::fmt::Display for Revision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.id)?;
        self.message.as_ref().map_or(Ok(()), |message| write!(f, ", {message}"))
    }
}
