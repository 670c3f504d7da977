//! What can go wrong, as one opaque error whose kind carries the data.
//! It never decides anything: rooms to its right build it.

mod advice;

use crate::schema::{Dialect, TableName};
use advice::advice;
use std::{error::Error as _, fmt, time::Duration};

/// Something that went wrong with a schema or while putting it into a database.
///
/// The text says what and where; [`Error::help`] says what to do. `{:?}`, which is what `main`
/// prints of the error it returns, is for people as well: the text, its causes and the help, a line
/// each. `{:#?}` is the data.
#[derive(thiserror::Error)]
#[error(transparent)]
pub struct Error(Box<ErrorKind>);

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            return f.debug_tuple("Error").field(&self.0).finish();
        }
        let mut said = self.to_string();
        f.write_str(&said)?;
        let mut cause = self.source();
        while let Some(inner) = cause {
            let text = inner.to_string();
            // sqlx's errors repeat their cause in their own text.
            if !said.ends_with(&text) {
                write!(f, "\n  because: {text}")?;
            }
            said = text;
            cause = inner.source();
        }
        if let ErrorKind::Statement { sql, .. } = self.kind() {
            write!(f, "\n  statement: {sql}")?;
        }
        match self.help() {
            Some(help) => write!(f, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

/// The kinds of [`Error`].
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A set of the registry, or metadata that the program built, holds no table.
    #[error("{}", Empty(set.as_deref()))]
    EmptyMetadata {
        /// The set's name; `None` for metadata that the program built.
        set: Option<String>,
    },
    /// Two structs, or a struct and a table built at run time, have the same name.
    #[error("{}", Duplicates(&Duplicate { table: table.clone(), first: *first, second: *second }, others))]
    DuplicateTable {
        /// The name both have.
        table: TableName,
        /// Where the one stands.
        first: Origin,
        /// Where the other stands.
        second: Origin,
        /// What else is declared twice, or a third time.
        others: Vec<Duplicate>,
    },
    /// The metadata holds no table of that name.
    #[error("the metadata holds no table `{table}`")]
    UnknownTable {
        /// The name asked for.
        table: TableName,
        /// The name that is nearest, if one is near.
        similar: Option<TableName>,
    },
    /// A template of a naming convention holds what is no token.
    #[error("`{token}` in the naming convention `{template}` is no token")]
    UnknownNamingToken {
        /// The template.
        template: String,
        /// What stands where a token should.
        token: String,
        /// The token that is nearest, if one is near.
        similar: Option<&'static str>,
    },
    /// The schema asks for what the dialect cannot do.
    #[error("{}", Problems(*dialect, problems))]
    Unsupported {
        /// The dialect.
        dialect: Dialect,
        /// Everything found, in the order of the tables.
        problems: Vec<Problem>,
    },
    /// The name of a table is taken by something that is no table.
    #[error("`{name}` exists in the database, as a {kind} and not as a table")]
    NotATable {
        /// The name.
        name: TableName,
        /// What it is: `view`, `materialized view`, `sequence`, ….
        kind: &'static str,
    },
    /// The name of a native enum is taken by something that is no enum.
    #[error("`{name}` exists in the database, as a {kind} and not as an enum")]
    NotAnEnum {
        /// The name.
        name: TableName,
        /// What it is: `domain`, `composite type or table`, ….
        kind: &'static str,
    },
    /// The connection has no schema that a table without one could be created in.
    #[error("the connection has no current schema to create `{table}` in")]
    NoSchema {
        /// The first such table.
        table: TableName,
        /// The dialect.
        dialect: Dialect,
    },
    /// A table's schema is no database that the SQLite connection has attached.
    #[error("no database is attached as `{schema}`")]
    NotAttached {
        /// The schema.
        schema: String,
    },
    /// A table that is to be created refers to one that is neither to be created nor there.
    #[error(
        "`{table}` refers to `{referred}`, which is not in the database and is not to be created"
    )]
    MissingParent {
        /// The table to be created.
        table: TableName,
        /// The table it refers to.
        referred: TableName,
    },
    /// A table that is not to be dropped refers to one that is, and the database would not say so
    /// but delete or orphan its rows (SQLite).
    #[error("`{table}` cannot be dropped, because `{by}` refers to it")]
    StillReferenced {
        /// The table to be dropped.
        table: TableName,
        /// The table that refers to it.
        by: TableName,
    },
    /// The catalog's answer was not what its documentation says.
    #[error("could not read {what} from the database's catalog: {found}")]
    Catalog {
        /// What was to be read: a table's name, or a part of the catalog.
        what: String,
        /// What stands there instead.
        found: String,
    },
    /// The caller's transaction would be committed by the first statement (MySQL, MariaDB).
    #[error(
        "something is missing, and creating or dropping it would commit the transaction this runs in"
    )]
    ImplicitCommit,
    /// A change speaks of what the metadata does not hold, or makes what it holds.
    #[error("the change of `{object}` does not fit: {found}")]
    Inapplicable {
        /// The table, enum or sequence.
        object: TableName,
        /// What stands in the way.
        found: String,
    },
    /// A table has to be made anew, which needs foreign keys switched off, and they cannot be inside
    /// of a transaction (SQLite).
    #[error(
        "a table has to be made anew, and foreign keys cannot be switched off inside of a transaction"
    )]
    ForeignKeysAct,
    /// After the changes, rows would refer to rows that are not there (SQLite).
    #[error("rows of `{table}` would refer to rows of `{referred}` that are not there")]
    Dangling {
        /// The referring table.
        table: String,
        /// The table it refers to.
        referred: String,
    },
    /// A statement failed.
    #[error("could not {action} `{object}`")]
    Statement {
        /// What the statement does: `create table`, `create index`, ….
        action: &'static str,
        /// What it does it to.
        object: String,
        /// The statement.
        sql: String,
        /// What this call created before, and what stands because the database commits each
        /// statement; empty where the whole call was rolled back.
        standing: Vec<String>,
        /// What the database said.
        #[source]
        source: sqlx::Error,
    },
    /// The connection failed outside of any statement of the schema.
    #[error("could not {doing}")]
    Connection {
        /// What it was needed for.
        doing: &'static str,
        /// What the driver said.
        #[source]
        source: sqlx::Error,
    },
    /// Another process held the schema lock for too long.
    #[error("another process holds the schema lock: gave up after {} s", waited.as_secs_f32())]
    LockTimeout {
        /// How long this one waited.
        waited: Duration,
    },
    /// A word that should name a dialect names none.
    #[error("no dialect is called `{word}`")]
    UnknownDialect {
        /// The word.
        word: String,
    },
    /// A database URL names no dialect this program was built with.
    #[error("{}", UnknownScheme(scheme.as_deref()))]
    UnknownScheme {
        /// What stands before the `:`; `None` if that can be no scheme.
        scheme: Option<String>,
    },
}

