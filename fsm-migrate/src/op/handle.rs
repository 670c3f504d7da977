//! What a call of the builder answers, for what else there is to say about the same thing.
//! Each changes a value in place; dropping it does nothing.

#![allow(
    clippy::must_use_candidate,
    clippy::return_self_not_must_use,
    reason = "a revision's line ends with any of them"
)]

use super::Operation;
use super::column::ColumnFacts;
use fsm_core::change::Change;
use fsm_core::{
    Autoincrement, CheckDef, ColumnDef, ComputedDef, Deferrable, Dialect, ForeignKeyDef,
    IdentityDef, IndexColumn, IndexDef, Literal, MatchType, PrimaryKeyDef, ReferentialAction,
    SequenceDef, Sql, Str, TableDef, TableName, UniqueDef,
};

/// Declares a handle whose methods are those of the value it changes.
macro_rules! builder {
    ($(#[$doc:meta])* $Builder:ident: $Def:ty {
        $($(#[$method_doc:meta])* $method:ident$(<$($g:ident: $bound:path),*>)?($($argument:ident: $ty:ty)?);)*
    }) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $Builder<'o>(pub(super) Option<&'o mut $Def>);

        impl $Builder<'_> {$(
            $(#[$method_doc])*
            pub fn $method$(<$($g: $bound),*>)?(self $(, $argument: $ty)?) -> Self {
                Self(self.0.map(|def| {
                    *def = def.clone().$method($($argument)?);
                    def
                }))
            }
        )*}
    };
}

builder! {
    /// A primary key that a revision makes.
    PrimaryKeyBuilder: PrimaryKeyDef {
        /// The constraint's name.
        named(name: impl Into<Str>);
    }
}

builder! {
    /// A unique constraint that a revision makes.
    UniqueBuilder: UniqueDef {
        /// The constraint's name.
        named(name: impl Into<Str>);
        /// When it is checked.
        deferrable(deferrable: Deferrable);
        /// Two `NULL`s count as equal (PostgreSQL 15).
        nulls_not_distinct();
        /// Made on these dialects and on no other.
        dialects(dialects: impl IntoIterator<Item = Dialect>);
    }
}

builder! {
    /// A check that a revision makes.
    CheckBuilder: CheckDef {
        /// The constraint's name.
        named(name: impl Into<Str>);
        /// The column it is about, which the naming convention uses.
        at_column(column: impl Into<Str>);
        /// Made on these dialects and on no other.
        dialects(dialects: impl IntoIterator<Item = Dialect>);
    }
}

builder! {
    /// A foreign key that a revision makes.
    ForeignKeyBuilder: ForeignKeyDef {
        /// The constraint's name.
        named(name: impl Into<Str>);
        /// What becomes of the rows when the row they refer to is deleted.
        on_delete(action: ReferentialAction);
        /// What becomes of the rows when the key they refer to changes.
        on_update(action: ReferentialAction);
        /// When it is checked.
        deferrable(deferrable: Deferrable);
        /// How keys with some `NULL`s match.
        match_type(match_type: MatchType);
    }
}

builder! {
    /// An index that a revision makes with its table.
    IndexBuilder: IndexDef {
        /// The index's name.
        named(name: impl Into<Str>);
        /// Two rows may not be equal in it.
        unique();
        /// Only rows for which this holds are in it (`WHERE`).
        predicate(predicate: impl Into<Sql>);
        /// The access method.
        method(method: impl Into<Sql>);
        /// Columns that are stored with it without being searched (PostgreSQL).
        include<C: Into<Str>>(columns: impl IntoIterator<Item = C>);
        /// Two `NULL`s count as equal (PostgreSQL 15).
        nulls_not_distinct();
        /// The comment in the database.
        comment(comment: impl Into<Str>);
        /// Made on these dialects and on no other.
        dialects(dialects: impl IntoIterator<Item = Dialect>);
    }
}

