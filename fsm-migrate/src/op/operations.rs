//! The builder that a revision writes its operations with.
//! It only keeps them, in their order; nothing happens by calling it.

use super::column::{AlterColumn, ColumnFacts};
use super::connection::{Connection, RunFunction, RunResult};
use super::handle::{
    self, AlterSequence, CheckBuilder, ColumnBuilder, CreateIndex, DropColumn, DropIndex,
    DropTable, ForeignKeyBuilder, PrimaryKeyBuilder, SequenceBuilder, UniqueBuilder,
};
use super::table::{TableBuilder, pushed};
use super::{Operation, Value};
use fsm_core::change::{Change, ConstraintKind};
use fsm_core::{
    CheckDef, ColumnDef, Dialect, EnumDef, ForeignKeyDef, IndexColumn, IndexDef, PrimaryKeyDef,
    SequenceDef, Sql, SqlType, Str, TableDef, TableName, TableOptions, UniqueDef,
};
use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// What an application tells the revisions that it runs, such as the name of a library's table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings(BTreeMap<String, String>);

impl Settings {
    /// No setting.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One more setting; a later one of the same name counts.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.insert(name.into(), value.into());
        self
    }

    /// The setting of that name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

/// The operations of a revision, in their order.
///
/// ```
/// use fsm_migrate::prelude::*;
///
/// let mut operations = Operations::new();
/// let op = &mut operations;
/// op.create_table("users", |t| {
///     t.column("id", BigInteger).primary_key();
///     t.column("username", String(50)).not_null().unique();
/// });
/// op.create_index("ix_users_username", "users", ["username"]).concurrently();
/// op.execute("UPDATE users SET username = lower(username)");
/// assert_eq!(operations.list().len(), 3);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Operations {
    list: Vec<Operation>,
    settings: Arc<Settings>,
}

impl Operations {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// None yet, for a revision that is told these settings.
    #[must_use]
    pub fn with_settings(settings: Arc<Settings>) -> Self {
        Self { list: Vec::new(), settings }
    }

    /// The operations, in their order.
    #[must_use]
    pub fn list(&self) -> &[Operation] {
        &self.list
    }

    /// The operations, in their order.
    #[must_use]
    pub fn into_list(self) -> Vec<Operation> {
        self.list
    }

    /// What the application said under that name.
    #[must_use]
    pub fn setting(&self, name: &str) -> Option<&str> {
        self.settings.get(name)
    }

    /// One more operation, whatever it is.
    pub fn push(&mut self, operation: Operation) {
        self.list.push(operation);
    }

    /// A change of the schema, as comparing finds it.
    pub fn change(&mut self, change: Change) {
        self.push(Operation::Change(change));
    }

    fn pushed(&mut self, operation: Operation) -> &mut Operation {
        pushed(&mut self.list, operation)
    }

    fn changed(&mut self, change: Change) -> &mut Operation {
        self.pushed(Operation::Change(change))
    }
}

/// Tables and columns.
impl Operations {
    /// Creates a table, with all that hangs on it.
    pub fn create_table(
        &mut self,
        name: impl Into<TableName>,
        build: impl FnOnce(&mut TableBuilder<'_>),
    ) {
        let mut table = TableDef::new(name);
        build(&mut TableBuilder::new(&mut table));
        self.change(Change::CreateTable { table });
    }

    /// Drops a table and its rows.
    pub fn drop_table(&mut self, table: impl Into<TableName>) -> DropTable<'_> {
        let drop = Operation::DropTable { table: table.into(), if_exists: false };
        DropTable(self.pushed(drop))
    }

    /// Gives a table another name.
    pub fn rename_table(&mut self, before: impl Into<TableName>, after: impl Into<TableName>) {
        self.change(Change::RenameTable { before: before.into(), after: after.into() });
    }

    /// Sets a table's comment.
    pub fn create_table_comment(&mut self, table: impl Into<TableName>, comment: impl Into<Str>) {
        self.push(Operation::TableComment { table: table.into(), comment: Some(comment.into()) });
    }

    /// Removes a table's comment.
    pub fn drop_table_comment(&mut self, table: impl Into<TableName>) {
        self.push(Operation::TableComment { table: table.into(), comment: None });
    }

