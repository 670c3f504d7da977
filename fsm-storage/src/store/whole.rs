//! A conversation as a whole: state, data and version at once.

use super::session::Session;
use crate::codec::{self, Data};
use crate::error::Error;
use crate::key::StorageKey;

/// A conversation as it was at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Snapshot {
    /// The state, if it is in one.
    pub state: Option<String>,
    /// The data; empty if there is none.
    pub data: Data,
    /// Which write this is: each adds one, and a conversation that was removed does not come back
    /// under a number that it had. `None` if there is nothing.
    pub version: Option<i64>,
}

impl Session<'_, '_> {
    pub(super) async fn get(&mut self, key: &StorageKey) -> Result<Snapshot, Error> {
        let values = self.values(key)?;
        let row = self.fetch(&self.shared().statements.get, &values).await?;
        let Some(row) = row else { return Ok(Snapshot::default()) };
        Ok(Snapshot {
            state: row.text(0)?.map(str::to_owned),
            data: row.text(1)?.map(codec::object).transpose()?.unwrap_or_default(),
            version: Some(row.int(2)?),
        })
    }

    pub(super) async fn clear(&mut self, key: &StorageKey) -> Result<bool, Error> {
        let values = self.values(key)?;
        Ok(self.execute(&self.shared().statements.clear, &values).await? > 0)
    }
}
