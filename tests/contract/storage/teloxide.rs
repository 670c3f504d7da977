//! teloxide's dialogues over the table: what its trait promises, step by step beside its own storage
//! in memory, and what its handlers do.

use super::subject::storage;
use fsm_storage::teloxide::{DIALOGUE_DESTINY, DialogueStorage, DialogueStorageError};
use fsm_storage::{ErrorKind, FsmStorage, StorageKey};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;
use teloxide::dispatching::dialogue::{Dialogue, ErasedStorage, InMemStorage, Storage};
use teloxide::prelude::*;
use teloxide::types::{Me, UpdateKind};

pub fn cases() -> Vec<Case> {
    cases![
        teloxides_own_test_of_its_storages_passes,
        every_sequence_of_calls_answers_as_the_storage_in_memory,
        any_type_that_serde_writes_comes_back,
        a_dialogue_is_listed_under_its_variant,
        state_and_data_of_a_row_are_of_one_dialogue,
        chats_that_only_pass_by_take_no_row,
        a_dialogue_that_goes_back_to_its_default_gives_its_row_up,
        handlers_enter_and_leave_dialogues,
        bots_and_destinies_and_other_conversations_are_kept_apart,
        a_dialogue_of_another_type_is_an_error_and_stays,
        what_no_json_holds_is_refused_and_the_dialogue_stays,
        dialogues_expire_with_the_storage,
        an_erased_storage_keeps_its_errors,
    ]
}

const BOT: i64 = 42;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
enum State {
    #[default]
    Start,
    ReceiveName,
    ReceiveAge {
        name: String,
    },
    Done(String, u8),
}

fn age(name: &str) -> State {
    State::ReceiveAge { name: name.to_owned() }
}

type Own<D> = Arc<DialogueStorage<D>>;

async fn dialogues(
    db: &TestDatabase,
) -> Result<(FsmStorage, Own<State>), Box<dyn std::error::Error + Send + Sync>> {
    let storage = storage(db).await?;
    Ok((storage.clone(), Arc::new(DialogueStorage::new(storage, BOT))))
}

async fn count(storage: &FsmStorage) -> Result<u64, fsm_storage::Error> {
    Ok(storage.count_by_state().await?.values().sum())
}

/// `teloxide/crates/teloxide/tests/sqlite.rs`, line by line.
async fn teloxides_own_test_of_its_storages_passes(db: &TestDatabase) -> TestResult {
    let storage = Arc::new(DialogueStorage::<String>::new(storage(db).await?, BOT));
    let get = async |chat| Arc::clone(&storage).get_dialogue(ChatId(chat)).await.unwrap();
    for chat in [1, 11, 256] {
        assert_eq!(get(chat).await, None);
    }
    for (chat, text) in [(1, "ABC"), (11, "DEF"), (256, "GHI")] {
        Arc::clone(&storage).update_dialogue(ChatId(chat), text.to_owned()).await?;
    }
    for (chat, text) in [(1, "ABC"), (11, "DEF"), (256, "GHI")] {
        assert_eq!(get(chat).await.as_deref(), Some(text));
    }
    for chat in [1, 11, 256] {
        Arc::clone(&storage).remove_dialogue(ChatId(chat)).await?;
        assert_eq!(get(chat).await, None);
    }
    // Check that a try to remove a non-existing dialogue results in an error.
    assert!(matches!(
        Arc::clone(&storage).remove_dialogue(ChatId(1)).await.unwrap_err(),
        DialogueStorageError::DialogueNotFound { chat_id: 1, .. }
    ));
    Ok(())
}

#[derive(Clone, Copy, Debug)]
enum Call {
    Reset,
    Update,
    Get,
    GetOrDefault,
    Exit,
}

/// What a dialogue answered: whether it went well, and what came back.
async fn answer<S>(dialogue: &Dialogue<State, S>, call: Call) -> (bool, Option<State>)
where
    S: Storage<State> + ?Sized,
{
    fn said<T, E>(result: Result<T, E>) -> (bool, Option<T>) {
        (result.is_ok(), result.ok())
    }
    match call {
        Call::Reset => (dialogue.reset().await.is_ok(), None),
        Call::Update => (dialogue.update(age("Ada")).await.is_ok(), None),
        Call::Get => {
            let (fine, found) = said(dialogue.get().await);
            (fine, found.flatten())
        }
        Call::GetOrDefault => said(dialogue.get_or_default().await),
        Call::Exit => (dialogue.exit().await.is_ok(), None),
    }
}

