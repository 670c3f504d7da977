//! What a storage does, said as simply as it can be: a map behind a lock.
//! It never does more than the contract says, so that it can be read as one.

use fsm_storage::{Data, Snapshot, StorageKey};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

#[derive(Debug, Default)]
pub struct Reference {
    rows: Mutex<BTreeMap<StorageKey, Row>>,
}

#[derive(Clone, Debug, Default)]
struct Row {
    state: Option<String>,
    data: Data,
    expires: Option<Instant>,
}

/// What an operation refuses, in a word or two.
pub type Refused = String;

impl Reference {
    fn alive(&self) -> MutexGuard<'_, BTreeMap<StorageKey, Row>> {
        let mut rows = self.rows.lock().expect("no test panics in here");
        let now = Instant::now();
        rows.retain(|_, row| row.expires.is_none_or(|expires| expires > now));
        rows
    }

    /// Reads a conversation, changes it, and keeps it if it holds something.
    fn write<T>(
        &self,
        key: &StorageKey,
        ttl: Option<Duration>,
        change: impl FnOnce(&mut Row) -> T,
    ) -> Result<T, Refused> {
        check_key(key)?;
        let mut rows = self.alive();
        let mut row = rows.remove(key).unwrap_or_default();
        let answer = change(&mut row);
        row.expires = ttl.map(|ttl| Instant::now() + ttl);
        if row.state.is_some() || !row.data.is_empty() {
            rows.insert(key.clone(), row);
        }
        Ok(answer)
    }

    pub fn get(&self, key: &StorageKey) -> Result<Snapshot, Refused> {
        check_key(key)?;
        let mut snapshot = Snapshot::default();
        if let Some(row) = self.alive().get(key) {
            snapshot.state.clone_from(&row.state);
            snapshot.data.clone_from(&row.data);
        }
        Ok(snapshot)
    }

    pub fn set_state(
        &self,
        key: &StorageKey,
        state: Option<&str>,
        ttl: Option<Duration>,
    ) -> Result<(), Refused> {
        check_text("state", state.unwrap_or_default())?;
        self.write(key, ttl, |row| row.state = state.map(str::to_owned))
    }

    pub fn set_state_if(
        &self,
        key: &StorageKey,
        expected: Option<&str>,
        state: Option<&str>,
        ttl: Option<Duration>,
    ) -> Result<bool, Refused> {
        check_text("state", expected.unwrap_or_default())?;
        check_text("state", state.unwrap_or_default())?;
        if self.get(key)?.state.as_deref() != expected {
            return Ok(false);
        }
        // Nothing for nothing is no write.
        if expected.is_some() || state.is_some() {
            self.set_state(key, state, ttl)?;
        }
        Ok(true)
    }

    pub fn set_data(
        &self,
        key: &StorageKey,
        data: &Value,
        ttl: Option<Duration>,
    ) -> Result<(), Refused> {
        let data = object(data)?;
        self.write(key, ttl, |row| row.data = data)
    }

    pub fn update_data(
        &self,
        key: &StorageKey,
        patch: &Value,
        ttl: Option<Duration>,
    ) -> Result<Data, Refused> {
        let patch = object(patch)?;
        if patch.is_empty() {
            return Ok(self.get(key)?.data);
        }
        self.write(key, ttl, |row| {
            row.data.extend(patch);
            row.data.clone()
        })
    }

    /// Lets everything expire, as if time had passed.
    pub fn expire(&self) {
        let now = Instant::now();
        for row in self.alive().values_mut() {
            row.expires = Some(now);
        }
    }

    pub fn clear(&self, key: &StorageKey) -> Result<bool, Refused> {
        check_key(key)?;
        Ok(self.alive().remove(key).is_some())
    }
}

fn check_key(key: &StorageKey) -> Result<(), Refused> {
    check_text("business connection", key.business_connection_id.as_deref().unwrap_or_default())?;
    check_text("destiny", &key.destiny)
}

fn check_text(part: &str, text: &str) -> Result<(), Refused> {
    if text.len() > 255 {
        return Err(format!("too long: {part}"));
    }
    if text.contains('\0') {
        return Err(format!("nul: {part}"));
    }
    Ok(())
}

fn object(data: &Value) -> Result<Data, Refused> {
    let Value::Object(object) = data else { return Err("not an object".to_owned()) };
    if has_nul(data) {
        return Err("nul: data".to_owned());
    }
    if depth(data) > 127 {
        return Err("too deep: 127".to_owned());
    }
    Ok(object.clone())
}

fn has_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(values) => values.iter().any(has_nul),
        Value::Object(values) => {
            values.iter().any(|(name, value)| name.contains('\0') || has_nul(value))
        }
        _ => false,
    }
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(values) => 1 + values.iter().map(depth).max().unwrap_or_default(),
        Value::Object(values) => 1 + values.values().map(depth).max().unwrap_or_default(),
        _ => 0,
    }
}
