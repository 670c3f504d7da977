//! The vocabulary of schema changes: plain values that know their reverse, and the order in which
//! they run.
//! It never spells SQL and never looks at a database.

mod order;

pub use order::{SortedTables, creation, removal, sort_tables};

use crate::schema::{EnumDef, ForeignKeyDef, IndexDef, Str, TableDef, TableName};

/// One change of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// A new schema.
    CreateSchema {
        /// Its name.
        schema: Str,
    },
    /// A schema goes.
    DropSchema {
        /// Its name.
        schema: Str,
    },
    /// A new native enum.
    CreateEnum {
        /// The enum.
        def: EnumDef,
    },
    /// A native enum goes.
    DropEnum {
        /// The enum, whole, so that it can come back.
        def: EnumDef,
    },
    /// A new table, with all that hangs on it: constraints, indexes, comments.
    CreateTable {
        /// The table.
        table: TableDef,
    },
    /// A table goes, with all that hangs on it.
    DropTable {
        /// The table, whole, so that it can come back.
        table: TableDef,
    },
    /// A new foreign key on a table that stands.
    AddForeignKey {
        /// The referring table.
        table: TableName,
        /// The foreign key.
        foreign_key: ForeignKeyDef,
    },
    /// A foreign key goes.
    DropForeignKey {
        /// The referring table.
        table: TableName,
        /// The foreign key, whole, so that it can come back.
        foreign_key: ForeignKeyDef,
    },
    /// A new index on a table that stands.
    CreateIndex {
        /// The indexed table.
        table: TableName,
        /// The index.
        index: IndexDef,
    },
    /// An index goes.
    DropIndex {
        /// The indexed table.
        table: TableName,
        /// The index, whole, so that it can come back.
        index: IndexDef,
    },
}

impl Change {
    /// The change that undoes this one.
    #[must_use]
    pub fn reverse(self) -> Self {
        match self {
            Self::CreateSchema { schema } => Self::DropSchema { schema },
            Self::DropSchema { schema } => Self::CreateSchema { schema },
            Self::CreateEnum { def } => Self::DropEnum { def },
            Self::DropEnum { def } => Self::CreateEnum { def },
            Self::CreateTable { table } => Self::DropTable { table },
            Self::DropTable { table } => Self::CreateTable { table },
            Self::AddForeignKey { table, foreign_key } => {
                Self::DropForeignKey { table, foreign_key }
            }
            Self::DropForeignKey { table, foreign_key } => {
                Self::AddForeignKey { table, foreign_key }
            }
            Self::CreateIndex { table, index } => Self::DropIndex { table, index },
            Self::DropIndex { table, index } => Self::CreateIndex { table, index },
        }
    }
}
