use super::alter::{Piece, object};
use super::{Speller, Statement};
use crate::change::EnumColumn;
use crate::schema::{ColumnDef, EnumDef, SqlType, Str, TableName};

impl Speller<'_> {
    /// The statements that add the labels which `after` has and `before` lacks; `None` if labels
    /// go or change their places, which no statement does.
    pub(crate) fn add_labels(&self, before: &EnumDef, after: &EnumDef) -> Option<Vec<Statement>> {
        let known: Vec<&Str> =
            after.labels.iter().filter(|label| before.labels.contains(label)).collect();
        if !known.iter().copied().eq(before.labels.iter()) {
            return None;
        }
        let name = self.name(&after.name);
        let mut previous: Option<&Str> = None;
        let mut statements = Vec::new();
        for label in after.labels.iter() {
            if !before.labels.contains(label) {
                let place = match (previous, before.labels.first()) {
                    (Some(previous), _) => format!(" AFTER {}", self.grammar.string(previous)),
                    (None, Some(first)) => format!(" BEFORE {}", self.grammar.string(first)),
                    (None, None) => String::new(),
                };
                let label = self.grammar.string(label);
                let sql = format!("ALTER TYPE {name} ADD VALUE {label}{place}");
                statements.push(Statement::new("add label", after.name.to_string(), sql));
            }
            previous = Some(label);
        }
        Some(statements)
    }

    /// A label of a type gets another name, and with it every row that holds it.
    pub(crate) fn rename_label(&self, name: &TableName, before: &str, after: &str) -> Statement {
        let sql = format!(
            "ALTER TYPE {} RENAME VALUE {} TO {}",
            self.name(name),
            self.grammar.string(before),
            self.grammar.string(after)
        );
        Statement::new("rename label", name.to_string(), sql)
    }

    /// The type under every column is swapped for a new one of the same name; `columns` are as they
    /// stand, and have the default that is to be set afterwards.
    pub(crate) fn swap_enum(
        &self,
        before: &EnumDef,
        after: &EnumDef,
        columns: &[EnumColumn],
    ) -> Vec<Statement> {
        let old = TableName {
            schema: before.name.schema.clone(),
            name: self.can().name_limit.shorten(format!("{} (before)", before.name.name)).into(),
        };
        let mut statements = self.rename_enum(&before.name, &old);
        statements.push(self.create_enum(after));
        for EnumColumn { table, column } in columns {
            statements.extend(self.altered(table, self.swap_under(table, column, after)));
        }
        statements.push(self.drop_enum(&EnumDef { name: old, labels: before.labels.clone() }));
        statements
    }

    fn swap_under(&self, table: &TableName, column: &ColumnDef, after: &EnumDef) -> Vec<Piece> {
        let name = self.identifier(&column.name);
        let (list, text) = match &column.sql_type {
            SqlType::Array(_) => ("[]", "text[]"),
            _ => ("", "text"),
        };
        let swapped = self.name(&after.name);
        let mut pieces = Vec::new();
        let mut default = String::new();
        self.push_default(column, &mut default);
        if !default.is_empty() {
            let sql = format!("ALTER COLUMN {name} DROP DEFAULT");
            pieces.push(
                super::alter::Clause::new("drop default", object(table, &column.name), sql).into(),
            );
        }
        let sql = format!(
            "ALTER COLUMN {name} TYPE {swapped}{list} USING {name}::{text}::{swapped}{list}"
        );
        pieces
            .push(super::alter::Clause::new("swap enum", object(table, &column.name), sql).into());
        if !default.is_empty() {
            let sql = format!("ALTER COLUMN {name} SET{default}");
            pieces.push(
                super::alter::Clause::new("set default", object(table, &column.name), sql).into(),
            );
        }
        pieces
    }
}
