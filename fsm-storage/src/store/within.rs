use super::FsmStorage;
use super::connection::{Place, StorageConnection};
use super::health::Health;
use super::list::List;
use super::session::{Session, told};
use super::whole::Snapshot;
use crate::codec::Data;
use crate::error::{Error, ErrorKind};
use crate::key::StorageKey;
use crate::state::States;
use serde::{Serialize, de::DeserializeOwned};
use std::collections::BTreeMap;

/// The operations of a storage on a connection of the caller's; see [`FsmStorage::on`].
///
/// Nothing is committed, rolled back or tried again here: that is the transaction's owner's to do.
/// On PostgreSQL a statement that fails spoils the transaction.
#[derive(Debug)]
#[must_use = "nothing is done before an operation is awaited"]
pub struct OnConnection<'s, 'c> {
    storage: &'s FsmStorage,
    connection: StorageConnection<'c>,
}

impl<'s, 'c> OnConnection<'s, 'c> {
    pub(super) fn new(storage: &'s FsmStorage, connection: StorageConnection<'c>) -> Self {
        Self { storage, connection }
    }

    /// As [`FsmStorage::list`].
    pub fn list(&mut self) -> List<'_, 'c> {
        List::new(self.session())
    }

    fn session(&mut self) -> Result<Session<'_, 'c>, Error> {
        let (storage, connection) = (self.storage.dialect(), self.connection.dialect());
        if storage != connection {
            return Err(ErrorKind::WrongDatabase { storage, connection }.into());
        }
        let FsmStorage { shared, ttl } = self.storage;
        let place = Place::Connection(&mut self.connection);
        Ok(Session { shared, ttl: *ttl, place })
    }
}

/// As the operations of [`FsmStorage`], and [`ErrorKind::WrongDatabase`] for a connection of
/// another database system.
impl OnConnection<'_, '_> {
    /// As [`FsmStorage::get_state`].
    ///
    /// # Errors
    /// As there, and [`ErrorKind::WrongDatabase`].
    pub async fn get_state(&mut self, key: &StorageKey) -> Result<Option<String>, Error> {
        let shared = &self.storage.shared;
        told(shared, "get_state", Some(key), async { self.session()?.get_state(key).await }).await
    }

    /// As [`FsmStorage::get_state_as`].
    ///
    /// # Errors
    /// As there, and [`ErrorKind::WrongDatabase`].
    pub async fn get_state_as<S: States>(&mut self, key: &StorageKey) -> Result<Option<S>, Error> {
        let shared = &self.storage.shared;
        told(shared, "get_state_as", Some(key), async { self.session()?.get_state_as(key).await })
            .await
    }

    /// As [`FsmStorage::set_state`].
    ///
    /// # Errors
    /// As there, and [`ErrorKind::WrongDatabase`].
    pub async fn set_state(&mut self, key: &StorageKey, state: Option<&str>) -> Result<(), Error> {
        let shared = &self.storage.shared;
        told(shared, "set_state", Some(key), async { self.session()?.set_state(key, state).await })
            .await
    }

    /// As [`FsmStorage::set_state_as`].
    ///
    /// # Errors
    /// As there, and [`ErrorKind::WrongDatabase`].
    pub async fn set_state_as<S: States + Sync>(
        &mut self,
        key: &StorageKey,
        state: &S,
    ) -> Result<(), Error> {
        let shared = &self.storage.shared;
        told(shared, "set_state_as", Some(key), async {
            self.session()?.set_state_as(key, state).await
        })
        .await
    }

    /// As [`FsmStorage::set_state_if`].
    ///
    /// # Errors
    /// As there, and [`ErrorKind::WrongDatabase`].
    pub async fn set_state_if(
        &mut self,
        key: &StorageKey,
        expected: Option<&str>,
        state: Option<&str>,
    ) -> Result<bool, Error> {
        let shared = &self.storage.shared;
        told(shared, "set_state_if", Some(key), async {
            self.session()?.set_state_if(key, expected, state).await
        })
        .await
    }

    /// As [`FsmStorage::get_data`].
    ///
    /// # Errors
    /// As there, and [`ErrorKind::WrongDatabase`].
    pub async fn get_data(&mut self, key: &StorageKey) -> Result<Data, Error> {
        let shared = &self.storage.shared;
        told(shared, "get_data", Some(key), async { self.session()?.get_data(key).await }).await
    }

