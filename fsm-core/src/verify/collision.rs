use super::Verifier;
use crate::dialect::{ConstraintScope, IndexScope};
use crate::schema::{EnumDef, TableDef, TableName};
use std::collections::btree_map::{BTreeMap, Entry};
use std::{borrow::Cow, fmt};

/// What has a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Table,
    Enum,
    PrimaryKey,
    Unique,
    Check,
    ForeignKey,
    Index,
}

/// The names of one namespace, in the form in which names that are one are equal, with their
/// schema, and what each is taken by.
type Names<'t> = BTreeMap<(Option<&'t str>, Cow<'t, str>), (&'t TableDef, Kind)>;

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Table => "the table",
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
            self.names_in_table(table, &names);
            self.names_in_schema(table, names, &mut relations, &mut constraints);
        }
        self.enum_names(tables, &mut relations);
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

    /// Constraints, and where they are told apart by table only, indexes.
    fn names_in_table(&mut self, table: &TableDef, names: &[(Kind, String)]) {
        if self.can().constraint_scope == ConstraintScope::None {
            return;
        }
        let by_table = self.can().index_scope == IndexScope::Table;
        let mut taken = Names::new();
        for (kind, name) in names {
            // Where indexes are told apart by table, the primary key's is always `PRIMARY`.
            let counts = match kind {
                Kind::Index => by_table,
                Kind::PrimaryKey => !by_table,
                _ => true,
            };
            if counts {
                self.take(&mut taken, table, *kind, Cow::Borrowed(name));
            }
        }
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
                Kind::Index if indexes => self.take(relations, table, kind, Cow::Owned(name)),
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

    /// Enums of one name are one type, and share the names of tables.
    fn enum_names<'t>(&mut self, tables: &[&'t TableDef], relations: &mut Names<'t>) {
        if !self.can().native_enums {
            return;
        }
        let mut known: BTreeMap<&TableName, (&TableDef, &EnumDef)> = BTreeMap::new();
        for table in tables {
            for def in table.enums() {
                match known.insert(&def.name, (table, def)) {
                    None => {
                        let (schema, name) = (def.name.schema.as_deref(), &def.name.name);
                        self.take_in(relations, schema, table, Kind::Enum, Cow::Borrowed(name));
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

    fn take<'t>(
        &mut self,
        taken: &mut Names<'t>,
        table: &'t TableDef,
        kind: Kind,
        name: Cow<'t, str>,
    ) {
        self.take_in(taken, table.name.schema.as_deref(), table, kind, name);
    }

    fn take_in<'t>(
        &mut self,
        taken: &mut Names<'t>,
        schema: Option<&'t str>,
        table: &'t TableDef,
        kind: Kind,
        name: Cow<'t, str>,
    ) {
        let (key, given) = match self.can().name_case.fold(&name) {
            Cow::Owned(folded) => (Cow::Owned(folded), Some(name)),
            Cow::Borrowed(_) => (name, None),
        };
        let (first, there, name) = match taken.entry((schema, key)) {
            Entry::Vacant(free) => {
                free.insert((table, kind));
                return;
            }
            Entry::Occupied(taken) => {
                let (first, there) = *taken.get();
                (first, there, given.unwrap_or_else(|| taken.key().1.clone()))
            }
        };
        // What collides within its table is told by the table's own names.
        if first.name == table.name && is_constraint(kind) && is_constraint(there) {
            let told = self.problems.iter().any(|problem| {
                problem.table == table.name && problem.object.as_deref() == Some(&name)
            });
            if told {
                return;
            }
        }
        let of = match there {
            Kind::Table => format!("`{}`", first.name),
            _ => format!("of `{}`", first.name),
        };
        let message = format!(
            "{kind} would be called `{name}`, which {} takes for {there} {of}",
            self.dialect()
        );
        let object = if kind == Kind::Table { None } else { Some(name.as_ref()) };
        self.found(table, object, (message, Some("give one of them another name".to_owned())));
    }
}

fn is_constraint(kind: Kind) -> bool {
    !matches!(kind, Kind::Table | Kind::Enum)
}
