use super::settings::{Settings, unreadable};
use crate::error::Error;
use crate::reflect::rows::Row;
use crate::schema::{ForeignKeyDef, ReferentialAction, Str, TableName};

/// What the catalog says of a foreign key: a row for each of its columns, and one for its rules.
#[derive(Debug)]
pub(super) struct Seen<'r> {
    pub(super) name: &'r str,
    schema: &'r str,
    table: &'r str,
    columns: Vec<(u32, &'r str, &'r str)>,
    pub(super) rules: Option<(&'r str, &'r str)>,
}

impl<'r> Seen<'r> {
    /// The foreign key of which this is a column: schema, table, constraint, number, column,
    /// the schema, the table and the column referred to.
    pub(super) fn new(row: Row<'r>) -> Self {
        Self {
            name: row.text(2),
            schema: row.text(5),
            table: row.text(6),
            columns: Vec::new(),
            rules: None,
        }
    }

    /// One more column.
    pub(super) fn push(&mut self, row: Row<'r>) {
        self.columns.push((row.text(3).parse().unwrap_or(0), row.text(4), row.text(7)));
    }

    /// The referring columns.
    pub(super) fn columns(&self) -> impl Iterator<Item = &'r str> {
        self.columns.iter().map(|(_, column, _)| *column)
    }

    /// The foreign key of `table`.
    pub(super) fn finish(
        mut self,
        settings: &Settings,
        table: &TableName,
    ) -> Result<ForeignKeyDef, Error> {
        let what = || format!("the foreign key `{}` of `{table}`", self.name);
        let Some((on_delete, on_update)) = self.rules else {
            let found = "its rules are missing: it was changed meanwhile, or the user has no more \
                         than SELECT on the database";
            return Err(unreadable(what(), found));
        };
        let (on_delete, on_update) = (action(settings, on_delete), action(settings, on_update));
        let whole = |(given, text): (&str, Option<Option<ReferentialAction>>)| {
            text.ok_or_else(|| unreadable(what(), format!("the rule `{given}`")))
        };
        let (rules, name) = (self.rules.unwrap_or_default(), self.name.to_owned());
        let (on_delete, on_update) = (whole((rules.0, on_delete))?, whole((rules.1, on_update))?);
        self.columns.sort_unstable();
        if !self.columns.iter().zip(1..).all(|((at, ..), expected)| *at == expected) {
            return Err(unreadable(what(), "not all of its columns"));
        }
        let referred = TableName {
            schema: settings.schema_of(self.schema),
            name: Str::from(self.table.to_owned()),
        };
        let columns = self.columns.iter().map(|(_, column, _)| (*column).to_owned());
        let targets = self.columns.iter().map(|(.., target)| (*target).to_owned());
        let mut key = ForeignKeyDef::new(columns, referred, targets).named(name);
        (key.on_delete, key.on_update) = (on_delete, on_update);
        Ok(key)
    }
}

/// What a rule means; the inner is `None` for the one that a foreign key has which names none.
fn action(settings: &Settings, rule: &str) -> Option<Option<ReferentialAction>> {
    let unsaid = if settings.mariadb { "RESTRICT" } else { "NO ACTION" };
    Some(match rule {
        _ if rule == unsaid => None,
        "RESTRICT" => Some(ReferentialAction::Restrict),
        "NO ACTION" => Some(ReferentialAction::NoAction),
        "CASCADE" => Some(ReferentialAction::Cascade),
        "SET NULL" => Some(ReferentialAction::SetNull),
        "SET DEFAULT" => Some(ReferentialAction::SetDefault),
        _ => return None,
    })
}
