use super::kinds::Kinds;
use super::rows::Row;
use super::{NameCase, Rows, mysql, postgres, sqlite};
use crate::schema::{Dialect, TableName};
use std::collections::{BTreeMap, BTreeSet};

/// What is asked for in one query: whether these objects stand.
#[derive(Debug, Default)]
pub(crate) struct Look<'a> {
    /// Tables, by name.
    pub(crate) tables: Vec<&'a TableName>,
    /// Tables that others refer to, wherever the connection finds them.
    pub(crate) referred: Vec<&'a TableName>,
    /// Native enums.
    pub(crate) enums: Vec<&'a TableName>,
    /// Schemas.
    pub(crate) schemas: BTreeSet<&'a str>,
    /// Foreign keys: the referring table and the name of the constraint.
    pub(crate) foreign_keys: Vec<(&'a TableName, String)>,
}

/// What stands of what was asked for.
#[derive(Debug)]
pub(crate) struct Existing {
    /// Which names the database takes for one.
    pub(crate) case: NameCase,
    /// The schema that unqualified names are created in, if the connection has one.
    pub(crate) current_schema: Option<String>,
    /// Whether the session is in a transaction, where the catalog can tell.
    pub(crate) in_transaction: bool,
    /// Relations by name, with what they are: `table`, `view`, ….
    relations: Kinds,
    /// Types by name, with what they are: `enum`, `domain`, ….
    types: Kinds,
    /// Tables that the connection finds by these names, in whatever schema.
    found: Kinds,
    schemas: BTreeSet<String>,
    foreign_keys: BTreeSet<(String, String, String)>,
}

impl<'a> Look<'a> {
    /// The one query.
    ///
    /// A name that holds NUL stands in no database and could not be asked for: it is left out.
    pub(crate) fn query(&self, dialect: Dialect) -> String {
        match dialect {
            Dialect::Sqlite => sqlite::existing(self),
            Dialect::Postgres => postgres::existing(self),
            Dialect::Mysql => mysql::existing(self),
        }
    }

    /// The tables by schema; `None` is the connection's own.
    pub(super) fn tables_by_schema(&self) -> BTreeMap<Option<&'a str>, Vec<&'a str>> {
        by_schema(&self.tables)
    }

    /// The schemas of the tables; `None` is the connection's own.
    pub(super) fn schemas_of_tables(&self) -> BTreeSet<Option<&'a str>> {
        let mut schemas = BTreeSet::new();
        let mut last = None;
        for name in self.tables.iter().chain(&self.referred).filter(|name| askable(name)) {
            // Tables come sorted, so that few of them change the schema.
            let schema = name.schema.as_deref();
            if last != Some(schema) {
                schemas.insert(schema);
                last = Some(schema);
            }
        }
        schemas
    }

    /// The enums by schema; `None` is the connection's own.
    pub(super) fn enums_by_schema(&self) -> BTreeMap<Option<&'a str>, Vec<&'a str>> {
        by_schema(&self.enums)
    }

    /// The referring tables by schema; `None` is the connection's own.
    pub(super) fn referring_by_schema(&self) -> BTreeMap<Option<&'a str>, Vec<&'a str>> {
        let tables: BTreeSet<&TableName> =
            self.foreign_keys.iter().map(|(table, _)| *table).collect();
        by_schema(&tables.into_iter().collect::<Vec<_>>())
    }

    /// The schemas that can be asked for.
    pub(super) fn askable_schemas(&self) -> Vec<&'a str> {
        self.schemas.iter().copied().filter(|name| !name.contains('\0')).collect()
    }
}

fn by_schema<'a>(names: &[&'a TableName]) -> BTreeMap<Option<&'a str>, Vec<&'a str>> {
    let mut grouped: BTreeMap<Option<&str>, Vec<&str>> = BTreeMap::new();
    for name in names {
        if askable(name) {
            grouped.entry(name.schema.as_deref()).or_default().push(&name.name);
        }
    }
    grouped
}

/// Whether a database could be asked for the name.
pub(super) fn askable(name: &TableName) -> bool {
    !name.name.contains('\0') && !name.schema.as_ref().is_some_and(|schema| schema.contains('\0'))
}

