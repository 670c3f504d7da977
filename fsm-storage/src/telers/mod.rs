//! telers' finite state machine in the table of conversations: its trait `Storage`, with the stack
//! of states.
//! It never holds a stack that grows without end, and never knows a handler.

mod stack;

use crate::codec;
use crate::error::{Error, ErrorKind};
use crate::key::StorageKey;
use crate::store::{FsmStorage, Stored};
use ::telers::fsm::storage::{Error as TelersError, Storage, StorageKey as TelersKey};
use serde::{Serialize, de::DeserializeOwned};
use stack::{Content, Names};
use std::collections::BTreeMap;
#[allow(clippy::disallowed_types, reason = "telers' trait hands it in and takes it back")]
use std::collections::HashMap;

/// The name in the data that holds the states below the current one.
pub const STATES: &str = "telers:states";

/// How many states a stack holds unless it is told.
pub const STACK_LIMIT: usize = 32;

/// telers' storage over an [`FsmStorage`].
///
/// The current state is the row's `state`, so that conversations can be listed and counted by it.
/// The states below it, which telers' `set_previous_state` goes back to, are a list in the data,
/// under the name [`STATES`]: telers' own methods never show it, and no value can be set under that
/// name ([`ErrorKind::ReservedName`]). A row that another part of the program changes through the
/// [`FsmStorage`] stays in order: the current state is the one that was set last, and without a
/// current state the stack is empty.
///
/// A stack holds [`STACK_LIMIT`] states at most, the current one included, unless
/// [`TelersStorage::stack_limit`] says otherwise; one that is full loses its oldest state.
///
/// Every method is atomic. `set_value` merges on the server, and the methods that look before they
/// write begin again if another writer got in between.
///
/// ```
/// use fsm_storage::{Error, FsmStorage, telers::TelersStorage};
/// use telers::event::telegram::Handler;
/// use telers::filters::State as StateFilter;
/// use telers::middlewares::outer::FSMContext as FSMContextMiddleware;
/// use telers::{FSMContext, Router, State};
///
/// #[derive(Clone, State)]
/// enum Form {
///     Name,
///     Age,
/// }
///
/// async fn name(context: FSMContext<TelersStorage>) -> Result<(), Error> {
///     context.set_value("name", "Ada").await?;
///     context.set_state(Form::Age).await
/// }
///
/// async fn age(context: FSMContext<TelersStorage>) -> Result<(), Error> {
///     context.set_previous_state().await
/// }
///
/// # fn run(storage: FsmStorage) {
/// let states = FSMContextMiddleware::new(TelersStorage::new(storage));
/// let router: Router = Router::new("main").on_update_middleware(states).on_message(|observer| {
///     observer
///         .register(Handler::new(name).filter(StateFilter::one(Form::Name)))
///         .register(Handler::new(age).filter(StateFilter::one(Form::Age)))
/// });
/// # drop(router);
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct TelersStorage {
    storage: FsmStorage,
    limit: usize,
}

impl TelersStorage {
    /// telers' storage over this one.
    #[must_use]
    pub fn new(storage: FsmStorage) -> Self {
        Self { storage, limit: STACK_LIMIT }
    }

    /// How many states a stack holds, the current one included; one at least, which is no history.
    #[must_use]
    pub fn stack_limit(mut self, states: usize) -> Self {
        self.limit = states.max(1);
        self
    }

    /// Replaces what a conversation holds by what `change` makes of it, and begins again if another
    /// writer got in between.
    async fn change(
        &self,
        operation: &'static str,
        key: &TelersKey,
        change: impl Fn(&mut Content) + Send + Sync,
    ) -> Result<(), Error> {
        let change = |stored: &Stored| {
            let mut content = Content::read(stored.state.as_deref(), stored.data.as_deref())?;
            change(&mut content);
            content.write(&self.storage)
        };
        self.storage.exchange(operation, &ours(key), change).await
    }
}

/// The same key.
fn ours(key: &TelersKey) -> StorageKey {
    let TelersKey { bot_id, chat_id, user_id, message_thread_id, business_connection_id, destiny } =
        key;
    let mut ours =
        StorageKey::new(*bot_id, *chat_id, *user_id).thread(*message_thread_id).destiny(*destiny);
    ours.business_connection_id.clone_from(business_connection_id);
    ours
}

