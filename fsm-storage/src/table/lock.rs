use fsm_core::{Table, TableName};

/// The name of the table of leases unless the application chooses another for the first.
pub const DEFAULT_LOCK_TABLE_NAME: &str = "fsm_data_lock";

/// Who may handle a conversation now, as its row holds it: a lease.
///
/// The columns of the key are those of [`FsmRow`](super::FsmRow). A row stands while somebody
/// holds the conversation, and behind a holder that died, until somebody takes it over.
#[derive(Debug, Clone, PartialEq, Eq, Table)]
#[table(
    name = "fsm_data_lock",
    comment = "who handles which conversation of chat bots",
    primary_key(bot_id, chat_id, user_id, thread_id, business_connection_id, destiny, key_parts)
)]
pub struct FsmLockRow {
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
    /// Who holds it: a random number, another one for each guard.
    pub owner: i64,
    /// Until when, in milliseconds since 1970-01-01 UTC by the database's clock.
    pub expires_at: i64,
}

/// Where the leases of the conversations in `table` are.
pub(crate) fn lock_table(table: &TableName) -> TableName {
    TableName { schema: table.schema.clone(), name: format!("{}_lock", table.name).into() }
}
