use super::verify;
use crate::change::{Change, creation, removal};
use crate::error::Error;
use crate::name::NamingConvention;
use crate::registry::{Metadata, MetadataTable};
use crate::schema::{Dialect, TableDef};

impl Metadata {
    /// The statements that create these tables in an empty database, in order, without a database.
    ///
    /// # Errors
    /// What [`Metadata::verify`] finds.
    pub fn create_all_sql(&self, dialect: Dialect) -> Result<Vec<String>, Error> {
        self.verify(dialect)?;
        let tables: Vec<&TableDef> = self.tables().collect();
        Ok(spell(dialect, self.naming(), &created(dialect, &tables)))
    }

    /// The statements that drop these tables, in order, without a database.
    ///
    /// # Errors
    /// What [`Metadata::verify`] finds.
    pub fn drop_all_sql(&self, dialect: Dialect) -> Result<Vec<String>, Error> {
        self.verify(dialect)?;
        let tables: Vec<&TableDef> = self.tables().collect();
        Ok(spell(dialect, self.naming(), &removed(dialect, &tables)))
    }
}

impl MetadataTable<'_> {
    /// The statements that create this table, named by the metadata's convention.
    ///
    /// # Errors
    /// What [`MetadataTable::verify`] finds.
    pub fn create_sql(&self, dialect: Dialect) -> Result<Vec<String>, Error> {
        verify(&[self.definition()], self.metadata(), dialect)?;
        Ok(spell(dialect, self.metadata().naming(), &created(dialect, &[self.definition()])))
    }

    /// The statements that drop this table, named by the metadata's convention.
    ///
    /// # Errors
    /// What [`MetadataTable::verify`] finds.
    pub fn drop_sql(&self, dialect: Dialect) -> Result<Vec<String>, Error> {
        verify(&[self.definition()], self.metadata(), dialect)?;
        Ok(spell(dialect, self.metadata().naming(), &removed(dialect, &[self.definition()])))
    }
}

impl TableDef {
    /// The statements that create this table and its enums, named by the usual convention.
    ///
    /// # Errors
    /// What [`TableDef::verify`] finds.
    pub fn create_sql(&self, dialect: Dialect) -> Result<Vec<String>, Error> {
        self.verify(dialect)?;
        Ok(spell(dialect, &NamingConvention::default(), &created(dialect, &[self])))
    }

    /// The statements that drop this table and its enums, named by the usual convention.
    ///
    /// # Errors
    /// What [`TableDef::verify`] finds.
    pub fn drop_sql(&self, dialect: Dialect) -> Result<Vec<String>, Error> {
        self.verify(dialect)?;
        Ok(spell(dialect, &NamingConvention::default(), &removed(dialect, &[self])))
    }
}

fn created(dialect: Dialect, tables: &[&TableDef]) -> Vec<Change> {
    let can = dialect.capabilities();
    creation(tables, can.native_enums, can.forward_references)
}

fn removed(dialect: Dialect, tables: &[&TableDef]) -> Vec<Change> {
    let can = dialect.capabilities();
    removal(tables, can.native_enums, can.forward_references)
}

fn spell(dialect: Dialect, naming: &NamingConvention, changes: &[Change]) -> Vec<String> {
    changes
        .iter()
        .flat_map(|change| dialect.spell(change, naming))
        .map(|statement| statement.sql)
        .collect()
}
