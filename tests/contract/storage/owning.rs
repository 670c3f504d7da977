//! The table: three ways of owning it, hostile names for it, and whether it is what is expected.

use super::subject::pool;
use fsm_core::{Dialect, Metadata};
use fsm_storage::{ErrorKind, FsmStorage, FsmTable, StorageKey};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use serde_json::{Value, json};

const KEY: StorageKey = StorageKey::new(1, 2, 3);

pub fn cases() -> Vec<Case> {
    cases![
        attached_it_takes_the_place_of_the_linked_table,
        a_name_that_is_taken_is_refused_and_changes_nothing,
        two_storages_share_nothing,
        a_hostile_name_is_only_a_name,
        it_lives_in_a_schema,
        a_table_that_is_missing_is_said_to_be,
        a_fresh_table_is_fine,
        what_differs_is_said,
        an_extra_column_matters_only_if_it_must_have_a_value,
    ]
}

async fn use_it(storage: &FsmStorage) -> TestResult {
    storage.set_state(&KEY, Some("a")).await?;
    storage.update_data(&KEY, json!({"a": 1})).await?;
    let whole = storage.update_data(&KEY, json!({"b": 1})).await?;
    assert_eq!(Value::from(whole), json!({"a": 1, "b": 1}));
    storage.set_state(&KEY, None).await?;
    assert!(storage.set_state_if(&KEY, None, Some("b")).await?);
    assert_eq!(storage.list().state("b").await?.conversations.len(), 1);
    assert!(storage.health().await?.is_fine(), "{}", storage.health().await?);
    assert_eq!(storage.purge_expired(10).await?, 0);
    assert_eq!(storage.delete_user(KEY.user_id).await?, 1);
    Ok(())
}

async fn attached_it_takes_the_place_of_the_linked_table(db: &TestDatabase) -> TestResult {
    let mut metadata = fsm_core::metadata();
    assert!(metadata.contains("fsm_data"));
    let storage = FsmStorage::builder(pool(db)).table_name("dev_fsm").attach(&mut metadata)?;
    assert!(metadata.contains("dev_fsm") && !metadata.contains("fsm_data"));
    assert_eq!(storage.table().to_string(), "dev_fsm");
    let own = FsmTable::named("dev_fsm").into_metadata();
    own.create_all(&pool(db)).await?;
    use_it(&storage).await
}

async fn a_name_that_is_taken_is_refused_and_changes_nothing(db: &TestDatabase) -> TestResult {
    let mut metadata = Metadata::from_iter([fsm_core::TableDef::new("users")]);
    let refused =
        FsmStorage::builder(pool(db)).table_name("users").attach(&mut metadata).unwrap_err();
    assert!(matches!(refused.kind(), ErrorKind::Schema { .. }), "{refused:?}");
    assert_eq!(metadata.len(), 1);
    Ok(())
}

async fn two_storages_share_nothing(db: &TestDatabase) -> TestResult {
    let mut metadata = Metadata::new();
    let one = FsmStorage::builder(pool(db)).table_name("one").attach(&mut metadata)?;
    let other = FsmStorage::builder(pool(db)).table_name("other").attach(&mut metadata)?;
    metadata.create_all(&pool(db)).await?;
    one.set_state(&KEY, Some("a")).await?;
    assert_eq!(other.get_state(&KEY).await?, None);
    use_it(&other).await?;
    assert_eq!(one.get_state(&KEY).await?.as_deref(), Some("a"));
    Ok(())
}

async fn a_hostile_name_is_only_a_name(db: &TestDatabase) -> TestResult {
    for name in ["a:state", "select", "x\"y`z'", "--", ":table :now", "Ünï çødé", "a$1?2"] {
        let mut metadata = Metadata::new();
        let storage = FsmStorage::builder(pool(db)).table_name(name).attach(&mut metadata)?;
        metadata.create_all(&pool(db)).await?;
        use_it(&storage).await?;
    }
    Ok(())
}

async fn it_lives_in_a_schema(db: &TestDatabase) -> TestResult {
    let schema = match db.dialect() {
        Dialect::Postgres => "bot".to_owned(),
        Dialect::Sqlite => "main".to_owned(),
        _ => db.query_text("SELECT DATABASE()").await?[0][0].clone().unwrap(),
    };
    let mut metadata = Metadata::new();
    let storage = FsmStorage::builder(pool(db)).schema(schema).attach(&mut metadata)?;
    metadata.create_all(&pool(db)).await?;
    use_it(&storage).await
}

async fn a_table_that_is_missing_is_said_to_be(db: &TestDatabase) -> TestResult {
    let storage = FsmStorage::builder(pool(db)).build()?;
    let health = storage.health().await?;
    assert!(!health.exists && !health.is_fine());
    assert_eq!(health.to_string(), "there is no table `fsm_data`");
    Ok(())
}

async fn a_fresh_table_is_fine(db: &TestDatabase) -> TestResult {
    let storage = super::subject::storage(db).await?;
    let health = storage.health().await?;
    assert_eq!(health.differences, <[String; 0]>::default());
    assert_eq!(health.to_string(), "the table `fsm_data` is fine");
    Ok(())
}

async fn what_differs_is_said(db: &TestDatabase) -> TestResult {
    db.execute(
        "CREATE TABLE fsm_data (bot_id BIGINT NOT NULL, chat_id VARCHAR(20) NOT NULL, \
         state VARCHAR(5) NOT NULL, data INTEGER, must INTEGER NOT NULL, may INTEGER, \
         PRIMARY KEY (bot_id, chat_id))",
    )
    .await?;
    let health = FsmStorage::builder(pool(db)).build()?.health().await?;
    assert!(health.exists && !health.is_fine());
    let text = health.to_string();
    for part in [
        "the column `chat_id` is `varchar(20)`, not `bigint`",
        "the column `user_id` is missing",
        "the column `state` cannot be NULL",
        "the column `data` is `int",
        "the column `must` is none of the storage's and must have a value",
        "the primary key is not (bot_id, chat_id, user_id, ",
        "no index begins with (state, bot_id, chat_id, user_id, ",
        "no index begins with (expires_at)",
    ] {
        let text = text.to_lowercase().replace("character varying", "varchar");
        assert!(text.contains(&part.to_lowercase()), "{part} is not in {text}");
    }
    assert!(!text.contains("`may`") && !text.contains("`bot_id`"), "{text}");
    Ok(())
}

async fn an_extra_column_matters_only_if_it_must_have_a_value(db: &TestDatabase) -> TestResult {
    let storage = super::subject::storage(db).await?;
    db.execute("ALTER TABLE fsm_data ADD COLUMN note VARCHAR(10)").await?;
    db.execute("ALTER TABLE fsm_data ADD COLUMN kind INTEGER NOT NULL DEFAULT 1").await?;
    use_it(&storage).await
}
