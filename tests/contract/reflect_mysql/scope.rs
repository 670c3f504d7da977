//! What is read is what was asked for: databases, tables, and no more statements than for one table.

use super::reflected;
use crate::create::count::counted;
use fsm_core::{ColumnDef, DatabaseOptions, ErrorKind, Metadata, SqlType, TableDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use sqlx::Connection as _;
use std::time::Duration;

pub fn cases() -> Vec<Case> {
    cases![
        tables_are_chosen_by_name,
        other_databases_are_schemas,
        a_connection_without_a_database_is_told_so,
        the_number_of_statements_does_not_grow,
        names_differ_by_case_as_on_the_server,
        modes_of_the_session_change_nothing
    ]
}

fn names(metadata: &Metadata) -> Vec<String> {
    metadata.tables().map(|table| table.name.to_string()).collect()
}

async fn tables_are_chosen_by_name(db: &TestDatabase) -> TestResult {
    db.execute(
        "CREATE TABLE a (id INT PRIMARY KEY); CREATE TABLE b (p INT, CONSTRAINT f FOREIGN KEY (p) REFERENCES a (id)); \
         CREATE TABLE c (id INT); CREATE VIEW v AS SELECT 1; CREATE PROCEDURE p() SELECT 1",
    )
    .await?;
    let only = Metadata::reflect(db.mysql()).tables(["b", "nowhere", "it's", "\u{1f980}"]).await?;
    assert_eq!(names(&only.metadata), ["b"]);
    assert_eq!(only.metadata.table("b")?.definition().foreign_keys.len(), 1);
    assert_eq!(only.unmanaged, []);
    let rest = Metadata::reflect(db.mysql()).except(["b", "\u{1f980}"]).await?;
    assert_eq!(names(&rest.metadata), ["a", "c"]);
    let kinds: Vec<_> = rest.unmanaged.iter().map(ToString::to_string).collect();
    assert_eq!(kinds, ["procedure `p`", "view `v`"]);
    let none = Metadata::reflect(db.mysql()).tables(["nowhere"]).await?;
    assert!(none.metadata.is_empty());
    let elsewhere = Metadata::reflect(db.mysql()).tables(["nowhere.a"]).await?;
    assert!(elsewhere.metadata.is_empty());
    Ok(())
}

async fn other_databases_are_schemas(db: &TestDatabase) -> TestResult {
    let own = db.query_text("SELECT DATABASE()").await?[0][0].clone().unwrap_or_default();
    let other = format!("{own}_other");
    db.execute(&format!(
        "CREATE DATABASE `{other}`; CREATE TABLE a (id INT PRIMARY KEY); \
         CREATE TABLE `{other}`.b (p INT, q INT, CONSTRAINT f FOREIGN KEY (p) REFERENCES `{own}`.a (id)); \
         CREATE TABLE `{other}`.c (id INT PRIMARY KEY, up INT, CONSTRAINT g FOREIGN KEY (up) REFERENCES `{other}`.c (id))"
    ))
    .await?;
    let found = Metadata::reflect(db.mysql()).schemas([other.clone(), "nowhere".to_owned()]).await;
    let mut scope = fsm_core::Scope::default();
    (scope.schemas, scope.default_schema) = (vec![other.clone().into()], true);
    let both = Metadata::reflect(db.mysql()).scope(scope).await;
    let of_own = Metadata::reflect(db.mysql()).schemas([own.clone()]).await;
    db.execute(&format!("DROP DATABASE `{other}`")).await?;
    let found = found?;
    assert_eq!(names(&found.metadata), [format!("{other}.b"), format!("{other}.c")]);
    assert_eq!(found.schemas, std::slice::from_ref(&other));
    assert_eq!(found.default_schema.as_deref(), Some(&*own));
    let referred = |name: String| {
        let table = found.metadata.table(name).expect("the table").definition();
        table.foreign_keys[0].referred_table.to_string()
    };
    assert_eq!(referred(format!("{other}.b")), "a");
    assert_eq!(referred(format!("{other}.c")), format!("{other}.c"));
    assert_eq!(
        names(&both?.metadata),
        ["a".to_owned(), format!("{other}.b"), format!("{other}.c")]
    );
    assert_eq!(names(&of_own?.metadata), ["a"]);
    Ok(())
}

async fn a_connection_without_a_database_is_told_so(db: &TestDatabase) -> TestResult {
    let url = db.url().rsplit_once('/').expect("a database").0;
    let mut connection = sqlx::MySqlConnection::connect(url).await?;
    let refused = Metadata::reflect(&mut connection).await.expect_err("there is no database");
    assert!(matches!(refused.kind(), ErrorKind::Catalog { .. }), "{refused:?}");
    assert!(refused.to_string().contains("own database"), "{refused}");
    let own = db.url().rsplit_once('/').expect("a database").1.to_owned();
    db.execute("CREATE TABLE a (id INT)").await?;
    let found = Metadata::reflect(&mut connection).schemas([own.clone()]).await?;
    assert_eq!(names(&found.metadata), [format!("{own}.a")]);
    assert_eq!(found.default_schema, None);
    Ok(())
}

async fn the_number_of_statements_does_not_grow(db: &TestDatabase) -> TestResult {
    let pool = DatabaseOptions::new().max_connections(1).connect(db.url()).await?;
    let mut sent = Vec::new();
    for count in [0, 1, 30] {
        let table = |at| {
            let name = format!("t{at}");
            let text = ColumnDef::new("b", SqlType::String(9)).default_value("why?");
            TableDef::new(name.as_str())
                .column(ColumnDef::new("id", SqlType::BigInteger))
                .column(text)
                .primary_key(["id"])
        };
        let metadata: Metadata = (0..count).map(table).collect();
        if count > 0 {
            metadata.create_all(&pool).await?;
            // What was made within the second is asked for twice.
            tokio::time::sleep(Duration::from_millis(2100)).await;
        }
        sent.push(counted(async { Metadata::reflect(&pool).await.map(drop) }).await?);
    }
    // One more asks the tables for the defaults that the catalog may not be able to show.
    assert_eq!(sent, [9, 10, 10]);
    Ok(())
}

async fn names_differ_by_case_as_on_the_server(db: &TestDatabase) -> TestResult {
    db.execute("CREATE TABLE Users (Id INT PRIMARY KEY, UP INT, CONSTRAINT Fk FOREIGN KEY (up) REFERENCES Users (ID))").await?;
    let rule = db.query_text("SELECT @@lower_case_table_names").await?;
    let exact = rule[0][0].as_deref() == Some("0");
    if exact {
        db.execute("CREATE TABLE users (id INT)").await?;
        let one = Metadata::reflect(db.mysql()).tables(["users"]).await?;
        assert_eq!(names(&one.metadata), ["users"]);
        let other = Metadata::reflect(db.mysql()).except(["users"]).await?;
        assert_eq!(names(&other.metadata), ["Users"]);
    }
    let found = reflected(db).await?;
    assert_eq!(found.metadata.len(), if exact { 2 } else { 1 });
    let name = if exact { "Users" } else { "users" };
    let table = found.metadata.table(name)?.definition();
    let columns: Vec<&str> = table.columns.iter().map(|column| &*column.name).collect();
    assert_eq!(columns, ["Id", "UP"]);
    assert_eq!(table.indexes.len(), 0);
    Ok(())
}

async fn modes_of_the_session_change_nothing(db: &TestDatabase) -> TestResult {
    db.execute(
        r"CREATE TABLE t (a VARCHAR(20) DEFAULT 'it''s \\ x', b ENUM('a\\', 'b''') DEFAULT 'a\\', c JSON, d INT AS (a + 1), CHECK (a <> 'x'))",
    )
    .await?;
    let expected = reflected(db).await?.metadata.table("t")?.definition().clone();
    for mode in ["NO_BACKSLASH_ESCAPES", "ANSI_QUOTES", "ANSI_QUOTES,NO_BACKSLASH_ESCAPES"] {
        let mut connection = db.mysql().acquire().await?;
        let sql = format!("SET SESSION sql_mode = '{mode}', sql_select_limit = 1");
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut *connection).await?;
        let found = Metadata::reflect(&mut *connection).await?;
        let found = found.metadata.table("t")?.definition().clone();
        connection.detach().close().await?;
        for (one, other) in found.columns.iter().zip(expected.columns.iter()) {
            assert_eq!((&one.sql_type, &one.default), (&other.sql_type, &other.default), "{mode}");
        }
        assert_eq!(found.checks.len(), expected.checks.len(), "{mode}");
    }
    Ok(())
}