    /// As [`FsmStorage::get_data_as`].
    ///
    /// # Errors
    /// As there, and [`ErrorKind::WrongDatabase`].
    pub async fn get_data_as<T: DeserializeOwned>(
        &mut self,
        key: &StorageKey,
    ) -> Result<Option<T>, Error> {
        let shared = &self.storage.shared;
        told(shared, "get_data_as", Some(key), async { self.session()?.get_data_as(key).await })
            .await
    }

    /// As [`FsmStorage::get_value`].
    ///
    /// # Errors
    /// As there, and [`ErrorKind::WrongDatabase`].
    pub async fn get_value<T: DeserializeOwned>(
        &mut self,
        key: &StorageKey,
        name: &str,
    ) -> Result<Option<T>, Error> {
        let shared = &self.storage.shared;
        told(shared, "get_value", Some(key), async { self.session()?.get_value(key, name).await })
            .await
    }

    /// As [`FsmStorage::set_data`].
    ///
    /// # Errors
    /// As there, and [`ErrorKind::WrongDatabase`].
    pub async fn set_data(&mut self, key: &StorageKey, data: impl Serialize) -> Result<(), Error> {
        let shared = &self.storage.shared;
        told(shared, "set_data", Some(key), async { self.session()?.set_data(key, data).await })
            .await
    }

    /// As [`FsmStorage::update_data`].
    ///
    /// # Errors
    /// As there, and [`ErrorKind::WrongDatabase`].
    pub async fn update_data(
        &mut self,
        key: &StorageKey,
        patch: impl Serialize,
    ) -> Result<Data, Error> {
        let shared = &self.storage.shared;
        told(shared, "update_data", Some(key), async {
            self.session()?.update_data(key, patch).await
        })
        .await
    }

    /// As [`FsmStorage::get`].
    ///
    /// # Errors
    /// As there, and [`ErrorKind::WrongDatabase`].
    pub async fn get(&mut self, key: &StorageKey) -> Result<Snapshot, Error> {
        let shared = &self.storage.shared;
        told(shared, "get", Some(key), async { self.session()?.get(key).await }).await
    }

    /// As [`FsmStorage::clear`].
    ///
    /// # Errors
    /// As there, and [`ErrorKind::WrongDatabase`].
    pub async fn clear(&mut self, key: &StorageKey) -> Result<bool, Error> {
        let shared = &self.storage.shared;
        told(shared, "clear", Some(key), async { self.session()?.clear(key).await }).await
    }

    /// As [`FsmStorage::count_by_state`].
    ///
    /// # Errors
    /// As there, and [`ErrorKind::WrongDatabase`].
    pub async fn count_by_state(&mut self) -> Result<BTreeMap<Option<String>, u64>, Error> {
        let shared = &self.storage.shared;
        told(shared, "count_by_state", None, async { self.session()?.count_by_state().await }).await
    }

    /// As [`FsmStorage::delete_user`], but for the table of locks, which is left to
    /// [`FsmStorage::purge_locks`]: it need not be there, and an error would end the transaction.
    ///
    /// # Errors
    /// As there, and [`ErrorKind::WrongDatabase`].
    pub async fn delete_user(&mut self, user_id: i64) -> Result<u64, Error> {
        let shared = &self.storage.shared;
        told(shared, "delete_user", None, async { self.session()?.delete_user(user_id).await })
            .await
    }

    /// As [`FsmStorage::purge_expired`].
    ///
    /// # Errors
    /// As there, and [`ErrorKind::WrongDatabase`].
    pub async fn purge_expired(&mut self, batch: u32) -> Result<u64, Error> {
        let shared = &self.storage.shared;
        told(shared, "purge_expired", None, async { self.session()?.purge_expired(batch).await })
            .await
    }

    /// As [`FsmStorage::health`].
    ///
    /// # Errors
    /// As there, and [`ErrorKind::WrongDatabase`].
    pub async fn health(&mut self) -> Result<Health, Error> {
        let shared = &self.storage.shared;
        told(shared, "health", None, async { self.session()?.health().await }).await
    }
}