    /// Changes the options of a table: `before` and `after` each set what is said.
    pub fn alter_table_options(
        &mut self,
        table: impl Into<TableName>,
        before: impl FnOnce(&mut TableOptions),
        after: impl FnOnce(&mut TableOptions),
    ) {
        let (mut old, mut new) = (TableOptions::default(), TableOptions::default());
        before(&mut old);
        after(&mut new);
        self.push(Operation::TableOptions { table: table.into(), before: Some(old), after: new });
    }

    /// Adds a column to a table that stands. It may hold `NULL` unless told otherwise.
    pub fn add_column(
        &mut self,
        table: impl Into<TableName>,
        name: impl Into<Str>,
        sql_type: SqlType,
    ) -> ColumnBuilder<'_> {
        let column = ColumnDef::new(name, sql_type).nullable();
        let added = self.changed(Change::AddColumn { table: table.into(), column });
        ColumnBuilder::added(handle::added_column(added))
    }

    /// Drops a column and what it holds.
    pub fn drop_column(
        &mut self,
        table: impl Into<TableName>,
        column: impl Into<Str>,
    ) -> DropColumn<'_> {
        DropColumn(self.pushed(Operation::DropColumn {
            table: table.into(),
            column: column.into(),
            existing: ColumnFacts::default(),
        }))
    }

    /// Changes a column; what else it is stays.
    pub fn alter_column(
        &mut self,
        table: impl Into<TableName>,
        column: impl Into<Str>,
    ) -> AlterColumn<'_> {
        AlterColumn(self.pushed(Operation::AlterColumn {
            table: table.into(),
            column: column.into(),
            edit: ColumnFacts::default(),
            existing: ColumnFacts::default(),
        }))
    }

    /// Gives a column another name.
    pub fn rename_column(
        &mut self,
        table: impl Into<TableName>,
        before: impl Into<Str>,
        after: impl Into<Str>,
    ) {
        let table = table.into();
        self.change(Change::RenameColumn { table, before: before.into(), after: after.into() });
    }
}

