use super::health::Health;
use super::list::List;
use super::session::told;
use super::whole::Snapshot;
use super::{FsmStorage, removal};
use crate::codec::Data;
use crate::error::Error;
#[allow(unused_imports, reason = "the documentation links to it")]
use crate::error::ErrorKind;
use crate::key::StorageKey;
use crate::state::States;
use serde::{Serialize, de::DeserializeOwned};
use std::{collections::BTreeMap, time::Duration};

/// On the pool: each statement takes a connection and gives it back.
impl FsmStorage {
    /// The state, if the conversation is in one.
    ///
    /// # Errors
    /// [`ErrorKind::Database`]; a key that is too long.
    pub async fn get_state(&self, key: &StorageKey) -> Result<Option<String>, Error> {
        let mut session = self.session();
        told(&self.shared, "get_state", Some(key), session.get_state(key)).await
    }

    /// The state as one of the application's own, if the conversation is in one. A name that
    /// [`States::parse`] does not know is given to [`States::upgrade`].
    ///
    /// # Errors
    /// As [`FsmStorage::get_state`]; [`ErrorKind::UnknownState`] if neither knows the name, which
    /// stays stored.
    pub async fn get_state_as<S: States>(&self, key: &StorageKey) -> Result<Option<S>, Error> {
        let mut session = self.session();
        told(&self.shared, "get_state_as", Some(key), session.get_state_as(key)).await
    }

    /// Sets the state; `None` takes it away. The data stays.
    ///
    /// # Errors
    /// [`ErrorKind::TooLong`] for more than 255 bytes, [`ErrorKind::Nul`], [`ErrorKind::Database`].
    pub async fn set_state(&self, key: &StorageKey, state: Option<&str>) -> Result<(), Error> {
        let mut session = self.session();
        told(&self.shared, "set_state", Some(key), session.set_state(key, state)).await
    }

    /// Sets the state to one of the application's own.
    ///
    /// # Errors
    /// As [`FsmStorage::set_state`].
    pub async fn set_state_as<S: States + Sync>(
        &self,
        key: &StorageKey,
        state: &S,
    ) -> Result<(), Error> {
        let mut session = self.session();
        told(&self.shared, "set_state_as", Some(key), session.set_state_as(key, state)).await
    }

    /// Sets the state if it is `expected`, and answers whether it was. Of several that do this at
    /// the same time, one wins.
    ///
    /// # Errors
    /// As [`FsmStorage::set_state`].
    pub async fn set_state_if(
        &self,
        key: &StorageKey,
        expected: Option<&str>,
        state: Option<&str>,
    ) -> Result<bool, Error> {
        let mut session = self.session();
        told(&self.shared, "set_state_if", Some(key), session.set_state_if(key, expected, state))
            .await
    }

    /// The data; empty if there is none.
    ///
    /// Numbers come back as they were written, but for `-0.0`, which is `0.0` on PostgreSQL.
    ///
    /// # Errors
    /// [`ErrorKind::Corrupt`] if somebody else wrote something there that is no object;
    /// [`ErrorKind::Database`].
    pub async fn get_data(&self, key: &StorageKey) -> Result<Data, Error> {
        let mut session = self.session();
        told(&self.shared, "get_data", Some(key), session.get_data(key)).await
    }

    /// The data as a type of the application's; `None` if there is none.
    ///
    /// # Errors
    /// As [`FsmStorage::get_data`]; [`ErrorKind::Mismatch`] if the data does not fit the type.
    pub async fn get_data_as<T: DeserializeOwned>(
        &self,
        key: &StorageKey,
    ) -> Result<Option<T>, Error> {
        let mut session = self.session();
        told(&self.shared, "get_data_as", Some(key), session.get_data_as(key)).await
    }

    /// One value of the data, picked out by the server; `None` if there is none of that name. A null
    /// that is there is `Some(Value::Null)` to whom asks for a [`serde_json::Value`].
    ///
    /// # Errors
    /// As [`FsmStorage::get_data_as`].
    pub async fn get_value<T: DeserializeOwned>(
        &self,
        key: &StorageKey,
        name: &str,
    ) -> Result<Option<T>, Error> {
        let mut session = self.session();
        told(&self.shared, "get_value", Some(key), session.get_value(key, name)).await
    }

    /// Puts `data` in the place of what there was; an empty object takes it away. The state stays.
    ///
    /// # Errors
    /// Refused before anything is sent, and the conversation as it was: [`ErrorKind::NotAnObject`],
    /// [`ErrorKind::NotFinite`], [`ErrorKind::Nul`], [`ErrorKind::TooDeep`] (127 levels; 31 on MySQL
    /// and MariaDB), [`ErrorKind::TooLong`], [`ErrorKind::DuplicateName`],
    /// [`ErrorKind::Unserializable`]. Else [`ErrorKind::Database`].
    pub async fn set_data(&self, key: &StorageKey, data: impl Serialize) -> Result<(), Error> {
        let mut session = self.session();
        told(&self.shared, "set_data", Some(key), session.set_data(key, data)).await
    }

