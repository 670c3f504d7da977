//! Dialogues of teloxide in the table of conversations: its trait `Storage<D>` for any type that
//! serde writes and reads.
//! It never stores a dialogue that is at its default, and never knows a handler.

mod label;
mod passing;

use crate::codec::Written;
use crate::error::Error;
use crate::key::StorageKey;
use crate::store::{FsmStorage, Whole};
use ::teloxide::{dispatching::dialogue::Storage, types::ChatId};
use passing::Passing;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{borrow::Cow, fmt, marker::PhantomData, pin::Pin, sync::Arc};

/// The destiny under which dialogues are kept unless it is told, so that nothing else that the bot
/// keeps for a chat is in their way.
pub const DIALOGUE_DESTINY: &str = "dialogue";

/// teloxide's dialogues over an [`FsmStorage`].
///
/// teloxide knows a dialogue by its chat alone. Its row is the one of
/// `StorageKey::new(bot_id, chat_id, chat_id)`, as aiogram's strategy `CHAT` makes it, at the
/// destiny [`DIALOGUE_DESTINY`]:
///
/// - `data` is `{"dialogue": ..}` with what serde makes of the dialogue, whatever JSON that is.
/// - `state` is the name of the variant if the dialogue is an enum that serde writes as it does
///   unless told otherwise (`"Start"`, `{"ReceiveAge": ..}`), so that dialogues can be listed and
///   counted by state. It is only a label: it is written with the data and never read back.
///
/// A dialogue at its default takes no row. teloxide sets it for each chat that sends anything
/// (`Dialogue::get_or_default`, which is behind `enter_dialogue`); that it was set is remembered
/// here, for some thousands of chats, so that `exit` answers as it does with teloxide's own
/// storages. After a restart such a chat has no dialogue, which is the default again.
///
/// ```no_run
/// use fsm_storage::{FsmStorage, teloxide::DialogueStorage};
/// use serde::{Deserialize, Serialize};
/// use std::sync::Arc;
/// use teloxide::{dispatching::dialogue::{Dialogue, GetChatId}, prelude::*};
///
/// #[derive(Clone, Default, Serialize, Deserialize)]
/// enum State {
///     #[default]
///     Start,
///     ReceiveAge { name: String },
/// }
///
/// type MyDialogue = Dialogue<State, DialogueStorage<State>>;
/// type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;
///
/// async fn start(dialogue: MyDialogue, message: Message) -> Outcome {
///     let name = message.text().unwrap_or_default().to_owned();
///     dialogue.update(State::ReceiveAge { name }).await?;
///     Ok(())
/// }
///
/// async fn receive_age(dialogue: MyDialogue, name: String) -> Outcome {
///     println!("{name} is done");
///     dialogue.exit().await?;
///     Ok(())
/// }
///
/// # #[cfg(feature = "sqlite")]
/// # async fn run(pool: sqlx::SqlitePool) -> Outcome {
/// let mut metadata = fsm_core::metadata();
/// let storage = FsmStorage::builder(&pool).attach(&mut metadata)?;
/// metadata.create_all(&pool).await?;
///
/// let bot = Bot::from_env();
/// let bot_id = bot.get_me().await?.id.0.cast_signed();
/// let dialogues = Arc::new(DialogueStorage::<State>::new(storage, bot_id));
/// let handler = Update::filter_message()
///     .enter_dialogue::<Message, DialogueStorage<State>, State>()
///     .branch(dptree::case![State::Start].endpoint(start))
///     .branch(dptree::case![State::ReceiveAge { name }].endpoint(receive_age));
/// Dispatcher::builder(bot, handler).dependencies(dptree::deps![dialogues]).build().dispatch().await;
/// # Ok(())
/// # }
/// ```
pub struct DialogueStorage<D> {
    storage: FsmStorage,
    bot_id: i64,
    destiny: Cow<'static, str>,
    /// What takes no row, as it would be written.
    default: Option<String>,
    passing: Passing,
    dialogue: PhantomData<fn() -> D>,
}

/// Why a dialogue could not be read, written or removed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DialogueStorageError {
    /// There is no dialogue to be removed: teloxide's contract of `Storage::remove_dialogue`.
    #[error("chat {chat_id} has no dialogue")]
    DialogueNotFound {
        /// The chat.
        chat_id: i64,
    },
    /// Something else.
    #[error(transparent)]
    Storage(#[from] Error),
}

