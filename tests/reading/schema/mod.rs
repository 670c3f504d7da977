//! Random schemas: everything that a model can say and `verify` accepts, drawn choice by choice.
//!
//! An object that `verify` refuses is left out, so that the generators need not know its rules.

pub(crate) mod column;
pub(crate) mod condition;
pub(crate) mod family;
pub(crate) mod index;
pub(crate) mod key;
pub(crate) mod options;
pub(crate) mod sequence;
pub(crate) mod types;

use std::collections::BTreeSet;

use fsm_core::{CheckDef, Dialect, EnumDef, Metadata, SequenceDef, Str, TableDef, TableName};

use crate::draw::Draw;
use crate::words;

/// A schema on a dialect.
#[derive(Clone, Debug)]
pub(crate) struct Schema {
    pub(crate) dialect: Dialect,
    pub(crate) tables: Vec<TableDef>,
    pub(crate) sequences: Vec<SequenceDef>,
    /// The schema that some objects are in, besides the connection's own.
    pub(crate) other_schema: String,
    /// Whether the types of extensions are there.
    pub(crate) has_extensions: bool,
}

/// What a schema is drawn for.
#[derive(Clone, Debug)]
pub(crate) struct Setting {
    pub(crate) dialect: Dialect,
    pub(crate) other_schema: String,
    pub(crate) has_extensions: bool,
}

impl Schema {
    /// No table.
    pub(crate) fn new(setting: &Setting) -> Self {
        Self {
            dialect: setting.dialect,
            tables: Vec::new(),
            sequences: Vec::new(),
            other_schema: setting.other_schema.clone(),
            has_extensions: setting.has_extensions,
        }
    }

    /// One to four tables, and what hangs on them.
    pub(crate) fn any(draw: &mut Draw, setting: &Setting) -> Self {
        let mut schema = Self::new(setting);
        let count = 1 + draw.below(4);
        for _ in 0..count {
            if let Some(table) = table(draw, &schema) {
                schema.tables.push(table);
                if !schema.is_accepted() {
                    schema.tables.pop();
                }
            }
        }
        let mut keys = 0;
        while keys < 5 && !schema.tables.is_empty() && draw.chance(60) {
            let (from, to) = (draw.below(schema.tables.len()), draw.below(schema.tables.len()));
            key::add_foreign(draw, &mut schema, from, to);
            keys += 1;
        }
        while schema.dialect == Dialect::Postgres && schema.sequences.len() < 2 && draw.chance(20) {
            sequence::add(draw, &mut schema);
        }
        schema
    }

    /// As metadata.
    pub(crate) fn metadata(&self) -> Metadata {
        let mut metadata: Metadata = self.tables.iter().cloned().collect();
        for sequence in &self.sequences {
            metadata.add_sequence(sequence.clone());
        }
        metadata
    }

    /// Whether `verify` accepts it.
    pub(crate) fn is_accepted(&self) -> bool {
        self.metadata().verify(self.dialect).is_ok()
    }

    /// Puts the table in the place of another, if `verify` accepts that.
    pub(crate) fn change(&mut self, at: usize, table: TableDef) -> bool {
        let before = std::mem::replace(&mut self.tables[at], table);
        let accepted = self.is_accepted();
        if !accepted {
            self.tables[at] = before;
        }
        accepted
    }

    /// The enums of the columns, each once.
    pub(crate) fn enums(&self) -> Vec<EnumDef> {
        let mut enums: Vec<EnumDef> = Vec::new();
        for def in self.tables.iter().flat_map(TableDef::enums) {
            if !enums.iter().any(|known| known.name == def.name) {
                enums.push(def.clone());
            }
        }
        enums
    }

    /// The names of tables, enums and sequences, and those that somebody chose for what hangs on a
    /// table, in small letters.
    pub(crate) fn taken(&self) -> BTreeSet<String> {
        self.taken_with(None)
    }

    /// The same with a table that is not in the schema yet.
    pub(crate) fn taken_with(&self, table: Option<&TableDef>) -> BTreeSet<String> {
        let mut taken = BTreeSet::new();
        let mut take = |name: &str| taken.insert(name.to_lowercase());
        for table in self.tables.iter().chain(table) {
            take(&table.name.name);
            names_of(table).into_iter().for_each(|name| {
                take(name);
            });
        }
        for def in self.enums() {
            take(&def.name.name);
        }
        for sequence in &self.sequences {
            take(&sequence.name.name);
        }
        taken
    }
}

