//! The tables that hold conversations and who handles them, under a name and in a metadata of the
//! application's choice.
//! It never reads or writes a row: that is the store's and the guard's.

mod lock;

pub(crate) use lock::lock_table;
pub use lock::{DEFAULT_LOCK_TABLE_NAME, FsmLockRow};

use fsm_core::{Error, Metadata, Str, Table, TableDef, TableName};
use sqlx::types::JsonValue;

/// The table's name unless the application chooses another.
pub const DEFAULT_TABLE_NAME: &str = "fsm_data";

/// A conversation, as its row holds it.
///
/// The key's texts are bytes on MySQL and MariaDB: their text comparisons take `A` for `a` and
/// pass over trailing spaces, and two conversations would share a row. What can be absent from a
/// key is zero or empty then, and [`FsmRow::key_parts`] tells it from a zero or an empty text
/// that is there. A row stands only while it holds a state or data, so one of the two is never
/// `NULL`.
///
/// The index on the state ends in the whole key: so a page of a listing is a range of it. Without
/// the key's end, SQLite walks the primary key instead to spare itself the sorting.
#[derive(Debug, Clone, PartialEq, Table)]
#[table(
    name = "fsm_data",
    comment = "conversation state of chat bots",
    primary_key(bot_id, chat_id, user_id, thread_id, business_connection_id, destiny, key_parts),
    index(columns(
        state,
        bot_id,
        chat_id,
        user_id,
        thread_id,
        business_connection_id,
        destiny,
        key_parts
    )),
    index(columns(expires_at), where = "expires_at IS NOT NULL", dialects(sqlite, postgres)),
    index(expires_at, dialects(mysql))
)]
pub struct FsmRow {
    /// The bot that talks.
    pub bot_id: i64,
    /// The chat it talks in.
    pub chat_id: i64,
    /// Whom it talks to.
    #[column(index)]
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
    /// The data, a JSON object; `NULL` if it is empty.
    pub data: Option<JsonValue>,
    /// Which write this is: each adds one, and a row that is inserted again begins at a number
    /// that it never had (microseconds since 1970-01-01; on SQLite, whose clock has only
    /// milliseconds, a random number of 62 bits).
    pub version: i64,
    /// When the row was written last, in milliseconds since 1970-01-01 UTC.
    pub updated_at: i64,
    /// When the row counts as gone, in milliseconds since 1970-01-01 UTC; `NULL` for never.
    pub expires_at: Option<i64>,
}

/// The table under a name of the application's choice, and beside it the table of leases, whose
/// name is the same with `_lock` behind it.
///
/// The two come together: whether a program calls [`lock`](crate::FsmStorage::lock) is decided by
/// code that runs long after its tables were created, and perhaps in another program on the same
/// tables. An empty table costs nothing.
///
/// Three ways of owning them, a line each:
///
/// ```
/// # use fsm_storage::FsmTable;
/// # fn main() -> Result<(), fsm_core::Error> {
/// // In the application's metadata, in the place of the default entries:
/// let mut metadata = fsm_core::metadata();
/// FsmTable::named("dev_fsm_data").attach(&mut metadata)?;
///
/// // In a metadata of its own:
/// let own = FsmTable::named("dev_fsm_data").into_metadata();
///
/// // By hand: tables like any other, to be created or spelled as SQL.
/// let [table, lock] = FsmTable::named("dev_fsm_data").into_definitions();
/// # assert!(metadata.contains("dev_fsm_data") && !metadata.contains("fsm_data"));
/// # assert!(metadata.contains("dev_fsm_data_lock") && !metadata.contains("fsm_data_lock"));
/// # assert!(own.contains("dev_fsm_data") && own.contains("dev_fsm_data_lock"));
/// # assert_eq!(table.name.to_string(), "dev_fsm_data");
/// # assert_eq!(lock.name.to_string(), "dev_fsm_data_lock");
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

    /// The same table under another name.
    #[must_use]
    pub fn renamed(self, name: impl Into<Str>) -> Self {
        Self(self.0.renamed(name))
    }

    /// The same table in `schema`.
    #[must_use]
    pub fn in_schema(self, schema: impl Into<Str>) -> Self {
        Self(self.0.with_schema(schema))
    }

    /// The table's name, and the schema it is in.
    #[must_use]
    pub fn name(&self) -> &TableName {
        &self.0.name
    }

    /// Puts both tables into `metadata`, in the place of those that linking this crate put there.
    ///
    /// # Errors
    /// [`fsm_core::ErrorKind::DuplicateTable`] if another table has one of the names; the metadata
    /// is as it was then.
    pub fn attach(self, metadata: &mut Metadata) -> Result<(), Error> {
        let [table, lock] = self.into_definitions();
        let mut attached = metadata.clone();
        put(&mut attached, FsmRow::definition(), table)?;
        put(&mut attached, FsmLockRow::definition(), lock)?;
        *metadata = attached;
        Ok(())
    }

    /// A metadata that holds the two tables and nothing else.
    #[must_use]
    pub fn into_metadata(self) -> Metadata {
        Metadata::from_iter(self.into_definitions())
    }

    /// The table of conversations as a value, for who never calls
    /// [`lock`](crate::FsmStorage::lock).
    #[must_use]
    pub fn into_definition(self) -> TableDef {
        self.0
    }

    /// Both tables as values: conversations, and who handles them.
    #[must_use]
    pub fn into_definitions(self) -> [TableDef; 2] {
        let TableName { schema, name } = lock_table(&self.0.name);
        let mut lock = FsmLockRow::definition().clone().renamed(name);
        if let Some(schema) = schema {
            lock = lock.with_schema(schema);
        }
        [self.0, lock]
    }
}

/// Puts `table` in the place of `linked`, if that is there.
fn put(metadata: &mut Metadata, linked: &TableDef, table: TableDef) -> Result<(), Error> {
    // A table of the application's own that happens to have the default name is not ours to
    // replace.
    if metadata.tables().any(|there| there == linked) {
        metadata.replace(linked.name.clone(), table)?;
    } else {
        metadata.add(table)?;
    }
    Ok(())
}
