//! Reading and writing the state of a conversation.

use super::session::{ROUNDS, Session, contended, pause};
use crate::codec::check_text;
use crate::error::{Error, ErrorKind, Fault, fault};
use crate::key::StorageKey;
use crate::sql::{Arrival, Removal, Statement, Values};
use crate::state::States;

impl Session<'_, '_> {
    pub(super) async fn get_state(&mut self, key: &StorageKey) -> Result<Option<String>, Error> {
        let values = self.values(key)?;
        let row = self.fetch(&self.shared().statements.get_state, &values).await?;
        Ok(match row {
            Some(row) => row.text(0)?.map(str::to_owned),
            None => None,
        })
    }

    pub(super) async fn set_state(
        &mut self,
        key: &StorageKey,
        state: Option<&str>,
    ) -> Result<(), Error> {
        let statements = &self.shared().statements;
        let values = Values { state: checked(state)?, ..self.values(key)? };
        match state {
            Some(_) => self.overwrite(&statements.set_state, &values).await,
            None => self.take_away(&statements.remove_state, &values).await.map(drop),
        }
    }

    pub(super) async fn get_state_as<S: States>(
        &mut self,
        key: &StorageKey,
    ) -> Result<Option<S>, Error> {
        let Some(stored) = self.get_state(key).await? else { return Ok(None) };
        match S::parse(&stored).or_else(|| S::upgrade(&stored)) {
            Some(state) => Ok(Some(state)),
            None => {
                let type_name = std::any::type_name::<S>();
                Err(ErrorKind::UnknownState { state: stored, type_name }.into())
            }
        }
    }

    pub(super) async fn set_state_as<S: States>(
        &mut self,
        key: &StorageKey,
        state: &S,
    ) -> Result<(), Error> {
        self.set_state(key, Some(state.as_str())).await
    }

    pub(super) async fn set_state_if(
        &mut self,
        key: &StorageKey,
        expected: Option<&str>,
        state: Option<&str>,
    ) -> Result<bool, Error> {
        let statements = &self.shared().statements;
        let (old, new) = (checked(expected)?, checked(state)?);
        let values = Values { old, state: new, ..self.values(key)? };
        match (expected, state) {
            (Some(_), Some(_)) => Ok(self.execute(&statements.change_state, &values).await? > 0),
            (Some(_), None) => self.take_away(&statements.remove_state_if, &values).await,
            (None, Some(_)) => self.arrive(&statements.arrive, &values).await,
            (None, None) => Ok(self.get_state(key).await?.is_none()),
        }
    }

    /// Writes a row, whatever is there.
    pub(super) async fn overwrite(
        &mut self,
        statement: &Statement,
        values: &Values<'_>,
    ) -> Result<(), Error> {
        for round in 0..ROUNDS {
            if self.execute(statement, values).await? > 0 {
                return Ok(());
            }
            self.execute(&self.shared().statements.forget, values).await?;
            if round > 0 {
                pause(round).await;
            }
        }
        Err(contended())
    }

    /// Takes a value away, and the row if nothing else holds it. Answers whether there was a row
    /// that the removal is about.
    pub(super) async fn take_away(
        &mut self,
        removal: &Removal,
        values: &Values<'_>,
    ) -> Result<bool, Error> {
        let (delete, update, look) = match removal {
            Removal::Whole(whole) => return Ok(!self.fetch_all(whole, values).await?.is_empty()),
            Removal::Halves { delete, update, look } => (delete, update, look),
        };
        for round in 0..ROUNDS {
            if self.execute(delete, values).await? > 0 || self.execute(update, values).await? > 0 {
                return Ok(true);
            }
            if self.fetch(look, values).await?.is_none() {
                return Ok(false);
            }
            pause(round).await;
        }
        Err(contended())
    }

    /// Sets a state where there is none. Answers whether there was none.
    pub(super) async fn arrive(
        &mut self,
        arrival: &Arrival,
        values: &Values<'_>,
    ) -> Result<bool, Error> {
        let (update, insert, look) = match arrival {
            Arrival::Whole(whole) => return Ok(self.execute(whole, values).await? > 0),
            Arrival::UnlessExpired(whole) => {
                let forget = &self.shared().statements.forget;
                return Ok(self.execute(whole, values).await? > 0
                    || (self.execute(forget, values).await? > 0
                        && self.execute(whole, values).await? > 0));
            }
            Arrival::Halves { update, insert, look } => (update, insert, look),
        };
        for round in 0..ROUNDS {
            if self.execute(update, values).await? > 0 || self.insert(insert, values).await? {
                return Ok(true);
            }
            if self.fetch(look, values).await?.is_some() {
                return Ok(false);
            }
            pause(round).await;
        }
        Err(contended())
    }

    /// Writes a row unless it is there. Answers whether it was written.
    pub(crate) async fn insert(
        &mut self,
        insert: &Statement,
        values: &Values<'_>,
    ) -> Result<bool, Error> {
        match self.execute(insert, values).await {
            Ok(_) => Ok(true),
            Err(error) => match error.kind() {
                ErrorKind::Database { source } if fault(source) == Fault::Duplicate => Ok(false),
                _ => Err(error),
            },
        }
    }
}

fn checked(state: Option<&str>) -> Result<Option<&str>, ErrorKind> {
    check_text("state", state.unwrap_or_default())?;
    Ok(state)
}
