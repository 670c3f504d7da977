use super::{mysql, postgres, sqlite};
use crate::schema::{
    ColumnDef, Dialect, IndexColumn, IndexDef, NullsOrder, SqlType, TableDef, TableOptions,
};

/// What of a column changes, as far as others stand in the way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Altered<'t> {
    /// The type before and after, in normal form, if it changes.
    pub(crate) sql_type: Option<(&'t str, &'t str)>,
    /// Whether the collation changes.
    pub(crate) collation: bool,
    /// Whether it refuses `NULL` and did not, or the other way round.
    pub(crate) nullability: bool,
}

/// What has to go before a column is altered, and to come again afterwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct InTheWay {
    /// Foreign keys from and to it.
    pub(crate) foreign_keys: bool,
    /// Checks, predicates and index expressions that speak of it.
    pub(crate) expressions: bool,
    /// Generated columns that are made of it.
    pub(crate) computed: bool,
}

/// When two values that are written differently are one to a dialect; one implementation a
/// dialect. What two texts mean is the normal forms' business.
pub(crate) trait Likeness: Sync {
    /// Whether the database numbers the rows by the column.
    fn is_numbered(&self, table: &TableDef, column: &ColumnDef) -> bool;

    /// The type that a column which stands in the table as `declared` is read as, where the words
    /// depend on the table; `None` where they do not.
    fn type_read(&self, table: &TableDef, column: &ColumnDef, declared: &str) -> Option<SqlType> {
        let _ = (table, column, declared);
        None
    }

    /// Whether the column can say that it refuses `NULL`.
    fn says_null(&self, column: &ColumnDef) -> bool {
        let _ = column;
        true
    }

    /// The options that `before` should have to be as `model` says; `None` if it is.
    fn options(&self, before: &TableDef, model: &TableDef) -> Option<TableOptions>;

    /// Whether the two columns compare their values alike.
    fn same_collation(
        &self,
        before: (&TableDef, &ColumnDef),
        model: (&TableDef, &ColumnDef),
    ) -> bool;

    /// Whether the two parts of indexes compare their values alike.
    fn same_index_collation(
        &self,
        before: (&TableDef, &IndexColumn),
        model: (&TableDef, &IndexColumn),
    ) -> bool {
        let _ = (before, model);
        true
    }

    /// Where a part of an index sorts `NULL`s; `None` where nobody can choose.
    fn nulls(&self, part: &IndexColumn) -> Option<NullsOrder> {
        let _ = part;
        None
    }

    /// Whether the index keeps its columns in an order, so that it has a direction.
    fn is_sorted(&self, index: &IndexDef) -> bool {
        let _ = index;
        true
    }

    /// Whether primary keys have names of their own.
    fn names_primary_keys(&self) -> bool {
        true
    }

    /// Whether constraints may be without a name.
    fn has_nameless(&self) -> bool {
        false
    }

    /// Whether a unique constraint is a unique index and nothing else.
    fn uniques_are_indexes(&self) -> bool {
        false
    }

    /// Whether the database makes an index for a foreign key by itself.
    fn indexes_foreign_keys(&self) -> bool {
        false
    }

    /// Whether a unique constraint that says what the primary key or one before it says is left out
    /// of a table that is made with both.
    fn leaves_out_repeated_keys(&self) -> bool {
        false
    }

    /// Whether there are sequences.
    fn has_sequences(&self) -> bool {
        true
    }

    /// What has to go before a column is altered so.
    fn in_the_way(&self, altered: Altered<'_>) -> InTheWay;
}

impl Dialect {
    /// What the dialect takes for one.
    pub(crate) fn likeness(self) -> &'static dyn Likeness {
        match self {
            Self::Sqlite => &sqlite::SqliteLikeness,
            Self::Postgres => &postgres::PostgresLikeness,
            Self::Mysql => &mysql::MysqlLikeness,
        }
    }
}
