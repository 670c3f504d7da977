use super::Verifier;
use crate::dialect::PartitionPart;
use crate::schema::{IndexKey, Str, TableDef};

impl Verifier<'_> {
    /// Where the rows of a table are parted, each part checks its own keys: a key that is to hold
    /// for all of them has to hold what they are parted by.
    pub(super) fn partition(&mut self, table: &TableDef) {
        let parts = self.speller.grammar.partition_key(table);
        if parts.is_empty() {
            return;
        }
        if let Some(key) = &table.primary_key {
            let name = self.speller.primary_key_name(&table.name, key);
            self.parted(table, &name, "primary key", &key.columns, &parts);
        }
        for unique in self.speller.uniques(table).collect::<Vec<_>>() {
            let name = self.speller.unique_name(&table.name, unique);
            self.parted(table, &name, "unique constraint", &unique.columns, &parts);
        }
        for index in self.speller.indexes(table).filter(|index| index.unique).collect::<Vec<_>>() {
            let name = self.speller.index_name(&table.name, index);
            let columns = index.columns.iter().filter_map(|part| match &part.key {
                IndexKey::Column(column) => Some(column.clone()),
                IndexKey::Expression(_) => None,
            });
            self.parted(table, &name, "unique index", &columns.collect::<Vec<_>>(), &parts);
        }
    }

    fn parted(
        &mut self,
        table: &TableDef,
        name: &str,
        what: &str,
        columns: &[Str],
        parts: &[PartitionPart],
    ) {
        for part in parts {
            match part {
                PartitionPart::Column(column) if !columns.iter().any(|held| held == column) => {
                    let message = format!(
                        "the {what} lacks the column `{column}`, by which the table is partitioned"
                    );
                    self.problem(table, name, message, "add the column to it");
                }
                PartitionPart::Expression => {
                    let message =
                        format!("a table that is partitioned by an expression has no {what}");
                    let help = "leave it out, or partition the table by columns";
                    self.problem(table, name, message, help);
                }
                PartitionPart::Column(_) => {}
            }
        }
    }
}