impl Existing {
    /// Reads the answer to [`Look::query`]: rows of a tag, a name, and one text more.
    ///
    /// The tag's first letter says what the row is about: `c` the connection, `t` a relation, `p`
    /// all relations in one text, `r` a table that is found by its name, `e` a type, `s` a schema, `f` a foreign key. What follows it is
    /// the schema.
    pub(crate) fn read(dialect: Dialect, rows: &Rows) -> Self {
        // The connection's row decides how the others are read, and no order is promised.
        let connection = rows.iter().find(|row| row.text(0) == "c");
        let told = connection.map(|row| row.text(2)).unwrap_or_default();
        let case = match dialect {
            Dialect::Sqlite => NameCase::Ascii,
            Dialect::Mysql if connection.is_some() && !told.starts_with('0') => NameCase::Unicode,
            Dialect::Postgres | Dialect::Mysql => NameCase::Exact,
        };
        let in_transaction = match dialect {
            Dialect::Sqlite => false,
            Dialect::Postgres => told == "true",
            Dialect::Mysql => told.ends_with(":1"),
        };
        let mut existing = Self {
            case,
            current_schema: connection.and_then(|row| row.get(1)).map(str::to_owned),
            in_transaction,
            relations: Kinds::new(case, rows.len()),
            types: Kinds::new(case, 0),
            found: Kinds::new(case, 0),
            schemas: BTreeSet::new(),
            foreign_keys: BTreeSet::new(),
        };
        for row in rows.iter() {
            existing.row(dialect, row);
        }
        existing
    }

    fn row(&mut self, dialect: Dialect, row: Row<'_>) {
        let (tag, name, more) = (row.text(0), row.text(1), row.text(2));
        let Some(letter) = tag.chars().next() else { return };
        let schema = &tag[letter.len_utf8()..];
        match letter {
            't' => {
                let kind = match dialect {
                    Dialect::Mysql => mysql::kind(more),
                    _ => postgres::kind(more),
                };
                self.relations.insert(schema, name, kind);
            }
            'p' => {
                for (name, kind) in sqlite::unpack(name) {
                    self.relations.insert(schema, name, kind);
                }
            }
            'r' => self.found.insert(schema, name, "table"),
            'e' => self.types.insert(schema, name, postgres::type_kind(more)),
            's' => {
                self.schemas.insert(self.case.fold(name).into_owned());
            }
            'f' => {
                let key = self.key_of(schema, name, more, dialect);
                self.foreign_keys.insert(key);
            }
            _ => {}
        }
    }

    /// A foreign key. MySQL takes names of constraints that differ by case for one.
    fn key_of(
        &self,
        schema: &str,
        table: &str,
        name: &str,
        dialect: Dialect,
    ) -> (String, String, String) {
        let name = if dialect == Dialect::Mysql { name.to_lowercase() } else { name.to_owned() };
        (self.case.fold(schema).into_owned(), self.case.fold(table).into_owned(), name)
    }

    /// What stands under the name of a table: `table`, `view`, …; `None` if nothing does.
    pub(crate) fn relation(&self, name: &TableName) -> Option<&'static str> {
        self.relations.get(name.schema.as_deref().unwrap_or_default(), &name.name)
    }

    /// Whether a table of that name stands.
    pub(crate) fn has_table(&self, name: &TableName) -> bool {
        self.relation(name) == Some("table")
    }

    /// Whether a table of that name can be referred to.
    pub(crate) fn finds(&self, name: &TableName) -> bool {
        let schema = name.schema.as_deref().unwrap_or_default();
        self.found.get(schema, &name.name).is_some() || self.has_table(name)
    }

    /// What stands under the name of an enum: `enum`, `domain`, …; `None` if nothing does.
    pub(crate) fn data_type(&self, name: &TableName) -> Option<&'static str> {
        self.types.get(name.schema.as_deref().unwrap_or_default(), &name.name)
    }

    /// Whether the schema stands.
    pub(crate) fn has_schema(&self, name: &str) -> bool {
        self.schemas.contains(&*self.case.fold(name))
    }

    /// Whether the table has a foreign key of that name.
    pub(crate) fn has_foreign_key(&self, table: &TableName, name: &str, dialect: Dialect) -> bool {
        let schema = table.schema.as_deref().unwrap_or_default();
        self.foreign_keys.contains(&self.key_of(schema, &table.name, name, dialect))
    }
}
