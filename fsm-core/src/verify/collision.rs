use super::Verifier;
use crate::dialect::{ConstraintScope, IndexScope};
use crate::schema::{EnumDef, TableDef, TableName};
use std::collections::btree_map::{BTreeMap, Entry};
use std::{borrow::Cow, fmt};

/// What has a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Table,
    Sequence,
    Enum,
    PrimaryKey,
    Unique,
    Check,
    ForeignKey,
    Index,
}

/// The names of one namespace, in the form in which names that are one are equal, with their
/// schema, and what each is taken by. No schema is `None`: comparing empty texts costs more than
/// comparing names, see `reflect::kinds`.
type Names<'t> = BTreeMap<(Option<Cow<'t, str>>, Cow<'t, str>), (&'t TableDef, Kind)>;

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Table => "the table",
            Self::Sequence => "the sequence of a column",
            Self::Enum => "an enum",
            Self::PrimaryKey => "the primary key",
            Self::Unique => "a unique constraint",
            Self::Check => "a check",
            Self::ForeignKey => "a foreign key",
            Self::Index => "an index",
        })
    }
}

impl Verifier<'_> {
    /// Names that are two in the metadata and one in the database.
    pub(super) fn collisions(&mut self, tables: &[&TableDef]) {
        let mut relations = Names::new();
        let mut constraints = Names::new();
        for table in tables {
            self.take(&mut relations, table, Kind::Table, Cow::Borrowed(&table.name.name));
        }
        for table in tables {
            self.column_names(table);
            let names = self.names(table);
            // What collides within its table is told once, by the table.
            let names = self.names_in_table(table, names);
            self.names_in_schema(table, names, &mut relations, &mut constraints);
        }
        // Last, because the others have names that somebody chose.
        for table in tables {
            for name in self.speller.grammar.sequences(table) {
                self.take(&mut relations, table, Kind::Sequence, Cow::Owned(name));
            }
        }
        // Of what has a name, tables have a type of that name, indexes have none, and no sequence is
        // made where a type has its name.
        relations.retain(|_, (_, kind)| matches!(kind, Kind::Table | Kind::Sequence));
        self.enum_names(tables, relations);
    }

    fn column_names(&mut self, table: &TableDef) {
        let mut seen: BTreeMap<Cow<'_, str>, &str> = BTreeMap::new();
        for column in table.columns.iter() {
            let name = column.name.as_ref();
            if let Some(first) = seen.insert(self.can().name_case.fold(name), name) {
                let message = if first == name {
                    "the table has two columns of this name".to_owned()
                } else {
                    format!("`{first}` and `{name}` are one column to {}", self.dialect())
                };
                self.problem(table, name, message, "give one of them another name");
            }
        }
    }

    /// The names of all that hangs on the table.
    fn names(&self, table: &TableDef) -> Vec<(Kind, String)> {
        let (speller, name) = (&self.speller, &table.name);
        let mut names = Vec::new();
        let key = table.primary_key.iter();
        names.extend(key.map(|key| (Kind::PrimaryKey, speller.primary_key_name(name, key))));
        let uniques = speller.uniques(table);
        names.extend(uniques.map(|unique| (Kind::Unique, speller.unique_name(name, unique))));
        let checks = speller.checks(table);
        names.extend(checks.iter().map(|check| (Kind::Check, speller.check_name(name, check))));
        let keys = table.foreign_keys.iter();
        names.extend(keys.map(|key| (Kind::ForeignKey, speller.foreign_key_name(name, key))));
        let indexes = speller.indexes(table);
        names.extend(indexes.map(|index| (Kind::Index, speller.index_name(name, index))));
        names
    }

    /// Constraints, and where they are told apart by table only, indexes. Answers with the names that
    /// were free.
    fn names_in_table(
        &mut self,
        table: &TableDef,
        mut names: Vec<(Kind, String)>,
    ) -> Vec<(Kind, String)> {
        if self.can().constraint_scope == ConstraintScope::None {
            return names;
        }
        let by_table = self.can().index_scope == IndexScope::Table;
        let mut taken = Names::new();
        names.retain(|(kind, name)| {
            // Where indexes are told apart by table, the primary key's is always `PRIMARY`.
            let counts = match kind {
                Kind::Index => by_table,
                Kind::PrimaryKey => !by_table,
                _ => true,
            };
            !counts || self.take(&mut taken, table, *kind, Cow::Owned(name.clone()))
        });
        names
    }

    fn names_in_schema<'t>(
        &mut self,
        table: &'t TableDef,
        names: Vec<(Kind, String)>,
        relations: &mut Names<'t>,
        constraints: &mut Names<'t>,
    ) {
        let can = self.can();
        let indexes = can.index_scope == IndexScope::Schema;
        for (kind, name) in names {
            match kind {
                Kind::Index if indexes => {
                    self.take(relations, table, kind, Cow::Owned(name));
                }
                Kind::PrimaryKey | Kind::Unique if indexes && can.keys_are_indexes => {
                    self.take(relations, table, kind, Cow::Owned(name));
                }
                Kind::Check | Kind::ForeignKey
                    if can.constraint_scope == ConstraintScope::Schema =>
                {
                    self.take(constraints, table, kind, Cow::Owned(name));
                }
                _ => {}
            }
        }
    }

    /// Enums of one name are one type, and share the names of `types`.
    fn enum_names<'t>(&mut self, tables: &[&'t TableDef], mut types: Names<'t>) {
        if !self.can().native_enums {
            return;
        }
        let mut known: BTreeMap<&TableName, (&TableDef, &EnumDef)> = BTreeMap::new();
        for table in tables {
            for def in table.enums() {
                match known.insert(&def.name, (table, def)) {
                    None => {
                        let (schema, name) = (def.name.schema.as_deref(), &def.name.name);
                        self.take_in(&mut types, schema, table, Kind::Enum, Cow::Borrowed(name));
                    }
                    Some((first, same)) if same.labels != def.labels => {
                        let message = format!(
                            "the enum `{}` has other labels than in `{}`",
                            def.name, first.name
                        );
                        let help = "give one of them another name: `#[sqlx(type_name = \"..\")]`";
                        self.problem(table, &def.name.name, message, help);
                    }
                    Some(_) => {}
                }
            }
        }
    }

    /// The schema in the form in which schemas that are one are equal.
    fn schema<'t>(&self, schema: Option<&'t str>) -> Option<Cow<'t, str>> {
        let can = self.can();
        schema.or(can.main_schema).map(|schema| can.name_case.fold(schema))
    }

    /// Takes the name, or says who has it; whether it was free.
    fn take<'t>(
        &mut self,
        taken: &mut Names<'t>,
        table: &'t TableDef,
        kind: Kind,
        name: Cow<'t, str>,
    ) -> bool {
        self.take_in(taken, table.name.schema.as_deref(), table, kind, name)
    }

    fn take_in<'t>(
        &mut self,
        taken: &mut Names<'t>,
        schema: Option<&'t str>,
        table: &'t TableDef,
        kind: Kind,
        name: Cow<'t, str>,
    ) -> bool {
        let schema = self.schema(schema);
        let (key, given) = match self.can().name_case.fold(&name) {
            Cow::Owned(folded) => (Cow::Owned(folded), Some(name)),
            Cow::Borrowed(_) => (name, None),
        };
        let (first, there, name) = match taken.entry((schema, key)) {
            Entry::Vacant(free) => {
                free.insert((table, kind));
                return true;
            }
            Entry::Occupied(taken) => {
                let (first, there) = *taken.get();
                (first, there, given.unwrap_or_else(|| taken.key().1.clone()))
            }
        };
        let of = match there {
            Kind::Table => format!("`{}`", first.name),
            _ => format!("of `{}`", first.name),
        };
        let message = format!(
            "{kind} would be called `{name}`, which {} takes for {there} {of}",
            self.dialect()
        );
        // Of two such names the database numbers the second.
        if (kind, there) == (Kind::Sequence, Kind::Sequence) {
            return true;
        }
        let object = if kind == Kind::Table { None } else { Some(name.as_ref()) };
        self.found(table, object, (message, Some("give one of them another name".to_owned())));
        false
    }
}