/// Constraints and indexes.
impl Operations {
    /// Gives a table a primary key.
    pub fn create_primary_key<C: Into<Str>>(
        &mut self,
        name: impl Into<Str>,
        table: impl Into<TableName>,
        columns: impl IntoIterator<Item = C>,
    ) -> PrimaryKeyBuilder<'_> {
        let primary_key = PrimaryKeyDef::new(columns).named(name);
        let change = Change::AddPrimaryKey { table: table.into(), primary_key };
        match self.changed(change) {
            Operation::Change(Change::AddPrimaryKey { primary_key, .. }) => {
                PrimaryKeyBuilder(Some(primary_key))
            }
            _ => PrimaryKeyBuilder(None),
        }
    }

    /// Makes columns unique together.
    pub fn create_unique_constraint<C: Into<Str>>(
        &mut self,
        name: impl Into<Str>,
        table: impl Into<TableName>,
        columns: impl IntoIterator<Item = C>,
    ) -> UniqueBuilder<'_> {
        let unique = UniqueDef::new(columns).named(name);
        let added = self.changed(Change::AddUnique { table: table.into(), unique });
        UniqueBuilder(handle::added_unique(added))
    }

    /// Makes columns of `table` refer to columns of another.
    pub fn create_foreign_key<C: Into<Str>, R: Into<Str>>(
        &mut self,
        name: impl Into<Str>,
        table: impl Into<TableName>,
        referred_table: impl Into<TableName>,
        columns: impl IntoIterator<Item = C>,
        referred_columns: impl IntoIterator<Item = R>,
    ) -> ForeignKeyBuilder<'_> {
        let foreign_key = ForeignKeyDef::new(columns, referred_table, referred_columns).named(name);
        let added = self.changed(Change::AddForeignKey { table: table.into(), foreign_key });
        ForeignKeyBuilder(handle::added_foreign_key(added))
    }

    /// Makes `condition` hold for every row.
    pub fn create_check_constraint(
        &mut self,
        name: impl Into<Str>,
        table: impl Into<TableName>,
        condition: impl Into<Sql>,
    ) -> CheckBuilder<'_> {
        let check = CheckDef::new(condition).named(name);
        let added = self.changed(Change::AddCheck { table: table.into(), check });
        CheckBuilder(handle::added_check(added))
    }

    /// PostgreSQL's `EXCLUDE`: `body` is what follows that word, such as
    /// `USING gist (room WITH =, during WITH &&)`. Nothing on other databases, which have no such
    /// constraint.
    pub fn create_exclude_constraint(
        &mut self,
        name: &str,
        table: impl Into<TableName>,
        body: &str,
    ) {
        let postgres = Dialect::Postgres;
        let text = format!(
            "ALTER TABLE {} ADD CONSTRAINT {} EXCLUDE {body}",
            postgres.quote_name(&table.into()),
            postgres.quote_identifier(name),
        );
        self.execute(on(postgres, text));
    }

    /// Drops a constraint. On SQLite, where constraints may have no name, `name` is also what the
    /// naming convention calls it; of a primary key it may be empty.
    pub fn drop_constraint(
        &mut self,
        name: impl Into<Str>,
        table: impl Into<TableName>,
        kind: ConstraintKind,
    ) {
        let (table, name) = (table.into(), name.into());
        self.push(Operation::DropConstraint { table, name, kind });
    }

    /// Gives a constraint another name.
    pub fn rename_constraint(
        &mut self,
        table: impl Into<TableName>,
        kind: ConstraintKind,
        before: impl Into<Str>,
        after: impl Into<Str>,
    ) {
        let (table, before, after) = (table.into(), before.into(), after.into());
        self.change(Change::RenameConstraint { table, kind, before, after });
    }

    /// Makes an index.
    pub fn create_index<C: Into<IndexColumn>>(
        &mut self,
        name: impl Into<Str>,
        table: impl Into<TableName>,
        columns: impl IntoIterator<Item = C>,
    ) -> CreateIndex<'_> {
        CreateIndex(self.pushed(Operation::CreateIndex {
            table: table.into(),
            index: IndexDef::new(columns).named(name),
            concurrently: false,
            if_not_exists: false,
        }))
    }

    /// Drops an index.
    pub fn drop_index(
        &mut self,
        name: impl Into<Str>,
        table: impl Into<TableName>,
    ) -> DropIndex<'_> {
        DropIndex(self.pushed(Operation::DropIndex {
            table: table.into(),
            name: name.into(),
            concurrently: false,
            if_exists: false,
        }))
    }

    /// Gives an index another name.
    pub fn rename_index(
        &mut self,
        table: impl Into<TableName>,
        before: impl Into<Str>,
        after: impl Into<Str>,
    ) {
        let (table, before, after) = (table.into(), before.into(), after.into());
        self.change(Change::RenameIndex { table, before, after });
    }
}

/// Schemas, enums and sequences.
impl Operations {
    /// Makes a schema, if it is not there.
    pub fn create_schema(&mut self, schema: impl Into<Str>) {
        self.change(Change::CreateSchema { schema: schema.into() });
    }

    /// Drops a schema that is empty.
    pub fn drop_schema(&mut self, schema: impl Into<Str>) {
        self.change(Change::DropSchema { schema: schema.into() });
    }

    /// Makes a native enum, on databases that have them. A table that needs it does not make it.
    pub fn create_enum<L: Into<Str>>(
        &mut self,
        name: impl Into<TableName>,
        labels: impl IntoIterator<Item = L>,
    ) {
        let name = name.into();
        let mut def = EnumDef::new(name.name.clone(), labels);
        def.name = name;
        self.change(Change::CreateEnum { def });
    }

    /// Drops a native enum.
    pub fn drop_enum(&mut self, name: impl Into<TableName>) {
        self.push(Operation::DropEnum { name: name.into() });
    }

    /// Gives a native enum another name.
    pub fn rename_enum(&mut self, before: impl Into<TableName>, after: impl Into<TableName>) {
        self.change(Change::RenameEnum { before: before.into(), after: after.into() });
    }

    /// Adds a label to an enum, after `after` or at the end.
    pub fn add_enum_value(
        &mut self,
        name: impl Into<TableName>,
        label: impl Into<Str>,
        after: Option<&str>,
    ) {
        self.push(Operation::AddEnumValue {
            name: name.into(),
            label: label.into(),
            after: after.map(|after| after.to_owned().into()),
        });
    }

