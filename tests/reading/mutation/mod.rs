//! Random changes of a schema: every kind of object, every property of it, one at a time.
//!
//! A change that `verify` refuses, or that rows which stand there would forbid, is not made.

mod check;
mod column;
mod enum_type;
mod foreign_key;
mod index;
mod key;
mod table;

use std::collections::BTreeSet;

use fsm_core::{Dialect, Str, TableDef, TableName};

use crate::draw::Draw;
use crate::lineage::Lineage;
use crate::rows::Rows;
use crate::schema::{Schema, sequence};

macro_rules! kinds {
    ($($name:ident),* $(,)?) => {
        /// What is changed.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Kind {$($name),*}

        impl Kind {
            const EVERY: &'static [Self] = &[$(Self::$name),*];
        }
    };
}

kinds! {
    AddTable,
    DropTable,
    RenameTable,
    TableComment,
    TableOptions,
    AddColumn,
    DropColumn,
    RenameColumn,
    WidenType,
    ChangeType,
    SetNotNull,
    DropNotNull,
    Default,
    DropDefault,
    ColumnComment,
    ColumnCollation,
    AddGenerated,
    GeneratedExpression,
    GeneratedStorage,
    Numbering,
    AddPrimaryKey,
    DropPrimaryKey,
    PrimaryKeyColumns,
    PrimaryKeyName,
    AddUnique,
    DropUnique,
    UniqueColumns,
    UniqueName,
    UniqueDeferrable,
    UniqueNulls,
    AddCheck,
    DropCheck,
    CheckExpression,
    CheckName,
    AddForeignKey,
    DropForeignKey,
    ForeignKeyOnDelete,
    ForeignKeyOnUpdate,
    ForeignKeyDeferrable,
    ForeignKeyMatch,
    ForeignKeyName,
    AddIndex,
    DropIndex,
    RenameIndex,
    IndexUnique,
    IndexColumns,
    IndexOrder,
    IndexNullsOrder,
    IndexNullsDistinct,
    IndexPredicate,
    IndexExpression,
    IndexMethod,
    IndexOperatorClass,
    IndexInclude,
    IndexCollation,
    IndexPrefix,
    IndexComment,
    AddLabel,
    AddLabelBetween,
    DropLabel,
    RenameLabel,
    ReorderLabels,
    RenameEnum,
    AddSequence,
    DropSequence,
    ChangeSequence,
}

impl Kind {
    /// The kinds that the dialect has.
    pub(crate) fn of(dialect: Dialect) -> Vec<Self> {
        Self::EVERY.iter().copied().filter(|kind| kind.is_on(dialect)).collect()
    }

    fn is_on(self, dialect: Dialect) -> bool {
        let can = dialect.capabilities();
        match self {
            Self::TableComment | Self::ColumnComment | Self::IndexComment => {
                dialect != Dialect::Sqlite
            }
            Self::GeneratedStorage => can.computed_virtual,
            // Always `PRIMARY`.
            Self::PrimaryKeyName => dialect != Dialect::Mysql,
            Self::UniqueDeferrable => can.deferrable_uniques,
            Self::UniqueNulls | Self::IndexNullsDistinct => can.nulls_not_distinct,
            Self::ForeignKeyDeferrable => can.deferrable_foreign_keys,
            Self::ForeignKeyMatch => can.match_full,
            Self::IndexNullsOrder => can.nulls_order,
            Self::IndexPredicate => can.partial_indexes,
            Self::IndexExpression => can.expression_indexes,
            Self::IndexMethod => can.index_methods != Some(&[]),
            Self::IndexOperatorClass => can.operator_classes,
            Self::IndexInclude => can.include,
            Self::IndexCollation => can.index_collations,
            Self::IndexPrefix => can.prefix_lengths,
            Self::RenameEnum => can.native_enums,
            Self::AddSequence | Self::DropSequence | Self::ChangeSequence => {
                dialect == Dialect::Postgres
            }
            _ => true,
        }
    }
}

/// A schema on its way from before to after.
#[derive(Clone, Debug)]
pub(crate) struct Mutant {
    pub(crate) schema: Schema,
    pub(crate) lineage: Lineage,
    pub(crate) rows: Rows,
    pub(crate) labels: Vec<Relabelled>,
    /// Enums with another name: before and after.
    pub(crate) enums: Vec<(TableName, TableName)>,
    used_labels: BTreeSet<(TableName, Str)>,
}

/// A label of an enum with another name: a hint for the comparison.
#[derive(Clone, Debug)]
pub(crate) struct Relabelled {
    pub(crate) def: TableName,
    pub(crate) before: Str,
    pub(crate) after: Str,
}

impl Mutant {
    /// Not changed yet.
    pub(crate) fn of(schema: &Schema, rows: &Rows) -> Self {
        let mut used_labels = BTreeSet::new();
        for def in schema.enums() {
            for row in 1..=rows.count {
                used_labels.insert((def.name.clone(), def.labels[row % def.labels.len()].clone()));
            }
        }
        Self {
            schema: schema.clone(),
            lineage: Lineage::of(schema),
            rows: rows.clone(),
            labels: Vec::new(),
            enums: Vec::new(),
            used_labels,
        }
    }

    /// Makes one change of the kind, if one can be made. Whether it was.
    pub(crate) fn change(&mut self, draw: &mut Draw, kind: Kind) -> bool {
        let mut changed = self.clone();
        let done = changed.try_change(draw, kind)
            && changed.schema.is_accepted()
            && (changed.schema.metadata().create_all_sql(self.schema.dialect).ok()
                != self.schema.metadata().create_all_sql(self.schema.dialect).ok()
                || changed.schema.sequences != self.schema.sequences);
        if done {
            *self = changed;
        }
        done
    }

