use super::Verifier;
use crate::dialect::Capabilities;
use crate::schema::{Dialect, IndexDef, Str, TableDef};
use std::collections::BTreeSet;

impl Verifier<'_> {
    /// The primary key and the unique constraints.
    pub(super) fn keys(&mut self, table: &TableDef) {
        if let Some(key) = &table.primary_key {
            let name = self.speller.primary_key_name(&table.name, key);
            self.constraint_name(table, &name);
            self.key_columns(table, &name, "primary key", &key.columns);
        }
        for unique in self.speller.uniques(table).collect::<Vec<_>>() {
            let name = self.speller.unique_name(&table.name, unique);
            self.constraint_name(table, &name);
            self.reserved_key(table, &name, "unique constraint");
            self.key_columns(table, &name, "unique constraint", &unique.columns);
            if unique.deferrable.is_some() && !self.can().deferrable_uniques {
                let message = format!("{} checks unique constraints at once", self.dialect());
                self.problem(
                    table,
                    &name,
                    message,
                    &self.elsewhere("deferrable", |can| can.deferrable_uniques),
                );
            }
            if unique.nulls_not_distinct && !self.can().nulls_not_distinct {
                let message = format!("no two nulls are equal to {}", self.dialect());
                self.problem(
                    table,
                    &name,
                    message,
                    &self.elsewhere("nulls_not_distinct", |can| can.nulls_not_distinct),
                );
            }
        }
    }

    /// Checks, those that stand in for enums among them.
    pub(super) fn checks(&mut self, table: &TableDef) {
        for check in self.speller.checks(table) {
            let name = self.speller.check_name(&table.name, &check);
            self.constraint_name(table, &name);
            self.reserved_key(table, &name, "check");
            self.needed_sql(table, Some(&name), "check", &check.expression);
            self.numbered_in(table, &name, "the check", &check.expression);
        }
    }

    pub(super) fn constraint_name(&mut self, table: &TableDef, name: &str) {
        self.identifier(table, Some(name), "name of the constraint", name);
    }

    /// Columns of a key: there are some, they are there, each once, and they fit.
    fn key_columns(&mut self, table: &TableDef, name: &str, what: &str, columns: &[Str]) {
        if columns.is_empty() {
            let message = format!("the {what} has no column");
            self.problem(table, name, message, "name one, or leave it out");
        }
        let mut seen = BTreeSet::new();
        for column in columns {
            self.known_column(table, name, what, column);
            if !seen.insert(column) {
                let message = format!("the {what} names the column `{column}` twice");
                self.problem(table, name, message, "name each column once");
            }
        }
        let index = IndexDef::new(columns.iter().cloned());
        for refusal in self.speller.grammar.refuse_index(&self.speller, table, &index) {
            self.found(table, Some(name), refusal);
        }
        let parts: Vec<_> = columns.iter().map(|column| (column.as_ref(), None)).collect();
        self.key_width(table, name, columns.len());
        self.key_size(table, name, &parts);
    }

    pub(super) fn known_column(&mut self, table: &TableDef, name: &str, what: &str, column: &str) {
        if table.find_column(column).is_some() {
            return;
        }
        let message = format!("the {what} names a column `{column}` that the table does not have");
        let names: Vec<&str> = table.columns.iter().map(|column| column.name.as_ref()).collect();
        let help = match crate::name::nearest(column, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "name a column of the table".to_owned(),
        };
        self.problem(table, name, message, &help);
    }

    /// What to write if `what` is for the dialects that `can` do it.
    pub(super) fn elsewhere(&self, what: &str, can: fn(&Capabilities) -> bool) -> String {
        let others: Vec<&str> = Dialect::ALL
            .iter()
            .filter(|dialect| **dialect != self.dialect() && can(dialect.capabilities()))
            .map(|dialect| dialect.key())
            .collect();
        format!(
            "leave out `{what}`, or write it for the dialects that have it: `dialects({})`",
            others.join(", ")
        )
    }
}
