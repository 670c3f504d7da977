use super::Speller;
use crate::schema::{ColumnDef, TableDef};

impl Speller<'_> {
    /// A column as it stands in `CREATE TABLE` and wherever a whole definition is asked for.
    pub(crate) fn column(&self, table: &TableDef, column: &ColumnDef) -> String {
        let mut words = vec![self.identifier(&column.name)];
        words.extend(self.grammar.column(self, table, column));
        words.join(" ")
    }

    /// The type by itself: the author's own words, or the dialect's.
    ///
    /// A type that the dialect lacks comes out under its general name, for the database to refuse:
    /// `verify` refuses it before.
    pub(crate) fn declared_type(&self, column: &ColumnDef) -> String {
        if let Some(text) = column.type_override(self.dialect()) {
            return text.to_owned();
        }
        self.grammar
            .spell_type(&column.sql_type)
            .map_or_else(|_| column.sql_type.name().to_owned(), std::borrow::Cow::into_owned)
    }

    /// `COLLATE ..`
    pub(crate) fn collate(&self, column: &ColumnDef) -> Option<String> {
        let name = self.grammar.text(column.collation.as_ref()?)?;
        Some(format!("COLLATE {}", self.grammar.collation(name)))
    }

    /// `DEFAULT ..`
    pub(crate) fn default(&self, column: &ColumnDef) -> Option<String> {
        let sql = column.default_sql.as_ref().and_then(|sql| self.grammar.text(sql));
        let value = match (sql, &column.default) {
            (Some(text), _) => self.grammar.default_sql(self, column, text),
            (None, Some(literal)) => self.grammar.default_literal(self, column, literal),
            (None, None) => return None,
        };
        Some(format!("DEFAULT {value}"))
    }

    /// `GENERATED ALWAYS AS (..) STORED`
    pub(crate) fn computed(&self, column: &ColumnDef) -> Option<String> {
        let computed = column.computed.as_ref()?;
        let kind = if computed.stored { "STORED" } else { "VIRTUAL" };
        let text = self.grammar.text(&computed.expression)?;
        Some(format!("GENERATED ALWAYS AS ({text}) {kind}"))
    }

    /// Whether the column refuses `NULL`: it says so, or it is in the primary key.
    pub(crate) fn refuses_null(table: &TableDef, column: &ColumnDef) -> bool {
        !column.nullable || table.primary_key_columns().contains(&column.name)
    }
}
