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
use std::{borrow::Cow, fmt, future::IntoFuture, marker::PhantomData, time::Duration};

impl TableDef {
    /// Creates this table, with the schema, enums and indexes it needs, under the default naming
    /// convention. It looks first, as [`Metadata::create_all`] does.
    pub fn create<'t, 'c, S: Source<'c>>(&'t self, source: S) -> CreateTable<'t, 'c, S> {
        CreateTable(Single::new(self, Cow::Owned(NamingConvention::default()), source))
    }

    /// Drops this table, and the enums that nothing uses without it, as [`Metadata::drop_all`]
    /// does.
    pub fn drop<'t, 'c, S: Source<'c>>(&'t self, source: S) -> DropTable<'t, 'c, S> {
        DropTable(Single::new(self, Cow::Owned(NamingConvention::default()), source))
    }
}

impl<'m> MetadataTable<'m> {
    /// Creates this table, with the schema, enums and indexes it needs, under the metadata's
    /// naming convention. It looks first, as [`Metadata::create_all`] does.
    pub fn create<'c, S: Source<'c>>(&self, source: S) -> CreateTable<'m, 'c, S> {
        let naming = Cow::Borrowed(self.metadata().naming());
        CreateTable(Single::new(self.definition(), naming, source))
    }

    /// Drops this table, and the enums that nothing uses without it, as [`Metadata::drop_all`]
    /// does.
    pub fn drop<'c, S: Source<'c>>(&self, source: S) -> DropTable<'m, 'c, S> {
        let naming = Cow::Borrowed(self.metadata().naming());
        DropTable(Single::new(self.definition(), naming, source))
    }
}

struct Single<'t, 'c, S> {
    table: &'t TableDef,
    naming: Cow<'t, NamingConvention>,
    source: S,
    options: Options,
    connection: PhantomData<&'c ()>,
}

impl<'t, S> Single<'t, '_, S> {
    fn new(table: &'t TableDef, naming: Cow<'t, NamingConvention>, source: S) -> Self {
        Self { table, naming, source, options: Options::default(), connection: PhantomData }
    }

    fn verify(table: &TableDef, naming: &NamingConvention, dialect: Dialect) -> Result<(), Error> {
        let mut metadata = Metadata::new().naming_convention(naming.clone());
        metadata.add(table.clone())?;
        metadata.verify(dialect)
    }
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
        let Single { table, naming, source, options, .. } = self.0;
        Box::pin(async move {
            let tables = [table];
            let verify = |dialect: Dialect| Single::<S>::verify(table, &naming, dialect);
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
        let Single { table, naming, source, options, .. } = self.0;
        Box::pin(async move {
            let tables = [table];
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
