//! The schema of the storm: tables enough that creating them takes time, with all that one schema can hold.
//!
//! Built at run time and from structs; says nothing about what is done with it.

pub mod altered;
mod built;
#[allow(dead_code, reason = "these structs are tables and nothing else")]
mod linked;
pub mod revisions;

use fsm_core::{Metadata, metadata_of};

pub use built::{TABLES, tables};
pub use linked::SET;

/// The linked tables and the built ones.
///
/// # Errors
/// When two have one name.
pub fn metadata() -> Result<Metadata, fsm_core::Error> {
    let mut metadata = metadata_of(SET);
    for table in tables() {
        metadata.add(table)?;
    }
    Ok(metadata)
}
