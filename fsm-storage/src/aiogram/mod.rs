//! What a bot that moves from Python takes along: the conversations that aiogram keeps in the table
//! of `aiogram-sqlalchemy-storage`.
//! It never writes to that table, and never overwrites a conversation that is there.

mod key;
mod page;
mod run;

use crate::error::Error;
#[allow(unused_imports, reason = "the documentation links to it")]
use crate::error::ErrorKind;
use crate::store::FsmStorage;
use fsm_core::{DatabasePool, Str, TableName};
use key::Layout;
use std::{fmt, pin::Pin};

/// How many unreadable rows [`Imported::first_unreadable`] lists.
pub const LISTED: usize = 1000;

/// How many rows are read at once unless it is told.
const PAGE: u32 = 500;

impl FsmStorage {
    /// Takes the conversations over that aiogram keeps in a table of `aiogram-sqlalchemy-storage`
    /// (columns `id`, `state` and `data`), in this database or in another.
    ///
    /// `.await` the answer; nothing happens before. Stop the Python bot first. Its ids name no bot
    /// unless its `DefaultKeyBuilder` was told so: [`AiogramImport::bot_id`] says whose they are.
    ///
    /// ```
    /// # use fsm_storage::{Error, FsmStorage};
    /// # #[cfg(feature = "sqlite")]
    /// # async fn run(storage: FsmStorage, pool: sqlx::SqlitePool) -> Result<(), Error> {
    /// let imported = storage.import_aiogram(&pool, "aiogram_fsm_data").bot_id(123_456_789).await?;
    /// println!("{imported}");
    /// for row in &imported.first_unreadable {
    ///     println!("{}: {}", row.id.as_deref().unwrap_or("NULL"), row.reason);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A conversation that this storage holds already is never touched, because it may be newer:
    /// aiogram's table tells no times. So a second run takes what is missing and nothing else. It
    /// also takes a conversation again that ended here in the meantime; a table that was taken
    /// over and is no longer needed is best renamed or dropped.
    ///
    /// States are taken over by their names (`Form:name`), data as the JSON that is there. What is
    /// taken over expires as anything that this storage writes does.
    ///
    /// # Errors
    /// [`ErrorKind::Database`] if the table cannot be read or this storage's not be written; what
    /// was taken over before stays, and the next run goes on there. A row that cannot be read is no
    /// error: the answer tells of it.
    pub fn import_aiogram(
        &self,
        pool: impl Into<DatabasePool>,
        table: impl Into<Str>,
    ) -> AiogramImport<'_> {
        AiogramImport {
            storage: self,
            pool: pool.into(),
            table: TableName { schema: None, name: table.into() },
            layout: Layout::default(),
            page: PAGE,
            told: None,
        }
    }
}

/// Conversations to be taken over from aiogram, until it is awaited; see
/// [`FsmStorage::import_aiogram`].
///
/// The options are those of the bot's `DefaultKeyBuilder`, by the same names.
#[must_use = "nothing is taken over before it is awaited"]
pub struct AiogramImport<'s> {
    storage: &'s FsmStorage,
    pool: DatabasePool,
    table: TableName,
    layout: Layout,
    page: u32,
    told: Option<Told<'s>>,
}

type Told<'s> = Box<dyn FnMut(&Unreadable) + Send + 's>;

impl<'s> AiogramImport<'s> {
    /// Whose conversations they are: the number before the colon of the bot's token. For ids that
    /// name no bot.
    pub fn bot_id(mut self, bot_id: i64) -> Self {
        self.layout.bot_id = Some(bot_id);
        self
    }

    /// The schema the table is in (on MySQL a database, on SQLite an attached file).
    pub fn schema(mut self, schema: impl Into<Str>) -> Self {
        self.table.schema = Some(schema.into());
        self
    }

    /// What ids begin with; `fsm` unless it is told.
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.layout.prefix = prefix.into();
        self
    }

    /// What stands between the parts of ids; `:` unless it is told.
    pub fn separator(mut self, separator: impl Into<String>) -> Self {
        self.layout.separator = separator.into();
        self
    }

    /// Ids name the bot.
    pub fn with_bot_id(mut self) -> Self {
        self.layout.with_bot_id = true;
        self
    }

    /// Ids name the business connection where there is one.
    ///
    /// `fsm:1:2:3` has two readings then: a topic, or a business connection whose name is a number.
    /// Such rows are not guessed at but reported; a second run without this option takes them as
    /// topics.
    pub fn with_business_connection_id(mut self) -> Self {
        self.layout.with_business_connection_id = true;
        self
    }

    /// Ids name the destiny.
    pub fn with_destiny(mut self) -> Self {
        self.layout.with_destiny = true;
        self
    }

    /// How many rows are read at once, and written in one transaction; 500 unless it is told, one
    /// at least.
    pub fn page_size(mut self, rows: u32) -> Self {
        self.page = rows.max(1);
        self
    }

    /// Is told of each unreadable row, of which the answer lists only the first [`LISTED`].
    pub fn on_unreadable(mut self, told: impl FnMut(&Unreadable) + Send + 's) -> Self {
        self.told = Some(Box::new(told));
        self
    }
}

impl<'s> IntoFuture for AiogramImport<'s> {
    type Output = Result<Imported, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send + 's>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}

impl fmt::Debug for AiogramImport<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AiogramImport")
            .field("table", &self.table)
            .field("layout", &self.layout)
            .finish_non_exhaustive()
    }
}

/// What [`FsmStorage::import_aiogram`] did. Each row of the table counts once.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Imported {
    /// Rows whose conversation was taken over.
    pub taken: u64,
    /// Rows whose conversation this storage held already; it was not touched.
    pub present: u64,
    /// Rows with neither state nor data: nothing to take over.
    pub empty: u64,
    /// Rows that could not be read.
    pub unreadable: u64,
    /// The first [`LISTED`] of those, in the order they were read.
    pub first_unreadable: Vec<Unreadable>,
}

impl Imported {
    /// How many rows there were.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.taken + self.present + self.empty + self.unreadable
    }
}

/// `took 3 of 7 rows: 2 were there already, 1 were empty, 1 could not be read`
impl fmt::Display for Imported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { taken, present, empty, unreadable, .. } = self;
        write!(
            f,
            "took {taken} of {} rows: {present} were there already, {empty} were empty, \
             {unreadable} could not be read",
            self.rows()
        )
    }
}

/// A row that could not be read.
#[derive(Debug)]
#[non_exhaustive]
pub struct Unreadable {
    /// Its id, as far as it is text; at most 4,096 characters of it.
    pub id: Option<String>,
    /// What is wrong with it.
    pub reason: Reason,
}

/// Why a row could not be read. Nothing of its state or data is told.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Reason {
    /// The id is `NULL`.
    #[error("its id is NULL")]
    NoId,
    /// A column holds bytes that are no text.
    #[error("its {column} is no text")]
    NotText {
        /// `id`, `state` or `data`.
        column: &'static str,
    },
    /// The id begins with something else.
    #[error("its id does not begin with `{prefix}`")]
    Prefix {
        /// What it should begin with.
        prefix: String,
    },
    /// The id has other parts than the options say.
    #[error("its id is not of the form `{shape}`")]
    Shape {
        /// The form that the options say.
        shape: String,
    },
    /// The id stands for more than one key.
    #[error("its id can be read in more than one way")]
    Ambiguous,
    /// The id names no bot, and neither did [`AiogramImport::bot_id`].
    #[error("its id names no bot, and none was given")]
    NoBot,
    /// The key, the state or the data is nothing that this storage keeps.
    #[error(transparent)]
    Refused(#[from] Error),
}
