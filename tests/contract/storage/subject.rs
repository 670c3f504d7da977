//! What a rule of the contract is tried on: the reference, or a storage on a database of its own.
//! It never checks anything itself.

use super::reference::{Reference, Refused};
use fsm_core::{DatabasePool, Dialect};
use fsm_storage::{Error, ErrorKind, FsmStorage, Snapshot, StorageKey};
use fsm_tests::{TestDatabase, TestPool, TestResult};
use serde::Serialize;
use serde_json::Value;
use std::time::Duration;

/// The reference or a storage.
#[derive(Debug)]
pub enum Subject {
    Reference(Reference, Option<Duration>),
    Storage(FsmStorage),
}

pub fn pool(db: &TestDatabase) -> DatabasePool {
    match db.pool() {
        TestPool::Sqlite(pool) => pool.into(),
        TestPool::Postgres(pool) => pool.into(),
        TestPool::Mysql(pool) => pool.into(),
    }
}

/// A storage on the database, whose table was created.
pub async fn storage(
    db: &TestDatabase,
) -> Result<FsmStorage, Box<dyn std::error::Error + Send + Sync>> {
    let mut metadata = fsm_core::Metadata::new();
    let storage = FsmStorage::builder(pool(db)).attach(&mut metadata)?;
    metadata.create_all(&pool(db)).await?;
    Ok(storage)
}

/// Tries a rule on the reference, and then on the database.
pub async fn on_both(db: &TestDatabase, rule: impl AsyncFn(&Subject) -> TestResult) -> TestResult {
    rule(&Subject::Reference(Reference::default(), None)).await?;
    rule(&Subject::Storage(storage(db).await?)).await
}

/// Lists rules as cases that try each on a storage that `$storage` makes.
#[macro_export]
macro_rules! rules_on {
    ($storage:ident: $($rule:ident),* $(,)?) => {
        vec![$(fsm_tests::Case::new(
            concat!(module_path!(), "::", stringify!($rule)),
            async |db: &fsm_tests::TestDatabase| {
                $rule(&$crate::storage::subject::Subject::Storage($storage(db).await?)).await
            },
        )),*]
    };
}

/// Lists rules as cases that try each on the reference and on the database.
#[macro_export]
macro_rules! rules {
    ($($rule:ident),* $(,)?) => {
        vec![$(fsm_tests::Case::new(
            concat!(module_path!(), "::", stringify!($rule)),
            async |db: &fsm_tests::TestDatabase| {
                $crate::storage::subject::on_both(db, $rule).await
            },
        )),*]
    };
}

pub type Answer<T> = Result<T, Refused>;

/// In a word or two what a storage refuses, as the reference says it.
#[allow(clippy::needless_pass_by_value, reason = "it is handed to `map_err`")]
pub fn refused(error: Error) -> Refused {
    match error.kind() {
        ErrorKind::TooLong { part, .. } => format!("too long: {part}"),
        ErrorKind::Nul { part } => format!("nul: {part}"),
        ErrorKind::NotAnObject { .. } => "not an object".to_owned(),
        ErrorKind::TooDeep { limit } => format!("too deep: {limit}"),
        _ => format!("{error:?}"),
    }
}

impl Subject {
    /// How deep data may be nested, the outermost object included.
    pub fn depth_limit(&self) -> usize {
        match self {
            Self::Storage(storage) if storage.dialect() == Dialect::Mysql => 31,
            _ => 127,
        }
    }

    pub async fn get(&self, key: &StorageKey) -> Answer<Snapshot> {
        match self {
            Self::Reference(reference, _) => reference.get(key),
            Self::Storage(storage) => storage.get(key).await.map_err(refused),
        }
    }

    pub async fn get_state(&self, key: &StorageKey) -> Answer<Option<String>> {
        match self {
            Self::Reference(reference, _) => Ok(reference.get(key)?.state),
            Self::Storage(storage) => storage.get_state(key).await.map_err(refused),
        }
    }

    pub async fn get_data(&self, key: &StorageKey) -> Answer<Value> {
        match self {
            Self::Reference(reference, _) => Ok(reference.get(key)?.data.into()),
            Self::Storage(storage) => storage.get_data(key).await.map(Into::into).map_err(refused),
        }
    }

    pub async fn get_value(&self, key: &StorageKey, name: &str) -> Answer<Option<Value>> {
        match self {
            Self::Reference(reference, _) => Ok(reference.get(key)?.data.get(name).cloned()),
            Self::Storage(storage) => storage.get_value(key, name).await.map_err(refused),
        }
    }

    pub async fn set_state(&self, key: &StorageKey, state: Option<&str>) -> Answer<()> {
        match self {
            Self::Reference(reference, ttl) => reference.set_state(key, state, *ttl),
            Self::Storage(storage) => storage.set_state(key, state).await.map_err(refused),
        }
    }

    pub async fn set_state_if(
        &self,
        key: &StorageKey,
        expected: Option<&str>,
        state: Option<&str>,
    ) -> Answer<bool> {
        match self {
            Self::Reference(reference, ttl) => reference.set_state_if(key, expected, state, *ttl),
            Self::Storage(storage) => {
                storage.set_state_if(key, expected, state).await.map_err(refused)
            }
        }
    }

    pub async fn set_data(&self, key: &StorageKey, data: impl Serialize) -> Answer<()> {
        match self {
            Self::Reference(reference, ttl) => {
                reference.set_data(key, &serde_json::to_value(data).unwrap(), *ttl)
            }
            Self::Storage(storage) => storage.set_data(key, data).await.map_err(refused),
        }
    }

    pub async fn update_data(&self, key: &StorageKey, patch: impl Serialize) -> Answer<Value> {
        match self {
            Self::Reference(reference, ttl) => reference
                .update_data(key, &serde_json::to_value(patch).unwrap(), *ttl)
                .map(Value::from),
            Self::Storage(storage) => {
                storage.update_data(key, patch).await.map(Value::from).map_err(refused)
            }
        }
    }

    pub async fn clear(&self, key: &StorageKey) -> Answer<bool> {
        match self {
            Self::Reference(reference, _) => reference.clear(key),
            Self::Storage(storage) => storage.clear(key).await.map_err(refused),
        }
    }
}
