use super::types::{read_strict_type, read_type};
use crate::dialect::{Altered, InTheWay, Likeness};
use crate::schema::{ColumnDef, Dialect, IndexColumn, IndexKey, SqlType, TableDef, TableOptions};

pub(in crate::dialect) struct SqliteLikeness;

impl Likeness for SqliteLikeness {
    fn is_numbered(&self, table: &TableDef, column: &ColumnDef) -> bool {
        super::is_rowid(table, column)
    }

    fn type_read(&self, table: &TableDef, column: &ColumnDef, declared: &str) -> Option<SqlType> {
        Some(if super::is_rowid(table, column) {
            SqlType::BigInteger
        } else if column.collation.is_some() {
            column.sql_type.clone()
        } else if table.options.sqlite.strict {
            read_strict_type(declared)
        } else {
            read_type(declared)
        })
    }

    fn options(&self, before: &TableDef, model: &TableDef) -> Option<TableOptions> {
        let mut options = before.options.clone();
        options.sqlite = model.options.sqlite;
        (options != before.options).then_some(options)
    }

    fn same_collation(
        &self,
        (_, before): (&TableDef, &ColumnDef),
        (_, model): (&TableDef, &ColumnDef),
    ) -> bool {
        collation(before).eq_ignore_ascii_case(collation(model))
    }

    /// Without a word an index compares as its column does
    /// (<https://sqlite.org/lang_createindex.html>).
    fn same_index_collation(
        &self,
        before: (&TableDef, &IndexColumn),
        model: (&TableDef, &IndexColumn),
    ) -> bool {
        let of = |(table, part): (&TableDef, &IndexColumn)| match (&part.collation, &part.key) {
            (Some(name), _) => name.to_ascii_lowercase(),
            (None, IndexKey::Column(name)) => {
                table.find_column(name).map_or(BINARY, collation).to_ascii_lowercase()
            }
            (None, IndexKey::Expression(_)) => BINARY.to_owned(),
        };
        before.1.collation == model.1.collation || of(before) == of(model)
    }

    fn has_nameless(&self) -> bool {
        true
    }

    fn has_sequences(&self) -> bool {
        false
    }

    /// The table is made anew: nothing stands in the way.
    fn in_the_way(&self, _altered: Altered<'_>) -> InTheWay {
        InTheWay::default()
    }
}

const BINARY: &str = "binary";

fn collation(column: &ColumnDef) -> &str {
    column.collation.as_ref().and_then(|sql| sql.text(Dialect::Sqlite)).unwrap_or(BINARY)
}
