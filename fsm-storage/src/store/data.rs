//! Reading and writing the data of a conversation.

#[cfg(feature = "mysql")]
use super::connection::Place;
use super::connection::Pool;
use super::session::{ROUNDS, Session, contended, pause};
use crate::codec::{self, Data, Written};
use crate::error::{Error, ErrorKind};
use crate::key::StorageKey;
use crate::sql::Values;
#[cfg(feature = "mysql")]
use crate::sql::{InSession, Statement};
use serde::{Serialize, de::DeserializeOwned};

impl Session<'_, '_> {
    fn write(&self, data: &impl Serialize) -> Result<Written, ErrorKind> {
        codec::write(data, self.shared.statements.depth_limit, self.shared.byte_limit)
    }

    /// Reads the data if there is any, with `read`.
    async fn read<T>(
        &mut self,
        key: &StorageKey,
        read: impl FnOnce(&str) -> Result<T, ErrorKind>,
    ) -> Result<Option<T>, Error> {
        let values = self.values(key)?;
        let row = self.fetch(&self.shared().statements.get_data, &values).await?;
        let Some(row) = row else { return Ok(None) };
        Ok(row.text(0)?.map(read).transpose()?)
    }

    pub(super) async fn get_data(&mut self, key: &StorageKey) -> Result<Data, Error> {
        Ok(self.read(key, codec::object).await?.unwrap_or_default())
    }

    pub(super) async fn get_data_as<T: DeserializeOwned>(
        &mut self,
        key: &StorageKey,
    ) -> Result<Option<T>, Error> {
        self.read(key, codec::typed).await
    }

    pub(super) async fn get_value<T: DeserializeOwned>(
        &mut self,
        key: &StorageKey,
        name: &str,
    ) -> Result<Option<T>, Error> {
        if name.contains('\0') {
            return Err(ErrorKind::Nul { part: "name" }.into());
        }
        let path;
        let name = match self.shared.pool {
            #[cfg(feature = "postgres")]
            Pool::Postgres(_) => name,
            #[cfg(feature = "mysql")]
            Pool::Mysql(_) if !codec::has_path(name) => {
                let value = self.get_data(key).await?.remove(name);
                return Ok(value.map(|value| codec::value(&value.to_string())).transpose()?);
            }
            #[allow(unreachable_patterns, reason = "each feature takes one of them away")]
            _ => {
                path = codec::path(name);
                &path
            }
        };
        let values = Values { name, ..self.values(key)? };
        let row = self.fetch(&self.shared().statements.get_value, &values).await?;
        let Some(row) = row else { return Ok(None) };
        match row.text(0)? {
            None => Ok(None),
            Some("object") => Ok(row.text(1)?.map(codec::value).transpose()?),
            Some(found) => Err(ErrorKind::Corrupt { found: codec::kind(found) }.into()),
        }
    }

    pub(super) async fn set_data(
        &mut self,
        key: &StorageKey,
        data: impl Serialize,
    ) -> Result<(), Error> {
        let written = self.write(&data)?;
        let statements = &self.shared().statements;
        let values = Values { data: &written.text, ..self.values(key)? };
        if written.len() == 0 {
            return self.take_away(&statements.remove_data, &values).await.map(drop);
        }
        self.overwrite(&statements.set_data, &values).await
    }

    pub(super) async fn update_data(
        &mut self,
        key: &StorageKey,
        patch: impl Serialize,
    ) -> Result<Data, Error> {
        let written = self.write(&patch)?;
        if written.len() == 0 {
            return self.get_data(key).await;
        }
        let values = Values { data: &written.text, ..self.values(key)? };
        match self.merge(&written, &values).await {
            Ok(Some(whole)) => Ok(whole),
            Ok(None) => self.merge_here(&written, &values).await,
            // Servers stumble over what is no JSON, each in its way: reading it says what it is.
            Err(error) if !error.is_retryable() => match self.get_data(key).await {
                Err(told) if matches!(told.kind(), ErrorKind::Corrupt { .. }) => Err(told),
                _ => Err(error),
            },
            Err(error) => Err(error),
        }
    }

