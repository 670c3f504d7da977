use super::query::{self, Ask};
use super::reading::{Reading, is_label};
use super::settings::{self, Settings, unreadable};
use super::{default, scratch, string, unlimited};
use crate::dialect::mysql::normal_type;
use crate::error::Error;
use crate::name::NamingConvention;
use crate::reflect::{Catalog, Reflected, Rows, Scope, Scratch};
use crate::schema::{Dialect, TableDef};
use std::collections::BTreeSet;

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
            let first = [checks, rules, references, indexes, columns];
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
            let bytes = if declared.contains("binary") || declared.contains("blob") {
                value
            } else {
                format!("CONVERT({value} USING utf8mb4)")
            };
            // Without names of their own the columns would be called by what they hold, and two of
            // one name are refused.
            Some(format!(
                "(SELECT {} AS a, {} AS b, {} AS c, HEX({bytes}) AS d \
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
