use super::Verifier;
use crate::dialect::{IdentityOptions, Numbering, made_on};
use crate::schema::{Autoincrement, ColumnDef, IdentityDef, IndexKey, SqlType, TableDef};

impl Verifier<'_> {
    /// Columns that the database numbers.
    pub(super) fn numbering(&mut self, table: &TableDef) {
        let by_rule = table.autoincrement_column().map(|column| column.name.as_ref());
        let numbered: Vec<&ColumnDef> = table
            .columns
            .iter()
            .filter(|column| {
                column.identity.is_some()
                    || column.autoincrement == Autoincrement::Always
                    || by_rule == Some(column.name.as_ref())
            })
            .collect();
        for (at, column) in numbered.iter().enumerate() {
            self.numbered(table, column);
            let twice = column.autoincrement == Autoincrement::Always
                || self.can().numbering != Numbering::Integers;
            if at > 0 && twice {
                let message = format!("the column `{}` is numbered already", numbered[0].name);
                self.problem(
                    table,
                    &column.name,
                    message,
                    "let the database number one column only",
                );
            }
        }
    }

    fn numbered(&mut self, table: &TableDef, column: &ColumnDef) {
        let name = column.name.as_ref();
        let own_type = column.type_override(self.dialect()).is_some()
            || matches!(column.sql_type, SqlType::Custom(_));
        if !column.sql_type.is_integer() && !own_type {
            let message = format!(
                "the database numbers integers only, and the column's type is {}",
                column.sql_type.name()
            );
            self.problem(table, name, message, "make the field an integer");
            return;
        }
        if column.default.is_some() || column.default_sql.is_some() {
            let help = "leave out the default, or write `autoincrement = false`";
            self.problem(table, name, "a column that the database numbers has no default", help);
        }
        // A column of the primary key is refused as that already.
        if column.nullable && !table.primary_key_columns().contains(&column.name) {
            let help = "make the field no `Option`";
            self.problem(table, name, "a column that the database numbers cannot be null", help);
        }
        if let Some(identity) = &column.identity {
            self.identity(table, name, identity);
        }
        match self.can().numbering {
            Numbering::Integers => {
                // Such a dialect has no integer of one byte and keeps it as a character.
                if column.sql_type == SqlType::TinyInteger && !own_type {
                    let message = format!("{} numbers no integers of 8 bits", self.dialect());
                    self.problem(table, name, message, "make the field an `i16`");
                }
            }
            Numbering::WholePrimaryKey => {
                let whole = table.primary_key_columns() == [column.name.clone()];
                let asked =
                    column.autoincrement == Autoincrement::Always || column.identity.is_some();
                if !whole {
                    let message = format!(
                        "{} numbers a column only if it is the whole primary key",
                        self.dialect()
                    );
                    self.problem(
                        table,
                        name,
                        message,
                        "make it the primary key, or give the numbers in the program",
                    );
                } else if asked && !self.speller.grammar.primary_key_at_column(table) {
                    self.problem(
                        table,
                        name,
                        "the table has no row numbers by which the column could be numbered",
                        "leave out `without_rowid`, and the column's own type on this dialect",
                    );
                }
            }
            Numbering::FirstOfKey => {
                if !self.leads_a_key(table, column) {
                    let message = format!(
                        "{} numbers a column only if it is the first of a key",
                        self.dialect()
                    );
                    self.problem(
                        table,
                        name,
                        message,
                        "make it the primary key, or add an `index` on it",
                    );
                }
            }
        }
    }

    fn identity(&mut self, table: &TableDef, name: &str, identity: &IdentityDef) {
        let plain = match self.can().identity {
            IdentityOptions::All => return self.identity_numbers(table, name, identity),
            IdentityOptions::Start => &IdentityDef { start: identity.start, ..IdentityDef::NEW },
            IdentityOptions::None => &IdentityDef::NEW,
        };
        if identity != plain {
            let message = format!(
                "{} has no identity columns, and numbers rows without these options",
                self.dialect()
            );
            let help = match self.can().identity {
                IdentityOptions::Start => "leave out all options but `start`",
                _ => "leave out the options of `identity`",
            };
            self.problem(table, name, message, help);
        }
    }

    fn identity_numbers(&mut self, table: &TableDef, name: &str, identity: &IdentityDef) {
        if identity.increment == Some(0) {
            self.problem(
                table,
                name,
                "the step between numbers is zero",
                "write another `increment`",
            );
        }
        if identity.cache.is_some_and(|cache| cache < 1) {
            self.problem(
                table,
                name,
                "a session takes less than one number",
                "write a `cache` from 1 on",
            );
        }
        if let (Some(least), Some(most)) = (identity.min_value, identity.max_value)
            && least >= most
        {
            self.problem(
                table,
                name,
                "the smallest number is not below the largest",
                "write a `min_value` below `max_value`",
            );
        }
    }

    fn leads_a_key(&self, table: &TableDef, column: &ColumnDef) -> bool {
        let dialect = self.dialect();
        table.primary_key_columns().first() == Some(&column.name)
            || table.uniques.iter().any(|unique| {
                made_on(&unique.dialects, dialect) && unique.columns.first() == Some(&column.name)
            })
            || table.indexes.iter().any(|index| {
                made_on(&index.dialects, dialect)
                    && index
                        .columns
                        .first()
                        .is_some_and(|part| part.key == IndexKey::Column(column.name.clone()))
            })
    }
}
