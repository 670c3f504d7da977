use super::Verifier;
use super::default::range;
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
            self.identity(table, column, identity);
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

    fn identity(&mut self, table: &TableDef, column: &ColumnDef, identity: &IdentityDef) {
        let name = column.name.as_ref();
        let plain = match self.can().identity {
            IdentityOptions::All => return self.identity_numbers(table, column, identity),
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
        let most = self.numbers(column).1;
        if self.can().identity == IdentityOptions::Start
            && let Some(start) = identity.start.map(i128::from)
            && !(1..=most).contains(&start)
        {
            let message = format!("the first number is {start}, and the column takes 1 to {most}");
            self.problem(table, name, message, "write a `start` among them");
        }
    }

    /// The numbers of the column's type; those of the widest if it is the author's own.
    fn numbers(&self, column: &ColumnDef) -> (i128, i128) {
        let own = column.type_override(self.dialect()).is_some();
        range(&column.sql_type).filter(|_| !own).unwrap_or((i64::MIN.into(), i64::MAX.into()))
    }

    fn identity_numbers(&mut self, table: &TableDef, column: &ColumnDef, identity: &IdentityDef) {
        let name = column.name.as_ref();
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
        // What is not said is 1 to the largest of the type, or backwards -1 to the smallest
        // (manual, CREATE SEQUENCE).
        let (smallest, largest) = self.numbers(column);
        let up = identity.increment.is_none_or(|step| step > 0);
        let least = identity.min_value.map_or(if up { 1 } else { smallest }, i128::from);
        let most = identity.max_value.map_or(if up { largest } else { -1 }, i128::from);
        if least < smallest || most > largest {
            let message =
                format!("the numbers from {least} to {most} are more than the column's type has");
            self.problem(table, name, message, "choose a wider type, or fewer numbers");
        } else if least >= most {
            let message = format!("the smallest number, {least}, is not below the largest, {most}");
            self.problem(table, name, message, "write a `min` below `max`");
        }
        let start = identity.start.map_or(if up { least } else { most }, i128::from);
        if least < most && !(least..=most).contains(&start) {
            let message =
                format!("the first number is {start}, and the others are {least} to {most}");
            self.problem(
                table,
                name,
                message,
                "write a `start` among them, or another `min` or `max`",
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
