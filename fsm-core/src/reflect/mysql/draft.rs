use super::settings::Settings;
use super::whole::changed;
use super::{check, column, default, foreign_key, index};
use crate::error::Error;
use crate::reflect::rows::Row;
use crate::reflect::{Flaw, Unmanaged};
use crate::schema::{Autoincrement, TableDef};

/// A table of which some answers were read.
pub(super) struct Draft<'r> {
    table: TableDef,
    engine: &'r str,
    /// The number of each column, and whether the catalog says that an index begins with it.
    columns: Vec<(u32, bool)>,
    indexes: Vec<index::Seen<'r>>,
    foreign_keys: Vec<foreign_key::Seen<'r>>,
    flaws: Vec<Flaw>,
    unmanaged: Vec<Unmanaged>,
}

/// A table that was read whole.
pub(super) struct Whole {
    pub(super) table: TableDef,
    pub(super) flaws: Vec<Flaw>,
    pub(super) unmanaged: Vec<Unmanaged>,
}

impl<'r> Draft<'r> {
    pub(super) fn new(table: TableDef, engine: &'r str) -> Self {
        Self {
            table,
            engine,
            columns: Vec::new(),
            indexes: Vec::new(),
            foreign_keys: Vec::new(),
            flaws: Vec::new(),
            unmanaged: Vec::new(),
        }
    }

    fn changed(&self) -> Error {
        changed(format!("`{}`", self.table.name))
    }

    /// Schema, table, column, number, type, nullability, default, extra, collation, comment,
    /// expression, key, reference system. Answers with what of it is no part of a schema value.
    pub(super) fn column(&mut self, settings: &Settings, row: Row<'r>) -> Vec<Unmanaged> {
        let seen = column::Seen {
            name: row.text(2),
            declared: row.text(4),
            nullable: row.text(5) == "YES",
            default: row.get(6),
            extra: row.text(7),
            collation: row.get(8),
            comment: row.text(9),
            expression: row.text(10),
            reference_system: row.get(12),
            quoted: settings.mariadb,
        };
        let of_table = self.table.options.mysql.collation.as_deref();
        let (column, unmanaged) = column::read(settings, &self.table.name, of_table, &seen);
        self.table.columns.to_mut().push(column);
        self.columns.push((row.text(3).parse().unwrap_or(0), !row.text(11).is_empty()));
        unmanaged
    }

    /// Puts the columns in order; a table has some, and none is missing in between.
    pub(super) fn close_columns(&mut self) -> Result<(), Error> {
        let columns = self.table.columns.to_mut();
        let mut numbered: Vec<_> =
            std::mem::take(&mut self.columns).into_iter().zip(std::mem::take(columns)).collect();
        numbered.sort_by_key(|((at, _), _)| *at);
        (self.columns, *columns) = numbered.into_iter().unzip();
        let whole = self.columns.iter().zip(1..).all(|((at, _), expected)| *at == expected);
        if self.columns.is_empty() || !whole {
            return Err(self.changed());
        }
        Ok(())
    }

    /// The default of a column as the table knows it, in hexadecimal digits; none where even the
    /// table does not tell, because it has no rows and the column holds no null.
    pub(super) fn default(&mut self, name: &str, digits: Option<&str>) -> Result<(), Error> {
        let error = self.changed();
        let column = self.table.columns.to_mut().iter_mut().find(|column| column.name == name);
        let bytes = digits.and_then(|digits| {
            let value = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
            (0..digits.len()).step_by(2).map(value).collect::<Option<Vec<u8>>>()
        });
        match (column, bytes) {
            (Some(_), None) if digits.is_none() => Ok(()),
            (Some(column), Some(bytes)) => {
                // What an update sets stays where it is.
                if column.default_sql.is_none() {
                    default::put_bytes(column, &bytes);
                }
                Ok(())
            }
            _ => Err(error),
        }
    }

