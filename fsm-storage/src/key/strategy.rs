use super::StorageKey;

/// Who and what share a conversation, in the words of aiogram's `FSMStrategy`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyStrategy {
    /// Each user in each chat, whatever the topic: aiogram's `USER_IN_CHAT`.
    #[default]
    UserInChat,
    /// Each chat, whoever speaks: `CHAT`.
    Chat,
    /// Each user, wherever: `GLOBAL_USER`.
    GlobalUser,
    /// Each user in each topic of each chat: `USER_IN_TOPIC`.
    UserInTopic,
    /// Each topic of each chat, whoever speaks: `CHAT_TOPIC`.
    ChatTopic,
}

/// What is known of where a message came from: what a strategy makes a key of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Participants {
    /// The chat, if the event has one.
    pub chat_id: Option<i64>,
    /// The user, if the event has one.
    pub user_id: Option<i64>,
    /// The topic within the chat.
    pub thread_id: Option<i64>,
    /// The business connection it came through.
    pub business_connection_id: Option<String>,
}

impl KeyStrategy {
    /// The key of the conversation that something from `from` belongs to, at the default destiny.
    ///
    /// `None` if there is none, by the rules of aiogram's `FSMContextMiddleware`: without a chat
    /// the user stands for it; without a user the chat does where it decides alone
    /// ([`KeyStrategy::Chat`], [`KeyStrategy::ChatTopic`]), and elsewhere nothing does.
    ///
    /// ```
    /// use fsm_storage::{KeyStrategy, Participants, StorageKey};
    ///
    /// // A channel's post has no user.
    /// let post = Participants { chat_id: Some(-100), ..Participants::default() };
    /// assert_eq!(KeyStrategy::UserInChat.key(1, &post), None);
    /// assert_eq!(KeyStrategy::Chat.key(1, &post), Some(StorageKey::new(1, -100, -100)));
    /// ```
    #[must_use]
    pub fn key(self, bot_id: i64, from: &Participants) -> Option<StorageKey> {
        let chat_alone = matches!(self, Self::Chat | Self::ChatTopic);
        let (chat, user) = match (from.chat_id, from.user_id) {
            (Some(chat), Some(user)) => (chat, user),
            (None, Some(user)) => (user, user),
            (Some(chat), None) if chat_alone => (chat, chat),
            _ => return None,
        };
        let (chat_id, user_id, thread_id) = match self {
            Self::UserInChat => (chat, user, None),
            Self::Chat => (chat, chat, None),
            Self::GlobalUser => (user, user, None),
            Self::UserInTopic => (chat, user, from.thread_id),
            Self::ChatTopic => (chat, chat, from.thread_id),
        };
        Some(StorageKey {
            thread_id,
            business_connection_id: from.business_connection_id.clone(),
            ..StorageKey::new(bot_id, chat_id, user_id)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{KeyStrategy, Participants};
    use KeyStrategy::{Chat, ChatTopic, GlobalUser, UserInChat, UserInTopic};

    type Parts = (i64, i64, Option<i64>);
    type Line = (KeyStrategy, Option<i64>, Option<i64>, Option<Parts>);

    /// What aiogram's `resolve_context` and `apply_strategy` answer: a line each.
    const TABLE: &[Line] = &[
        (UserInChat, Some(2), Some(3), Some((2, 3, None))),
        (UserInChat, None, Some(3), Some((3, 3, None))),
        (UserInChat, Some(2), None, None),
        (UserInChat, None, None, None),
        (Chat, Some(2), Some(3), Some((2, 2, None))),
        (Chat, None, Some(3), Some((3, 3, None))),
        (Chat, Some(2), None, Some((2, 2, None))),
        (Chat, None, None, None),
        (GlobalUser, Some(2), Some(3), Some((3, 3, None))),
        (GlobalUser, None, Some(3), Some((3, 3, None))),
        (GlobalUser, Some(2), None, None),
        (GlobalUser, None, None, None),
        (UserInTopic, Some(2), Some(3), Some((2, 3, Some(4)))),
        (UserInTopic, None, Some(3), Some((3, 3, Some(4)))),
        (UserInTopic, Some(2), None, None),
        (UserInTopic, None, None, None),
        (ChatTopic, Some(2), Some(3), Some((2, 2, Some(4)))),
        (ChatTopic, None, Some(3), Some((3, 3, Some(4)))),
        (ChatTopic, Some(2), None, Some((2, 2, Some(4)))),
        (ChatTopic, None, None, None),
    ];

    #[test]
    fn every_strategy_resolves_missing_participants_as_aiogram_does() {
        for &(strategy, chat_id, user_id, expected) in TABLE {
            let connection = Some("b".to_owned());
            let from = Participants {
                chat_id,
                user_id,
                thread_id: Some(4),
                business_connection_id: connection.clone(),
            };
            let key = strategy.key(1, &from);
            let parts = key.as_ref().map(|key| (key.chat_id, key.user_id, key.thread_id));
            assert_eq!(parts, expected, "{strategy:?} {from:?}");
            if let Some(key) = key {
                assert_eq!((key.bot_id, &*key.destiny), (1, "default"));
                assert_eq!(key.business_connection_id, connection);
            }
        }
    }
}
