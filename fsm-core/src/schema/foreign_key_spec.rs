use super::refusal::{put, refuse};
use super::sql_type::const_eq_str;
use super::table_spec::{count_names, is_key_at, names_at, width};
use super::{
    ColumnShape, ColumnSpecs, Deferrable, ForeignKeyDef, MatchType, Part, ReferentialAction, Str,
    Table, TableName, TableSpec, find_column, find_field,
};
use std::borrow::Cow;

/// A foreign key as the derive writes it, or something that is said of the one before it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Reference {
    /// `references = User::id`: the first column, the struct's table, the first field
    Struct(&'static str, &'static TableSpec, &'static str),
    /// `references = "app.users.id"`: the first column, a schema and a name, the first column there
    Named(&'static str, (Option<&'static str>, &'static str), &'static str),
    /// The next column, and what it refers to
    And(&'static str, &'static str),

    /// `name = ".."`
    Name(&'static str),
    /// `on_delete = ..`
    OnDelete(ReferentialAction),
    /// `on_update = ..`
    OnUpdate(ReferentialAction),
    /// `deferrable`
    Deferrable(Deferrable),
    /// `match = ..`
    Match(MatchType),
}

/// A part of a key that a foreign key may refer to: the key's number, the field, and what its Rust
/// type says. All that `cargo check` needs of a table that is referred to.
#[doc(hidden)]
pub type KeyPart = (usize, &'static str, &'static ColumnShape);

/// Foreign keys, from what the derive wrote; `names` are those of all columns of the table's keys,
/// whose last are these.
pub(super) const fn foreign_keys<const N: usize>(
    references: &'static [Reference],
    parts: &'static [Part],
    names: &'static [Str],
) -> [ForeignKeyDef; N] {
    const NOTHING: ForeignKeyDef =
        ForeignKeyDef::between(&[], TableName::from_const(None, ""), &[]);
    let mut keys = [NOTHING; N];
    let (mut i, mut at, mut count) = (0, count_names(parts), 0);
    while i < references.len() {
        let (schema, name) = match references[i] {
            Reference::Struct(_, table, _) => (table.schema(), table.name),
            Reference::Named(_, (schema, name), _) => (schema, name),
            said => {
                apply(&mut keys[count - 1], said);
                i += 1;
                continue;
            }
        };
        let table = TableName::from_const(schema, name);
        let columns = reference_width(references, i);
        let own = names_at(names, at, columns);
        let referred = names_at(names, at + columns, columns);
        put(&mut keys[count], ForeignKeyDef::between(own, table, referred));
        at += 2 * columns;
        count += 1;
        i += 1;
    }
    keys
}

const fn apply(key: &mut ForeignKeyDef, said: Reference) {
    match said {
        Reference::Struct(..) | Reference::Named(..) | Reference::And(..) => {}
        Reference::Name(name) => put(&mut key.name, Some(Cow::Borrowed(name))),
        Reference::OnDelete(action) => key.on_delete = Some(action),
        Reference::OnUpdate(action) => key.on_update = Some(action),
        Reference::Deferrable(deferrable) => key.deferrable = Some(deferrable),
        Reference::Match(match_type) => key.match_type = Some(match_type),
    }
}

impl Reference {
    /// The column that refers.
    pub(super) const fn column(self) -> &'static str {
        match self {
            Self::Struct(column, ..) | Self::Named(column, ..) | Self::And(column, _) => column,
            _ => "",
        }
    }

    /// What it refers to.
    const fn referred(self) -> &'static str {
        match self {
            Self::Struct(.., referred) | Self::Named(.., referred) | Self::And(_, referred) => {
                referred
            }
            _ => "",
        }
    }
}

/// How many columns the foreign key at `at` has; none if there stands what is said of one.
pub(super) const fn reference_width(references: &[Reference], at: usize) -> usize {
    if !matches!(references[at], Reference::Struct(..) | Reference::Named(..)) {
        return 0;
    }
    let mut end = at + 1;
    while end < references.len() && matches!(references[end], Reference::And(..)) {
        end += 1;
    }
    end - at
}

/// The column that the foreign key at `at` refers to by the one at `column` of its own; empty if
/// there is no such field, which [`require_foreign_key`] refuses.
pub(super) const fn referred_column(
    references: &[Reference],
    at: usize,
    column: usize,
) -> &'static str {
    let referred = references[at + column].referred();
    let Reference::Struct(_, table, _) = references[at] else { return referred };
    match table.columns.of_field(referred) {
        Some(column) => table.columns.names[column],
        None => "",
    }
}

