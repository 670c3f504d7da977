//! What an operation sends, and what it tells `tracing`: one statement where one is enough, and
//! nothing of the conversation.

use crate::create::count::counted;
use fsm_core::{DatabaseOptions, DatabasePool, Dialect};
use fsm_storage::{Error, FsmStorage, StorageKey};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use serde_json::{Value, json};
use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::instrument::WithSubscriber as _;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Subscriber};
use tracing_subscriber::layer::{Context, SubscriberExt as _};
use tracing_subscriber::{Layer, Registry};

pub fn cases() -> Vec<Case> {
    cases![
        an_operation_is_one_statement_where_one_is_enough,
        spans_hold_nothing_of_the_conversation
    ]
}

/// A storage on a pool of one connection, which is set up by now.
async fn storage(
    db: &TestDatabase,
) -> Result<(FsmStorage, DatabasePool), Box<dyn std::error::Error + Send + Sync>> {
    super::subject::storage(db).await?;
    let one = DatabaseOptions::new().max_connections(1).connect(db.url()).await?;
    let storage = FsmStorage::builder(&one).build()?;
    // On MySQL the first of them asks what server it is.
    storage.update_data(&StorageKey::new(0, 0, 0), json!({"a": 1})).await?;
    Ok((storage, one))
}

async fn an_operation_is_one_statement_where_one_is_enough(db: &TestDatabase) -> TestResult {
    let (storage, one) = storage(db).await?;
    let storage = &storage;
    let key = &StorageKey::new(1, 2, 3);
    macro_rules! sends {
        ($statements:expr, $operation:expr) => {
            let sent = counted(async { $operation.await.map(drop) }).await?;
            assert_eq!(sent, $statements, "{}", stringify!($operation));
        };
    }
    // What is taken away may take the row with it: one statement on PostgreSQL, elsewhere one for
    // each half, and where neither did anything a look.
    let whole = db.dialect() == Dialect::Postgres;
    let [removed, kept, nothing] = if whole { [1, 1, 1] } else { [1, 2, 3] };
    sends!(1, storage.get_state(key));
    sends!(nothing, storage.set_state(key, None));
    sends!(1, storage.set_state(key, Some("a")));
    sends!(1, storage.set_state(key, Some("b")));
    sends!(1, storage.get_state(key));
    sends!(1, storage.set_state_if(key, Some("b"), Some("c")));
    sends!(1, storage.set_state_if(key, Some("x"), Some("c")));
    sends!(removed, storage.set_state(key, None));
    sends!(
        if db.dialect() == Dialect::Mysql { 2 } else { 1 },
        storage.set_state_if(key, None, Some("a"))
    );
    sends!(1, storage.set_data(key, json!({"a": 1})));
    sends!(1, storage.update_data(key, json!({"b": 1})));
    sends!(1, storage.update_data(key, json!({})));
    sends!(1, storage.get_data(key));
    sends!(1, storage.get_data_as::<Value>(key));
    sends!(1, storage.get_value::<Value>(key, "a"));
    sends!(1, storage.get(key));
    sends!(kept, storage.set_state(key, None));
    sends!(removed, storage.set_data(key, json!({})));
    sends!(1, storage.clear(key));
    sends!(1, storage.list());
    sends!(1, storage.count_by_state());
    // The conversations, and the locks of handlers that died.
    sends!(2, storage.delete_user(3));
    sends!(1, storage.purge_expired(10));
    sends!(1, storage.health());
    one.close().await;
    Ok(())
}

/// Keeps every word of every span and event of this crate's.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<String>>);

impl Visit for Heard {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = writeln!(self.0.lock().unwrap(), "{} = {value:?}", field.name());
    }
}

impl<S: Subscriber> Layer<S> for Heard {
    fn on_new_span(&self, attributes: &Attributes<'_>, _: &Id, _: Context<'_, S>) {
        attributes.record(&mut self.clone());
    }

    fn on_record(&self, _: &Id, values: &Record<'_>, _: Context<'_, S>) {
        values.record(&mut self.clone());
    }

    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        event.record(&mut self.clone());
    }
}

async fn spans_hold_nothing_of_the_conversation(db: &TestDatabase) -> TestResult {
    let (storage, one) = storage(db).await?;
    let heard = Heard::default();
    let key = StorageKey::new(111_222, 333_444, 555_666)
        .thread(777_888)
        .business_connection("their-connection")
        .destiny("their-destiny");
    let all = async {
        storage.set_state(&key, Some("their-state")).await?;
        storage.update_data(&key, json!({"their-name": "their-value"})).await?;
        storage.update_data(&key, json!({"their-name": "their-value"})).await?;
        storage.get_value::<Value>(&key, "their-name").await?;
        storage.get(&key).await?;
        storage.list().bot(111_222).state("their-state").after(key.clone()).await?;
        storage.set_state_if(&key, Some("their-state"), None).await?;
        storage.get_data_as::<Vec<u8>>(&key).await.unwrap_err();
        storage.set_data(&key, json!(["their-value"])).await.unwrap_err();
        storage.delete_user(555_666).await?;
        storage.purge_expired(10).await?;
        Ok::<_, Error>(())
    };
    all.with_subscriber(Registry::default().with(heard.clone())).await?;
    let heard = heard.0.lock().unwrap().clone();
    for told in ["operation = \"set_state\"", "operation = \"update_data\"", "table = fsm_data"] {
        assert!(heard.contains(told), "{told} was not told in\n{heard}");
    }
    for secret in ["their-", "111222", "333444", "555666", "777888"] {
        assert!(!heard.contains(secret), "{secret} was told in\n{heard}");
    }
    one.close().await;
    Ok(())
}
