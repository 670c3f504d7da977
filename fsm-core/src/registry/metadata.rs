use super::registration::{DEFAULT_SET, Registration};
use super::shared::Shared;
use crate::change::{SortedTables, sort_tables};
use crate::error::{Duplicate, Error, ErrorKind, Origin};
use crate::name::NamingConvention;
use crate::schema::{EnumDef, SequenceDef, Str, Table, TableDef, TableName};
use std::{
    collections::{BTreeMap, btree_map},
    ops::Deref,
};

/// Every table linked into this program, in the default set.
#[must_use]
pub fn metadata() -> Metadata {
    metadata_of(DEFAULT_SET)
}

/// Every table linked into this program whose `#[table(metadata = "..")]` is `set`.
///
/// Two tables of one name are reported by whatever uses the metadata first, with both places.
#[must_use]
pub fn metadata_of(set: &str) -> Metadata {
    let found = inventory::iter::<Registration>().map(|entry| (entry.0)());
    // The names beside the entries, so that sorting reads them where they are.
    let mut found: Vec<(Option<&str>, &str, &'static TableDef, Origin)> = found
        .filter(|linked| linked.set() == set)
        .map(|linked| {
            let TableName { schema, name } = &linked.definition.name;
            (schema.as_deref(), &**name, linked.definition, linked.origin())
        })
        .collect();
    // The linker's order changes with the build profile.
    found.sort_unstable_by(|a, b| {
        (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| a.3.place().cmp(&b.3.place()))
    });
    let found = found.into_iter().map(|(_, _, definition, origin)| {
        let entry = Entry { definition: Shared::Linked(definition), origin };
        (definition.name.clone(), entry)
    });
    Metadata { set: Some(set.to_owned()), ..Metadata::of_sorted(found) }
}

/// A set of tables.
///
/// A value: cloning it is cheap, and changing a clone changes nothing else.
#[derive(Clone, Debug)]
pub struct Metadata {
    /// The set of the registry it was made of; `None` if the program built it.
    set: Option<String>,
    tables: BTreeMap<TableName, Entry>,
    /// Native enums that need not stand in any column.
    enums: BTreeMap<TableName, EnumDef>,
    sequences: BTreeMap<TableName, SequenceDef>,
    naming: NamingConvention,
    duplicates: Vec<Duplicate>,
}

#[derive(Clone, Debug)]
struct Entry {
    definition: Shared,
    origin: Origin,
}

/// A table in its metadata.
#[derive(Clone, Copy, Debug)]
pub struct MetadataTable<'m> {
    metadata: &'m Metadata,
    definition: &'m TableDef,
}

impl Default for Metadata {
    fn default() -> Self {
        Self::new()
    }
}

/// The tables, each under its own name; two of one name are reported by whatever uses the metadata
/// first.
impl FromIterator<TableDef> for Metadata {
    fn from_iter<I: IntoIterator<Item = TableDef>>(tables: I) -> Self {
        let mut found: Vec<(TableName, Shared)> =
            tables.into_iter().map(|table| (table.name.clone(), Shared::built(table))).collect();
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        let found = found
            .into_iter()
            .map(|(name, definition)| (name, Entry { definition, origin: Origin::Program }));
        Self::of_sorted(found)
    }
}

impl Metadata {
    /// No table.
    #[must_use]
    pub fn new() -> Self {
        Self {
            set: None,
            tables: BTreeMap::new(),
            enums: BTreeMap::new(),
            sequences: BTreeMap::new(),
            naming: NamingConvention::default(),
            duplicates: Vec::new(),
        }
    }

    /// The tables of a list that is sorted by name: they are put into the map at once, without a
    /// search for each. The first of a name stays.
    fn of_sorted(found: impl IntoIterator<Item = (TableName, Entry)>) -> Self {
        let mut metadata = Self::new();
        let mut unique: Vec<(TableName, Entry)> = Vec::new();
        for (name, entry) in found {
            match unique.last() {
                Some((last, first)) if *last == name => {
                    let (first, second) = (first.origin, entry.origin);
                    metadata.duplicates.push(Duplicate { table: name, first, second });
                }
                _ => unique.push((name, entry)),
            }
        }
        metadata.tables = unique.into_iter().collect();
        metadata
    }

