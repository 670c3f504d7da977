//! Something in the way, something that fails in the middle: what stands then, and how the next run goes on.

use super::model::{big, blog, id, metadata, names, pool, ring, tables, texts, users};
use fsm_core::{CheckDef, Dialect, ErrorKind, TableDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![
        a_view_in_the_way_is_named_as_what_it_is,
        a_failure_in_the_middle_is_undone_or_told,
        an_index_name_that_is_taken_is_an_error_and_no_race,
    ]
}

/// For MySQL and MariaDB.
pub fn committing() -> Vec<Case> {
    cases![
        a_run_that_died_before_the_last_foreign_key_is_completed,
        names_of_tables_follow_the_servers_case_rule
    ]
}

/// For SQLite.
pub fn sqlite() -> Vec<Case> {
    cases![names_that_differ_by_case_are_one_table]
}

/// For PostgreSQL.
pub fn postgres() -> Vec<Case> {
    cases![
        a_domain_in_the_way_of_an_enum_is_named,
        a_partitioned_table_is_a_table,
        a_sequence_is_named_as_what_it_is
    ]
}

async fn a_view_in_the_way_is_named_as_what_it_is(db: &TestDatabase) -> TestResult {
    db.execute("CREATE VIEW users AS SELECT 1 AS id").await?;
    let error = blog().create_all(&pool(db)).await.unwrap_err();
    assert_eq!(error.to_string(), "`users` exists in the database, as a view and not as a table");
    let alone = blog().create_all(&pool(db)).tables(["users"]).await.unwrap_err();
    assert!(matches!(alone.kind(), ErrorKind::NotATable { kind: "view", .. }), "{alone:?}");
    let dropped = blog().drop_all(&pool(db)).await?;
    assert!(dropped.is_noop(), "a view is not ours to drop: {dropped}");
    Ok(())
}

fn with_check(expression: &'static str) -> TableDef {
    TableDef::new("zz")
        .column(id())
        .column(big("n"))
        .primary_key(["id"])
        .check(CheckDef::new(expression).named("ck_zz"))
}

async fn a_failure_in_the_middle_is_undone_or_told(db: &TestDatabase) -> TestResult {
    let mut metadata = blog();
    metadata.add(with_check("no_such_function(n) > 0"))?;
    let error = metadata.create_all(&pool(db)).await.unwrap_err();
    let ErrorKind::Statement { action, object, standing, sql, .. } = error.kind() else {
        return Err(error.into());
    };
    assert_eq!((*action, object.as_str()), ("create table", "zz"));
    assert!(sql.contains("no_such_function"), "{sql}");
    if db.dialect() == Dialect::Mysql {
        assert_eq!(*standing, ["table `users`", "table `posts`"]);
        assert_eq!(tables(db).await?, ["posts", "users"]);
    } else {
        assert_eq!(*standing, Vec::<String>::new());
        assert_eq!(tables(db).await?, Vec::<String>::new());
    }
    metadata.remove("zz");
    metadata.add(with_check("n > 0"))?;
    let answer = metadata.create_all(&pool(db)).await?;
    assert!(texts(&answer.created).contains(&"table `zz`".to_owned()), "{answer}");
    assert_eq!(tables(db).await?, ["posts", "users", "zz"]);
    Ok(())
}

/// The database says "already exists" as it does in a race, but it is not the table that exists.
async fn an_index_name_that_is_taken_is_an_error_and_no_race(db: &TestDatabase) -> TestResult {
    db.execute("CREATE TABLE other (a INTEGER)").await?;
    db.execute("CREATE INDEX ix_users_mood ON other (a)").await?;
    let result = metadata([users()]).create_all(&pool(db)).await;
    if db.dialect() == Dialect::Mysql {
        // Index names are the table's own there.
        assert_eq!(result?.created_tables().count(), 1);
        return Ok(());
    }
    let error = result.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::Statement { action: "create index", .. }),
        "{error:?}"
    );
    assert_eq!(tables(db).await?, ["other"]);
    Ok(())
}

async fn a_run_that_died_before_the_last_foreign_key_is_completed(db: &TestDatabase) -> TestResult {
    let statements = ring().create_all_sql(Dialect::Mysql)?;
    let (alter, create): (Vec<String>, Vec<String>) =
        statements.into_iter().partition(|sql| sql.starts_with("ALTER"));
    assert_eq!((create.len(), alter.len()), (2, 1));
    for sql in create {
        db.execute(&sql).await?;
    }
    let answer = ring().create_all(&pool(db)).await?;
    assert_eq!(texts(&answer.created), ["foreign key `b.fk_b_other_id_a`"]);
    assert!(ring().create_all(&pool(db)).await?.is_noop());
    let keys = "SELECT constraint_name FROM information_schema.referential_constraints \
                WHERE constraint_schema = DATABASE() ORDER BY 1";
    assert_eq!(names(db, keys).await?, ["fk_a_other_id_b", "fk_a_own_id_a", "fk_b_other_id_a"]);
    Ok(())
}

async fn names_of_tables_follow_the_servers_case_rule(db: &TestDatabase) -> TestResult {
    let rule = names(db, "SELECT CAST(@@lower_case_table_names AS CHAR)").await?;
    db.execute("CREATE TABLE Users (id BIGINT)").await?;
    let answer = metadata([users()]).create_all(&pool(db)).await?;
    assert_eq!(answer.is_noop(), rule != ["0"], "{answer}");
    Ok(())
}

async fn names_that_differ_by_case_are_one_table(db: &TestDatabase) -> TestResult {
    db.execute("CREATE TABLE \"USERS\" (\"ID\" INTEGER, name TEXT, mood TEXT)").await?;
    db.execute("CREATE INDEX IX_USERS_MOOD ON users (mood)").await?;
    let answer = metadata([users()]).create_all(&pool(db)).compare_existing(true).await?;
    assert!(answer.is_noop(), "{answer}");
    assert_eq!(answer.lacking, []);
    Ok(())
}

async fn a_domain_in_the_way_of_an_enum_is_named(db: &TestDatabase) -> TestResult {
    db.execute("CREATE DOMAIN mood AS text").await?;
    let error = blog().create_all(&pool(db)).await.unwrap_err();
    assert_eq!(error.to_string(), "`mood` exists in the database, as a domain and not as an enum");
    assert_eq!(tables(db).await?, Vec::<String>::new());
    Ok(())
}

async fn a_partitioned_table_is_a_table(db: &TestDatabase) -> TestResult {
    db.execute("CREATE TABLE users (id bigint, name text, mood text) PARTITION BY RANGE (id)")
        .await?;
    assert!(metadata([users()]).create_all(&pool(db)).await?.is_noop());
    Ok(())
}

async fn a_sequence_is_named_as_what_it_is(db: &TestDatabase) -> TestResult {
    db.execute("CREATE SEQUENCE users").await?;
    let error = metadata([users()]).create_all(&pool(db)).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::NotATable { kind: "sequence", .. }), "{error:?}");
    Ok(())
}
