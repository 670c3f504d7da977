use fsm_core::Metadata;
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![smoke]
}

async fn smoke(_db: &TestDatabase) -> TestResult {
    let pool = sqlx::MySqlPool::connect("mysql://root@127.0.0.1/r_my").await?;
    let r = Metadata::reflect(&pool).await?;
    println!("{r:#?}");
    panic!("x");
}