builder! {
    /// A sequence that a revision makes or changes.
    SequenceBuilder: SequenceDef {
        /// The type of its numbers, in the dialect's words.
        data_type(data_type: impl Into<Str>);
        /// The first number.
        start(start: i64);
        /// The step between numbers.
        increment(increment: i64);
        /// The smallest number.
        min_value(min_value: i64);
        /// The largest number.
        max_value(max_value: i64);
        /// How many numbers a session takes at once.
        cache(cache: i64);
        /// Numbering starts again after the last number.
        cycle();
        /// The comment in the database.
        comment(comment: impl Into<Str>);
    }
}

/// A sequence that a revision changes, and what is known of it before.
///
/// ```
/// # use fsm_migrate::prelude::*;
/// # let mut operations = Operations::new();
/// # let op = &mut operations;
/// op.alter_sequence("tickets").increment(10).existing(|sequence| sequence.increment(5));
/// ```
#[derive(Debug)]
pub struct AlterSequence<'o>(pub(super) &'o mut Operation);

macro_rules! alter_sequence {
    ($($(#[$doc:meta])* $method:ident($($argument:ident: $ty:ty)?);)*) => {
        impl AlterSequence<'_> {$(
            $(#[$doc])*
            pub fn $method(self $(, $argument: $ty)?) -> Self {
                if let Operation::AlterSequence { after, .. } = &mut *self.0 {
                    *after = after.clone().$method($($argument)?);
                }
                self
            }
        )*}
    };
}

alter_sequence! {
    /// The type of its numbers, in the dialect's words.
    data_type(data_type: impl Into<Str>);
    /// The first number.
    start(start: i64);
    /// The step between numbers.
    increment(increment: i64);
    /// The smallest number.
    min_value(min_value: i64);
    /// The largest number.
    max_value(max_value: i64);
    /// How many numbers a session takes at once.
    cache(cache: i64);
    /// Numbering starts again after the last number.
    cycle();
    /// The comment in the database.
    comment(comment: impl Into<Str>);
}

impl AlterSequence<'_> {
    /// What it is before; the closure is handed a sequence of that name of which nothing is said.
    pub fn existing(self, before: impl FnOnce(SequenceDef) -> SequenceDef) -> Self {
        if let Operation::AlterSequence { before: known, after } = &mut *self.0 {
            *known = Some(before(SequenceDef::new(after.name.clone())));
        }
        self
    }
}

/// A column that a revision makes: of a new table, or of one that stands.
#[derive(Debug)]
pub struct ColumnBuilder<'o> {
    place: Place<'o>,
}