async fn every_sequence_of_calls_answers_as_the_storage_in_memory(db: &TestDatabase) -> TestResult {
    use Call::{Exit, Get, GetOrDefault, Reset, Update};
    const CALLS: [Call; 5] = [Reset, Update, Get, GetOrDefault, Exit];
    const LENGTH: u32 = 4;
    let (_, own) = dialogues(db).await?;
    let memory = InMemStorage::<State>::new();
    for sequence in 0..CALLS.len().pow(LENGTH) {
        let chat = ChatId(i64::try_from(sequence)?);
        let own = Dialogue::<State, _>::new(Arc::clone(&own), chat);
        let memory = Dialogue::<State, _>::new(Arc::clone(&memory), chat);
        let mut made = Vec::new();
        for place in 0..LENGTH {
            let call = CALLS[sequence / CALLS.len().pow(place) % CALLS.len()];
            made.push(call);
            let (ours, theirs) = (answer(&own, call).await, answer(&memory, call).await);
            assert_eq!(ours, theirs, "{made:?}");
        }
    }
    Ok(())
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Form {
    name: Option<String>,
    marks: Vec<(u8, f64)>,
    by_number: BTreeMap<u32, i64>,
    large: u128,
    nested: Box<Option<Form>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Tagged {
    FirstStep,
    SecondStep { dialogue: String },
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Unit;

async fn round_trip<D>(storage: &FsmStorage, chat: i64, dialogue: D) -> TestResult
where
    D: Clone + Debug + PartialEq + Send + Serialize + DeserializeOwned + 'static,
{
    let own = Arc::new(DialogueStorage::<D>::without_default(storage.clone(), BOT));
    Arc::clone(&own).update_dialogue(ChatId(chat), dialogue.clone()).await?;
    let found = Arc::clone(&own).get_dialogue(ChatId(chat)).await?;
    assert_eq!(found, Some(dialogue));
    own.remove_dialogue(ChatId(chat)).await?;
    assert_eq!(count(storage).await?, 0);
    Ok(())
}

async fn any_type_that_serde_writes_comes_back(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let leaf = Form {
        name: None,
        marks: vec![(0, 0.1), (255, 1e16), (1, -2.5e-300)],
        by_number: BTreeMap::from([(0, i64::MIN), (u32::MAX, i64::MAX)]),
        large: u128::MAX,
        nested: Box::new(None),
    };
    let name = Some("\"Ада\" \\ 😀\n".to_owned());
    round_trip(&storage, 1, leaf.clone()).await?;
    round_trip(&storage, i64::MIN, Form { name, nested: Box::new(Some(leaf)), ..form() }).await?;
    // What is no object: text, numbers, lists, nothing at all.
    round_trip(&storage, 1, "text".to_owned()).await?;
    round_trip(&storage, 1, String::new()).await?;
    round_trip(&storage, 1, u64::MAX).await?;
    round_trip(&storage, 1, -0.5_f64).await?;
    round_trip(&storage, 1, true).await?;
    round_trip(&storage, 1, 'x').await?;
    round_trip(&storage, 1, ()).await?;
    round_trip(&storage, 1, Unit).await?;
    round_trip(&storage, 1, None::<State>).await?;
    round_trip(&storage, 1, Some(State::Start)).await?;
    round_trip(&storage, 1, Vec::<State>::new()).await?;
    round_trip(&storage, 1, vec![State::Start, age("Ada")]).await?;
    round_trip(&storage, 1, (1, "a".to_owned(), [State::Done("b".to_owned(), 2)])).await?;
    round_trip(&storage, 1, BTreeMap::<String, u8>::new()).await?;
    round_trip(&storage, 1, json!({"dialogue": {"dialogue": null}, "": [{}]})).await?;
    round_trip(&storage, 1, Tagged::FirstStep).await?;
    round_trip(&storage, 1, Tagged::SecondStep { dialogue: "x".to_owned() }).await?;
    round_trip(&storage, 1, State::Start).await?;
    Ok(())
}

fn form() -> Form {
    Form {
        name: None,
        marks: Vec::new(),
        by_number: BTreeMap::new(),
        large: 0,
        nested: Box::new(None),
    }
}

async fn a_dialogue_is_listed_under_its_variant(db: &TestDatabase) -> TestResult {
    let (storage, own) = dialogues(db).await?;
    let all = [
        (1, State::ReceiveName),
        (2, age("Ada")),
        (3, age("Bob")),
        (4, State::Done("C".to_owned(), 3)),
    ];
    for (chat, state) in all {
        Arc::clone(&own).update_dialogue(ChatId(chat), state).await?;
    }
    let counts = storage.count_by_state().await?;
    let expected = [("Done", 1), ("ReceiveAge", 2), ("ReceiveName", 1)];
    assert_eq!(counts, expected.map(|(name, count)| (Some(name.to_owned()), count)).into());
    let page = storage.list().bot(BOT).state("ReceiveAge").await?;
    let chats: Vec<i64> = page.conversations.iter().map(|found| found.key.chat_id).collect();
    assert_eq!(chats, [2, 3]);
    // What has no variant to be seen is kept without a label.
    let tagged = Arc::new(DialogueStorage::<Tagged>::without_default(storage.clone(), BOT));
    tagged.update_dialogue(ChatId(1), Tagged::FirstStep).await?;
    assert_eq!(storage.list().state(None).await?.conversations.len(), 1);
    Ok(())
}

async fn state_and_data_of_a_row_are_of_one_dialogue(db: &TestDatabase) -> TestResult {
    let (storage, own) = dialogues(db).await?;
    let key = own.key(ChatId(7));
    let write = |state: fn(u8) -> State| {
        let own = Arc::clone(&own);
        tokio::spawn(async move {
            for round in 0..50 {
                Arc::clone(&own).update_dialogue(ChatId(7), state(round)).await.unwrap();
            }
        })
    };
    let writers =
        [write(|round| age(&round.to_string())), write(|round| State::Done(String::new(), round))];
    while !writers.iter().all(tokio::task::JoinHandle::is_finished) {
        let found = storage.get(&key).await?;
        let Some(state) = found.state else { continue };
        assert!(found.data["dialogue"][&state] != Value::Null, "{state}: {:?}", found.data);
    }
    for writer in writers {
        writer.await?;
    }
    Ok(())
}

async fn chats_that_only_pass_by_take_no_row(db: &TestDatabase) -> TestResult {
    let (storage, own) = dialogues(db).await?;
    for chat in 0..20 {
        let dialogue = Dialogue::new(Arc::clone(&own), ChatId(chat));
        for _ in 0..3 {
            assert_eq!(dialogue.get_or_default().await?, State::Start);
        }
    }
    assert_eq!(count(&storage).await?, 0);
    // Another process sees the default too, and takes the chat from there.
    let other =
        Dialogue::new(Arc::new(DialogueStorage::<State>::new(storage.clone(), BOT)), ChatId(1));
    assert_eq!(other.get_or_default().await?, State::Start);
    other.update(age("Ada")).await?;
    let dialogue = Dialogue::<State, _>::new(Arc::clone(&own), ChatId(1));
    assert_eq!(dialogue.get().await?, Some(age("Ada")));
    Ok(())
}

async fn a_dialogue_that_goes_back_to_its_default_gives_its_row_up(
    db: &TestDatabase,
) -> TestResult {
    let (storage, own) = dialogues(db).await?;
    let dialogue = Dialogue::<State, _>::new(Arc::clone(&own), ChatId(1));
    dialogue.update(age("Ada")).await?;
    assert_eq!(count(&storage).await?, 1);
    dialogue.reset().await?;
    assert_eq!(count(&storage).await?, 0);
    assert_eq!(dialogue.get().await?, Some(State::Start));
    dialogue.exit().await?;
    assert!(matches!(
        dialogue.exit().await.unwrap_err(),
        DialogueStorageError::DialogueNotFound { chat_id: 1, .. }
    ));
    // Unless the default is to be stored.
    let all = Arc::new(DialogueStorage::<State>::without_default(storage.clone(), BOT));
    all.update_dialogue(ChatId(1), State::Start).await?;
    assert_eq!(count(&storage).await?, 1);
    Ok(())
}

type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

fn message(chat: i64, text: &str) -> Update {
    let chat = json!({"id": chat, "type": "private", "first_name": "Ada"});
    let from = json!({"id": 7, "is_bot": false, "first_name": "Ada"});
    let message = json!({"message_id": 1, "date": 0, "chat": chat, "from": from, "text": text});
    // teloxide expects the id first.
    let update = format!(r#"{{"update_id":1,"message":{message}}}"#);
    let update: Update = serde_json::from_str(&update).unwrap();
    assert!(matches!(update.kind, UpdateKind::Message(_)), "{update:?}");
    update
}

fn me() -> Me {
    serde_json::from_value(json!({
        "id": BOT, "is_bot": true, "first_name": "bot", "username": "bot", "can_join_groups": true,
        "can_read_all_group_messages": false, "supports_inline_queries": false,
        "can_connect_to_business": false, "has_main_web_app": false,
    }))
    .unwrap()
}

/// A dispatcher's work on some messages, without a network.
async fn handle(own: &Own<State>, chat: i64, texts: &[&str]) -> TestResult {
    type Own = DialogueStorage<State>;
    type MyDialogue = Dialogue<State, Own>;
    async fn cancel(dialogue: MyDialogue) -> Outcome {
        Ok(dialogue.exit().await?)
    }
    async fn start(dialogue: MyDialogue, message: Message) -> Outcome {
        if message.text() == Some("begin") {
            dialogue.update(State::ReceiveName).await?;
        }
        Ok(())
    }
    async fn receive_name(dialogue: MyDialogue, message: Message) -> Outcome {
        dialogue.update(age(message.text().unwrap_or_default())).await?;
        Ok(())
    }
    async fn receive_age(dialogue: MyDialogue, name: String, message: Message) -> Outcome {
        let age = message.text().unwrap_or_default().parse()?;
        dialogue.update(State::Done(name, age)).await?;
        Ok(())
    }
    let handler = Update::filter_message()
        .enter_dialogue::<Message, Own, State>()
        .branch(
            dptree::filter(|message: Message| message.text() == Some("/cancel")).endpoint(cancel),
        )
        .branch(dptree::case![State::Start].endpoint(start))
        .branch(dptree::case![State::ReceiveName].endpoint(receive_name))
        .branch(dptree::case![State::ReceiveAge { name }].endpoint(receive_age));
    for text in texts {
        let given = dptree::deps![Arc::clone(own), message(chat, text), me(), Bot::new("42:token")];
        match handler.dispatch(given).await {
            std::ops::ControlFlow::Break(outcome) => outcome?,
            std::ops::ControlFlow::Continue(_) => return Err(format!("nobody took {text}").into()),
        }
    }
    Ok(())
}

async fn handlers_enter_and_leave_dialogues(db: &TestDatabase) -> TestResult {
    let (storage, own) = dialogues(db).await?;
    handle(&own, 1, &["hello", "hello"]).await?;
    // In no dialogue yet, and teloxide's own storages let it be left: they have stored the default.
    handle(&own, 2, &["/cancel", "hello", "/cancel"]).await?;
    assert_eq!(count(&storage).await?, 0);
    handle(&own, 1, &["begin", "Ada"]).await?;
    // After a restart.
    let own = Arc::new(DialogueStorage::new(storage.clone(), BOT));
    handle(&own, 1, &["36"]).await?;
    let dialogue = Arc::clone(&own).get_dialogue(ChatId(1)).await?;
    assert_eq!(dialogue, Some(State::Done("Ada".to_owned(), 36)));
    handle(&own, 3, &["begin", "Bob", "/cancel", "/cancel"]).await?;
    assert_eq!(count(&storage).await?, 1);
    Ok(())
}

async fn bots_and_destinies_and_other_conversations_are_kept_apart(
    db: &TestDatabase,
) -> TestResult {
    let (storage, own) = dialogues(db).await?;
    assert_eq!(own.key(ChatId(7)), StorageKey::new(BOT, 7, 7).destiny(DIALOGUE_DESTINY));
    let other_bot = Arc::new(DialogueStorage::<State>::new(storage.clone(), BOT + 1));
    let other_destiny =
        Arc::new(DialogueStorage::<String>::new(storage.clone(), BOT).destiny("feedback"));
    let plain = StorageKey::new(BOT, 7, 7);
    storage.set_state(&plain, Some("own")).await?;
    Arc::clone(&own).update_dialogue(ChatId(7), State::ReceiveName).await?;
    Arc::clone(&other_bot).update_dialogue(ChatId(7), age("Ada")).await?;
    Arc::clone(&other_destiny).update_dialogue(ChatId(7), "text".to_owned()).await?;
    Arc::clone(&own).update_dialogue(ChatId(7), State::Start).await?;
    assert_eq!(own.get_dialogue(ChatId(7)).await?, Some(State::Start));
    assert_eq!(other_bot.get_dialogue(ChatId(7)).await?, Some(age("Ada")));
    assert_eq!(other_destiny.get_dialogue(ChatId(7)).await?.as_deref(), Some("text"));
    assert_eq!(storage.get_state(&plain).await?.as_deref(), Some("own"));
    assert_eq!(storage.delete_user(7).await?, 3);
    Ok(())
}

async fn a_dialogue_of_another_type_is_an_error_and_stays(db: &TestDatabase) -> TestResult {
    let (storage, own) = dialogues(db).await?;
    let older = Arc::new(DialogueStorage::<BTreeMap<String, String>>::new(storage.clone(), BOT));
    let secret = BTreeMap::from([("ReceivePassword".to_owned(), "secret".to_owned())]);
    Arc::clone(&older).update_dialogue(ChatId(1), secret.clone()).await?;
    let dialogue = Dialogue::<State, _>::new(Arc::clone(&own), ChatId(1));
    let DialogueStorageError::Storage(error) = dialogue.get_or_default().await.unwrap_err() else {
        panic!("not found")
    };
    assert!(matches!(error.kind(), ErrorKind::Mismatch { .. }), "{error:?}");
    assert!(!format!("{error:?}{error:#?}").contains("secret"), "{error:?}");
    assert_eq!(Arc::clone(&older).get_dialogue(ChatId(1)).await?, Some(secret));
    // What teloxide does if TELOXIDE_DIALOGUE_BEHAVIOUR is `default`.
    dialogue.update(State::default()).await?;
    assert_eq!(dialogue.get_or_default().await?, State::Start);
    Ok(())
}

async fn what_no_json_holds_is_refused_and_the_dialogue_stays(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let own = Arc::new(DialogueStorage::<(f64, String)>::new(storage, BOT));
    Arc::clone(&own).update_dialogue(ChatId(1), (1.0, "a".to_owned())).await?;
    for refused in [(f64::NAN, "b".to_owned()), (1.0, "\0".to_owned())] {
        let error = Arc::clone(&own).update_dialogue(ChatId(1), refused).await.unwrap_err();
        let text = error.to_string();
        assert!(text.starts_with("`update_dialogue` failed for bot 42, chat 1, "), "{text}");
    }
    assert_eq!(own.get_dialogue(ChatId(1)).await?, Some((1.0, "a".to_owned())));
    Ok(())
}

async fn dialogues_expire_with_the_storage(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?.with_ttl(Duration::from_millis(50));
    let own = Arc::new(DialogueStorage::<State>::new(storage, BOT));
    let dialogue = Dialogue::<State, _>::new(Arc::clone(&own), ChatId(1));
    dialogue.update(age("Ada")).await?;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(dialogue.get().await?, None);
    assert!(dialogue.exit().await.is_err());
    dialogue.update(age("Bob")).await?;
    assert_eq!(dialogue.get().await?, Some(age("Bob")));
    Ok(())
}

async fn an_erased_storage_keeps_its_errors(db: &TestDatabase) -> TestResult {
    let (_, own) = dialogues(db).await?;
    let erased: Arc<ErasedStorage<State>> = own.erase();
    let dialogue = Dialogue::new(erased, ChatId(5));
    assert_eq!(dialogue.get_or_default().await?, State::Start);
    dialogue.exit().await?;
    let error = dialogue.exit().await.unwrap_err();
    assert_eq!(error.to_string(), "chat 5 has no dialogue");
    Ok(())
}
