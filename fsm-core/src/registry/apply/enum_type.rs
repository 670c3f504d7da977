use super::inapplicable;
use crate::change::{Change, EnumColumn};
use crate::error::Error;
use crate::registry::Metadata;
use crate::schema::{
    ColumnDef, ElementType, EnumDef, List, Literal, SqlType, Str, TableDef, TableName,
};

impl Metadata {
    pub(super) fn apply_to_enums(&mut self, change: &Change) -> Result<(), Error> {
        match change {
            Change::CreateEnum { def } => {
                if self.enums().any(|known| known.name == def.name) {
                    return Err(inapplicable(&def.name, "the enum is there already"));
                }
                self.add_enum(def.clone());
            }
            // An enum that only columns brought went with them.
            Change::DropEnum { def } => {
                self.remove_enum(&def.name);
            }
            Change::AlterEnum { before, after, .. } => {
                self.require_enum(&before.name)?;
                self.change_enum(&before.name, |def| def.clone_from(after));
            }
            Change::RenameEnum { before, after } => {
                self.require_enum(before)?;
                self.change_enum(before, |def| def.name = after.clone());
            }
            Change::RenameEnumLabel { name, columns, before, after } => {
                self.rename_label(name, columns, before, after)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn rename_label(
        &mut self,
        name: &TableName,
        columns: &[EnumColumn],
        before: &str,
        after: &str,
    ) -> Result<(), Error> {
        let concerned = |table: &TableDef, column: &ColumnDef| {
            enum_of(&column.sql_type).is_some_and(|def| def.name == *name)
                || columns
                    .iter()
                    .any(|named| named.table == table.name && named.column.name == column.name)
        };
        let labels = |table: &TableDef| {
            table.columns.iter().filter(|column| concerned(table, column)).any(|column| {
                enum_of(&column.sql_type)
                    .is_some_and(|def| def.labels.iter().any(|label| label == before))
            })
        };
        let by_itself = self.enums().any(|def| def.name == *name);
        // Where an enum is text with a check, the rows change and not the column.
        if !by_itself && columns.is_empty() && !self.tables().any(labels) {
            return Err(inapplicable(name, format!("the enum has no label `{before}`")));
        }
        let relabel = |def: &mut EnumDef| rename_in(&mut def.labels, before, after);
        self.change_one_enum(name, relabel);
        self.change_tables(labels, |table| {
            let copy = table.clone();
            for column in table.columns.to_mut() {
                if concerned(&copy, column)
                    && let Some(def) = enum_of_mut(&mut column.sql_type)
                {
                    relabel(def);
                    rename_default(column, before, after);
                }
            }
        });
        Ok(())
    }

    fn require_enum(&self, name: &TableName) -> Result<(), Error> {
        let in_columns = || self.tables().any(|table| uses(table, name));
        if self.enums().any(|def| def.name == *name) || in_columns() {
            return Ok(());
        }
        Err(inapplicable(name, "there is no enum of that name"))
    }

    /// The enum by itself, and in every column.
    fn change_enum(&mut self, name: &TableName, change: impl Fn(&mut EnumDef)) {
        self.change_one_enum(name, &change);
        self.change_tables(
            |table| uses(table, name),
            |table| {
                for column in table.columns.to_mut() {
                    if let Some(def) = enum_of_mut(&mut column.sql_type)
                        && def.name == *name
                    {
                        change(def);
                    }
                }
            },
        );
    }

    fn change_one_enum(&mut self, name: &TableName, change: impl Fn(&mut EnumDef)) {
        if let Some(mut def) = self.remove_enum(name) {
            change(&mut def);
            self.add_enum(def);
        }
    }
}

fn uses(table: &TableDef, name: &TableName) -> bool {
    table.columns.iter().any(|column| enum_of(&column.sql_type).is_some_and(|d| d.name == *name))
}

fn enum_of(sql_type: &SqlType) -> Option<&EnumDef> {
    match sql_type {
        SqlType::Enum(def) => Some(def),
        SqlType::Array(element) => enum_of(element),
        _ => None,
    }
}

fn enum_of_mut(sql_type: &mut SqlType) -> Option<&mut EnumDef> {
    match sql_type {
        SqlType::Enum(def) => Some(def),
        SqlType::Array(element) => {
            if let ElementType::Static(borrowed) = element {
                *element = ElementType::Boxed(Box::new(borrowed.clone()));
            }
            match element {
                ElementType::Boxed(element) => enum_of_mut(element),
                ElementType::Static(_) => None,
            }
        }
        _ => None,
    }
}

fn rename_in(labels: &mut List<Str>, before: &str, after: &str) {
    for label in labels.to_mut() {
        if label == before {
            *label = after.to_owned().into();
        }
    }
}

/// A default is kept as a value of the enum, so it goes along.
fn rename_default(column: &mut ColumnDef, before: &str, after: &str) {
    if let Some(Literal::String(text)) = &mut column.default
        && text == before
    {
        *text = after.to_owned().into();
    }
    let quoted = |label: &str| format!("'{}'", label.replace('\'', "''"));
    if let Some(sql) = &mut column.default_sql {
        for text in sql.common.iter_mut().chain(sql.overrides.to_mut().iter_mut().map(|(_, t)| t)) {
            if text.contains(&quoted(before)) {
                *text = text.replace(&quoted(before), &quoted(after)).into();
            }
        }
    }
}
