use super::refusal::refuse;
use super::sql_type::const_eq_str;
use super::{ColumnDef, List, Str};
use std::{
    borrow::Cow,
    marker::PhantomData,
    mem::{ManuallyDrop, replace},
};

/// A struct whose fields are columns of the tables it stands in: `#[sqlx(flatten)]`. Derive it.
#[diagnostic::on_unimplemented(
    message = "the columns of `{Self}` are not known",
    label = "this field is flattened into the table",
    note = "write `#[derive(fsm_core::Embeddable)]` on `{Self}`"
)]
pub trait Embeddable {
    /// One typed constant for each column, by field name.
    type Columns;

    /// The columns, by field name.
    const COLUMNS: Self::Columns;

    /// The columns as values, in order.
    #[doc(hidden)]
    const DEFS: &'static [ColumnDef];
}

/// Whether a field may hold `NULL`, for types without a [`super::ColumnType`].
///
/// `FieldShape::<Option<T>>::NULLABLE` finds the inherent constant, every other type the one of
/// [`NotOptional`], which must be in scope.
#[doc(hidden)]
pub struct FieldShape<T>(PhantomData<T>);

impl<T> FieldShape<Option<T>> {
    /// An `Option` may.
    pub const NULLABLE: bool = true;
}

/// The other half of [`FieldShape`].
#[doc(hidden)]
pub trait NotOptional {
    /// Anything else may not.
    const NULLABLE: bool = false;
}

impl<T> NotOptional for FieldShape<T> {}

/// How many columns the parts of a table have.
#[doc(hidden)]
#[must_use]
pub const fn count_columns(parts: &[&[ColumnDef]]) -> usize {
    let (mut part, mut count) = (0, 0);
    while part < parts.len() {
        count += parts[part].len();
        part += 1;
    }
    count
}

/// The columns of a table with flattened fields, in order, as one constant.
///
/// # Panics
/// While the model compiles, if two of them have the same name.
#[doc(hidden)]
#[must_use]
#[track_caller]
pub const fn concat_columns<const N: usize>(
    parts: &'static [&'static [ColumnDef]],
) -> [ColumnDef; N] {
    let mut columns = [const { ColumnDef::from_const("", super::SqlType::Boolean, false) }; N];
    let (mut part, mut at) = (0, 0);
    while part < parts.len() {
        let mut i = 0;
        while i < parts[part].len() {
            let column = parts[part][i].const_clone();
            let mut earlier = 0;
            while earlier < at {
                if const_eq_str(columns[earlier].const_name(), column.const_name()) {
                    refuse(&[
                        "another field of this table has the column `",
                        parts[part][i].const_name(),
                        "`: write `#[sqlx(rename = \"..\")]` at one of them",
                    ]);
                }
                earlier += 1;
            }
            let _ = ManuallyDrop::new(replace(&mut columns[at], column));
            at += 1;
            i += 1;
        }
        part += 1;
    }
    columns
}

/// The column called `name`.
///
/// # Panics
/// While the model compiles, if there is none.
#[doc(hidden)]
#[must_use]
#[track_caller]
pub const fn find_column(columns: &'static [ColumnDef], name: &str) -> &'static ColumnDef {
    let mut i = 0;
    while i < columns.len() {
        if const_eq_str(columns[i].const_name(), name) {
            return &columns[i];
        }
        i += 1;
    }
    refuse(&[
        "this table has no column `",
        name,
        "`: name a field, or a column of a flattened struct",
    ])
}

impl ColumnDef {
    /// The name, in constants.
    #[doc(hidden)]
    #[must_use]
    pub const fn const_name(&self) -> &str {
        match &self.name {
            Cow::Borrowed(name) => name,
            Cow::Owned(name) => name.as_str(),
        }
    }

    /// A copy of a column that stands in a constant, where every text is borrowed.
    const fn const_clone(&'static self) -> Self {
        const fn text(text: &'static Str) -> Str {
            match text {
                Cow::Borrowed(text) => Cow::Borrowed(text),
                Cow::Owned(text) => Cow::Borrowed(text.as_str()),
            }
        }
        const fn option(value: Option<&'static Str>) -> Option<Str> {
            match value {
                Some(value) => Some(text(value)),
                None => None,
            }
        }
        const fn list<T: Clone>(list: &'static List<T>) -> List<T> {
            match list {
                Cow::Borrowed(list) => Cow::Borrowed(list),
                Cow::Owned(list) => Cow::Borrowed(list.as_slice()),
            }
        }
        const fn sql(sql: &'static super::Sql) -> super::Sql {
            super::Sql { common: option(sql.common.as_ref()), overrides: list(&sql.overrides) }
        }
        const fn option_sql(value: Option<&'static super::Sql>) -> Option<super::Sql> {
            match value {
                Some(value) => Some(sql(value)),
                None => None,
            }
        }
        Self {
            name: text(&self.name),
            sql_type: self.sql_type.const_clone(),
            type_overrides: list(&self.type_overrides),
            nullable: self.nullable,
            default: match &self.default {
                None => None,
                Some(super::Literal::String(value)) => Some(super::Literal::String(text(value))),
                Some(super::Literal::Integer(value)) => Some(super::Literal::Integer(*value)),
                Some(super::Literal::Number(value)) => Some(super::Literal::Number(text(value))),
                Some(super::Literal::Boolean(value)) => Some(super::Literal::Boolean(*value)),
            },
            default_sql: option_sql(self.default_sql.as_ref()),
            autoincrement: self.autoincrement,
            identity: match &self.identity {
                None => None,
                Some(i) => Some(super::IdentityDef {
                    always: i.always,
                    start: i.start,
                    increment: i.increment,
                    min_value: i.min_value,
                    max_value: i.max_value,
                    cycle: i.cycle,
                    cache: i.cache,
                }),
            },
            computed: match &self.computed {
                None => None,
                Some(computed) => Some(super::ComputedDef {
                    expression: sql(&computed.expression),
                    stored: computed.stored,
                }),
            },
            collation: option_sql(self.collation.as_ref()),
            comment: option(self.comment.as_ref()),
            renamed_from: option(self.renamed_from.as_ref()),
        }
    }
}
