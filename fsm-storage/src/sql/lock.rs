//! The statements of leases: one row for a conversation that somebody handles, by the database's
//! clock.

use super::{Statement, Words};
use fsm_core::{Dialect, TableName};

/// How a lease is taken where nobody has one.
#[derive(Debug)]
pub(crate) enum Taking {
    /// One statement that writes a row or none.
    Whole(Statement),
    /// Two statements. The one that MySQL has for both says of a row that it left alone what it
    /// says of one that it wrote (manual, "INSERT ... ON DUPLICATE KEY UPDATE": with
    /// `CLIENT_FOUND_ROWS`, which sqlx sets, both count 1).
    Halves {
        /// Writes a row where there is none, or fails.
        insert: Statement,
        /// Takes over a row that is expired.
        update: Statement,
    },
}

/// Every statement of leases.
#[derive(Debug)]
pub(crate) struct LockStatements {
    pub(crate) take: Taking,
    /// Answers a row while somebody has the lease.
    pub(crate) look: Statement,
    /// Writes a row while the lease is the owner's. One that is expired and was not taken over is:
    /// nobody else had it in between.
    pub(crate) renew: Statement,
    pub(crate) release: Statement,
    /// Removes what dead holders left behind.
    pub(crate) purge: Statement,
    /// Removes what they left behind of a user's conversations.
    pub(crate) forget: Statement,
}

const INSERT: &str = "INSERT INTO :own_table (:columns, owner, expires_at) \
                      VALUES (:key_values, :owner, :now + :lease)";

impl LockStatements {
    /// The statements on `table`, in the words of the storage's own.
    pub(crate) fn spell(words: &Words, table: &TableName) -> Self {
        let words = Words { table: words.dialect.quote_name(table), ..words.clone() };
        let s = |template: &str| words.statement(template);
        let take = if words.dialect == Dialect::Mysql {
            Taking::Halves {
                insert: s(INSERT),
                update: s("UPDATE :own_table SET owner = :owner, expires_at = :now + :lease \
                           WHERE :is_key AND :is_expired"),
            }
        } else {
            // The time is asked again: the statement may have waited for another.
            Taking::Whole(s(&format!(
                "{INSERT} :conflict owner = :owner, expires_at = :now + :lease WHERE :is_expired"
            )))
        };
        Self {
            take,
            look: s("SELECT 1 FROM :own_table WHERE :is_key AND :is_alive"),
            renew: s("UPDATE :own_table SET expires_at = :now + :lease \
                      WHERE :is_key AND owner = :owner"),
            release: s("DELETE FROM :own_table WHERE :is_key AND owner = :owner"),
            purge: s("DELETE FROM :own_table WHERE :is_expired"),
            forget: s("DELETE FROM :own_table WHERE user_id = :user AND :is_expired"),
        }
    }
}