#[derive(Debug)]
enum Place<'o> {
    /// The column at that position of a new table.
    Table(&'o mut TableDef, usize),
    /// A column that is added.
    Added(Option<&'o mut ColumnDef>),
}

impl<'o> ColumnBuilder<'o> {
    pub(super) fn of_table(table: &'o mut TableDef, at: usize) -> Self {
        Self { place: Place::Table(table, at) }
    }

    pub(super) fn added(column: Option<&'o mut ColumnDef>) -> Self {
        Self { place: Place::Added(column) }
    }

    fn edit(mut self, edit: impl FnOnce(&mut ColumnDef)) -> Self {
        match &mut self.place {
            Place::Table(table, at) => {
                if let Some(column) = table.columns.to_mut().get_mut(*at) {
                    edit(column);
                }
            }
            Place::Added(Some(column)) => edit(column),
            Place::Added(None) => {}
        }
        self
    }

    /// `NULL` is not allowed.
    pub fn not_null(self) -> Self {
        self.edit(|column| column.nullable = false)
    }

    /// `NULL` is allowed, as it is unless told otherwise.
    pub fn nullable(self) -> Self {
        self.edit(|column| column.nullable = true)
    }

    /// A row that names no value gets this constant.
    pub fn default(self, literal: impl Into<Literal>) -> Self {
        let literal = literal.into();
        self.edit(|column| column.default = Some(literal))
    }

    /// A row that names no value gets what this expression yields.
    pub fn default_sql(self, sql: impl Into<Sql>) -> Self {
        let sql = sql.into();
        self.edit(|column| column.default_sql = Some(sql))
    }

    /// This type, in the author's words, on `dialect`.
    pub fn type_on(self, dialect: Dialect, text: impl Into<Str>) -> Self {
        let text = text.into();
        self.edit(|column| column.type_overrides.to_mut().push((dialect, text)))
    }

    /// Whether the database numbers the rows by this column.
    pub fn autoincrement(self, autoincrement: Autoincrement) -> Self {
        self.edit(|column| column.autoincrement = autoincrement)
    }

    /// An identity column.
    pub fn identity(self, identity: IdentityDef) -> Self {
        self.edit(|column| column.identity = Some(identity))
    }

    /// A generated column.
    pub fn computed(self, expression: impl Into<Sql>, stored: bool) -> Self {
        let computed = ComputedDef { expression: expression.into(), stored };
        self.edit(|column| column.computed = Some(computed))
    }

    /// The collation's name.
    pub fn collation(self, collation: impl Into<Sql>) -> Self {
        let collation = collation.into();
        self.edit(|column| column.collation = Some(collation))
    }

    /// The comment in the database.
    pub fn comment(self, comment: impl Into<Str>) -> Self {
        let comment = comment.into();
        self.edit(|column| column.comment = Some(comment))
    }

    /// The primary key, or one more column of it. Of a table that stands, `create_primary_key`
    /// makes one.
    pub fn primary_key(mut self) -> Self {
        if let Place::Table(table, at) = &mut self.place {
            let at = *at;
            if let Some(column) = table.columns.to_mut().get_mut(at) {
                column.nullable = false;
                let name = column.name.clone();
                match &mut table.primary_key {
                    Some(key) => key.columns.to_mut().push(name),
                    None => table.primary_key = Some(PrimaryKeyDef::new([name])),
                }
            }
        }
        self
    }

    /// A unique constraint of this column alone. Of a table that stands,
    /// `create_unique_constraint` makes one.
    pub fn unique(mut self) -> Self {
        if let Some((table, name)) = self.of_new_table() {
            table.uniques.to_mut().push(UniqueDef::new([name]));
        }
        self
    }

    /// An index of this column alone. Of a table that stands, `create_index` makes one.
    pub fn index(mut self) -> Self {
        if let Some((table, name)) = self.of_new_table() {
            table.indexes.to_mut().push(IndexDef::new([IndexColumn::column(name)]));
        }
        self
    }

    /// A check at this column. Of a table that stands, `create_check_constraint` makes one.
    pub fn check(mut self, expression: impl Into<Sql>) -> Self {
        if let Some((table, name)) = self.of_new_table() {
            table.checks.to_mut().push(CheckDef::new(expression).at_column(name));
        }
        self
    }

    /// A foreign key of this column alone. Of a table that stands, `create_foreign_key` makes one.
    pub fn references(mut self, table: impl Into<TableName>, column: impl Into<Str>) -> Self {
        if let Some((of, name)) = self.of_new_table() {
            let key = ForeignKeyDef::new([name], table, [column]);
            of.foreign_keys.to_mut().push(key);
        }
        self
    }

    /// What becomes of the rows when the row that [`ColumnBuilder::references`] named is deleted.
    pub fn on_delete(self, action: ReferentialAction) -> Self {
        self.last_key(|key| key.on_delete = Some(action))
    }

    /// What becomes of the rows when the key that [`ColumnBuilder::references`] named changes.
    pub fn on_update(self, action: ReferentialAction) -> Self {
        self.last_key(|key| key.on_update = Some(action))
    }

    fn last_key(mut self, edit: impl FnOnce(&mut ForeignKeyDef)) -> Self {
        if let Some((table, name)) = self.of_new_table()
            && let Some(key) = table.foreign_keys.to_mut().last_mut()
            && *key.columns == [name]
        {
            edit(key);
        }
        self
    }

    fn of_new_table(&mut self) -> Option<(&mut TableDef, Str)> {
        match &mut self.place {
            Place::Table(table, at) => {
                let name = table.columns.get(*at)?.name.clone();
                Some((table, name))
            }
            Place::Added(_) => None,
        }
    }
}

/// A table that a revision drops.
#[derive(Debug)]
pub struct DropTable<'o>(pub(super) &'o mut Operation);