    /// Adds the table of the struct `T`, linked or not.
    ///
    /// # Errors
    /// [`ErrorKind::DuplicateTable`] if another table of that name is there; the same table again
    /// is no error.
    pub fn register<T: Table>(&mut self) -> Result<&mut Self, Error> {
        let origin = (Registration::of::<T>().0)().origin();
        self.try_insert(Shared::Linked(T::definition()), origin)
    }

    /// Adds a table that the program built.
    ///
    /// # Errors
    /// [`ErrorKind::DuplicateTable`] if another table of that name is there.
    pub fn add(&mut self, table: TableDef) -> Result<&mut Self, Error> {
        self.try_insert(Shared::built(table), Origin::Program)
    }

    /// Adds a native enum, whether a column uses it or not; one of that name is replaced.
    pub fn add_enum(&mut self, def: EnumDef) -> &mut Self {
        self.enums.insert(def.name.clone(), def);
        self
    }

    /// Adds a sequence; one of that name is replaced.
    pub fn add_sequence(&mut self, def: SequenceDef) -> &mut Self {
        self.sequences.insert(def.name.clone(), def);
        self
    }

    /// The native enums that were added by themselves, sorted by schema and name; not those that
    /// only columns bring.
    pub fn enums(&self) -> impl Iterator<Item = &EnumDef> {
        self.enums.values()
    }

    /// The sequences, sorted by schema and name.
    pub fn sequences(&self) -> impl Iterator<Item = &SequenceDef> {
        self.sequences.values()
    }

    /// Adds all tables of `other`, whose naming convention is left behind.
    ///
    /// # Errors
    /// [`ErrorKind::DuplicateTable`] if another table of one of the names is there, or if `other`
    /// declares one twice; nothing is changed then. The same table again is no error.
    pub fn merge(&mut self, other: &Self) -> Result<&mut Self, Error> {
        other.check_duplicates()?;
        let mut merged = self.clone();
        for Entry { definition, origin } in other.tables.values() {
            merged.try_insert(definition.clone(), *origin)?;
        }
        merged.enums.extend(other.enums.clone());
        merged.sequences.extend(other.sequences.clone());
        *self = merged;
        Ok(self)
    }

    /// Removes a table and answers with it.
    pub fn remove(&mut self, name: impl Into<TableName>) -> Option<TableDef> {
        let name = name.into();
        self.duplicates.retain(|duplicate| duplicate.table != name);
        self.tables.remove(&name).map(|entry| entry.definition.into_owned())
    }

    /// Puts `table` in the place of the one called `name`, and points the foreign keys of the
    /// others to it. If there is none of that name, `table` is added.
    ///
    /// # Errors
    /// [`ErrorKind::DuplicateTable`] if a third table has the new one's name; nothing is changed
    /// then.
    pub fn replace(
        &mut self,
        name: impl Into<TableName>,
        table: TableDef,
    ) -> Result<&mut Self, Error> {
        let (before, after) = (name.into(), table.name.clone());
        if before != after
            && let Some(there) = self.tables.get(&after)
        {
            return Err(duplicate(after, there.origin, Origin::Program));
        }
        self.remove(before.clone());
        self.insert(Shared::built(table), Origin::Program);
        self.retarget(&before, &after);
        Ok(self)
    }

