//! The table that holds conversations, under a name and in a metadata of the application's choice.
//! It never reads or writes a row: that is the store's.

use fsm_core::{Error, Metadata, Str, Table, TableDef};
use sqlx::types::JsonValue;

/// The table's name unless the application chooses another.
pub const DEFAULT_TABLE_NAME: &str = "fsm_data";

/// A conversation, as its row holds it.
///
/// The key's texts are bytes on MySQL and MariaDB: their text comparisons take `A` for `a` and
/// pass over trailing spaces, and two conversations would share a row. What can be absent from a
/// key is zero or empty then, and [`FsmRow::key_parts`] tells it from a zero or an empty text
/// that is there.
#[derive(Debug, Clone, PartialEq, Table)]
#[table(
    name = "fsm_data",
    comment = "conversation state of chat bots",
    primary_key(bot_id, chat_id, user_id, thread_id, business_connection_id, destiny, key_parts),
    index(columns(state, bot_id, chat_id, user_id)),
    index(columns(expires_at))
)]
pub struct FsmRow {
    /// The bot that talks.
    pub bot_id: i64,
    /// The chat it talks in.
    pub chat_id: i64,
    /// Whom it talks to.
    pub user_id: i64,
    /// The topic within the chat; 0 if there is none.
    pub thread_id: i64,
    /// The business connection it talks through, at most 255 bytes; empty if there is none.
    #[column(length = 255, sql_type(mysql = "VARBINARY(255)"))]
    pub business_connection_id: String,
    /// Which of several conversations between the same two, at most 255 bytes.
    #[column(length = 255, sql_type(mysql = "VARBINARY(255)"))]
    pub destiny: String,
    /// Which optional parts of the key are there: 1 for the topic, 2 for the business connection.
    pub key_parts: i16,
    /// The state, at most 255 bytes; `NULL` if the conversation is in none.
    #[column(length = 255, sql_type(mysql = "VARBINARY(255)"))]
    pub state: Option<String>,
    /// The data: a JSON object.
    pub data: JsonValue,
    /// How many times the row was written.
    pub version: i64,
    /// When the row was written last, in milliseconds since 1970-01-01 UTC.
    pub updated_at: i64,
    /// When the row counts as gone, in milliseconds since 1970-01-01 UTC; `NULL` for never.
    pub expires_at: Option<i64>,
}

/// The table under a name of the application's choice.
///
/// Three ways of owning it, a line each:
///
/// ```
/// # use fsm_storage::FsmTable;
/// # fn main() -> Result<(), fsm_core::Error> {
/// // In the application's metadata, in the place of the default entry:
/// let mut metadata = fsm_core::metadata();
/// FsmTable::named("dev_fsm_data").attach(&mut metadata)?;
///
/// // In a metadata of its own:
/// let own = FsmTable::named("dev_fsm_data").into_metadata();
///
/// // By hand: a table like any other, to be created or spelled as SQL.
/// let table = FsmTable::named("dev_fsm_data").into_definition();
/// # assert!(metadata.contains("dev_fsm_data") && !metadata.contains("fsm_data"));
/// # assert!(own.contains("dev_fsm_data"));
/// # assert_eq!(table.name.to_string(), "dev_fsm_data");
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FsmTable(TableDef);

impl Default for FsmTable {
    /// The table under [`DEFAULT_TABLE_NAME`].
    fn default() -> Self {
        Self(FsmRow::definition().clone())
    }
}

impl FsmTable {
    /// The table called `name`.
    pub fn named(name: impl Into<Str>) -> Self {
        Self(FsmRow::definition().clone().renamed(name))
    }

    /// The same table in `schema`.
    #[must_use]
    pub fn in_schema(self, schema: impl Into<Str>) -> Self {
        Self(self.0.with_schema(schema))
    }

    /// Puts the table into `metadata`, in the place of the one that linking this crate put there.
    ///
    /// # Errors
    /// [`fsm_core::ErrorKind::DuplicateTable`] if another table has the name; the metadata is as
    /// it was then.
    pub fn attach(self, metadata: &mut Metadata) -> Result<(), Error> {
        // A table of the application's own that happens to have the default name is not ours to
        // replace.
        if metadata.tables().any(|table| table == FsmRow::definition()) {
            metadata.replace(DEFAULT_TABLE_NAME, self.0)?;
        } else {
            metadata.add(self.0)?;
        }
        Ok(())
    }

    /// A metadata that holds this table and nothing else.
    #[must_use]
    pub fn into_metadata(self) -> Metadata {
        Metadata::from_iter([self.0])
    }

    /// The table as a value.
    #[must_use]
    pub fn into_definition(self) -> TableDef {
        self.0
    }
}
