use crate::schema::TableDef;
use std::{ops::Deref, sync::Arc};

/// A table of the program's constants, or one that a program built; cloning copies a pointer.
#[derive(Clone, Debug)]
pub(super) enum Shared {
    /// What a derive wrote.
    Linked(&'static TableDef),
    /// What was built at run time.
    Built(Arc<TableDef>),
}

impl Shared {
    pub(super) fn built(table: TableDef) -> Self {
        Self::Built(Arc::new(table))
    }

    /// Changes the table, in a copy of its own if others share it.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut TableDef)) {
        match self {
            Self::Linked(table) => {
                let mut table = table.clone();
                change(&mut table);
                *self = Self::built(table);
            }
            Self::Built(table) => change(Arc::make_mut(table)),
        }
    }

    pub(super) fn into_owned(self) -> TableDef {
        match self {
            Self::Linked(table) => table.clone(),
            Self::Built(table) => Arc::unwrap_or_clone(table),
        }
    }
}

impl Deref for Shared {
    type Target = TableDef;

    fn deref(&self) -> &TableDef {
        match self {
            Self::Linked(table) => table,
            Self::Built(table) => table,
        }
    }
}
