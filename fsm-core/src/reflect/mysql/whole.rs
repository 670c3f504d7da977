use super::draft::Draft;
use super::query::{self, Ask};
use super::settings::{self, Place, Settings, unreadable};
use super::{default, scratch, string, table, unlimited};
use crate::dialect::mysql::normal_type;
use crate::error::Error;
use crate::name::NamingConvention;
use crate::reflect::rows::Row;
use crate::reflect::{Catalog, Reflected, Rows, Scope, Scratch, Unmanaged};
use crate::registry::Metadata;
use crate::schema::{Dialect, TableDef, TableName};
use std::collections::{BTreeMap, BTreeSet};

/// The catalog of the dialect, read whole.
///
/// It takes part in no transaction, so that each answer is of its own moment. That none of the
/// tables was changed in between is seen at the first query, which is sent again at the end and has
/// to be answered with the same: a changed table has another time of creation. That time counts
/// seconds. Where a table is no older than that, all is asked twice and has to be the same; and
/// answers that do not fit each other, such as an index on a column that is not there, are an error
/// anyway.
pub(in crate::reflect) struct MysqlCatalog;

impl Catalog for MysqlCatalog {
    fn queries(&self, scope: &Scope, answers: &[Rows]) -> Vec<String> {
        let Some((first, rest)) = answers.split_first() else {
            return vec![settings::query(scope)];
        };
        // An answer that cannot be read is refused by `read`.
        let Ok(settings) = Settings::read(scope, first) else { return Vec::new() };
        if rest.is_empty() {
            return Ask::ALL.iter().map(|ask| query::query(ask, scope, &settings)).collect();
        }
        let Some((tables, columns)) = rest.first().zip(rest.get(1)) else { return Vec::new() };
        let (again, all) = (is_fresh(&settings, tables), Ask::ALL.len());
        if again && rest.len() == all {
            return Ask::TWICE.iter().map(|ask| query::query(ask, scope, &settings)).collect();
        }
        if rest.len() == all + if again { Ask::TWICE.len() } else { 0 } {
            return doubtful(&settings, columns).into_iter().collect();
        }
        Vec::new()
    }

    fn read(&self, scope: &Scope, answers: &[Rows]) -> Result<Reflected, Error> {
        let [first, tables, columns, indexes, references, rules, checks, others, again, more @ ..] =
            answers
        else {
            let first = answers.first().map(|first| Settings::read(scope, first));
            first.transpose()?;
            return Err(unreadable("the schema", format!("{} answers", answers.len())));
        };
        let settings = Settings::read(scope, first)?;
        unchanged(tables, again)?;
        let mut more = more;
        if is_fresh(&settings, tables) {
            let Some((second, rest)) = more.split_at_checked(Ask::TWICE.len()) else {
                return Err(unreadable("the schema", format!("{} answers", answers.len())));
            };
            let first = [columns, indexes, references, rules, checks];
            for (first, second) in first.into_iter().zip(second) {
                unchanged(first, second)?;
            }
            more = rest;
        }
        let mut reading = Reading::new(&settings, scope);
        reading.tables(tables)?;
        reading.columns(columns)?;
        for row in more.iter().flat_map(Rows::iter) {
            reading.default_of(row)?;
        }
        reading.indexes(indexes)?;
        reading.references(references, rules)?;
        reading.checks(checks)?;
        reading.others(others);
        reading.finish()
    }

    fn scratch(&self, table: &TableDef, naming: &NamingConvention) -> Option<Scratch> {
        Some(scratch::make(table, naming))
    }

    fn read_scratch(&self, table: &TableDef, answers: &[Rows]) -> Result<TableDef, Error> {
        scratch::read(table, answers)
    }
}

/// Whether a table may have been changed since without a word of it in the time of its creation.
fn is_fresh(settings: &Settings, tables: &Rows) -> bool {
    tables.iter().any(|row| row.get(7).is_some_and(|created| *created >= *settings.before))
}

/// Whether both answers say the same of every table.
fn unchanged(before: &Rows, after: &Rows) -> Result<(), Error> {
    fn sorted(rows: &Rows) -> BTreeSet<Vec<Option<&str>>> {
        rows.iter().map(|row| (0..14).map(|at| row.get(at)).collect()).collect()
    }
    let (before, after) = (sorted(before), sorted(after));
    match before.symmetric_difference(&after).next() {
        None => Ok(()),
        Some(row) => {
            let name = row.get(1).copied().flatten().unwrap_or_default();
            Err(changed(format!("`{name}`")))
        }
    }
}

