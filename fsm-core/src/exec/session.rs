use super::door;
use super::stopwatch::Answer;
use crate::reflect::Rows;
use crate::schema::Dialect;
use futures_util::TryStreamExt as _;
use sqlx::{Connection as _, Either, Executor as _, Row as _};
use std::{future::Future, pin::Pin};

/// A future in a box: what async functions of an object are.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What the rooms need of a connection, whichever database it leads to.
///
/// As an object, so that creating and dropping are compiled once and not for every caller.
pub trait Session: Send {
    /// The dialect of the database.
    fn dialect(&self) -> Dialect;

    /// Whether sqlx knows of a transaction that the caller began on it.
    fn in_transaction(&self) -> bool;

    /// Sends one statement.
    fn execute(&mut self, sql: String) -> Boxed<'_, sqlx::Result<()>>;

    /// Sends statements in one text, and calls `answered` with each answer as it comes.
    fn execute_many<'s>(
        &'s mut self,
        text: String,
        answered: &'s mut (dyn FnMut(Answer<'_>) + Send),
    ) -> Boxed<'s, sqlx::Result<()>>;

    /// Sends one query and reads every value of its answer as text.
    fn fetch(&mut self, sql: String) -> Boxed<'_, sqlx::Result<Rows>>;

    /// Begins a transaction, or a savepoint in the one that is open. Dropping it rolls it back.
    ///
    /// `statement` stands for `BEGIN`; none is possible for a savepoint. Where the driver cannot
    /// undo a `BEGIN` whose answer was never read, [`Session::abandon`] must follow.
    fn begin(
        &mut self,
        statement: Option<&'static str>,
    ) -> Boxed<'_, sqlx::Result<Box<dyn Transaction + '_>>>;

    /// Queues a statement, to be sent before whatever comes next on the connection, from where
    /// nothing can be waited for. Nothing on a driver that cannot.
    fn queue(&mut self, statement: String);

    /// The connection as its driver has it.
    fn connection(&mut self) -> Connection<'_>;

    /// Queues a rollback, to be sent before whatever comes next on the connection, if the driver
    /// would leave a transaction open of which it does not know.
    fn abandon(&mut self);
}

/// Undoes a [`Session::begin`] that was dropped before its answer was read.
///
/// Hold it around the call; what is begun must be dropped before it.
pub struct Beginning<'s> {
    /// The connection.
    pub session: &'s mut dyn Session,
    /// Whether a `BEGIN` is under way.
    pub open: bool,
}

impl Drop for Beginning<'_> {
    fn drop(&mut self) {
        if self.open {
            self.session.abandon();
        }
    }
}

/// A transaction or a savepoint of a [`Session`].
pub trait Transaction: Send {
    /// The session, for what runs inside.
    fn session(&mut self) -> &mut dyn Session;

    /// Keeps what was done.
    fn commit<'t>(self: Box<Self>) -> Boxed<'t, sqlx::Result<()>>
    where
        Self: 't;

    /// Undoes what was done.
    fn rollback<'t>(self: Box<Self>) -> Boxed<'t, sqlx::Result<()>>
    where
        Self: 't;
}