    /// Merges on the server and answers the whole; `None` if the server does not merge such data.
    async fn merge(
        &mut self,
        written: &Written,
        values: &Values<'_>,
    ) -> Result<Option<Data>, Error> {
        let (nulls, paths) = match self.shared.pool {
            #[cfg(feature = "sqlite")]
            Pool::Sqlite(_) => (written.nulls(), Vec::new()),
            #[cfg(feature = "postgres")]
            Pool::Postgres(_) => (String::new(), Vec::new()),
            #[cfg(feature = "mysql")]
            Pool::Mysql(_) => match written.paths() {
                Some(paths) => (String::new(), paths),
                None => return Ok(None),
            },
        };
        let values = &Values { nulls: &nulls, paths: &paths, ..*values };
        let merge = &self.shared().statements.merge;
        let Some(write) = merge.write.of(written.len()) else { return Ok(None) };
        #[cfg(feature = "mysql")]
        if let Some(in_session) = &merge.in_session
            && !self.answers_writes(in_session).await?
            && let Some(write) = in_session.write.of(written.len())
        {
            let text = self.merge_in_session(write, &in_session.read, values).await?;
            return Ok(Some(codec::object(&text.unwrap_or_default())?));
        }
        let rows = self.fetch_all(write, values).await?;
        match rows.first().map(|row| row.text(0)).transpose()?.flatten() {
            Some(text) => Ok(Some(codec::object(text)?)),
            // Nothing was written, because what is stored is no object or is expired: which of
            // them is found out here.
            None => Ok(None),
        }
    }

    /// Merges here, because there is too much of it for the server, and begins again if another
    /// writer got in between.
    async fn merge_here(&mut self, patch: &Written, values: &Values<'_>) -> Result<Data, Error> {
        let statements = &self.shared().statements;
        for round in 0..ROUNDS {
            let row = self.fetch(&statements.get_current, values).await?;
            let Some(row) = row else {
                if self.insert(&statements.insert_data, values).await? {
                    return Ok(codec::object(&patch.text)?);
                }
                continue;
            };
            let (version, alive) = (row.int(0)?, row.int(2)? != 0);
            if !alive {
                self.execute(&statements.forget, values).await?;
                continue;
            }
            let mut whole = row.text(1)?.map(codec::object).transpose()?.unwrap_or_default();
            whole.extend(codec::object(&patch.text)?);
            let text = codec::write(&whole, usize::MAX, usize::MAX)?.text;
            let replaced = Values { data: &text, version, ..*values };
            if self.execute(&statements.replace_data, &replaced).await? > 0 {
                return Ok(whole);
            }
            pause(round).await;
        }
        Err(contended())
    }
}

#[cfg(feature = "mysql")]
impl Session<'_, '_> {
    /// Whether the server answers rows to an INSERT: MariaDB does since 10.5, MySQL does not.
    async fn answers_writes(&mut self, in_session: &InSession) -> Result<bool, Error> {
        if let Some(known) = self.shared.answers_writes.get() {
            return Ok(*known);
        }
        let row = self.fetch(&in_session.version, &Values::default()).await?;
        let Some(row) = row else { return Ok(false) };
        let answers = answers_writes(row.text(0)?.unwrap_or_default());
        Ok(*self.shared.answers_writes.get_or_init(|| answers))
    }

    /// Two statements that need the same session.
    async fn merge_in_session(
        &mut self,
        write: &Statement,
        read: &Statement,
        values: &Values<'_>,
    ) -> Result<Option<String>, Error> {
        if let Place::Pool(Pool::Mysql(pool)) = &self.place {
            let place = Place::Kept(pool.acquire().await?);
            let mut kept = Session { shared: self.shared, ttl: self.ttl, place };
            return Box::pin(kept.merge_in_session(write, read, values)).await;
        }
        self.execute(write, values).await?;
        match self.fetch(read, values).await? {
            Some(row) => Ok(row.text(0)?.map(str::to_owned)),
            None => Ok(None),
        }
    }
}

/// What `VERSION()` says: `10.11.6-MariaDB-..`, `8.0.36`.
#[cfg(feature = "mysql")]
fn answers_writes(version: &str) -> bool {
    let mut numbers = version.split(['.', '-']).map_while(|part| part.parse::<u32>().ok());
    let since = (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default());
    version.contains("MariaDB") && since >= (10, 5)
}

#[cfg(all(test, feature = "mysql"))]
mod tests {
    use super::answers_writes;

    #[test]
    fn only_mariadb_answers_rows_to_writes() {
        for version in ["10.11.19-MariaDB-0+deb12u1", "10.5.0-MariaDB", "11.4.2-MariaDB-log"] {
            assert!(answers_writes(version), "{version}");
        }
        for version in ["8.0.36", "9.1.0-cloud", "10.4.33-MariaDB", "", "MariaDB"] {
            assert!(!answers_writes(version), "{version}");
        }
    }
}
