//! The revisions that the storage brings along: taken in, kept apart, and left out.

use fsm_core::{CompareOptions, Metadata, TableDef, Verdict};
use fsm_migrate::Migrator;
use fsm_storage::{FsmStorage, FsmTable, StorageKey, migrations};
use fsm_tests::{Case, Suite, TestDatabase, TestResult, cases};

pub fn list(suite: Suite) -> Suite {
    suite.on_all(cases())
}

fn cases() -> Vec<Case> {
    cases![
        taken_in_they_are_a_branch_of_the_one_history,
        kept_apart_they_have_a_version_table_of_their_own,
        by_hand_the_tables_are_like_any_other
    ]
}

/// What the application has besides.
fn application() -> TableDef {
    use fsm_core::{ColumnDef, SqlType};
    TableDef::new("users").column(ColumnDef::new("id", SqlType::BigInteger)).primary_key(["id"])
}

async fn works(db: &TestDatabase, table: &str) -> TestResult {
    let storage = FsmStorage::builder(db.pool().database()).table_name(table.to_owned()).build()?;
    let key = StorageKey::new(1, 2, 3);
    storage.set_state(&key, Some("form:name")).await?;
    assert_eq!(storage.get_state(&key).await?.as_deref(), Some("form:name"));
    Ok(())
}

async fn taken_in_they_are_a_branch_of_the_one_history(db: &TestDatabase) -> TestResult {
    let pool = db.pool().database();
    let table = FsmTable::named("dev_fsm");
    let mut metadata: Metadata = [application()].into_iter().collect();
    table.clone().attach(&mut metadata)?;
    let migrator =
        Migrator::new(metadata.clone()).include(migrations::SET).settings(table.settings());
    let report = migrator.upgrade(&["fsm@head"], &pool).await?;
    assert_eq!(report.rows, ["fsm_0001_tables"]);
    works(db, "dev_fsm").await?;
    let found = migrator.compare(CompareOptions::new(), &pool).await?;
    let missing: Vec<String> = found.changes.iter().map(ToString::to_string).collect();
    assert_eq!(
        missing,
        ["the table `users` is missing"],
        "the branch's tables are as the models say"
    );
    let report = migrator.downgrade("fsm@base", &pool).await?;
    assert!(report.rows.is_empty());
    assert!(!Metadata::reflect(&pool).await?.metadata.contains("dev_fsm"));
    Ok(())
}

async fn kept_apart_they_have_a_version_table_of_their_own(db: &TestDatabase) -> TestResult {
    let pool = db.pool().database();
    let table = FsmTable::default();
    let own = Migrator::new(table.clone().into_metadata())
        .only(migrations::SET)
        .version_table("fsm_storage_version")
        .settings(table.settings());
    own.run(&pool).await?;
    works(db, "fsm_data").await?;
    let check = own.check(&pool).await?;
    assert!(check.is_fine(), "{}", check.comparison);
    assert_eq!(check.comparison.verdict(), Verdict::Equal, "{}", check.comparison);
    // The application's own history knows nothing of it.
    let application = super::history::migrator(super::history::blog());
    application.run(&pool).await?;
    assert_eq!(application.current(&pool).await?.rows, ["e5"]);
    assert_eq!(own.current(&pool).await?.rows, ["fsm_0001_tables"]);
    Ok(())
}

async fn by_hand_the_tables_are_like_any_other(db: &TestDatabase) -> TestResult {
    let pool = db.pool().database();
    let metadata = FsmTable::named("mine").into_metadata();
    for sql in metadata.create_all_sql(db.dialect())? {
        db.execute(&sql).await?;
    }
    works(db, "mine").await?;
    assert!(Migrator::new(metadata).check(&pool).await?.is_fine());
    Ok(())
}