    pub(super) fn index(&mut self, settings: &Settings, row: Row<'r>) {
        let at = match self.indexes.iter().position(|index| index.name == row.text(2)) {
            Some(at) => at,
            None => {
                self.indexes.push(index::Seen::new(row));
                self.indexes.len() - 1
            }
        };
        self.indexes[at].push(settings, row);
    }

    /// Puts the parts of the indexes in order, and holds them to the columns: both answers say
    /// which columns stand first in an index.
    pub(super) fn close_indexes(&mut self) -> Result<(), Error> {
        let mut whole = self.indexes.iter_mut().all(index::Seen::close);
        let mut first: Vec<&str> = Vec::new();
        let mut any: Vec<&str> = Vec::new();
        for index in &self.indexes {
            let take = if index.name == "PRIMARY" { usize::MAX } else { 1 };
            first.extend(index.columns().take(take));
            // A unique index may stand in for a primary key, and all its columns count as first.
            if index.is_unique() {
                any.extend(index.columns());
            }
        }
        any.extend(&first);
        for column in self.indexes.iter().flat_map(index::Seen::columns) {
            whole &= self.table.find_column(column).is_some();
        }
        // A functional index begins with no column.
        for (column, (_, keyed)) in self.table.columns.iter().zip(&self.columns) {
            whole &=
                if *keyed { any.contains(&&*column.name) } else { !first.contains(&&*column.name) };
        }
        if whole { Ok(()) } else { Err(self.changed()) }
    }

    pub(super) fn reference(&mut self, row: Row<'r>) {
        let found = self.foreign_keys.iter().position(|key| key.name == row.text(2));
        let at = found.unwrap_or_else(|| {
            self.foreign_keys.push(foreign_key::Seen::new(row));
            self.foreign_keys.len() - 1
        });
        self.foreign_keys[at].push(row);
    }

    /// Schema, table, constraint, what deleting does, what updating does.
    pub(super) fn rules(&mut self, row: Row<'r>) -> Result<(), Error> {
        match self.foreign_keys.iter_mut().find(|key| key.name == row.text(2)) {
            Some(key) => {
                key.rules = Some((row.text(3), row.text(4)));
                Ok(())
            }
            None => Err(self.changed()),
        }
    }

    /// Schema, table, name, level, clause, whether it is enforced.
    pub(super) fn check(&mut self, settings: &Settings, row: Row<'r>) -> Result<(), Error> {
        let seen = check::Seen {
            name: row.text(2),
            at_column: row.text(3).eq_ignore_ascii_case("column"),
            clause: row.text(4),
            enforced: row.text(5) != "NO",
            escaped: !settings.mariadb,
        };
        if seen.put(settings, &mut self.table, &mut self.flaws) {
            Ok(())
        } else {
            Err(self.changed())
        }
    }

    /// The table with all that hangs on it.
    pub(super) fn finish(self, settings: &Settings) -> Result<Whole, Error> {
        let error = self.changed();
        let Self { mut table, engine, indexes, foreign_keys, mut flaws, mut unmanaged, .. } = self;
        for index in indexes {
            index.put(engine, &mut table, &mut unmanaged, &mut flaws);
        }
        for key in foreign_keys {
            if key.columns().any(|column| table.find_column(column).is_none()) {
                return Err(error);
            }
            let key = key.finish(settings, &table.name)?;
            table.foreign_keys.to_mut().push(key);
        }
        index::leave_out_those_of_foreign_keys(&mut table);
        // A model's only integer key numbers the rows unless it says that it does not.
        let numbered = table.autoincrement_column().map(|column| column.name.clone());
        if let Some(name) = numbered
            && let Some(column) =
                table.columns.to_mut().iter_mut().find(|column| column.name == name)
            && column.autoincrement == Autoincrement::Auto
        {
            column.autoincrement = Autoincrement::Never;
        }
        Ok(Whole { table, flaws, unmanaged })
    }
}
