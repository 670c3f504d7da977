//! A table while it is read: what it will be, and by which numbers the catalog speaks of it.

use super::selection::{oid, unreadable};
use crate::error::Error;
use crate::schema::{
    CheckDef, ColumnDef, ForeignKeyDef, IndexDef, PrimaryKeyDef, Str, TableDef, TableName,
    TableOptions, UniqueDef,
};
use std::collections::BTreeMap;

/// A table while it is read.
pub(super) struct Draft {
    pub(super) name: TableName,
    pub(super) columns: Vec<ColumnDef>,
    /// What the catalog says of each column beyond its definition.
    pub(super) facts: Vec<ColumnFacts>,
    pub(super) primary_key: Option<PrimaryKeyDef>,
    pub(super) uniques: Vec<UniqueDef>,
    pub(super) checks: Vec<CheckDef>,
    pub(super) foreign_keys: Vec<ForeignKeyDef>,
    pub(super) indexes: Vec<IndexDef>,
    pub(super) comment: Option<Str>,
    pub(super) options: TableOptions,
}

/// What the catalog says of a column beyond its definition.
pub(super) struct ColumnFacts {
    /// Its number in the table; those of dropped columns are left out.
    pub(super) number: i16,
    /// The OID of its type.
    pub(super) sql_type: u32,
    /// The OID of its collation; 0 for none.
    pub(super) collation: u32,
}

/// The tables that are read, by their OIDs.
pub(super) type Drafts = BTreeMap<u32, Draft>;

/// The table of this OID, if it is one of those that are read.
pub(super) fn find<'d>(drafts: &'d mut Drafts, text: &str) -> Result<Option<&'d mut Draft>, Error> {
    Ok(drafts.get_mut(&oid(text)?))
}

impl Draft {
    pub(super) fn new(name: TableName) -> Self {
        Self {
            name,
            columns: Vec::new(),
            facts: Vec::new(),
            primary_key: None,
            uniques: Vec::new(),
            checks: Vec::new(),
            foreign_keys: Vec::new(),
            indexes: Vec::new(),
            comment: None,
            options: TableOptions::NEW,
        }
    }

    /// Where the column of this number stands.
    pub(super) fn position(&self, number: i16) -> Option<usize> {
        self.facts.binary_search_by_key(&number, |facts| facts.number).ok()
    }

    /// The names of the columns of these numbers.
    pub(super) fn names(&self, numbers: &[i16]) -> Result<Vec<Str>, Error> {
        numbers
            .iter()
            .map(|&number| match self.position(number) {
                Some(at) => Ok(self.columns[at].name.clone()),
                None => Err(self.unreadable("a column that is not there")),
            })
            .collect()
    }

    /// The text that the server should have had for an expression that stands in the catalog.
    ///
    /// It has none when the table was dropped meanwhile.
    pub(super) fn text(&self, text: Option<&str>) -> Result<String, Error> {
        text.map(str::to_owned).ok_or_else(|| self.unreadable("a table that was dropped meanwhile"))
    }

    pub(super) fn unreadable(&self, found: &str) -> Error {
        unreadable(&format!("`{}`", self.name), found)
    }

    /// The table, its parts in an order that does not depend on how they came to be.
    pub(super) fn finish(mut self) -> TableDef {
        self.uniques.sort_by(|a, b| a.name.cmp(&b.name));
        self.checks.sort_by(|a, b| a.name.cmp(&b.name));
        self.foreign_keys.sort_by(|a, b| a.name.cmp(&b.name));
        self.indexes.sort_by(|a, b| a.name.cmp(&b.name));
        let mut table = TableDef::new(self.name);
        table.columns = self.columns.into();
        table.primary_key = self.primary_key;
        table.uniques = self.uniques.into();
        table.checks = self.checks.into();
        table.foreign_keys = self.foreign_keys.into();
        table.indexes = self.indexes.into();
        table.comment = self.comment;
        table.options = self.options;
        table
    }
}
