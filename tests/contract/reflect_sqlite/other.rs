//! What stands in a database and is no table of a model.

use fsm_core::{Metadata, TableName, Unmanaged};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

use super::fresh::{built, execute, read};

pub fn cases() -> Vec<Case> {
    cases![
        views_triggers_and_virtual_tables_are_listed_with_their_texts,
        what_is_the_databases_or_the_sessions_own_is_left_out,
        a_virtual_table_of_a_module_that_is_not_there_is_listed,
    ]
}

fn tables(read: &fsm_core::Reflected) -> Vec<String> {
    read.metadata.tables().map(|table| table.name.to_string()).collect()
}

fn check(found: &Unmanaged, kind: &str, name: &str, table: Option<&str>, definition: &str) {
    assert_eq!(found.kind, kind);
    assert_eq!(found.name, TableName::new(name.to_owned()));
    assert_eq!(found.table, table.map(|table| TableName::new(table.to_owned())));
    assert_eq!(found.definition.as_deref(), Some(definition));
}

async fn views_triggers_and_virtual_tables_are_listed_with_their_texts(
    _db: &TestDatabase,
) -> TestResult {
    let view = "CREATE VIEW \"a view\" AS SELECT id, 'x;y' AS b FROM t";
    let trigger =
        "CREATE TRIGGER after_t AFTER INSERT ON t BEGIN UPDATE t SET a = 1; SELECT 'x'; END";
    let instead = "CREATE TRIGGER instead INSTEAD OF DELETE ON \"a view\" BEGIN SELECT 1; END";
    let fts = "CREATE VIRTUAL TABLE search USING fts5(body, tokenize = 'porter')";
    let rtree = "CREATE VIRTUAL TABLE boxes USING rtree(id, a, b)";
    let table = "CREATE TABLE t (id INTEGER PRIMARY KEY, a)";
    // One that is called as if it belonged to a virtual table.
    let lookalike = "CREATE TABLE search_other (a)";
    let read = read(&[table, lookalike, view, trigger, instead, fts, rtree].join(";\n")).await?;
    assert_eq!(tables(&read), ["search_other", "t"]);
    let [after, instead_of, view_found, boxes, search] = &*read.unmanaged else {
        panic!("{:?}", read.unmanaged)
    };
    check(after, "trigger", "after_t", Some("t"), trigger);
    check(instead_of, "trigger", "instead", Some("a view"), instead);
    check(view_found, "view", "a view", None, view);
    check(boxes, "virtual table", "boxes", None, rtree);
    check(search, "virtual table", "search", None, fts);
    Ok(())
}

async fn what_is_the_databases_or_the_sessions_own_is_left_out(_db: &TestDatabase) -> TestResult {
    let read = read(
        "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a UNIQUE); INSERT INTO t (a) VALUES (1); \
         CREATE INDEX i ON t (a); ANALYZE; \
         CREATE TEMP TABLE mine (a); CREATE TEMP VIEW my_view AS SELECT 1; \
         CREATE TEMP TRIGGER my_trigger AFTER INSERT ON t BEGIN SELECT 1; END; \
         CREATE TABLE sqliteish (a)",
    )
    .await?;
    assert_eq!(tables(&read), ["sqliteish", "t"]);
    assert_eq!(read.unmanaged, []);
    let pool =
        built(&["CREATE TEMP TABLE t (a)".to_owned(), "CREATE TABLE t (b)".to_owned()]).await?;
    let read = Metadata::reflect(&pool).schemas(["main", "temp"]).await?;
    assert_eq!(tables(&read), ["t"]);
    assert!(read.metadata.table("t")?.definition().find_column("b").is_some());
    Ok(())
}

async fn a_virtual_table_of_a_module_that_is_not_there_is_listed(_db: &TestDatabase) -> TestResult {
    let pool = built(&["CREATE TABLE t (a)".to_owned()]).await?;
    execute(
        &pool,
        "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) \
         VALUES ('table', 'far', 'far', 0, 'CREATE VIRTUAL TABLE far USING nowhere(a)'); \
         PRAGMA writable_schema = RESET",
    )
    .await?;
    let read = Metadata::reflect(&pool).await?;
    assert_eq!(tables(&read), ["t"]);
    let [far] = &*read.unmanaged else { panic!("{:?}", read.unmanaged) };
    check(far, "virtual table", "far", None, "CREATE VIRTUAL TABLE far USING nowhere(a)");
    Ok(())
}
