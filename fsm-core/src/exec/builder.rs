use super::create::{Creation, Options};
use super::drop::Removal;
use super::lock::LockStrategy;
use super::outcome::{Created, Dropped};
use super::session::Boxed;
use super::source::Source;
use crate::error::Error;
use crate::registry::Metadata;
use crate::schema::{Dialect, TableDef, TableName};
use crate::verify::verify;
use std::{fmt, future::IntoFuture, marker::PhantomData, time::Duration};

impl Metadata {
    /// Creates the tables that are missing, with what they need: schemas, enums, indexes.
    ///
    /// One query of the catalog says what is missing; if nothing is, it is all that is sent. Else
    /// a lock is taken, so that any number of processes may do this at the same time, the catalog
    /// is looked at again, and what is missing is created, parents first: in one transaction on
    /// SQLite and PostgreSQL, statement by statement on MySQL and MariaDB, which commit each; run
    /// again after a failure, it does the rest.
    ///
    /// Handed a transaction, or a connection inside of one, it works in that and commits nothing;
    /// on MySQL and MariaDB it refuses to if something is missing, because creating would commit
    /// it. A table that exists counts as there by its name, see [`CreateAll::compare_existing`].
    ///
    /// `.await` the answer; nothing happens before.
    ///
    /// # Errors
    /// What [`Metadata::check`] finds; [`ErrorKind::Unsupported`] before anything is sent;
    /// [`ErrorKind::NotATable`]; [`ErrorKind::LockTimeout`]; [`ErrorKind::Statement`] with the
    /// statement that failed and what stands now.
    ///
    /// # Cancellation
    /// A future that is dropped in the middle leaves nothing on SQLite and PostgreSQL, and whole
    /// statements on MySQL and MariaDB. There it also ends the session once the connection goes
    /// back to its pool or is used again, which frees the lock.
    ///
    /// [`ErrorKind::Unsupported`]: crate::ErrorKind::Unsupported
    /// [`ErrorKind::NotATable`]: crate::ErrorKind::NotATable
    /// [`ErrorKind::LockTimeout`]: crate::ErrorKind::LockTimeout
    /// [`ErrorKind::Statement`]: crate::ErrorKind::Statement
    pub fn create_all<'m, 'c, S: Source<'c>>(&'m self, source: S) -> CreateAll<'m, 'c, S> {
        CreateAll {
            metadata: self,
            source,
            tables: None,
            options: Options::default(),
            connection: PhantomData,
        }
    }

    /// Drops the tables of this metadata, children first, and the native enums that nothing uses
    /// any more. Nothing else is touched, and no schema is dropped.
    ///
    /// The lock and the transaction are those of [`Metadata::create_all`]; but where PostgreSQL has
    /// too few locks for so many tables in one transaction (`max_locks_per_transaction`), several
    /// drop them, unless the transaction is the caller's or `checkfirst` is off.
    ///
    /// # Errors
    /// What [`Metadata::check`] finds; [`ErrorKind::LockTimeout`](crate::ErrorKind::LockTimeout);
    /// [`ErrorKind::Statement`](crate::ErrorKind::Statement), such as when a table that is not
    /// dropped refers to one that is.
    pub fn drop_all<'m, 'c, S: Source<'c>>(&'m self, source: S) -> DropAll<'m, 'c, S> {
        DropAll {
            metadata: self,
            source,
            tables: None,
            options: Options::default(),
            connection: PhantomData,
        }
    }

    /// The tables of that name, or all.
    fn select(&self, names: Option<&[TableName]>) -> Result<Vec<&TableDef>, Error> {
        self.check()?;
        let Some(names) = names else { return Ok(self.tables().collect()) };
        let mut selected: Vec<&TableDef> = names
            .iter()
            .map(|name| Ok(self.table(name.clone())?.definition()))
            .collect::<Result<_, Error>>()?;
        // The order of creation is the references' business and not the caller's.
        selected.sort_by(|a, b| a.name.cmp(&b.name));
        selected.dedup_by(|a, b| a.name == b.name);
        Ok(selected)
    }
}

