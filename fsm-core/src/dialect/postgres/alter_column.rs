use super::{cast, spell_identity};
use crate::dialect::alter::{Clause, Piece, object};
use crate::dialect::{Speller, Statement};
use crate::schema::{Autoincrement, ColumnDef, Dialect, IdentityDef, TableName};

/// A column on its way to another of the same name.
struct Alteration<'a> {
    speller: &'a Speller<'a>,
    table: &'a TableName,
    /// The column's name in quotes.
    name: String,
    object: String,
    pieces: Vec<Piece>,
}

/// What makes `after` of `before`.
///
/// The default goes before the type changes and comes back after it, because it is of the old
/// type. Rows that hold `NULL` in a column that no longer may get its default.
pub(super) fn alter(
    speller: &Speller<'_>,
    table: &TableName,
    before: &ColumnDef,
    after: &ColumnDef,
) -> Vec<Piece> {
    let mut alteration = Alteration {
        speller,
        table,
        name: speller.identifier(&after.name),
        object: object(table, &after.name),
        pieces: Vec::new(),
    };
    alteration.turn(before, after);
    alteration.pieces
}

impl Alteration<'_> {
    fn turn(&mut self, before: &ColumnDef, after: &ColumnDef) {
        let (was, is) = (expression(before), expression(after));
        if was != is && is.is_some() {
            self.make_anew(before, after);
            return;
        }
        if was.is_some() && is.is_none() {
            self.alter("drop expression", "DROP EXPRESSION");
        }
        let (numbered, numbers) = (numbering(before), numbering(after));
        let default_before = self.default(before, numbered.as_ref());
        let default_after = self.default(after, numbers.as_ref());
        let (from, to) = (self.declared(before), self.declared(after));
        let of_another_type = from != to;
        if numbered.is_some() && numbers.is_none() {
            self.alter("drop identity", "DROP IDENTITY");
        }
        let default_goes =
            !default_before.is_empty() && (of_another_type || default_after.is_empty());
        if default_goes {
            self.alter("drop default", "DROP DEFAULT");
        }
        if of_another_type {
            self.set_type(before, after, &to);
        }
        self.set_nullability(before, after, &default_after);
        if !default_after.is_empty() && (default_goes || default_before != default_after) {
            self.alter("set default", &format!("SET{default_after}"));
        }
        self.number(numbered.as_ref(), numbers.as_ref());
        if before.comment != after.comment {
            self.pieces.extend(self.speller.comment_on_column(self.table, after));
        }
    }

    fn alter(&mut self, action: &'static str, what: &str) {
        let sql = format!("ALTER COLUMN {} {what}", self.name);
        self.pieces.push(Clause::new(action, self.object.clone(), sql).into());
    }

    fn statement(&mut self, action: &'static str, sql: String) {
        self.pieces.push(Statement::new(action, self.object.clone(), sql).into());
    }

    /// No expression becomes another in place before version 17, and no plain column a generated
    /// one in any.
    fn make_anew(&mut self, before: &ColumnDef, after: &ColumnDef) {
        self.pieces.push(self.speller.drop_column(self.table, &before.name));
        self.pieces.extend(self.speller.add_column(self.table, after));
    }

    /// The type with its collation.
    fn declared(&self, column: &ColumnDef) -> String {
        let mut declared = self.speller.declared_type(column).into_owned();
        self.speller.push_collation(column, &mut declared);
        declared
    }

    fn set_type(&mut self, before: &ColumnDef, after: &ColumnDef, declared: &str) {
        let from = self.speller.declared_type(before);
        let to = self.speller.declared_type(after);
        let cast = if from == to { None } else { cast::using(&from, &to, &self.name) };
        let cast = cast.map_or_else(String::new, |cast| format!(" USING {cast}"));
        self.alter("alter column type", &format!("TYPE {declared}{cast}"));
    }

    /// `DEFAULT ..` with a space before it; empty without one.
    fn default(&self, column: &ColumnDef, numbered: Option<&IdentityDef>) -> String {
        let mut text = String::new();
        if numbered.is_none() {
            self.speller.push_default(column, &mut text);
        }
        text
    }

    fn set_nullability(&mut self, before: &ColumnDef, after: &ColumnDef, default: &str) {
        if before.nullable && !after.nullable {
            if let Some(value) = default.strip_prefix(" DEFAULT ") {
                let (table, name) = (self.speller.name(self.table), self.name.clone());
                let fill = format!("UPDATE {table} SET {name} = {value} WHERE {name} IS NULL");
                self.statement("fill column", fill);
                // No table is altered while a deferred constraint waits for its rows.
                self.statement("check rows", "SET CONSTRAINTS ALL IMMEDIATE".to_owned());
            }
            self.alter("set not null", "SET NOT NULL");
        } else if !before.nullable && after.nullable {
            self.alter("drop not null", "DROP NOT NULL");
        }
    }

    fn number(&mut self, before: Option<&IdentityDef>, after: Option<&IdentityDef>) {
        match (before, after) {
            (None, Some(after)) => {
                let identity = spell_identity(after);
                self.alter("add identity", &format!("ADD{identity}"));
                self.go_on_after_rows();
            }
            (Some(before), Some(after)) if before != after => {
                self.alter("alter identity", &changed_identity(before, after));
            }
            _ => {}
        }
    }

    /// The next number comes after those that the rows have, as far as they are the sequence's.
    fn go_on_after_rows(&mut self) {
        let dialect = Dialect::Postgres;
        let table = self.speller.name(self.table);
        let name = &self.name;
        let sequence = format!(
            "pg_get_serial_sequence({}, {})",
            dialect.quote_string(&table),
            dialect.quote_string(&unquoted(name))
        );
        let body = format!(
            "BEGIN PERFORM setval({sequence}, max({name})) FROM {table} \
             HAVING max({name}) BETWEEN \
             (SELECT seqmin FROM pg_catalog.pg_sequence WHERE seqrelid = {sequence}::regclass) AND \
             (SELECT seqmax FROM pg_catalog.pg_sequence WHERE seqrelid = {sequence}::regclass); END"
        );
        self.statement("go on numbering", format!("DO {}", dialect.quote_string(&body)));
    }
}