/// A dialogue as the data holds it.
#[derive(Serialize, Deserialize)]
struct Stored<D> {
    dialogue: D,
}

impl<D> DialogueStorage<D> {
    /// The dialogues of a bot, whose id is the number before the colon of its token. A dialogue at
    /// its default takes no row.
    #[must_use]
    pub fn new(storage: FsmStorage, bot_id: i64) -> Self
    where
        D: Default + Serialize,
    {
        let default = storage.written(&Stored { dialogue: D::default() });
        // What cannot be written is never what was written.
        let default = default.ok().map(|written| written.text);
        Self { default, ..Self::without_default(storage, bot_id) }
    }

    /// The dialogues of a bot, of a type that has no default, or whose default is to be stored as
    /// anything else is.
    #[must_use]
    pub fn without_default(storage: FsmStorage, bot_id: i64) -> Self {
        Self {
            storage,
            bot_id,
            destiny: Cow::Borrowed(DIALOGUE_DESTINY),
            default: None,
            passing: Passing::default(),
            dialogue: PhantomData,
        }
    }

    /// Another destiny than [`DIALOGUE_DESTINY`]: for dialogues of several types in one chat.
    #[must_use]
    pub fn destiny(mut self, destiny: impl Into<Cow<'static, str>>) -> Self {
        self.destiny = destiny.into();
        self
    }

    /// The key of a chat's dialogue.
    #[must_use]
    pub fn key(&self, chat_id: ChatId) -> StorageKey {
        let ChatId(chat) = chat_id;
        StorageKey::new(self.bot_id, chat, chat).destiny(self.destiny.clone())
    }

    fn is_default(&self, written: &Written) -> bool {
        self.default.as_deref() == Some(&*written.text)
    }
}

impl<D> fmt::Debug for DialogueStorage<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { storage, bot_id, destiny, .. } = self;
        f.debug_struct("DialogueStorage")
            .field("table", storage.table())
            .field("bot_id", bot_id)
            .field("destiny", destiny)
            .finish_non_exhaustive()
    }
}

/// The future of teloxide's trait.
type Answer<T> = Pin<Box<dyn Future<Output = Result<T, DialogueStorageError>> + Send>>;

impl<D> Storage<D> for DialogueStorage<D>
where
    D: Send + Serialize + DeserializeOwned + 'static,
{
    type Error = DialogueStorageError;

    /// [`DialogueStorageError::DialogueNotFound`] if there is none.
    fn remove_dialogue(self: Arc<Self>, chat_id: ChatId) -> Answer<()> {
        Box::pin(async move {
            let key = self.key(chat_id);
            let was_stored = self.storage.clear(&key).await?;
            let was_passing = self.passing.remove(chat_id.0);
            if was_stored || was_passing {
                return Ok(());
            }
            Err(DialogueStorageError::DialogueNotFound { chat_id: chat_id.0 })
        })
    }

    fn update_dialogue(self: Arc<Self>, chat_id: ChatId, dialogue: D) -> Answer<()> {
        const OPERATION: &str = "update_dialogue";
        let key = self.key(chat_id);
        let label = label::of(&dialogue);
        let written = self
            .storage
            .written(&Stored { dialogue })
            .map_err(|kind| Error::from(kind).of(OPERATION, Some(&key)));
        Box::pin(async move {
            let written = written?;
            if self.is_default(&written) {
                self.storage.clear(&key).await?;
                self.passing.insert(chat_id.0);
                return Ok(());
            }
            let whole = Whole { state: label, data: Some(&written) };
            self.storage.put(OPERATION, &key, whole).await?;
            self.passing.remove(chat_id.0);
            Ok(())
        })
    }

    fn get_dialogue(self: Arc<Self>, chat_id: ChatId) -> Answer<Option<D>> {
        Box::pin(async move {
            let key = self.key(chat_id);
            if let Some(Stored { dialogue }) = self.storage.get_data_as(&key).await? {
                return Ok(Some(dialogue));
            }
            let default = self.default.as_deref().filter(|_| self.passing.contains(chat_id.0));
            let default = default.and_then(|text| serde_json::from_str(text).ok());
            Ok(default.map(|Stored { dialogue }| dialogue))
        })
    }
}
