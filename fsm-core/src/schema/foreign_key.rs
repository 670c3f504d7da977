use super::column::const_setters;
use super::constraint::const_name;
use super::refusal::{put, refuse};
use super::sql_type::const_eq_str;
use super::{ColumnSpec, List, Str, TableFacts, TableName, find_column, find_field};
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

/// A foreign key as the derive writes it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct ForeignKeySpec {
    /// The constraint's name.
    pub name: Option<&'static str>,
    /// The referring columns.
    pub columns: &'static [Str],
    /// The schema and the name of the table referred to.
    pub table: (Option<&'static str>, &'static str),
    /// `on_delete = ..`
    pub on_delete: Option<ReferentialAction>,
    /// `on_update = ..`
    pub on_update: Option<ReferentialAction>,
    /// `deferrable`
    pub deferrable: Option<Deferrable>,
    /// `match = ..`
    pub match_type: Option<MatchType>,
}

/// The names of columns as schema values hold them.
#[doc(hidden)]
#[must_use]
pub const fn column_names<const N: usize>(columns: [&'static str; N]) -> [Str; N] {
    let mut names = [const { Cow::Borrowed("") }; N];
    let mut i = 0;
    while i < N {
        put(&mut names[i], Cow::Borrowed(columns[i]));
        i += 1;
    }
    names
}

/// Foreign keys, from what the derive wrote; `referred` are the columns that all of them refer
/// to, one key after the other.
#[doc(hidden)]
#[must_use]
pub const fn foreign_keys<const N: usize>(
    specs: [ForeignKeySpec; N],
    mut referred: &'static [Str],
) -> [ForeignKeyDef; N] {
    const NOTHING: ForeignKeyDef =
        ForeignKeyDef::from_const(None, &[], TableName::from_const(None, ""), &[]);
    let mut keys = [NOTHING; N];
    let mut i = 0;
    while i < N {
        let spec = specs[i];
        let (own, rest) = referred.split_at(spec.columns.len());
        referred = rest;
        let table = TableName::from_const(spec.table.0, spec.table.1);
        let mut key = ForeignKeyDef::from_const(spec.name, spec.columns, table, own);
        key.on_delete = spec.on_delete;
        key.on_update = spec.on_update;
        key.deferrable = spec.deferrable;
        key.match_type = spec.match_type;
        put(&mut keys[i], key);
        i += 1;
    }
    keys
}

/// Whether a database would accept a foreign key of columns of one table, by their names, to
/// fields of another.
///
/// Not generic: each set of parameters would cost the compiler time.
///
/// # Panics
/// While the model compiles, if none would: with what is wrong and what to write.
#[doc(hidden)]
#[track_caller]
pub const fn require_foreign_key(
    columns: &'static [ColumnSpec],
    names: &[&str],
    facts: &'static TableFacts,
    fields: &[&str],
    set_null: bool,
) {
    let mut i = 0;
    while i < names.len() {
        let column = find_column(columns, names[i]);
        require_same_type(facts.name, column, find_field(facts, fields[i]));
        if set_null && !column.1.nullable {
            refuse(&[
                "`",
                column.0,
                "` cannot be set to `NULL`: make the field an `Option`, or write another action",
            ]);
        }
        i += 1;
    }
    require_key(facts, fields);
}

#[track_caller]
const fn require_same_type(table: &str, column: &ColumnSpec, referred: &ColumnSpec) {
    let (own, other) = (&column.1.sql_type, &referred.1.sql_type);
    if !own.pairs_with(other) {
        refuse(&[
            "`",
            column.0,
            "` is ",
            own.name(),
            " and cannot refer to `",
            table,
            ".",
            referred.0,
            "`, which is ",
            other.name(),
            ": give both fields the same type",
        ]);
    }
}

/// A foreign key refers to a whole key: the primary key, or columns that are unique together.
#[track_caller]
const fn require_key(facts: &'static TableFacts, fields: &[&str]) {
    let mut k = 0;
    while k < facts.keys.len() {
        // The key without columns is that of a struct whose derive failed.
        if facts.keys[k].is_empty() || is_key(facts, facts.keys[k], fields) {
            return;
        }
        k += 1;
    }
    if let [field] = fields {
        let column = find_field(facts, field).0;
        if is_part_of_key(facts, column) {
            refuse(&[
                "`",
                facts.name,
                ".",
                column,
                "` is a part of a key and not unique by itself: refer to the whole key, as in `foreign_key(columns(a, b), references = Type(a, b))`, or write `#[column(unique)]` there",
            ]);
        }
        refuse(&[
            "`",
            facts.name,
            ".",
            column,
            "` is neither the primary key nor unique, so nothing can refer to it: write `#[column(unique)]` there, or refer to the primary key",
        ]);
    }
    refuse(&[
        "these columns of `",
        facts.name,
        "` are neither the primary key nor unique together, so nothing can refer to them: write `#[table(unique(..))]` there, or refer to the primary key",
    ]);
}

const fn is_part_of_key(facts: &TableFacts, column: &str) -> bool {
    let mut k = 0;
    while k < facts.keys.len() {
        let mut i = 0;
        while i < facts.keys[k].len() {
            if const_eq_str(facts.keys[k][i], column) {
                return true;
            }
            i += 1;
        }
        k += 1;
    }
    false
}

const fn is_key(facts: &'static TableFacts, key: &[&str], fields: &[&str]) -> bool {
    if key.len() != fields.len() {
        return false;
    }
    let mut k = 0;
    while k < key.len() {
        let (mut found, mut i) = (false, 0);
        while i < fields.len() {
            found = found || const_eq_str(key[k], find_field(facts, fields[i]).0);
            i += 1;
        }
        if !found {
            return false;
        }
        k += 1;
    }
    true
}