impl DropTable<'_> {
    /// It may be missing.
    pub fn if_exists(self) -> Self {
        if let Operation::DropTable { if_exists, .. } = &mut *self.0 {
            *if_exists = true;
        }
        self
    }
}

/// A column that a revision drops.
#[derive(Debug)]
pub struct DropColumn<'o>(pub(super) &'o mut Operation);

impl DropColumn<'_> {
    /// What the column is, for offline SQL and for people.
    pub fn existing(self, facts: ColumnFacts) -> Self {
        if let Operation::DropColumn { existing, .. } = &mut *self.0 {
            *existing = facts;
        }
        self
    }
}

/// An index that a revision makes on a table that stands.
#[derive(Debug)]
pub struct CreateIndex<'o>(pub(super) &'o mut Operation);

impl CreateIndex<'_> {
    fn edit(self, edit: impl FnOnce(IndexDef) -> IndexDef) -> Self {
        if let Operation::CreateIndex { index, .. } = &mut *self.0 {
            *index = edit(index.clone());
        }
        self
    }

    /// Two rows may not be equal in it.
    pub fn unique(self) -> Self {
        self.edit(IndexDef::unique)
    }

    /// Only rows for which this holds are in it (`WHERE`).
    pub fn predicate(self, predicate: impl Into<Sql>) -> Self {
        self.edit(|index| index.predicate(predicate))
    }

    /// The access method.
    pub fn method(self, method: impl Into<Sql>) -> Self {
        self.edit(|index| index.method(method))
    }

    /// Columns that are stored with it without being searched (PostgreSQL).
    pub fn include<C: Into<Str>>(self, columns: impl IntoIterator<Item = C>) -> Self {
        self.edit(|index| index.include(columns))
    }

    /// Two `NULL`s count as equal (PostgreSQL 15).
    pub fn nulls_not_distinct(self) -> Self {
        self.edit(IndexDef::nulls_not_distinct)
    }

    /// The comment in the database.
    pub fn comment(self, comment: impl Into<Str>) -> Self {
        self.edit(|index| index.comment(comment))
    }

    /// Made on these dialects and on no other.
    pub fn dialects(self, dialects: impl IntoIterator<Item = Dialect>) -> Self {
        self.edit(|index| index.dialects(dialects))
    }

    /// Without keeping writers out (PostgreSQL's `CONCURRENTLY`), and so outside of a transaction.
    /// Other databases make it as usual.
    pub fn concurrently(self) -> Self {
        if let Operation::CreateIndex { concurrently, .. } = &mut *self.0 {
            *concurrently = true;
        }
        self
    }

    /// It may be there.
    pub fn if_not_exists(self) -> Self {
        if let Operation::CreateIndex { if_not_exists, .. } = &mut *self.0 {
            *if_not_exists = true;
        }
        self
    }
}

/// An index that a revision drops.
#[derive(Debug)]
pub struct DropIndex<'o>(pub(super) &'o mut Operation);

impl DropIndex<'_> {
    /// Without keeping writers out (PostgreSQL's `CONCURRENTLY`), and so outside of a transaction.
    pub fn concurrently(self) -> Self {
        if let Operation::DropIndex { concurrently, .. } = &mut *self.0 {
            *concurrently = true;
        }
        self
    }

    /// It may be missing.
    pub fn if_exists(self) -> Self {
        if let Operation::DropIndex { if_exists, .. } = &mut *self.0 {
            *if_exists = true;
        }
        self
    }
}

/// The value inside of an operation that was pushed a moment ago.
macro_rules! inside {
    ($($name:ident: $variant:ident.$field:ident -> $ty:ty;)*) => {$(
        pub(super) fn $name(operation: &mut Operation) -> Option<&mut $ty> {
            match operation {
                Operation::Change(Change::$variant { $field, .. }) => Some($field),
                _ => None,
            }
        }
    )*};
}

inside! {
    added_column: AddColumn.column -> ColumnDef;
    added_unique: AddUnique.unique -> UniqueDef;
    added_check: AddCheck.check -> CheckDef;
    added_foreign_key: AddForeignKey.foreign_key -> ForeignKeyDef;
    added_sequence: CreateSequence.def -> SequenceDef;
}
