//! Which conversation is meant: the key, and the strategies that make keys of what came in.
//! It never knows how a key is stored.

mod strategy;

pub use strategy::{KeyStrategy, Participants};

use std::{borrow::Cow, fmt};

/// The destiny of a key that names none, as aiogram calls it.
pub const DEFAULT_DESTINY: &str = "default";

/// Which conversation is meant.
///
/// Two keys that differ in anything never share a row: a topic that is absent is another one than
/// topic 0, a business connection that is absent another one than the empty text, and texts are
/// compared byte by byte. A text of more than 255 bytes, or with a NUL in it, is an error of the
/// operation that it is handed to.
///
/// ```
/// use fsm_storage::StorageKey;
///
/// let key = StorageKey::new(1, -100, 7).thread(42).destiny("checkout");
/// assert_eq!(key.thread_id, Some(42));
/// assert_ne!(StorageKey::new(1, 2, 3), StorageKey::new(1, 2, 3).thread(0));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StorageKey {
    /// The bot that talks.
    pub bot_id: i64,
    /// The chat it talks in.
    pub chat_id: i64,
    /// Whom it talks to.
    pub user_id: i64,
    /// The topic within the chat.
    pub thread_id: Option<i64>,
    /// The business connection it talks through.
    pub business_connection_id: Option<String>,
    /// Which of several conversations between the same two; [`DEFAULT_DESTINY`] unless it is told.
    pub destiny: Cow<'static, str>,
}

impl StorageKey {
    /// The key of a user in a chat.
    #[must_use]
    pub const fn new(bot_id: i64, chat_id: i64, user_id: i64) -> Self {
        Self {
            bot_id,
            chat_id,
            user_id,
            thread_id: None,
            business_connection_id: None,
            destiny: Cow::Borrowed(DEFAULT_DESTINY),
        }
    }

    /// In this topic; `None` for outside of any.
    #[must_use]
    pub fn thread(mut self, thread_id: impl Into<Option<i64>>) -> Self {
        self.thread_id = thread_id.into();
        self
    }

    /// Through this business connection.
    #[must_use]
    pub fn business_connection(mut self, id: impl Into<String>) -> Self {
        self.business_connection_id = Some(id.into());
        self
    }

    /// Another of several conversations between the same two.
    #[must_use]
    pub fn destiny(mut self, destiny: impl Into<Cow<'static, str>>) -> Self {
        self.destiny = destiny.into();
        self
    }
}

/// As messages name it: `bot 1, chat 2, user 3`, and what else there is.
impl fmt::Display for StorageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { bot_id, chat_id, user_id, .. } = self;
        write!(f, "bot {bot_id}, chat {chat_id}, user {user_id}")?;
        if let Some(thread) = self.thread_id {
            write!(f, ", thread {thread}")?;
        }
        if let Some(connection) = &self.business_connection_id {
            write!(f, ", business connection {connection:?}")?;
        }
        if self.destiny != DEFAULT_DESTINY {
            write!(f, ", destiny {:?}", self.destiny)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::StorageKey;

    #[test]
    fn messages_name_every_part_that_is_there() {
        let plain = StorageKey::new(1, -2, 3);
        assert_eq!(plain.to_string(), "bot 1, chat -2, user 3");
        let full = plain.thread(0).business_connection("").destiny("a\nb");
        assert_eq!(
            full.to_string(),
            "bot 1, chat -2, user 3, thread 0, business connection \"\", destiny \"a\\nb\""
        );
    }
}
