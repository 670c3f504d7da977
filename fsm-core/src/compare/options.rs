use super::{Filter, Renames};

/// How a database is compared with models.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct CompareOptions {
    /// What got another name.
    pub renames: Renames,
    /// What is dropped if the models do not have it.
    pub drop_unknown: DropUnknown,
    /// What is looked at.
    pub filter: Filter,
}

/// What is dropped where the database has it and the models do not; nothing unless it is asked for.
///
/// It is for the author of the models to know whether a column without a field is a field that
/// went, or somebody else's column. What is not dropped is named in
/// [`Comparison::kept`](super::Comparison::kept).
///
/// What changed under its name is altered, or dropped and made anew, whatever stands here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
#[allow(clippy::struct_excessive_bools, reason = "each is a kind of its own")]
pub struct DropUnknown {
    /// Tables.
    pub tables: bool,
    /// Columns of tables that have a model.
    pub columns: bool,
    /// Indexes of such tables.
    pub indexes: bool,
    /// Primary keys, unique constraints, checks and foreign keys of such tables.
    pub constraints: bool,
    /// Native enums that no column has any more.
    pub enums: bool,
    /// Sequences.
    pub sequences: bool,
}

impl DropUnknown {
    /// Nothing.
    pub const NONE: Self = Self {
        tables: false,
        columns: false,
        indexes: false,
        constraints: false,
        enums: false,
        sequences: false,
    };

    /// Everything that hangs on tables which have a model: what a change of the models can leave
    /// behind. Tables, enums and sequences stay.
    pub const PARTS: Self = Self { columns: true, indexes: true, constraints: true, ..Self::NONE };

    /// Everything.
    pub const ALL: Self = Self { tables: true, enums: true, sequences: true, ..Self::PARTS };
}

impl CompareOptions {
    /// No hint, nothing dropped, everything looked at.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// These hints.
    #[must_use]
    pub fn renames(mut self, renames: Renames) -> Self {
        self.renames = renames;
        self
    }

    /// What the models do not have is dropped, as far as this says.
    #[must_use]
    pub fn drop_unknown(mut self, drop_unknown: DropUnknown) -> Self {
        self.drop_unknown = drop_unknown;
        self
    }

    /// Only what this takes is looked at.
    #[must_use]
    pub fn filter(mut self, filter: Filter) -> Self {
        self.filter = filter;
        self
    }
}