fn names_of(table: &TableDef) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    names.extend(table.primary_key.iter().filter_map(|key| key.name.as_deref()));
    names.extend(table.uniques.iter().filter_map(|unique| unique.name.as_deref()));
    names.extend(table.checks.iter().filter_map(|check| check.name.as_deref()));
    names.extend(table.foreign_keys.iter().filter_map(|key| key.name.as_deref()));
    names.extend(table.indexes.iter().filter_map(|index| index.name.as_deref()));
    names
}

/// Takes the candidate, if `verify` accepts it by itself.
pub(crate) fn offer(schema: &Schema, table: &mut TableDef, candidate: TableDef) -> bool {
    let accepted = candidate.verify(schema.dialect).is_ok();
    if accepted {
        *table = candidate;
    }
    accepted
}

/// The names of the columns, in small letters.
pub(crate) fn column_names(table: &TableDef) -> BTreeSet<String> {
    table.columns.iter().map(|column| column.name.to_lowercase()).collect()
}

/// A table that the schema does not have yet, without foreign keys.
pub(crate) fn table(draw: &mut Draw, schema: &Schema) -> Option<TableDef> {
    let name = words::name(draw, "table", &mut schema.taken());
    let mut name = TableName::new(name);
    if draw.chance(12) {
        name = name.in_schema(schema.other_schema.clone());
    }
    let mut table = TableDef::new(name);
    key::add_primary(draw, schema, &mut table);
    if table.columns.is_empty() {
        return None;
    }
    while table.columns.len() < 12 && draw.chance(75) {
        add_column(draw, schema, &mut table);
    }
    // Options before what hangs on them: a key's length is another one in another character set.
    if draw.chance(30) {
        options::set(draw, schema, &mut table);
    }
    if draw.chance(20) {
        options::number(draw, schema, &mut table);
    }
    if draw.chance(25) {
        let candidate = table.clone().comment(words::text(draw));
        offer(schema, &mut table, candidate);
    }
    while table.uniques.len() < 3 && draw.chance(30) {
        let Some(unique) = key::unique(draw, schema, &table) else { break };
        let candidate = table.clone().unique(unique);
        if !offer(schema, &mut table, candidate) {
            break;
        }
    }
    while table.checks.len() < 3 && draw.chance(40) {
        if !add_check(draw, schema, &mut table) {
            break;
        }
    }
    while table.indexes.len() < 4 && draw.chance(55) {
        let Some(index) = index::any(draw, schema, &table) else { break };
        let candidate = table.clone().index(index);
        if !offer(schema, &mut table, candidate) {
            break;
        }
    }
    Some(table)
}

/// One more column, generated or not.
pub(crate) fn add_column(draw: &mut Draw, schema: &Schema, table: &mut TableDef) -> bool {
    let name = words::name(draw, "c", &mut column_names(table));
    let generated =
        if draw.chance(15) { column::generated(draw, schema, table, name.clone()) } else { None };
    let column = generated.unwrap_or_else(|| {
        // With the enums of the table's other columns in view.
        let mut around = schema.clone();
        around.tables.push(table.clone());
        column::any(draw, &around, name)
    });
    let candidate = table.clone().column(column);
    offer(schema, table, candidate)
}

/// One more check, if there is a column for it. Whether there was.
pub(crate) fn add_check(draw: &mut Draw, schema: &Schema, table: &mut TableDef) -> bool {
    let Some(check) = check(draw, schema, table) else { return false };
    let candidate = table.clone().check(check);
    offer(schema, table, candidate)
}

/// A check of the table.
pub(crate) fn check(draw: &mut Draw, schema: &Schema, table: &TableDef) -> Option<CheckDef> {
    let mut check = CheckDef::new(condition::any(draw, schema.dialect, table, &|_| true)?);
    match draw.below(10) {
        0..=5 => check.name = Some(words::name(draw, "check", &mut schema.taken_with(Some(table)))),
        6 | 7 => {
            let names: Vec<Str> = table.columns.iter().map(|column| column.name.clone()).collect();
            check.column = draw.pick(&names).cloned();
        }
        _ => {}
    }
    Some(check)
}
