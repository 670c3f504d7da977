//! `create_all` and `drop_all` when nothing is in the way.

use super::model::{blog, enums, id, metadata, pool, posts, tables, texts, users};
use fsm_core::{ColumnDef, Dialect, EnumDef, ErrorKind, Metadata, SqlType, TableDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![
        creates_parents_first_and_says_so,
        a_second_run_creates_nothing,
        creates_only_what_is_missing,
        creates_selected_tables_and_their_enums_only,
        an_unknown_table_is_an_error_with_the_nearest_name,
        without_checkfirst_a_table_that_exists_is_an_error,
        a_table_of_the_metadata_is_created_and_dropped,
        a_table_on_its_own_is_created_and_dropped,
        an_enum_is_made_only_for_a_missing_table,
        an_empty_metadata_is_an_error,
        nothing_is_sent_when_the_dialect_refuses,
        drops_children_first_and_says_so,
        drops_nothing_where_nothing_stands,
    ]
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

async fn creates_only_what_is_missing(db: &TestDatabase) -> TestResult {
    metadata([users()]).create_all(&pool(db)).await?;
    let answer = blog().create_all(&pool(db)).await?;
    assert_eq!(texts(&answer.created), ["table `posts`"]);
    assert_eq!(texts(&answer.existed), ["table `users`"]);
    assert_eq!(tables(db).await?, ["posts", "users"]);
    Ok(())
}

async fn creates_selected_tables_and_their_enums_only(db: &TestDatabase) -> TestResult {
    let size = EnumDef::new("size", ["s", "m"]);
    let shirts = TableDef::new("shirts")
        .column(id())
        .column(ColumnDef::new("size", SqlType::Enum(size)))
        .primary_key(["id"]);
    let metadata = metadata([users(), posts(), shirts]);
    let answer = metadata.create_all(&pool(db)).tables(["posts", "users", "users"]).await?;
    assert_eq!(texts(&answer.created), with_enum(db, &["table `users`", "table `posts`"]));
    assert_eq!(tables(db).await?, ["posts", "users"]);
    let native = if db.dialect() == Dialect::Postgres { vec!["mood"] } else { vec![] };
    assert_eq!(enums(db).await?, native);
    Ok(())
}

async fn an_unknown_table_is_an_error_with_the_nearest_name(db: &TestDatabase) -> TestResult {
    let error = blog().create_all(&pool(db)).tables(["user"]).await.unwrap_err();
    assert_eq!(error.to_string(), "the metadata holds no table `user`");
    assert_eq!(error.help().as_deref(), Some("did you mean `users`?"));
    assert_eq!(tables(db).await?, Vec::<String>::new());
    Ok(())
}

async fn without_checkfirst_a_table_that_exists_is_an_error(db: &TestDatabase) -> TestResult {
    let answer = blog().create_all(&pool(db)).checkfirst(false).await?;
    assert_eq!(texts(&answer.created), with_enum(db, &["table `users`", "table `posts`"]));
    let posts_alone = metadata([posts()]);
    let error = posts_alone.create_all(&pool(db)).checkfirst(false).await.unwrap_err();
    let ErrorKind::Statement { action, object, sql, .. } = error.kind() else {
        return Err(error.into());
    };
    assert_eq!((*action, object.as_str()), ("create table", "posts"));
    assert!(sql.starts_with("CREATE TABLE"), "{sql}");
    Ok(())
}

async fn a_table_of_the_metadata_is_created_and_dropped(db: &TestDatabase) -> TestResult {
    let blog = blog();
    let table = blog.table("users")?;
    let answer = table.create(&pool(db)).checkfirst(true).await?;
    assert_eq!(texts(&answer.created), with_enum(db, &["table `users`"]));
    assert!(table.create(&pool(db)).await?.is_noop());
    assert_eq!(tables(db).await?, ["users"]);
    let answer = table.drop(&pool(db)).await?;
    assert_eq!(answer.dropped_tables().collect::<Vec<_>>(), ["users"]);
    assert!(table.drop(&pool(db)).await?.is_noop());
    assert_eq!(tables(db).await?, Vec::<String>::new());
    assert_eq!(enums(db).await?, Vec::<String>::new());
    Ok(())
}

async fn a_table_on_its_own_is_created_and_dropped(db: &TestDatabase) -> TestResult {
    let table = users().renamed("dev_users");
    table.create(&pool(db)).await?;
    assert_eq!(tables(db).await?, ["dev_users"]);
    table.drop(&pool(db)).checkfirst(false).await?;
    assert_eq!(tables(db).await?, Vec::<String>::new());
    let error = table.drop(&pool(db)).checkfirst(false).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Statement { .. }), "{error:?}");
    Ok(())
}

/// A table that exists may hold the column as text: a type that nothing uses would help nobody.
async fn an_enum_is_made_only_for_a_missing_table(db: &TestDatabase) -> TestResult {
    db.execute("CREATE TABLE users (id INTEGER NOT NULL, name VARCHAR(9), mood VARCHAR(9))")
        .await?;
    let answer = metadata([users()]).create_all(&pool(db)).await?;
    assert!(answer.is_noop(), "{answer}");
    assert_eq!(enums(db).await?, Vec::<String>::new());
    Ok(())
}

async fn an_empty_metadata_is_an_error(db: &TestDatabase) -> TestResult {
    let error = Metadata::new().create_all(&pool(db)).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::EmptyMetadata { .. }), "{error:?}");
    Ok(())
}

async fn nothing_is_sent_when_the_dialect_refuses(db: &TestDatabase) -> TestResult {
    let nul = TableDef::new("nul\0nul").column(id()).primary_key(["id"]);
    let metadata = metadata([users(), nul]);
    for checkfirst in [true, false] {
        let error = metadata.create_all(&pool(db)).checkfirst(checkfirst).await.unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Unsupported { .. }), "{error:?}");
    }
    assert_eq!(tables(db).await?, Vec::<String>::new());
    Ok(())
}

async fn drops_children_first_and_says_so(db: &TestDatabase) -> TestResult {
    db.execute("CREATE TABLE others (id INTEGER NOT NULL)").await?;
    blog().create_all(&pool(db)).await?;
    let answer = blog().drop_all(&pool(db)).await?;
    let mut expected = vec!["table `posts`", "table `users`"];
    expected.extend((db.dialect() == Dialect::Postgres).then_some("enum `mood`"));
    assert_eq!(texts(&answer.dropped), expected);
    assert_eq!(tables(db).await?, ["others"]);
    assert_eq!(enums(db).await?, Vec::<String>::new());
    Ok(())
}

async fn drops_nothing_where_nothing_stands(db: &TestDatabase) -> TestResult {
    let answer = blog().drop_all(&pool(db)).await?;
    assert!(answer.is_noop(), "{answer}");
    assert_eq!(texts(&answer.absent), ["table `posts`", "table `users`"]);
    Ok(())
}
