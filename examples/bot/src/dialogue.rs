//! A registration: name, age, confirm, done. It knows nothing of where messages come from.

use fsm_storage::{Error, FsmStorage, States, StorageKey};
use serde::Deserialize;
use serde_json::json;

/// Where a conversation is: stored as `form:name`, `form:age` and so on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, States)]
pub enum Form {
    Name,
    Age,
    Confirm,
    Done,
}

/// What a conversation has gathered so far.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Person {
    name: String,
    age: u8,
}

const COMMANDS: &str = "I know /start, /back and /cancel.";

/// What the bot answers to a message. When it answers, what the message said is in the database.
pub async fn answer(storage: &FsmStorage, key: &StorageKey, text: &str) -> Result<String, Error> {
    let text = text.trim();
    let state: Option<Form> = storage.get_state_as(key).await?;

    if let Some(command) = text.strip_prefix('/') {
        return match (command, state) {
            ("start", _) => {
                storage.clear(key).await?;
                go(storage, key, None, Form::Name).await
            }
            ("cancel", Some(_)) => {
                storage.clear(key).await?;
                Ok("Cancelled, and what you told me is forgotten.".to_owned())
            }
            ("cancel", None) => Ok("There is nothing to cancel.".to_owned()),
            ("back", Some(Form::Age)) => go(storage, key, state, Form::Name).await,
            ("back", Some(Form::Confirm)) => go(storage, key, state, Form::Age).await,
            ("back", _) => Ok("There is nothing to go back to.".to_owned()),
            _ => Ok(COMMANDS.to_owned()),
        };
    }

    match (state, text) {
        (None, _) => go(storage, key, None, Form::Name).await,
        // Nothing was said: ask again.
        (Some(state), "") => ask(storage, key, state).await,
        (Some(Form::Name), name) => {
            if name.chars().count() > 80 || name.contains(char::is_control) {
                return Ok("A name of at most 80 letters, please.".to_owned());
            }
            // First what was said, then where we are: should the program end between the two, the
            // question is asked once more and nothing is missing.
            storage.update_data(key, json!({ "name": name })).await?;
            go(storage, key, state, Form::Age).await
        }
        (Some(Form::Age), age) => match age.parse::<u8>() {
            Ok(age @ 1..=130) => {
                storage.update_data(key, json!({ "age": age })).await?;
                go(storage, key, state, Form::Confirm).await
            }
            _ => Ok("A number from 1 to 130, please.".to_owned()),
        },
        (Some(Form::Confirm), word) => match &*word.to_lowercase() {
            "yes" => go(storage, key, state, Form::Done).await,
            "no" => go(storage, key, state, Form::Name).await,
            _ => Ok("Yes or no, please.".to_owned()),
        },
        (Some(Form::Done), _) => ask(storage, key, Form::Done).await,
    }
}

/// Moves on from where the message found the conversation, unless another message of the same
/// person was faster: whoever says `yes` twice is registered once.
async fn go(
    storage: &FsmStorage,
    key: &StorageKey,
    from: Option<Form>,
    to: Form,
) -> Result<String, Error> {
    let expected = from.as_ref().map(Form::as_str);
    if storage.set_state_if(key, expected, Some(to.as_str())).await? {
        ask(storage, key, to).await
    } else {
        Ok("One message at a time, please.".to_owned())
    }
}

/// What the bot says in a state.
async fn ask(storage: &FsmStorage, key: &StorageKey, state: Form) -> Result<String, Error> {
    let Person { name, age } = storage.get_data_as(key).await?.unwrap_or_default();
    Ok(match state {
        Form::Name => "Hello! What is your name?".to_owned(),
        Form::Age => format!("How old are you, {name}?"),
        Form::Confirm => format!("{name}, {age} years old: is that right? (yes or no)"),
        Form::Done => format!("You are registered: {name}, {age} years old."),
    })
}
