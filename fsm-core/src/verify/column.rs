use super::Verifier;
use crate::schema::{ColumnDef, SqlType, TableDef};

impl Verifier<'_> {
    pub(super) fn column(&mut self, table: &TableDef, column: &ColumnDef) {
        let name = column.name.as_ref();
        self.identifier(table, Some(name), "name of the column", name);
        self.reserved_column(table, name);
        self.column_type(table, column);
        self.comment(table, Some(name), column.comment.as_deref());
        if let Some(collation) = &column.collation {
            self.collation(table, column, collation);
        }
        self.default(table, column);
        self.computed(table, column);
        if column.nullable && table.primary_key_columns().contains(&column.name) {
            self.problem(
                table,
                name,
                "a column of the primary key cannot be null",
                "make the field no `Option`, or take it out of the primary key",
            );
        }
    }

    fn column_type(&mut self, table: &TableDef, column: &ColumnDef) {
        let name = column.name.as_ref();
        if let Some(text) = column.type_override(self.dialect()) {
            self.own_sql(table, Some(name), "type", &text.to_owned().into());
            return;
        }
        if let Err(refusal) = self.speller.grammar.spell_type(&column.sql_type) {
            self.found(table, Some(name), (refusal.message, refusal.help));
        }
        let mut innermost = &column.sql_type;
        while let SqlType::Array(element) = innermost {
            innermost = element;
        }
        match innermost {
            SqlType::Custom(sql)
                if self.can().untyped_columns && sql.text(self.dialect()) == Some("") => {}
            SqlType::Custom(sql) => self.own_sql(table, Some(name), "type", sql),
            SqlType::Enum(def) => self.enum_type(table, column, def),
            _ => {}
        }
    }

    fn collation(&mut self, table: &TableDef, column: &ColumnDef, collation: &crate::schema::Sql) {
        let Some(text) = collation.text(self.dialect()) else { return };
        let name = column.name.as_ref();
        self.identifier(table, Some(name), "name of the collation", text);
        let is_text = matches!(
            column.sql_type,
            SqlType::Text
                | SqlType::String(_)
                | SqlType::UuidHyphenated
                | SqlType::UuidSimple
                | SqlType::Enum(_)
                | SqlType::Postgres(_)
                | SqlType::Array(_)
                | SqlType::Custom(_)
        );
        if !is_text && column.type_override(self.dialect()).is_none() {
            let message = format!(
                "a collation sorts text, and the column's type is {}",
                column.sql_type.name()
            );
            self.problem(table, name, message, "leave the collation out");
        }
    }

    fn computed(&mut self, table: &TableDef, column: &ColumnDef) {
        let Some(computed) = &column.computed else { return };
        let name = column.name.as_ref();
        self.needed_sql(
            table,
            Some(name),
            "expression of the generated column",
            &computed.expression,
        );
        if computed.stored && !self.can().computed_stored {
            let message = format!("{} stores no generated column", self.dialect());
            self.problem(table, name, message, "make it `virtual`");
        }
        if !computed.stored && !self.can().computed_virtual {
            let message = format!(
                "{} works out no generated column at each read before version 18",
                self.dialect()
            );
            self.problem(table, name, message, "make it `stored`");
        }
        if column.default.is_some() || column.default_sql.is_some() {
            self.problem(
                table,
                name,
                "a generated column has no default",
                "leave out one of `computed` and `default`",
            );
        }
        if column.identity.is_some() {
            self.problem(
                table,
                name,
                "a generated column cannot be numbered",
                "leave out one of `computed` and `identity`",
            );
        }
        if table.primary_key_columns().contains(&column.name) {
            if !self.can().computed_in_primary_key {
                let message = format!(
                    "not every {} has generated columns in the primary key",
                    self.dialect()
                );
                self.problem(table, name, message, "choose another key, and make it `unique`");
            } else if !computed.stored {
                self.problem(
                    table,
                    name,
                    "a generated column that is not stored cannot be in the primary key",
                    "make it `stored`, or choose another key",
                );
            }
        }
        self.numbered_in(table, name, "the expression", &computed.expression);
    }
}
