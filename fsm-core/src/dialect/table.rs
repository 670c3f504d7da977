use super::constraint::made_on;
use super::{Comments, Speller, Statement};
use crate::schema::{CheckDef, IndexDef, TableDef, UniqueDef};

impl Speller<'_> {
    /// The table, then what the dialect says in statements of its own: comments, indexes.
    pub(super) fn create_table(&self, table: &TableDef) -> Vec<Statement> {
        let mut sql = format!(
            "CREATE {}TABLE {} (",
            self.grammar.table_prefix(table),
            self.name(&table.name)
        );
        for (at, column) in table.columns.iter().enumerate() {
            sql.push_str(if at == 0 { "\n    " } else { ",\n    " });
            self.push_column(table, column, &mut sql);
        }
        let mut parts = self.constraints(table);
        if self.can().inline_indexes {
            parts.extend(self.indexes(table).map(|index| self.inline_index(&table.name, index)));
        }
        for part in parts {
            sql.push_str(",\n    ");
            sql.push_str(&part);
        }
        sql.push_str("\n)");
        let (options, joint) = self.grammar.table_options(table);
        if !options.is_empty() {
            sql.push(' ');
            sql.push_str(&options.join(joint));
        }
        let mut statements = vec![Statement::new("create table", table.name.to_string(), sql)];
        statements.extend(self.comments(table));
        if !self.can().inline_indexes {
            for index in self.indexes(table) {
                statements.extend(self.create_index(&table.name, index));
            }
        }
        statements
    }

    pub(super) fn drop_table(&self, table: &TableDef) -> Statement {
        let sql = format!("DROP TABLE {}", self.name(&table.name));
        Statement::new("drop table", table.name.to_string(), sql)
    }

    /// The unique constraints made on this dialect.
    pub(crate) fn uniques<'t>(
        &self,
        table: &'t TableDef,
    ) -> impl Iterator<Item = &'t UniqueDef> + use<'t> {
        let dialect = self.dialect();
        table.uniques.iter().filter(move |unique| made_on(&unique.dialects, dialect))
    }

    /// The indexes made on this dialect.
    pub(crate) fn indexes<'t>(
        &self,
        table: &'t TableDef,
    ) -> impl Iterator<Item = &'t IndexDef> + use<'t> {
        let dialect = self.dialect();
        table.indexes.iter().filter(move |index| made_on(&index.dialects, dialect))
    }

    /// The checks made on this dialect, those that stand in for enums first.
    pub(crate) fn checks(&self, table: &TableDef) -> Vec<CheckDef> {
        let of_enums = table.columns.iter().filter_map(|column| self.enum_check(column));
        let written = table.checks.iter().filter(|check| made_on(&check.dialects, self.dialect()));
        of_enums.chain(written.cloned()).collect()
    }

    fn constraints(&self, table: &TableDef) -> Vec<String> {
        let name = &table.name;
        let mut parts = Vec::new();
        if let Some(key) = &table.primary_key
            && !self.grammar.primary_key_at_column(table)
        {
            parts.push(self.primary_key(name, key));
        }
        parts.extend(self.uniques(table).map(|unique| self.unique(name, unique)));
        parts.extend(self.checks(table).iter().filter_map(|check| self.check(name, check)));
        parts.extend(table.foreign_keys.iter().map(|key| self.foreign_key(name, key)));
        parts
    }

    fn comments(&self, table: &TableDef) -> Vec<Statement> {
        if self.can().comments != Comments::Statements {
            return Vec::new();
        }
        let name = self.name(&table.name);
        let of_table = table.comment.iter().map(|comment| (format!("TABLE {name}"), comment));
        let of_columns = table.columns.iter().filter_map(|column| {
            let target = format!("COLUMN {name}.{}", self.identifier(&column.name));
            column.comment.as_ref().map(|comment| (target, comment))
        });
        of_table
            .chain(of_columns)
            .map(|(target, comment)| {
                let sql = format!("COMMENT ON {target} IS {}", self.grammar.comment(comment));
                Statement::new("comment on", table.name.to_string(), sql).leaf(true)
            })
            .collect()
    }
}
