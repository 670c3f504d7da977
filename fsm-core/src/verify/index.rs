use super::Verifier;
use crate::dialect::Capabilities;
use crate::schema::{IndexColumn, IndexDef, IndexKey, Sql, TableDef};
use std::collections::BTreeSet;

/// A question to a dialect.
type Can = fn(&Capabilities) -> bool;

impl Verifier<'_> {
    pub(super) fn index(&mut self, table: &TableDef, index: &IndexDef) {
        let name = self.speller.index_name(&table.name, index);
        self.identifier(table, Some(&name), "name of the index", &name);
        self.reserved_table_name(table, Some(&name), &name);
        self.reserved_key(table, &name, "index");
        self.comment(table, Some(&name), index.comment.as_deref());
        if index.columns.is_empty() {
            self.problem(table, &name, "the index has no column", "name one, or leave it out");
        }
        let mut seen = BTreeSet::new();
        for part in index.columns.iter() {
            self.index_part(table, &name, part);
            if let IndexKey::Column(column) = &part.key
                && part.operator_class.is_none()
                && part.collation.is_none()
                && !seen.insert(column)
            {
                let message = format!("the index names the column `{column}` twice");
                self.problem(table, &name, message, "name each column once");
            }
        }
        self.predicate(table, &name, index);
        self.method(table, &name, index);
        self.include(table, &name, index);
        for refusal in self.speller.grammar.refuse_index(&self.speller, table, index) {
            self.found(table, Some(&name), refusal);
        }
        if index.nulls_not_distinct && !self.can().nulls_not_distinct {
            let message = format!("no two nulls are equal to {}", self.dialect());
            self.problem(
                table,
                &name,
                message,
                &self.elsewhere("nulls_not_distinct", |can| can.nulls_not_distinct),
            );
        } else if index.nulls_not_distinct && !index.unique {
            self.problem(
                table,
                &name,
                "`nulls_not_distinct` says what is unique, and the index is not",
                "make the index `unique`, or leave it out",
            );
        }
    }

    fn index_part(&mut self, table: &TableDef, name: &str, part: &IndexColumn) {
        let can = self.can();
        match &part.key {
            IndexKey::Column(column) => self.known_column(table, name, "index", column),
            IndexKey::Expression(sql) => {
                if can.expression_indexes {
                    self.needed_sql(table, Some(name), "expression of the index", sql);
                } else {
                    let message = format!("not every {} indexes expressions", self.dialect());
                    let help = generated("the expression");
                    self.problem(table, name, message, &help);
                }
                if part.prefix_length.is_some() {
                    let help = "leave it out";
                    self.problem(table, name, "an expression has no prefix length", help);
                }
            }
        }
        let options: [(&str, &str, bool, Can); 4] = [
            ("operator class", "opclass", part.operator_class.is_some(), |can| {
                can.operator_classes
            }),
            ("collation", "collation", part.collation.is_some(), |can| can.index_collations),
            ("order of nulls", "nulls", part.nulls.is_some(), |can| can.nulls_order),
            ("prefix length", "length", part.prefix_length.is_some(), |can| can.prefix_lengths),
        ];
        for (what, key, asked, there) in options {
            if asked && !there(can) {
                let message = format!("{} has no {what} in an index", self.dialect());
                self.problem(table, name, message, &self.elsewhere(key, there));
            }
        }
        if let Some(class) = &part.operator_class {
            self.own_sql(table, Some(name), "operator class", &Sql::new(class.clone()));
        }
        if let Some(collation) = &part.collation {
            self.identifier(table, Some(name), "name of the collation", collation);
        }
    }

    fn predicate(&mut self, table: &TableDef, name: &str, index: &IndexDef) {
        let Some(predicate) = &index.predicate else { return };
        if self.can().partial_indexes {
            self.needed_sql(table, Some(name), "condition of the index", predicate);
        } else {
            let message = format!("{} has no index on some of the rows", self.dialect());
            let help = generated("the columns where the condition holds, and is null elsewhere");
            self.problem(table, name, message, &help);
        }
    }

    fn method(&mut self, table: &TableDef, name: &str, index: &IndexDef) {
        let Some(sql) = &index.method else { return self.index_size(table, name, index) };
        self.own_sql(table, Some(name), "method", sql);
        let Some(method) = sql.text(self.dialect()) else {
            return self.index_size(table, name, index);
        };
        let same = |known: &&&str| known.eq_ignore_ascii_case(method.trim());
        if self.can().index_kinds.iter().find(same).is_some() {
            // Such an index has no key, and so no size.
            if index.unique {
                let message = format!("an index by `{method}` cannot be unique");
                self.problem(table, name, message, "leave out `unique` or `method`");
            }
            return;
        }
        let word = method.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let known = self.can().index_methods.is_none_or(|known| known.iter().find(same).is_some());
        if !word || !known {
            let message = format!("{} has no index by `{method}`", self.dialect());
            let help = self.elsewhere("method", |can| can.index_methods != Some(&[]));
            self.problem(table, name, message, &help);
        }
        self.index_size(table, name, index);
    }

    fn index_size(&mut self, table: &TableDef, name: &str, index: &IndexDef) {
        let parts: Vec<_> = index
            .columns
            .iter()
            .filter_map(|part| match &part.key {
                IndexKey::Column(column) => Some((column.as_ref(), part.prefix_length)),
                IndexKey::Expression(_) => None,
            })
            .collect();
        self.key_size(table, name, &parts);
        self.key_width(table, name, index.columns.len() + index.include.len());
    }

    fn include(&mut self, table: &TableDef, name: &str, index: &IndexDef) {
        if index.include.is_empty() {
            return;
        }
        if !self.can().include {
            let message = format!("{} stores no further columns in an index", self.dialect());
            self.problem(table, name, message, &self.elsewhere("include", |can| can.include));
        }
        for column in index.include.iter() {
            self.known_column(table, name, "index", column);
        }
    }
}

/// What to write instead of an index that holds `of`.
fn generated(of: &str) -> String {
    let others: Vec<&str> = crate::schema::Dialect::ALL
        .iter()
        .filter(|dialect| dialect.capabilities().partial_indexes)
        .map(|dialect| dialect.key())
        .collect();
    format!(
        "index a generated column that holds {of}, or restrict the index with `dialects({})`",
        others.join(", ")
    )
}
