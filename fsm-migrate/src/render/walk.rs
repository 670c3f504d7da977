//! Changes one after the other: in how many steps each is made, and what is said above a step.
//! It never says how a step is written.

use super::code::{Expr, Line};
use super::{backfill, comment, literal, step};
use crate::hazard::{Hazard, has_default, hazards};
use fsm_core::change::Change;
use fsm_core::{
    Autoincrement, ColumnDef, Dialect, IndexKey, Metadata, MetadataTable, Str, TableDef, TableName,
};
use std::collections::BTreeSet;

/// What stands at the beginning of each comment that says what a step does to data, rows or
/// writers.
pub const MARKER: &str = "!!";

/// How wide the text of a comment may be: the margin and the slashes come on top of it.
const COMMENT: usize = 93;

/// One direction, written down.
#[derive(Default)]
pub(super) struct Written {
    pub(super) lines: Vec<Line>,
    /// What its steps do on each dialect.
    pub(super) hazards: Vec<(Dialect, Hazard)>,
}

/// Writes down the changes of one direction; `standing` is what stands before them, and afterwards
/// after them, as far as it is known.
pub(super) fn written(changes: &[Change], dialect: Dialect, standing: &mut Metadata) -> Written {
    let (new, written) = (BTreeSet::new(), Written::default());
    Walk { dialect, changes, standing, new, is_said: false, written }.through()
}

struct Walk<'a> {
    dialect: Dialect,
    changes: &'a [Change],
    standing: &'a mut Metadata,
    /// The tables that this direction makes: they have no rows, and nobody writes to them.
    new: BTreeSet<TableName>,
    /// Whether something is said above the last step.
    is_said: bool,
    written: Written,
}

