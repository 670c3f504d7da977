//! A conversation as a whole, written in one step: what adapters and imports need.
//! It never merges, and never decides what a framework's values look like.

use super::FsmStorage;
use super::connection::{Place, Pool, StorageConnection};
#[cfg(feature = "telers")]
use super::session::{ROUNDS, contended, pause};
use super::session::{Session, told};
use crate::codec::{self, Written, check_text};
use crate::error::{Error, ErrorKind};
use crate::key::StorageKey;
use crate::sql::Values;
use serde::Serialize;

/// State and data on their way into a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Whole<'a> {
    pub(crate) state: Option<&'a str>,
    /// `None` for none; an object without names counts as none.
    pub(crate) data: Option<&'a Written>,
}

impl<'a> Whole<'a> {
    /// Whether there is nothing that a row would stand for.
    fn is_empty(&self) -> bool {
        self.state.is_none() && self.text().is_empty()
    }

    /// The data as the statements take it.
    fn text(&self) -> &'a str {
        match self.data {
            Some(written) if written.len() > 0 => &written.text,
            _ => "",
        }
    }

    fn values(&self, session: &Session<'_, '_>, key: &'a StorageKey) -> Result<Values<'a>, Error> {
        check_text("state", self.state.unwrap_or_default())?;
        Ok(Values { state: self.state, data: self.text(), ..session.values(key)? })
    }
}

/// A conversation as it was at one moment, its data as it is written.
#[cfg(feature = "telers")]
#[derive(Clone, Debug, Default)]
pub(crate) struct Stored {
    pub(crate) state: Option<String>,
    pub(crate) data: Option<String>,
    /// `None` if there is nothing.
    version: Option<i64>,
}

/// Each takes the name that errors and spans call it by.
impl FsmStorage {
    /// Data that is checked for this storage, before anything is sent.
    pub(crate) fn written(&self, data: &impl Serialize) -> Result<Written, ErrorKind> {
        codec::write(data, self.shared.statements.depth_limit, self.shared.byte_limit)
    }

    /// How many bytes of data one call may bring.
    pub(crate) fn byte_limit(&self) -> usize {
        self.shared.byte_limit
    }

    /// Puts `whole`, which holds something, in the place of whatever there is.
    #[cfg(feature = "teloxide")]
    pub(crate) async fn put(
        &self,
        operation: &'static str,
        key: &StorageKey,
        whole: Whole<'_>,
    ) -> Result<(), Error> {
        let mut session = self.session();
        let work = async {
            let values = whole.values(&session, key)?;
            session.execute(&self.shared.whole.put, &values).await.map(drop)
        };
        told(&self.shared, operation, Some(key), work).await
    }

    /// Writes `whole` where there is nothing, and answers whether there was nothing.
    pub(crate) async fn put_if_absent(
        &self,
        operation: &'static str,
        key: &StorageKey,
        whole: Whole<'_>,
    ) -> Result<bool, Error> {
        let mut session = self.session();
        let work = async {
            let values = whole.values(&session, key)?;
            if whole.is_empty() {
                return Ok(session
                    .fetch(&self.shared.statements.get_state, &values)
                    .await?
                    .is_none());
            }
            session.arrive(&self.shared.whole.arrive, &values).await
        };
        told(&self.shared, operation, Some(key), work).await
    }

    /// As [`FsmStorage::put_if_absent`] for many that hold something, in one transaction.
    pub(crate) async fn put_all_if_absent(
        &self,
        operation: &'static str,
        all: &[(&StorageKey, Whole<'_>)],
    ) -> Result<Vec<bool>, Error> {
        let work = async {
            let Self { shared, ttl } = self;
            macro_rules! within {
                ($transaction:expr) => {{
                    let mut transaction = $transaction;
                    let mut connection = StorageConnection::from(&mut transaction);
                    let place = Place::Connection(&mut connection);
                    let mut session = Session { shared, ttl: *ttl, place };
                    let mut were_absent = Vec::with_capacity(all.len());
                    for (key, whole) in all {
                        let values = whole.values(&session, key)?;
                        were_absent.push(session.arrive(&shared.whole.arrive, &values).await?);
                    }
                    transaction.commit().await?;
                    Ok(were_absent)
                }};
            }
            match &shared.pool {
                // Locked for writing from the begin: a lock that is asked for later may be refused.
                #[cfg(feature = "sqlite")]
                Pool::Sqlite(pool) => within!(pool.begin_with("BEGIN IMMEDIATE").await?),
                #[cfg(feature = "postgres")]
                Pool::Postgres(pool) => within!(pool.begin().await?),
                #[cfg(feature = "mysql")]
                Pool::Mysql(pool) => within!(pool.begin().await?),
            }
        };
        told(&self.shared, operation, None, work).await
    }

    /// State and data as they are.
    #[cfg(feature = "telers")]
    pub(crate) async fn stored(
        &self,
        operation: &'static str,
        key: &StorageKey,
    ) -> Result<Stored, Error> {
        let mut session = self.session();
        let work = async {
            let values = session.values(key)?;
            session.stored(&values).await
        };
        told(&self.shared, operation, Some(key), work).await
    }

    /// Puts what `change` makes of state and data in their place, and asks it again if another
    /// writer got in between.
    #[cfg(feature = "telers")]
    pub(crate) async fn exchange(
        &self,
        operation: &'static str,
        key: &StorageKey,
        change: impl Fn(&Stored) -> Result<(Option<String>, Written), ErrorKind> + Send + Sync,
    ) -> Result<(), Error> {
        let mut session = self.session();
        let writes = &self.shared.whole;
        let work = async {
            for round in 0..ROUNDS {
                let stored = session.stored(&session.values(key)?).await?;
                let (state, data) = change(&stored)?;
                let whole = Whole { state: state.as_deref(), data: Some(&data) };
                let values = whole.values(&session, key)?;
                let done = match stored.version {
                    None if whole.is_empty() => true,
                    None => session.arrive(&writes.arrive, &values).await?,
                    Some(version) => {
                        let values = Values { version, ..values };
                        let hollow = whole.is_empty();
                        let statement = if hollow { &writes.remove } else { &writes.replace };
                        session.execute(statement, &values).await? > 0
                    }
                };
                if done {
                    return Ok(());
                }
                pause(round).await;
            }
            Err(contended())
        };
        told(&self.shared, operation, Some(key), work).await
    }
}

#[cfg(feature = "telers")]
impl Session<'_, '_> {
    async fn stored(&mut self, values: &Values<'_>) -> Result<Stored, Error> {
        let row = self.fetch(&self.shared().statements.get, values).await?;
        let Some(row) = row else { return Ok(Stored::default()) };
        Ok(Stored {
            state: row.text(0)?.map(str::to_owned),
            data: row.text(1)?.map(str::to_owned),
            version: Some(row.int(2)?),
        })
    }
}
