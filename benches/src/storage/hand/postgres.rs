//! PostgreSQL by hand.

use super::{Columns, TTL, bind_key};
use fsm_storage::{Data, StorageKey};
use serde_json::Value;
use sqlx::PgPool;
use sqlx::types::Json;

const GET_STATE: &str = "SELECT state FROM fsm_data WHERE bot_id = $1 AND chat_id = $2
  AND user_id = $3 AND thread_id = $4 AND business_connection_id = $5 AND destiny = $6
  AND key_parts = $7
  AND (expires_at IS NULL OR expires_at > (date_part('epoch', clock_timestamp()) * 1000)::bigint)";

const SET_STATE: &str = "INSERT INTO fsm_data AS t (bot_id, chat_id, user_id, thread_id,
  business_connection_id, destiny, key_parts, state, version, updated_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8,
  (date_part('epoch', clock_timestamp()) * 1000000)::bigint,
  (date_part('epoch', clock_timestamp()) * 1000)::bigint,
  (date_part('epoch', clock_timestamp()) * 1000)::bigint + $9)
ON CONFLICT (bot_id, chat_id, user_id, thread_id, business_connection_id, destiny, key_parts)
DO UPDATE SET state = excluded.state,
  data = CASE WHEN t.expires_at <= excluded.updated_at THEN NULL ELSE t.data END,
  version = t.version + 1, updated_at = excluded.updated_at, expires_at = excluded.expires_at";

const SET_DATA: &str = "INSERT INTO fsm_data AS t (bot_id, chat_id, user_id, thread_id,
  business_connection_id, destiny, key_parts, data, version, updated_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8,
  (date_part('epoch', clock_timestamp()) * 1000000)::bigint,
  (date_part('epoch', clock_timestamp()) * 1000)::bigint,
  (date_part('epoch', clock_timestamp()) * 1000)::bigint + $9)
ON CONFLICT (bot_id, chat_id, user_id, thread_id, business_connection_id, destiny, key_parts)
DO UPDATE SET data = excluded.data,
  state = CASE WHEN t.expires_at <= excluded.updated_at THEN NULL ELSE t.state END,
  version = t.version + 1, updated_at = excluded.updated_at, expires_at = excluded.expires_at";

const MERGE: &str = "INSERT INTO fsm_data AS t (bot_id, chat_id, user_id, thread_id,
  business_connection_id, destiny, key_parts, data, version, updated_at, expires_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8,
  (date_part('epoch', clock_timestamp()) * 1000000)::bigint,
  (date_part('epoch', clock_timestamp()) * 1000)::bigint,
  (date_part('epoch', clock_timestamp()) * 1000)::bigint + $9)
ON CONFLICT (bot_id, chat_id, user_id, thread_id, business_connection_id, destiny, key_parts)
DO UPDATE SET
  data = CASE WHEN t.data IS NULL OR t.expires_at <= excluded.updated_at THEN excluded.data
    ELSE t.data || excluded.data END,
  state = CASE WHEN t.expires_at <= excluded.updated_at THEN NULL ELSE t.state END,
  version = t.version + 1, updated_at = excluded.updated_at, expires_at = excluded.expires_at
WHERE t.data IS NULL OR t.expires_at <= excluded.updated_at OR jsonb_typeof(t.data) = 'object'
RETURNING data";

pub(super) async fn get_state(pool: &PgPool, key: &StorageKey) -> sqlx::Result<Option<String>> {
    let query = bind_key!(sqlx::query_scalar(GET_STATE), key);
    Ok(query.fetch_optional(pool).await?.flatten())
}

pub(super) async fn set_state(pool: &PgPool, key: &StorageKey, state: &str) -> sqlx::Result<()> {
    let query = bind_key!(sqlx::query(SET_STATE), key);
    query.bind(state).bind(TTL).execute(pool).await.map(drop)
}

pub(super) async fn set_data(pool: &PgPool, key: &StorageKey, data: &Value) -> sqlx::Result<()> {
    let query = bind_key!(sqlx::query(SET_DATA), key);
    query.bind(Json(data)).bind(TTL).execute(pool).await.map(drop)
}

pub(super) async fn merge(pool: &PgPool, key: &StorageKey, patch: &Data) -> sqlx::Result<Data> {
    let query = bind_key!(sqlx::query_scalar(MERGE), key);
    // To the end: the server commits behind the rows.
    let rows: Vec<Json<Data>> = query.bind(Json(patch)).bind(TTL).fetch_all(pool).await?;
    rows.into_iter().next().map(|Json(whole)| whole).ok_or(sqlx::Error::RowNotFound)
}
