use super::column::const_setters;
use super::constraint::const_name;
use super::refusal::{put, refuse};
use super::sql_type::const_eq_str;
use super::{ColumnDef, IndexDef, IndexKey, List, Str, Table, TableName};
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
    /// The referring columns.
    pub columns: &'static [Str],
    /// The schema and the name of the table referred to.
    pub table: (Option<&'static str>, &'static str),
    /// The columns referred to.
    pub referred: &'static [Str],
    /// What stands beside.
    pub options: ForeignKeyOptions,
}

/// What stands beside the columns of a foreign key.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct ForeignKeyOptions {
    /// The constraint's name.
    pub name: Option<&'static str>,
    /// `on_delete = ..`
    pub on_delete: Option<ReferentialAction>,
    /// `on_update = ..`
    pub on_update: Option<ReferentialAction>,
    /// `deferrable`
    pub deferrable: Option<Deferrable>,
    /// `match = ..`
    pub match_type: Option<MatchType>,
}

/// Foreign keys, from what the derive wrote.
#[doc(hidden)]
#[must_use]
pub const fn foreign_keys<const N: usize>(specs: [ForeignKeySpec; N]) -> [ForeignKeyDef; N] {
    const NOTHING: ForeignKeyDef =
        ForeignKeyDef::from_const(None, &[], TableName::from_const(None, ""), &[]);
    let mut keys = [NOTHING; N];
    let mut i = 0;
    while i < N {
        let ForeignKeySpec { columns, table: (schema, table), referred, options } = specs[i];
        let table = TableName::from_const(schema, table);
        let mut key = ForeignKeyDef::from_const(options.name, columns, table, referred);
        key.on_delete = options.on_delete;
        key.on_update = options.on_update;
        key.deferrable = options.deferrable;
        key.match_type = options.match_type;
        put(&mut keys[i], key);
        i += 1;
    }
    keys
}

/// A foreign key of one column to the table of the struct `T`.
///
/// # Panics
/// While the model compiles, if no database would accept it: with what is wrong and what to write.
#[doc(hidden)]
#[must_use]
#[track_caller]
pub const fn foreign_key<T: Table>(
    column: &'static ColumnDef,
    referred: &'static ColumnDef,
    options: ForeignKeyOptions,
) -> ForeignKeySpec {
    require_pair(T::FACTS.name, column, referred, &options);
    require_key::<T>(&[referred]);
    ForeignKeySpec {
        columns: std::slice::from_ref(&column.name),
        table: (T::FACTS.schema, T::FACTS.name),
        referred: std::slice::from_ref(&referred.name),
        options,
    }
}

/// A foreign key of several columns to the table of the struct `T`.
///
/// # Panics
/// As [`foreign_key`].
#[doc(hidden)]
#[must_use]
#[track_caller]
pub const fn composite_foreign_key<T: Table, const N: usize>(
    columns: &'static [Str; N],
    definitions: [&'static ColumnDef; N],
    referred: &'static [Str; N],
    referred_definitions: [&'static ColumnDef; N],
    options: ForeignKeyOptions,
) -> ForeignKeySpec {
    let mut i = 0;
    while i < N {
        require_pair(T::FACTS.name, definitions[i], referred_definitions[i], &options);
        i += 1;
    }
    require_key::<T>(&referred_definitions);
    ForeignKeySpec { columns, table: (T::FACTS.schema, T::FACTS.name), referred, options }
}

/// The names of columns as schema values hold them.
#[doc(hidden)]
#[must_use]
pub const fn column_names<const N: usize>(columns: [&'static ColumnDef; N]) -> [Str; N] {
    let mut names = [const { Cow::Borrowed("") }; N];
    let mut i = 0;
    while i < N {
        put(&mut names[i], Cow::Borrowed(columns[i].const_name()));
        i += 1;
    }
    names
}

#[track_caller]
const fn require_pair(
    table: &str,
    column: &ColumnDef,
    referred: &ColumnDef,
    options: &ForeignKeyOptions,
) {
    require_same_type(table, column, referred);
    let set_null = matches!(options.on_delete, Some(ReferentialAction::SetNull))
        || matches!(options.on_update, Some(ReferentialAction::SetNull));
    if set_null && !column.nullable {
        refuse(&[
            "`",
            column.const_name(),
            "` cannot be set to `NULL`: make the field an `Option`, or write another action",
        ]);
    }
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
const fn require_key<T: Table>(referred: &[&'static ColumnDef]) {
    if is_key::<T>(referred) {
        return;
    }
    let table = T::FACTS.name;
    if let [column] = referred {
        refuse(&[
            "`",
            table,
            ".",
            column.const_name(),
            "` is neither the primary key nor unique, so nothing can refer to it: write `#[column(unique)]` there, or refer to the primary key",
        ]);
    }
    refuse(&[
        "these columns of `",
        table,
        "` are neither the primary key nor unique together, so nothing can refer to them: write `#[table(unique(..))]` there, or refer to the primary key",
    ]);
}

const fn is_key<T: Table>(referred: &[&'static ColumnDef]) -> bool {
    if let Some((_, columns)) = T::FACTS.primary_key
        && (columns.is_empty() || same_columns(columns, referred))
    {
        return true;
    }
    let mut i = 0;
    while i < T::UNIQUES.len() {
        let unique = &T::UNIQUES[i];
        if slice(&unique.dialects).is_empty() && same_columns(slice(&unique.columns), referred) {
            return true;
        }
        i += 1;
    }
    let mut i = 0;
    while i < T::INDEXES.len() {
        if same_index(&T::INDEXES[i], referred) {
            return true;
        }
        i += 1;
    }
    false
}

/// Whether an index is as good as a unique constraint of these columns: of all rows, of whole
/// columns alone.
const fn same_index(index: &IndexDef, referred: &[&'static ColumnDef]) -> bool {
    let parts = slice(&index.columns);
    if !index.unique
        || index.predicate.is_some()
        || !slice(&index.dialects).is_empty()
        || parts.len() != referred.len()
    {
        return false;
    }
    let mut i = 0;
    while i < parts.len() {
        let IndexKey::Column(name) = &parts[i].key else { return false };
        if parts[i].prefix_length.is_some() || !contains(referred, const_text(name)) {
            return false;
        }
        i += 1;
    }
    true
}

const fn same_columns(key: &[Str], referred: &[&'static ColumnDef]) -> bool {
    if key.len() != referred.len() {
        return false;
    }
    let mut i = 0;
    while i < key.len() {
        if !contains(referred, const_text(&key[i])) {
            return false;
        }
        i += 1;
    }
    true
}

const fn contains(columns: &[&'static ColumnDef], name: &str) -> bool {
    let mut i = 0;
    while i < columns.len() {
        if const_eq_str(columns[i].const_name(), name) {
            return true;
        }
        i += 1;
    }
    false
}

const fn const_text(text: &Str) -> &str {
    match text {
        Cow::Borrowed(text) => text,
        Cow::Owned(text) => text.as_str(),
    }
}

const fn slice<T: Clone>(list: &List<T>) -> &[T] {
    match list {
        Cow::Borrowed(list) => list,
        Cow::Owned(list) => list.as_slice(),
    }
}
