//! What stands in a database and is in no schema value is named with its kind.

use super::{is_mariadb, reflected};
use fsm_core::{Flaw, TableName};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

pub fn cases() -> Vec<Case> {
    cases![
        what_no_value_models_is_named,
        what_does_not_do_its_work_is_a_flaw,
        a_temporary_table_is_no_part
    ]
}

async fn what_no_value_models_is_named(db: &TestDatabase) -> TestResult {
    db.execute(
        "CREATE TABLE parted (id INT PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 3; \
         CREATE TABLE plain (id INT PRIMARY KEY, d DATETIME NOT NULL ON UPDATE NOW()) STATS_PERSISTENT 1; \
         CREATE TABLE by_part (c VARCHAR(20), PRIMARY KEY (c(5)) COMMENT 'x'); \
         CREATE VIEW seen AS SELECT id FROM parted; \
         CREATE TRIGGER changes BEFORE INSERT ON plain FOR EACH ROW SET NEW.id = NEW.id + 1; \
         CREATE PROCEDURE acts() SELECT 1; \
         CREATE FUNCTION yields() RETURNS INT DETERMINISTIC RETURN 1; \
         CREATE EVENT happens ON SCHEDULE EVERY 1 DAY DO SELECT 1",
    )
    .await?;
    let mut expected = vec![
        "event `happens`",
        "function `yields`",
        "partitioning `parted` of `parted`",
        "comment of primary key `PRIMARY` of `by_part`",
        "prefix or direction in primary key `PRIMARY` of `by_part`",
        "procedure `acts`",
        "table option `stats_persistent` of `plain`",
        "trigger `changes` of `plain`",
        "view `seen`",
    ];
    if is_mariadb(db).await? {
        db.execute(
            "CREATE SEQUENCE counts; \
             CREATE TABLE hides (a INT, b INT INVISIBLE); \
             CREATE TABLE remembers (a INT, b INT WITHOUT SYSTEM VERSIONING, \
               s TIMESTAMP(6) GENERATED ALWAYS AS ROW START, e TIMESTAMP(6) GENERATED ALWAYS AS ROW END, \
               PERIOD FOR SYSTEM_TIME (s, e)) WITH SYSTEM VERSIONING",
        )
        .await?;
        expected.extend([
            "INVISIBLE of column `b` of `hides`",
            "ROW END of column `e` of `remembers`",
            "ROW START of column `s` of `remembers`",
            "WITHOUT SYSTEM VERSIONING of column `b` of `remembers`",
            "sequence `counts`",
            "system versioning `remembers` of `remembers`",
        ]);
    } else {
        expected.push("ON UPDATE of column `d` of `plain`");
    }
    let found = reflected(db).await?;
    let mut texts: Vec<String> = found.unmanaged.iter().map(ToString::to_string).collect();
    assert!(found.unmanaged.is_sorted());
    texts.sort();
    expected.sort_unstable();
    assert_eq!(texts, expected);
    // The tables themselves are read.
    assert!(found.metadata.contains("parted") && !found.metadata.contains("seen"));
    Ok(())
}

async fn what_does_not_do_its_work_is_a_flaw(db: &TestDatabase) -> TestResult {
    let (ddl, constraint) = if is_mariadb(db).await? {
        ("CREATE TABLE t (a INT, INDEX i (a) IGNORED)", None)
    } else {
        (
            "CREATE TABLE t (a INT, INDEX i (a) INVISIBLE, CONSTRAINT ck CHECK (a > 1) NOT ENFORCED)",
            Some("ck"),
        )
    };
    db.execute(ddl).await?;
    let found = reflected(db).await?;
    let name = TableName::new("t");
    let mut expected = vec![Flaw::IgnoredIndex { table: name.clone(), index: "i".to_owned() }];
    expected.extend(constraint.map(|constraint: &str| Flaw::NotEnforced {
        table: name,
        constraint: constraint.to_owned(),
    }));
    assert_eq!(found.flaws, expected);
    assert_eq!(found.metadata.table("t")?.definition().indexes.len(), 1);
    Ok(())
}

async fn a_temporary_table_is_no_part(db: &TestDatabase) -> TestResult {
    let mut connection = db.mysql().acquire().await?;
    sqlx::raw_sql("CREATE TABLE t (a INT); CREATE TEMPORARY TABLE t (b INT); CREATE TEMPORARY TABLE u (b INT)")
        .execute(&mut *connection)
        .await?;
    let found = fsm_core::Metadata::reflect(&mut *connection).await?;
    assert_eq!(found.metadata.len(), 1);
    assert!(found.metadata.table("t")?.definition().find_column("a").is_some());
    assert_eq!(found.unmanaged, []);
    Ok(())
}
