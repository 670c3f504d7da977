use super::column::const_setters;
use super::{List, Str};
use std::borrow::Cow;

/// What single dialects can be told about a table; each reads its own and no other's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TableOptions {
    /// For SQLite.
    pub sqlite: SqliteOptions,
    /// For PostgreSQL.
    pub postgres: PostgresOptions,
    /// For MySQL and MariaDB.
    pub mysql: MysqlOptions,
}

/// Table options of SQLite (<https://sqlite.org/lang_createtable.html#table_options>).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct SqliteOptions {
    /// `STRICT`: values must be of the column's type.
    pub strict: bool,
    /// `WITHOUT ROWID`: the rows are stored in the primary key.
    pub without_rowid: bool,
    /// `AUTOINCREMENT`: numbers of deleted rows are never given again.
    pub autoincrement: bool,
}

/// Table options of PostgreSQL (<https://www.postgresql.org/docs/current/sql-createtable.html>).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct PostgresOptions {
    /// `UNLOGGED`: not written ahead, so emptied by a crash.
    pub unlogged: bool,
    /// The tablespace.
    pub tablespace: Option<Str>,
    /// Storage parameters (`WITH (fillfactor = 70)`), in order.
    pub with: List<(Str, Str)>,
    /// The clause after `PARTITION BY`, such as `RANGE (created_at)`.
    pub partition_by: Option<Str>,
}

/// Table options of MySQL and MariaDB.
///
/// Those that were read from a database always have the collation, and the character set only where
/// that alone brings the collation along on that server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct MysqlOptions {
    /// The storage engine.
    pub engine: Option<Str>,
    /// The character set; `utf8mb4` if neither it nor the collation is given.
    pub charset: Option<Str>,
    /// The collation.
    pub collation: Option<Str>,
    /// The row format.
    pub row_format: Option<Str>,
}

impl TableOptions {
    /// No option set.
    pub const NEW: Self = Self {
        sqlite: SqliteOptions { strict: false, without_rowid: false, autoincrement: false },
        postgres: PostgresOptions {
            unlogged: false,
            tablespace: None,
            with: Cow::Borrowed(&[]),
            partition_by: None,
        },
        mysql: MysqlOptions { engine: None, charset: None, collation: None, row_format: None },
    };

    /// The constant form the derive writes.
    #[doc(hidden)]
    #[must_use]
    pub const fn from_const(
        sqlite: SqliteOptions,
        postgres: PostgresOptions,
        mysql: MysqlOptions,
    ) -> Self {
        Self { sqlite, postgres, mysql }
    }

    /// A copy of options that stand in a constant, where every text is borrowed.
    #[must_use]
    pub(super) const fn const_clone(&'static self) -> Self {
        let (postgres, mysql) = (&self.postgres, &self.mysql);
        Self {
            sqlite: self.sqlite,
            postgres: PostgresOptions {
                unlogged: postgres.unlogged,
                tablespace: borrowed(postgres.tablespace.as_ref()),
                with: match &postgres.with {
                    Cow::Borrowed(with) => Cow::Borrowed(with),
                    Cow::Owned(with) => Cow::Borrowed(with.as_slice()),
                },
                partition_by: borrowed(postgres.partition_by.as_ref()),
            },
            mysql: MysqlOptions {
                engine: borrowed(mysql.engine.as_ref()),
                charset: borrowed(mysql.charset.as_ref()),
                collation: borrowed(mysql.collation.as_ref()),
                row_format: borrowed(mysql.row_format.as_ref()),
            },
        }
    }
}

const fn borrowed(text: Option<&'static Str>) -> Option<Str> {
    match text {
        Some(Cow::Borrowed(text)) => Some(Cow::Borrowed(text)),
        Some(Cow::Owned(text)) => Some(Cow::Borrowed(text.as_str())),
        None => None,
    }
}

impl SqliteOptions {
    /// No option set.
    pub const NEW: Self = TableOptions::NEW.sqlite;

    const_setters! {
        const_strict, strict: bool;
        const_without_rowid, without_rowid: bool;
        const_autoincrement, autoincrement: bool;
    }
}

impl PostgresOptions {
    /// No option set.
    pub const NEW: Self =
        Self { unlogged: false, tablespace: None, with: Cow::Borrowed(&[]), partition_by: None };

    const_setters! {
        const_unlogged, unlogged: bool;
        const_tablespace, tablespace: Option<Str>;
        const_with, with: List<(Str, Str)>;
        const_partition_by, partition_by: Option<Str>;
    }
}

impl MysqlOptions {
    /// No option set.
    pub const NEW: Self = Self { engine: None, charset: None, collation: None, row_format: None };

    const_setters! {
        const_engine, engine: Option<Str>;
        const_charset, charset: Option<Str>;
        const_collation, collation: Option<Str>;
        const_row_format, row_format: Option<Str>;
    }
}