/// Refuses the name that is not the application's.
fn check_name(name: &str) -> Result<(), ErrorKind> {
    if name == STATES { Err(ErrorKind::ReservedName { name: STATES }) } else { Ok(()) }
}

impl From<Error> for TelersError {
    fn from(error: Error) -> Self {
        Self::new(error.to_string(), error)
    }
}

#[allow(clippy::disallowed_types, reason = "telers' trait hands it in and takes it back")]
impl Storage for TelersStorage {
    type Error = Error;

    async fn set_state<S>(&self, key: &TelersKey, state: S) -> Result<(), Error>
    where
        S: AsRef<str> + Send,
    {
        let (state, limit) = (state.as_ref().to_owned(), self.limit);
        self.change("set_state", key, |content| content.push(&state, limit)).await
    }

    async fn set_previous_state(&self, key: &TelersKey) -> Result<(), Error> {
        self.change("set_previous_state", key, Content::pop).await
    }

    async fn get_state(&self, key: &TelersKey) -> Result<Option<Box<str>>, Error> {
        Ok(self.storage.get_state(&ours(key)).await?.map(String::into_boxed_str))
    }

    async fn get_states(&self, key: &TelersKey) -> Result<Box<[Box<str>]>, Error> {
        let (operation, key) = ("get_states", ours(key));
        let stored = self.storage.stored(operation, &key).await?;
        let content = Content::read(stored.state.as_deref(), stored.data.as_deref())
            .map_err(|kind| Error::from(kind).of(operation, Some(&key)))?;
        Ok(content.states().map(Box::from).collect())
    }

    async fn remove_states(&self, key: &TelersKey) -> Result<(), Error> {
        self.change("remove_states", key, Content::remove_states).await
    }

    async fn set_data<Key, Value>(
        &self,
        key: &TelersKey,
        data: HashMap<Key, Value>,
    ) -> Result<(), Error>
    where
        Value: Serialize + Send,
        Key: AsRef<str> + Send,
    {
        const OPERATION: &str = "set_data";
        let names = given(&self.storage, data.iter().map(|(name, value)| (name.as_ref(), value)))
            .map_err(|kind| Error::from(kind).of(OPERATION, Some(&ours(key))))?;
        drop(data);
        self.change(OPERATION, key, |content| content.names.clone_from(&names)).await
    }

    async fn set_value<Key, Value>(
        &self,
        key: &TelersKey,
        value_key: Key,
        value: Value,
    ) -> Result<(), Error>
    where
        Value: Serialize + Send,
        Key: AsRef<str> + Send,
    {
        let (name, key) = (value_key.as_ref(), ours(key));
        check_name(name).map_err(|kind| Error::from(kind).of("set_value", Some(&key)))?;
        let patch = BTreeMap::from([(name.to_owned(), value)]);
        self.storage.update_data(&key, patch).await.map(drop)
    }

    async fn get_data<Value>(&self, key: &TelersKey) -> Result<HashMap<Box<str>, Value>, Error>
    where
        Value: DeserializeOwned,
    {
        let key = ours(key);
        let names: Names = self.storage.get_data_as(&key).await?.unwrap_or_default();
        names
            .iter()
            .filter(|(name, _)| *name != STATES)
            .map(|(name, value)| Ok((Box::from(&**name), codec::value(value.get())?)))
            .collect::<Result<_, ErrorKind>>()
            .map_err(|kind| Error::from(kind).of("get_data", Some(&key)))
    }

    async fn get_value<Key, Value>(
        &self,
        key: &TelersKey,
        value_key: Key,
    ) -> Result<Option<Value>, Error>
    where
        Value: DeserializeOwned,
        Key: AsRef<str> + Send,
    {
        let name = value_key.as_ref().to_owned();
        if name == STATES {
            return Ok(None);
        }
        self.storage.get_value(&ours(key), &name).await
    }

    async fn remove_data(&self, key: &TelersKey) -> Result<(), Error> {
        self.change("remove_data", key, |content| content.names.clear()).await
    }
}

/// The values that are handed in, checked and as they are written.
fn given<'a, Value: Serialize + 'a>(
    storage: &FsmStorage,
    data: impl Iterator<Item = (&'a str, &'a Value)>,
) -> Result<Names, ErrorKind> {
    let data: BTreeMap<&str, &Value> = data.collect();
    data.keys().try_for_each(|name| check_name(name))?;
    codec::typed(&storage.written(&data)?.text)
}
