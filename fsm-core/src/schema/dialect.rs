use std::fmt;

/// The name of a SQL dialect.
///
/// What a dialect can do and how it spells things is [`crate::dialect`]'s business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Dialect {
    /// SQLite 3.
    Sqlite,
    /// PostgreSQL.
    Postgres,
    /// MySQL and MariaDB: what is accepted here runs on both.
    Mysql,
}

impl Dialect {
    /// Every dialect, in the order in which messages and generated tables name them.
    pub const ALL: &'static [Self] = &[Self::Sqlite, Self::Postgres, Self::Mysql];

    /// The word attributes and flags use: `sqlite`, `postgres`, `mysql`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
            Self::Mysql => "mysql",
        }
    }

    /// The dialect that `key` names, as [`Dialect::key`] and database URLs write it.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        match key {
            "sqlite" => Some(Self::Sqlite),
            "postgres" | "postgresql" => Some(Self::Postgres),
            "mysql" | "mariadb" => Some(Self::Mysql),
            _ => None,
        }
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
            Self::Mysql => "MySQL/MariaDB",
        })
    }
}