    /// The same tables, all in `schema`.
    #[must_use]
    pub fn with_schema(mut self, schema: impl Into<Str>) -> Self {
        let schema = schema.into();
        let entries = std::mem::take(&mut self.tables);
        // One pass over the references at the end: pointing them to each moved table in turn would
        // take the square of the number of tables.
        let moved: BTreeMap<TableName, TableName> = entries
            .into_iter()
            .map(|(before, Entry { definition, origin })| {
                let table = definition.into_owned().with_schema(schema.clone());
                let after = table.name.clone();
                self.insert(Shared::built(table), origin);
                (before, after)
            })
            .collect();
        for Entry { definition, .. } in self.tables.values_mut() {
            if definition.foreign_keys.iter().any(|key| moved.contains_key(&key.referred_table)) {
                definition.change(|table| {
                    for key in table.foreign_keys.to_mut() {
                        if let Some(after) = moved.get(&key.referred_table) {
                            key.referred_table = after.clone();
                        }
                    }
                });
            }
        }
        self
    }

    /// The names that constraints and indexes get which their author left without one.
    #[must_use]
    pub fn naming_convention(mut self, naming: NamingConvention) -> Self {
        self.naming = naming;
        self
    }

    /// The naming convention in force.
    #[must_use]
    pub fn naming(&self) -> &NamingConvention {
        &self.naming
    }

    /// The tables, sorted by schema and name.
    pub fn tables(&self) -> impl Iterator<Item = &TableDef> {
        self.tables.values().map(|entry| &*entry.definition)
    }

    /// The tables, parents before children, in time linear in tables and references.
    #[must_use]
    pub fn sorted_tables(&self) -> SortedTables<'_> {
        sort_tables(&self.tables().collect::<Vec<_>>())
    }

    /// The table called `name`: `users`, or `app.users` for a table in a schema.
    ///
    /// # Errors
    /// [`ErrorKind::UnknownTable`] with the nearest name, and what [`Metadata::check`] finds.
    pub fn table(&self, name: impl Into<TableName>) -> Result<MetadataTable<'_>, Error> {
        self.check()?;
        let name = name.into();
        match self.tables.get(&name) {
            Some(entry) => Ok(MetadataTable { metadata: self, definition: &entry.definition }),
            None => {
                Err(ErrorKind::UnknownTable { similar: self.similar(&name), table: name }.into())
            }
        }
    }

    /// Whether there is a table called `name`.
    #[must_use]
    pub fn contains(&self, name: impl Into<TableName>) -> bool {
        self.tables.contains_key(&name.into())
    }

    /// How many tables there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tables.len()
    }

    /// Whether there is no table.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    /// Whether the metadata can be used: it holds a table, and no name is declared twice.
    ///
    /// # Errors
    /// [`ErrorKind::EmptyMetadata`], [`ErrorKind::DuplicateTable`].
    pub fn check(&self) -> Result<(), Error> {
        self.check_duplicates()?;
        if self.tables.is_empty() {
            return Err(ErrorKind::EmptyMetadata { set: self.set.clone() }.into());
        }
        Ok(())
    }

    fn check_duplicates(&self) -> Result<(), Error> {
        let Some((Duplicate { table, first, second }, others)) = self.duplicates.split_first()
        else {
            return Ok(());
        };
        let (table, first, second) = (table.clone(), *first, *second);
        Err(ErrorKind::DuplicateTable { table, first, second, others: others.to_vec() }.into())
    }

    fn try_insert(&mut self, definition: Shared, origin: Origin) -> Result<&mut Self, Error> {
        match self.tables.get(&definition.name) {
            Some(there) if there.origin == origin && *there.definition == *definition => Ok(self),
            Some(there) => Err(duplicate(definition.name.clone(), there.origin, origin)),
            None => {
                self.insert(definition, origin);
                Ok(self)
            }
        }
    }

    fn insert(&mut self, definition: Shared, origin: Origin) {
        match self.tables.entry(definition.name.clone()) {
            btree_map::Entry::Vacant(place) => {
                place.insert(Entry { definition, origin });
            }
            btree_map::Entry::Occupied(there) => {
                let first = there.get().origin;
                let table = there.key().clone();
                self.duplicates.push(Duplicate { table, first, second: origin });
            }
        }
    }

    /// The error for a table that is not there.
    pub(super) fn unknown(&self, name: &TableName) -> Error {
        ErrorKind::UnknownTable { similar: self.similar(name), table: name.clone() }.into()
    }

    /// Changes a table, unless `change` refuses, which it does before it changes anything.
    pub(super) fn try_change(
        &mut self,
        name: &TableName,
        change: impl FnOnce(&mut TableDef) -> Result<(), String>,
    ) -> Named {
        let Some(entry) = self.tables.get_mut(name) else { return Named::Unknown };
        let mut answer = Ok(());
        entry.definition.change(|table| answer = change(table));
        match answer {
            Ok(()) => Named::Changed,
            Err(found) => Named::Refused(found),
        }
    }

    /// Changes the tables that are concerned.
    pub(super) fn change_tables(
        &mut self,
        concerned: impl Fn(&TableDef) -> bool,
        change: impl Fn(&mut TableDef),
    ) {
        for entry in self.tables.values_mut() {
            if concerned(&entry.definition) {
                entry.definition.change(&change);
            }
        }
    }

    /// Removes an enum that was added by itself.
    pub(super) fn remove_enum(&mut self, name: &TableName) -> Option<EnumDef> {
        self.enums.remove(name)
    }

    /// Removes a sequence.
    pub(super) fn drop_sequence(&mut self, name: &TableName) {
        self.sequences.remove(name);
    }

    fn retarget(&mut self, before: &TableName, after: &TableName) {
        if before == after {
            return;
        }
        for entry in self.tables.values_mut() {
            if entry.definition.foreign_keys.iter().any(|key| key.referred_table == *before) {
                entry.definition.change(|table| table.retarget(before, after));
            }
        }
    }

    fn similar(&self, name: &TableName) -> Option<TableName> {
        let known = self.tables.keys().map(TableName::to_string);
        let near = crate::name::nearest(&name.to_string(), known)?;
        self.tables.keys().find(|table| table.to_string() == near).cloned()
    }
}

