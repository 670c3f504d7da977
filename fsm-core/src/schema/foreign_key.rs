use super::column::const_setters;
use super::constraint::const_name;
use super::refusal::refuse;
use super::sql_type::const_eq_str;
use super::{ColumnDef, List, Str, Table, TableName};
use std::{
    borrow::Cow,
    mem::{ManuallyDrop, replace},
};

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

/// A foreign key to the table of the struct `T`, of columns that [`foreign_key_columns`] found fit.
#[doc(hidden)]
#[must_use]
pub const fn checked_foreign_key<T: Table, const N: usize>(
    name: Option<&'static str>,
    [columns, referred]: &'static [[Str; N]; 2],
) -> ForeignKeyDef {
    ForeignKeyDef::from_const(name, columns, TableName::from_const(T::SCHEMA, T::NAME), referred)
}

/// The names of the columns on both sides of a foreign key to the table of the struct `T`.
///
/// # Panics
/// While the model compiles, if no database would accept the foreign key: with what is wrong and
/// what to write.
#[doc(hidden)]
#[must_use]
#[track_caller]
pub const fn foreign_key_columns<T: Table, const N: usize>(
    columns: [&'static ColumnDef; N],
    referred: [&'static ColumnDef; N],
    set_null: bool,
) -> [[Str; N]; 2] {
    let mut names = [const { [const { Cow::Borrowed("") }; N] }; 2];
    let mut i = 0;
    while i < N {
        require_same_type(T::NAME, columns[i], referred[i]);
        if set_null && !columns[i].nullable {
            refuse(&[
                "`",
                columns[i].const_name(),
                "` cannot be set to `NULL`: make the field an `Option`, or write another action",
            ]);
        }
        let _ =
            ManuallyDrop::new(replace(&mut names[0][i], Cow::Borrowed(columns[i].const_name())));
        let _ =
            ManuallyDrop::new(replace(&mut names[1][i], Cow::Borrowed(referred[i].const_name())));
        i += 1;
    }
    require_key::<T, N>(&referred);
    names
}

#[track_caller]
const fn require_same_type(table: &str, column: &ColumnDef, referred: &ColumnDef) {
    if !column.sql_type.pairs_with(&referred.sql_type) {
        refuse(&[
            "`",
            column.const_name(),
            "` is ",
            column.sql_type.name(),
            " and cannot refer to `",
            table,
            ".",
            referred.const_name(),
            "`, which is ",
            referred.sql_type.name(),
            ": give both fields the same type",
        ]);
    }
}

/// A foreign key refers to a whole key: the primary key, or columns that are unique together.
#[track_caller]
const fn require_key<T: Table, const N: usize>(referred: &[&'static ColumnDef; N]) {
    let mut k = 0;
    while k < T::KEYS.len() {
        if T::KEYS[k].is_empty() || same_columns(T::KEYS[k], referred) {
            return;
        }
        k += 1;
    }
    if N == 1 {
        refuse(&[
            "`",
            T::NAME,
            ".",
            referred[0].const_name(),
            "` is neither the primary key nor unique, so nothing can refer to it: write `#[column(unique)]` there, or refer to the primary key",
        ]);
    }
    refuse(&[
        "these columns of `",
        T::NAME,
        "` are neither the primary key nor unique together, so nothing can refer to them: write `#[table(unique(..))]` there, or refer to the primary key",
    ]);
}

const fn same_columns(key: &[&str], referred: &[&'static ColumnDef]) -> bool {
    if key.len() != referred.len() {
        return false;
    }
    let mut k = 0;
    while k < key.len() {
        let (mut found, mut i) = (false, 0);
        while i < referred.len() {
            found = found || const_eq_str(key[k], referred[i].const_name());
            i += 1;
        }
        if !found {
            return false;
        }
        k += 1;
    }
    true
}
