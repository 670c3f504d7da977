use super::column::const_setters;
use super::constraint::const_name;
use super::sql_type::const_eq_str;
use super::{List, SqlType, Str, TableName};
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
            ..Self::from_const(None, &[], referred_table.into(), &[])
        }
    }

    /// The constant form the derive writes.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_const(
        name: Option<&'static str>,
        columns: &'static [Str],
        referred_table: TableName,
        referred_columns: &'static [Str],
    ) -> Self {
        Self {
            name: const_name(name),
            columns: Cow::Borrowed(columns),
            referred_table,
            referred_columns: Cow::Borrowed(referred_columns),
            on_delete: None,
            on_update: None,
            deferrable: None,
            match_type: None,
        }
    }

    const_setters! {
        const_on_delete, on_delete: Option<ReferentialAction>;
        const_on_update, on_update: Option<ReferentialAction>;
        const_deferrable, deferrable: Option<Deferrable>;
        const_match_type, match_type: Option<MatchType>;
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
}

/// Refuses, while the model compiles, a foreign key that no database would accept.
///
/// `keys` are the column lists that are unique in the table referred to, `pairs` the types of
/// the referring and the referred columns.
///
/// # Panics
/// While the model compiles: with what is wrong and what to write.
#[doc(hidden)]
#[allow(clippy::panic, reason = "evaluated while the model compiles, to refuse it there")]
pub const fn require_foreign_key(
    keys: &[&[&str]],
    referred: &[&str],
    pairs: &[(&SqlType, &SqlType)],
) {
    let mut i = 0;
    while i < pairs.len() {
        assert!(
            pairs[i].0.pairs_with(pairs[i].1),
            "a foreign key needs the same type on both sides: give this field the type of the column it refers to"
        );
        i += 1;
    }
    let mut k = 0;
    while k < keys.len() {
        if same_columns(keys[k], referred) {
            return;
        }
        k += 1;
    }
    panic!(
        "a foreign key must refer to a primary key or to columns that are unique: mark the target `#[column(unique)]`, or refer to its primary key"
    );
}

const fn same_columns(a: &[&str], b: &[&str]) -> bool {
    a.len() == b.len() && contains_all(a, b) && contains_all(b, a)
}

const fn contains_all(all: &[&str], some: &[&str]) -> bool {
    let mut i = 0;
    while i < some.len() {
        let mut found = false;
        let mut k = 0;
        while k < all.len() {
            found = found || const_eq_str(all[k], some[i]);
            k += 1;
        }
        if !found {
            return false;
        }
        i += 1;
    }
    true
}
