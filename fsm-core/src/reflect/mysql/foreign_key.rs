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
        let action = |rule: &str| match action(rule) {
            // What a foreign key has that says nothing.
            _ if rule == if settings.mariadb { "RESTRICT" } else { "NO ACTION" } => Ok(None),
            None => Err(unreadable(what(), format!("the rule `{rule}`"))),
            known => Ok(known),
        };
        let (on_delete, on_update) = (action(on_delete)?, action(on_update)?);
        let name = self.name.to_owned();
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

fn action(rule: &str) -> Option<ReferentialAction> {
    Some(match rule {
        "RESTRICT" => ReferentialAction::Restrict,
        "NO ACTION" => ReferentialAction::NoAction,
        "CASCADE" => ReferentialAction::Cascade,
        "SET NULL" => ReferentialAction::SetNull,
        "SET DEFAULT" => ReferentialAction::SetDefault,
        _ => return None,
    })
}
