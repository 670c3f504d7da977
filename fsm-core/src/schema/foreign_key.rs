use super::{List, Str, TableName};
use std::borrow::Cow;

/// A foreign key constraint.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ForeignKeyDef {
    /// The constraint's name; `None` for the naming convention's.
    pub name: Option<Str>,
    /// The referring columns.
    pub columns: List<Str>,
    /// The table referred to.
    pub referred_table: TableName,
    /// The columns referred to, one for each of [`ForeignKeyDef::columns`].
    pub referred_columns: List<Str>,
    /// What becomes of the rows when the row they refer to is deleted.
    pub on_delete: Option<ReferentialAction>,
    /// What becomes of the rows when the key they refer to changes.
    pub on_update: Option<ReferentialAction>,
    /// When it is checked; `None` for at once.
    pub deferrable: Option<Deferrable>,
    /// How keys with some `NULL`s match.
    pub match_type: Option<MatchType>,
}

/// SQL's referential actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReferentialAction {
    /// Refuse, at the end of the statement or when the constraint is checked.
    NoAction,
    /// Refuse at once.
    Restrict,
    /// Do the same to the referring rows.
    Cascade,
    /// Set the referring columns to `NULL`.
    SetNull,
    /// Set the referring columns to their default.
    SetDefault,
}

/// When a deferrable constraint is checked unless a transaction says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Deferrable {
    /// After each statement (`DEFERRABLE INITIALLY IMMEDIATE`).
    InitiallyImmediate,
    /// At commit (`DEFERRABLE INITIALLY DEFERRED`).
    InitiallyDeferred,
}

/// How a composite key with some `NULL`s matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MatchType {
    /// Any `NULL` satisfies the constraint: every database's default.
    Simple,
    /// All columns are `NULL`, or none.
    Full,
}

impl ForeignKeyDef {
    /// `columns` refer to `referred_columns` of `referred_table`.
    pub fn new<C: Into<Str>, R: Into<Str>>(
        columns: impl IntoIterator<Item = C>,
        referred_table: impl Into<TableName>,
        referred_columns: impl IntoIterator<Item = R>,
    ) -> Self {
        Self {
            columns: columns.into_iter().map(Into::into).collect(),
            referred_columns: referred_columns.into_iter().map(Into::into).collect(),
            ..Self::between(&[], referred_table.into(), &[])
        }
    }

    pub(super) const fn between(
        columns: &'static [Str],
        referred_table: TableName,
        referred_columns: &'static [Str],
    ) -> Self {
        Self {
            name: None,
            columns: Cow::Borrowed(columns),
            referred_table,
            referred_columns: Cow::Borrowed(referred_columns),
            on_delete: None,
            on_update: None,
            deferrable: None,
            match_type: None,
        }
    }

    /// The constraint's name.
    #[must_use]
    pub fn named(mut self, name: impl Into<Str>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// What becomes of the rows when the row they refer to is deleted.
    #[must_use]
    pub fn on_delete(mut self, action: ReferentialAction) -> Self {
        self.on_delete = Some(action);
        self
    }

    /// What becomes of the rows when the key they refer to changes.
    #[must_use]
    pub fn on_update(mut self, action: ReferentialAction) -> Self {
        self.on_update = Some(action);
        self
    }

    /// When the constraint is checked.
    #[must_use]
    pub fn deferrable(mut self, deferrable: Deferrable) -> Self {
        self.deferrable = Some(deferrable);
        self
    }

    /// How keys with some `NULL`s match.
    #[must_use]
    pub fn match_type(mut self, match_type: MatchType) -> Self {
        self.match_type = Some(match_type);
        self
    }
}