struct UnknownScheme<'a>(Option<&'a str>);

impl fmt::Display for UnknownScheme<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(scheme) => {
                write!(f, "the database URL names `{scheme}`, which this program cannot open")
            }
            None => f.write_str("the database URL names no database system"),
        }
    }
}

/// One thing that a dialect cannot do.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The table it was found in.
    pub table: TableName,
    /// The column, constraint or index it was found at.
    pub object: Option<String>,
    /// What it is, without a full stop.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.object {
            Some(object) => write!(f, "`{}.{object}`: {}", self.table, self.message)?,
            None => write!(f, "`{}`: {}", self.table, self.message)?,
        }
        if let Some(help) = &self.help {
            write!(f, " ({help})")?;
        }
        Ok(())
    }
}

struct Empty<'a>(Option<&'a str>);

impl fmt::Display for Empty<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(set) => write!(f, "no table is registered in the metadata `{set}`"),
            None => f.write_str("the metadata holds no table"),
        }
    }
}

/// A table that is declared twice.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Duplicate {
    /// The name both have.
    pub table: TableName,
    /// Where the one stands.
    pub first: Origin,
    /// Where the other stands.
    pub second: Origin,
}

impl fmt::Display for Duplicate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the table `{}` is declared twice: in {} and in {}",
            self.table, self.first, self.second
        )
    }
}

struct Duplicates<'a>(&'a Duplicate, &'a [Duplicate]);

impl fmt::Display for Duplicates<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(first, others) = self;
        write!(f, "{first}")?;
        others.iter().try_for_each(|other| write!(f, "\n{other}"))
    }
}

struct Problems<'a>(Dialect, &'a [Problem]);

impl fmt::Display for Problems<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(dialect, problems) = self;
        if let [only] = problems {
            return write!(f, "{dialect} cannot hold this schema: {only}");
        }
        write!(f, "{dialect} cannot hold this schema, {} problems:", problems.len())?;
        for problem in *problems {
            write!(f, "\n  {problem}")?;
        }
        Ok(())
    }
}

/// Where a table was declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// At a struct.
    Struct {
        /// The module's path.
        module: &'static str,
        /// The source file.
        file: &'static str,
        /// The line in it.
        line: u32,
    },
    /// By the program, at run time.
    Program,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Struct { module, file, line } => write!(f, "`{module}` ({file}:{line})"),
            Self::Program => f.write_str("a table that the program added"),
        }
    }
}

