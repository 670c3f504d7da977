//! The table that a revision creates, column by column.
//! It never looks at what stands.

use super::handle::{
    CheckBuilder, ColumnBuilder, ForeignKeyBuilder, IndexBuilder, PrimaryKeyBuilder, UniqueBuilder,
};
use fsm_core::{
    CheckDef, ColumnDef, ForeignKeyDef, IndexColumn, IndexDef, PrimaryKeyDef, Sql, SqlType, Str,
    TableDef, TableName, TableOptions, UniqueDef,
};

/// A table that a revision creates.
#[derive(Debug)]
pub struct TableBuilder<'t>(&'t mut TableDef);

impl<'t> TableBuilder<'t> {
    pub(super) fn new(table: &'t mut TableDef) -> Self {
        Self(table)
    }

    /// One more column. It may hold `NULL` unless told otherwise.
    pub fn column(&mut self, name: impl Into<Str>, sql_type: SqlType) -> ColumnBuilder<'_> {
        let columns = self.0.columns.to_mut();
        columns.push(ColumnDef::new(name, sql_type).nullable());
        let at = columns.len() - 1;
        ColumnBuilder::of_table(self.0, at)
    }

    /// The primary key.
    pub fn primary_key<C: Into<Str>>(
        &mut self,
        columns: impl IntoIterator<Item = C>,
    ) -> PrimaryKeyBuilder<'_> {
        let key = PrimaryKeyDef::new(columns);
        for column in self.0.columns.to_mut() {
            if key.columns.contains(&column.name) {
                column.nullable = false;
            }
        }
        PrimaryKeyBuilder(Some(self.0.primary_key.insert(key)))
    }

    /// A unique constraint.
    pub fn unique<C: Into<Str>>(
        &mut self,
        columns: impl IntoIterator<Item = C>,
    ) -> UniqueBuilder<'_> {
        UniqueBuilder(Some(pushed(self.0.uniques.to_mut(), UniqueDef::new(columns))))
    }

    /// A check.
    pub fn check(&mut self, expression: impl Into<Sql>) -> CheckBuilder<'_> {
        CheckBuilder(Some(pushed(self.0.checks.to_mut(), CheckDef::new(expression))))
    }

    /// A foreign key.
    pub fn foreign_key<C: Into<Str>, R: Into<Str>>(
        &mut self,
        columns: impl IntoIterator<Item = C>,
        referred_table: impl Into<TableName>,
        referred_columns: impl IntoIterator<Item = R>,
    ) -> ForeignKeyBuilder<'_> {
        let key = ForeignKeyDef::new(columns, referred_table, referred_columns);
        ForeignKeyBuilder(Some(pushed(self.0.foreign_keys.to_mut(), key)))
    }

    /// An index, created with the table.
    pub fn index<C: Into<IndexColumn>>(
        &mut self,
        columns: impl IntoIterator<Item = C>,
    ) -> IndexBuilder<'_> {
        IndexBuilder(Some(pushed(self.0.indexes.to_mut(), IndexDef::new(columns))))
    }

    /// The comment in the database.
    pub fn comment(&mut self, comment: impl Into<Str>) {
        self.0.comment = Some(comment.into());
    }

    /// Options of single dialects.
    pub fn options(&mut self, set: impl FnOnce(&mut TableOptions)) {
        set(&mut self.0.options);
    }
}

/// The last of a list, which is this item.
pub(super) fn pushed<T>(list: &mut Vec<T>, item: T) -> &mut T {
    list.push(item);
    let at = list.len() - 1;
    &mut list[at]
}
