use super::kinds::Kinds;
use super::{NameCase, Row, mysql, postgres, sqlite};
use crate::schema::{Dialect, TableName};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

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

/// A name as the database tells names apart: schema (empty for the connection's own), then name.
type ObjectKey = (String, String);

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
    foreign_keys: BTreeSet<(ObjectKey, String)>,
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
    pub(super) fn table_schemas(&self) -> BTreeSet<Option<&'a str>> {
        let askable = self.tables.iter().filter(|name| askable(name));
        askable.map(|name| name.schema.as_deref()).collect()
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
    for name in names.iter().filter(|name| askable(name)) {
        grouped.entry(name.schema.as_deref()).or_default().push(&name.name);
    }
    grouped
}

fn askable(name: &TableName) -> bool {
    !name.name.contains('\0') && !name.schema.as_ref().is_some_and(|schema| schema.contains('\0'))
}

impl Existing {
    /// Reads the answer to [`Look::query`].
    ///
    /// Every row says in its first column what it is about: `c` the connection, `t` a relation,
    /// `e` a type, `s` a schema, `f` a foreign key.
    pub(crate) fn read(dialect: Dialect, mut rows: Vec<Row>) -> Self {
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
            if dialect == Dialect::Mysql && text(row, 2) != "0" {
                existing.case = NameCase::Unicode;
            }
            existing.in_transaction = dialect == Dialect::Postgres && text(row, 2) == "true";
        }
        let kind = match dialect {
            Dialect::Sqlite => sqlite::kind,
            Dialect::Postgres => postgres::kind,
            Dialect::Mysql => mysql::kind,
        };
        for row in &mut rows {
            // Taken out of the row, because it is the one text of it that is kept.
            let name = existing.case.folded(row.get_mut(2).and_then(Option::take));
            let schema = existing.case.fold(text(row, 1));
            match text(row, 0) {
                "t" => existing.relations.insert(&schema, name, kind(text(row, 3))),
                "e" => existing.types.insert(&schema, name, postgres::type_kind(text(row, 3))),
                "s" => {
                    existing.schemas.insert(schema.into_owned());
                }
                "f" => {
                    // MySQL takes names of constraints that differ by case for one.
                    let key = text(row, 3);
                    let key = match dialect {
                        Dialect::Mysql => key.to_lowercase(),
                        _ => key.to_owned(),
                    };
                    let table = (schema.into_owned(), name);
                    existing.foreign_keys.insert((table, key));
                }
                _ => {}
            }
        }
        existing
    }

    /// The schema (empty for the connection's own) and the name, as the database tells names apart.
    fn folded<'n>(&self, name: &'n TableName) -> (Cow<'n, str>, Cow<'n, str>) {
        (self.case.fold(name.schema.as_deref().unwrap_or_default()), self.case.fold(&name.name))
    }

    /// What stands under the name of a table: `table`, `view`, …; `None` if nothing does.
    pub(crate) fn relation(&self, name: &TableName) -> Option<&'static str> {
        let (schema, name) = self.folded(name);
        self.relations.get(&schema, &name)
    }

    /// Whether a table of that name stands.
    pub(crate) fn has_table(&self, name: &TableName) -> bool {
        self.relation(name) == Some("table")
    }

    /// What stands under the name of an enum: `enum`, `domain`, …; `None` if nothing does.
    pub(crate) fn data_type(&self, name: &TableName) -> Option<&'static str> {
        let (schema, name) = self.folded(name);
        self.types.get(&schema, &name)
    }

    /// Whether the schema stands.
    pub(crate) fn has_schema(&self, name: &str) -> bool {
        self.schemas.contains(&*self.case.fold(name))
    }

    /// Whether the table has a foreign key of that name.
    pub(crate) fn has_foreign_key(&self, table: &TableName, name: &str, dialect: Dialect) -> bool {
        let name = if dialect == Dialect::Mysql { name.to_lowercase() } else { name.to_owned() };
        let (schema, table) = self.folded(table);
        self.foreign_keys.contains(&((schema.into_owned(), table.into_owned()), name))
    }
}

pub(super) fn text(row: &Row, at: usize) -> &str {
    row.get(at).and_then(Option::as_deref).unwrap_or_default()
}
