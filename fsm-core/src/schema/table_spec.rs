use super::constraint_spec::{checks, index_columns, indexes, primary_key, uniques};
use super::foreign_key_spec::{foreign_keys, reference_width, referred_column};
use super::refusal::put;
use super::{
    ColumnSpecs, Deferrable, Dialect, IndexColumn, NullsOrder, Reference, SortOrder, SqlSpec, Str,
    Table, TableDef, TableOptions, columns,
};
use std::borrow::Cow;

/// What the derive writes of a struct, but for its foreign keys: literals in lists, because the
/// compiler looks at every word of it, and because an evaluation of a constant is one more thing
/// for it to do.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct TableSpec {
    /// The table's name.
    pub name: &'static str,
    /// The columns.
    pub columns: ColumnSpecs,
    /// What else there is.
    pub parts: &'static [Part],
    /// The struct's module, file and line.
    pub place: (&'static str, &'static str, u32),
}

/// A constraint, an index, or something that is said: of the one that stands before it, or of the
/// table where none does.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// The table's schema
    Schema(&'static str),
    /// The set of the registry the table is in
    Set(&'static str),
    /// Options of single dialects
    Options(&'static TableOptions),

    /// The primary key, by its first column
    PrimaryKey(&'static str),
    /// A unique constraint, by its first column
    Unique(&'static str),
    /// A check constraint
    Check(SqlSpec),
    /// An index, by its first column; in the place of an expression stands nothing
    Index(&'static str),
    /// The next column of the key or the index: a word and no list of them, because each list is
    /// one more thing for the compiler to look at
    And(&'static str),

    /// `name = ".."`
    Name(&'static str),
    /// `comment = ".."`
    Comment(&'static str),
    /// `renamed_from = ".."`
    RenamedFrom(&'static str),
    /// `dialects(..)`
    Dialects(&'static [Dialect]),
    /// `deferrable`
    Deferrable(Deferrable),
    /// `nulls_not_distinct`
    NullsNotDistinct,
    /// The column that a check stands at
    OfColumn(&'static str),

    /// `index(unique, ..)`
    UniqueRows,
    /// `where = ".."`
    Predicate(SqlSpec),
    /// `method = ".."`
    Method(SqlSpec),
    /// `include(..)`
    Include(&'static [&'static str]),
    /// What stands in the place of a column of the index
    Expression(usize, &'static str),
    /// `asc`, `desc`, at a column of the index
    Order(usize, SortOrder),
    /// `nulls first`, `nulls last`
    Nulls(usize, NullsOrder),
    /// `ops = ".."`
    OperatorClass(usize, &'static str),
    /// `collate = ".."`
    Collation(usize, &'static str),
    /// `length = ..`
    PrefixLength(usize, u32),
}

impl Part {
    /// Whether what follows is said of this.
    pub(super) const fn is_subject(self) -> bool {
        matches!(self, Self::PrimaryKey(_) | Self::Unique(_) | Self::Check(_) | Self::Index(_))
    }

    /// The column that a key, an index or what continues them names.
    pub(super) const fn column(self) -> &'static str {
        match self {
            Self::PrimaryKey(column)
            | Self::Unique(column)
            | Self::Index(column)
            | Self::And(column) => column,
            _ => "",
        }
    }
}

/// How many columns the key or the index at `at` has.
pub(super) const fn width(parts: &[Part], at: usize) -> usize {
    let mut end = at + 1;
    while end < parts.len() && matches!(parts[end], Part::And(_)) {
        end += 1;
    }
    end - at
}

/// How many names of columns the part at `at` brings; those of an index are more than names.
pub(super) const fn names_of(parts: &[Part], at: usize) -> usize {
    match parts[at] {
        Part::PrimaryKey(_) | Part::Unique(_) => width(parts, at),
        Part::Include(columns) => columns.len(),
        _ => 0,
    }
}

/// Whether the columns of the key or the index at `at` are unique: what a foreign key may refer to.
pub(super) const fn is_key_at(parts: &[Part], at: usize) -> bool {
    let mut unique = match parts[at] {
        Part::PrimaryKey(_) | Part::Unique(_) => true,
        Part::Index(_) => false,
        _ => return false,
    };
    let mut i = at + 1;
    while i < parts.len() && !parts[i].is_subject() {
        match parts[i] {
            Part::UniqueRows => unique = true,
            // Not of all rows, of all databases, of whole columns.
            Part::Predicate(_)
            | Part::Dialects(_)
            | Part::Expression(..)
            | Part::PrefixLength(..) => return false,
            _ => {}
        }
        i += 1;
    }
    unique
}

impl TableSpec {
    /// The table's schema.
    #[must_use]
    pub const fn schema(&self) -> Option<&'static str> {
        let mut i = 0;
        while i < self.parts.len() {
            if let Part::Schema(schema) = self.parts[i] {
                return Some(schema);
            }
            i += 1;
        }
        None
    }

    /// The set of the registry the table is in, if it is not the default one.
    pub(crate) fn set(&self) -> Option<&'static str> {
        self.parts.iter().find_map(|part| match part {
            Part::Set(set) => Some(*set),
            _ => None,
        })
    }
}

/// How long the lists of a table are: what the compiler has to be told before it can make them.
///
/// The numbers of columns, of names of columns in keys, of unique constraints, of indexes, of
/// their columns, of foreign keys and of checks.
#[doc(hidden)]
#[derive(Debug)]
pub struct Lists<
    const COLUMNS: usize = 0,
    const NAMES: usize = 0,
    const UNIQUES: usize = 0,
    const INDEXES: usize = 0,
    const INDEX_COLUMNS: usize = 0,
    const FOREIGN_KEYS: usize = 0,
    const CHECKS: usize = 0,
>;

/// The table `T` as a value: put together here and not by the derive, so that `cargo check` does
/// not, and so that the compiler looks through the types once and not once a model.
#[doc(hidden)]
pub trait Definition<T: ?Sized> {
    /// The names of the columns of keys.
    const NAMES: &'static [Str];

    /// The columns of indexes.
    const INDEX_COLUMNS: &'static [IndexColumn];

    /// The table as a value.
    const DEFINITION: &'static TableDef;
}

impl<
    T: Table + ?Sized,
    const COLUMNS: usize,
    const NAMES: usize,
    const UNIQUES: usize,
    const INDEXES: usize,
    const INDEX_COLUMNS: usize,
    const FOREIGN_KEYS: usize,
    const CHECKS: usize,
> Definition<T> for Lists<COLUMNS, NAMES, UNIQUES, INDEXES, INDEX_COLUMNS, FOREIGN_KEYS, CHECKS>
{
    const NAMES: &'static [Str] = &names::<NAMES>(T::SPEC.parts, T::REFERENCES);

    const INDEX_COLUMNS: &'static [IndexColumn] = &index_columns::<INDEX_COLUMNS>(T::SPEC.parts);

    const DEFINITION: &'static TableDef = {
        let (spec, names) = (T::SPEC, <Self as Definition<T>>::NAMES);
        &TableDef::from_lists(
            spec,
            primary_key(spec.parts, names),
            const { &columns::<COLUMNS>(T::SPEC.columns) },
            const { &uniques::<UNIQUES>(T::SPEC.parts, <Self as Definition<T>>::NAMES) },
            const { &checks::<CHECKS>(T::SPEC.parts) },
            const {
                &foreign_keys::<FOREIGN_KEYS>(
                    T::REFERENCES,
                    T::SPEC.parts,
                    <Self as Definition<T>>::NAMES,
                )
            },
            const {
                &indexes::<INDEXES>(
                    T::SPEC.parts,
                    <Self as Definition<T>>::NAMES,
                    <Self as Definition<T>>::INDEX_COLUMNS,
                )
            },
        )
    };
}

/// The names of the columns of keys, one key after the other: of the parts, then of the foreign
/// keys, of each its own columns and those it refers to.
const fn names<const N: usize>(
    parts: &'static [Part],
    references: &'static [Reference],
) -> [Str; N] {
    let mut names = [const { Cow::Borrowed("") }; N];
    let (mut i, mut end) = (0, 0);
    while i < parts.len() {
        let mut at = 0;
        while at < names_of(parts, i) {
            let name = match parts[i] {
                Part::Include(columns) => columns[at],
                _ => parts[i + at].column(),
            };
            put(&mut names[end], Cow::Borrowed(name));
            end += 1;
            at += 1;
        }
        i += 1;
    }
    i = 0;
    while i < references.len() {
        let mut at = 0;
        let columns = reference_width(references, i);
        while at < columns {
            put(&mut names[end + at], Cow::Borrowed(references[i + at].column()));
            let referred = referred_column(references, i, at);
            put(&mut names[end + columns + at], Cow::Borrowed(referred));
            at += 1;
        }
        end += 2 * columns;
        i += 1;
    }
    names
}

/// How many names of columns the parts bring.
pub(super) const fn count_names(parts: &[Part]) -> usize {
    let (mut i, mut count) = (0, 0);
    while i < parts.len() {
        count += names_of(parts, i);
        i += 1;
    }
    count
}

/// `count` of `names`, from `at` on.
pub(super) const fn names_at(names: &'static [Str], at: usize, count: usize) -> &'static [Str] {
    names.split_at(at).1.split_at(count).0
}
