use crate::change::Change;
use crate::compare::{Comparison, Lacking};
use crate::schema::TableName;
use std::fmt;

/// What an object of a schema is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ObjectKind {
    /// A schema.
    Schema,
    /// A native enum.
    Enum,
    /// A table, with its indexes.
    Table,
    /// A foreign key that was made or dropped apart from its table, because the references of the
    /// tables form a ring.
    ForeignKey,
}

impl fmt::Display for ObjectKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Schema => "schema",
            Self::Enum => "enum",
            Self::Table => "table",
            Self::ForeignKey => "foreign key",
        })
    }
}

/// An object of a schema, as answers and messages name it: ``table `users` ``.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Object {
    /// What it is.
    pub kind: ObjectKind,
    /// Its name, with the schema if it has one: `users`, `app.users`, `posts.fk_posts_author`.
    pub name: String,
}

impl Object {
    pub(super) fn new(kind: ObjectKind, name: &dyn fmt::Display) -> Self {
        Self { kind, name: name.to_string() }
    }

    /// A table: every start of a program answers with each of its tables, without formatting them.
    pub(super) fn table(name: &TableName) -> Self {
        let name = match &name.schema {
            None => name.name.clone().into_owned(),
            Some(_) => name.to_string(),
        };
        Self { kind: ObjectKind::Table, name }
    }
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}`", self.kind, self.name)
    }
}

/// What `create_all` and `create` did. Its text is one line an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Created {
    /// What was created, in that order.
    pub created: Vec<Object>,
    /// What was there before: tables, and the enums and schemas that the created ones needed.
    pub existed: Vec<Object>,
    /// What tables that were there before lack of their models; empty unless
    /// `.compare_existing(true)` asked.
    pub lacking: Vec<Lacking>,
    /// How tables that were there before differ from their models; `None` unless
    /// `.compare_existing(true)` asked and there were some.
    pub comparison: Option<Comparison>,
}

impl Created {
    /// Whether everything was there before.
    #[must_use]
    pub fn is_noop(&self) -> bool {
        self.created.is_empty()
    }

    /// The names of the created tables, in that order.
    pub fn created_tables(&self) -> impl Iterator<Item = &str> {
        tables(&self.created)
    }

    /// The names of the tables that were there before.
    pub fn existed_tables(&self) -> impl Iterator<Item = &str> {
        tables(&self.existed)
    }
}

impl fmt::Display for Created {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = Lines::new(f);
        lines.all("created", &self.created)?;
        lines.all("existed", &self.existed)?;
        lines.all("lacking", &self.lacking)?;
        let changes = self.comparison.iter().flat_map(|comparison| &comparison.changes);
        let others: Vec<&Change> = changes
            .filter(|change| {
                !matches!(change, Change::AddColumn { .. } | Change::CreateIndex { .. })
            })
            .collect();
        lines.all("differs:", &others)
    }
}

/// What `drop_all` and `drop` did. Its text is one line an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dropped {
    /// What was dropped, in that order.
    pub dropped: Vec<Object>,
    /// The tables that were not there.
    pub absent: Vec<Object>,
    /// Enums that were left because something that is not dropped still uses them.
    pub kept: Vec<Object>,
}

impl Dropped {
    /// Whether there was nothing to drop.
    #[must_use]
    pub fn is_noop(&self) -> bool {
        self.dropped.is_empty()
    }

    /// The names of the dropped tables, in that order.
    pub fn dropped_tables(&self) -> impl Iterator<Item = &str> {
        tables(&self.dropped)
    }
}

impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = Lines::new(f);
        lines.all("dropped", &self.dropped)?;
        lines.all("absent", &self.absent)?;
        lines.all("kept", &self.kept)
    }
}

fn tables(objects: &[Object]) -> impl Iterator<Item = &str> {
    objects
        .iter()
        .filter(|object| object.kind == ObjectKind::Table)
        .map(|object| object.name.as_str())
}

/// Lines without one break too many at the end.
struct Lines<'a, 'f> {
    f: &'a mut fmt::Formatter<'f>,
    first: bool,
}

impl<'a, 'f> Lines<'a, 'f> {
    fn new(f: &'a mut fmt::Formatter<'f>) -> Self {
        Self { f, first: true }
    }

    fn all(&mut self, verb: &str, items: &[impl fmt::Display]) -> fmt::Result {
        for item in items {
            if !std::mem::take(&mut self.first) {
                self.f.write_str("\n")?;
            }
            write!(self.f, "{verb} {item}")?;
        }
        Ok(())
    }
}