/// The name that stands in quotes.
fn unquoted(name: &str) -> String {
    name[1..name.len() - 1].replace("\"\"", "\"")
}

fn expression(column: &ColumnDef) -> Option<(&str, bool)> {
    let computed = column.computed.as_ref()?;
    Some((computed.expression.text(Dialect::Postgres)?, computed.stored))
}

fn numbering(column: &ColumnDef) -> Option<IdentityDef> {
    match &column.identity {
        Some(identity) => Some(identity.clone()),
        None if column.autoincrement == Autoincrement::Always => Some(IdentityDef::NEW),
        None => None,
    }
}

/// `SET GENERATED ALWAYS SET INCREMENT BY 2`: what differs.
fn changed_identity(before: &IdentityDef, after: &IdentityDef) -> String {
    let mut words = Vec::new();
    if before.always != after.always {
        words.push(format!("SET GENERATED {}", if after.always { "ALWAYS" } else { "BY DEFAULT" }));
    }
    if before.increment != after.increment {
        words.push(format!("SET INCREMENT BY {}", after.increment.unwrap_or(1)));
    }
    for (word, before, after) in [
        ("MINVALUE", before.min_value, after.min_value),
        ("MAXVALUE", before.max_value, after.max_value),
    ] {
        match after {
            _ if before == after => {}
            Some(number) => words.push(format!("SET {word} {number}")),
            None => words.push(format!("SET NO {word}")),
        }
    }
    // The server keeps the first number when the limit that it came from changes.
    if first(before) != first(after) {
        words.push(format!("SET START WITH {}", first(after)));
    }
    if before.cache != after.cache {
        words.push(format!("SET CACHE {}", after.cache.unwrap_or(1)));
    }
    if before.cycle != after.cycle {
        words.push(if after.cycle { "SET CYCLE" } else { "SET NO CYCLE" }.to_owned());
    }
    words.join(" ")
}

/// The first number, said or not.
fn first(identity: &IdentityDef) -> i64 {
    let up = identity.increment.unwrap_or(1) > 0;
    let limit = if up { identity.min_value } else { identity.max_value };
    identity.start.or(limit).unwrap_or(if up { 1 } else { -1 })
}
