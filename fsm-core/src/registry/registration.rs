use crate::error::Origin;
use crate::schema::TableDef;

/// The set a table is registered in unless `#[table(metadata = "..")]` names another.
pub const DEFAULT_SET: &str = "default";

/// What the derive leaves in the program for each table.
#[derive(Clone, Copy, Debug)]
pub struct Registration {
    pub(super) definition: &'static TableDef,
    pub(super) set: &'static str,
    pub(super) origin: Origin,
}

impl Registration {
    /// The constant form the derive writes.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(
        definition: &'static TableDef,
        set: &'static str,
        (module, file, line): (&'static str, &'static str, u32),
    ) -> Self {
        Self { definition, set, origin: Origin::Struct { module, file, line } }
    }

    /// What tells two structs of one table's name apart: module, file, line.
    pub(super) fn place(&self) -> (&'static str, &'static str, u32) {
        match self.origin {
            Origin::Struct { module, file, line } => (module, file, line),
            Origin::Program => ("", "", 0),
        }
    }
}

inventory::collect!(Registration);
