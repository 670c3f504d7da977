use super::column::of_table;
use super::default::{unescaped, without_parentheses};
use super::settings::Settings;
use crate::reflect::rows::Row;
use crate::reflect::{Flaw, Unmanaged};
use crate::schema::{
    ForeignKeyDef, IndexColumn, IndexDef, IndexKey, PrimaryKeyDef, SortOrder, Sql, TableDef,
    UniqueDef,
};

/// What the catalog says of an index: a row for each of its parts.
#[derive(Debug)]
pub(super) struct Seen<'r> {
    pub(super) name: &'r str,
    unique: bool,
    kind: &'r str,
    comment: &'r str,
    ignored: bool,
    parts: Vec<(u32, IndexColumn)>,
}

impl<'r> Seen<'r> {
    /// The index of which this is a part: schema, table, index, number, column, whether equal rows
    /// are let in, prefix, direction, kind, comment, whether it is ignored, expression.
    pub(super) fn new(row: Row<'r>) -> Self {
        Self {
            name: row.text(2),
            unique: row.text(5) == "0",
            kind: row.text(8),
            comment: row.text(9),
            ignored: row.text(10) == "YES",
            parts: Vec::new(),
        }
    }

    /// One more part.
    pub(super) fn push(&mut self, settings: &Settings, row: Row<'r>) {
        let mut part = match (row.get(4), row.get(11)) {
            (None, Some(expression)) => {
                let text =
                    if settings.mariadb { expression.to_owned() } else { unescaped(expression) };
                IndexColumn::expression(Sql::new(without_parentheses(&text).to_owned()))
            }
            (column, _) => IndexColumn::column(column.unwrap_or_default().to_owned()),
        };
        // The catalog shows a length of places, which is none that anybody gave.
        if self.kind != "SPATIAL" {
            part.prefix_length = row.get(6).and_then(|length| length.parse().ok());
        }
        if row.text(7) == "D" {
            part.order = Some(SortOrder::Descending);
        }
        self.parts.push((row.text(3).parse().unwrap_or(0), part));
    }

    /// Puts the parts in order; whether none is missing.
    pub(super) fn close(&mut self) -> bool {
        self.parts.sort_by_key(|(at, _)| *at);
        self.parts.iter().zip(1..).all(|((at, _), expected)| *at == expected)
    }

    /// The columns in it, in order; an expression is none.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|(_, part)| column_of(part))
    }

    /// Whether equal rows are kept out.
    pub(super) fn is_unique(&self) -> bool {
        self.unique
    }

    /// Puts it into the table as what it is there.
    pub(super) fn put(
        self,
        engine: &str,
        table: &mut TableDef,
        unmanaged: &mut Vec<Unmanaged>,
        flaws: &mut Vec<Flaw>,
    ) {
        let columns: Vec<String> = self.columns().map(str::to_owned).collect();
        let plain = self.parts.iter().all(|(_, part)| is_plain(part));
        let method = self.method(engine);
        if self.ignored {
            let (table, index) = (table.name.clone(), self.name.to_owned());
            flaws.push(Flaw::IgnoredIndex { table, index });
        }
        if self.name == "PRIMARY" {
            let mut lost = |kind: &'static str, definition: &str| {
                unmanaged.push(Unmanaged {
                    kind: kind.into(),
                    name: of_table(&table.name, "PRIMARY"),
                    table: Some(table.name.clone()),
                    definition: Some(definition.to_owned()),
                });
            };
            for (_, part) in self.parts.iter().filter(|(_, part)| !is_plain(part)) {
                lost("prefix or direction in primary key", column_of(part).unwrap_or_default());
            }
            if !self.comment.is_empty() {
                lost("comment of primary key", self.comment);
            }
            if let Some(method) = &method {
                lost("method of primary key", method);
            }
            table.primary_key = Some(PrimaryKeyDef::new(columns));
            return;
        }
        if self.unique && plain && method.is_none() && self.comment.is_empty() {
            let unique = UniqueDef::new(columns).named(self.name.to_owned());
            table.uniques.to_mut().push(unique);
            return;
        }
        let mut index = IndexDef::new(self.parts.into_iter().map(|(_, part)| part));
        index.name = Some(self.name.to_owned().into());
        index.unique = self.unique;
        index.method = method.map(|method| Sql::new(method.to_owned()));
        index.comment = (!self.comment.is_empty()).then(|| self.comment.to_owned().into());
        table.indexes.to_mut().push(index);
    }

    /// The method, unless it is what an index of the engine has anyway.
    fn method(&self, engine: &str) -> Option<&'r str> {
        let of_memory = ["MEMORY", "HEAP", "NDB", "NDBCLUSTER"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(engine));
        let usual = if of_memory { "HASH" } else { "BTREE" };
        // A unique index of MariaDB on long texts is made of hashes without being asked to.
        let of_long = self.unique && self.kind == "HASH";
        (self.kind != usual && !of_long).then_some(self.kind)
    }
}

/// Leaves out the index that `InnoDB` makes for a foreign key that has none, under the constraint's
/// name.
///
/// It comes and goes with the foreign key and is part of no model. An index that somebody made
/// stays in: under another name, on other columns, with any property of its own, or beside another
/// index that the foreign key could use, in which case none is made for it. One that somebody made
/// with the very name and columns of the foreign key is that index in all but its history.
pub(super) fn leave_out_those_of_foreign_keys(table: &mut TableDef) {
    let made: Vec<usize> =
        table.foreign_keys.iter().filter_map(|key| made_for(key, table)).collect();
    if made.is_empty() {
        return;
    }
    let indexes = table.indexes.to_mut();
    let mut at = 0;
    indexes.retain(|_| {
        at += 1;
        !made.contains(&(at - 1))
    });
}

fn made_for(key: &ForeignKeyDef, table: &TableDef) -> Option<usize> {
    let name = key.name.as_ref()?;
    let of_key = |index: &IndexDef| {
        index.name.as_ref().is_some_and(|of_index| of_index.to_lowercase() == name.to_lowercase())
            && !index.unique
            && index.method.is_none()
            && index.comment.is_none()
            && index.columns.len() == key.columns.len()
            && starts_with(index, key)
            && index.columns.iter().all(|part| part.order.is_none())
    };
    let found = table.indexes.iter().position(of_key)?;
    let columns = |list: &[crate::schema::Str]| list.starts_with(&key.columns);
    let another =
        columns(table.primary_key_columns())
            || table.uniques.iter().any(|unique| columns(&unique.columns))
            || table.indexes.iter().enumerate().any(|(at, index)| {
                at != found && index.method.is_none() && starts_with(index, key)
            });
    (!another).then_some(found)
}

/// Whether the foreign key could use the index.
fn starts_with(index: &IndexDef, key: &ForeignKeyDef) -> bool {
    index.columns.len() >= key.columns.len()
        && index.columns.iter().zip(key.columns.iter()).all(|(part, column)| {
            column_of(part) == Some(&**column) && part.prefix_length.is_none()
        })
}

fn column_of(part: &IndexColumn) -> Option<&str> {
    match &part.key {
        IndexKey::Column(name) => Some(name),
        IndexKey::Expression(_) => None,
    }
}

fn is_plain(part: &IndexColumn) -> bool {
    column_of(part).is_some() && part.prefix_length.is_none() && part.order.is_none()
}
