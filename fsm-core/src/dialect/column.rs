use super::Speller;
use crate::schema::{ColumnDef, TableDef};
use std::borrow::Cow;

impl Speller<'_> {
    /// A column as it stands in `CREATE TABLE` and wherever a whole definition is asked for.
    pub(crate) fn push_column(&self, table: &TableDef, column: &ColumnDef, out: &mut String) {
        self.grammar.push_identifier(out, &column.name);
        self.grammar.push_column(self, table, column, out);
    }

    /// The type by itself: the author's own words, or the dialect's.
    ///
    /// A type that the dialect lacks comes out under its general name, for the database to refuse:
    /// `verify` refuses it before.
    pub(crate) fn declared_type<'c>(&self, column: &'c ColumnDef) -> Cow<'c, str> {
        if let Some(text) = column.type_override(self.dialect()) {
            return Cow::Borrowed(text);
        }
        self.grammar
            .spell_type(&column.sql_type)
            .unwrap_or_else(|_| Cow::Borrowed(column.sql_type.name()))
    }

    /// `COLLATE ..`
    pub(crate) fn push_collation(&self, column: &ColumnDef, out: &mut String) {
        if let Some(name) = column.collation.as_ref().and_then(|sql| self.grammar.text(sql)) {
            out.push_str(" COLLATE ");
            out.push_str(&self.grammar.collation(name));
        }
    }

    /// `DEFAULT ..`
    pub(crate) fn push_default(&self, column: &ColumnDef, out: &mut String) {
        let sql = column.default_sql.as_ref().and_then(|sql| self.grammar.text(sql));
        let value = match (sql, &column.default) {
            (Some(text), _) => self.grammar.default_sql(self, column, text),
            (None, Some(literal)) => self.grammar.default_literal(self, column, literal),
            (None, None) => return,
        };
        out.push_str(" DEFAULT ");
        out.push_str(&value);
    }

    /// `GENERATED ALWAYS AS (..) STORED`
    pub(crate) fn push_computed(&self, column: &ColumnDef, out: &mut String) {
        let Some(computed) = &column.computed else { return };
        let Some(text) = self.grammar.text(&computed.expression) else { return };
        out.push_str(" GENERATED ALWAYS AS (");
        out.push_str(text);
        out.push_str(if computed.stored { ") STORED" } else { ") VIRTUAL" });
    }

    /// `NOT NULL`, if the column refuses `NULL`.
    pub(crate) fn push_not_null(table: &TableDef, column: &ColumnDef, out: &mut String) {
        if Self::refuses_null(table, column) {
            out.push_str(" NOT NULL");
        }
    }

    /// Whether the column refuses `NULL`: it says so, or it is in the primary key.
    pub(crate) fn refuses_null(table: &TableDef, column: &ColumnDef) -> bool {
        !column.nullable || table.primary_key_columns().contains(&column.name)
    }
}