    /// Puts the values of `patch` beside and in the place of those there are, by name, and answers
    /// the whole. Null is a value like any other, and what is nested is replaced as a whole.
    ///
    /// Concurrent updates of one conversation all count. An empty patch writes nothing.
    ///
    /// # Errors
    /// As [`FsmStorage::set_data`] and [`FsmStorage::get_data`];
    /// [`ErrorKind::Contended`] on SQLite, MySQL and MariaDB if a patch of
    /// very many names was never alone.
    pub async fn update_data(
        &self,
        key: &StorageKey,
        patch: impl Serialize,
    ) -> Result<Data, Error> {
        let mut session = self.session();
        told(&self.shared, "update_data", Some(key), session.update_data(key, patch)).await
    }

    /// State, data and version in one read.
    ///
    /// # Errors
    /// As [`FsmStorage::get_data`].
    pub async fn get(&self, key: &StorageKey) -> Result<Snapshot, Error> {
        let mut session = self.session();
        told(&self.shared, "get", Some(key), session.get(key)).await
    }

    /// Removes the conversation, and answers whether there was one.
    ///
    /// # Errors
    /// [`ErrorKind::Database`]; a key that is too long.
    pub async fn clear(&self, key: &StorageKey) -> Result<bool, Error> {
        let mut session = self.session();
        told(&self.shared, "clear", Some(key), session.clear(key)).await
    }

    /// Conversations in pages, in the order of their keys: by bot, chat, user, and so on. Expired
    /// ones are not among them.
    ///
    /// `.await` the answer; nothing happens before. A page continues behind a key, so that what is
    /// written meanwhile moves nothing.
    ///
    /// ```
    /// # use fsm_storage::{Error, FsmStorage};
    /// # async fn run(storage: FsmStorage) -> Result<(), Error> {
    /// let mut next = None;
    /// loop {
    ///     let page = storage.list().bot(1).state("form:age").after(next).limit(500).await?;
    ///     for conversation in &page.conversations {
    ///         println!("{}", conversation.key);
    ///     }
    ///     next = page.next;
    ///     if next.is_none() {
    ///         break;
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Database`]; a state or a key that is too long.
    pub fn list(&self) -> List<'_, '_> {
        List::new(Ok(self.session()))
    }

    /// How many conversations are in each state, and how many in none. Goes through all of them.
    ///
    /// # Errors
    /// [`ErrorKind::Database`].
    pub async fn count_by_state(&self) -> Result<BTreeMap<Option<String>, u64>, Error> {
        let mut session = self.session();
        told(&self.shared, "count_by_state", None, session.count_by_state()).await
    }

    /// Removes every conversation with this user, of every bot in the table, expired or not, and
    /// answers how many there were: for who asks to be forgotten.
    ///
    /// A conversation of a whole chat ([`KeyStrategy::Chat`](crate::KeyStrategy::Chat)) is with
    /// the chat and not with a user. What a handler that died left in the table of locks goes as
    /// well; the row of one that is alive goes when it is done.
    ///
    /// # Errors
    /// [`ErrorKind::Database`].
    pub async fn delete_user(&self, user_id: i64) -> Result<u64, Error> {
        let mut session = self.session();
        let deletion = async {
            let deleted = session.delete_user(user_id).await?;
            session.forget_locks(Some(user_id)).await?;
            Ok(deleted)
        };
        told(&self.shared, "delete_user", None, deletion).await
    }

    /// Removes the rows of expired conversations, which nobody can read any more, and answers how
    /// many. They are removed `batch` at a time, in a transaction each, so that nobody waits long.
    ///
    /// # Errors
    /// [`ErrorKind::Database`]; what was removed before stays so.
    pub async fn purge_expired(&self, batch: u32) -> Result<u64, Error> {
        let mut session = self.session();
        told(&self.shared, "purge_expired", None, session.purge_expired(batch)).await
    }

    /// A task that purges at each interval, beginning now, a thousand conversations at a time, and
    /// the locks of handlers that died. It ends when the pool is closed; what goes wrong is told to `tracing` and tried again the next
    /// time.
    ///
    /// Spawn it on whatever runtime the application has; dropped or aborted, it stops.
    ///
    /// ```
    /// # use fsm_storage::FsmStorage;
    /// # use std::time::Duration;
    /// # fn run(storage: FsmStorage) {
    /// tokio::spawn(storage.purge_every(Duration::from_secs(60)));
    /// # }
    /// ```
    pub fn purge_every(&self, interval: Duration) -> impl Future<Output = ()> + Send + use<> {
        removal::purge_every(self.clone(), interval)
    }

    /// How the database would find what [`FsmStorage::delete_user`] or, without a user,
    /// [`FsmStorage::purge_expired`] removes, in its own words; for tests.
    #[doc(hidden)]
    pub async fn explain_removal(&self, user_id: Option<i64>) -> Result<String, Error> {
        self.session().explain_removal(user_id).await
    }

    /// Whether the table is there and is what this version expects, and if not, what differs.
    ///
    /// Nothing is changed.
    ///
    /// # Errors
    /// [`ErrorKind::Database`].
    pub async fn health(&self) -> Result<Health, Error> {
        let mut session = self.session();
        told(&self.shared, "health", None, session.health()).await
    }
}
