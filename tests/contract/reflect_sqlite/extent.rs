//! Which part of a database is read: schemas, tables, names.

use fsm_core::{Metadata, Scope, TableName};
use fsm_tests::{Case, TestDatabase, TestResult, cases};
use sqlx::SqlitePool;

use super::fresh::{SCHEMAS, built, execute};

pub fn cases() -> Vec<Case> {
    cases![
        attached_databases_are_read_where_they_are_asked_for,
        tables_are_chosen_before_they_are_read,
        a_foreign_key_to_a_table_that_is_not_read_names_its_columns,
        every_schema_names_its_own_tables,
    ]
}

async fn filled() -> Result<SqlitePool, sqlx::Error> {
    let pool = built(&[]).await?;
    for (schema, table) in [("main", "a"), ("main", "B"), ("fsm_app", "a"), (SCHEMAS[1], "c")] {
        let schema = format!("\"{}\"", schema.replace('"', "\"\""));
        let sql = format!(
            "CREATE TABLE {schema}.{table} (id INTEGER PRIMARY KEY, other INTEGER REFERENCES {table}); \
             CREATE INDEX {schema}.ix_{table} ON {table} (other); \
             CREATE TRIGGER {schema}.tr_{table} AFTER INSERT ON {table} BEGIN SELECT 1; END; \
             CREATE VIEW {schema}.vi_{table} AS SELECT 1;"
        );
        execute(&pool, &sql).await?;
    }
    Ok(pool)
}

fn scope(schemas: &[&str], tables: &[TableName], except: &[TableName]) -> Scope {
    let mut scope = Scope::default();
    scope.schemas = schemas.iter().map(|name| (*name).to_owned().into()).collect();
    scope.tables = tables.to_vec();
    scope.except = except.to_vec();
    scope
}

async fn check(pool: &SqlitePool, scope: Scope, schemas: &[&str], tables: &[&str], rest: &[&str]) {
    let read = Metadata::reflect(pool).scope(scope.clone()).await.unwrap();
    assert_eq!(read.default_schema.as_deref(), Some("main"));
    assert_eq!(read.schemas, schemas, "{scope:?}");
    let found: Vec<String> = read.metadata.tables().map(|table| table.name.to_string()).collect();
    assert_eq!(found, tables, "{scope:?}");
    let found: Vec<String> = read.unmanaged.iter().map(|one| one.name.to_string()).collect();
    assert_eq!(found, rest, "{scope:?}");
    for table in read.metadata.tables() {
        assert_eq!(table.indexes.len(), 1, "{}", table.name);
        assert_eq!(table.foreign_keys[0].referred_table, table.name);
    }
}

async fn attached_databases_are_read_where_they_are_asked_for(_db: &TestDatabase) -> TestResult {
    let pool = filled().await?;
    let own = ["tr_B", "tr_a", "vi_B", "vi_a"];
    check(&pool, Scope::default(), &["main"], &["B", "a"], &own).await;
    check(&pool, scope(&["MAIN"], &[], &[]), &["main"], &["B", "a"], &own).await;
    let app = ["fsm_app.tr_a", "fsm_app.vi_a"];
    check(&pool, scope(&["fsm_app"], &[], &[]), &["fsm_app"], &["fsm_app.a"], &app).await;
    check(&pool, scope(&["nowhere", "temp"], &[], &[]), &[], &[], &[]).await;
    let mut both = scope(&["FSM_App"], &[], &[]);
    both.default_schema = true;
    let rest = ["tr_B", "tr_a", "fsm_app.tr_a", "vi_B", "vi_a", "fsm_app.vi_a"];
    check(&pool, both, &["fsm_app", "main"], &["B", "a", "fsm_app.a"], &rest).await;
    Ok(())
}

async fn tables_are_chosen_before_they_are_read(_db: &TestDatabase) -> TestResult {
    let pool = filled().await?;
    let name = |name: &'static str| TableName::new(name);
    let app = |name: &'static str| TableName::new(name).in_schema("fsm_app");
    check(&pool, scope(&[], &[name("b")], &[]), &["main"], &["B"], &["tr_B"]).await;
    check(&pool, scope(&[], &[name("nothing")], &[]), &["main"], &[], &[]).await;
    check(&pool, scope(&[], &[app("a")], &[]), &["main"], &[], &[]).await;
    check(
        &pool,
        scope(&[], &[], &[name("A"), name("vi_a"), app("B")]),
        &["main"],
        &["B"],
        &["tr_B", "vi_B"],
    )
    .await;
    let both = scope(&["main", "fsm_app"], &[name("a"), app("A")], &[]);
    check(&pool, both, &["fsm_app", "main"], &["a", "fsm_app.a"], &["tr_a", "fsm_app.tr_a"]).await;
    let hostile = name("x') OR 1; --");
    check(&pool, scope(&[], &[hostile, name("nul\0")], &[]), &["main"], &[], &[]).await;
    // One that cannot be read is in nobody's way if it is not asked for.
    execute(
        &pool,
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = sql || ' WITH FIRE' WHERE name = 'a'",
    )
    .await?;
    assert!(Metadata::reflect(&pool).await.is_err());
    check(&pool, scope(&[], &[name("b")], &[]), &["main"], &["B"], &["tr_B"]).await;
    Ok(())
}

async fn a_foreign_key_to_a_table_that_is_not_read_names_its_columns(
    _db: &TestDatabase,
) -> TestResult {
    let pool = built(&["CREATE TABLE p (x, y, PRIMARY KEY (y, x)); \
                        CREATE TABLE c (a, b, FOREIGN KEY (a, b) REFERENCES p)"
        .to_owned()])
    .await?;
    let read = Metadata::reflect(&pool).tables(["c"]).await?;
    let key = read.metadata.table("c")?.definition().foreign_keys[0].clone();
    assert_eq!(*key.referred_columns, ["y", "x"]);
    Ok(())
}

async fn every_schema_names_its_own_tables(_db: &TestDatabase) -> TestResult {
    let pool = filled().await?;
    let read = Metadata::reflect(&pool).schemas(SCHEMAS).await?;
    let found: Vec<&TableName> = read.metadata.tables().map(|table| &table.name).collect();
    let expected =
        [TableName::new("a").in_schema("fsm_app"), TableName::new("c").in_schema(SCHEMAS[1])];
    assert_eq!(found, expected.iter().collect::<Vec<_>>());
    Ok(())
}
