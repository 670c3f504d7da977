use crate::registry::Metadata;
use crate::schema::{Dialect, Str, TableName};
use std::fmt;

/// What was read from a database.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Reflected {
    /// The dialect it was read from.
    pub dialect: Dialect,
    /// The schema that names without one stand in, if the connection has one. Its tables are in
    /// [`Reflected::metadata`] without a schema.
    pub default_schema: Option<Str>,
    /// The schemas that were read, sorted; without the default one's name where that has none.
    pub schemas: Vec<Str>,
    /// Tables, native enums and sequences, with every name as the database has it.
    pub metadata: Metadata,
    /// What stands there and is no part of the metadata, sorted.
    pub unmanaged: Vec<Unmanaged>,
    /// What is in the metadata but does not do its work, sorted.
    pub flaws: Vec<Flaw>,
}

/// Something in a database that schema values do not model: a view, a trigger, an exclusion
/// constraint, a column of a type nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Unmanaged {
    /// What it is, in the database's words: `view`, `trigger`, `exclusion constraint`, ….
    pub kind: Str,
    /// Its name, with the schema unless that is the default one; of what hangs on a table, the
    /// table's schema.
    pub name: TableName,
    /// The table it hangs on, if any.
    pub table: Option<TableName>,
    /// The text it was made with, where the catalog keeps it and it can be made with it again.
    pub definition: Option<String>,
}

/// Something that stands in a database and does not do its work.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Flaw {
    /// An index that was not built to its end, which no query uses (PostgreSQL).
    InvalidIndex {
        /// The table.
        table: TableName,
        /// The index.
        index: String,
    },
    /// An index that is kept up to date and that no query uses (`IGNORED` on MariaDB, `INVISIBLE` on
    /// MySQL).
    IgnoredIndex {
        /// The table.
        table: TableName,
        /// The index.
        index: String,
    },
    /// A check that no row is held to (`NOT ENFORCED`).
    NotEnforced {
        /// The table.
        table: TableName,
        /// The constraint.
        constraint: String,
    },
    /// A check or foreign key that the rows of before were not held to (`NOT VALID`, PostgreSQL).
    NotValidated {
        /// The table.
        table: TableName,
        /// The constraint.
        constraint: String,
    },
}

impl Unmanaged {
    /// Something by its kind and name.
    pub fn new(kind: impl Into<Str>, name: TableName) -> Self {
        Self { kind: kind.into(), name, table: None, definition: None }
    }

    /// It hangs on this table.
    #[must_use]
    pub fn of_table(mut self, table: TableName) -> Self {
        self.table = Some(table);
        self
    }

    /// It was made with this text.
    #[must_use]
    pub fn made_with(mut self, definition: impl Into<String>) -> Self {
        self.definition = Some(definition.into());
        self
    }
}

impl fmt::Display for Unmanaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} `{}`", self.kind, self.name)?;
        match &self.table {
            Some(table) => write!(f, " of `{table}`"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidIndex { table, index } => {
                write!(f, "the index `{index}` of `{table}` was not built to its end")
            }
            Self::IgnoredIndex { table, index } => {
                write!(f, "the index `{index}` of `{table}` is used by no query")
            }
            Self::NotEnforced { table, constraint } => {
                write!(f, "the check `{constraint}` of `{table}` is not enforced")
            }
            Self::NotValidated { table, constraint } => {
                write!(f, "the constraint `{constraint}` of `{table}` was never validated")
            }
        }
    }
}
