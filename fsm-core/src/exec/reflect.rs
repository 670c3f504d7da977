//! Reading a database whole: one transaction on one connection, a fixed number of queries.

use super::fault::{Fault, fault};
use super::lock::Work;
use super::session::{Boxed, Session};
use super::source::Source;
use crate::error::{Error, ErrorKind};
use crate::reflect::{Reflected, Rows, Scope, catalog};
use crate::registry::Metadata;
use crate::schema::{Dialect, Str, TableName};
use std::{fmt, future::IntoFuture, marker::PhantomData};

impl Metadata {
    /// Reads the tables, enums and sequences of a database, and names what else stands there.
    ///
    /// A fixed number of queries, whatever the number of tables; all in one transaction where the
    /// catalog takes part in transactions (SQLite, PostgreSQL), so that the answer is of one
    /// moment.
    ///
    /// `.await` the answer; nothing happens before.
    ///
    /// # Errors
    /// [`ErrorKind::Connection`] if a query fails;
    /// [`ErrorKind::Catalog`] if an answer cannot be read, such as when
    /// a table went away meanwhile, on MySQL and MariaDB several times in a row.
    pub fn reflect<'c, S: Source<'c>>(source: S) -> Reflect<'c, S> {
        Reflect { source, scope: Scope::default(), connection: PhantomData }
    }
}

/// [`Metadata::reflect`], until it is awaited.
#[must_use = "nothing is read before it is awaited"]
pub struct Reflect<'c, S> {
    source: S,
    scope: Scope,
    connection: PhantomData<&'c ()>,
}

impl<S> Reflect<'_, S> {
    /// These schemas instead of the connection's own.
    pub fn schemas<N: Into<Str>>(mut self, schemas: impl IntoIterator<Item = N>) -> Self {
        self.scope.schemas = schemas.into_iter().map(Into::into).collect();
        self
    }

    /// Only these tables and what hangs on them.
    pub fn tables<N: Into<TableName>>(mut self, tables: impl IntoIterator<Item = N>) -> Self {
        self.scope.tables = tables.into_iter().map(Into::into).collect();
        self
    }

    /// Not these tables.
    pub fn except<N: Into<TableName>>(mut self, tables: impl IntoIterator<Item = N>) -> Self {
        self.scope.except = tables.into_iter().map(Into::into).collect();
        self
    }

    /// This part of the database.
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }
}

impl<'c, S> IntoFuture for Reflect<'c, S>
where
    S: Source<'c> + 'c,
{
    type Output = Result<Reflected, Error>;
    type IntoFuture = Boxed<'c, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let Self { source, scope, .. } = self;
        Box::pin(async move {
            let mut work = Reading { scope: &scope, read: None };
            source.with(&mut work).await?;
            work.read.ok_or_else(|| catalog_is_silent().into())
        })
    }
}

impl<S> fmt::Debug for Reflect<'_, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reflect").field("scope", &self.scope).finish_non_exhaustive()
    }
}

struct Reading<'s> {
    scope: &'s Scope,
    read: Option<Reflected>,
}

impl Work for Reading<'_> {
    fn run<'r>(&'r mut self, session: &'r mut dyn Session) -> Boxed<'r, Result<(), Error>> {
        Box::pin(async move {
            self.read = Some(read(session, self.scope).await?);
            Ok(())
        })
    }
}

/// Readings of MySQL and MariaDB that may meet a change on their way, before that is an error.
const READINGS: usize = 12;

/// Reads what `scope` asks for.
///
/// Where the catalog takes part in no transaction, answers of two moments are asked for again. What
/// fits by chance while others change the schema is no truth: once that was seen, or while a table is
/// so young that its age does not tell it from another, two readings in a row have to be the same.
pub(super) async fn read(session: &mut dyn Session, scope: &Scope) -> Result<Reflected, Error> {
    if session.dialect() != Dialect::Mysql {
        return once(session, scope).await.map(|(read, _)| read);
    }
    let mut before: Option<Result<Reflected, Error>> = None;
    for _ in 0..READINGS {
        let (read, is_young) = match once(session, scope).await {
            Ok((read, is_young)) => (Ok(read), is_young),
            Err(error) => (Err(error), false),
        };
        let is_settled = match (&before, &read) {
            (None, Ok(_)) => !is_young,
            (Some(Ok(before)), Ok(read)) => format!("{before:?}") == format!("{read:?}"),
            (_, Ok(_)) => false,
            (_, Err(error)) => !may_be_of_two_moments(error),
        };
        if is_settled {
            return read;
        }
        before = Some(read);
    }
    let what = "the schema".to_owned();
    let found = "others that changed it whenever it was read".to_owned();
    match before {
        Some(Err(error)) => Err(error),
        _ => Err(ErrorKind::Catalog { what, found }.into()),
    }
}

/// Whether what was read changed while it was read; what cannot be read at all is no other then.
fn may_be_of_two_moments(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Catalog { .. } => true,
        ErrorKind::Connection { .. } => fault(Dialect::Mysql, error) == Fault::Gone,
        _ => false,
    }
}

/// How many answers there are at least on MySQL and MariaDB where something was asked for twice.
const TWICE: usize = 14;

/// One reading, and whether something in it was asked for twice because it is young.
async fn once(session: &mut dyn Session, scope: &Scope) -> Result<(Reflected, bool), Error> {
    let catalog = catalog(session.dialect());
    if session.in_transaction() || session.dialect() == Dialect::Mysql {
        let answers = ask(session, scope).await?;
        let is_young = session.dialect() == Dialect::Mysql && answers.len() >= TWICE;
        return Ok((catalog.read(scope, &answers)?, is_young));
    }
    let begin = match session.dialect() {
        Dialect::Postgres => Some("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
        _ => None,
    };
    let mut beginning = super::session::Beginning { session, open: true };
    let mut transaction = beginning.session.begin(begin).await.map_err(failed)?;
    let answers = ask(transaction.session(), scope).await;
    // Nothing was written: there is nothing to keep, and no harm if this fails.
    let ended = transaction.rollback().await;
    beginning.open = false;
    let answers = answers?;
    ended.map_err(failed)?;
    Ok((catalog.read(scope, &answers)?, false))
}

async fn ask(session: &mut dyn Session, scope: &Scope) -> Result<Vec<Rows>, Error> {
    let catalog = catalog(session.dialect());
    let mut answers = Vec::new();
    loop {
        let queries = catalog.queries(scope, &answers);
        if queries.is_empty() {
            return Ok(answers);
        }
        for query in queries {
            answers.push(session.fetch(query).await.map_err(failed)?);
        }
    }
}

fn failed(source: sqlx::Error) -> Error {
    ErrorKind::Connection { doing: "read the catalog", source }.into()
}

fn catalog_is_silent() -> ErrorKind {
    ErrorKind::Catalog { what: "the schema".to_owned(), found: "no answer".to_owned() }
}
