//! Finding conversations: listed in pages, counted by state.

use super::connection::Row;
use super::session::{Session, told};
use crate::codec::check_text;
use crate::error::Error;
use crate::key::StorageKey;
use crate::sql::{Filter, InState, Values};
use std::collections::BTreeMap;
use std::pin::Pin;
use std::time::{Duration, SystemTime};

/// How many conversations a page holds unless it is told.
const PAGE: u32 = 100;

/// Conversations to be listed, until it is awaited; see
/// [`FsmStorage::list`](crate::FsmStorage::list).
#[derive(Debug)]
#[must_use = "nothing is listed before it is awaited"]
pub struct List<'s, 'c> {
    session: Result<Session<'s, 'c>, Error>,
    filter: Filter,
    state: Option<String>,
    after: Option<StorageKey>,
    limit: u32,
}

/// Some conversations, in the order of their keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page {
    /// The conversations.
    pub conversations: Vec<Conversation>,
    /// Where the next page begins, for [`List::after`]; `None` if this is the last.
    pub next: Option<StorageKey>,
}

/// A conversation in a [`Page`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Conversation {
    /// Its key.
    pub key: StorageKey,
    /// Its state, if it is in one.
    pub state: Option<String>,
    /// When it was written last, by the database's clock.
    pub updated_at: SystemTime,
    /// When it expires, if it does.
    pub expires_at: Option<SystemTime>,
}

impl<'s, 'c> List<'s, 'c> {
    pub(super) fn new(session: Result<Session<'s, 'c>, Error>) -> Self {
        Self { session, filter: Filter::default(), state: None, after: None, limit: PAGE }
    }

    /// Only those of this bot.
    pub fn bot(mut self, bot_id: i64) -> Self {
        self.filter.bot = Some(bot_id);
        self
    }

    /// Only those in this chat. Without [`List::bot`] every bot's conversations are looked
    /// through.
    pub fn chat(mut self, chat_id: i64) -> Self {
        self.filter.chat = Some(chat_id);
        self
    }

    /// Only those with this user.
    pub fn user(mut self, user_id: i64) -> Self {
        self.filter.user = Some(user_id);
        self
    }

    /// Only those in this state; `None` for those that are in none.
    pub fn state<'n>(mut self, state: impl Into<Option<&'n str>>) -> Self {
        self.state = state.into().map(str::to_owned);
        self.filter.state = if self.state.is_some() { InState::Given } else { InState::Without };
        self
    }

    /// Only those behind this key: what [`Page::next`] of the page before says.
    pub fn after(mut self, key: impl Into<Option<StorageKey>>) -> Self {
        self.after = key.into();
        self
    }

    /// How many at most; 100 unless it is told, one at least.
    pub fn limit(mut self, limit: u32) -> Self {
        self.limit = limit.max(1);
        self
    }

    async fn page(self) -> Result<Page, Error> {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let rows = self.rows(false).await?;
        let mut conversations = rows.iter().map(conversation).collect::<Result<Vec<_>, _>>()?;
        let next = if conversations.len() > limit {
            conversations.truncate(limit);
            conversations.last().map(|last| last.key.clone())
        } else {
            None
        };
        Ok(Page { conversations, next })
    }

    /// How the database would find them, in its own words; for tests.
    #[doc(hidden)]
    pub async fn explain(self) -> Result<String, Error> {
        plan_of(&self.rows(true).await?)
    }

    async fn rows(self, explain: bool) -> Result<Vec<Row>, Error> {
        let mut session = self.session?;
        let shared = session.shared();
        let listing = async {
            let filter = Filter { after: self.after.is_some(), ..self.filter };
            let start = self.after.unwrap_or(StorageKey::new(0, 0, 0));
            check_text("state", self.state.as_deref().unwrap_or_default())?;
            let values = Values {
                list_bot: self.filter.bot.unwrap_or_default(),
                list_chat: self.filter.chat.unwrap_or_default(),
                list_user: self.filter.user.unwrap_or_default(),
                state: self.state.as_deref(),
                // One more, to know whether there is a next page.
                limit: i64::from(self.limit) + 1,
                ..Values::of(&start)?
            };
            let statement = shared.statements.list(filter);
            if explain {
                return session.fetch_all(&statement.explained(shared.dialect()), &values).await;
            }
            session.fetch_all(&statement, &values).await
        };
        told(shared, "list", None, listing).await
    }
}

/// The lines of a plan: what the database says of it stands in its last column of text.
pub(super) fn plan_of(rows: &[Row]) -> Result<String, Error> {
    let lines = rows.iter().map(|row| Ok(row.last_text()?.unwrap_or_default().to_owned()));
    Ok(lines.collect::<Result<Vec<_>, Error>>()?.join("\n"))
}

impl<'s, 'c: 's> IntoFuture for List<'s, 'c> {
    type Output = Result<Page, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 's>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.page())
    }
}

fn conversation(row: &Row) -> Result<Conversation, Error> {
    let key_parts = row.int(6)?;
    let text = |column| row.text(column).map(|text| text.unwrap_or_default().to_owned());
    let key = StorageKey {
        bot_id: row.int(0)?,
        chat_id: row.int(1)?,
        user_id: row.int(2)?,
        thread_id: if key_parts & 1 == 0 { None } else { Some(row.int(3)?) },
        business_connection_id: if key_parts & 2 == 0 { None } else { Some(text(4)?) },
        destiny: text(5)?.into(),
    };
    let expires_at = row.int(9)?;
    Ok(Conversation {
        key,
        state: row.text(7)?.map(str::to_owned),
        updated_at: moment(row.int(8)?),
        expires_at: (expires_at != 0).then(|| moment(expires_at)),
    })
}

fn moment(milliseconds: i64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(milliseconds.try_into().unwrap_or_default())
}

impl Session<'_, '_> {
    pub(super) async fn count_by_state(&mut self) -> Result<BTreeMap<Option<String>, u64>, Error> {
        let statement = &self.shared().statements.count_by_state;
        let rows = self.fetch_all(statement, &Values::default()).await?;
        let count = |row: &Row| {
            let state = row.text(0)?.map(str::to_owned);
            Ok((state, row.int(1)?.try_into().unwrap_or_default()))
        };
        rows.iter().map(count).collect()
    }
}
