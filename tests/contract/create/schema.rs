//! Schemas: the connection's own, named ones, missing ones.

use super::model::{blog, enums, id, metadata, names, pool, tables, texts, users};
use fsm_core::{ColumnDef, Dialect, EnumDef, ErrorKind, SqlType, TableDef, TableName};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use sqlx::{Connection, Row};

/// For PostgreSQL.
pub fn postgres() -> Vec<Case> {
    cases![
        tables_stand_in_the_first_schema_of_the_search_path,
        a_missing_schema_is_created_and_not_dropped,
        no_current_schema_is_an_error,
        an_enum_called_as_a_type_of_the_catalog_is_refused,
        a_default_is_any_expression,
    ]
}

/// For MySQL and MariaDB.
pub fn mysql() -> Vec<Case> {
    cases![no_database_selected_is_an_error, a_missing_database_is_created]
}

/// For SQLite.
pub fn sqlite() -> Vec<Case> {
    cases![a_schema_must_be_attached]
}

async fn tables_stand_in_the_first_schema_of_the_search_path(db: &TestDatabase) -> TestResult {
    db.execute("CREATE SCHEMA one; CREATE SCHEMA two").await?;
    blog().create_all(&pool(db)).await?;
    let mut connection = sqlx::PgConnection::connect(db.url()).await?;
    for path in ["one, public", "two, one", "one", "two"] {
        sqlx::raw_sql(sqlx::AssertSqlSafe(format!("SET search_path = {path}")))
            .execute(&mut connection)
            .await?;
        blog().create_all(&mut connection).await?;
    }
    let rows = sqlx::raw_sql(
        "SELECT relnamespace::regnamespace::text || '.' || relname FROM pg_class \
         WHERE relname = 'users' ORDER BY 1",
    )
    .fetch_all(&mut connection)
    .await?;
    let found: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(found, ["one.users", "public.users", "two.users"]);
    connection.close().await?;
    Ok(())
}

async fn a_missing_schema_is_created_and_not_dropped(db: &TestDatabase) -> TestResult {
    let metadata = metadata([users().with_schema("app \"x\"")]);
    let answer = metadata.create_all(&pool(db)).await?;
    assert_eq!(
        texts(&answer.created),
        ["schema `app \"x\"`", "enum `mood`", "table `app \"x\".users`"]
    );
    assert!(metadata.create_all(&pool(db)).await?.is_noop());
    metadata.drop_all(&pool(db)).await?;
    let schemas = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'app%'";
    assert_eq!(names(db, schemas).await?, ["app \"x\""]);
    assert_eq!(enums(db).await?, Vec::<String>::new());
    metadata.create_all(&pool(db)).checkfirst(false).await?;
    Ok(())
}

async fn no_current_schema_is_an_error(db: &TestDatabase) -> TestResult {
    let mut connection = sqlx::PgConnection::connect(db.url()).await?;
    sqlx::raw_sql("SET search_path = nowhere").execute(&mut connection).await?;
    let error = blog().create_all(&mut connection).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::NoSchema { dialect: Dialect::Postgres, .. }),
        "{error:?}"
    );
    connection.close().await?;
    Ok(())
}

async fn no_database_selected_is_an_error(db: &TestDatabase) -> TestResult {
    let at = db.url().rfind('/').ok_or("a URL has a path")?;
    let mut connection = sqlx::MySqlConnection::connect(&db.url()[..at]).await?;
    let error = blog().create_all(&mut connection).await.unwrap_err();
    assert!(
        matches!(error.kind(), ErrorKind::NoSchema { dialect: Dialect::Mysql, .. }),
        "{error:?}"
    );
    connection.close().await?;
    Ok(())
}

async fn a_missing_database_is_created(db: &TestDatabase) -> TestResult {
    let own = names(db, "SELECT DATABASE()").await?.concat();
    let other = format!("{own}_x");
    let table = TableDef::new("t").column(id()).primary_key(["id"]).with_schema(other.clone());
    let metadata = metadata([table]);
    let answer = metadata.create_all(&pool(db)).await;
    let again = metadata.create_all(&pool(db)).await;
    db.execute(&format!("DROP DATABASE IF EXISTS `{other}`")).await?;
    assert_eq!(
        texts(&answer?.created),
        [format!("schema `{other}`"), format!("table `{other}.t`")]
    );
    assert!(again?.is_noop());
    assert_eq!(tables(db).await?, Vec::<String>::new());
    Ok(())
}

async fn a_schema_must_be_attached(db: &TestDatabase) -> TestResult {
    let table = TableDef::new("t").column(id()).primary_key(["id"]).with_schema("other");
    let metadata = metadata([table]);
    let mut connection = sqlx::SqliteConnection::connect(db.url()).await?;
    let error = metadata.create_all(&mut connection).await.unwrap_err();
    assert_eq!(error.to_string(), "no database is attached as `other`");
    sqlx::raw_sql("ATTACH DATABASE ':memory:' AS other").execute(&mut connection).await?;
    let answer = metadata.create_all(&mut connection).await?;
    assert_eq!(texts(&answer.created), ["table `other.t`"]);
    assert!(metadata.create_all(&mut connection).compare_existing(true).await?.is_noop());
    metadata.drop_all(&mut connection).await?;
    connection.close().await?;
    Ok(())
}

/// `pg_catalog` is searched first: the column would be a geometric line.
async fn an_enum_called_as_a_type_of_the_catalog_is_refused(db: &TestDatabase) -> TestResult {
    let shapes = |name: TableName| {
        let mut def = EnumDef::new("line", ["dashed", "dotted"]);
        def.name = name;
        let kind = SqlType::Enum(def);
        let table = TableDef::new("shapes").column(id()).column(ColumnDef::new("kind", kind));
        metadata([table.primary_key(["id"])])
    };
    let error = shapes(TableName::new("line")).create_all(&pool(db)).await.unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Unsupported { .. }), "{error:?}");
    assert_eq!(enums(db).await?, Vec::<String>::new());
    shapes(TableName::new("line").in_schema("app")).create_all(&pool(db)).await?;
    let kind = "SELECT typnamespace::regnamespace || '.' || typname FROM pg_attribute \
                JOIN pg_type AS t ON t.oid = atttypid \
                WHERE attrelid = 'shapes'::regclass AND attname = 'kind'";
    assert_eq!(names(db, kind).await?, ["app.line"]);
    Ok(())
}

async fn a_default_is_any_expression(db: &TestDatabase) -> TestResult {
    let expressions = ["now() AT TIME ZONE 'utc'", "1 IN (1, 2)", "3 IS NULL", "-1", "'a'::text"];
    for (at, expression) in expressions.into_iter().enumerate() {
        let table = TableDef::new(format!("t{at}"))
            .column(ColumnDef::new("a", SqlType::Custom("text".into())).default_sql(expression));
        metadata([table])
            .create_all(&pool(db))
            .await
            .map_err(|error| format!("{expression}: {error:?}"))?;
    }
    let missing = "SELECT relname::text FROM pg_attribute JOIN pg_class AS c ON c.oid = attrelid \
                   WHERE relname LIKE 't_' AND attnum > 0 AND NOT (atthasdef AND attnotnull)";
    assert_eq!(names(db, missing).await?, Vec::<String>::new());
    Ok(())
}