/// The same for the three drivers. Written out for each, because a bound that every connection of
/// a generic database executes cannot be handed on by a trait of ours.
macro_rules! session {
    (
        $feature:literal, $variant:ident, $database:ty, $connection:ty, $dialect:expr,
        $abandon:expr, $queue:expr
    ) => {
        #[cfg(feature = $feature)]
        impl Session for $connection {
            fn dialect(&self) -> Dialect {
                $dialect
            }

            fn in_transaction(&self) -> bool {
                self.is_in_transaction()
            }

            fn execute(&mut self, sql: String) -> Boxed<'_, sqlx::Result<()>> {
                Box::pin(async move {
                    sqlx::Executor::execute(self, door::raw(sql)).await?;
                    Ok(())
                })
            }

            fn execute_many<'s>(
                &'s mut self,
                text: String,
                answered: &'s mut (dyn FnMut(Answer<'_>) + Send),
            ) -> Boxed<'s, sqlx::Result<()>> {
                Box::pin(async move {
                    let mut answers = sqlx::Executor::fetch_many(self, door::raw(text));
                    while let Some(answer) = answers.try_next().await? {
                        match answer {
                            Either::Left(_) => answered(Answer::Done),
                            Either::Right(row) => {
                                answered(Answer::Row(row.try_get_unchecked(0).unwrap_or_default()));
                            }
                        }
                    }
                    Ok(())
                })
            }

            fn fetch(&mut self, sql: String) -> Boxed<'_, sqlx::Result<Rows>> {
                Box::pin(async move {
                    let answer = self.fetch_all(door::raw(sql)).await?;
                    let mut rows = Rows::default();
                    for row in &answer {
                        for at in 0..row.len() {
                            rows.push(row.try_get_unchecked(at)?);
                        }
                        rows.end();
                    }
                    Ok(rows)
                })
            }

            fn begin(
                &mut self,
                statement: Option<&'static str>,
            ) -> Boxed<'_, sqlx::Result<Box<dyn Transaction + '_>>> {
                Box::pin(async move {
                    let transaction = match statement {
                        Some(statement) => self.begin_with(statement).await?,
                        None => sqlx::Connection::begin(self).await?,
                    };
                    Ok(Box::new(transaction) as Box<dyn Transaction + '_>)
                })
            }

            fn queue(&mut self, statement: String) {
                ($queue)(self, statement);
            }

            fn connection(&mut self) -> Connection<'_> {
                Connection::$variant(self)
            }

            fn abandon(&mut self) {
                ($abandon)(self);
            }
        }

        #[cfg(feature = $feature)]
        impl Transaction for sqlx::Transaction<'_, $database> {
            fn session(&mut self) -> &mut dyn Session {
                &mut **self
            }

            fn commit<'t>(self: Box<Self>) -> Boxed<'t, sqlx::Result<()>>
            where
                Self: 't,
            {
                Box::pin((*self).commit())
            }

            fn rollback<'t>(self: Box<Self>) -> Boxed<'t, sqlx::Result<()>>
            where
                Self: 't,
            {
                Box::pin((*self).rollback())
            }
        }
    };
}

// SQLite's worker rolls a `BEGIN` back by itself if nobody waits for it any more.
session!(
    "sqlite",
    Sqlite,
    sqlx::Sqlite,
    sqlx::SqliteConnection,
    Dialect::Sqlite,
    |_| (),
    queue_pragma
);
session!(
    "postgres",
    Postgres,
    sqlx::Postgres,
    sqlx::PgConnection,
    Dialect::Postgres,
    |connection| queue_simple(connection, "ROLLBACK".to_owned()),
    queue_simple
);
// On MySQL nothing can be queued; see `lock::mysql` for what is begun there instead.
session!("mysql", Mysql, sqlx::MySql, sqlx::MySqlConnection, Dialect::Mysql, |_| (), |_, _| ());

/// A connection as its driver has it.
#[derive(Debug)]
#[non_exhaustive]
pub enum Connection<'c> {
    /// SQLite.
    #[cfg(feature = "sqlite")]
    Sqlite(&'c mut sqlx::SqliteConnection),
    /// PostgreSQL.
    #[cfg(feature = "postgres")]
    Postgres(&'c mut sqlx::PgConnection),
    /// MySQL and MariaDB.
    #[cfg(feature = "mysql")]
    Mysql(&'c mut sqlx::MySqlConnection),
    /// None: of a program that was built for no database.
    #[doc(hidden)]
    None(std::marker::PhantomData<&'c mut ()>),
}

/// A statement goes to SQLite's worker at the first poll, behind all that went before, and is run
/// whether or not anybody waits for its answer.
#[cfg(feature = "sqlite")]
fn queue_pragma(connection: &mut sqlx::SqliteConnection, statement: String) {
    let mut sent = sqlx::Executor::execute(connection, door::raw(statement));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    // Its answer is of no use here.
    let _ = sent.as_mut().poll(&mut context);
}

/// A statement that begins a transaction is queued at the first poll, before anything is waited for:
/// that is how sqlx queues its own rollbacks.
///
/// Rolling back is what this is for in the first place. sqlx counts a transaction once the answer to
/// `BEGIN` is read. Dropped before, the connection would go back to its pool inside of a transaction
/// that nobody ends, and lose what is written through it next.
#[cfg(feature = "postgres")]
fn queue_simple(connection: &mut sqlx::PgConnection, statement: String) {
    let mut sent = Box::pin(connection.begin_with(sqlx::AssertSqlSafe(statement)));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    // It answers, if at all, that no transaction was begun; which is the point.
    let _ = sent.as_mut().poll(&mut context);
}
