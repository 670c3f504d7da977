use crate::schema::{Str, TableName};

/// Which part of a database is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scope {
    /// The schemas; empty for the connection's own.
    pub schemas: Vec<Str>,
    /// Also the connection's own, where [`Scope::schemas`] names others.
    pub default_schema: bool,
    /// Only these tables and what hangs on them; empty for all. Enums and sequences are read all
    /// the same.
    pub tables: Vec<TableName>,
    /// Not these tables.
    pub except: Vec<TableName>,
}
