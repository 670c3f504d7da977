//! MySQL and MariaDB by hand; merging is MariaDB's, which answers rows to an `INSERT`.

use super::{Columns, TTL, bind_key, members};
use fsm_storage::{Data, StorageKey};
use serde_json::Value;
use sqlx::MySqlPool;
use sqlx::types::Json;

const GET_STATE: &str = "SELECT state FROM fsm_data WHERE bot_id = ? AND chat_id = ?
  AND user_id = ? AND thread_id = ? AND business_connection_id = ? AND destiny = ?
  AND key_parts = ? AND (expires_at IS NULL
  OR expires_at > TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)) DIV 1000)";

const SET_STATE: &str = "INSERT INTO fsm_data (bot_id, chat_id, user_id, thread_id,
  business_connection_id, destiny, key_parts, state, version, updated_at, expires_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?,
  TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)),
  TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)) DIV 1000,
  TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)) DIV 1000 + ?)
ON DUPLICATE KEY UPDATE state = VALUES(state),
  data = IF(expires_at <= VALUES(updated_at), NULL, data),
  version = version + 1, updated_at = VALUES(updated_at), expires_at = VALUES(expires_at)";

const SET_DATA: &str = "INSERT INTO fsm_data (bot_id, chat_id, user_id, thread_id,
  business_connection_id, destiny, key_parts, data, version, updated_at, expires_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?,
  TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)),
  TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)) DIV 1000,
  TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)) DIV 1000 + ?)
ON DUPLICATE KEY UPDATE data = VALUES(data),
  state = IF(expires_at <= VALUES(updated_at), NULL, state),
  version = version + 1, updated_at = VALUES(updated_at), expires_at = VALUES(expires_at)";

/// What both ways of merging have around the merged data. What is no object fails the statement: a
/// number beyond the largest is an error of every mode.
macro_rules! merging {
    ($merged:literal) => {
        concat!(
            "INSERT INTO fsm_data (bot_id, chat_id, user_id, thread_id,
  business_connection_id, destiny, key_parts, data, version, updated_at, expires_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?,
  TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)),
  TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)) DIV 1000,
  TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(6)) DIV 1000 + ?)
ON DUPLICATE KEY UPDATE
  data = IF(data IS NULL OR expires_at <= VALUES(updated_at), VALUES(data),
    COALESCE(IF(JSON_TYPE(data) = 'OBJECT', ",
            $merged,
            ", NULL), CAST(~0 + (LENGTH(data) + 1) AS CHAR))),
  state = IF(expires_at <= VALUES(updated_at), NULL, state),
  version = version + 1, updated_at = VALUES(updated_at), expires_at = VALUES(expires_at)
RETURNING data"
        )
    };
}

const MERGE: &str = merging!("JSON_MERGE_PRESERVE(JSON_REMOVE(data, ?, ?), VALUES(data))");

const SET: &str = merging!("JSON_SET(data, ?, JSON_EXTRACT(?, '$'), ?, JSON_EXTRACT(?, '$'))");

pub(super) async fn get_state(pool: &MySqlPool, key: &StorageKey) -> sqlx::Result<Option<String>> {
    let query = bind_key!(sqlx::query_scalar(GET_STATE), key, str::as_bytes);
    let bytes: Option<Vec<u8>> = query.fetch_optional(pool).await?.flatten();
    let state = bytes.map(String::from_utf8).transpose();
    state.map_err(|error| sqlx::Error::Decode(error.into()))
}

pub(super) async fn set_state(pool: &MySqlPool, key: &StorageKey, state: &str) -> sqlx::Result<()> {
    let query = bind_key!(sqlx::query(SET_STATE), key, str::as_bytes);
    query.bind(state.as_bytes()).bind(TTL).execute(pool).await.map(drop)
}

pub(super) async fn set_data(pool: &MySqlPool, key: &StorageKey, data: &Value) -> sqlx::Result<()> {
    let query = bind_key!(sqlx::query(SET_DATA), key, str::as_bytes);
    query.bind(Json(data)).bind(TTL).execute(pool).await.map(drop)
}

pub(super) async fn merge(pool: &MySqlPool, key: &StorageKey, patch: &Data) -> sqlx::Result<Data> {
    let query = bind_key!(sqlx::query_scalar(MERGE), key, str::as_bytes);
    let mut query = query.bind(Json(patch)).bind(TTL);
    for (path, _) in members(patch) {
        query = query.bind(path);
    }
    first(query.fetch_all(pool).await?)
}

pub(super) async fn set(pool: &MySqlPool, key: &StorageKey, patch: &Data) -> sqlx::Result<Data> {
    let query = bind_key!(sqlx::query_scalar(SET), key, str::as_bytes);
    let mut query = query.bind(Json(patch)).bind(TTL);
    for (path, value) in members(patch) {
        query = query.bind(path).bind(value);
    }
    first(query.fetch_all(pool).await?)
}

fn first(rows: Vec<Json<Data>>) -> sqlx::Result<Data> {
    rows.into_iter().next().map(|Json(whole)| whole).ok_or(sqlx::Error::RowNotFound)
}
