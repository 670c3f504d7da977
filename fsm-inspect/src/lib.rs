//! From a database to models and pictures: Rust source with `#[derive(Table)]`, and
//! entity-relationship diagrams, from schema values.
//!
//! ```
//! use fsm_core::{ColumnDef, Dialect, Metadata, SqlType, TableDef};
//!
//! // What `Metadata::reflect(&pool)` answers with, or any other metadata.
//! let mut metadata = Metadata::new();
//! metadata.add(
//!     TableDef::new("users")
//!         .column(ColumnDef::new("id", SqlType::BigInteger))
//!         .column(ColumnDef::new("email", SqlType::String(80)).nullable())
//!         .primary_key(["id"]),
//! )?;
//!
//! let source = fsm_inspect::rust_source((&metadata, Dialect::Postgres)).to_string();
//! assert!(source.contains("pub struct Users"));
//! assert!(source.contains("pub email: Option<String>"));
//! # Ok::<(), fsm_core::Error>(())
//! ```
//!
//! Everything here is a pure function: the same values give the same bytes.

mod ident;
mod picture;
mod source;

pub use picture::{mermaid, svg};
pub use source::{DateTypes, DecimalTypes, RustSource, SourceFile, rust_source};
