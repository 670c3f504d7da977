use super::kinds::Kinds;
use super::{NameCase, Row, mysql, postgres, sqlite};
use crate::schema::{Dialect, TableName};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// What is asked for in one query: whether these objects stand.
#[derive(Debug, Default)]
pub(crate) struct Look<'a> {
    /// Tables, by name.
    pub(crate) tables: Vec<&'a TableName>,
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
        let schema = name.schema.as_deref();
        if !name.name.contains('\0') && !schema.is_some_and(|schema| schema.contains('\0')) {
            grouped.entry(schema).or_default().push(&name.name);
        }
    }
    grouped
}

impl Existing {
    /// Reads the answer to [`Look::query`]: rows of a tag, a name, and one text more.
    ///
    /// The tag's first letter says what the row is about: `c` the connection, `t` a relation, `p`
    /// all relations in one text, `e` a type, `s` a schema, `f` a foreign key. What follows it is
    /// the schema.
    pub(crate) fn read(dialect: Dialect, rows: Vec<Row>) -> Self {
        let mut existing = Self {
            case: if dialect == Dialect::Sqlite { NameCase::Ascii } else { NameCase::Exact },
            current_schema: None,
            in_transaction: false,
            relations: Kinds::with_capacity(rows.len()),
            types: Kinds::with_capacity(0),
            schemas: BTreeSet::new(),
            foreign_keys: BTreeSet::new(),
        };
        // The connection's row decides how the others are read, and no order is promised.
        if let Some(row) = rows.iter().find(|row| text(row, 0) == "c") {
            existing.current_schema = row.get(1).cloned().flatten();
            let told = text(row, 2);
            if dialect == Dialect::Mysql && !told.starts_with('0') {
                existing.case = NameCase::Unicode;
            }
            existing.in_transaction = match dialect {
                Dialect::Sqlite => false,
                Dialect::Postgres => told == "true",
                Dialect::Mysql => told.ends_with(":1"),
            };
        }
        for row in rows {
            existing.row(dialect, row);
        }
        existing
    }

    fn row(&mut self, dialect: Dialect, mut row: Row) {
        let name = row.get_mut(1).and_then(Option::take).unwrap_or_default();
        let tag = text(&row, 0);
        let Some(letter) = tag.chars().next() else { return };
        let schema = &tag[letter.len_utf8()..];
        match letter {
            't' => {
                let kind = match dialect {
                    Dialect::Mysql => mysql::kind(text(&row, 2)),
                    _ => postgres::kind(text(&row, 2)),
                };
                insert(&mut self.relations, self.case, schema, name, kind);
            }
            'p' => {
                for (name, kind) in sqlite::unpack(&name) {
                    insert(&mut self.relations, self.case, schema, name.to_owned(), kind);
                }
            }
            'e' => {
                let kind = postgres::type_kind(text(&row, 2));
                insert(&mut self.types, self.case, schema, name, kind);
            }
            's' => {
                self.schemas.insert(self.case.fold(&name).into_owned());
            }
            'f' => {
                let key = self.key_of(schema, &name, text(&row, 2), dialect);
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

    fn find(&self, kinds: &Kinds, name: &TableName) -> Option<&'static str> {
        let schema = self.case.fold(name.schema.as_deref().unwrap_or_default());
        kinds.get(&schema, &self.case.fold(&name.name))
    }

    /// What stands under the name of a table: `table`, `view`, …; `None` if nothing does.
    pub(crate) fn relation(&self, name: &TableName) -> Option<&'static str> {
        self.find(&self.relations, name)
    }

    /// Whether a table of that name stands.
    pub(crate) fn has_table(&self, name: &TableName) -> bool {
        self.relation(name) == Some("table")
    }

    /// What stands under the name of an enum: `enum`, `domain`, …; `None` if nothing does.
    pub(crate) fn data_type(&self, name: &TableName) -> Option<&'static str> {
        self.find(&self.types, name)
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

fn insert(kinds: &mut Kinds, case: NameCase, schema: &str, name: String, kind: &'static str) {
    let folded = match case.fold(&name) {
        Cow::Owned(folded) => Some(folded),
        Cow::Borrowed(_) => None,
    };
    kinds.insert(&case.fold(schema), folded.unwrap_or(name), kind);
}

pub(super) fn text(row: &Row, at: usize) -> &str {
    row.get(at).and_then(Option::as_deref).unwrap_or_default()
}
