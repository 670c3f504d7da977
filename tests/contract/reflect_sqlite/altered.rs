//! What `ALTER TABLE` leaves in the stored text.

use fsm_core::{
    CheckDef, ColumnDef, ForeignKeyDef, IndexColumn, IndexDef, SqlType, TableDef, UniqueDef,
};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

use super::fresh::{read, unmanaged};

pub fn cases() -> Vec<Case> {
    cases![
        an_added_column_stands_before_the_constraints,
        a_renamed_column_is_renamed_wherever_it_stands,
        a_renamed_table_is_referred_to_by_its_new_name,
        a_dropped_column_is_gone,
    ]
}

async fn check(sql: &str, expected: &[TableDef]) -> TestResult {
    let read = read(sql).await?;
    let tables: Vec<&TableDef> = read.metadata.tables().collect();
    assert_eq!(tables, expected.iter().collect::<Vec<_>>(), "{sql}");
    assert_eq!(unmanaged(&read), [""; 0], "{sql}");
    Ok(())
}

fn null(name: &'static str, sql_type: SqlType) -> ColumnDef {
    ColumnDef::new(name, sql_type).nullable()
}

async fn an_added_column_stands_before_the_constraints(_db: &TestDatabase) -> TestResult {
    let table = TableDef::new("t")
        .column(null("a", SqlType::Integer))
        .column(ColumnDef::new("b", SqlType::Text).default_value("x, (y"))
        .column(null("c", SqlType::Integer).computed("a + 1", false))
        .column(null("d", SqlType::Integer))
        .unique(UniqueDef::new(["a"]).named("u"))
        .check(CheckDef::new("c > 0").at_column("c"))
        .foreign_key(ForeignKeyDef::new(["d"], "t", ["a"]));
    check(
        "CREATE TABLE t (a INTEGER -- first\n, CONSTRAINT u UNIQUE (a)); \
         ALTER TABLE t ADD COLUMN b TEXT NOT NULL DEFAULT 'x, (y'; \
         ALTER TABLE t ADD \"c\" INTEGER GENERATED ALWAYS AS (a + 1) CHECK (c > 0); \
         ALTER TABLE t ADD COLUMN d INTEGER REFERENCES t (a) /* itself */ ;",
        &[table],
    )
    .await
}

async fn a_renamed_column_is_renamed_wherever_it_stands(_db: &TestDatabase) -> TestResult {
    let table = TableDef::new("t")
        .column(null("new \"a\"", SqlType::Integer))
        .column(null("b", SqlType::Integer).computed("\"new \"\"a\"\"\" + 1", true))
        .check(CheckDef::new("\"new \"\"a\"\"\" > 0"))
        .unique(UniqueDef::new(["new \"a\""]))
        .index(
            IndexDef::new([
                IndexColumn::column("new \"a\"").descending(),
                IndexColumn::expression("abs(\"new \"\"a\"\"\")"),
            ])
            .named("i")
            .predicate("\"new \"\"a\"\"\" > 1"),
        );
    check(
        "CREATE TABLE t (a INTEGER, b INTEGER AS (a + 1) STORED, CHECK (a > 0), UNIQUE (a)); \
         CREATE INDEX i ON t (a DESC, abs(a)) WHERE a > 1; \
         ALTER TABLE t RENAME COLUMN a TO \"new \"\"a\"\"\";",
        &[table],
    )
    .await
}

async fn a_renamed_table_is_referred_to_by_its_new_name(_db: &TestDatabase) -> TestResult {
    let child = TableDef::new("c")
        .column(null("a", SqlType::Text))
        .foreign_key(ForeignKeyDef::new(["a"], fsm_core::TableName::new("new.\"p\""), ["x"]));
    let parent = TableDef::new(fsm_core::TableName::new("new.\"p\""))
        .column(ColumnDef::new("x", SqlType::Text))
        .primary_key(["x"])
        .index(IndexDef::new(["x"]).named("i"));
    check(
        "CREATE TABLE p (x TEXT NOT NULL PRIMARY KEY); CREATE INDEX i ON p (x); \
         CREATE TABLE c (a TEXT REFERENCES p); ALTER TABLE p RENAME TO \"new.\"\"p\"\"\";",
        &[child, parent],
    )
    .await
}

async fn a_dropped_column_is_gone(_db: &TestDatabase) -> TestResult {
    let table = TableDef::new("t").column(null("a", SqlType::Integer)).check(CheckDef::new("a"));
    check(
        "CREATE TABLE t (a INTEGER, b INTEGER DEFAULT (1), CHECK (a)); ALTER TABLE t DROP COLUMN b;",
        &[table],
    )
    .await
}