/// The answers are of two moments, between which this was made, changed or dropped.
pub(super) fn changed(what: impl Into<String>) -> Error {
    unreadable(what, "it was created, changed or dropped meanwhile")
}

/// The query for the defaults that the catalog cannot show, as bytes; `None` if it shows all.
///
/// It holds no character above U+FFFF and no bytes that are no text: a question mark stands for
/// them. The tables themselves know better, by a row or by the null that stands in for one.
fn doubtful(settings: &Settings, columns: &Rows) -> Option<String> {
    let parts: Vec<String> = columns
        .iter()
        .filter(|row| {
            row.get(6).is_some_and(|text| default::is_doubtful(settings, text, row.text(7)))
                && row.text(13).split(',').any(|privilege| privilege.trim() == "select")
        })
        .filter_map(|row| {
            let place = settings.places.iter().find(|place| is_label(place, row.text(0)))?;
            let [table, column] = [row.text(1), row.text(2)];
            let quote = |name: &str| Dialect::Mysql.quote_identifier(name);
            let value = format!("DEFAULT(t.{})", quote(column));
            let declared = normal_type(row.text(4), settings.quotes);
            let bytes = match declared.contains("binary") || declared.contains("blob") {
                true => value,
                false => format!("CONVERT({value} USING utf8mb4)"),
            };
            Some(format!(
                "(SELECT {}, {}, {}, HEX({bytes}) \
                 FROM (SELECT 1) AS one LEFT JOIN {}.{} AS t ON TRUE LIMIT 1)",
                string(row.text(0)),
                string(table),
                string(column),
                quote(&place.name),
                quote(table),
            ))
        })
        .collect();
    (!parts.is_empty()).then(|| unlimited(&parts.join(" UNION ALL ")))
}

fn is_label(place: &Place, label: &str) -> bool {
    place.schema.as_deref().unwrap_or_default() == label
}

struct Reading<'r> {
    settings: &'r Settings,
    scope: &'r Scope,
    /// By schema (empty for the connection's own) and name.
    drafts: BTreeMap<(&'r str, &'r str), Draft<'r>>,
    /// What stands under the name of a table and is none, or is left out.
    passed: BTreeSet<(&'r str, &'r str)>,
    unmanaged: Vec<Unmanaged>,
}

impl<'r> Reading<'r> {
    fn new(settings: &'r Settings, scope: &'r Scope) -> Self {
        Self {
            settings,
            scope,
            drafts: BTreeMap::new(),
            passed: BTreeSet::new(),
            unmanaged: Vec::new(),
        }
    }

    fn tables(&mut self, rows: &'r Rows) -> Result<(), Error> {
        for row in rows.iter() {
            let (key, seen) = (key(row), table::Seen::new(row));
            let name = name(key);
            if seen.kind == "TEMPORARY" || !self.wants(key) {
                self.passed.insert(key);
            } else if seen.is_table() {
                self.visible(key)?;
                let table = seen.read(self.settings, name, &mut self.unmanaged)?;
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

    fn columns(&mut self, rows: &'r Rows) -> Result<(), Error> {
        let settings = self.settings;
        for row in rows.iter() {
            if let Some(draft) = self.draft(row)? {
                let unmanaged = draft.column(settings, row);
                self.unmanaged.extend(unmanaged);
            }
        }
        self.drafts.values_mut().try_for_each(Draft::close_columns)
    }

    fn default_of(&mut self, row: Row<'r>) -> Result<(), Error> {
        match self.draft(row)? {
            Some(draft) => draft.default(row.text(2), row.get(3)),
            None => Ok(()),
        }
    }

    fn indexes(&mut self, rows: &'r Rows) -> Result<(), Error> {
        let settings = self.settings;
        for row in rows.iter() {
            if let Some(draft) = self.draft(row)? {
                draft.index(settings, row);
            }
        }
        self.drafts.values_mut().try_for_each(Draft::close_indexes)
    }

    fn references(&mut self, columns: &'r Rows, rules: &'r Rows) -> Result<(), Error> {
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

    fn checks(&mut self, rows: &'r Rows) -> Result<(), Error> {
        let settings = self.settings;
        for row in rows.iter() {
            if let Some(draft) = self.draft(row)? {
                draft.check(settings, row)?;
            }
        }
        Ok(())
    }

    /// What the catalog names beside tables: schema, table, kind, name.
    fn others(&mut self, rows: &Rows) {
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

    fn finish(self) -> Result<Reflected, Error> {
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
