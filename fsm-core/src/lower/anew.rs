use super::mention::mentions;
use super::plan::{find, with_names};
use crate::change::Change;
use crate::dialect::{Speller, Statement};
use crate::registry::Metadata;
use crate::schema::{ColumnDef, IndexDef, IndexKey, TableDef, TableName};

/// What stands in the way of a change, goes before it and is made anew after it (PostgreSQL).
pub(super) struct Anew<'a> {
    speller: &'a Speller<'a>,
    state: &'a Metadata,
    /// What goes, in this order; comes back the other way round.
    gone: Vec<Change>,
}

impl<'a> Anew<'a> {
    pub(super) fn new(speller: &'a Speller<'a>, state: &'a Metadata) -> Self {
        Self { speller, state, gone: Vec::new() }
    }

    /// The column is dropped and made again: with it go the constraints and indexes it is part of.
    pub(super) fn column_goes(&mut self, table: &TableName, column: &str) {
        let Some(def) = self.named(table) else { return };
        self.foreign_keys(&def, column);
        self.indexes(&def, |index| is_in(self.speller, index, column));
        self.checks(&def, column);
        for unique in def.uniques.iter().filter(|unique| holds(&unique.columns, column)) {
            let change = Change::DropUnique { table: def.name.clone(), unique: unique.clone() };
            self.goes(change);
        }
        if let Some(key) = &def.primary_key
            && holds(&key.columns, column)
        {
            let (table, primary_key) = (def.name.clone(), key.clone());
            self.goes(Change::DropPrimaryKey { table, primary_key });
        }
    }

    /// The column's type changes: generated columns that read it have to go.
    pub(super) fn type_changes(&mut self, table: &TableName, column: &str) {
        let Some(def) = self.named(table) else { return };
        let reads = |other: &&ColumnDef| {
            let computed = other.computed.as_ref();
            let text =
                computed.and_then(|computed| self.speller.grammar.text(&computed.expression));
            text.is_some_and(|text| mentions(text, column))
        };
        for generated in def.columns.iter().filter(reads) {
            self.column_goes(table, &generated.name);
            let (table, column) = (def.name.clone(), generated.clone());
            self.goes(Change::DropColumn { table, column });
        }
    }

    /// The column's enum is swapped: what compares it with a label does so with the old type's.
    pub(super) fn enum_changes(&mut self, table: &TableName, column: &str) {
        let Some(def) = self.named(table) else { return };
        self.type_changes(table, column);
        self.foreign_keys(&def, column);
        self.indexes(&def, |index| {
            texts(self.speller, index).iter().any(|text| mentions(text, column))
        });
        self.checks(&def, column);
    }

    /// The statements with what goes before them and comes back after them.
    pub(super) fn around(self, statements: Vec<Statement>) -> Vec<Statement> {
        let Self { speller, gone, .. } = self;
        let spell = |change: &Change| speller.dialect().spell(change, speller.naming);
        let mut all: Vec<Statement> = gone.iter().flat_map(&spell).collect();
        all.extend(statements);
        let back = gone.into_iter().rev().map(Change::reverse);
        all.extend(back.flat_map(|change| spell(&change)));
        all
    }

    fn named(&self, table: &TableName) -> Option<TableDef> {
        find(self.state, table).map(|table| with_names(self.speller, table))
    }

    fn goes(&mut self, change: Change) {
        if !self.gone.contains(&change) {
            self.gone.push(change);
        }
    }

    /// Those of the table, and those of others that refer to the column.
    fn foreign_keys(&mut self, def: &TableDef, column: &str) {
        let state = self.state;
        for other in state.tables() {
            let other = with_names(self.speller, other);
            for key in other.foreign_keys.iter() {
                let own = other.name == def.name && holds(&key.columns, column);
                let refers = key.referred_table == def.name && holds(&key.referred_columns, column);
                if own || refers {
                    let (table, foreign_key) = (other.name.clone(), key.clone());
                    self.goes(Change::DropForeignKey { table, foreign_key });
                }
            }
        }
    }

    fn indexes(&mut self, def: &TableDef, concerned: impl Fn(&IndexDef) -> bool) {
        let found: Vec<IndexDef> =
            self.speller.indexes(def).filter(|index| concerned(index)).cloned().collect();
        for index in found {
            self.goes(Change::DropIndex { table: def.name.clone(), index });
        }
    }

    fn checks(&mut self, def: &TableDef, column: &str) {
        for check in def.checks.iter() {
            let text = self.speller.grammar.text(&check.expression);
            if text.is_some_and(|text| mentions(text, column)) {
                let (table, check) = (def.name.clone(), check.clone());
                self.goes(Change::DropCheck { table, check });
            }
        }
    }
}

fn holds(columns: &[crate::schema::Str], column: &str) -> bool {
    columns.iter().any(|name| name == column)
}

/// The expressions of the index, and its predicate.
pub(super) fn texts<'i>(speller: &Speller<'_>, index: &'i IndexDef) -> Vec<&'i str> {
    let grammar = speller.grammar;
    let of_parts = index.columns.iter().filter_map(|part| match &part.key {
        IndexKey::Column(_) => None,
        IndexKey::Expression(sql) => grammar.text(sql),
    });
    of_parts.chain(index.predicate.as_ref().and_then(|sql| grammar.text(sql))).collect()
}

/// Whether the index is of the column, or speaks of it.
pub(super) fn is_in(speller: &Speller<'_>, index: &IndexDef, column: &str) -> bool {
    let is_part = |key: &IndexKey| matches!(key, IndexKey::Column(name) if name == column);
    holds(&index.include, column)
        || index.columns.iter().any(|part| is_part(&part.key))
        || texts(speller, index).iter().any(|text| mentions(text, column))
}