/// As [`require_foreign_key`], of one column: each list of one would be one more constant for the
/// compiler to evaluate.
///
/// # Panics
/// As there.
#[doc(hidden)]
#[track_caller]
pub const fn require_reference<T: Table + ?Sized>(
    at: usize,
    shape: &ColumnShape,
    keys: &[KeyPart],
    field: &str,
    sets_null: bool,
) {
    require_foreign_key::<T>(at, &[shape], keys, &[field], sets_null);
}

/// Whether a database would accept a foreign key of columns of these shapes to these fields of a
/// table with these keys; `T` has the key, at `at` of its references.
///
/// # Panics
/// While the model compiles, if none would: with what is wrong and what to write.
#[doc(hidden)]
#[track_caller]
pub const fn require_foreign_key<T: Table + ?Sized>(
    at: usize,
    shapes: &[&ColumnShape],
    keys: &[KeyPart],
    fields: &[&str],
    sets_null: bool,
) {
    let (mut i, mut key) = (0, 0);
    while i < keys.len() {
        // A key without a field is that of a struct whose derive failed.
        if keys[i].1.is_empty() || is_key(key, keys, shapes, fields, sets_null) {
            return;
        }
        while i < keys.len() && keys[i].0 == key {
            i += 1;
        }
        key += 1;
    }
    explain::<T>(at, sets_null);
}

const fn is_key(
    key: usize,
    keys: &[KeyPart],
    shapes: &[&ColumnShape],
    fields: &[&str],
    sets_null: bool,
) -> bool {
    let (mut i, mut count) = (0, 0);
    while i < keys.len() {
        if keys[i].0 == key {
            let mut f = 0;
            while f < fields.len() && !const_eq_str(keys[i].1, fields[f]) {
                f += 1;
            }
            if f == fields.len() || !shapes[f].sql_type.pairs_with(&keys[i].2.sql_type) {
                return false;
            }
            if sets_null && !shapes[f].nullable {
                return false;
            }
            count += 1;
        }
        i += 1;
    }
    count == fields.len()
}

/// What is wrong with a foreign key: a function of its own, because the constants that it names are
/// all that the derive wrote, and are evaluated when it is called and not before.
///
/// # Panics
/// While the model compiles: with what is wrong and what to write.
#[track_caller]
const fn explain<T: Table + ?Sized>(at: usize, sets_null: bool) {
    let (columns, references) = (T::SPEC.columns, T::REFERENCES);
    let Reference::Struct(_, target, _) = references[at] else { return };
    let mut i = 0;
    while i < reference_width(references, at) {
        let column = find_column(columns, references[at + i].column());
        let referred = find_field(target, references[at + i].referred());
        require_same_type(columns, column, target, referred);
        if sets_null && !columns.shapes[column].nullable {
            refuse(&[
                "`",
                columns.names[column],
                "` cannot be set to `NULL`: make the field an `Option`, or write another action",
            ]);
        }
        i += 1;
    }
    refuse_key(target, reference_width(references, at), references[at].referred());
}

#[track_caller]
const fn require_same_type(
    columns: ColumnSpecs,
    at: usize,
    target: &'static TableSpec,
    referred: usize,
) {
    let (own, other) = (&columns.shapes[at].sql_type, &target.columns.shapes[referred].sql_type);
    if !own.pairs_with(other) {
        refuse(&[
            "`",
            columns.names[at],
            "` is ",
            own.name(),
            " and cannot refer to `",
            target.name,
            ".",
            target.columns.names[referred],
            "`, which is ",
            other.name(),
            ": give both fields the same type",
        ]);
    }
}

/// A foreign key refers to a whole key: the primary key, or columns that are unique together.
#[track_caller]
const fn refuse_key(target: &'static TableSpec, width: usize, field: &str) -> ! {
    if width == 1 {
        let column = target.columns.names[find_field(target, field)];
        if is_part_of_key(target.parts, column) {
            refuse(&[
                "`",
                target.name,
                ".",
                column,
                "` is a part of a key and not unique by itself: refer to the whole key, as in `foreign_key(columns(a, b), references = Type(a, b))`, or write `#[column(unique)]` there",
            ]);
        }
        refuse(&[
            "`",
            target.name,
            ".",
            column,
            "` is neither the primary key nor unique, so nothing can refer to it: write `#[column(unique)]` there, or refer to the primary key",
        ]);
    }
    refuse(&[
        "these columns of `",
        target.name,
        "` are neither the primary key nor unique together, so nothing can refer to them: write `#[table(unique(..))]` there, or refer to the primary key",
    ]);
}

const fn is_part_of_key(parts: &[Part], column: &str) -> bool {
    let mut at = 0;
    while at < parts.len() {
        if is_key_at(parts, at) {
            let mut i = 0;
            while i < width(parts, at) {
                if const_eq_str(parts[at + i].column(), column) {
                    return true;
                }
                i += 1;
            }
        }
        at += 1;
    }
    false
}
