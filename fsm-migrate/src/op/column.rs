//! What is known of a column: some of its properties, before or after a change.
//! It never guesses the rest.

#![allow(
    clippy::must_use_candidate,
    clippy::return_self_not_must_use,
    reason = "a revision's line ends with any of them"
)]

use super::Operation;
use fsm_core::{
    Autoincrement, ColumnDef, ComputedDef, Dialect, IdentityDef, Literal, Sql, SqlType, Str,
};

/// Some properties of a column; `None` for those that nobody spoke of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ColumnFacts {
    /// Its name.
    pub name: Option<Str>,
    /// Its type.
    pub sql_type: Option<SqlType>,
    /// Types in the author's own words, on single dialects.
    pub type_overrides: Option<Vec<(Dialect, Str)>>,
    /// Whether it may hold `NULL`.
    pub nullable: Option<bool>,
    /// Its default, if it is a constant; `Some(None)` for none.
    pub default: Option<Option<Literal>>,
    /// Its default, if it is an expression; `Some(None)` for none.
    pub default_sql: Option<Option<Sql>>,
    /// Whether the database numbers the rows by it.
    pub autoincrement: Option<Autoincrement>,
    /// Its numbering, in SQL's words.
    pub identity: Option<Option<IdentityDef>>,
    /// Its expression.
    pub computed: Option<Option<ComputedDef>>,
    /// Its collation.
    pub collation: Option<Option<Sql>>,
    /// Its comment.
    pub comment: Option<Option<Str>>,
}

impl ColumnFacts {
    /// Everything that `column` is.
    #[must_use]
    pub fn of(column: &ColumnDef) -> Self {
        Self {
            name: Some(column.name.clone()),
            sql_type: Some(column.sql_type.clone()),
            type_overrides: Some(column.type_overrides.to_vec()),
            nullable: Some(column.nullable),
            default: Some(column.default.clone()),
            default_sql: Some(column.default_sql.clone()),
            autoincrement: Some(column.autoincrement),
            identity: Some(column.identity.clone()),
            computed: Some(column.computed.clone()),
            collation: Some(column.collation.clone()),
            comment: Some(column.comment.clone()),
        }
    }

    /// The column with these properties, and its own where nobody spoke of them; the name stays.
    #[must_use]
    pub(super) fn on(&self, column: &ColumnDef) -> ColumnDef {
        let mut after = column.clone();
        macro_rules! take {
            ($($field:ident),*) => {$(
                if let Some(value) = &self.$field {
                    after.$field.clone_from(value);
                }
            )*};
        }
        take!(
            sql_type,
            nullable,
            default,
            default_sql,
            autoincrement,
            identity,
            computed,
            collation,
            comment
        );
        if let Some(overrides) = &self.type_overrides {
            after.type_overrides = overrides.clone().into();
        } else if self.sql_type.is_some() {
            // A type that changes takes the place of what was said of it on single dialects.
            after.type_overrides = Vec::new().into();
        }
        after
    }
}

/// What a column becomes, and what is known of it before.
///
/// ```
/// # use fsm_migrate::prelude::*;
/// # let mut operations = Operations::new();
/// # let op = &mut operations;
/// op.alter_column("users", "email").not_null().existing_type(String(120));
/// ```
#[derive(Debug)]
pub struct AlterColumn<'o>(pub(super) &'o mut Operation);

impl AlterColumn<'_> {
    fn facts(&mut self) -> Option<(&mut ColumnFacts, &mut ColumnFacts)> {
        match &mut *self.0 {
            Operation::AlterColumn { edit, existing, .. } => Some((edit, existing)),
            _ => None,
        }
    }
}

macro_rules! facts {
    ($($(#[$doc:meta])* $set:ident / $(#[$existing_doc:meta])* $existing:ident
        ($($argument:ident: $ty:ty)?) $field:ident = $value:expr;)*) => {
        impl AlterColumn<'_> {$(
            $(#[$doc])*
            pub fn $set(mut self $(, $argument: $ty)?) -> Self {
                if let Some((edit, _)) = self.facts() {
                    edit.$field = Some($value);
                }
                self
            }

            $(#[$existing_doc])*
            pub fn $existing(mut self $(, $argument: $ty)?) -> Self {
                if let Some((_, existing)) = self.facts() {
                    existing.$field = Some($value);
                }
                self
            }
        )*}
    };
}

facts! {
    /// Its type.
    type_ / /// Its type before.
    existing_type(sql_type: SqlType) sql_type = sql_type;
    /// `NULL` is allowed.
    nullable / /// `NULL` was allowed.
    existing_nullable() nullable = true;
    /// `NULL` is not allowed.
    not_null / /// `NULL` was not allowed.
    existing_not_null() nullable = false;
    /// Its default, a constant.
    default / /// Its default before.
    existing_default(literal: impl Into<Literal>) default = Some(literal.into());
    /// No constant as its default any more.
    no_default / /// There was none.
    existing_no_default() default = None;
    /// Its default, an expression.
    default_sql / /// Its default before.
    existing_default_sql(sql: impl Into<Sql>) default_sql = Some(sql.into());
    /// No expression as its default any more.
    no_default_sql / /// There was none.
    existing_no_default_sql() default_sql = None;
    /// Whether the database numbers the rows by it.
    autoincrement / /// Whether it did.
    existing_autoincrement(autoincrement: Autoincrement) autoincrement = autoincrement;
    /// Its numbering, in SQL's words.
    identity / /// Its numbering before.
    existing_identity(identity: IdentityDef) identity = Some(identity);
    /// Not numbered any more.
    no_identity / /// It was not numbered.
    existing_no_identity() identity = None;
    /// Its expression.
    computed / /// Its expression before.
    existing_computed(computed: ComputedDef) computed = Some(computed);
    /// Its value stays as it is and is not worked out any more.
    no_computed / /// It had no expression.
    existing_no_computed() computed = None;
    /// Its collation.
    collation / /// Its collation before.
    existing_collation(collation: impl Into<Sql>) collation = Some(collation.into());
    /// The database's own collation.
    no_collation / /// It had the database's own.
    existing_no_collation() collation = None;
    /// Its comment.
    comment / /// Its comment before.
    existing_comment(comment: impl Into<Str>) comment = Some(comment.into());
    /// No comment.
    no_comment / /// It had none.
    existing_no_comment() comment = None;
    /// Its name.
    new_column_name / /// Its name before, which is that it was called by.
    existing_name(name: impl Into<Str>) name = name.into();
}

impl AlterColumn<'_> {
    /// Its type in the author's own words on `dialect`.
    pub fn type_on(mut self, dialect: Dialect, text: impl Into<Str>) -> Self {
        if let Some((edit, _)) = self.facts() {
            edit.type_overrides.get_or_insert_default().push((dialect, text.into()));
        }
        self
    }

    /// Its type before, in the author's own words on `dialect`.
    pub fn existing_type_on(mut self, dialect: Dialect, text: impl Into<Str>) -> Self {
        if let Some((_, existing)) = self.facts() {
            existing.type_overrides.get_or_insert_default().push((dialect, text.into()));
        }
        self
    }
}
