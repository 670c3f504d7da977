//! Migrations for sqlx: what Alembic is to SQLAlchemy.
//!
//! [`graph`] is the graph of revisions: it reads symbols such as `head`, `+2` or `LABEL@head-1`,
//! plans upgrades, downgrades and stamps, and says how each step changes the rows of the version
//! table. It opens no connection.

mod error;
pub mod graph;

pub use error::{Error, ErrorKind, MissingRevision};
