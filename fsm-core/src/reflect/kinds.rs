use super::NameCase;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::collections::BTreeMap;
use std::hash::BuildHasher;
use std::ops::Range;

/// What names stand for in a database.
///
/// Every start of a program puts all its tables into it and asks for each of them, so that names
/// lie in one buffer and are found by a hash. It is asked name by name, and never walked through.
#[derive(Debug)]
pub(super) struct Kinds {
    case: NameCase,
    /// The names, folded, one after the other.
    names: String,
    /// The number of each schema.
    schemas: BTreeMap<String, usize>,
    entries: HashTable<Entry>,
    hasher: DefaultHashBuilder,
}

/// The number of the connection's own schema, whose name is empty.
///
/// It is no key of a map: comparing empty texts of no address takes the C library's `memcmp` a
/// hundred times as long as comparing others, which was half of what a start-up cost.
const OWN: usize = 0;

#[derive(Debug)]
struct Entry {
    schema: usize,
    name: Range<usize>,
    kind: &'static str,
}

impl Kinds {
    /// None yet, with room for as many; `case` tells which names are one.
    pub(super) fn new(case: NameCase, capacity: usize) -> Self {
        Self {
            case,
            names: String::new(),
            schemas: BTreeMap::new(),
            entries: HashTable::with_capacity(capacity),
            hasher: DefaultHashBuilder::default(),
        }
    }

    /// `name` in `schema` stands for `kind`; what was put in last counts.
    pub(super) fn insert(&mut self, schema: &str, name: &str, kind: &'static str) {
        let schema = self.number(schema);
        let start = self.names.len();
        self.names.push_str(&self.case.fold(name));
        let entry = Entry { schema, name: start..self.names.len(), kind };
        let (names, hasher) = (&self.names, &self.hasher);
        let name = &names[start..];
        let place = self.entries.entry(
            hasher.hash_one(name),
            |other| other.schema == schema && names[other.name.clone()] == *name,
            |other| hasher.hash_one(&names[other.name.clone()]),
        );
        place.insert(entry);
    }

    fn number(&mut self, schema: &str) -> usize {
        if schema.is_empty() {
            return OWN;
        }
        let schema = self.case.fold(schema);
        if let Some(&number) = self.schemas.get(&*schema) {
            return number;
        }
        let number = OWN + 1 + self.schemas.len();
        self.schemas.insert(schema.into_owned(), number);
        number
    }

    /// What `name` in `schema` stands for.
    pub(super) fn get(&self, schema: &str, name: &str) -> Option<&'static str> {
        let schema = match schema {
            "" => OWN,
            _ => *self.schemas.get(&*self.case.fold(schema))?,
        };
        let name = self.case.fold(name);
        let entry = self.entries.find(self.hasher.hash_one(&*name), |entry| {
            entry.schema == schema && self.names[entry.name.clone()] == *name
        })?;
        Some(entry.kind)
    }
}

#[cfg(test)]
mod tests {
    use super::{Kinds, NameCase};

    #[test]
    fn names_are_told_apart_as_the_database_does() {
        let mut kinds = Kinds::new(NameCase::Ascii, 0);
        kinds.insert("", "Users", "table");
        kinds.insert("App", "users", "view");
        kinds.insert("", "ÄB", "view");
        assert_eq!(kinds.get("", "uSERS"), Some("table"));
        assert_eq!(kinds.get("app", "users"), Some("view"));
        assert_eq!(kinds.get("", "äb"), None);
        assert_eq!(kinds.get("", "user"), None);
        assert_eq!(kinds.get("other", "users"), None);
        kinds.insert("", "USERS", "view");
        assert_eq!(kinds.get("", "users"), Some("view"));
    }
}
