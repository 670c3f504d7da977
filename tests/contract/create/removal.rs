//! `drop_all` with rows, rings, shared enums, and what is not ours.

use super::model::{blog, enums, id, metadata, mood, pool, ring, tables, texts, users};
use fsm_core::{
    ColumnDef, Dialect, ErrorKind, ForeignKeyDef, ReferentialAction, SqlType, TableDef,
};
use fsm_tests::{Case, TestDatabase, TestPool, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![
        a_ring_with_rows_is_dropped,
        a_ring_that_restricts_is_dropped_with_its_rows,
        parents_and_children_with_rows_are_dropped,
        half_a_ring_is_dropped,
        selected_tables_only,
        a_parent_of_a_table_that_stays_is_an_error,
    ]
}

/// For PostgreSQL.
pub fn postgres() -> Vec<Case> {
    cases![an_enum_that_is_still_used_is_kept, an_enum_used_in_an_array_is_kept]
}

/// For SQLite.
pub fn sqlite() -> Vec<Case> {
    cases![
        a_setting_of_the_callers_transaction_is_restored,
        a_setting_is_restored_after_a_failure,
        rows_of_other_tables_are_not_deleted,
        rows_of_other_tables_are_not_orphaned_by_a_ring,
        tables_that_refer_go_with_those_they_refer_to_whatever_the_case,
    ]
}

const RING_ROWS: [&str; 4] = [
    "INSERT INTO a (id, other_id, own_id) VALUES (1, NULL, 1)",
    "INSERT INTO b (id, other_id) VALUES (1, 1)",
    "UPDATE a SET other_id = 1",
    "INSERT INTO a (id, other_id, own_id) VALUES (2, 1, 1)",
];

async fn a_ring_with_rows_is_dropped(db: &TestDatabase) -> TestResult {
    ring().create_all(&pool(db)).await?;
    for sql in RING_ROWS {
        db.execute(sql).await?;
    }
    let answer = ring().drop_all(&pool(db)).await?;
    assert_eq!(answer.dropped_tables().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(tables(db).await?, Vec::<String>::new());
    Ok(())
}

async fn a_ring_that_restricts_is_dropped_with_its_rows(db: &TestDatabase) -> TestResult {
    let mut restricting = ring();
    for name in ["a", "b"] {
        let mut table = restricting.remove(name).ok_or("a table of the ring")?;
        for key in table.foreign_keys.to_mut() {
            key.on_delete = Some(ReferentialAction::Restrict);
        }
        restricting.add(table)?;
    }
    restricting.create_all(&pool(db)).await?;
    for sql in RING_ROWS {
        db.execute(sql).await?;
    }
    restricting.drop_all(&pool(db)).await?;
    assert_eq!(tables(db).await?, Vec::<String>::new());
    Ok(())
}

async fn parents_and_children_with_rows_are_dropped(db: &TestDatabase) -> TestResult {
    blog().create_all(&pool(db)).await?;
    db.execute("INSERT INTO users (id, name, mood) VALUES (1, 'a', 'ok')").await?;
    db.execute("INSERT INTO posts (id, author_id) VALUES (1, 1)").await?;
    blog().drop_all(&pool(db)).checkfirst(false).await?;
    assert_eq!(tables(db).await?, Vec::<String>::new());
    Ok(())
}

async fn half_a_ring_is_dropped(db: &TestDatabase) -> TestResult {
    db.execute("CREATE TABLE b (id BIGINT NOT NULL PRIMARY KEY)").await?;
    let answer = ring().drop_all(&pool(db)).await?;
    assert_eq!(texts(&answer.dropped), ["table `b`"]);
    assert_eq!(texts(&answer.absent), ["table `a`"]);
    Ok(())
}

async fn selected_tables_only(db: &TestDatabase) -> TestResult {
    blog().create_all(&pool(db)).await?;
    let answer = blog().drop_all(&pool(db)).tables(["posts"]).await?;
    assert_eq!(texts(&answer.dropped), ["table `posts`"]);
    assert_eq!(tables(db).await?, ["users"]);
    Ok(())
}

async fn a_parent_of_a_table_that_stays_is_an_error(db: &TestDatabase) -> TestResult {
    blog().create_all(&pool(db)).await?;
    db.execute("INSERT INTO users (id, name, mood) VALUES (1, 'a', 'ok')").await?;
    db.execute("INSERT INTO posts (id, author_id) VALUES (1, 1)").await?;
    let error = blog().drop_all(&pool(db)).tables(["users"]).await.unwrap_err();
    if db.dialect() == Dialect::Sqlite {
        assert!(matches!(error.kind(), ErrorKind::StillReferenced { .. }), "{error:?}");
    } else {
        let refused = matches!(error.kind(), ErrorKind::Statement { action: "drop table", .. });
        assert!(refused, "{error:?}");
    }
    assert_eq!(tables(db).await?, ["posts", "users"]);
    Ok(())
}

async fn an_enum_that_is_still_used_is_kept(db: &TestDatabase) -> TestResult {
    blog().create_all(&pool(db)).await?;
    db.execute("CREATE TABLE mine (mood mood)").await?;
    let answer = blog().drop_all(&pool(db)).await?;
    assert_eq!(texts(&answer.kept), ["enum `mood`"]);
    assert_eq!(enums(db).await?, ["mood"]);
    db.execute("DROP TABLE mine").await?;
    let answer = blog().drop_all(&pool(db)).await?;
    assert_eq!(texts(&answer.dropped), ["enum `mood`"]);
    Ok(())
}

async fn an_enum_used_in_an_array_is_kept(db: &TestDatabase) -> TestResult {
    let moods = TableDef::new("moods")
        .column(id())
        .column(ColumnDef::new("all", SqlType::array(SqlType::Enum(mood()))))
        .primary_key(["id"]);
    let metadata = metadata([users(), moods]);
    metadata.create_all(&pool(db)).await?;
    let answer = metadata.drop_all(&pool(db)).tables(["users"]).await?;
    assert_eq!(texts(&answer.kept), ["enum `mood`"]);
    let answer = metadata.drop_all(&pool(db)).await?;
    assert_eq!(texts(&answer.dropped), ["table `moods`", "enum `mood`"]);
    Ok(())
}

async fn a_setting_of_the_callers_transaction_is_restored(db: &TestDatabase) -> TestResult {
    let TestPool::Sqlite(pool) = db.pool() else { return Err("for SQLite only".into()) };
    ring().create_all(pool).await?;
    let child = TableDef::new("child")
        .column(id())
        .primary_key(["id"])
        .foreign_key(ForeignKeyDef::new(["id"], "parent", ["id"]));
    let parent = TableDef::new("parent").column(id()).primary_key(["id"]);
    metadata([child, parent]).create_all(pool).await?;
    for sql in RING_ROWS {
        db.execute(sql).await?;
    }
    let mut transaction = pool.begin().await?;
    ring().drop_all(&mut *transaction).await?;
    let orphan =
        sqlx::raw_sql("INSERT INTO child (id) VALUES (7)").execute(&mut *transaction).await;
    assert!(orphan.is_err(), "foreign keys are checked at once again");
    transaction.commit().await?;
    assert_eq!(tables(db).await?, ["child", "parent"]);
    Ok(())
}

async fn a_setting_is_restored_after_a_failure(db: &TestDatabase) -> TestResult {
    db.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)").await?;
    db.execute("CREATE TABLE child (id INTEGER REFERENCES parent (id))").await?;
    let mut transaction = db.sqlite().begin().await?;
    let error = ring().drop_all(&mut *transaction).checkfirst(false).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Statement { .. }), "{error:?}");
    let orphan =
        sqlx::raw_sql("INSERT INTO child (id) VALUES (7)").execute(&mut *transaction).await;
    assert!(orphan.is_err(), "foreign keys are checked at once again");
    Ok(())
}