    fn try_change(&mut self, draw: &mut Draw, kind: Kind) -> bool {
        match kind {
            Kind::AddTable => table::add(draw, self),
            Kind::DropTable => table::remove(draw, self),
            Kind::RenameTable => table::rename(draw, self),
            Kind::TableComment => table::comment(draw, self),
            Kind::TableOptions => table::options(draw, self),
            Kind::AddColumn => column::add(draw, self),
            Kind::DropColumn => column::remove(draw, self),
            Kind::RenameColumn => column::rename(draw, self),
            Kind::WidenType => column::widen(draw, self),
            Kind::ChangeType => column::change_type(draw, self),
            Kind::SetNotNull => column::set_not_null(draw, self),
            Kind::DropNotNull => column::drop_not_null(draw, self),
            Kind::Default => column::default(draw, self),
            Kind::DropDefault => column::drop_default(draw, self),
            Kind::ColumnComment => column::comment(draw, self),
            Kind::ColumnCollation => column::collation(draw, self),
            Kind::AddGenerated => column::add_generated(draw, self),
            Kind::GeneratedExpression => column::generated_expression(draw, self),
            Kind::GeneratedStorage => column::generated_storage(draw, self),
            Kind::Numbering => column::numbering(draw, self),
            Kind::AddPrimaryKey => key::add_primary(draw, self),
            Kind::DropPrimaryKey => key::drop_primary(draw, self),
            Kind::PrimaryKeyColumns => key::primary_columns(draw, self),
            Kind::PrimaryKeyName => key::primary_name(draw, self),
            Kind::AddUnique => key::add_unique(draw, self),
            Kind::DropUnique => key::drop_unique(draw, self),
            Kind::UniqueColumns => key::unique_columns(draw, self),
            Kind::UniqueName => key::unique_name(draw, self),
            Kind::UniqueDeferrable => key::unique_deferrable(draw, self),
            Kind::UniqueNulls => key::unique_nulls(draw, self),
            Kind::AddCheck => check::add(draw, self),
            Kind::DropCheck => check::remove(draw, self),
            Kind::CheckExpression => check::expression(draw, self),
            Kind::CheckName => check::name(draw, self),
            Kind::AddForeignKey => foreign_key::add(draw, self),
            Kind::DropForeignKey => foreign_key::remove(draw, self),
            Kind::ForeignKeyOnDelete
            | Kind::ForeignKeyOnUpdate
            | Kind::ForeignKeyDeferrable
            | Kind::ForeignKeyMatch
            | Kind::ForeignKeyName => foreign_key::property(draw, self, kind),
            Kind::AddIndex => index::add(draw, self),
            Kind::DropIndex => index::remove(draw, self),
            Kind::RenameIndex => index::rename(draw, self),
            Kind::IndexUnique
            | Kind::IndexColumns
            | Kind::IndexOrder
            | Kind::IndexNullsOrder
            | Kind::IndexNullsDistinct
            | Kind::IndexPredicate
            | Kind::IndexExpression
            | Kind::IndexMethod
            | Kind::IndexOperatorClass
            | Kind::IndexInclude
            | Kind::IndexCollation
            | Kind::IndexPrefix
            | Kind::IndexComment => index::property(draw, self, kind),
            Kind::AddLabel | Kind::AddLabelBetween => enum_type::add(draw, self, kind),
            Kind::DropLabel => enum_type::remove(draw, self),
            Kind::RenameLabel => enum_type::rename_label(draw, self),
            Kind::ReorderLabels => enum_type::reorder(draw, self),
            Kind::RenameEnum => enum_type::rename(draw, self),
            Kind::AddSequence => {
                let before = self.schema.sequences.len();
                sequence::add(draw, &mut self.schema);
                self.schema.sequences.len() > before
            }
            Kind::DropSequence => {
                let at = draw.below(self.schema.sequences.len());
                !self.schema.sequences.is_empty() && {
                    self.schema.sequences.remove(at);
                    true
                }
            }
            Kind::ChangeSequence => {
                let at = draw.below(self.schema.sequences.len());
                let Some(sequence) = self.schema.sequences.get_mut(at) else { return false };
                let before = sequence.clone();
                sequence::set(draw, sequence);
                *sequence != before
            }
        }
    }

    fn dialect(&self) -> Dialect {
        self.schema.dialect
    }

    /// The tables that fit, by their places.
    fn tables(&self, fits: impl Fn(&TableDef) -> bool) -> Vec<usize> {
        (0..self.schema.tables.len()).filter(|at| fits(&self.schema.tables[*at])).collect()
    }

    /// The columns that fit, by the places of their tables and of themselves.
    fn columns(
        &self,
        fits: impl Fn(&TableDef, &fsm_core::ColumnDef) -> bool,
    ) -> Vec<(usize, usize)> {
        let mut places = Vec::new();
        for (at, table) in self.schema.tables.iter().enumerate() {
            let fitting =
                table.columns.iter().enumerate().filter(|(_, column)| fits(table, column));
            places.extend(fitting.map(|(place, _)| (at, place)));
        }
        places
    }

    /// Whether every row has the value in the column that it was put in with, or there are none.
    fn holds_rows(&self, table: &TableName, column: &str) -> bool {
        self.rows.count == 0
            || !self.lineage.tables.contains_key(table)
            || self.lineage.source(table, column).is_some()
    }

    /// Whether a row may be null in the column.
    fn has_nulls(&self, table: &TableName, column: &str) -> bool {
        if self.rows.count == 0 || !self.lineage.tables.contains_key(table) {
            return false;
        }
        match self.lineage.source(table, column) {
            Some((table, source)) => self.rows.has_nulls(table, &source.name),
            // What was added, or changed.
            None => true,
        }
    }
}