/// What became of changing a table by name.
pub(super) enum Named {
    Changed,
    /// It does not fit: why.
    Refused(String),
    /// There is none of that name.
    Unknown,
}

fn duplicate(table: TableName, first: Origin, second: Origin) -> Error {
    ErrorKind::DuplicateTable { table, first, second, others: Vec::new() }.into()
}

impl<'m> MetadataTable<'m> {
    /// The metadata the table is in.
    #[must_use]
    pub fn metadata(&self) -> &'m Metadata {
        self.metadata
    }

    /// The table.
    #[must_use]
    pub fn definition(&self) -> &'m TableDef {
        self.definition
    }
}

impl Deref for MetadataTable<'_> {
    type Target = TableDef;

    fn deref(&self) -> &TableDef {
        self.definition
    }
}

#[cfg(test)]
mod tests {
    use super::Metadata;
    use crate::error::ErrorKind;
    use crate::schema::{ForeignKeyDef, TableDef};

    fn child(name: &'static str, parent: &'static str) -> TableDef {
        TableDef::new(name).foreign_key(ForeignKeyDef::new(["parent_id"], parent, ["id"]))
    }

    fn metadata(tables: impl IntoIterator<Item = TableDef>) -> Metadata {
        tables.into_iter().collect()
    }

    fn references(metadata: &Metadata) -> Vec<String> {
        metadata
            .tables()
            .flat_map(|table| {
                table
                    .foreign_keys
                    .iter()
                    .map(|key| format!("{}>{}", table.name, key.referred_table))
            })
            .collect()
    }

    #[test]
    fn tables_are_sorted_by_schema_and_name() {
        let metadata = metadata(["b", "app.a", "a"].map(TableDef::new));
        let names: Vec<String> = metadata.tables().map(|table| table.name.to_string()).collect();
        assert_eq!(names, ["a", "b", "app.a"]);
    }

    #[test]
    fn a_second_table_of_a_name_is_refused_and_changes_nothing() {
        let mut metadata = metadata([child("a", "b")]);
        let refused = metadata.add(TableDef::new("a")).unwrap_err();
        assert!(matches!(refused.kind(), ErrorKind::DuplicateTable { .. }), "{refused}");
        assert_eq!(references(&metadata), ["a>b"]);
    }