/// `DROP TABLE` deletes rows first, and the foreign key of a table that is not ours says: then mine too.
async fn rows_of_other_tables_are_not_deleted(db: &TestDatabase) -> TestResult {
    blog().create_all(&pool(db)).await?;
    db.execute(
        "CREATE TABLE theirs (id BIGINT REFERENCES USERS (id) ON DELETE CASCADE); \
         INSERT INTO users (id, name, mood) VALUES (1, 'a', 'ok'); INSERT INTO theirs VALUES (1)",
    )
    .await?;
    let error = blog().drop_all(&pool(db)).await.unwrap_err();
    assert_eq!(error.to_string(), "`users` cannot be dropped, because `theirs` refers to it");
    assert_eq!(tables(db).await?, ["posts", "theirs", "users"]);
    assert_eq!(db.query_text("SELECT COUNT(*) FROM theirs").await?, [[Some("1".to_owned())]]);
    Ok(())
}

async fn rows_of_other_tables_are_not_orphaned_by_a_ring(db: &TestDatabase) -> TestResult {
    ring().create_all(&pool(db)).await?;
    db.execute(
        "CREATE TABLE theirs (id BIGINT REFERENCES a (id)); \
         INSERT INTO a (id) VALUES (1); INSERT INTO theirs VALUES (1)",
    )
    .await?;
    let error = ring().drop_all(&pool(db)).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::StillReferenced { .. }), "{error:?}");
    assert_eq!(tables(db).await?, ["a", "b", "theirs"]);
    Ok(())
}

async fn tables_that_refer_go_with_those_they_refer_to_whatever_the_case(
    db: &TestDatabase,
) -> TestResult {
    db.execute(
        "CREATE TABLE USERS (id INTEGER PRIMARY KEY); \
         CREATE TABLE Posts (id INTEGER PRIMARY KEY, a BIGINT REFERENCES uSers (id))",
    )
    .await?;
    assert_eq!(blog().drop_all(&pool(db)).await?.dropped_tables().count(), 2);
    Ok(())
}
