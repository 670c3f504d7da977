//! What was changed by hand is named, and comparing changes nothing.

use fsm_core::{
    CheckDef, ColumnDef, Comparison, Dialect, DropUnknown, IndexDef, LockStrategy, Metadata,
    SqlType, TableDef, UniqueDef, Verdict, compare,
};
use fsm_tests::{Case, TestDatabase, TestPool, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![
        what_was_changed_by_hand_is_named,
        what_is_in_no_model_is_kept_and_named,
        what_is_compared_stays_as_it_was,
        the_table_of_the_lock_is_nobodys,
        a_transaction_of_the_callers_is_worked_in
    ]
}

pub fn postgres() -> Vec<Case> {
    cases![
        a_table_in_the_default_schema_by_name_is_the_same,
        what_the_server_refuses_to_try_out_is_skipped,
        a_view_in_the_place_of_a_table_is_said
    ]
}

pub fn mysql() -> Vec<Case> {
    cases![a_foreign_keys_own_index_is_nobodys]
}

fn t() -> TableDef {
    TableDef::new("t")
        .column(ColumnDef::new("id", SqlType::BigInteger))
        .column(ColumnDef::new("a", SqlType::String(50)))
        .column(ColumnDef::new("b", SqlType::Integer).nullable())
        .primary_key(["id"])
        .unique(UniqueDef::new(["a"]))
        .check(CheckDef::new("b IN (1, 2, 3)").at_column("b"))
        .index(IndexDef::new(["b"]))
}

fn metadata(tables: impl IntoIterator<Item = TableDef>) -> Metadata {
    tables.into_iter().collect()
}

async fn compared(db: &TestDatabase, models: &Metadata) -> Result<Comparison, fsm_core::Error> {
    compare(models, &db.pool().database()).drop_unknown(DropUnknown::PARTS).await
}

fn sentences(comparison: &Comparison) -> Vec<String> {
    comparison.changes.iter().map(ToString::to_string).collect()
}

async fn what_was_changed_by_hand_is_named(db: &TestDatabase) -> TestResult {
    let models = metadata([t()]);
    models.create_all(&db.pool().database()).await?;
    db.execute("ALTER TABLE t ADD COLUMN c INT").await?;
    match db.dialect() {
        Dialect::Mysql => db.execute("DROP INDEX ix_t_b ON t").await?,
        _ => db.execute("DROP INDEX ix_t_b").await?,
    }
    let found = compared(db, &models).await?;
    assert_eq!(
        sentences(&found),
        ["the column `c` of `t` is in no model", "the index (b) of `t` is missing"]
    );
    let mut wider = t();
    wider.columns.to_mut()[1].sql_type = SqlType::String(60);
    wider.checks.to_mut()[0].expression = "b IN (1, 2, 4)".into();
    let found = compare(&metadata([wider]), &db.pool().database()).await?;
    assert_eq!(found.verdict(), Verdict::Different, "{found}");
    let sentences = sentences(&found);
    assert_eq!(sentences.len(), 4, "{found}");
    assert_eq!(
        sentences[1],
        "the column `a` of `t` is `VARCHAR(50)`, the model says `VARCHAR(60)`"
    );
    assert!(sentences[3].contains("(b IN (1, 2, 4)) of `t` is missing"), "{found}");
    Ok(())
}

async fn what_is_in_no_model_is_kept_and_named(db: &TestDatabase) -> TestResult {
    metadata([t(), TableDef::new("other").column(ColumnDef::new("x", SqlType::Integer))])
        .create_all(&db.pool().database())
        .await?;
    let mut less = t();
    less.indexes = Vec::new().into();
    less.columns.to_mut().pop();
    less.checks = Vec::new().into();
    let models = metadata([less]);
    let found = compare(&models, &db.pool().database()).await?;
    assert_eq!(found.verdict(), Verdict::Equal, "{found}");
    let kept: Vec<String> = found.kept.iter().map(ToString::to_string).collect();
    let expected =
        ["check `ck_t_b` of `t`", "column `b` of `t`", "index `ix_t_b` of `t`", "table `other`"];
    assert_eq!(kept, expected);
    let found = compare(&models, &db.pool().database()).exclude("other").await?;
    assert_eq!(found.kept.len(), 3, "{found}");
    Ok(())
}

