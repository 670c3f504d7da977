use std::collections::BTreeMap;

/// Names of one schema, with what each stands for.
#[expect(clippy::disallowed_types, reason = "asked name by name, never walked through")]
type Names = std::collections::HashMap<String, &'static str>;

/// What names stand for in a database.
///
/// Every start of a program reads all its tables into it and asks for each of them: a map that
/// compares names on its way took twice as long as the query.
#[derive(Debug)]
pub(super) struct Kinds {
    by_schema: BTreeMap<String, Names>,
    capacity: usize,
}

impl Kinds {
    /// None yet, with room for as many names in each schema.
    pub(super) fn with_capacity(capacity: usize) -> Self {
        Self { by_schema: BTreeMap::new(), capacity }
    }

    /// `name` in `schema` stands for `kind`.
    pub(super) fn insert(&mut self, schema: &str, name: String, kind: &'static str) {
        if let Some(names) = self.by_schema.get_mut(schema) {
            names.insert(name, kind);
        } else {
            let mut names = Names::with_capacity(self.capacity);
            names.insert(name, kind);
            self.by_schema.insert(schema.to_owned(), names);
        }
    }

    /// What `name` in `schema` stands for.
    pub(super) fn get(&self, schema: &str, name: &str) -> Option<&'static str> {
        self.by_schema.get(schema)?.get(name).copied()
    }
}
