//! `create_all` and `drop_all` when nothing is in the way.

use super::model::{blog, enums, pool, tables, texts, users};
use fsm_core::Dialect;
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![creates_parents_first_and_says_so, a_second_run_creates_nothing]
}

fn with_enum(db: &TestDatabase, tables: &[&str]) -> Vec<String> {
    let native = (db.dialect() == Dialect::Postgres).then_some("enum `mood`");
    native.into_iter().chain(tables.iter().copied()).map(str::to_owned).collect()
}

async fn creates_parents_first_and_says_so(db: &TestDatabase) -> TestResult {
    let answer = blog().create_all(&pool(db)).await?;
    assert_eq!(texts(&answer.created), with_enum(db, &["table `users`", "table `posts`"]));
    assert_eq!(texts(&answer.existed), Vec::<String>::new());
    assert_eq!(tables(db).await?, ["posts", "users"]);
    Ok(())
}

async fn a_second_run_creates_nothing(db: &TestDatabase) -> TestResult {
    blog().create_all(&pool(db)).await?;
    let answer = blog().create_all(&pool(db)).await?;
    assert!(answer.is_noop(), "{answer}");
    assert_eq!(answer.to_string(), "existed table `posts`\nexisted table `users`");
    Ok(())
}
