use crate::error::Origin;
use crate::schema::{Definition, Table, TableDef, TableSpec};

/// The set a table is registered in unless `#[table(metadata = "..")]` names another.
pub const DEFAULT_SET: &str = "default";

/// What the derive leaves in the program for each table.
///
/// A function and not its answer, which `cargo check` would have to work out for each table.
#[derive(Clone, Copy, Debug)]
pub struct Registration(pub(super) fn() -> Linked);

/// A table that is linked into the program.
#[derive(Clone, Copy, Debug)]
pub(super) struct Linked {
    pub(super) spec: &'static TableSpec,
    pub(super) definition: &'static TableDef,
}

impl Registration {
    /// The constant form the derive writes.
    #[doc(hidden)]
    #[must_use]
    pub const fn of<T: Table>() -> Self {
        Self(linked::<T>)
    }
}

fn linked<T: Table>() -> Linked {
    Linked { spec: T::SPEC, definition: <T::Lists as Definition<T>>::DEFINITION }
}

impl Linked {
    pub(super) fn set(&self) -> &'static str {
        self.spec.set().unwrap_or(DEFAULT_SET)
    }

    pub(super) const fn origin(&self) -> Origin {
        let (module, file, line) = self.spec.place;
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