#[cfg(test)]
mod tests {
    use crate::schema::{CheckDef, ColumnDef, Dialect, IndexDef, SqlType, TableDef, UniqueDef};

    /// How many names `dialect` finds taken.
    fn check(table: &TableDef, dialect: Dialect, expected: usize) {
        let said = table.verify(dialect).map_or_else(|error| error.to_string(), |()| String::new());
        assert_eq!(said.matches("would be called").count(), expected, "{dialect}: {said}");
    }

    fn table() -> TableDef {
        ["a", "b", "c"].iter().fold(TableDef::new("t"), |table, name| {
            table.column(ColumnDef::new(*name, SqlType::Integer))
        })
    }

    #[test]
    fn each_name_that_is_taken_is_told_once() {
        let thrice = ["a", "b", "c"]
            .iter()
            .fold(table(), |table, name| table.unique(UniqueDef::new([*name]).named("x")));
        check(&thrice, Dialect::Postgres, 2);
        check(&thrice, Dialect::Mysql, 2);
        check(&thrice, Dialect::Sqlite, 0);
    }

    #[test]
    fn another_fault_of_the_same_object_hides_no_name() {
        let both = table()
            .unique(UniqueDef::new(["missing"]).named("x"))
            .index(IndexDef::new(["a"]).named("x"))
            .check(CheckDef::new("a > 0").named("x"));
        check(&both, Dialect::Postgres, 2);
        check(&both, Dialect::Mysql, 2);
    }
}
