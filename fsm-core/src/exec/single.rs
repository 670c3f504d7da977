use super::create::{Creation, Options};
use super::drop::Removal;
use super::lock::LockStrategy;
use super::outcome::{Created, Dropped};
use super::session::Boxed;
use super::source::Source;
use crate::error::Error;
use crate::name::NamingConvention;
use crate::registry::{Metadata, MetadataTable};
use crate::schema::{Dialect, TableDef};
use crate::verify::verify;
use std::{fmt, future::IntoFuture, marker::PhantomData, time::Duration};

impl TableDef {
    /// Creates this table, with the schema, enums and indexes it needs, under the default naming
    /// convention. It looks first, as [`Metadata::create_all`] does.
    pub fn create<'t, 'c, S: Source<'c>>(&'t self, source: S) -> CreateTable<'t, 'c, S> {
        CreateTable(Single::new(self, None, source))
    }

    /// Drops this table, and the enums that nothing uses without it, as [`Metadata::drop_all`]
    /// does.
    pub fn drop<'t, 'c, S: Source<'c>>(&'t self, source: S) -> DropTable<'t, 'c, S> {
        DropTable(Single::new(self, None, source))
    }
}

impl<'m> MetadataTable<'m> {
    /// Creates this table, with the schema, enums and indexes it needs, under the metadata's
    /// naming convention. It looks first, as [`Metadata::create_all`] does.
    pub fn create<'c, S: Source<'c>>(&self, source: S) -> CreateTable<'m, 'c, S> {
        CreateTable(Single::new(self.definition(), Some(self.metadata()), source))
    }

    /// Drops this table, and the enums that nothing uses without it, as [`Metadata::drop_all`]
    /// does.
    pub fn drop<'c, S: Source<'c>>(&self, source: S) -> DropTable<'m, 'c, S> {
        DropTable(Single::new(self.definition(), Some(self.metadata()), source))
    }
}

struct Single<'t, 'c, S> {
    table: &'t TableDef,
    /// `None` for a table on its own, which is named by the default convention.
    metadata: Option<&'t Metadata>,
    source: S,
    options: Options,
    connection: PhantomData<&'c ()>,
}

impl<'t, S> Single<'t, '_, S> {
    fn new(table: &'t TableDef, metadata: Option<&'t Metadata>, source: S) -> Self {
        Self { table, metadata, source, options: Options::default(), connection: PhantomData }
    }
}

fn naming_of(metadata: Option<&Metadata>) -> NamingConvention {
    metadata.map(|metadata| metadata.naming().clone()).unwrap_or_default()
}

/// The creation of one table, until it is awaited.
#[must_use = "nothing is created before it is awaited"]
pub struct CreateTable<'t, 'c, S>(Single<'t, 'c, S>);

/// The drop of one table, until it is awaited.
#[must_use = "nothing is dropped before it is awaited"]
pub struct DropTable<'t, 'c, S>(Single<'t, 'c, S>);

impl<S> CreateTable<'_, '_, S> {
    /// As [`CreateAll::checkfirst`](super::CreateAll::checkfirst).
    pub fn checkfirst(mut self, checkfirst: bool) -> Self {
        self.0.options.checkfirst = checkfirst;
        self
    }

    /// As [`CreateAll::compare_existing`](super::CreateAll::compare_existing).
    pub fn compare_existing(mut self, compare: bool) -> Self {
        self.0.options.compare_existing = compare;
        self
    }

    /// As [`CreateAll::lock`](super::CreateAll::lock).
    pub fn lock(mut self, strategy: LockStrategy) -> Self {
        self.0.options.lock = strategy;
        self
    }

    /// As [`CreateAll::lock_timeout`](super::CreateAll::lock_timeout).
    pub fn lock_timeout(mut self, timeout: Duration) -> Self {
        self.0.options.lock_timeout = timeout;
        self
    }
}

impl<S> DropTable<'_, '_, S> {
    /// As [`DropAll::checkfirst`](super::DropAll::checkfirst).
    pub fn checkfirst(mut self, checkfirst: bool) -> Self {
        self.0.options.checkfirst = checkfirst;
        self
    }

    /// As [`DropAll::lock`](super::DropAll::lock).
    pub fn lock(mut self, strategy: LockStrategy) -> Self {
        self.0.options.lock = strategy;
        self
    }

    /// As [`DropAll::lock_timeout`](super::DropAll::lock_timeout).
    pub fn lock_timeout(mut self, timeout: Duration) -> Self {
        self.0.options.lock_timeout = timeout;
        self
    }
}

impl<'f, 'c, S> IntoFuture for CreateTable<'f, 'c, S>
where
    S: Source<'c> + 'f,
    'c: 'f,
{
    type Output = Result<Created, Error>;
    type IntoFuture = Boxed<'f, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let Single { table, metadata, source, options, .. } = self.0;
        Box::pin(async move {
            let (tables, naming) = ([table], naming_of(metadata));
            let verify = |dialect: Dialect| match metadata {
                Some(metadata) => verify(&tables, metadata, dialect),
                None => table.verify(dialect),
            };
            let mut work = Creation::new(&naming, &tables, options, &verify);
            source.with(&mut work).await?;
            Ok(work.into_answer())
        })
    }
}

impl<'f, 'c, S> IntoFuture for DropTable<'f, 'c, S>
where
    S: Source<'c> + 'f,
    'c: 'f,
{
    type Output = Result<Dropped, Error>;
    type IntoFuture = Boxed<'f, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let Single { table, metadata, source, options, .. } = self.0;
        Box::pin(async move {
            let (tables, naming) = ([table], naming_of(metadata));
            let mut work = Removal::new(&naming, &tables, options);
            source.with(&mut work).await?;
            Ok(work.into_answer())
        })
    }
}

impl<S> fmt::Debug for CreateTable<'_, '_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CreateTable").field(&self.0.table.name).finish()
    }
}

impl<S> fmt::Debug for DropTable<'_, '_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DropTable").field(&self.0.table.name).finish()
    }
}
