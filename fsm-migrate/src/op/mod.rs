//! Operations: what a revision does, as plain values in Alembic's words, and the builder that
//! revisions write them with.
//! It never opens a connection, and never spells SQL beyond what an author wrote.

#![allow(
    clippy::must_use_candidate,
    clippy::return_self_not_must_use,
    reason = "a call of the builder is the operation; what it answers is for what else there is to say"
)]

mod column;
mod connection;
mod fit;
mod handle;
mod operations;
mod resolve;
mod table;
mod types;
mod value;

pub use column::{AlterColumn, ColumnFacts};
pub use connection::{Connection, RunFunction, RunResult};
pub(crate) use fit::fit;
pub use handle::{
    AlterSequence, CheckBuilder, ColumnBuilder, CreateIndex, DropColumn, DropIndex, DropTable,
    ForeignKeyBuilder, IndexBuilder, PrimaryKeyBuilder, SequenceBuilder, UniqueBuilder,
};
pub use operations::{Operations, Settings};
pub(crate) use resolve::resolve;
pub use table::TableBuilder;
pub use types::{
    Array, Binary, Computed, Custom, Enum, Numeric, Postgres, asc, col, desc, expr, only,
};
pub use value::Value;

use fsm_core::change::{Change, ConstraintKind};
use fsm_core::{IndexDef, SequenceDef, Sql, Str, TableName, TableOptions};

/// One operation of a revision.
///
/// What an author leaves out, because the database knows it, is `None` here and looked up before
/// the operation becomes changes.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Operation {
    /// A change of the schema that says everything by itself.
    Change(Change),
    /// A table goes.
    DropTable {
        /// The table.
        table: TableName,
        /// Whether it may be missing.
        if_exists: bool,
    },
    /// A column goes.
    DropColumn {
        /// The table.
        table: TableName,
        /// The column.
        column: Str,
        /// What is known of it.
        existing: ColumnFacts,
    },
    /// A column changes.
    AlterColumn {
        /// The table.
        table: TableName,
        /// The column's name before.
        column: Str,
        /// What it becomes.
        edit: ColumnFacts,
        /// What is known of it before.
        existing: ColumnFacts,
    },
    /// A constraint goes.
    DropConstraint {
        /// The table.
        table: TableName,
        /// The constraint; of a primary key it may be empty.
        name: Str,
        /// What it is.
        kind: ConstraintKind,
    },
    /// A new index.
    CreateIndex {
        /// The table.
        table: TableName,
        /// The index.
        index: IndexDef,
        /// Whether rows may be written meanwhile (PostgreSQL); outside of a transaction.
        concurrently: bool,
        /// Whether it may be there.
        if_not_exists: bool,
    },
    /// An index goes.
    DropIndex {
        /// The table.
        table: TableName,
        /// The index.
        name: Str,
        /// Whether rows may be written meanwhile (PostgreSQL); outside of a transaction.
        concurrently: bool,
        /// Whether it may be missing.
        if_exists: bool,
    },
    /// A table's comment changes.
    TableComment {
        /// The table.
        table: TableName,
        /// The comment after.
        comment: Option<Str>,
    },
    /// A table's options change.
    TableOptions {
        /// The table.
        table: TableName,
        /// All options before, where they are known.
        before: Option<TableOptions>,
        /// All options after.
        after: TableOptions,
    },
    /// A native enum goes.
    DropEnum {
        /// The enum.
        name: TableName,
    },
    /// The labels of an enum change.
    AlterEnum {
        /// The enum.
        name: TableName,
        /// The labels before, where they are known.
        before: Option<Vec<Str>>,
        /// The labels after.
        after: Vec<Str>,
        /// The columns of that enum; where there are none, those that stand.
        columns: Vec<(TableName, Str)>,
    },
    /// A label is added to an enum.
    AddEnumValue {
        /// The enum.
        name: TableName,
        /// The label.
        label: Str,
        /// The label that it comes after; at the end without one.
        after: Option<Str>,
    },
    /// A label of an enum gets another name, in the rows too.
    RenameEnumValue {
        /// The enum.
        name: TableName,
        /// The label before.
        before: Str,
        /// The label after.
        after: Str,
        /// All labels before, where they are known.
        labels: Option<Vec<Str>>,
        /// The columns of that enum; where there are none, those that stand.
        columns: Vec<(TableName, Str)>,
    },
    /// A sequence goes.
    DropSequence {
        /// The sequence.
        name: TableName,
    },
    /// A sequence's options change.
    AlterSequence {
        /// The sequence before, where it is known.
        before: Option<SequenceDef>,
        /// The sequence after.
        after: SequenceDef,
    },
    /// A statement in the author's words.
    Execute {
        /// The text, or a text a dialect; nothing where a dialect has none.
        sql: Sql,
    },
    /// New rows.
    BulkInsert {
        /// The table.
        table: TableName,
        /// The columns that the rows have values for.
        columns: Vec<Str>,
        /// The rows.
        rows: Vec<Vec<Value>>,
    },
    /// Rust code that changes rows.
    Run {
        /// What it is called in messages and in the ledger.
        name: Str,
        /// The code.
        function: RunFunction,
    },
    /// Operations that each commit by themselves, outside of a transaction.
    AutocommitBlock(Vec<Operation>),
}

impl Operation {
    /// Whether it changes the schema, as far as can be told: not so for SQL in an author's words
    /// and for Rust code.
    #[must_use]
    pub fn is_schema(&self) -> bool {
        !matches!(
            self,
            Self::Execute { .. }
                | Self::BulkInsert { .. }
                | Self::Run { .. }
                | Self::AutocommitBlock(_)
        )
    }

    /// Whether it says everything by itself, so that nobody has to look at what stands.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        matches!(
            self,
            Self::Change(
                Change::CreateTable { .. }
                    | Change::CreateSchema { .. }
                    | Change::DropSchema { .. }
                    | Change::CreateEnum { .. }
                    | Change::CreateSequence { .. }
            ) | Self::DropTable { .. }
                | Self::CreateIndex { .. }
                | Self::DropIndex { .. }
                | Self::DropEnum { .. }
                | Self::DropSequence { .. }
        ) || !self.is_schema()
    }
}
