//! Lengths, precisions and labels: what the dialects take at most, held to the databases.
//! The largest that is spelled has to be created, and one more has to be refused before.

use fsm_core::change::Change;
use fsm_core::{ColumnDef, Dialect, EnumDef, NamingConvention, SqlType, TableDef};
use fsm_tests::{Case, TestDatabase, TestResult, cases};

use super::problems;

pub fn cases() -> Vec<Case> {
    cases![
        takes_a_number_as_the_default_of_every_integer,
        takes_the_largest,
        refuses_more_than_the_largest,
        refuses_labels_it_would_change
    ]
}

/// PostgreSQL's one-byte type takes no number without being told.
async fn takes_a_number_as_the_default_of_every_integer(db: &TestDatabase) -> TestResult {
    let integers =
        SqlType::every().filter(|kind| kind.is_integer() && db.dialect().spell_type(kind).is_ok());
    for (number, sql_type) in integers.enumerate() {
        let mut column = ColumnDef::new("value", sql_type).default_value(100);
        column.nullable = true;
        create_table(db, TableDef::new(format!("default_{number}").as_str()).column(column))
            .await?;
    }
    // The only column here whose number is shown as a character.
    if db.dialect() == Dialect::Postgres {
        db.execute("INSERT INTO default_0 DEFAULT VALUES").await?;
        assert_eq!(
            db.query_text("SELECT value::int FROM default_0").await?,
            [[Some("100".to_owned())]]
        );
    }
    Ok(())
}

async fn takes_the_largest(db: &TestDatabase) -> TestResult {
    for (number, (largest, _)) in limits(db.dialect()).into_iter().enumerate() {
        create(db, &format!("limit_{number}"), largest).await?;
    }
    Ok(())
}

async fn refuses_more_than_the_largest(db: &TestDatabase) -> TestResult {
    for (_, more) in limits(db.dialect()) {
        let shown = format!("{more:?}");
        let problems = problems(db.dialect(), more);
        assert!(matches!(&problems[..], [only] if only.help.is_some()), "{shown}: {problems:?}");
    }
    Ok(())
}

/// Two labels that differ by case only are one on MySQL, and a space at the end is cut off there.
async fn refuses_labels_it_would_change(db: &TestDatabase) -> TestResult {
    let there = db.dialect() != Dialect::Mysql;
    for (number, labels) in [["a", "A"], ["a", "b "]].into_iter().enumerate() {
        let def = SqlType::Enum(EnumDef::new(format!("enum_{number}"), labels));
        assert_eq!(problems(db.dialect(), def.clone()).is_empty(), there, "{labels:?}");
        if there {
            create(db, &format!("labels_{number}"), def).await?;
        }
    }
    for labels in [&[][..], &["a", "a"], &["a\0"]] {
        let def = SqlType::Enum(EnumDef::new("wrong", labels.iter().copied()));
        assert!(!problems(db.dialect(), def).is_empty(), "{labels:?}");
    }
    Ok(())
}

/// The largest of a type, and one that is larger.
fn limits(dialect: Dialect) -> Vec<(SqlType, SqlType)> {
    use SqlType::{Binary, String};
    let digits = |precision, scale| SqlType::Numeric { precision: Some(precision), scale };
    let label = |length| SqlType::Enum(EnumDef::new("longest", ["x".repeat(length)]));
    match dialect {
        Dialect::Sqlite => vec![(String(u32::MAX), String(0))],
        Dialect::Postgres => vec![
            (String(10_485_760), String(10_485_761)),
            (digits(1000, None), digits(1001, None)),
            (digits(1000, Some(1000)), digits(999, Some(1000))),
            (digits(1, Some(0)), digits(0, None)),
            (label(63), label(64)),
        ],
        _ => vec![
            (String(16_383), String(16_384)),
            (Binary(65_532), Binary(65_533)),
            (digits(65, None), digits(66, None)),
            (digits(65, Some(30)), digits(65, Some(31))),
            (digits(5, Some(5)), digits(5, Some(6))),
            (label(255), label(256)),
        ],
    }
}

async fn create(db: &TestDatabase, name: &str, sql_type: SqlType) -> TestResult {
    create_table(db, TableDef::new(name).column(ColumnDef::new("value", sql_type).nullable())).await
}

async fn create_table(db: &TestDatabase, table: TableDef) -> TestResult {
    let mut changes = Vec::new();
    if db.dialect().capabilities().native_enums {
        changes
            .extend(table.enums().into_iter().map(|def| Change::CreateEnum { def: def.clone() }));
    }
    changes.push(Change::CreateTable { table });
    for change in &changes {
        for statement in db.dialect().spell(change, &NamingConvention::default()) {
            db.execute(&statement.sql)
                .await
                .map_err(|error| format!("{error}: {}", statement.sql))?;
        }
    }
    Ok(())
}