async fn the_table_of_the_lock_is_nobodys(db: &TestDatabase) -> TestResult {
    let models = metadata([t()]);
    let pool = db.pool().database();
    models.create_all(&pool).lock(LockStrategy::Row).await?;
    let found = compare(&models, &pool).await?;
    assert_eq!(found.kept, [], "{found}");
    let found = compare(&models, &pool).drop_unknown(DropUnknown::ALL).await?;
    assert_eq!(found.changes, [], "{found}");
    Ok(())
}

async fn what_is_compared_stays_as_it_was(db: &TestDatabase) -> TestResult {
    let models = metadata([t()]);
    models.create_all(&db.pool().database()).await?;
    let before = format!("{:?}", Metadata::reflect(&db.pool().database()).await?);
    let mut other = t();
    other.checks.to_mut()[0].expression = "b IN (4, 5)".into();
    compare(&metadata([other]), &db.pool().database()).await?;
    let after = format!("{:?}", Metadata::reflect(&db.pool().database()).await?);
    assert_eq!(before, after);
    Ok(())
}

async fn a_transaction_of_the_callers_is_worked_in(db: &TestDatabase) -> TestResult {
    let models = metadata([t()]);
    models.create_all(&db.pool().database()).await?;
    let more = metadata([t().check(CheckDef::new("b BETWEEN 0 AND 9").named("ck_more"))]);
    let insert = "INSERT INTO t (id, a, b) VALUES (1, 'x', 2)";
    let count = "SELECT count(*) FROM t";
    let rows: i64 = match db.pool() {
        TestPool::Sqlite(pool) => {
            let mut transaction = pool.begin().await?;
            sqlx::query(insert).execute(&mut *transaction).await?;
            assert_eq!(compare(&more, &mut *transaction).await?.changes.len(), 1);
            transaction.commit().await?;
            sqlx::query_scalar(count).fetch_one(pool).await?
        }
        TestPool::Postgres(pool) => {
            let mut transaction = pool.begin().await?;
            sqlx::query(insert).execute(&mut *transaction).await?;
            assert_eq!(compare(&more, &mut *transaction).await?.changes.len(), 1);
            transaction.commit().await?;
            sqlx::query_scalar(count).fetch_one(pool).await?
        }
        TestPool::Mysql(pool) => {
            let mut transaction = pool.begin().await?;
            sqlx::query(insert).execute(&mut *transaction).await?;
            assert_eq!(compare(&more, &mut *transaction).await?.changes.len(), 1);
            transaction.rollback().await?;
            let left: i64 = sqlx::query_scalar(count).fetch_one(pool).await?;
            left + 1
        }
    };
    assert_eq!(rows, 1);
    Ok(())
}

async fn a_table_in_the_default_schema_by_name_is_the_same(db: &TestDatabase) -> TestResult {
    metadata([t()]).create_all(&db.pool().database()).await?;
    let named = metadata([t()]).with_schema("public");
    let found = compare(&named, &db.pool().database()).await?;
    assert_eq!(found.verdict(), Verdict::Equal, "{found}");
    Ok(())
}

async fn what_the_server_refuses_to_try_out_is_skipped(db: &TestDatabase) -> TestResult {
    let check = |text: &'static str| {
        metadata([TableDef::new("s")
            .column(ColumnDef::new("b", SqlType::Integer))
            .check(CheckDef::new(text).named("x"))])
    };
    check("b > 0").create_all(&db.pool().database()).await?;
    let found = compare(&check("no_such_function(b) > 0"), &db.pool().database()).await?;
    assert_eq!(found.verdict(), Verdict::Undecided, "{found}");
    let text = found.skipped[0].to_string();
    assert!(text.contains("no_such_function"), "{text}");
    Ok(())
}

async fn a_view_in_the_place_of_a_table_is_said(db: &TestDatabase) -> TestResult {
    db.execute("CREATE VIEW t AS SELECT 1 AS id").await?;
    let found = compare(&metadata([t()]), &db.pool().database()).await?;
    assert_eq!(found.verdict(), Verdict::Undecided, "{found}");
    assert!(found.skipped[0].to_string().contains("a view of that name"), "{found}");
    Ok(())
}

async fn a_foreign_keys_own_index_is_nobodys(db: &TestDatabase) -> TestResult {
    let child = TableDef::new("c")
        .column(ColumnDef::new("t_id", SqlType::BigInteger))
        .foreign_key(fsm_core::ForeignKeyDef::new(["t_id"], "t", ["id"]));
    let models = metadata([t(), child]);
    models.create_all(&db.pool().database()).await?;
    let found = compared(db, &models).await?;
    assert_eq!(found.verdict(), Verdict::Equal, "{found}");
    assert!(found.kept.is_empty(), "{found}");
    Ok(())
}
