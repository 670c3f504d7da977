//! The statements that write a conversation as a whole, state and data at once; no data is told by
//! the empty text.

use super::{Arrival, Statement, Statements};
use fsm_core::Dialect;

/// What writes state and data at once.
#[derive(Debug)]
pub(crate) struct WholeWrites {
    /// In the place of whatever there is.
    #[cfg(feature = "teloxide")]
    pub(crate) put: Statement,
    /// Where there is nothing.
    pub(crate) arrive: Arrival,
    /// In the place of a certain version.
    #[cfg(feature = "telers")]
    pub(crate) replace: Statement,
    /// Nothing in the place of a certain version.
    #[cfg(feature = "telers")]
    pub(crate) remove: Statement,
}

impl Statements {
    /// The statements on the same table.
    pub(crate) fn whole(&self) -> WholeWrites {
        let dialect = self.words.dialect;
        let data = match dialect {
            Dialect::Postgres => "NULLIF(:data::text, '')::jsonb",
            _ => "NULLIF(:data, '')",
        };
        let s = |template: String| -> Statement { self.words.statement(&template) };
        let insert =
            format!(":insert (:key_values, :state, {data}, :first_version, :now, :now + :ttl)");
        let put = match dialect {
            Dialect::Mysql => {
                format!("{insert} :conflict state = VALUES(state), data = VALUES(data), :touch")
            }
            _ => format!("{insert} :conflict state = excluded.state, data = excluded.data, :touch"),
        };
        let arrive = match dialect {
            // MySQL's upsert knows no condition.
            Dialect::Mysql => Arrival::Halves {
                update: s(format!(
                    "UPDATE :table SET state = :state, data = {data}, :touch \
                     WHERE :is_key AND :is_expired"
                )),
                insert: s(insert),
                look: s("SELECT 1 FROM :table WHERE :is_key AND :is_alive :current".to_owned()),
            },
            _ => Arrival::Whole(s(format!("{put} WHERE :is_expired"))),
        };
        #[cfg(feature = "telers")]
        let is_version = match dialect {
            Dialect::Postgres => ":is_key AND t.version = :version AND :is_alive",
            _ => ":is_key AND version = :version AND :is_alive",
        };
        WholeWrites {
            #[cfg(feature = "teloxide")]
            put: s(put),
            arrive,
            #[cfg(feature = "telers")]
            replace: s(format!(
                "UPDATE :own_table SET state = :state, data = {data}, :touch WHERE {is_version}"
            )),
            #[cfg(feature = "telers")]
            remove: s(format!("DELETE FROM :own_table WHERE {is_version}")),
        }
    }
}
