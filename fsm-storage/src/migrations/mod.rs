//! The revisions that make and change this crate's tables, for applications that take them in
//! rather than have the tables in revisions of their own.
//! It never runs one, and a revision never changes once it was published.

mod tables;

use crate::table::FsmTable;
use fsm_migrate::Settings;

/// The set that the revisions are in: `Migrator::include(SET)`, or `include_sets = ["fsm"]` in
/// `fsm.toml`. It is also the label of their branch.
pub const SET: &str = "fsm";

/// The setting that names the table; [`DEFAULT_TABLE_NAME`](crate::DEFAULT_TABLE_NAME) without it.
pub const TABLE: &str = "fsm_storage.table";

/// The setting that names the schema of the table; the connection's own without it.
pub const SCHEMA: &str = "fsm_storage.schema";

impl FsmTable {
    /// What tells the revisions of this crate the table's name and schema.
    ///
    /// ```
    /// use fsm_migrate::Migrator;
    /// use fsm_storage::{FsmTable, migrations};
    ///
    /// # fn main() -> Result<(), fsm_migrate::Error> {
    /// let table = FsmTable::named("dev_fsm_data");
    /// // The branch of this crate alone, with a version table of its own:
    /// let migrator = Migrator::new(table.clone().into_metadata())
    ///     .only(migrations::SET)
    ///     .version_table("fsm_storage_version")
    ///     .settings(table.settings());
    /// assert_eq!(migrator.revisions()?.graph().bases().len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn settings(&self) -> Settings {
        let name = self.name();
        let settings = Settings::new().with(TABLE, &*name.name);
        match &name.schema {
            Some(schema) => settings.with(SCHEMA, &**schema),
            None => settings,
        }
    }
}
