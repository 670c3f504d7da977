//! What the server answers: JSON, whether it went well or not.

use axum::extract::{State, rejection::JsonRejection};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use bot::dialogue;
use fsm_storage::{Error, FsmStorage, StorageKey};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

const BOT: i64 = 1;
const THERE_IS: &str = "there is POST /message and GET /health";

#[derive(Deserialize)]
struct Message {
    chat: i64,
    user: i64,
    text: String,
}

#[derive(Serialize)]
struct Reply {
    reply: String,
    /// Where the conversation is now; null if there is none.
    state: Option<String>,
}

type Problem = (StatusCode, Json<Value>);

pub fn of(storage: FsmStorage) -> Router {
    Router::new()
        .route("/message", post(message))
        .route("/health", get(health))
        .fallback(async || problem(StatusCode::NOT_FOUND, THERE_IS))
        .method_not_allowed_fallback(async || problem(StatusCode::METHOD_NOT_ALLOWED, THERE_IS))
        .with_state(storage)
}

async fn message(
    State(storage): State<FsmStorage>,
    message: Result<Json<Message>, JsonRejection>,
) -> Result<Json<Reply>, Problem> {
    let Json(Message { chat, user, text }) =
        message.map_err(|wrong| problem(wrong.status(), &wrong.body_text()))?;
    let key = StorageKey::new(BOT, chat, user);
    // Messages of one conversation are handled one after the other, whichever process gets them.
    let turn = storage.lock(&key).await.map_err(failed)?;
    let reply = dialogue::answer(&storage, &key, &text).await.map_err(failed)?;
    let state = storage.get_state(&key).await.map_err(failed)?;
    turn.release().await;
    Ok(Json(Reply { reply, state }))
}

/// Whether the database answers and the table is as this version expects.
async fn health(State(storage): State<FsmStorage>) -> Result<Json<Value>, Problem> {
    let health = storage.health().await.map_err(failed)?;
    if health.is_fine() {
        Ok(Json(json!({ "health": health.to_string() })))
    } else {
        Err(problem(StatusCode::SERVICE_UNAVAILABLE, &health.to_string()))
    }
}

/// The details are for the log: they are none of the client's business.
fn failed(error: Error) -> Problem {
    eprintln!("{error:?}");
    if error.is_retryable() {
        problem(StatusCode::SERVICE_UNAVAILABLE, "the database is busy or away: try again")
    } else {
        problem(StatusCode::INTERNAL_SERVER_ERROR, "something went wrong on this side")
    }
}

fn problem(status: StatusCode, what: &str) -> Problem {
    (status, Json(json!({ "error": what })))
}