    #[test]
    fn every_name_that_is_declared_twice_is_said_at_once() {
        let refused =
            metadata(["b", "a", "b", "c", "a"].map(TableDef::new)).check().unwrap_err().to_string();
        assert!(refused.contains("the table `a` is declared twice"), "{refused}");
        assert!(refused.contains("the table `b` is declared twice"), "{refused}");
        assert!(!refused.contains("`c`"), "{refused}");
    }

    #[test]
    fn of_two_tables_of_a_name_the_first_stays_and_both_are_reported() {
        let found = metadata([child("b", "x"), child("a", "first"), child("a", "second")]);
        assert_eq!(references(&found), ["a>first", "b>x"]);
        let refused = found.check().unwrap_err();
        assert!(matches!(refused.kind(), ErrorKind::DuplicateTable { .. }), "{refused}");
    }

    #[test]
    fn an_empty_set_is_refused_with_the_hint_to_mention_the_crate() {
        let refused = super::metadata_of("nobody registers here").check().unwrap_err();
        assert_eq!(
            refused.to_string(),
            "no table is registered in the metadata `nobody registers here`"
        );
        assert!(refused.help().unwrap().contains("use my_models as _;"));
    }

    #[test]
    fn an_unknown_table_is_answered_with_the_nearest_name() {
        let metadata = metadata(["users", "posts", "app.users"].map(TableDef::new));
        let refused = metadata.table("user").unwrap_err();
        assert_eq!(refused.to_string(), "the metadata holds no table `user`");
        assert_eq!(refused.help().unwrap(), "did you mean `users`?");
        assert_eq!(metadata.table("zzz").unwrap_err().help(), None);
    }

    #[test]
    fn replacing_a_table_points_the_others_to_the_new_one() {
        let mut metadata = metadata([child("a", "fsm_data"), child("fsm_data", "fsm_data")]);
        metadata.replace("fsm_data", child("fsm_data", "fsm_data").renamed("dev_fsm")).unwrap();
        assert_eq!(references(&metadata), ["a>dev_fsm", "dev_fsm>dev_fsm"]);
        assert!(!metadata.contains("fsm_data"));
    }

    #[test]
    fn replacing_never_overwrites_a_third_table() {
        let mut metadata = metadata(["a", "b"].map(TableDef::new));
        assert!(metadata.replace("a", TableDef::new("b")).is_err());
        assert!(metadata.contains("a") && metadata.contains("b"));
    }

    #[test]
    fn merging_takes_every_table_or_none() {
        let mut one = metadata(["a"].map(TableDef::new));
        one.merge(&metadata(["b", "c"].map(TableDef::new))).unwrap();
        assert_eq!(one.len(), 3);
        let other = metadata([TableDef::new("0"), child("b", "a")]);
        let refused = one.merge(&other).unwrap_err();
        assert!(matches!(refused.kind(), ErrorKind::DuplicateTable { .. }), "{refused}");
        assert!(!one.contains("0"));
        assert!(one.merge(&metadata(["d", "d"].map(TableDef::new))).is_err());
    }

    #[test]
    fn metadata_that_the_program_left_empty_is_not_blamed_on_the_linker() {
        let refused = Metadata::new().check().unwrap_err();
        assert_eq!(refused.to_string(), "the metadata holds no table");
        assert!(refused.help().unwrap().contains("register::<T>()"));
    }

    #[test]
    fn moving_to_a_schema_moves_the_references_along() {
        let moved = metadata([child("a", "b"), TableDef::new("b"), child("c", "elsewhere")])
            .with_schema("app");
        assert_eq!(references(&moved), ["app.a>app.b", "app.c>elsewhere"]);
    }

    #[test]
    fn moving_two_tables_onto_each_other_is_reported() {
        let moved = metadata(["x.a", "y.a"].map(TableDef::new)).with_schema("app");
        assert!(matches!(moved.check().unwrap_err().kind(), ErrorKind::DuplicateTable { .. }));
    }
}