impl Error {
    /// What went wrong, as data.
    #[must_use]
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// What to do about it, if there is something to say.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self.kind() {
            ErrorKind::EmptyMetadata { set: None } => Some(
                "add one with `register::<T>()` or `add(..)`, or take the linked ones: `fsm_core::metadata()`"
                    .to_owned(),
            ),
            ErrorKind::EmptyMetadata { .. } => Some(
                "is the crate that declares the tables mentioned in this program? write `use my_models as _;`"
                    .to_owned(),
            ),
            ErrorKind::DuplicateTable { table, .. } => Some(format!(
                "give one of them another name with `#[table(name = \"..\")]` or `renamed(\"..\")`, or remove `{table}` from the metadata first"
            )),
            ErrorKind::UnknownTable { similar, .. } => {
                similar.as_ref().map(|name| format!("did you mean `{name}`?"))
            }
            ErrorKind::UnknownNamingToken { similar, .. } => Some(similar.map_or_else(
                || "write a token as `%(table_name)s`, and a percent sign as `%%`".to_owned(),
                |token| format!("did you mean `%({token})s`?"),
            )),
            ErrorKind::NotATable { name, .. } => {
                Some(format!("rename the model, or drop `{name}` by hand if nobody needs it"))
            }
            ErrorKind::NotAnEnum { name, .. } => Some(format!(
                "rename the enum, or drop `{name}` by hand if nobody needs it"
            )),
            ErrorKind::NoSchema { dialect: Dialect::Postgres, .. } => Some(
                "create one of the schemas that `search_path` names, or give the table a schema"
                    .to_owned(),
            ),
            ErrorKind::NoSchema { .. } => Some(
                "name a database in the URL, `mysql://host/database`, or give the table a schema"
                    .to_owned(),
            ),
            ErrorKind::NotAttached { schema } => Some(format!(
                "run `ATTACH DATABASE '..' AS {schema}` on each connection first, or leave the schema out"
            )),
            ErrorKind::MissingParent { referred, .. } => Some(format!(
                "create `{referred}` first, or name it in `.tables(..)` as well"
            )),
            ErrorKind::StillReferenced { by, .. } => {
                Some(format!("drop `{by}` first, or add it to the metadata"))
            }
            ErrorKind::ImplicitCommit => Some(
                "MySQL and MariaDB commit at each schema statement: hand in a pool or a connection without a transaction"
                    .to_owned(),
            ),
            ErrorKind::ForeignKeysAct => Some(
                "hand in a pool or a connection without a transaction, or run `PRAGMA foreign_keys = OFF` before it begins"
                    .to_owned(),
            ),
            ErrorKind::Dangling { table, .. } => Some(format!(
                "delete those rows of `{table}` or make what they refer to first; `PRAGMA foreign_key_check` lists them"
            )),
            ErrorKind::Statement { standing, source, .. } if !standing.is_empty() => {
                let advice = advice(source).map(|advice| advice + "; ").unwrap_or_default();
                Some(format!(
                    "{advice}this database commits each statement, so these stand: {}; run it again when the cause is mended and it does the rest",
                    standing.join(", ")
                ))
            }
            ErrorKind::Statement { source, .. } | ErrorKind::Connection { source, .. } => {
                advice(source)
            }
            ErrorKind::LockTimeout { .. } => Some(
                "wait for the other process or end it, or allow more time with `.lock_timeout(..)`"
                    .to_owned(),
            ),
            ErrorKind::UnknownDialect { .. } => Some(
                "write `sqlite`, `postgres` (or `postgresql`), `mysql` (or `mariadb`)".to_owned(),
            ),
            ErrorKind::UnknownScheme { .. } => Some(
                "write `sqlite:`, `postgres:` or `mysql:`, and build with the feature of that name"
                    .to_owned(),
            ),
            _ => None,
        }
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self(Box::new(kind))
    }
}

#[cfg(test)]
mod tests {
    use super::{Error, ErrorKind};

    #[test]
    fn what_main_prints_of_an_error_holds_its_cause_its_statement_and_the_help() {
        let error: Error = ErrorKind::Statement {
            action: "create table",
            object: "users".to_owned(),
            sql: "CREATE TABLE users ()".to_owned(),
            standing: vec!["table `tags`".to_owned()],
            source: sqlx::Error::PoolClosed,
        }
        .into();
        let printed = format!("{error:?}");
        let lines: Vec<&str> = printed.lines().map(str::trim).collect();
        assert_eq!(lines[0], "could not create table `users`");
        assert!(lines[1].starts_with("because: attempted to acquire"), "{printed}");
        assert_eq!(lines[2], "statement: CREATE TABLE users ()");
        assert!(lines[3].starts_with("help: this database commits each statement"), "{printed}");
        assert!(format!("{error:#?}").starts_with("Error(\n    Statement {"));
    }
}
