//! The vocabulary of schema changes: plain values that know their reverse, and the order in which
//! they run.
//! It never spells SQL and never looks at a database.

mod order;
mod sentence;

pub use order::{SortedTables, creation, removal, sort_tables};

use crate::schema::{
    CheckDef, ColumnDef, EnumDef, ForeignKeyDef, IndexDef, PrimaryKeyDef, SequenceDef, Str,
    TableDef, TableName, TableOptions, UniqueDef,
};

/// Declares the changes, and their reverses beside them.
macro_rules! pairs {
    ($(
        $(#[$made_doc:meta])* $made:ident /
        $(#[$gone_doc:meta])* $gone:ident
        { $($(#[$field_doc:meta])* $field:ident: $ty:ty),* $(,)? }
    )* ; $(
        $(#[$both_doc:meta])* $both:ident {
            $($(#[$fixed_doc:meta])* $fixed:ident: $fixed_ty:ty,)* ;
            $(#[$before_doc:meta])* $before:ident /
            $(#[$after_doc:meta])* $after:ident: $turned_ty:ty
        }
    )*) => {
        /// One change of a schema.
        ///
        /// What is made, dropped or altered stands in it whole, so that it can be undone.
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        #[allow(clippy::large_enum_variant, reason = "changes are few, and a column is one of two")]
        pub enum Change {
            $(
                $(#[$made_doc])*
                $made { $($(#[$field_doc])* $field: $ty),* },
                $(#[$gone_doc])*
                $gone { $($(#[$field_doc])* $field: $ty),* },
            )*
            $(
                $(#[$both_doc])*
                $both {
                    $($(#[$fixed_doc])* $fixed: $fixed_ty,)*
                    $(#[$before_doc])*
                    $before: $turned_ty,
                    $(#[$after_doc])*
                    $after: $turned_ty,
                },
            )*
        }

        impl Change {
            /// The change that undoes this one.
            #[must_use]
            pub fn reverse(self) -> Self {
                match self {
                    $(
                        Self::$made { $($field),* } => Self::$gone { $($field),* },
                        Self::$gone { $($field),* } => Self::$made { $($field),* },
                    )*
                    $(
                        Self::$both { $($fixed,)* $before, $after } => {
                            Self::$both { $($fixed,)* $before: $after, $after: $before }
                        }
                    )*
                }
            }
        }
    };
}

pairs! {
    /// A new schema.
    CreateSchema /
    /// A schema goes.
    DropSchema {
        /// Its name.
        schema: Str,
    }
    /// A new native enum.
    CreateEnum /
    /// A native enum goes.
    DropEnum {
        /// The enum.
        def: EnumDef,
    }
    /// A new sequence.
    CreateSequence /
    /// A sequence goes.
    DropSequence {
        /// The sequence.
        def: SequenceDef,
    }
    /// A new table, with all that hangs on it: constraints, indexes, comments.
    CreateTable /
    /// A table goes, with all that hangs on it.
    DropTable {
        /// The table.
        table: TableDef,
    }
    /// A new column of a table that stands.
    AddColumn /
    /// A column goes.
    DropColumn {
        /// The table.
        table: TableName,
        /// The column.
        column: ColumnDef,
    }
    /// A primary key for a table that stands.
    AddPrimaryKey /
    /// A primary key goes.
    DropPrimaryKey {
        /// The table.
        table: TableName,
        /// The key.
        primary_key: PrimaryKeyDef,
    }
    /// A new unique constraint on a table that stands.
    AddUnique /
    /// A unique constraint goes.
    DropUnique {
        /// The table.
        table: TableName,
        /// The constraint.
        unique: UniqueDef,
    }
    /// A new check on a table that stands.
    AddCheck /
    /// A check goes.
    DropCheck {
        /// The table.
        table: TableName,
        /// The check.
        check: CheckDef,
    }
    /// A new foreign key on a table that stands.
    AddForeignKey /
    /// A foreign key goes.
    DropForeignKey {
        /// The referring table.
        table: TableName,
        /// The foreign key.
        foreign_key: ForeignKeyDef,
    }
    /// A new index on a table that stands.
    CreateIndex /
    /// An index goes.
    DropIndex {
        /// The indexed table.
        table: TableName,
        /// The index.
        index: IndexDef,
    }
    ;
    /// A table gets another name.
    RenameTable {
        ;
        /// Its name before.
        before /
        /// Its name after.
        after: TableName
    }
    /// A column gets another name.
    RenameColumn {
        /// The table.
        table: TableName,
        ;
        /// Its name before.
        before /
        /// Its name after.
        after: Str
    }
    /// A column of one name becomes another: type, nullability, default, numbering, expression,
    /// collation or comment.
    AlterColumn {
        /// The table.
        table: TableName,
        ;
        /// The whole column before.
        before /
        /// The whole column after.
        after: ColumnDef
    }
    /// A constraint gets another name.
    RenameConstraint {
        /// The table.
        table: TableName,
        /// What it is.
        kind: ConstraintKind,
        ;
        /// Its name before.
        before /
        /// Its name after.
        after: Str
    }
    /// An index gets another name.
    RenameIndex {
        /// The indexed table.
        table: TableName,
        ;
        /// Its name before.
        before /
        /// Its name after.
        after: Str
    }
    /// A table's comment changes.
    SetTableComment {
        /// The table.
        table: TableName,
        ;
        /// The comment before.
        before /
        /// The comment after.
        after: Option<Str>
    }
    /// A table's options change.
    SetTableOptions {
        /// The table.
        table: TableName,
        ;
        /// All options before.
        before /
        /// All options after.
        after: TableOptions
    }
    /// A native enum gets another name.
    RenameEnum {
        ;
        /// Its name before.
        before /
        /// Its name after.
        after: TableName
    }
    /// A label of an enum gets another name, in the type and in the rows.
    RenameEnumLabel {
        /// The enum.
        name: TableName,
        /// Where it stands in columns.
        columns: Vec<EnumColumn>,
        ;
        /// The label before.
        before /
        /// The label after.
        after: Str
    }
    /// A native enum's labels change: added in place where nothing else is asked for, else the
    /// type is swapped for a new one under every column.
    AlterEnum {
        /// Where it stands in columns.
        columns: Vec<EnumColumn>,
        ;
        /// The enum before.
        before /
        /// The enum after.
        after: EnumDef
    }
    /// A sequence's options change.
    AlterSequence {
        ;
        /// The sequence before.
        before /
        /// The sequence after.
        after: SequenceDef
    }
}

impl Change {
    /// The table it is made in; `None` for what is no table's.
    #[must_use]
    pub fn table(&self) -> Option<&TableName> {
        match self {
            Self::CreateTable { table } | Self::DropTable { table } => Some(&table.name),
            Self::RenameTable { before, .. } => Some(before),
            Self::AddColumn { table, .. }
            | Self::DropColumn { table, .. }
            | Self::AddPrimaryKey { table, .. }
            | Self::DropPrimaryKey { table, .. }
            | Self::AddUnique { table, .. }
            | Self::DropUnique { table, .. }
            | Self::AddCheck { table, .. }
            | Self::DropCheck { table, .. }
            | Self::AddForeignKey { table, .. }
            | Self::DropForeignKey { table, .. }
            | Self::CreateIndex { table, .. }
            | Self::DropIndex { table, .. }
            | Self::RenameColumn { table, .. }
            | Self::AlterColumn { table, .. }
            | Self::RenameConstraint { table, .. }
            | Self::RenameIndex { table, .. }
            | Self::SetTableComment { table, .. }
            | Self::SetTableOptions { table, .. } => Some(table),
            Self::CreateSchema { .. }
            | Self::DropSchema { .. }
            | Self::CreateEnum { .. }
            | Self::DropEnum { .. }
            | Self::CreateSequence { .. }
            | Self::DropSequence { .. }
            | Self::RenameEnum { .. }
            | Self::RenameEnumLabel { .. }
            | Self::AlterEnum { .. }
            | Self::AlterSequence { .. } => None,
        }
    }
}

/// What a constraint is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ConstraintKind {
    /// A primary key.
    PrimaryKey,
    /// A unique constraint.
    Unique,
    /// A check.
    Check,
    /// A foreign key.
    ForeignKey,
}

/// A column whose type is an enum, or an array of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumColumn {
    /// The table.
    pub table: TableName,
    /// The whole column, as it stands before the change.
    pub column: ColumnDef,
}