impl Walk<'_> {
    fn through(mut self) -> Written {
        let changes = self.changes;
        let walk = &mut self;
        for (at, change) in changes.iter().enumerate() {
            walk.take(at, change);
            match change {
                Change::CreateTable { table } => {
                    walk.new.insert(table.name.clone());
                }
                Change::RenameTable { before, after } if walk.new.remove(before) => {
                    walk.new.insert(after.clone());
                }
                _ => {}
            }
            // What is not known to stand cannot change: then the rest is written as it is said.
            let _ = walk.standing.apply(change);
        }
        self.written
    }

    fn take(&mut self, at: usize, change: &Change) {
        let is_new = change.table().is_some_and(|table| self.new.contains(table));
        match change {
            Change::AddColumn { table, column }
                if !is_new && self.needs_value(at, table, column) =>
            {
                self.add_in_steps(at, table, column);
            }
            Change::AlterColumn { table, before, after }
                if !is_new
                    && before.nullable
                    && !after.nullable
                    && after.computed.is_none()
                    && !has_default(after, self.dialect) =>
            {
                self.refuse_null(at, table, before, after);
            }
            _ => self.step(change, Vec::new()),
        }
    }

    /// One step, below what is said of it.
    fn step(&mut self, change: &Change, notes: Vec<Line>) {
        let mut above = notes;
        above.extend(self.marks(change));
        let line = step::line(change, self.standing);
        self.put(above, line);
    }

    fn put(&mut self, above: Vec<Line>, line: Line) {
        // What is said above a step is said of that step alone.
        let is_said = !above.is_empty();
        if (is_said || self.is_said) && !self.written.lines.is_empty() {
            self.written.lines.push(Line::Blank);
        }
        self.is_said = is_said;
        self.written.lines.extend(above);
        self.written.lines.push(line);
    }

    /// What a change does on each dialect, a comment each.
    fn marks(&mut self, change: &Change) -> Vec<Line> {
        if change.table().is_some_and(|table| self.new.contains(table)) {
            return Vec::new();
        }
        let mut merged: Vec<(Hazard, Vec<Dialect>)> = Vec::new();
        for dialect in Dialect::ALL {
            for hazard in hazards(change, *dialect) {
                self.written.hazards.push((*dialect, hazard.clone()));
                match merged.iter_mut().find(|(known, _)| *known == hazard) {
                    Some((_, on)) => on.push(*dialect),
                    None => merged.push((hazard, vec![*dialect])),
                }
            }
        }
        merged.sort_by_key(|(hazard, _)| hazard.kind);
        let mut lines = Vec::new();
        for (Hazard { kind, text }, on) in merged {
            let names: Vec<String> = on.iter().map(ToString::to_string).collect();
            let place = if on.len() == Dialect::ALL.len() {
                String::new()
            } else {
                format!(" on {}", names.join(" and "))
            };
            lines.extend(note(&format!("{MARKER} {kind}{place}: {text}")));
        }
        lines
    }

    /// Whether rows that are there would have no value for a column that must have one.
    fn needs_value(&self, at: usize, table: &TableName, column: &ColumnDef) -> bool {
        let numbers_rows = column.identity.is_some()
            || column.autoincrement == Autoincrement::Always
            || self.becomes_numbered_key(at, table, column);
        !column.nullable
            && !numbers_rows
            && column.computed.is_none()
            && !has_default(column, self.dialect)
    }

    /// Whether a key is made of the column alone further down, such that the database numbers it.
    fn becomes_numbered_key(&self, at: usize, table: &TableName, column: &ColumnDef) -> bool {
        let is_it = |change: &Change| {
            matches!(change, Change::AddPrimaryKey { table: of, primary_key }
                if of == table && *primary_key.columns == [column.name.clone()])
        };
        column.autoincrement == Autoincrement::Auto
            && column.sql_type.is_integer()
            && self.changes[at..].iter().any(is_it)
    }

    /// A column that must have a value: it comes empty, rows get a value, and then it must.
    fn add_in_steps(&mut self, at: usize, table: &TableName, column: &ColumnDef) {
        let empty = column.clone().nullable();
        let added = Change::AddColumn { table: table.clone(), column: empty.clone() };
        let text = format!(
            "`{}` must have a value, and rows that are there have none for it: it comes in three \
             steps.",
            column.name
        );
        self.step(&added, note(&text));
        self.fill(at, table, column);
        let closed =
            Change::AlterColumn { table: table.clone(), before: empty, after: column.clone() };
        self.step(&closed, Vec::new());
    }

    /// A column that must have a value from now on: what else changes comes first.
    fn refuse_null(&mut self, at: usize, table: &TableName, before: &ColumnDef, after: &ColumnDef) {
        let open = after.clone().nullable();
        if open != *before {
            let altered = Change::AlterColumn {
                table: table.clone(),
                before: before.clone(),
                after: open.clone(),
            };
            self.step(&altered, Vec::new());
        }
        self.fill(at, table, after);
        let closed =
            Change::AlterColumn { table: table.clone(), before: open, after: after.clone() };
        self.step(&closed, Vec::new());
    }

    /// The statement that gives rows a value: one to be checked where a placeholder can do, and
    /// else one to be written.
    fn fill(&mut self, at: usize, table: &TableName, column: &ColumnDef) {
        let why = self.why_no_placeholder(at, table, &column.name);
        let known = match why {
            None => backfill::statement(table, column, self.dialect),
            Some(_) => None,
        };
        match known {
            Some(sql) => {
                let text = "Check the value that rows without one get: it is a placeholder.";
                let execute = Expr::op("execute", vec![literal::sql(&sql)]);
                self.put(note(text), Line::Statement(execute));
            }
            None => {
                let why = why.unwrap_or_else(|| "no placeholder is known for its type".to_owned());
                let text = format!("Write here what rows without a value get: {why}.");
                let outline = backfill::outline(table, column, self.dialect);
                let text_of = |sql: fsm_core::Sql| sql.text(self.dialect).map(str::to_owned);
                let outline = outline.and_then(text_of).unwrap_or_default();
                let call = format!("op.execute({outline:?});");
                self.put(note(&text), Line::Comment(comment::shown(&call)));
            }
        }
    }

    /// Why no value can stand in for all rows.
    fn why_no_placeholder(&self, at: usize, table: &TableName, column: &Str) -> Option<String> {
        let standing = self.standing.table(table.clone()).ok();
        let standing: Option<&TableDef> = standing.as_ref().map(MetadataTable::definition);
        let later = || self.changes[at..].iter().filter(|change| change.table() == Some(table));
        let only = |columns: &[Str]| columns == [column.clone()];
        let keys = standing.iter().flat_map(|table| table.foreign_keys.iter());
        let keys = keys.chain(later().filter_map(|change| match change {
            Change::AddForeignKey { foreign_key, .. } => Some(foreign_key),
            _ => None,
        }));
        for key in keys {
            if key.columns.contains(column) {
                return Some(format!("the key of a row of `{}`", key.referred_table));
            }
        }
        let of_index = |index: &fsm_core::IndexDef| {
            let parts: Vec<Str> = index
                .columns
                .iter()
                .filter_map(|part| match &part.key {
                    IndexKey::Column(name) => Some(name.clone()),
                    IndexKey::Expression(_) => None,
                })
                .collect();
            index.unique && only(&parts)
        };
        let stands_unique = standing.is_some_and(|table| {
            only(table.primary_key_columns())
                || table.uniques.iter().any(|unique| only(&unique.columns))
                || table.indexes.iter().any(of_index)
        });
        let becomes_unique = later().any(|change| match change {
            Change::AddPrimaryKey { primary_key, .. } => only(&primary_key.columns),
            Change::AddUnique { unique, .. } => only(&unique.columns),
            Change::CreateIndex { index, .. } => of_index(index),
            _ => false,
        });
        (stands_unique || becomes_unique).then(|| "no two may have the same".to_owned())
    }
}

/// A comment of one line or several.
fn note(text: &str) -> Vec<Line> {
    comment::lines(text, "", "   ", COMMENT).into_iter().map(Line::Comment).collect()
}
