//! SQLite by hand.

use super::{Columns, TTL, bind_key, members};
use fsm_storage::{Data, StorageKey};
use serde_json::Value;
use sqlx::SqlitePool;
use sqlx::types::Json;

const GET_STATE: &str = "SELECT state FROM fsm_data WHERE bot_id = ?1 AND chat_id = ?2
  AND user_id = ?3 AND thread_id = ?4 AND business_connection_id = ?5 AND destiny = ?6
  AND key_parts = ?7 AND (expires_at IS NULL OR expires_at > unixepoch('subsec') * 1000)";

const SET_STATE: &str = "INSERT INTO fsm_data (bot_id, chat_id, user_id, thread_id,
  business_connection_id, destiny, key_parts, state, version, updated_at, expires_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, random() & 4611686018427387903,
  CAST(round(unixepoch('subsec') * 1000) AS INTEGER),
  CAST(round(unixepoch('subsec') * 1000) AS INTEGER) + ?9)
ON CONFLICT (bot_id, chat_id, user_id, thread_id, business_connection_id, destiny, key_parts)
DO UPDATE SET state = excluded.state, version = version + 1, updated_at = excluded.updated_at,
  expires_at = excluded.expires_at
WHERE expires_at IS NULL OR expires_at > excluded.updated_at";

const SET_DATA: &str = "INSERT INTO fsm_data (bot_id, chat_id, user_id, thread_id,
  business_connection_id, destiny, key_parts, data, version, updated_at, expires_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, random() & 4611686018427387903,
  CAST(round(unixepoch('subsec') * 1000) AS INTEGER),
  CAST(round(unixepoch('subsec') * 1000) AS INTEGER) + ?9)
ON CONFLICT (bot_id, chat_id, user_id, thread_id, business_connection_id, destiny, key_parts)
DO UPDATE SET data = excluded.data, version = version + 1, updated_at = excluded.updated_at,
  expires_at = excluded.expires_at
WHERE expires_at IS NULL OR expires_at > excluded.updated_at";

const FORGET: &str = "DELETE FROM fsm_data WHERE bot_id = ?1 AND chat_id = ?2
  AND user_id = ?3 AND thread_id = ?4 AND business_connection_id = ?5 AND destiny = ?6
  AND key_parts = ?7 AND expires_at <= unixepoch('subsec') * 1000";

/// What both ways of merging have around the merged data.
macro_rules! merging {
    ($merged:literal) => {
        concat!(
            "INSERT INTO fsm_data (bot_id, chat_id, user_id, thread_id,
  business_connection_id, destiny, key_parts, data, version, updated_at, expires_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, random() & 4611686018427387903,
  CAST(round(unixepoch('subsec') * 1000) AS INTEGER),
  CAST(round(unixepoch('subsec') * 1000) AS INTEGER) + ?9)
ON CONFLICT (bot_id, chat_id, user_id, thread_id, business_connection_id, destiny, key_parts)
DO UPDATE SET data = CASE WHEN data IS NULL THEN excluded.data ELSE ",
            $merged,
            " END, version = version + 1, updated_at = excluded.updated_at,
  expires_at = excluded.expires_at
WHERE (expires_at IS NULL OR expires_at > excluded.updated_at)
  AND (data IS NULL OR CASE WHEN json_valid(data) THEN json_type(data) = 'object' ELSE 0 END)
RETURNING data"
        )
    };
}

const MERGE: &str = merging!(
    "(SELECT CASE rest WHEN '{}' THEN ?8
    ELSE substr(rest, 1, length(rest) - 1) || ',' || substr(?8, 2) END
    FROM (SELECT json_patch(data, ?10) AS rest LIMIT 1))"
);

const SET: &str = merging!("json_set(data, ?10, json(?11), ?12, json(?13))");

pub(super) async fn get_state(pool: &SqlitePool, key: &StorageKey) -> sqlx::Result<Option<String>> {
    let query = bind_key!(sqlx::query_scalar(GET_STATE), key);
    Ok(query.fetch_optional(pool).await?.flatten())
}

/// Removes an expired row, which the statements leave alone: overwriting it would name columns that
/// stay as they are otherwise, and SQLite writes the index of every column that is named.
async fn forget(pool: &SqlitePool, key: &StorageKey) -> sqlx::Result<()> {
    bind_key!(sqlx::query(FORGET), key).execute(pool).await.map(drop)
}

pub(super) async fn set_state(
    pool: &SqlitePool,
    key: &StorageKey,
    state: &str,
) -> sqlx::Result<()> {
    loop {
        let query = bind_key!(sqlx::query(SET_STATE), key);
        if query.bind(state).bind(TTL).execute(pool).await?.rows_affected() > 0 {
            return Ok(());
        }
        forget(pool, key).await?;
    }
}

pub(super) async fn set_data(
    pool: &SqlitePool,
    key: &StorageKey,
    data: &Value,
) -> sqlx::Result<()> {
    loop {
        let query = bind_key!(sqlx::query(SET_DATA), key);
        if query.bind(Json(data)).bind(TTL).execute(pool).await?.rows_affected() > 0 {
            return Ok(());
        }
        forget(pool, key).await?;
    }
}

pub(super) async fn merge(pool: &SqlitePool, key: &StorageKey, patch: &Data) -> sqlx::Result<Data> {
    let nulls: Data = patch.keys().map(|name| (name.clone(), Value::Null)).collect();
    loop {
        let query = bind_key!(sqlx::query_scalar(MERGE), key);
        let query = query.bind(Json(patch)).bind(TTL).bind(Json(&nulls));
        // To the end: SQLite commits behind the last row.
        let rows: Vec<Json<Data>> = query.fetch_all(pool).await?;
        if let Some(Json(whole)) = rows.into_iter().next() {
            return Ok(whole);
        }
        forget(pool, key).await?;
    }
}

pub(super) async fn set(pool: &SqlitePool, key: &StorageKey, patch: &Data) -> sqlx::Result<Data> {
    loop {
        let mut query = bind_key!(sqlx::query_scalar(SET), key).bind(Json(patch)).bind(TTL);
        for (path, value) in members(patch) {
            query = query.bind(path).bind(value);
        }
        let rows: Vec<Json<Data>> = query.fetch_all(pool).await?;
        if let Some(Json(whole)) = rows.into_iter().next() {
            return Ok(whole);
        }
        forget(pool, key).await?;
    }
}
