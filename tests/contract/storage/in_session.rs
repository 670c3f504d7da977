//! The way of servers that answer no rows to writes, as MySQL does not: on MariaDB, told that it
//! were one of them.

use super::basics::{
    updating_keeps_null_as_a_value, updating_puts_values_beside_and_in_the_place_of_others,
    updating_replaces_what_is_nested_as_a_whole, updating_with_nothing_answers_what_there_is,
};
use super::exact::{
    a_mebibyte_of_data_is_kept, data_as_deep_as_the_limit_is_kept_and_merged,
    hostile_names_and_texts_come_back_as_they_were, hostile_names_are_replaced_one_by_one,
    numbers_beside_an_update_come_back_to_the_last_bit, ten_thousand_names_are_kept_and_merged,
};
use super::subject::pool;
use fsm_storage::{ErrorKind, FsmStorage, StorageKey};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use serde_json::{Value, json};

const KEY: StorageKey = StorageKey::new(1, 2, 3);

pub fn cases() -> Vec<Case> {
    let mut cases = crate::rules_on![
        storage:
        updating_keeps_null_as_a_value,
        updating_puts_values_beside_and_in_the_place_of_others,
        updating_replaces_what_is_nested_as_a_whole,
        updating_with_nothing_answers_what_there_is,
        a_mebibyte_of_data_is_kept,
        data_as_deep_as_the_limit_is_kept_and_merged,
        hostile_names_and_texts_come_back_as_they_were,
        hostile_names_are_replaced_one_by_one,
        numbers_beside_an_update_come_back_to_the_last_bit,
        ten_thousand_names_are_kept_and_merged,
    ];
    cases.extend(cases![
        updates_at_once_each_answer_their_own_whole,
        it_works_inside_of_a_transaction,
        what_is_expired_or_no_object_is_not_merged_with,
    ]);
    cases
}

async fn storage(
    db: &TestDatabase,
) -> Result<FsmStorage, Box<dyn std::error::Error + Send + Sync>> {
    super::subject::storage(db).await?;
    Ok(FsmStorage::builder(pool(db)).answers_writes(false).build()?)
}

async fn updates_at_once_each_answer_their_own_whole(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let tasks: Vec<_> = (0..16)
        .map(|task| {
            let storage = storage.clone();
            tokio::spawn(async move {
                for step in 0..10 {
                    let name = format!("{task}-{step}");
                    let whole = storage.update_data(&KEY, json!({ &name: step })).await?;
                    assert_eq!(whole[&name], json!(step));
                }
                Ok::<_, fsm_storage::Error>(())
            })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    assert_eq!(storage.get_data(&KEY).await?.len(), 160);
    Ok(())
}

async fn it_works_inside_of_a_transaction(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    let mut transaction = db.mysql().begin().await?;
    let mut on = storage.on(&mut transaction);
    on.update_data(&KEY, json!({"a": 1})).await?;
    let whole = on.update_data(&KEY, json!({"b": 2})).await?;
    assert_eq!(Value::from(whole), json!({"a": 1, "b": 2}));
    transaction.rollback().await?;
    assert_eq!(storage.get_data(&KEY).await?.len(), 0);
    Ok(())
}

async fn what_is_expired_or_no_object_is_not_merged_with(db: &TestDatabase) -> TestResult {
    let storage = storage(db).await?;
    storage.set_data(&KEY, json!({"old": 1})).await?;
    db.execute("UPDATE fsm_data SET expires_at = 1000").await?;
    let whole = storage.update_data(&KEY, json!({"new": 1})).await?;
    assert_eq!(Value::from(whole), json!({"new": 1}));
    db.execute("UPDATE fsm_data SET data = '[1]'").await?;
    let error = storage.update_data(&KEY, json!({"b": 2})).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Corrupt { found: "an array" }), "{error:?}");
    assert_eq!(db.query_text("SELECT data FROM fsm_data").await?, [[Some("[1]".to_owned())]]);
    Ok(())
}
