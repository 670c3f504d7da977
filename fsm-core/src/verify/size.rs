use super::Verifier;
use crate::dialect::KeyPart;
use crate::schema::TableDef;

impl Verifier<'_> {
    /// Whether columns, each with its prefix length, fit into one key.
    pub(super) fn key_size(&mut self, table: &TableDef, name: &str, parts: &[(&str, Option<u32>)]) {
        let dialect = self.dialect();
        if parts.len() > self.can().max_index_columns {
            let message = format!(
                "it has {} columns, of which {dialect} takes {}",
                parts.len(),
                self.can().max_index_columns
            );
            self.problem(table, name, message, "leave some of them out");
        }
        let Some(limit) = self.can().max_key_bytes else { return };
        let mut total: u64 = 0;
        for (column, prefix) in parts {
            let Some(column) = table.find_column(column) else { continue };
            match self.speller.grammar.key_part(&self.speller, table, column, *prefix) {
                KeyPart::Bytes(bytes) => total = total.saturating_add(bytes),
                KeyPart::NeedsPrefix => {
                    let message = format!(
                        "the column `{}` has no length, and {dialect} puts none such into a key or an index",
                        column.name
                    );
                    let help =
                        "give the column a `length`, or index its beginning with a prefix length";
                    self.problem(table, name, message, help);
                }
                KeyPart::Never => {
                    let message = format!(
                        "the column `{}` is of a type that {dialect} puts into no key or index",
                        column.name
                    );
                    let help = "index a generated column that takes what you search for out of it";
                    self.problem(table, name, message, help);
                }
                KeyPart::WrongPrefix => {
                    let message = format!(
                        "the prefix length of the column `{}` does not fit its type",
                        column.name
                    );
                    let help = "leave it out, or write one from 1 to the column's `length`";
                    self.problem(table, name, message, help);
                }
            }
        }
        if total > limit {
            let message = format!(
                "its columns take {total} bytes, of which {dialect} takes {limit} in a key"
            );
            self.problem(table, name, message, "give the columns a smaller `length`, or index their beginnings with prefix lengths");
        }
    }

    /// Whether the columns fit into one row.
    pub(super) fn row_size(&mut self, table: &TableDef) {
        let Some(limit) = self.can().max_row_bytes else { return };
        let total = table
            .columns
            .iter()
            .map(|column| {
                match self.speller.grammar.key_part(&self.speller, table, column, None) {
                    KeyPart::Bytes(bytes) => bytes,
                    // Kept elsewhere: the row holds where.
                    _ => 12,
                }
            })
            .fold(0_u64, u64::saturating_add);
        if total > limit {
            let message = format!(
                "its columns take {total} bytes a row, of which {} takes {limit}",
                self.dialect()
            );
            self.table_problem(
                table,
                message,
                "give the columns a smaller `length`, or none to make them texts",
            );
        }
    }
}