/// [`Metadata::create_all`], until it is awaited.
#[must_use = "nothing is created before it is awaited"]
pub struct CreateAll<'m, 'c, S> {
    metadata: &'m Metadata,
    source: S,
    tables: Option<Vec<TableName>>,
    options: Options,
    connection: PhantomData<&'c ()>,
}

/// [`Metadata::drop_all`], until it is awaited.
#[must_use = "nothing is dropped before it is awaited"]
pub struct DropAll<'m, 'c, S> {
    metadata: &'m Metadata,
    source: S,
    tables: Option<Vec<TableName>>,
    options: Options,
    connection: PhantomData<&'c ()>,
}

impl<S> CreateAll<'_, '_, S> {
    /// Only these tables, and of enums and schemas only what they need.
    ///
    /// A table that they refer to must be among them or exist.
    pub fn tables<N: Into<TableName>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.tables = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Whether to look first at what exists (the default). Without it, a table that exists is an
    /// error of the database's.
    pub fn checkfirst(mut self, checkfirst: bool) -> Self {
        self.options.checkfirst = checkfirst;
        self
    }

    /// Whether to compare the tables that exist with their models: in the answer, and in `tracing`
    /// warnings. Not the default.
    ///
    /// It takes a number of statements that is the same for any number of tables. Nothing is
    /// changed, and texts that only the server can compare are skipped; [`compare`](fn@crate::compare)
    /// asks it. Without `checkfirst` there is nothing to compare.
    pub fn compare_existing(mut self, compare: bool) -> Self {
        self.options.compare_existing = compare;
        self
    }

    /// How processes that create at the same time keep out of each other's way.
    pub fn lock(mut self, strategy: LockStrategy) -> Self {
        self.options.lock = strategy;
        self
    }

    /// How long to wait for another process; a minute by default.
    pub fn lock_timeout(mut self, timeout: Duration) -> Self {
        self.options.lock_timeout = timeout;
        self
    }
}

impl<S> DropAll<'_, '_, S> {
    /// Only these tables, and the enums that nothing uses without them.
    pub fn tables<N: Into<TableName>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.tables = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Whether to look first at what exists (the default). Without it, a table that does not exist
    /// is an error of the database's.
    pub fn checkfirst(mut self, checkfirst: bool) -> Self {
        self.options.checkfirst = checkfirst;
        self
    }

    /// How processes that create and drop at the same time keep out of each other's way.
    pub fn lock(mut self, strategy: LockStrategy) -> Self {
        self.options.lock = strategy;
        self
    }

    /// How long to wait for another process; a minute by default.
    pub fn lock_timeout(mut self, timeout: Duration) -> Self {
        self.options.lock_timeout = timeout;
        self
    }
}

impl<'f, 'c, S> IntoFuture for CreateAll<'f, 'c, S>
where
    S: Source<'c> + 'f,
    'c: 'f,
{
    type Output = Result<Created, Error>;
    type IntoFuture = Boxed<'f, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { metadata, source, tables, options, .. } = self;
        Box::pin(async move {
            let tables = metadata.select(tables.as_deref())?;
            let verify = |dialect: Dialect| verify(&tables, metadata, dialect);
            let mut work = Creation::new(metadata.naming(), &tables, options, &verify);
            source.with(&mut work).await?;
            Ok(work.into_answer())
        })
    }
}

impl<'f, 'c, S> IntoFuture for DropAll<'f, 'c, S>
where
    S: Source<'c> + 'f,
    'c: 'f,
{
    type Output = Result<Dropped, Error>;
    type IntoFuture = Boxed<'f, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { metadata, source, tables, options, .. } = self;
        Box::pin(async move {
            let tables = metadata.select(tables.as_deref())?;
            let mut work = Removal::new(metadata.naming(), &tables, options);
            source.with(&mut work).await?;
            Ok(work.into_answer())
        })
    }
}

impl<S> fmt::Debug for CreateAll<'_, '_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreateAll")
            .field("tables", &self.tables)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

impl<S> fmt::Debug for DropAll<'_, '_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DropAll")
            .field("tables", &self.tables)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
