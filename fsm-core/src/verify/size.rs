use super::Verifier;
use crate::dialect::KeyPart;
use crate::schema::{IndexDef, IndexKey, Str, TableDef};

impl Verifier<'_> {
    /// Whether a key or an index does not have too many columns.
    pub(super) fn key_width(&mut self, table: &TableDef, name: &str, columns: usize) {
        let limit = self.can().max_index_columns;
        if columns > limit {
            let message =
                format!("it has {columns} columns, of which {} takes {limit}", self.dialect());
            self.problem(table, name, message, "leave some of them out");
        }
    }

    /// Whether columns, each with its prefix length, fit into one key.
    pub(super) fn key_size(&mut self, table: &TableDef, name: &str, parts: &[(&str, Option<u32>)]) {
        let dialect = self.dialect();
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
                KeyPart::TooLong(limit) => {
                    let message = format!(
                        "the column `{}` is longer than the {limit} bytes that {dialect} takes of one in a key",
                        column.name
                    );
                    let help =
                        "give it a smaller `length`, or index its beginning with a prefix length";
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
        for size in self.speller.grammar.row_sizes(&self.speller, table) {
            if size.bytes > size.limit {
                let message = format!(
                    "its columns take {} bytes of {}, of which {} has {}",
                    size.bytes,
                    size.place,
                    self.dialect(),
                    size.limit
                );
                self.table_problem(table, message, size.help);
            }
        }
    }

    /// Whether there are not too many indexes, those among them that the database makes for
    /// foreign keys which find none.
    pub(super) fn index_count(&mut self, table: &TableDef) {
        let Some(limit) = self.can().max_indexes else { return };
        let plain = |index: &IndexDef| -> Option<Vec<Str>> {
            let parts = index.columns.iter().map(|part| match &part.key {
                IndexKey::Column(column) if part.prefix_length.is_none() => Some(column.clone()),
                _ => None,
            });
            if index.method.is_some() { None } else { parts.collect() }
        };
        let mut count = usize::from(table.primary_key.is_some());
        let mut keys: Vec<Vec<Str>> = vec![table.primary_key_columns().to_vec()];
        for unique in self.speller.uniques(table) {
            count += 1;
            keys.push(unique.columns.to_vec());
        }
        for index in self.speller.indexes(table) {
            count += 1;
            keys.extend(plain(index));
        }
        // The longest first: it serves a shorter one as well.
        let mut referring: Vec<&[Str]> =
            table.foreign_keys.iter().map(|key| &*key.columns).collect();
        referring.sort_by_key(|columns| std::cmp::Reverse(columns.len()));
        for columns in referring {
            if !keys.iter().any(|key| key.starts_with(columns)) {
                count += 1;
                keys.push(columns.to_vec());
            }
        }
        if count > limit {
            let message = format!(
                "the table would have {count} indexes, of which {} takes {limit}",
                self.dialect()
            );
            self.table_problem(table, message, "leave some of them out");
        }
    }
}
