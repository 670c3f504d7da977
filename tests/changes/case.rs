//! One case: what stands, what is wanted, and where there is no difference.
//!
//! Knows nothing of how a case is run.

use fsm_core::{ColumnDef, Dialect, Metadata, Renames, SequenceDef, SqlType, TableDef};

/// A line of the table.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) before: Before,
    pub(crate) after: Metadata,
    pub(crate) renames: Renames,
    /// Where comparing finds nothing, and why.
    none: Vec<(Dialect, &'static str)>,
    /// Where the case does not run, and why.
    not_run: Vec<(Dialect, &'static str)>,
}

/// What stands.
pub(crate) enum Before {
    /// Created from models.
    Models(Box<Metadata>),
    /// Created by hand, in each database's own words.
    ByHand(Vec<(Dialect, &'static str)>),
}

/// From models to other models.
pub(crate) fn case(
    name: &'static str,
    before: impl Into<Models>,
    after: impl Into<Models>,
) -> Case {
    Case::new(name, Before::Models(Box::new(before.into().0)), after.into().0)
}

/// Of one table with one column beside its key, what the column is before and after.
pub(crate) fn column(name: &'static str, before: ColumnDef, after: ColumnDef) -> Case {
    case(name, table("t").column(before), table("t").column(after))
}

/// From what SQL made to models; databases without SQL are left out.
pub(crate) fn by_hand(
    name: &'static str,
    sql: &[(Dialect, &'static str)],
    after: impl Into<Models>,
) -> Case {
    let missing = Dialect::ALL.iter().filter(|dialect| sql.iter().all(|(has, _)| has != *dialect));
    let not_run = missing.map(|dialect| (*dialect, "it is written so in other databases only"));
    let not_run = not_run.collect();
    Case { not_run, ..Case::new(name, Before::ByHand(sql.to_vec()), after.into().0) }
}

impl Case {
    fn new(name: &'static str, before: Before, after: Metadata) -> Self {
        let (none, not_run) = (Vec::new(), Vec::new());
        Self { name, before, after, renames: Renames::new(), none, not_run }
    }

    /// There is no difference on `dialect`, because of `reason`.
    pub(crate) fn none(mut self, dialect: Dialect, reason: &'static str) -> Self {
        self.none.push((dialect, reason));
        self
    }

    /// There is no difference anywhere, because of `reason`.
    pub(crate) fn same(mut self, reason: &'static str) -> Self {
        self.none.extend(Dialect::ALL.iter().map(|dialect| (*dialect, reason)));
        self
    }

    /// The case is for `dialects` only, because of `reason`.
    pub(crate) fn only(mut self, dialects: &[Dialect], reason: &'static str) -> Self {
        let others = Dialect::ALL.iter().filter(|dialect| !dialects.contains(dialect));
        self.not_run.extend(others.map(|dialect| (*dialect, reason)));
        self
    }

    /// What the caller knows to be renamed.
    pub(crate) fn renames(mut self, renames: Renames) -> Self {
        self.renames = renames;
        self
    }

    /// Why comparing finds nothing on `dialect`.
    pub(crate) fn equal_on(&self, dialect: Dialect) -> Option<&'static str> {
        self.none.iter().find(|(on, _)| *on == dialect).map(|(_, reason)| *reason)
    }

    /// Why the case does not run on `dialect`.
    pub(crate) fn not_run_on(&self, dialect: Dialect) -> Option<&'static str> {
        self.not_run.iter().find(|(on, _)| *on == dialect).map(|(_, reason)| *reason)
    }
}

/// What makes up a side of a case.
pub(crate) struct Models(Metadata);

impl From<Metadata> for Models {
    fn from(metadata: Metadata) -> Self {
        Self(metadata)
    }
}

impl From<TableDef> for Models {
    fn from(table: TableDef) -> Self {
        Self([table].into_iter().collect())
    }
}

impl<const N: usize> From<[TableDef; N]> for Models {
    fn from(tables: [TableDef; N]) -> Self {
        Self(tables.into_iter().collect())
    }
}

impl<const N: usize> From<[SequenceDef; N]> for Models {
    fn from(sequences: [SequenceDef; N]) -> Self {
        let mut metadata: Metadata = [table("t")].into_iter().collect();
        for def in sequences {
            metadata.add_sequence(def);
        }
        Self(metadata)
    }
}

/// A table with a numbered primary key `id`.
pub(crate) fn table(name: &'static str) -> TableDef {
    TableDef::new(name).column(bigint("id")).primary_key(["id"])
}

pub(crate) fn bigint(name: &'static str) -> ColumnDef {
    ColumnDef::new(name, SqlType::BigInteger)
}

pub(crate) fn integer(name: &'static str) -> ColumnDef {
    ColumnDef::new(name, SqlType::Integer)
}

pub(crate) fn varchar(name: &'static str) -> ColumnDef {
    ColumnDef::new(name, SqlType::String(50))
}

pub(crate) fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name, SqlType::Text)
}

/// A column `a` of this type.
pub(crate) fn of(sql_type: SqlType) -> ColumnDef {
    ColumnDef::new("a", sql_type)
}

/// A column `a` whose type is written so.
pub(crate) fn written(sql_type: &'static str) -> ColumnDef {
    of(SqlType::custom(sql_type))
}

/// `value` with some fields set that have no setter.
pub(crate) fn with<T>(mut value: T, set: impl FnOnce(&mut T)) -> T {
    set(&mut value);
    value
}