    /// Gives a label of an enum another name, in the rows too. `labels` are all that there are
    /// before, and `columns` those of that enum; where they are empty, the database is asked.
    pub fn rename_enum_value<L: Into<Str>>(
        &mut self,
        name: impl Into<TableName>,
        before: impl Into<Str>,
        after: impl Into<Str>,
        labels: impl IntoIterator<Item = L>,
        columns: &[(&str, &str)],
    ) {
        let labels: Vec<Str> = labels.into_iter().map(Into::into).collect();
        self.push(Operation::RenameEnumValue {
            name: name.into(),
            before: before.into(),
            after: after.into(),
            labels: (!labels.is_empty()).then_some(labels),
            columns: owned(columns),
        });
    }

    /// Changes the labels of an enum: in place where some are only added, else by a new type under
    /// every column. `columns` are those of that enum; where there are none, the database is asked.
    pub fn alter_enum<B: Into<Str>, A: Into<Str>>(
        &mut self,
        name: impl Into<TableName>,
        before: impl IntoIterator<Item = B>,
        after: impl IntoIterator<Item = A>,
        columns: &[(&str, &str)],
    ) {
        let before: Vec<Str> = before.into_iter().map(Into::into).collect();
        self.push(Operation::AlterEnum {
            name: name.into(),
            before: (!before.is_empty()).then_some(before),
            after: after.into_iter().map(Into::into).collect(),
            columns: owned(columns),
        });
    }

    /// Makes a sequence (PostgreSQL, MariaDB).
    pub fn create_sequence(&mut self, name: impl Into<TableName>) -> SequenceBuilder<'_> {
        let added = self.changed(Change::CreateSequence { def: SequenceDef::new(name) });
        SequenceBuilder(handle::added_sequence(added))
    }

    /// Drops a sequence.
    pub fn drop_sequence(&mut self, name: impl Into<TableName>) {
        self.push(Operation::DropSequence { name: name.into() });
    }

    /// Changes a sequence to what is said, and to the dialect's defaults where nothing is.
    pub fn alter_sequence(&mut self, name: impl Into<TableName>) -> AlterSequence<'_> {
        let alter = Operation::AlterSequence { before: None, after: SequenceDef::new(name) };
        AlterSequence(self.pushed(alter))
    }
}

/// Rows, and everything else.
impl Operations {
    /// Sends a statement in your own words: one text, or a text a dialect ([`Sql::on`]).
    pub fn execute(&mut self, sql: impl Into<Sql>) {
        self.push(Operation::Execute { sql: sql.into() });
    }

    /// Inserts rows, each with a value for each of `columns`.
    pub fn bulk_insert<C: Into<Str>, R: IntoIterator<Item = Value>>(
        &mut self,
        table: impl Into<TableName>,
        columns: impl IntoIterator<Item = C>,
        rows: impl IntoIterator<Item = R>,
    ) {
        self.push(Operation::BulkInsert {
            table: table.into(),
            columns: columns.into_iter().map(Into::into).collect(),
            rows: rows.into_iter().map(|row| row.into_iter().collect()).collect(),
        });
    }

    /// Runs Rust code that changes rows, in the revision's transaction. Offline it is refused by
    /// this name.
    ///
    /// ```
    /// # use fsm_migrate::prelude::*;
    /// # let mut operations = Operations::new();
    /// # let op = &mut operations;
    /// op.run("hash the passwords", |connection| Box::pin(async move {
    ///     let _ = connection;
    ///     Ok(())
    /// }));
    /// ```
    pub fn run(
        &mut self,
        name: impl Into<Str>,
        function: impl for<'c> Fn(
            Connection<'c>,
        ) -> Pin<Box<dyn Future<Output = RunResult> + Send + 'c>>
        + Send
        + Sync
        + 'static,
    ) {
        self.push(Operation::Run { name: name.into(), function: RunFunction::new(function) });
    }

    /// Operations that each commit by themselves, outside of a transaction.
    pub fn autocommit_block(&mut self, block: impl FnOnce(&mut Operations)) {
        let mut inner = Self::with_settings(Arc::clone(&self.settings));
        block(&mut inner);
        self.push(Operation::AutocommitBlock(inner.list));
    }
}

/// A text for one dialect alone.
pub(crate) fn on(dialect: Dialect, text: impl Into<Str>) -> Sql {
    Sql { common: None, overrides: vec![(dialect, text.into())].into() }
}

fn owned(columns: &[(&str, &str)]) -> Vec<(TableName, Str)> {
    columns.iter().map(|(table, column)| ((*table).into(), (*column).to_owned().into())).collect()
}
