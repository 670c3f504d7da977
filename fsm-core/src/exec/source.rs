use super::lock::Work;
use super::session::{Boxed, Session};
use crate::error::{Error, ErrorKind};

/// A database of sqlx that schemas can be created in: SQLite, PostgreSQL, MySQL/MariaDB.
///
/// Sealed. Code that is generic over the database asks for `A: Acquire<'c> + Send` and
/// `A::Database: Backend`.
pub trait Backend: sqlx::Database + sealed::Backend {}

/// What a schema can be created through: `&pool`, `&mut *connection`, `&mut *transaction`, and
/// [`&DatabasePool`](super::DatabasePool).
///
/// Sealed, and there for everything that is [`sqlx::Acquire`] on a [`Backend`].
pub trait Source<'c>: sealed::Source<'c> {}

impl<'c, A> Source<'c> for A where A: sealed::Source<'c> {}

pub(super) mod sealed {
    use super::{Boxed, Error, Session, Work};

    pub trait Backend: sqlx::Database {
        fn session(connection: &mut Self::Connection) -> &mut dyn Session;
    }

    pub trait Source<'c>: Send {
        /// Takes a connection and does `work` on it.
        fn with<'r>(self, work: &'r mut dyn Work) -> Boxed<'r, Result<(), Error>>
        where
            Self: 'r,
            'c: 'r;
    }
}

macro_rules! backend {
    ($feature:literal, $database:ty) => {
        #[cfg(feature = $feature)]
        impl Backend for $database {}

        #[cfg(feature = $feature)]
        impl sealed::Backend for $database {
            fn session(connection: &mut Self::Connection) -> &mut dyn Session {
                connection
            }
        }
    };
}

backend!("sqlite", sqlx::Sqlite);
backend!("postgres", sqlx::Postgres);
backend!("mysql", sqlx::MySql);

impl<'c, A> sealed::Source<'c> for A
where
    A: sqlx::Acquire<'c> + Send,
    A::Database: Backend,
{
    fn with<'r>(self, work: &'r mut dyn Work) -> Boxed<'r, Result<(), Error>>
    where
        Self: 'r,
        'c: 'r,
    {
        let acquiring = self.acquire();
        Box::pin(async move {
            let mut connection = acquiring.await.map_err(|source| {
                Error::from(ErrorKind::Connection { doing: "take a connection", source })
            })?;
            let session = <A::Database as sealed::Backend>::session(&mut connection);
            work.run(session).await
        })
    }
}
