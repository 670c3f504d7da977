//! The tables linked into a program, and metadata: a named set of tables as a value.
//! It never spells SQL and never touches a connection.

mod apply;
mod metadata;
mod registration;
mod shared;

pub(crate) use apply::{mentions, rename_column, rename_in};
pub use metadata::{Metadata, MetadataTable, metadata, metadata_of};
pub use registration::{DEFAULT_SET, Registration};
