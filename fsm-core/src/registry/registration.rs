use crate::error::Origin;
use crate::schema::{Table, TableDef, TableFacts};

/// The set a table is registered in unless `#[table(metadata = "..")]` names another.
pub const DEFAULT_SET: &str = "default";

/// What the derive leaves in the program for each table.
#[derive(Clone, Copy, Debug)]
pub struct Registration {
    // A function, so that `cargo check` need not put the definition together.
    pub(super) definition: fn() -> &'static TableDef,
    pub(super) facts: &'static TableFacts,
}

impl Registration {
    /// The constant form the derive writes.
    #[doc(hidden)]
    #[must_use]
    pub const fn of<T: Table>() -> Self {
        Self { definition: T::definition, facts: T::FACTS }
    }

    pub(super) const fn origin(&self) -> Origin {
        let (module, file, line) = self.facts.place;
        Origin::Struct { module, file, line }
    }
}

inventory::collect!(Registration);

impl Origin {
    /// What decides between tables of the same name, which one comes first.
    pub(super) const fn place(&self) -> (&'static str, &'static str, u32) {
        match *self {
            Self::Struct { module, file, line } => (module, file, line),
            Self::Program => ("", "", 0),
        }
    }
}
