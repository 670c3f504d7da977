use super::draft::Draft;
use super::settings::{Place, Settings, unreadable};
use super::whole::changed;
use super::{query, table};
use crate::error::Error;
use crate::reflect::rows::Row;
use crate::reflect::{Reflected, Rows, Scope, Unmanaged};
use crate::registry::Metadata;
use crate::schema::{Dialect, TableName};
use std::collections::{BTreeMap, BTreeSet};

/// The tables, of which answer after answer is read.
pub(super) struct Reading<'r> {
    settings: &'r Settings,
    scope: &'r Scope,
    /// By schema (empty for the connection's own) and name.
    drafts: BTreeMap<(&'r str, &'r str), Draft<'r>>,
    /// What stands under the name of a table and is none, or is left out.
    passed: BTreeSet<(&'r str, &'r str)>,
    unmanaged: Vec<Unmanaged>,
}

impl<'r> Reading<'r> {
    pub(super) fn new(settings: &'r Settings, scope: &'r Scope) -> Self {
        Self {
            settings,
            scope,
            drafts: BTreeMap::new(),
            passed: BTreeSet::new(),
            unmanaged: Vec::new(),
        }
    }

    pub(super) fn tables(&mut self, rows: &'r Rows) -> Result<(), Error> {
        for row in rows.iter() {
            let (key, seen) = (key(row), table::Seen::new(row));
            let name = name(key);
            if seen.kind == "TEMPORARY" || !self.wants(key) {
                self.passed.insert(key);
            } else if seen.is_table() {
                self.visible(key)?;
                let table = seen.read(self.settings, &name, &mut self.unmanaged)?;
                self.drafts.insert(key, Draft::new(table, seen.engine));
            } else {
                self.passed.insert(key);
                self.unmanaged.push(Unmanaged::new(seen.other_kind(), name));
            }
        }
        Ok(())
    }

    /// Nothing of the table may be hidden from the user.
    fn visible(&self, key: (&str, &str)) -> Result<(), Error> {
        let place = self.settings.places.iter().find(|place| is_label(place, key.0));
        let database = place.map_or("", |place| &place.name);
        match self.settings.grants.hidden(self.settings.mariadb, database, key.1) {
            Some(hidden) => Err(unreadable(format!("`{}`", name(key)), hidden)),
            None => Ok(()),
        }
    }

    /// Whether the scope holds the table.
    fn wants(&self, (schema, table): (&str, &str)) -> bool {
        let (settings, scope) = (self.settings, self.scope);
        let place = settings.places.iter().find(|place| is_label(place, schema));
        let is_in = |list: &[TableName]| {
            list.iter().any(|name| {
                place.is_some_and(|place| query::is_of(settings, place, name))
                    && settings.case.fold(&name.name) == settings.case.fold(table)
            })
        };
        (scope.tables.is_empty() || is_in(&scope.tables)) && !is_in(&scope.except)
    }

    /// The table that a row is about; `None` if it is none of those to read.
    fn draft(&mut self, row: Row<'r>) -> Result<Option<&mut Draft<'r>>, Error> {
        let key = key(row);
        if self.passed.contains(&key) || !self.wants(key) {
            return Ok(None);
        }
        match self.drafts.get_mut(&key) {
            Some(draft) => Ok(Some(draft)),
            None => Err(changed(format!("`{}`", name(key)))),
        }
    }

    pub(super) fn columns(&mut self, rows: &'r Rows) -> Result<(), Error> {
        let settings = self.settings;
        for row in rows.iter() {
            if let Some(draft) = self.draft(row)? {
                let unmanaged = draft.column(settings, row);
                self.unmanaged.extend(unmanaged);
            }
        }
        self.drafts.values_mut().try_for_each(Draft::close_columns)
    }

    pub(super) fn default_of(&mut self, row: Row<'r>) -> Result<(), Error> {
        match self.draft(row)? {
            Some(draft) => draft.default(row.text(2), row.get(3)),
            None => Ok(()),
        }
    }

    pub(super) fn indexes(&mut self, rows: &'r Rows) -> Result<(), Error> {
        let settings = self.settings;
        for row in rows.iter() {
            if let Some(draft) = self.draft(row)? {
                draft.index(settings, row);
            }
        }
        self.drafts.values_mut().try_for_each(Draft::close_indexes)
    }

    pub(super) fn references(&mut self, columns: &'r Rows, rules: &'r Rows) -> Result<(), Error> {
        for row in columns.iter() {
            if let Some(draft) = self.draft(row)? {
                draft.reference(row);
            }
        }
        for row in rules.iter() {
            if let Some(draft) = self.draft(row)? {
                draft.rules(row)?;
            }
        }
        Ok(())
    }

    pub(super) fn checks(&mut self, rows: &'r Rows) -> Result<(), Error> {
        let settings = self.settings;
        for row in rows.iter() {
            if let Some(draft) = self.draft(row)? {
                draft.check(settings, row)?;
            }
        }
        Ok(())
    }

    /// What the catalog names beside tables: schema, table, kind, name.
    pub(super) fn others(&mut self, rows: &Rows) {
        for row in rows.iter() {
            let schema = row.text(0);
            if row.get(1).is_some_and(|table| !self.wants((schema, table))) {
                continue;
            }
            let mut found = Unmanaged::new(row.text(2).to_owned(), name((schema, row.text(3))));
            found.table = row.get(1).map(|table| name((schema, table)));
            self.unmanaged.push(found);
        }
    }

    pub(super) fn finish(self) -> Result<Reflected, Error> {
        let Self { settings, drafts, mut unmanaged, .. } = self;
        let (mut tables, mut flaws) = (Vec::new(), Vec::new());
        for draft in drafts.into_values() {
            let whole = draft.finish(settings)?;
            tables.push(whole.table);
            unmanaged.extend(whole.unmanaged);
            flaws.extend(whole.flaws);
        }
        unmanaged.sort();
        flaws.sort();
        let schemas = settings.places.iter().filter_map(|place| place.schema.clone());
        Ok(Reflected {
            dialect: Dialect::Mysql,
            default_schema: settings.own.clone().map(Into::into),
            schemas: schemas.map(Into::into).collect(),
            metadata: tables.into_iter().collect::<Metadata>(),
            unmanaged,
            flaws,
        })
    }
}

fn key(row: Row<'_>) -> (&str, &str) {
    (row.text(0), row.text(1))
}

fn name((schema, name): (&str, &str)) -> TableName {
    TableName {
        schema: (!schema.is_empty()).then(|| schema.to_owned().into()),
        name: name.to_owned().into(),
    }
}

/// Whether the rows of this label are of this database.
pub(super) fn is_label(place: &Place, label: &str) -> bool {
    place.schema.as_deref().unwrap_or_default() == label
}
